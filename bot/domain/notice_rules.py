"""The rule of each kind of notice: on which days a step is spoken of, and to whom. Pure.

Days are local dates; a notice of a day goes out at the slot. S and D are a step's first and last
day, W(d) is d or the next working day, B(d) is d or the working day before, and L = D - S + 1
counts calendar days. All rules hold for active steps only: open, all predecessors closed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.plan import Plan, StepState
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.standing import is_active, is_overdue, last_closing
from bot.domain.step_dates import Placed, place

START_GAP = 3
"""Days after a closing within which its own announcement has named the step that starts."""
AHEAD_LONG, AHEAD_MEDIUM, AHEAD_SHORT = 60, 14, 3
"""The least L for each list of notices ahead."""
AHEAD_GROUP = 7
"""Notices this many days ahead or more go to the group, later ones to the responsible."""
CHECK_IN = 90
"""The least L for monthly check-ins: a long step must not be silent for months."""
WEEK, FORTNIGHT = timedelta(days=7), timedelta(days=14)

BOTH = (Audience.GROUP, Audience.RESPONSIBLE)
RESPONSIBLE = (Audience.RESPONSIBLE,)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said on one day. `k` is 0 where the kind has none; a check-in's is its yyyymm."""

    day: date
    step: int | None
    kind: Kind
    k: int
    due: date
    audiences: tuple[Audience, ...]


@dataclass(frozen=True, slots=True)
class View:
    """A plan as it was known at one moment."""

    plan: Plan
    calendar: Calendar
    states: Mapping[int, StepState]
    placed: Mapping[int, Placed]

    @property
    def rules(self) -> Rules:
        return self.plan.rules

    @property
    def active(self) -> list[int]:
        return [n for n in sorted(self.states) if is_active(self.states, n)]

    def first_working(self, number: int) -> date:
        """W(S)."""
        return self.calendar.on_or_after(self.placed[number].start)

    def says(self, kind: Kind) -> bool:
        return kind not in self.rules.off


def view(plan: Plan, calendar: Calendar) -> View:
    states = plan.states
    return View(plan, calendar, states, place(plan.sop, plan.start, calendar, states))


def of_step(view: View, number: int, kind: Kind) -> Iterator[Said]:
    """Everything of this kind that the view has to say about an active step, past and to come."""
    if not view.says(kind):
        return
    due = view.placed[number].due
    for day, k, audiences in _RULES[kind](view, number):
        yield Said(day, number, kind, k, due, audiences)


Days = Iterator[tuple[date, int, tuple[Audience, ...]]]


def _start(view: View, number: int) -> Days:
    """At W(S), if that is more than three days after the last predecessor's closing (or set-up)."""
    first = view.first_working(number)
    told = last_closing(view.states, number) or view.rules.local_day(view.plan.confirmed_at)
    if (first - told).days > START_GAP:
        yield first, 0, BOTH


def _ahead(view: View, number: int) -> Days:
    for day, k in ahead_days(view, number).items():
        yield day, k, (Audience.GROUP,) if k >= AHEAD_GROUP else RESPONSIBLE


def ahead_days(view: View, number: int) -> dict[date, int]:
    """B(D-k), after W(S); of several on one day the smallest k; none on the due notice's day."""
    if not view.says(Kind.AHEAD):
        return {}
    due, first = view.placed[number].due, view.first_working(number)
    taken = due_day(view, number) if view.says(Kind.DUE) else None
    days = {
        view.calendar.on_or_before(due - timedelta(days=k)): k
        for k in sorted(_ahead_list(view, number), reverse=True)
    }
    return {day: k for day, k in days.items() if day > first and day != taken}


def _ahead_list(view: View, number: int) -> tuple[int, ...]:
    length = _length(view, number)
    if length >= AHEAD_LONG:
        return view.rules.ahead_long
    if length >= AHEAD_MEDIUM:
        return view.rules.ahead_medium
    return view.rules.ahead_short if length >= AHEAD_SHORT else ()


