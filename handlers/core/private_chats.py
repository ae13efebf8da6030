"""Who with a duty cannot be written to in private: the secretary knows who they are."""

from __future__ import annotations

from bot.domain.people import Person, Team, on_duty
from bot.domain.plan import Plan
from bot.render.text import private_chats as texts
from handlers.core.call import Call


def changed(call: Call, team: Team, person: Person) -> None:
    """A person took or laid down a duty; of whoever can be reached the list says nothing."""
    if person.private_chat is None:
        tell(call, team)


def opened(call: Call) -> None:
    """The private chat is open: nobody need be asked for it any more."""
    for team in call.work.teams.of_person(call.person.id):
        member = team.member(call.person.id)
        if member is not None and member.has_duty:
            tell(call, team)


def tell(call: Call, team: Team) -> None:
    """One message to each secretary, kept up to date; none while everybody can be reached.

    Where none can be kept so, it is said once.
    """
    plan = next(iter(call.work.plans.running(team.id)), None)
    if plan is None:
        return
    for secretary in on_duty(team, call.now).secretaries:
        if secretary.person.private_chat is not None:
            _keep_told(call, team, plan, secretary.person, secretary.person.private_chat)


def _keep_told(call: Call, team: Team, plan: Plan, secretary: Person, chat: int) -> None:
    key = f"unreachable:cases:{team.id}" if plan.sop.case else f"unreachable:{plan.id}"
    sent = call.work.sent.named(chat, key)
    if sent is not None and not call.may_edit(chat):
        return
    silent = [m for m in team.members if m.has_duty and m.person.private_chat is None]
    say = call.say_in(chat, secretary.language)
    if silent:
        message = texts.listed(say, team, silent)
        call.work.outbox.post(chat, message, call.now, edits=sent or "", key=key)
    elif sent is not None:
        call.work.outbox.post(chat, texts.nobody(say, team), call.now, edits=sent, key=key)
