"""The rule of each kind of notice of a step: on which days a step is spoken of, and to whom. Pure.

Days are local dates; a notice of a day goes out at the slot. S and D are a step's first and last
day, W(d) is d or the next working day, B(d) is d or the working day before, and L = D - S + 1
counts calendar days. The rules hold for active steps only (open, all predecessors closed), those
of a meeting whose day is fixed for every open one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain, count, groupby

from bot.domain.calendar import ONE_DAY, Calendar, next_month
from bot.domain.due_dates import round_day
from bot.domain.placing import Placed
from bot.domain.plan import Plan, StepState
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.standing import OVER, is_active, is_closable, last_closing
from bot.domain.step_dates import placed

START_GAP = 3
"""Days after a closing within which its own announcement has named the step that starts."""
AHEAD_LONG, AHEAD_MEDIUM, AHEAD_SHORT = 60, 14, 3
"""The least L for each list of notices ahead."""
AHEAD_GROUP = 7
"""Notices this many days ahead or more go to the group, later ones to the responsible."""
CHECK_IN = 90
"""The least L for monthly check-ins: a long step must not be silent for months."""

BOTH = (Audience.GROUP, Audience.RESPONSIBLE)
RESPONSIBLE = (Audience.RESPONSIBLE,)
IN_PLACE_OF = frozenset({Kind.START, Kind.AHEAD, Kind.DUE})
"""What the notices of a meeting stand in place of."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said on one day. `k` is 0 where the kind has none; a check-in's is its yyyymm."""

    day: date
    step: int | None
    kind: Kind
    k: int
    due: date
    audiences: tuple[Audience, ...]


Known = tuple[Mapping[int, Placed], Collection[int], dict[tuple[int, Kind], tuple[Said, ...]]]


@dataclass(frozen=True, slots=True)
class View:
    """A plan as it was known at one moment."""

    plan: Plan
    calendar: Calendar
    states: Mapping[int, StepState]
    placed: Mapping[int, Placed]
    active: Collection[int]
    """What waits to be verified is not: of it nobody is to do anything but who verifies."""
    said: dict[tuple[int, Kind], tuple[Said, ...]]
    """Of each step and kind all that there is, as far as it was asked for."""

    @property
    def rules(self) -> Rules:
        return self.plan.rules

    @property
    def is_over(self) -> bool:
        return self.plan.status in OVER

    @property
    def told_of(self) -> list[int]:
        """The steps that may have notices."""
        return [n for n in sorted(self.states) if self.may_be_told_of(n)]

    def may_be_told_of(self, number: int) -> bool:
        return may_be_told_of(self.plan, number)

    def is_fixed(self, number: int) -> bool:
        """Whether the step is due on the day that was fixed for a meeting."""
        meeting = self.states[number].meeting
        return meeting is not None and meeting.on == self.placed[number].due

    def first_working(self, number: int) -> date:
        """W(S)."""
        return self.calendar.on_or_after(self.placed[number].start)

    def runs_over(self, number: int) -> bool:
        """Whether it can be overdue."""
        return self.placed[number].has_due and not self.placed[number].rolls

    def due_on(self, number: int, day: date) -> date:
        """D, as of that day."""
        at, by = self.placed[number], self.states[number].step.by
        if not at.rolls or by is None:
            return at.due
        return round_day(by, at.start, self.calendar, day)

    def turns(self, number: int) -> Iterator[View]:
        """As it is spoken of for each of its due dates: itself, but for those without end."""
        at, by = self.placed[number], self.states[number].step.by
        if not at.rolls or by is None:
            yield self
            return
        first = at.start
        for due in by.all_from(at.start, self.calendar):
            turn = replace(at, start=first, due=due)
            yield replace(self, placed={**self.placed, number: turn}, said={})
            first = self.calendar.on_or_after(due) + ONE_DAY

    def says(self, kind: Kind) -> bool:
        return kind not in self.rules.off


def may_be_told_of(plan: Plan, number: int) -> bool:
    """Whether the step may have notices; it is known without any date."""
    state = plan.states[number]
    if state.is_closed or plan.status in OVER:
        return False
    if state.awaits_verification:
        return True
    return state.meeting is not None or is_active(plan.states, number)


def view(plan: Plan, calendar: Calendar) -> View:
    return View(plan, calendar, plan.states, *plan.once(_known, calendar))


def _known(plan: Plan, calendar: Calendar) -> Known:
    """What a plan keeps of a view, which itself would keep the plan."""
    states = plan.states
    return placed(plan, calendar), frozenset(n for n in states if is_closable(states, n)), {}


def of_step(view: View, number: int, kind: Kind) -> Iterator[Said]:
    """Everything of this kind there is to say about a step of `told_of`, past and to come, by day.

    There is no end to it of an overdue step, of one that is open ended, or has a next round.
    """
    at = view.placed[number]
    if kind is Kind.OVERDUE or at.rolls or not at.has_due:
        return _of_step(view, number, kind)
    if (number, kind) not in view.said:
        view.said[number, kind] = tuple(_of_step(view, number, kind))
    return iter(view.said[number, kind])


