"""Who left has left something open: the secretary sees it in one list and hands it over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.errors import Refusal
from bot.domain.events import Undone
from bot.domain.handover import (
    Led,
    LeftOpen,
    can_lead,
    giving,
    is_built_upon,
    joined,
    led,
    open_assignments,
    open_works,
    vacant,
    vacant_offices,
)
from bot.domain.message import Message, Text
from bot.domain.people import Deputy, Member, Person, Team
from bot.domain.queues import unplaced
from bot.ports import FILES_WAIT, Draft
from bot.render.language import Say
from bot.render.text import handover as texts
from handlers.core import offices, private_chats
from handlers.core.call import Call, Reply
from handlers.core.newest import TAKE_BACK
from handlers.core.scope import require_steerer, team_of_draft
from handlers.core.signup import refresh_all
from handlers.core.words import Words

OFFERED = "handover:"
"""How the kind of a draft begins that offers it; whose it was follows."""
GIVEN = "handed:"
"""How that begins which takes it back; to whom it was given follows."""
LASTS = timedelta(days=31)
MOST = 6
"""Buttons with a name."""


def left_open(call: Call, team: Team, member: Member, deputies: Sequence[Deputy] = ()) -> LeftOpen:
    """By a person who is no longer in the team."""
    plans, without = call.work.plans.running(team.id), call.work.teams.by_id(team.id)
    return LeftOpen(
        open_works(plans, member.person.id),
        open_assignments(plans, member.person.id),
        led(plans, member.person.id),
        vacant(plans, without, member),
        vacant_offices(without, member),
        tuple(deputies),
        _files(call, team, member.person),
    )


def offer(
    call: Call, say: Say, told: Text, team: Team, member: Member, left: LeftOpen, to: Person
) -> Message | Text:
    """What the secretary is told, with the list below, if anything is open."""
    if not left or to.private_chat is None:
        return told
    data = {"team": team.id, "person": member.person.id, "parties": _parties(left)}
    kind, until = f"{OFFERED}{member.person.id}", call.now + LASTS
    draft = call.work.drafts.put(kind, to.private_chat, to.id, data, until)
    heirs = _heirs(call.work.teams.by_id(team.id), member)
    return texts.offered(say, told, team, left, heirs, draft)


def hand_over(call: Call) -> Reply:
    """`handover d45 u7`: all that is still open goes to this member."""
    words = Words(call.arguments)
    draft = _own(call, words, OFFERED)
    require_steerer(call, team_of_draft(call, draft))
    team = call.work.teams.hold(draft.data["team"])
    heir = team.member(words.take_id("u") or 0)
    if heir is None:
        raise Refusal("button-expired")
    left = _still_open(call, team, draft)
    if not left.to_give:
        raise Refusal("handed-over-already")
    given, unled = _for(left, team, heir)
    parties = _parties(given)
    data: dict[str, Any] = {"team": team.id, "heir": heir.person.id, "parties": parties}
    data["events"] = _give(call, given, heir.person)
    _join(call, team, heir.person, parties, joins=True)
    call.work.drafts.drop(draft.id)
    kind, until = f"{GIVEN}{heir.person.id}", call.now + TAKE_BACK
    back = call.work.drafts.put(kind, call.chat.id, call.person.id, data, until)
    if heir.person.id != call.person.id:
        call.tell(heir.person, lambda say: texts.you_take_over(say, team, given))
    told = texts.handed_over(call.say, heir.person, given, unled, f"handback d{back}")
    return Reply(told, edits=True)


def hand_back(call: Call) -> Reply:
    """`handback d46`: within ten minutes, if nothing was reported of it since."""
    draft = _own(call, Words(call.arguments), GIVEN)
    require_steerer(call, team_of_draft(call, draft))
    team = call.work.teams.hold(draft.data["team"])
    for plan_id, events in draft.data["events"]:
        plan = call.work.plans.by_id(plan_id)
        if any(is_built_upon(plan, id) for id in events):
            raise Refusal("undo-built-upon")
        undone = [Undone(at=call.now, by=call.person.id, event=id) for id in events]
        call.work.plans.append(plan, *undone)
    heir = call.work.people.by_id(draft.data["heir"])
    _join(call, team, heir, draft.data["parties"], joins=False)
    call.work.drafts.drop(draft.id)
    if heir.id != call.person.id:
        call.tell(heir, lambda say: texts.you_do_not(say, team))
    return Reply(Message(texts.taken_back(call.say, heir, call.person)), took_back=True)


def _own(call: Call, words: Words, kind: str) -> Draft:
    draft = call.work.drafts.get(words.take_id("d") or 0, call.now)
    if draft is None or draft.person != call.person.id or not draft.kind.startswith(kind):
        raise Refusal("button-expired")
    return draft


def _still_open(call: Call, team: Team, draft: Draft) -> LeftOpen:
    """Another may have taken over some of it meanwhile."""
    plans, person = call.work.plans.running(team.id), draft.data["person"]
    was = frozenset((sop, party) for _, sop, party in draft.data["parties"])
    former = Member(call.work.people.by_id(person), team.id, was)
    nobodys = vacant(plans, team, former)
    if team.member(person) is not None:
        return LeftOpen(vacant=nobodys)
    works, assigned = open_works(plans, person), open_assignments(plans, person)
    return LeftOpen(works, assigned, led(plans, person), nobodys)


def _for(left: LeftOpen, team: Team, heir: Member) -> tuple[LeftOpen, tuple[Led, ...]]:
    """What goes to the heir, and the steps of which he or she cannot be the main responsible."""
    after, person = joined(team, heir, left.vacant), heir.person.id
    given = replace(left, led=can_lead(left.led, after, person))
    unled = can_lead(left.led, after, person, can=False)
    if not given.to_give:
        first = unled[0]
        raise Refusal("not-responsible", step=first.plan.sop.step(first.steps[0]))
    return given, unled


def _give(call: Call, left: LeftOpen, heir: Person) -> list[Any]:
    """The ids of the events, by plan."""
    written = []
    for plan, events in giving(left, heir.id, call.now, call.person.id):
        after = call.work.plans.append(plan, *events)
        written.append([plan.id, [e.id for e in after.events[-len(events) :]]])
    return written


def _join(
    call: Call, team: Team, heir: Person, parties: Sequence[tuple[int, str, str]], *, joins: bool
) -> None:
    change = call.work.teams.join_party if joins else call.work.teams.leave_party
    for _, sop, party in parties:
        change(team.id, heir.id, sop, party)
        offices.record(call, team, heir.id, party, holds=joins)
    if parties:
        refresh_all(call, team.id)
        private_chats.changed(call, call.work.teams.by_id(team.id), heir)


def _parties(left: LeftOpen) -> list[tuple[int, str, str]]:
    return [(one.plan.id, one.plan.sop.id, one.party.id) for one in left.vacant]


def _heirs(team: Team, member: Member) -> list[Member]:
    """Those of the same parties first, then others with a duty."""
    others = [m for m in team.members if m.has_duty and m.person.id != member.person.id]
    return sorted(others, key=lambda m: not (m.parties & member.parties))[:MOST]


def _files(call: Call, team: Team, person: Person) -> int:
    chats = {team.group, person.private_chat or team.group}
    drafts = (call.work.drafts.of(FILES_WAIT, chat, person.id, call.now) for chat in chats)
    return sum(len(unplaced(draft)) for draft in drafts if draft)
