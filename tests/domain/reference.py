"""The design's sentences on dates and notices, read aloud day by day.

Slow on purpose and written without looking at the real rules: it shares only the contract's types
with them. Every day is asked "is this day the …?"; nothing is computed ahead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import cache

from bot.domain.calendar import Calendar
from bot.domain.events import (
    Closed,
    Dated,
    Extended,
    Matter,
    Reopened,
    Reported,
    Returned,
    Skipped,
    Undone,
)
from bot.domain.month_days import Holiday, MonthDays
from bot.domain.notices import Notice
from bot.domain.plan import Plan, PlanStatus
from bot.domain.rules import Audience, Kind
from bot.domain.sop import Counted, Point, Unit

DAY = timedelta(days=1)
GROUP, RESPONSIBLE = Audience.GROUP, Audience.RESPONSIBLE
SECRETARY, CHAIR = Audience.SECRETARY, Audience.CHAIR
ENDS_WAIT = (Closed, Skipped, Reopened, Returned)


class World:
    """A plan as known at some moment; `today` only for forecasts."""

    def __init__(self, plan: Plan, calendar: Calendar, today: date | None = None) -> None:
        self.plan, self.calendar, self.today = plan, calendar, today
        self.states = plan.states
        self.S, self.D, self.end = cache(self._S), cache(self._D), cache(self._end)
        self.W, self.B = cache(self._W), cache(self._B)
        self.newest, self.decided = cache(self._newest), cache(self._decided)
        self.has_due, self.rolls = cache(self._has_due), cache(self._rolls)

    def _W(self, day: date) -> date:
        return day if self.calendar.is_working(day) else self.W(day + DAY)

    def _B(self, day: date) -> date:
        return day if self.calendar.is_working(day) else self.B(day - DAY)

    def fixed(self, n: int) -> tuple[date | None, date | None]:
        own = self.states[n].limited
        if own is not None:
            return own.not_before, own.not_after
        start = self.plan.start
        year = start.year if start < date(start.year, 10, 1) else start.year + 1
        step = self.plan.sop.step(n)
        return (
            step.not_before.in_fiscal_year(year) if step.not_before else None,
            step.not_after.in_fiscal_year(year) if step.not_after else None,
        )

    def computed_start(self, n: int) -> date:
        kept = self.states[n].kept_start
        if kept is not None:
            return kept
        step = self.plan.sop.step(n)
        not_before = self.fixed(n)[0]
        first = self.plan.start
        if step.after:
            first = max(self.end(p) for p in step.after) + DAY
        elif step.not_before is not None and step.not_before.years == -1 and not_before is not None:
            first = min(first, not_before)
        if not_before is not None and first < not_before:
            first = not_before
        if step.starts_on is not None:
            first = self.next_of(step.starts_on, first)
        return self.W(first) if step.unit is Unit.WORKING else first

    def next_of(self, wanted: MonthDays, first: date) -> date:
        day = first
        while not is_one_of(day, wanted.days):
            day += DAY
        if wanted.holiday is Holiday.BEFORE:
            return max(self.B(day), first)
        return self.W(day) if wanted.holiday is Holiday.AFTER else day

    def turns(self, n: int, until: date) -> list[tuple[date, date]]:
        """S and D of every round of a step whose due date rolls on, up to a day."""
        by, first = self.plan.sop.step(n).by, self.computed_start(n)
        assert by is not None
        found, since, day = [], self.S(n), first
        while day <= max(until, first) + 70 * DAY:
            if is_one_of(day, by.days):
                due = self.moved(by, day, first)
                found.append((since, due))
                since = self.W(due) + DAY
            day += DAY
        return found

    def moved(self, by: MonthDays, day: date, first: date) -> date:
        if by.holiday is Holiday.BEFORE:
            return max(self.B(day), first)
        return self.W(day) if by.holiday is Holiday.AFTER else day

    def _rolls(self, n: int) -> bool:
        is_free = self.fixed(n)[1] is None and self.decided(n) is None
        return self.plan.sop.step(n).next_round and is_free

    def due_on(self, n: int, today: date) -> date:
        """D as of a day: of a step that rolls the first that is not over."""
        if not self.rolls(n):
            return self.D(n)
        return next(due for _, due in self.turns(n, today) if self.W(due) >= today)

    def _has_due(self, n: int) -> bool:
        step = self.plan.sop.step(n)
        is_told = step.duration or step.by or self.counted(n)
        if is_told or self.decided(n) is not None:
            return True
        last = self.fixed(n)[1]
        return last is not None and last >= self.computed_start(n)

    def counted(self, n: int) -> date | None:
        """D as it is counted from another step."""
        due = self.plan.sop.step(n).due
        if due is None:
            return None
        if due.point is Point.MEETING:
            dated = self.states[due.step].dated
            return None if dated is None else self.away(dated.on, due)
        return self.away(self.S(due.step) if due.point is Point.START else self.end(due.step), due)

    def away(self, day: date, due: Counted) -> date:
        way = -DAY if due.before else DAY
        if due.unit is Unit.MONTH:
            return month_away(day, -due.count if due.before else due.count)
        left = due.count * (7 if due.unit is Unit.WEEK else 1)
        while left:
            day += way
            left -= due.unit is not Unit.WORKING or self.calendar.is_working(day)
        return day

    def computed_due(self, n: int) -> date:
        day = self.natural_due(n, self.computed_start(n))
        not_after = self.fixed(n)[1]
        if not_after is not None and self.computed_start(n) <= not_after < day:
            return not_after
        return day

    def natural_due(self, n: int, first: date) -> date:
        step, counted, last = self.plan.sop.step(n), self.counted(n), self.fixed(n)[1]
        asked = self.as_of(n)
        if step.by is not None:
            if asked is not None and step.next_round and last is None:
                dues = (due for _, due in self.turns(n, asked))
                return next(due for due in dues if self.W(due) >= asked)
            return self.next_of(step.by, first)
        if counted is not None and counted >= first:
            return counted
        if step.duration:
            return self.last_of(n, first)
        if counted is None and last is not None and last >= first:
            return last
        if counted is None and asked is not None:
            return max(first, asked)
        return first

    def as_of(self, n: int) -> date | None:
        """The day on which D is asked for; of what is done that on which it was."""
        state = self.states[n]
        done = state.reported.on if state.reported is not None else state.closed_on
        return done or self.today

    def last_of(self, n: int, first: date) -> date:
        """The last day of its duration, if that begins on `first`."""
        step, day = self.plan.sop.step(n), first
        left = step.duration * (7 if step.unit is Unit.WEEK else 1)
        while True:
            if step.unit is Unit.MONTH:
                left -= self.is_last_of_a_month(day, first)
            elif step.unit is not Unit.WORKING or self.calendar.is_working(day):
                left -= 1
            if left == 0:
                return day
            day += DAY

    @staticmethod
    def is_last_of_a_month(day: date, first: date) -> bool:
        """Whether a month that began on the number of `first` ends: tomorrow is that number, or
        tomorrow another month begins that day's month was too short for it.
        """
        tomorrow = day + DAY
        return tomorrow.day == first.day or (tomorrow.day == 1 and day.day < first.day)

    def is_one_day(self, n: int) -> bool:
        step = self.plan.sop.step(n)
        return step.duration == 1 and step.unit in (Unit.WORKING, Unit.CALENDAR)

    def _newest(self, n: int) -> Extended | Dated | Returned | None:
        """The newest extension, fixing of a day or return with a day."""
        undone = {e.event for e in self.plan.events if isinstance(e, Undone)}
        newest: Extended | Dated | Returned | None = None
        is_open, waits = True, False
        for e in self.plan.events:
            if isinstance(e, Undone) or e.id in undone or getattr(e, "step", None) != n:
                continue
            if isinstance(e, (Extended, Dated)) or (isinstance(e, Returned) and waits and e.to):
                newest = e
            if isinstance(e, (Closed, Skipped)):
                is_open = False
            is_open = is_open or isinstance(e, Reopened)
            waits = (isinstance(e, Reported) and is_open) or (
                waits and not isinstance(e, ENDS_WAIT)
            )
        return newest

    def waits(self, n: int) -> bool:
        """Reported, and neither verified nor returned."""
        return self.is_open(n) and self.states[n].reported is not None

    def meeting(self, n: int) -> date | None:
        """Its day, if one is fixed, whether or not the steps before it leave it in time."""
        newest = self.newest(n)
        return newest.on if isinstance(newest, Dated) else None

    def _decided(self, n: int) -> tuple[date, bool] | None:
        """The day that decides D, and whether it is S as well."""
        newest = self.newest(n)
        if newest is None:
            return None
        day = newest.on if isinstance(newest, Dated) else newest.to
        assert day is not None
        if day < self.computed_start(n):
            return None
        return day, isinstance(newest, Dated) and self.is_one_day(n)

    def _S(self, n: int) -> date:
        decided, closed = self.decided(n), self.states[n].completed_on
        start = decided[0] if decided is not None and decided[1] else self.computed_start(n)
        return start if closed is None else min(start, closed)

    def _D(self, n: int) -> date:
        decided = self.decided(n)
        return decided[0] if decided is not None else self.computed_due(n)

    def _end(self, n: int) -> date:
        closed = self.states[n].closed_on
        if closed is not None:
            return closed
        return self.D(n) if self.today is None else max(self.D(n), self.today)

    def L(self, n: int) -> int:
        return (self.D(n) - self.S(n)).days + 1

    def is_open(self, n: int) -> bool:
        return self.states[n].closed_on is None

    def active(self, n: int) -> bool:
        if self.waits(n):
            return False
        return self.is_open(n) and not any(self.is_open(p) for p in self.plan.sop.step(n).after)


def is_one_of(day: date, days: tuple[int, ...]) -> bool:
    """Whether it is one of these days of the month, or the last of a month that lacks one."""
    is_last = (day + DAY).month != day.month
    return day.day in days or (is_last and max(days) > day.day)


def month_away(day: date, months: int) -> date:
    """The same number so many months on, or the month's last."""
    first, step = day.replace(day=1), 1 if months > 0 else -1
    for _ in range(abs(months)):
        first = (first + 31 * DAY if step > 0 else first - DAY).replace(day=1)
    last = first
    while last.day < day.day and (last + DAY).month == first.month:
        last += DAY
    return last