def _of_step(view: View, number: int, kind: Kind) -> Iterator[Said]:
    if not view.says(kind):
        return
    awaits = view.states[number].awaits_verification
    if awaits or kind is Kind.REVIEW:
        yield from _review(view, number) if awaits and kind is Kind.REVIEW else ()
        return
    meeting = view.states[number].meeting
    if meeting is not None and kind in _OF_MEETING:
        day, k = _OF_MEETING[kind](view.calendar, meeting.on)
        if view.calendar.is_working(day):
            yield Said(day, number, kind, k, meeting.on, BOTH)
    if number not in view.active or (kind in IN_PLACE_OF and view.is_fixed(number)):
        return
    for turn in view.turns(number) if kind in _OF_DUE else (view,):
        due = turn.placed[number].due
        for day, k, audiences in _RULES[kind](turn, number):
            yield Said(day, number, kind, k, due, audiences)


def _review(view: View, number: int) -> Iterator[Said]:
    """Working days after the day of the report, which stands in the place of D."""
    reported = reported_day(view.plan, number)
    for k in view.rules.review_after:
        day = view.calendar.nth_working(reported + ONE_DAY, k)
        chair = [Audience.CHAIR] if k in view.rules.review_chair else []
        yield Said(day, number, Kind.REVIEW, k, reported, (Audience.SECRETARY, *chair))


def reported_day(plan: Plan, number: int) -> date:
    """On which it became known that the step waits to be verified."""
    reported = plan.states[number].reported
    assert reported is not None
    return plan.rules.local_day(reported.at)


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
    if not view.says(Kind.AHEAD) or not view.placed[number].has_due:
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
    if view.placed[number].has_due:
        yield due_day(view, number), 0, BOTH


def due_day(view: View, number: int) -> date:
    """B(D), but not before W(S)."""
    before = view.calendar.on_or_before(view.placed[number].due)
    return max(before, view.first_working(number))


def _overdue(view: View, number: int) -> Days:
    """Of several on one day the largest k, to all whom any is for."""
    if not view.runs_over(number):
        return
    for day, ks in _overdue_days(view, number):
        yield day, max(ks), _told_of_overdue(view.rules, ks)


def _overdue_days(view: View, number: int) -> Iterator[tuple[date, list[int]]]:
    rules, due = view.rules, view.placed[number].due
    return overdue_days(view.calendar, due, sorted(rules.overdue), rules.overdue_again)


def overdue_days(
    calendar: Calendar, due: date, listed: Sequence[int], again: int
) -> Iterator[tuple[date, list[int]]]:
    """W(W(D)+k), without end, and the k that fall on it: those listed, then one every `again`."""
    runs_to = calendar.on_or_after(due)
    ks = chain(listed, count(listed[-1] + again, again) if listed else ())
    for day, found in groupby(ks, key=lambda k: calendar.on_or_after(runs_to + timedelta(days=k))):
        yield day, list(found)


def missed(view: View, number: int, after: date | None, until: date) -> Said | None:
    """Of an active step: one notice for all overdue notices of the days `after` to `until`.

    `after` None: of all days. None: there is none.
    """
    passed: list[int] = []
    is_told = view.says(Kind.OVERDUE) and view.runs_over(number)
    for day, ks in _overdue_days(view, number) if is_told else ():
        if day > until:
            break
        if after is None or day > after:
            passed += ks
    if not passed:
        return None
    due, told = view.placed[number].due, _told_of_overdue(view.rules, passed)
    return Said(until, number, Kind.OVERDUE, max(passed), due, told)


def _told_of_overdue(rules: Rules, ks: Collection[int]) -> tuple[Audience, ...]:
    group = [Audience.GROUP] if any(k in rules.overdue_group for k in ks) else []
    chair = [Audience.CHAIR] if any(k in rules.overdue_chair for k in ks) else []
    return (Audience.RESPONSIBLE, Audience.SECRETARY, *group, *chair)


def _check_in(view: View, number: int) -> Days:
    """The first working day of each month between W(S) and B(D), for long steps.

    Of a step that is open ended of every month after W(S).
    """
    if not view.placed[number].has_due:
        yield from _every_month(view, number)
        return
    if _length(view, number) < CHECK_IN:
        return
    last = view.calendar.on_or_before(view.placed[number].due)
    taken = {said.day for said in of_step(view, number, Kind.AHEAD)}
    day = view.first_working(number)
    while (day := view.calendar.on_or_after(next_month(day))) < last:
        if day not in taken:
            yield day, day.year * 100 + day.month, RESPONSIBLE


def _every_month(view: View, number: int) -> Days:
    day = view.first_working(number)
    while True:
        day = view.calendar.on_or_after(next_month(day))
        yield day, day.year * 100 + day.month, RESPONSIBLE


_OF_DUE = frozenset({Kind.AHEAD, Kind.DUE})
"""What is said of each due date, where one follows another."""
_RULES: Mapping[Kind, Callable[[View, int], Days]] = {
    Kind.START: _start,
    Kind.AHEAD: _ahead,
    Kind.DUE: _due,
    Kind.OVERDUE: _overdue,
    Kind.CHECK_IN: _check_in,
}


def _before_meeting(calendar: Calendar, on: date) -> tuple[date, int]:
    return calendar.on_or_before(on - ONE_DAY), 1


def _day_of_meeting(_: Calendar, on: date) -> tuple[date, int]:
    return on, 0


_OF_MEETING: Mapping[Kind, Callable[[Calendar, date], tuple[date, int]]] = {
    Kind.AHEAD: _before_meeting,
    Kind.DUE: _day_of_meeting,
}
"""The day of each notice of a meeting (none, if that is a day off), and its k."""
