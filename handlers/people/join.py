"""/join: one's parties, chosen by buttons; who comes into the group and who leaves it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.domain.errors import Refusal
from bot.domain.message import About, Button, Message, Text, paragraphs
from bot.domain.people import ChatKind, Member, Person, Team
from bot.domain.plan import Plan
from bot.render.language import DEFAULT_LANGUAGE, Say
from bot.render.text import leave as leave_texts
from bot.render.text import signup
from handlers.core import newest, private_chats
from handlers.core.call import Call, Reply
from handlers.core.parties_meant import plan_of_parties
from handlers.core.signup import refresh_signup, show_signup
from handlers.core.words import Words
from handlers.people import departures
from handlers.people.official_name import ask_name_in_private, set_name

WELCOMED_RECENTLY = timedelta(days=1)
"""Who leaves and comes again within it knows how to sign up."""


def join(call: Call) -> Reply:
    """Choose one's parties by buttons; `/join <official name>, <position>` also sets the name."""
    words = Words(call.arguments)
    scope = plan_of_parties(call, words)
    if not words.rest:
        return _own_choice(call, scope.team.id, scope.plan)
    person = set_name(call, words.rest)
    receipt = signup.name_set(call.say, person)
    if call.chat.kind is ChatKind.GROUP:
        return Reply(Message(receipt))
    chosen = _private_choice(call, scope.team.id, scope.plan)
    return Reply(replace(chosen, text=paragraphs([receipt, chosen.text])))


def leave(call: Call) -> Reply:
    """The same buttons: pressing a party joined already leaves it."""
    scope = plan_of_parties(call, Words(call.arguments))
    member = scope.team.member(call.person.id)
    if member is None or not _parties(member, scope.plan):
        raise Refusal("in-no-party")
    return _own_choice(call, scope.team.id, scope.plan)


def party_pressed(call: Call) -> Reply:
    """`party p12 <party id>`: join the party, or leave it; with `in` or `out`: only that."""
    words = Words(call.arguments)
    scope = plan_of_parties(call, words)
    party = words.take_word(*(p.id for p in scope.plan.sop.parties))
    if not party:
        raise Refusal("button-expired")
    told = words.take_word("in", "out")
    joined = told == "in" if told else not _is_in(call, scope.team, scope.plan, party)
    _set_party(call, scope.team, scope.plan, party, joined)
    team = call.work.teams.by_id(scope.team.id)
    refresh_signup(call, team, scope.plan)
    private_chats.changed(call, team, call.person)
    popup = signup.joined_popup(call.say, scope.plan.sop.party(party), joined)
    if told:
        text = signup.own_party_taken_back(
            call.say, scope.plan.sop.party(party), call.person, joined
        )
        return Reply(Message(text, about=(About(scope.plan.id),)))
    if call.chat.kind is ChatKind.PRIVATE:
        choice = _private_choice(call, team.id, scope.plan)
        return Reply(choice, popup=popup, edits=True)
    if joined and call.person.private_chat is None and not call.can.popups:
        return Reply(signup.join_then_open(call.say, scope.plan.sop.party(party)))
    if joined and call.person.private_chat is None:
        return Reply(popup=signup.join_then_open_popup(call.say, scope.plan.sop.party(party)))
    if joined and not call.person.official_name:
        popup = signup.join_then_name_popup(call.say, scope.plan.sop.party(party))
        ask_name_in_private(call, call.person)
    return Reply(popup=popup)


def came(call: Call) -> Reply | None:
    """A person came into the group: a member of the team from now on.

    Platforms may tell of it twice, and who is a member already is not welcomed again.
    """
    team = call.work.teams.of_group(call.chat.id)
    person = _subject(call)
    if person is None:
        return None
    call.work.chats.seen_in(call.chat.id, person.id)
    if team is None or team.member(person.id) is not None:
        return None
    call.work.teams.add_member(team.id, person.id, call.now)
    if not departures.come_back(call, team, person.id):
        _invite_to_sign_up(call, call.work.teams.by_id(team.id), person.id)
    return None


