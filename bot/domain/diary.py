"""A plan as entries of a calendar: what falls on which day, and of which day one is reminded. Pure.

Days are local dates of the team's zone. A step is one entry, whatever becomes of it: its due date,
from the moment its day is fixed its meeting, and at last the day it was completed on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from datetime import time as time_of_day
from enum import StrEnum

from bot.domain.calendar import ONE_DAY
from bot.domain.events import Dated, Outcome
from bot.domain.people import Member
from bot.domain.plan import PlanStatus
from bot.domain.rounds import ROUNDS, days
from bot.domain.standing import Standing


class Sort(StrEnum):
    """What an entry is of."""

    DUE = "due"
    MEETING = "meeting"
    WORK = "work"
    """What a meeting assigned."""
    ROUND = "round"
    """The end of a round."""


class Fate(StrEnum):
    COMES = "comes"
    DONE = "done"
    SKIPPED = "skipped"
    CALLED_OFF = "called off"
    """The plan is over."""


@dataclass(frozen=True, slots=True)
class Entry:
    """`key`: of this plan always the same. `on`: where it stands; `falls_on`: the day itself, which
    is another one where that is a day off.
    """

    key: str
    sort: Sort
    on: date
    falls_on: date
    fate: Fate = Fate.COMES
    time: time_of_day | None = None
    step: int = 0
    meeting: Dated | None = None
    work: Outcome | None = None
    round: int = 0


def diary(s: Standing, person: int | None = None) -> list[Entry]:
    """By day. `person`: only what is that one's, also as a deputy; of who is no member nothing."""
    found = [e for part in (_steps(s), _work(s), _rounds(s)) for e in part]
    if person is not None:
        member = s.team.member(person)
        found = [e for e in found if member is not None and _is_of(s, e, member)]
    return sorted(found, key=lambda e: (e.on, e.step, e.key))


def reminded_at(s: Standing, entry: Entry) -> datetime | None:
    """The slot of the working day before; None: it is over, or nothing is to be done."""
    if entry.fate is not Fate.COMES or entry.on < s.today:
        return None
    return s.plan.rules.slot_on(s.calendar.on_or_before(entry.on - ONE_DAY))


def _steps(s: Standing) -> Iterator[Entry]:
    """What is not done yet and has no due date stands on no day."""
    for number in s.planned:
        state = s.states[number]
        if not (state.is_closed or s.due(number) or s.meeting(number)):
            continue
        fate = _fate(s, closed=state.is_closed)
        if state.skipped and fate is Fate.DONE:
            fate = Fate.SKIPPED
        yield _step(s, number, fate)


def _step(s: Standing, number: int, fate: Fate) -> Entry:
    key, meeting = f"s{number}", _meeting(s, number)
    if meeting is not None:
        on, hour = meeting.on, meeting.time
        return Entry(key, Sort.MEETING, on, on, fate, hour, step=number, meeting=meeting)
    completed = s.states[number].completed_on
    if completed is not None:
        return Entry(key, Sort.DUE, completed, completed, fate, step=number)
    due = s.forecast[number].due
    return Entry(key, Sort.DUE, s.calendar.on_or_after(due), due, fate, step=number)


def _meeting(s: Standing, number: int) -> Dated | None:
    """As which the step is spoken of, or was held by the day on which it was completed."""
    state = s.states[number]
    if state.completed_on is None:
        return s.meeting(number)
    held = state.meeting
    return held if held is not None and held.on <= state.completed_on else None


def _work(s: Standing) -> Iterator[Entry]:
    for number, state in s.states.items():
        for o in state.met.assigned:
            if o.due is not None:
                on = s.calendar.on_or_after(o.due)
                fate = _fate(s, closed=o.outcome in state.met.done)
                key = f"s{number}w{o.outcome}"
                yield Entry(key, Sort.WORK, on, o.due, fate, step=number, work=o)


def _rounds(s: Standing) -> Iterator[Entry]:
    """What is handed in is handed in on a working day, so not later than the last of them."""
    for n in ROUNDS:
        day = days(n, s.plan.fiscal_year).due
        if day >= s.plan.start:
            on = s.calendar.on_or_before(day)
            yield Entry(f"r{n}", Sort.ROUND, on, day, _fate(s, closed=False), round=n)


def _fate(s: Standing, *, closed: bool) -> Fate:
    if s.plan.status is PlanStatus.CANCELLED or (s.is_over and not closed):
        return Fate.CALLED_OFF
    return Fate.DONE if closed else Fate.COMES


def _is_of(s: Standing, entry: Entry, member: Member) -> bool:
    """Rounds are everybody's; to a meeting all come who have a duty."""
    as_whom = (member, *member.acts_for)
    if entry.work is not None:
        return entry.work.owner in {m.person.id for m in as_whom}
    if entry.sort is Sort.ROUND:
        return True
    comes = entry.sort is Sort.MEETING and any(m.has_duty for m in as_whom)
    return comes or _answers_for(s, entry.step, as_whom)


def _answers_for(s: Standing, number: int, as_whom: Sequence[Member]) -> bool:
    """As of its parties, as mainly responsible, or by a work of it."""
    state, sop = s.states[number], s.plan.sop
    lead = s.team.lead(sop.id, state.step.parties, state.lead)
    named = {work.owner for work in state.works} | ({lead.person.id} if lead else set())
    return any(m.person.id in named or m.in_party(sop.id, state.step.parties) for m in as_whom)
