"""The ways out of a team: /leave in private, and the secretary's button to remove somebody."""

from __future__ import annotations

from bot.domain.errors import Refusal
from bot.domain.message import Message, Text
from bot.domain.people import ChatKind, Member, Team
from bot.domain.plan import Plan
from bot.render.language import Say
from bot.render.text import leave as texts
from bot.render.text import signup
from handlers.core import offices
from handlers.core.asking import asked
from handlers.core.call import Call, Reply
from handlers.core.scope import no_team, require_steerer, team_here, team_of_draft
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
        for plan in _with_parties(call, team)
        for party in plan.sop.parties
        if _belongs(call, team, plan.sop.id, party.id)
    ]
    head = texts.which(call.say) if joined else signup.in_no_party(call.say)
    return Reply(texts.ways_out(call.say, teams, joined, head))


def _with_parties(call: Call, team: Team) -> list[Plan]:
    """The running plans; of all cases of an SOP, which have the same parties, one."""
    running = [plan for plan in call.work.plans.of_team(team.id) if plan.is_running]
    return [*{p.sop.id if p.sop.case else p.id: p for p in running}.values()]


def quit_team(call: Call) -> Reply:
    """`quit t5` asks once more; `quit t5 !` ends everything the person is in that team."""
    words = Words(call.arguments)
    team = call.work.teams.by_id(team_here(call, words).id)
    member = team.member(call.person.id)
    if member is None:
        raise Refusal("button-expired")
    if not words.take_sure():
        alone = team.secretaries == (member,)
        question = asked(call, f"quit t{team.id}")
        return Reply(texts.sure(call.say, team, question, last_secretary=alone), edits=True)
    back = _take_off(call, team, member)
    return Reply(texts.out(call.say, team, back), edits=True)


def expel(call: Call) -> Reply:
    """`expel t5 u7`: under the news that somebody came in by an invitation. No deputy does it."""
    words = Words(call.arguments)
    team = call.work.teams.by_id(team_here(call, words).id)
    require_steerer(call, team)
    offices.require_settled(call, team)
    member = team.member(words.take_id("u") or 0)
    if member is None:
        raise Refusal("button-expired")
    if team.secretaries == (member,):
        raise Refusal("last-secretary")
    back = _take_off(call, team, member)
    call.tell(member.person, lambda say: texts.you_are_expelled(say, team))
    return Reply(texts.expelled(call.say, team, member.person, back), edits=True)


def readmit(call: Call) -> Reply:
    """`readmit d45`: who has just left, or was removed, is again what he or she was."""
    draft = call.work.drafts.get(Words(call.arguments).take_id("d") or 0, call.now)
    if draft is None or draft.person != call.person.id or "member" not in draft.data:
        raise Refusal("button-expired")
    team = call.work.teams.by_id(team_of_draft(call, draft).id)
    if team.member(draft.data["member"]) is not None:
        raise Refusal("undo-changed-since")
    departures.require_readmission(call, team, draft)
    call.work.drafts.drop(draft.id)
    if draft.data.get("in_group", True):
        call.work.chats.seen_in(team.group, draft.data["member"])
    member = departures.restore(call, team, draft.data["member"], draft.data)
    text = texts.readmitted(call.say, team, member.person, call.person)
    return Reply(Message(text), took_back=True)


def _take_off(call: Call, team: Team, member: Member) -> str:
    """The command line that takes it back."""
    in_group = call.work.chats.was_seen_in(team.group, member.person.id)
    call.work.chats.left(team.group, member.person.id)

    def to_chair(say: Say, _: Team, member: Member) -> Text:
        without = call.work.teams.by_id(team.id)
        return texts.gone_to_chair(say, departures.committee(call, team), without, member)

    deputies = departures.take_off(call, team, member, texts.gone, to_chair)
    return departures.way_back(call, team, member, deputies, in_group=in_group)


def _belongs(call: Call, team: Team, sop: str, party: str) -> bool:
    member = team.member(call.person.id)
    return member is not None and (sop, party) in member.parties
