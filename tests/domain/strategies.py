"""Random SOPs, calendars and histories of plans."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import strategies as st

from bot.domain.calendar import Calendar, calendar_of, days
from bot.domain.events import (
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    AssignmentDone,
    Attending,
    Closed,
    Dated,
    Event,
    Extended,
    ExtensionAsked,
    Judged,
    Limited,
    Matter,
    Outcome,
    OutcomeRemoved,
    Presence,
    Reopened,
    Reported,
    Returned,
    Skipped,
    SopRevised,
    Undone,
    Waived,
)
from bot.domain.month_days import Holiday, MonthDays
from bot.domain.plan import Plan, PlanStatus, fold
from bot.domain.rules import Kind, Rules
from bot.domain.sop import Counted, FixedDay, Point, Sop, Step, Unit
from bot.domain.standing import is_active
from bot.domain.timeline import timeline
from tests.domain.sops import sop, step

EARLIEST, LATEST = date(2026, 8, 1), date(2028, 12, 31)
fixed_days = st.one_of(
    st.none(),
    st.none(),
    st.builds(FixedDay, st.integers(1, 12), st.one_of(st.none(), st.integers(1, 28))),
)
_days = st.one_of(st.integers(1, 6), st.integers(12, 20), st.integers(55, 120))
durations = {
    Unit.WORKING: _days,
    Unit.CALENDAR: _days,
    Unit.WEEK: st.integers(1, 17),
    Unit.MONTH: st.integers(1, 6),
}
"""Half a year at most: a plan of many years takes long to read day by day."""
starts = st.dates(date(2026, 9, 1), date(2027, 3, 1))


month_days = st.builds(
    MonthDays,
    st.lists(st.integers(1, 31), min_size=1, max_size=2, unique=True).map(
        lambda found: tuple(sorted(found))
    ),
    st.sampled_from((None, *Holiday)),
)
other_years = st.builds(FixedDay, st.integers(1, 12), st.integers(1, 28), st.sampled_from((-1, 1)))


@st.composite
def told_otherwise(draw: st.DrawFn, made: Step, others: list[int], before: list[int]) -> Step:
    """The same step, its days told in one of the ways beside a duration of its own."""
    ways = ["open", "by", "by", "on", "year", "meeting"] + ["counted"] * bool(before)
    way = draw(st.sampled_from(ways))
    if way == "open":
        return replace(made, duration=0)
    if way == "by":
        return replace(made, duration=0, by=draw(month_days), next_round=draw(st.booleans()))
    if way == "on":
        return replace(made, starts_on=draw(month_days))
    if way == "year":
        return replace(made, not_before=draw(other_years))
    count, unit, is_before = (
        draw(st.integers(1, 9)),
        draw(st.sampled_from(Unit)),
        draw(st.booleans()),
    )
    if way == "meeting":
        other = draw(st.sampled_from(others))
        return replace(made, due=Counted(other, Point.MEETING, count, unit, is_before))
    other, point = draw(st.sampled_from(before)), draw(st.sampled_from((Point.START, Point.END)))
    return replace(made, duration=0, due=Counted(other, point, count, unit, is_before))


@st.composite
def steps(
    draw: st.DrawFn, numbers: list[int], single: bool, fixed: bool, otherwise: bool
) -> list[Step]:
    """Each step may follow any of those before it in the list (at most one, if `single`)."""
    made = []
    for i, number in enumerate(numbers):
        most = min(i, 1 if single else 2)
        after = draw(st.lists(st.sampled_from(numbers[:i] or [0]), unique=True, max_size=most))
        not_before = draw(fixed_days) if fixed else None
        unit = draw(st.sampled_from(Unit))
        one = step(number, draw(durations[unit]), unit, tuple(after), not_before, draw(fixed_days))
        if otherwise and draw(st.booleans()):
            one = draw(told_otherwise(one, numbers, numbers[:i]))
        made.append(one)
    return made


@st.composite
def sops(
    draw: st.DrawFn, single: bool = False, fixed_starts: bool = True, otherwise: bool = False
) -> Sop:
    """One to six steps, numbered and listed in any order."""
    numbers = draw(st.permutations(range(1, draw(st.integers(1, 6)) + 1)))
    made = draw(steps(numbers, single, fixed_starts, otherwise))
    return sop(draw(st.permutations(made)))


@st.composite
def versions(draw: st.DrawFn, of: Sop, single: bool = False, fixed_starts: bool = True) -> Sop:
    """The same SOP with all of its steps told otherwise, which may be in another order."""
    numbers = draw(st.permutations([s.number for s in of.steps]))
    made = draw(steps(numbers, single, fixed_starts, draw(st.booleans())))
    return replace(of, steps=tuple(draw(st.permutations(made))))


@st.composite
def calendars(draw: st.DrawFn) -> Calendar:
    """Some single days off and some long holidays, up to two weeks."""
    off: set[date] = set(draw(st.lists(st.dates(EARLIEST, LATEST), max_size=30)))
    for first in draw(st.lists(st.dates(EARLIEST, LATEST), max_size=6)):
        off |= set(days(first, first + timedelta(days=draw(st.integers(1, 14)))))
    return calendar_of(off)


rules = st.builds(
    Rules,
    off=st.one_of(st.just(frozenset[Kind]()), st.frozensets(st.sampled_from(Kind), max_size=2)),
    group_weekly=st.sampled_from((True, True, False)),
)


@st.composite
def instants(draw: st.DrawFn, after: datetime, within: int = 40) -> datetime:
    """A moment in the days after: often in office hours, sometimes the very slot."""
    day = after + timedelta(days=draw(st.integers(0, within)))
    at = draw(st.sampled_from((time(1, 30), time(1, 29, 59), time(3), time(9, 30), time(20))))
    return max(after, datetime.combine(day.date(), at, UTC))


@st.composite
def event(draw: st.DrawFn, plan: Plan, calendar: Calendar, at: datetime, number: int) -> Event:
    """Something that could happen to the plan at this moment; most often a closing."""
    states, today = fold(plan.sop, plan.events), at.date()
    closed = [n for n, s in states.items() if s.is_closed]
    active = [n for n in states if is_active(states, n)]
    kinds = ["extend", "ask", "date", "date", "limit", "waive", "judge", "meet", "revise"]
    kinds += ["report"] * 2 * bool(active) + ["return"]
    kinds += ["close"] * 6 * bool(active) + ["skip", "close any"] * bool(set(states) - set(closed))
    kinds += ["reopen"] * bool(closed) + ["undo"] * bool(plan.events)
    kind = draw(st.sampled_from(kinds))
    any_step = draw(st.sampled_from(sorted(states)))
    near = st.integers(-10, 60).map(lambda d: today + timedelta(days=d))
    on = max(today - timedelta(days=draw(st.sampled_from((0, 0, 0, 1, 5)))), plan.start)
    if kind == "close":
        step = draw(st.sampled_from(active))
        reported = states[step].reported
        return Closed(id=number, at=at, step=step, on=on, report=reported.id if reported else 0)
    if kind == "report":
        return Reported(id=number, at=at, step=draw(st.sampled_from(active)), on=on)
    if kind == "return":
        waiting = [n for n, s in states.items() if s.awaits_verification] or sorted(states)
        to = draw(st.one_of(st.none(), near))
        step = draw(st.sampled_from(waiting))
        return Returned(id=number, at=at, step=step, reason="-", to=to)
    if kind in ("close any", "skip"):
        still_open = draw(st.sampled_from(sorted(set(states) - set(closed))))
        if kind == "skip":
            return Skipped(id=number, at=at, step=still_open, on=on, reason="-")
        return Closed(id=number, at=at, step=still_open, on=on)
    if kind == "reopen":
        return _reopened(plan, calendar, at, number, draw(st.sampled_from(closed)))
    if kind == "undo":
        return Undone(id=number, at=at, event=draw(st.sampled_from(plan.events)).id)
    if kind == "revise":
        return SopRevised(id=number, at=at, sop=draw(versions(plan.sop)), version=2)
    if kind == "meet":
        return draw(of_meeting(at, number, any_step, today))
    if kind == "extend":
        return Extended(id=number, at=at, step=any_step, to=draw(near), reason="-")
    if kind == "ask":
        return ExtensionAsked(id=number, at=at, step=any_step, to=draw(near), reason="-")
    if kind == "date":
        return Dated(id=number, at=at, step=any_step, on=draw(near))
    if kind == "waive":
        return Waived(id=number, at=at, step=any_step, document="d", holds=draw(st.booleans()))
    if kind == "judge":
        yes = draw(st.booleans())
        return Judged(
            id=number, at=at, step=any_step, document="d", file=1, label="1-01", accepted=yes
        )
    limits = st.one_of(st.none(), near)
    return Limited(id=number, at=at, step=any_step, not_before=draw(limits), not_after=draw(limits))


@st.composite
def of_meeting(draw: st.DrawFn, at: datetime, number: int, step: int, today: date) -> Event:
    """Something of the step's meeting, be it there or not."""
    one = draw(st.integers(1, 3))
    made: list[Event] = [
        AgendaItem(at=at, step=step, item=one, text="เรื่อง"),
        AgendaMoved(at=at, step=step, item=one, place=draw(st.integers(0, 4))),
        AgendaRemoved(at=at, step=step, item=one),
        Attending(
            at=at,
            by=one,
            step=step,
            answer=draw(st.sampled_from(Presence)),
            on=today + timedelta(days=draw(st.integers(0, 3))),
        ),
        Outcome(
            at=at,
            step=step,
            outcome=one,
            kind=draw(st.sampled_from(Matter)),
            text="มติ",
            owner=1,
            due=today + timedelta(days=draw(st.integers(-3, 20))),
        ),
        OutcomeRemoved(at=at, step=step, outcome=one),
        AssignmentDone(at=at, step=step, outcome=one),
    ]
    return replace(draw(st.sampled_from(made)), id=number)


def _reopened(plan: Plan, calendar: Calendar, at: datetime, number: int, step: int) -> Reopened:
    dates = timeline(plan.sop, plan.start, calendar, plan.events)
    kept = {
        s.number: dates[s.number].start
        for s in plan.sop.successors(step)
        if dates[s.number].start <= at.date()
    }
    return Reopened(id=number, at=at, step=step, reason="-", kept=kept)


@st.composite
def plans(draw: st.DrawFn, calendar: Calendar, most_events: int = 10) -> Plan:
    """A plan with its history, over about a year."""
    start = draw(starts)
    confirmed = datetime.combine(start, time(draw(st.integers(0, 9))), UTC)
    confirmed -= timedelta(days=draw(st.sampled_from((0, 0, 1, 30))))
    status = draw(st.sampled_from([PlanStatus.ACTIVE] * 5 + [PlanStatus.ENDED]))
    plan = Plan(
        7,
        1,
        draw(sops(otherwise=draw(st.booleans()))),
        start,
        confirmed,
        rules=draw(rules),
        status=status,
    )
    at = confirmed
    for number in range(1, draw(st.integers(0, most_events)) + 1):
        at = draw(instants(at))
        plan = plan.with_event(draw(event(plan, calendar, at, number)))
    return plan
