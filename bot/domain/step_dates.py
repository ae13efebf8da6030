"""When each step of a plan starts and is due, one after the other. Pure.

The rules of one step stand in `placing`. What only an unexpected way of a decision leads to is
placed as if it came, and moves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from graphlib import TopologicalSorter

from bot.domain.calendar import ONE_DAY, Calendar, fiscal_year, fiscal_year_end
from bot.domain.decisions import expected, left_out
from bot.domain.due_dates import away, latest_first_day
from bot.domain.folding import taken
from bot.domain.placing import Placed, Room, place_step
from bot.domain.plan import Plan, StepState
from bot.domain.sop import FixedDay, Point, Sop, Step

FixedDays = tuple[date | None, date | None]
"""Before which a step may not start, and after which it may not be due."""


def topological(sop: Sop) -> tuple[int, ...]:
    """The steps' numbers, predecessors first; a circle raises `graphlib.CycleError`."""
    return sop.once(_order)


def _order(sop: Sop) -> tuple[int, ...]:
    return tuple(TopologicalSorter({s.number: _waits_for(s) for s in sop.steps}).static_order())


def _waits_for(step: Step) -> tuple[int, ...]:
    """Whose dates must be known before its own: a meeting's day is told, not worked out."""
    if step.due is None or step.due.point is Point.MEETING:
        return step.after
    return (*step.after, step.due.step)


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
    aside = unexpected(sop, states)
    placed: dict[int, Placed] = {}
    for number in topological(sop):
        state = states[number]
        before = _counts_from(state.step, aside)
        ends = [placed[n].end for n in before]
        fixed = _fixed(state, fixed_days)
        earliest = max(ends) + ONE_DAY if ends else _opening(state.step, start, fixed[0])
        counted = _counted_from(state, placed, states, calendar)
        known = all(placed[n].has_due or states[n].is_closed for n in before)
        span = Room(earliest, *fixed, counted, _year_end(sop, state.step, year), known)
        found = place_step(state, span, calendar, today)
        placed[number] = found if number not in aside else replace(found, expected=False)
    return placed


def unexpected(sop: Sop, states: Mapping[int, StepState]) -> Collection[int]:
    """The open steps to which only another way of a decision leads than is expected."""
    if not sop.decides:
        return ()
    out = left_out(sop, expected(sop, taken(states)))
    return {n for n in out if not states[n].is_closed}


def _counts_from(step: Step, aside: Collection[int]) -> Sequence[int]:
    """A step that is itself unexpected comes after what leads to it, however that is."""
    if step.number in aside:
        return step.after
    return [n for n in step.after if n not in aside]


def _opening(step: Step, start: date, not_before: date | None) -> date:
    """Of a first step; one that is fixed to the year before may start before the plan does."""
    is_earlier = step.not_before is not None and step.not_before.years < 0
    return min(start, not_before) if is_earlier and not_before is not None else start


def _year_end(sop: Sop, step: Step, year: int) -> date | None:
    """After which a step is past the plan's year; None: it, or one before it, belongs there, or
    the plan is a case.
    """
    return None if sop.case or step.number in sop.once(next_years) else fiscal_year_end(year)


def next_years(sop: Sop) -> Collection[int]:
    """The steps fixed to the next fiscal year, and all that come after one."""
    found: set[int] = set()
    for number in topological(sop):
        step = sop.step(number)
        fixed = (step.not_before, step.not_after)
        if any(d is not None and d.years > 0 for d in fixed) or not found.isdisjoint(step.after):
            found.add(number)
    return found


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


def _counted_from(
    state: StepState,
    placed: Mapping[int, Placed],
    states: Mapping[int, StepState],
    calendar: Calendar,
) -> date | None:
    """D as counted from another step; None: from none, or from a meeting without a day."""
    due = state.step.due
    if due is None:
        return None
    if due.point is Point.MEETING:
        meeting = states[due.step].dated
        return away(meeting.on, due, calendar) if meeting is not None else None
    other = placed[due.step]
    return away(other.start if due.point is Point.START else other.end, due, calendar)


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