class Told:
    """What has been said: the notices, and of overdue steps every k whose day has passed."""

    def __init__(self) -> None:
        self.keys: set[object] = set()
        self.ks: dict[tuple[int, date], set[int]] = {}


def reference(plan: Plan, calendar: Calendar, since: datetime, until: datetime) -> list[Notice]:
    """Every notice of [since, until), found by asking each day from the set-up on."""
    told, found = Told(), []
    world, known = None, -1
    day = plan.rules.local_day(plan.confirmed_at)
    while (at := plan.rules.slot_on(day).astimezone(UTC)) < until:
        events = tuple(e for e in plan.events if e.at <= at)
        if world is None or len(events) != known:
            world, known = World(replace(plan, events=events), calendar), len(events)
        for step, kind, k, due, audience in (
            _on(world, day, told) if at >= plan.confirmed_at else ()
        ):
            notice = Notice(plan.id, step, kind, k, due, audience, at)
            if notice.key not in told.keys:
                told.keys.add(notice.key)
                if at >= since:
                    found.append(notice)
        day += DAY
    return found


Line = tuple[int | None, Kind, int, date, Audience]
OfStep = tuple[Kind, int, date, list[Audience]]


def _on(world: World, day: date, told: Told) -> Iterator[Line]:
    if not world.calendar.is_working(day):
        return
    for n in world.states:
        if world.is_open(n) and world.plan.status is not PlanStatus.ENDED:
            for kind, k, due, audiences in _of_step(world, n, day, told):
                for audience in audiences:
                    if kind not in world.plan.rules.off:
                        yield n, kind, k, due, audience
        if (
            world.plan.status is not PlanStatus.ENDED
            and Kind.ASSIGNMENT not in world.plan.rules.off
        ):
            yield from _assigned(world, n, day)
    if Kind.WEEKLY not in world.plan.rules.off:
        yield from _weekly(world, day)


