"""Puts one step on the calendar, in the room that the steps before it leave. Pure.

S, the first day: the day after the last predecessor ends, the plan's start if there is none; not
before a fixed start, on the next of the days on which it may start; for a step counted in working
days then the next working day. D, the last day: the last of the step's days in its unit, S being
day 1, or the next day by which it is due, or a day counted from another step; not later than a
fixed due date, unless that lies before S. The day of a meeting, of an extension or of a return, the
newest of them, decides D instead. What is open ended is due on no day: D is S, or today; so is what
is counted from a meeting as long as that has no day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.calendar import Calendar
from bot.domain.due_dates import last_day, round_day
from bot.domain.events import Dated
from bot.domain.plan import StepState
from bot.domain.sop import Step, Unit


class ConflictKind(StrEnum):
    SHORTENED = "shortened"
    """A fixed due date cuts off days."""
    DUE_NOT_APPLIED = "fixed-due-not-applied"
    """The step is due after its fixed due date: that lies before S, or a decided date passes it."""
    DATE_NOT_APPLIED = "meeting-date-not-applied"
    """The day fixed for a meeting lies before S."""
    PAST_FISCAL_YEAR = "past-fiscal-year"


@dataclass(frozen=True, slots=True)
class Conflict:
    """`days`: calendar days cut off, or past `fixed` (for a meeting's day: from it to S)."""

    step: int
    kind: ConflictKind
    fixed: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A step put on the calendar. `end`: the day its successors count from."""

    start: date
    due: date
    end: date
    deadline: date | None
    conflicts: tuple[Conflict, ...]
    has_due: bool = True
    """False: it is open ended, and D is no day to be told."""
    rolls: bool = False
    """Once D is over the next round is in time: it is never overdue."""
    has_start: bool = True
    """False: it follows such a step that is open, and nothing else says when: neither is S."""
    expected: bool = True
    """False: it is carried out only if a decision takes another way than is expected."""


@dataclass(frozen=True, slots=True)
class Room:
    """Between what a step is placed. `counted`: D as counted from another step."""

    earliest: date
    not_before: date | None
    not_after: date | None
    counted: date | None
    year_end: date | None
    known: bool = True
    """Whether the steps before it end on a day that is known."""


def place_step(state: StepState, room: Room, calendar: Calendar, today: date | None) -> Placed:
    step, not_after = state.step, room.not_after
    first = state.kept_start or _first_day(step, room.earliest, room.not_before, calendar)
    decided, deadline = _decided(state), not_after
    start, has_due, rolls = first, True, False
    has_start = room.known or _is_fixed(state, room)
    if decided is not None and decided >= first:
        start = decided if _is_meeting(state) else first
        due = deadline = decided
        conflicts = _not_applied(state, not_after, decided)
    else:
        natural, told = _natural(state, first, room, calendar, today)
        due, conflicts = _within(state, first, natural, not_after)
        conflicts += told + _missed_date(state, first)
        has_due = due == not_after or (has_start and _says_when(step, room))
        rolls = step.next_round and not_after is None
        if has_due and _must_be_kept(step, room.counted is not None and not told):
            deadline = due
    end = _end(state, due, today)
    past = _past(state, end, room.year_end)
    conflicts = conflicts + past if has_due else _missed_date(state, first)
    start = min(start, state.completed_on or start)
    return Placed(start, due, end, deadline, conflicts, has_due, rolls, has_start)


def _says_when(step: Step, room: Room) -> bool:
    """Whether D follows from S, or is counted from a day that is known."""
    return bool(step.duration or step.by or room.counted)


def _must_be_kept(step: Step, counted: bool) -> bool:
    """Whether D is a deadline as a fixed due date is one."""
    return counted or (step.by is not None and not step.next_round)


def _is_fixed(state: StepState, room: Room) -> bool:
    """Whether S is a day that does not depend on the steps before."""
    if state.kept_start is not None or state.is_closed:
        return True
    return room.not_before is not None and room.not_before >= room.earliest


def _asked(state: StepState, today: date | None) -> date | None:
    """The day as of which it is placed: what was done is as of its day."""
    done = state.reported.on if state.reported is not None else state.closed_on
    return done or today


Natural = tuple[date, tuple[Conflict, ...]]


def _natural(
    state: StepState, first: date, room: Room, calendar: Calendar, today: date | None
) -> Natural:
    """D before the fixed due date cuts it off."""
    step, today = state.step, _asked(state, today)
    if step.by is not None:
        rolls = step.next_round and room.not_after is None
        return round_day(step.by, first, calendar, today if rolls else None), ()
    if room.counted is not None and room.counted >= first:
        return room.counted, ()
    told = _counted_too_early(step, room.counted, first)
    if step.duration:
        return last_day(step, first, calendar), told
    if room.counted is None:
        return _open_until(first, room.not_after, today), ()
    return first, told


def _open_until(first: date, not_after: date | None, today: date | None) -> date:
    if not_after is not None and not_after >= first:
        return not_after
    return max(first, today or first)


def _counted_too_early(step: Step, counted: date | None, first: date) -> tuple[Conflict, ...]:
    if counted is None:
        return ()
    days = (first - counted).days
    return (Conflict(step.number, ConflictKind.DUE_NOT_APPLIED, counted, days),)


def _first_day(step: Step, earliest: date, not_before: date | None, calendar: Calendar) -> date:
    first = max(earliest, not_before) if not_before is not None else earliest
    if step.starts_on is not None:
        first = step.starts_on.first_from(first, calendar)
    return calendar.on_or_after(first) if step.unit is Unit.WORKING else first


def _decided(state: StepState) -> date | None:
    if state.decided is None:
        return None
    return state.decided.on if isinstance(state.decided, Dated) else state.decided.to


def _is_meeting(state: StepState) -> bool:
    """A step of one day whose day is fixed takes place on that day alone."""
    return isinstance(state.decided, Dated) and state.step.is_one_day


def _within(
    state: StepState, first: date, natural: date, fixed: date | None
) -> tuple[date, tuple[Conflict, ...]]:
    if fixed is None or fixed >= natural:
        return natural, ()
    if fixed < first:
        return natural, _not_applied(state, fixed, natural)
    days = (natural - fixed).days
    return fixed, (Conflict(state.step.number, ConflictKind.SHORTENED, fixed, days),)


def _not_applied(state: StepState, fixed: date | None, due: date) -> tuple[Conflict, ...]:
    return _past(state, due, fixed, ConflictKind.DUE_NOT_APPLIED)


def _missed_date(state: StepState, first: date) -> tuple[Conflict, ...]:
    if not isinstance(state.decided, Dated):
        return ()
    return _past(state, first, state.decided.on, ConflictKind.DATE_NOT_APPLIED)


def _past(
    state: StepState,
    day: date,
    fixed: date | None,
    kind: ConflictKind = ConflictKind.PAST_FISCAL_YEAR,
) -> tuple[Conflict, ...]:
    if fixed is None or day <= fixed:
        return ()
    return (Conflict(state.step.number, kind, fixed, (day - fixed).days),)


def _end(state: StepState, due: date, today: date | None) -> date:
    if state.closed_on is not None:
        return state.closed_on
    return max(due, today) if today is not None else due
