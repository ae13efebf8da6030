"""Committees with a plan each, all set up on one morning: on the fake platform and in the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.compose.parts import built_in_sops, official_days
from bot.domain.calendar import calendar_of
from bot.domain.events import Confirmed
from bot.domain.people import ChatKind
from bot.domain.plan import Span
from bot.domain.rules import Audience
from bot.domain.timeline import baseline
from bot.ports import Store, UnitOfWork
from tests.torture.sides import Person, Side

START = date(2026, 10, 2)
SET_UP = datetime(2026, 10, 2, 9, 0, tzinfo=ZoneInfo("Asia/Bangkok")).astimezone(UTC)
"""A Friday after the slot: on Monday step 1 is due, and the chairs get their first summary."""
SOP = built_in_sops()["lo-2.4"].for_fiscal_year(2027)
DAYS_OFF = official_days(START)
CALENDAR = calendar_of(DAYS_OFF)
LATER = date(2027, 4, 1)
"""When the plans of committees begin that have nothing to say yet."""


@dataclass(frozen=True, slots=True)
class Committee:
    """`member` is in every party, so that what the responsible get comes to one chat."""

    team: int
    plan: int
    group: Any
    secretary: Person
    chair: Person
    member: Person

    @property
    def people(self) -> tuple[Person, Person, Person]:
        return self.secretary, self.chair, self.member

    @property
    def chats(self) -> Mapping[Audience, Any]:
        """Where the notices to each audience are to be read."""
        return {
            Audience.GROUP: self.group,
            Audience.SECRETARY: self.secretary.private,
            Audience.CHAIR: self.chair.private,
            Audience.RESPONSIBLE: self.member.private,
        }


def found(side: Side, store: Store, count: int, start: date = START) -> list[Committee]:
    """In one unit of work: set up by talking, each committee would take a second."""
    first = baseline(SOP, start, CALENDAR)
    with store.work() as work:
        made = [_found(side, work, n, start, first) for n in range(1, count + 1)]
        work.commit()
    return made


def _found(
    side: Side, work: UnitOfWork, number: int, start: date, first: Mapping[int, Span]
) -> Committee:
    people = [side.person(f"{name} {number}") for name in ("เลขา", "ประธาน", "สมาชิก")]
    title = f"คณะดำเนินงาน {number}"
    group = side.group(title, people)
    chat = work.chats.at(side.name, side.address(group), ChatKind.GROUP, title)
    team = work.teams.create(title, chat.id, "th", SET_UP).id
    known = [_meet(side, work, chat.id, person) for person in people]
    work.teams.set_role(team, known[0], "secretary", True)
    work.teams.set_role(team, known[1], "chair", True)
    for party in SOP.parties:
        work.teams.join_party(team, known[2], SOP.id, party.id)
    confirmed = Confirmed(at=SET_UP, by=known[0])
    plan = work.plans.create(team, SOP, start, [confirmed], first, SET_UP)
    return Committee(team, plan.id, group, *people)


def _meet(side: Side, work: UnitOfWork, group: int, person: Person) -> int:
    """Somebody who is in the group and has pressed Start."""
    known = work.people.seen(side.name, str(person.id), person.name, "", "th").id
    private = work.chats.at(side.name, str(person.id), ChatKind.PRIVATE, person.name)
    work.chats.opened_by(private.id, known)
    work.chats.seen_in(group, known)
    return known
