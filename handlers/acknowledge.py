"""The buttons under notices: รับทราบ, the monthly check-in, and the chair's hand-over."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.errors import Refusal
from bot.domain.events import Acknowledged, CheckedIn, Situation
from bot.domain.message import About, Message, Text
from bot.domain.people import Team
from bot.domain.status import overdue_days
from bot.ports import UnitOfWork
from bot.render.language import speaker
from bot.render.text import pausing
from handlers.call import Call, Reply
from handlers.done import done
from handlers.scope import closable, require_closer, step_here
from handlers.words import Words


def acknowledge(call: Call, work: UnitOfWork) -> Reply:
    """Record that the person has seen the notice: `ack p12 4 due`."""
    words = Words(call.arguments)
    meant = step_here(call, work, words, closable(call))
    event = Acknowledged(at=call.now, by=call.person.id, step=meant.number, notice=words.rest[:20])
    work.plans.append(meant.scope.plan, event)
    return Reply(popup=pausing.acknowledged(call.say, meant.step))


def check_in(call: Call, work: UnitOfWork) -> Reply:
    """`checkin p12 7 on-plan`, `… obstacle` or `… done`: the answer to the monthly question."""
    words = Words(call.arguments)
    meant = step_here(call, work, words, closable(call))
    require_closer(call, meant)
    answer = words.take_word("on-plan", "obstacle", "done")
    if answer == "done":
        line = f"p{meant.scope.plan.id} {meant.number}"
        return done(replace(call, command="done", arguments=line), work)
    if meant.state.is_closed or not answer:
        raise Refusal("button-expired")
    scope = meant.scope
    situation = Situation(answer)
    event = CheckedIn(at=call.now, by=call.person.id, step=meant.number, situation=situation)
    plan = work.plans.append(scope.plan, event)
    if situation is Situation.OBSTACLE:
        for chat, language in _secretaries(scope.team, call.person.id):
            text = pausing.obstacle(speaker(language), plan, meant.step, call.person)
            work.outbox.post(chat, _about(text, plan.id, meant.number), call.now)
    text = pausing.situation_noted(call.say, meant.step, situation)
    return Reply(_about(text, plan.id, meant.number))


def hand_to_secretary(call: Call, work: UnitOfWork) -> Reply:
    """`followup p12 6`: the chair asks the secretary to follow an overdue step up."""
    meant = step_here(call, work, Words(call.arguments), lambda scope: scope.startable)
    scope = meant.scope
    member = scope.team.member(call.person.id)
    if member is None or not (member.chair or member.secretary):
        raise Refusal("may-not-steer")
    if meant.state.is_closed:
        raise Refusal(
            "already-closed", step=meant.step, on=meant.state.closed_on, skipped=meant.state.skipped
        )
    told = _secretaries(scope.team, call.person.id)
    if not told:
        raise Refusal("no-secretary")
    due = scope.forecast()[meant.number].due
    for chat, language in told:
        say = speaker(language)
        text = pausing.handed_over(
            say, scope.plan, meant.step, due, overdue_days(due, scope.calendar, scope.today)
        )
        work.outbox.post(chat, _about(text, scope.plan.id, meant.number), call.now)
    event = Acknowledged(at=call.now, by=call.person.id, step=meant.number, notice="followup")
    work.plans.append(scope.plan, event)
    return Reply(popup=pausing.handed_over_popup(call.say))


def _secretaries(team: Team, but: int) -> list[tuple[int, str]]:
    """Private chats and languages of the secretaries, except who speaks now."""
    people = [m.person for m in team.secretaries if m.person.id != but]
    return [(p.private_chat, p.language) for p in people if p.private_chat is not None]


def _about(text: Text, plan: int, step: int) -> Message:
    return Message(text, about=(About(plan, step),))