def _assigned(world: World, n: int, day: date) -> Iterator[Line]:
    met = world.states[n].met
    left = [o for o in met.outcomes if o.kind is Matter.ASSIGNED and o.outcome not in met.done]
    for due in {o.due for o in left if o.due is not None}:
        if day == world.B(due):
            yield n, Kind.ASSIGNMENT, 0, due, Audience.OWNER
        ks = [1, *range(7, 1200, 28)]
        if told := [k for k in ks if day == world.W(world.W(due) + k * DAY)]:
            yield n, Kind.ASSIGNMENT, max(told), due, Audience.OWNER
            if max(told) >= 7:
                yield n, Kind.ASSIGNMENT, max(told), due, SECRETARY


def _of_step(world: World, n: int, day: date, told: Told) -> Iterator[OfStep]:
    if world.waits(n):
        yield from _review(world, n, day)
        return
    meeting = world.meeting(n)
    if meeting is not None:
        if day == world.B(meeting - DAY):
            yield Kind.AHEAD, 1, meeting, [GROUP, RESPONSIBLE]
        if day == meeting:
            yield Kind.DUE, 0, meeting, [GROUP, RESPONSIBLE]
    if not world.active(n):
        return
    due = world.D(n)
    if meeting != due:
        if _is_start(world, n, day):
            yield Kind.START, 0, due, [GROUP, RESPONSIBLE]
        turns = world.turns(n, day) if world.rolls(n) else [(world.S(n), due)]
        for first, last in turns if world.has_due(n) else ():
            if k := _ahead(world, first, last, day):
                yield Kind.AHEAD, k, last, [GROUP] if k >= 7 else [RESPONSIBLE]
            if _is_due(world, first, last, day):
                yield Kind.DUE, 0, last, [GROUP, RESPONSIBLE]
    can_be_late = world.has_due(n) and not world.rolls(n)
    if can_be_late and (ks := _overdue(world, n, day, told)):
        also_group = [GROUP] if 1 in ks else []
        also_chair = [CHAIR] if 7 in ks or 21 in ks else []
        yield Kind.OVERDUE, max(ks), due, [RESPONSIBLE, SECRETARY, *also_group, *also_chair]
    if _is_check_in(world, n, day):
        yield Kind.CHECK_IN, day.year * 100 + day.month, due, [RESPONSIBLE]