def _length(view: View, number: int) -> int:
    return (view.placed[number].due - view.placed[number].start).days + 1


def _due(view: View, number: int) -> Days:
    yield due_day(view, number), 0, BOTH


def due_day(view: View, number: int) -> date:
    """B(D), but not before W(S)."""
    before = view.calendar.on_or_before(view.placed[number].due)
    return max(before, view.first_working(number))


def _overdue(view: View, number: int) -> Days:
    """At W(W(D)+k); of several on one day the largest k."""
    runs_to = view.calendar.on_or_after(view.placed[number].due)
    days = {
        view.calendar.on_or_after(runs_to + timedelta(days=k)): k
        for k in sorted(view.rules.overdue)
    }
    for day, k in days.items():
        yield day, k, tuple(_told_of_overdue(view.rules, k))


def _told_of_overdue(rules: Rules, k: int) -> Iterator[Audience]:
    yield from (Audience.RESPONSIBLE, Audience.SECRETARY)
    if k in rules.overdue_group:
        yield Audience.GROUP
    if k in rules.overdue_chair:
        yield Audience.CHAIR


def _check_in(view: View, number: int) -> Days:
    """The first working day of each month between W(S) and B(D), for long steps."""
    if _length(view, number) < CHECK_IN:
        return
    last = view.calendar.on_or_before(view.placed[number].due)
    taken = ahead_days(view, number)
    day = view.first_working(number)
    while (day := view.calendar.on_or_after(_next_month(day))) < last:
        if day not in taken:
            yield day, day.year * 100 + day.month, RESPONSIBLE


def _next_month(day: date) -> date:
    return (day.replace(day=1) + timedelta(days=31)).replace(day=1)


_RULES: Mapping[Kind, Callable[[View, int], Days]] = {
    Kind.START: _start,
    Kind.AHEAD: _ahead,
    Kind.DUE: _due,
    Kind.OVERDUE: _overdue,
    Kind.CHECK_IN: _check_in,
}


def weekly(view: View, first: date, last: date) -> Iterator[Said]:
    """W(Monday) for each Monday from the plan's start, of those from `first` to `last`."""
    if not view.says(Kind.WEEKLY) or all(s.is_closed for s in view.states.values()):
        return
    for day, monday in _weekly_days(view, first, last).items():
        if first <= day <= last:
            yield Said(day, None, Kind.WEEKLY, 0, monday, tuple(_told_weekly(view, monday, day)))


def _weekly_days(view: View, first: date, last: date) -> dict[date, date]:
    """Working days and the newest Monday that falls to each (two, when a whole week is off)."""
    earliest = view.calendar.on_or_before(first - ONE_DAY) + ONE_DAY
    earliest = max(earliest, view.plan.start)
    monday = earliest + timedelta(days=-earliest.weekday() % 7)
    found: dict[date, date] = {}
    while monday <= last:
        found[view.calendar.on_or_after(monday)] = monday
        monday += WEEK
    return found


def _told_weekly(view: View, monday: date, day: date) -> Iterator[Audience]:
    if view.rules.group_weekly and _concerns_group(view, monday, day):
        yield Audience.GROUP
    yield Audience.CHAIR


def _concerns_group(view: View, monday: date, day: date) -> bool:
    """A step closed or started in the seven days before, one is overdue, or one is soon due."""
    dues = [view.placed[n].due for n in view.active]
    if any(is_overdue(d, view.calendar, day) or monday <= d < monday + FORTNIGHT for d in dues):
        return True
    return _was_busy(view, monday, day)


def _was_busy(view: View, monday: date, day: date) -> bool:
    forecast = place(view.plan.sop, view.plan.start, view.calendar, view.states, day)
    return any(
        monday - WEEK <= moment < monday
        for n, state in view.states.items()
        for moment in (forecast[n].start, state.closed_on)
        if moment is not None
    )
