"""When each step starts and is due, and how much room there is. Pure.

The rules of the dates stand in `placing`. All are local dates, both ends included; durations are
in the step's unit, everything else is in calendar days.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.due_dates import latest_first_day
from bot.domain.events import Event
from bot.domain.placing import Conflict, ConflictKind, Placed
from bot.domain.plan import Plan, Span, StepState, fold
from bot.domain.sop import Sop
from bot.domain.step_dates import latest_finishes, place, placed_on

__all__ = (
    "Conflict",
    "ConflictKind",
    "StepDates",
    "Timeline",
    "baseline",
    "forecast",
    "moved",
    "timeline",
)


@dataclass(frozen=True, slots=True)
class StepDates:
    """`slack`: calendar days from D to the latest end that still keeps every fixed due date on or
    behind the step, negative if it is too late already. `latest_start`: the latest S for that,
    with the full duration. Both None for a closed step, for one without a due date, or with no
    fixed due date on or behind.
    """

    start: date
    due: date
    conflicts: tuple[Conflict, ...] = ()
    slack: int | None = None
    latest_start: date | None = None
    has_due: bool = True
    """False: nothing says when it is due, and D is no day to be told."""
    has_start: bool = True
    """False: it follows a step without a due date, and neither is S."""
    expected: bool = True
    """False: it is carried out only if a decision takes another way than is expected."""

    @property
    def length(self) -> int:
        """L: calendar days from S to D, both counted."""
        return (self.due - self.start).days + 1

    @property
    def span(self) -> Span:
        return Span(self.start, self.due, self.has_due, self.has_start)

    @property
    def known_due(self) -> date | None:
        """D; None: nothing says when it is due."""
        return self.due if self.has_due else None


@dataclass(frozen=True, slots=True)
class Timeline:
    """`end`: the last day on which a step ends (as closed, or as forecast)."""

    steps: Mapping[int, StepDates]
    end: date
    is_end_known: bool = True
    """False: an open step without a due date may be the last to end."""

    def __getitem__(self, number: int) -> StepDates:
        return self.steps[number]

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """Of what is expected to be carried out."""
        likely = (dates for _, dates in sorted(self.steps.items()) if dates.expected)
        return tuple(c for dates in likely for c in dates.conflicts)

    @property
    def spans(self) -> dict[int, Span]:
        return {n: dates.span for n, dates in self.steps.items()}


def timeline(
    sop: Sop,
    start: date,
    calendar: Calendar,
    events: Iterable[Event] = (),
    today: date | None = None,
) -> Timeline:
    """The dates of every step. With `today` it is a forecast: an open step ends today or later."""
    states = fold(sop, events)
    return _line(sop, start, calendar, states, place(sop, start, calendar, states, today))


def forecast(plan: Plan, calendar: Calendar, today: date) -> Timeline:
    """The dates of a plan's steps as they look on that day."""
    return plan.once(_forecast, calendar, today)


def _forecast(plan: Plan, calendar: Calendar, today: date) -> Timeline:
    on_calendar = placed_on(plan, calendar, today)
    return _line(plan.sop, plan.start, calendar, plan.states, on_calendar)


def _line(
    sop: Sop,
    start: date,
    calendar: Calendar,
    states: Mapping[int, StepState],
    placed: Mapping[int, Placed],
) -> Timeline:
    likely = {n: p for n, p in placed.items() if p.expected}
    deadlines = {n: p.deadline for n, p in likely.items() if p.deadline is not None}
    closed = {n for n, state in states.items() if state.is_closed}
    latest = latest_finishes(sop, list(placed), deadlines, closed, calendar)
    dates = {s.number: _dated(states[s.number], placed, latest, calendar) for s in sop.steps}
    end = max((p.end for p in likely.values()), default=start)
    known = all(p.has_due or p.end < end or n in closed for n, p in likely.items())
    return Timeline(dates, end, known)


def baseline(
    sop: Sop, start: date, calendar: Calendar, events: Iterable[Event] = ()
) -> dict[int, Span]:
    """The dates as first planned, to be kept unchanged from set-up on; they know no today. Of what
    only an unexpected way leads to, and of what is left out already, nothing is planned.
    """
    listed = tuple(events)
    states, line = fold(sop, listed), timeline(sop, start, calendar, listed)
    planned = {n: dates.span for n, dates in line.steps.items() if dates.expected}
    return {n: span for n, span in planned.items() if states[n].left_out_by is None}


def moved(before: Timeline, after: Timeline) -> dict[int, tuple[Span, Span]]:
    """The steps whose dates a change moves, or makes known, with their old and new dates."""
    pairs = {n: (before[n].span, after[n].span) for n in before.steps if n in after.steps}
    told = {n: (old, new) for n, (old, new) in pairs.items() if old.has_due or new.has_due}
    return {n: (old, new) for n, (old, new) in told.items() if old != new}


def _dated(
    state: StepState, placed: Mapping[int, Placed], latest: Mapping[int, date], calendar: Calendar
) -> StepDates:
    at = placed[state.step.number]
    last = latest.get(state.step.number)
    dates = StepDates(
        at.start,
        at.due,
        at.conflicts,
        has_due=at.has_due,
        has_start=at.has_start,
        expected=at.expected,
    )
    if last is None or not at.has_due:
        return dates
    latest_start = latest_first_day(state.step, last, calendar)
    return replace(dates, slack=(last - at.due).days, latest_start=latest_start)