def _review(world: World, n: int, day: date) -> Iterator[OfStep]:
    reported = world.states[n].reported
    assert reported is not None
    first = reported.at.astimezone(world.plan.rules.tz).date()
    days = [first + i * DAY for i in range(1, (day - first).days + 1)]
    k = len([d for d in days if world.calendar.is_working(d)])
    if k in (2, 5):
        yield Kind.REVIEW, k, first, [SECRETARY, CHAIR] if k == 5 else [SECRETARY]


def _is_start(world: World, n: int, day: date) -> bool:
    closings = [world.states[p].closed_on for p in world.plan.sop.step(n).after]
    told = world.plan.confirmed_at.astimezone(world.plan.rules.tz).date()
    if closings:
        told = max(c for c in closings if c is not None)
    return day == world.W(world.S(n)) and day > told + 3 * DAY


def _ahead(world: World, first: date, due: date, day: date) -> int | None:
    length = (due - first).days + 1
    ks = [30, 14, 7, 3, 1] if length >= 60 else [7, 3, 1] if length >= 14 else [1]
    ks = [k for k in ks if length >= 3 and world.B(due - k * DAY) == day]
    if Kind.AHEAD in world.plan.rules.off or not ks or day <= world.W(first):
        return None
    if _is_due(world, first, due, day) and Kind.DUE not in world.plan.rules.off:
        return None
    return min(ks)


def _is_due(world: World, first: date, due: date, day: date) -> bool:
    return day == max(world.B(due), world.W(first))


def _overdue(world: World, n: int, day: date, told: Told) -> set[int]:
    """Every k whose day is this one or passed unheard: while the step was not active."""
    runs_to = world.W(world.D(n))
    every = [1, 3, 7, 14, 21]
    while runs_to + every[-1] * DAY < day:
        every.append(every[-1] + 28)
    passed = {k for k in every if world.W(runs_to + k * DAY) <= day}
    heard = told.ks.setdefault((n, world.D(n)), set())
    unheard = passed - heard
    heard |= passed
    return unheard


def _is_check_in(world: World, n: int, day: date) -> bool:
    is_first = day == world.W(day.replace(day=1))
    if not world.has_due(n):
        return is_first and world.W(world.S(n)) < day
    if not is_first or world.L(n) < 90 or not world.W(world.S(n)) < day < world.B(world.D(n)):
        return False
    ahead = (
        _ahead(world, world.S(n), world.D(n), day)
        if world.meeting(n) != world.D(n)
        else _ahead_of_meeting(world, n, day)
    )
    return not ahead


def _ahead_of_meeting(world: World, n: int, day: date) -> bool:
    return Kind.AHEAD not in world.plan.rules.off and day == world.B(world.D(n) - DAY)


def _weekly(world: World, day: date) -> Iterator[Line]:
    monday = _monday_of(world, day)
    if monday is None:
        return
    if world.plan.rules.group_weekly and _group_is_told(world, monday, day):
        yield None, Kind.WEEKLY, 0, monday, GROUP
    yield None, Kind.WEEKLY, 0, monday, CHAIR


def _monday_of(world: World, day: date) -> date | None:
    """The newest Monday of the plan whose next working day is this day."""
    monday = day - day.weekday() * DAY
    while world.W(monday) == day:
        if _has_letter(world, monday):
            return monday
        monday -= 7 * DAY
    return None


def _has_letter(world: World, monday: date) -> bool:
    """From the plan's start to the first Monday after the last closing was recorded."""
    if monday < world.plan.start:
        return False
    going_on = any(world.is_open(n) for n in world.states)
    if going_on and world.plan.status is not PlanStatus.ENDED:
        return True
    zone = world.plan.rules.tz
    recorded = [s.closed_at.astimezone(zone).date() for s in world.states.values() if s.closed_at]
    if not recorded:
        return False
    final = max(recorded) + DAY
    while final.weekday() != 0:
        final += DAY
    return monday <= final


def _group_is_told(world: World, monday: date, day: date) -> bool:
    forecast = World(world.plan, world.calendar, today=day)
    week = [monday - i * DAY for i in range(1, 8)]
    fortnight = [monday + i * DAY for i in range(14)]
    for n, state in world.states.items():
        if state.closed_on in week or forecast.S(n) in week:
            return True
        due = world.due_on(n, day)
        is_near = world.W(due) < day or due in fortnight
        if world.active(n) and world.has_due(n) and is_near:
            return True
    return False
