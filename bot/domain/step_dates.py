"""Puts every step on the calendar: first day, last day, and what did not fit. Pure.

S, the first day: the day after the last predecessor ends, the plan's start if there is none; not
before a fixed start; for a step counted in working days then the next working day. D, the last
day: the last of the step's days in its unit, S being day 1; not later than a fixed due date, unless
that lies before S. The day of a meeting, of an extension or of a return, the newest of them,
decides D instead.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from graphlib import TopologicalSorter

from bot.domain.calendar import ONE_DAY, Calendar, fiscal_year, fiscal_year_end
from bot.domain.events import Dated
from bot.domain.plan import Plan, StepState
from bot.domain.sop import FixedDay, Sop, Step, Unit

FixedDays = tuple[date | None, date | None]
"""Before which a step may not start, and after which it may not be due."""


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


def topological(sop: Sop) -> tuple[int, ...]:
    """The steps' numbers, predecessors first; a circle raises `graphlib.CycleError`."""
    return sop.once(_order)


def _order(sop: Sop) -> tuple[int, ...]:
    return tuple(TopologicalSorter({s.number: s.after for s in sop.steps}).static_order())


def place(
    sop: Sop,
    start: date,
    calendar: Calendar,
    states: Mapping[int, StepState],
    today: date | None = None,
) -> dict[int, Placed]:
    """Every step on the calendar, predecessors first."""
    year = fiscal_year(start)
    fixed_days = sop.once(_fixed_days, year)
    placed: dict[int, Placed] = {}
    for number in topological(sop):
        ends = [placed[n].end for n in sop.step(number).after]
        earliest = max(ends) + ONE_DAY if ends else start
        fixed = _fixed(states[number], fixed_days)
        placed[number] = _place(states[number], earliest, fixed, year, calendar, today)
    return placed


def placed(plan: Plan, calendar: Calendar) -> Mapping[int, Placed]:
    """As the plan stands, whatever day it is; kept with it."""
    return plan.once(_placed, calendar)


def _placed(plan: Plan, calendar: Calendar) -> Mapping[int, Placed]:
    return place(plan.sop, plan.start, calendar, plan.states)


def placed_on(plan: Plan, calendar: Calendar, today: date) -> Mapping[int, Placed]:
    """As it looks on that day: the same, unless an open step should have ended by then."""
    now = placed(plan, calendar)
    if all(state.is_closed or now[n].due >= today for n, state in plan.states.items()):
        return now
    return place(plan.sop, plan.start, calendar, plan.states, today)


def _place(
    state: StepState,
    earliest: date,
    fixed: FixedDays,
    year: int,
    calendar: Calendar,
    today: date | None,
) -> Placed:
    not_before, not_after = fixed
    first = state.kept_start or _first_day(state, earliest, not_before, calendar)
    decided = _decided(state)
    deadline = not_after
    if decided is not None and decided >= first:
        start = decided if _is_meeting(state) else first
        due = deadline = decided
        conflicts = _not_applied(state, not_after, decided)
    else:
        start = first
        due, conflicts = _within(state, first, last_day(state.step, first, calendar), not_after)
        conflicts += _missed_date(state, first)
    end = _end(state, due, today)
    conflicts += _past(state, end, fiscal_year_end(year))
    return Placed(min(start, state.completed_on or start), due, end, deadline, conflicts)


def fixed_days(plan: Plan, number: int) -> FixedDays:
    """Those of a step in this plan, whether the SOP sets them or the plan has its own."""
    return _fixed(plan.states[number], plan.sop.once(_fixed_days, fiscal_year(plan.start)))


def _fixed(state: StepState, of_sop: Mapping[int, FixedDays]) -> FixedDays:
    """The SOP's, in the plan's fiscal year, unless the plan has its own."""
    if state.limited is not None:
        return state.limited.not_before, state.limited.not_after
    return of_sop[state.step.number]


def _fixed_days(sop: Sop, year: int) -> Mapping[int, FixedDays]:
    return {
        s.number: (_in_year(s.not_before, year), _in_year(s.not_after, year)) for s in sop.steps
    }


def _in_year(day: FixedDay | None, year: int) -> date | None:
    return day.in_fiscal_year(year) if day is not None else None


def _first_day(
    state: StepState, earliest: date, not_before: date | None, calendar: Calendar
) -> date:
    first = max(earliest, not_before) if not_before is not None else earliest
    return calendar.on_or_after(first) if state.step.unit is Unit.WORKING else first


def _decided(state: StepState) -> date | None:
    if state.decided is None:
        return None
    return state.decided.on if isinstance(state.decided, Dated) else state.decided.to


def _is_meeting(state: StepState) -> bool:
    """A step of one day whose day is fixed takes place on that day alone."""
    return isinstance(state.decided, Dated) and state.step.duration == 1


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


def last_day(step: Step, first: date, calendar: Calendar) -> date:
    """The last of the step's days in its own unit, `first` being day 1."""
    if step.unit is Unit.WORKING:
        return calendar.nth_working(first, step.duration)
    return first + timedelta(days=step.duration - 1)


def latest_first_day(step: Step, last: date, calendar: Calendar) -> date:
    """The latest first day from which the whole duration ends on `last` or before."""
    if step.unit is Unit.WORKING:
        return calendar.back_nth_working(last, step.duration)
    return last - timedelta(days=step.duration - 1)


def latest_finishes(
    sop: Sop,
    order: Sequence[int],
    deadlines: Mapping[int, date],
    closed: Collection[int],
    calendar: Calendar,
) -> dict[int, date]:
    """Per open step the latest day it may end: by its own deadline and by all behind it.

    A step with no deadline on or behind it is left out. A closed step passes nothing on, for
    what is behind it counts from its closing day and no longer from its predecessors.
    """
    latest: dict[int, date] = {}
    for number in reversed(order):
        limits = [
            latest_first_day(s, latest[s.number], calendar) - ONE_DAY
            for s in sop.successors(number)
            if s.number in latest
        ]
        if number in deadlines:
            limits.append(deadlines[number])
        if limits and number not in closed:
            latest[number] = min(limits)
    return latest
