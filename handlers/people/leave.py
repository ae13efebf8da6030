"""The ways out of a team: /leave in private, and the secretary's button to remove somebody."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.message import Message
from bot.domain.people import ChatKind, Team
from bot.render.text import leave as texts
from bot.render.text import signup
from handlers.core.call import Call, Reply
from handlers.core.scope import no_team, require_steerer, team_here
from handlers.core.words import Words
from handlers.people import departures, join


def leave(call: Call) -> Reply:
    """In private one can leave parties and whole teams; in the group the sign-up's buttons."""
    if call.chat.kind is ChatKind.GROUP or call.arguments:
        return join.leave(call)
    teams = call.work.teams.of_person(call.person.id)
    if not teams:
        raise no_team(call)
    joined = [
        (team, plan, party)
        for team in teams
        for plan in call.work.plans.of_team(team.id)
        for party in plan.sop.parties
        if plan.is_running and _belongs(call, team, plan.sop.id, party.id)
    ]
    head = texts.which(call.say) if joined else signup.in_no_party(call.say)
    return Reply(texts.ways_out(call.say, teams, joined, head))


def quit_team(call: Call) -> Reply:
    """`quit t5` asks once more; `quit t5 !` ends everything the person is in that team."""
    words = Words(call.arguments)
    team = team_here(call, words)
    member = team.member(call.person.id)
    if member is None:
        raise Refusal("button-expired")
    if not words.take_sure():
        return Reply(texts.sure(call.say, team), edits=True)
    call.work.chats.left(team.group, call.person.id)
    departures.take_off(call, team, member, texts.gone)
    return Reply(Message(texts.out(call.say, team)), edits=True)


def expel(call: Call) -> Reply:
    """`expel t5 u7`: under the news that somebody came in by an invitation."""
    words = Words(call.arguments)
    team = team_here(call, words)
    require_steerer(call, team)
    member = team.member(words.take_id("u") or 0)
    if member is None:
        raise Refusal("button-expired")
    if team.secretaries == (member,):
        raise Refusal("last-secretary")
    call.work.chats.left(team.group, member.person.id)
    departures.take_off(call, team, member, texts.gone)
    return Reply(Message(texts.expelled(call.say, team, member.person)), edits=True)


def _belongs(call: Call, team: Team, sop: str, party: str) -> bool:
    member = team.member(call.person.id)
    return member is not None and (sop, party) in member.parties