def _invite_to_sign_up(call: Call, team: Team, person_id: int) -> None:
    """Whoever comes (back) into the group has no party; heard only where that disturbs nobody."""
    person, member = call.work.people.by_id(person_id), team.member(person_id)
    running = call.work.plans.running(team.id)
    if person.private_chat is None or member is None or not running or member.has_duty:
        return
    key, since = f"came:{team.id}", call.now - WELCOMED_RECENTLY
    if call.work.sent.named(person.private_chat, key, since) is not None:
        return
    say = call.say_in(person.private_chat, person.language)
    join = Button(say.caption("Sign up"), f"join p{running[0].id}")
    message = Message(signup.came(say, team), ((join,),), about=(About(running[0].id),))
    call.work.outbox.post(person.private_chat, message, call.now, key=key)


def went(call: Call) -> Reply | None:
    """A person left the group: no longer a member; secretary and chair hear of a lost role."""
    team, who = call.work.teams.of_group(call.chat.id), call.incoming.subject
    person = call.work.people.by_account(call.incoming.channel, who.account) if who else None
    if person is None:
        return None
    call.work.chats.left(call.chat.id, person.id)
    if team is None:
        return None
    by = call.incoming.sender
    by_themselves = who is not None and by is not None and by.account == who.account
    if by is not None and not by_themselves:
        departures.returns_no_more(call, team, person.id)
    _is_out(call, team, person.id, returns=by_themselves)
    return None


def gone_unnoticed(call: Call, address: str) -> None:
    """That group, the platform says, the person has left, or was removed from, while we were away.

    Who was never seen in it came by an invitation, and need not be in it. As nobody knows which it
    was, the duties do not come back by themselves.
    """
    group = call.work.chats.known_at(call.chat.channel, address)
    if group is None or not call.work.chats.was_seen_in(group.id, call.person.id):
        return
    call.work.chats.left(group.id, call.person.id)
    team = call.work.teams.of_group(group.id)
    if team is not None:
        _is_out(call, team, call.person.id, returns=False)


def _is_out(call: Call, team: Team, person: int, *, returns: bool) -> None:
    departures.remember(call, team, person)
    member = team.member(person)
    if member is not None:
        told, to_chair = _leaving(call, team, returns)
        departures.take_off(call, team, member, told, to_chair, returns=returns)


def _leaving(call: Call, team: Team, returns: bool) -> tuple[departures.Told, departures.Told]:
    def told(say: Say, team: Team, member: Member) -> Text:
        return leave_texts.left(say, team, member, returns=returns)

    def to_chair(say: Say, _: Team, member: Member) -> Text:
        now, committee = call.work.teams.by_id(team.id), departures.committee(call, team)
        return leave_texts.left_to_chair(say, committee, now, member, returns=returns)

    return told, to_chair


def _subject(call: Call) -> Person | None:
    who = call.incoming.subject
    if who is None or who.is_bot:
        return None
    return call.work.people.seen(
        call.incoming.channel, who.account, who.name, who.username, DEFAULT_LANGUAGE
    )


def _is_in(call: Call, team: Team, plan: Plan, party: str) -> bool:
    member = team.member(call.person.id)
    return member is not None and (plan.sop.id, party) in member.parties


def _set_party(call: Call, team: Team, plan: Plan, party: str, joins: bool) -> None:
    teams = call.work.teams
    change = teams.join_party if joins else teams.leave_party
    change(team.id, call.person.id, plan.sop.id, party)
    newest.keep(call, f"party p{plan.id} {party} {'out' if joins else 'in'}")


def _own_choice(call: Call, team_id: int, plan: Plan) -> Reply:
    """In the group the sign-up message that all use."""
    if call.chat.kind is ChatKind.GROUP:
        return show_signup(call, call.work.teams.by_id(team_id), plan)
    return Reply(_private_choice(call, team_id, plan))


def _private_choice(call: Call, team_id: int, plan: Plan) -> Message:
    mine = _parties(call.work.teams.by_id(team_id).member(call.person.id), plan)
    return signup.choice(call.say, plan, mine, call.work.people.by_id(call.person.id))


def _parties(member: Member | None, plan: Plan) -> frozenset[str]:
    if member is None:
        return frozenset()
    return frozenset(party for sop, party in member.parties if sop == plan.sop.id)
