"""What holds for every SOP, calendar and history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.events import Closed, Reopened
from bot.domain.notices import (
    Notice,
    next_wake,
    notices,
    notices_and_wake,
    what_still_matters,
)
from bot.domain.plan import Plan, StepState
from bot.domain.rules import Kind
from bot.domain.simulate import closings, simulate
from bot.domain.sop import Sop, Unit
from bot.domain.standing import is_active
from bot.domain.timeline import ConflictKind, Timeline, forecast, timeline
from tests.domain.plans import local
from tests.domain.reference import World, reference
from tests.domain.sops import LO_2_4, OFF_2570
from tests.domain.strategies import calendars, plans, sops, starts

YEAR = timedelta(days=400)
LETTER = timedelta(days=60)
"""The final letter comes within a week of the last closing, or after the days off that follow."""
CUT_SHORT = {ConflictKind.SHORTENED, ConflictKind.DUE_NOT_APPLIED}


@st.composite
def lives(draw: st.DrawFn) -> tuple[Plan, Calendar]:
    calendar = draw(calendars())
    return draw(plans(calendar)), calendar


def said(plan: Plan, calendar: Calendar) -> list[Notice]:
    return notices(plan, calendar, plan.confirmed_at, plan.confirmed_at + YEAR)


def descendants(made: Sop, number: int) -> set[int]:
    direct = {s.number for s in made.successors(number)}
    return direct.union(*(descendants(made, n) for n in direct))


def close(number: int, on: date) -> Closed:
    return Closed(at=local(f"{on} 16:30"), step=number, on=on)


def days(found: Timeline, number: int) -> tuple[date, date]:
    return found[number].start, found[number].due


# dates


@given(lives(), st.one_of(st.none(), starts))
@settings(max_examples=100, deadline=None)
def test_dates_are_those_of_the_reference(life: tuple[Plan, Calendar], today: date | None) -> None:
    plan, calendar = life
    found = timeline(plan.sop, plan.start, calendar, plan.events, today)
    world = World(plan, calendar, today)
    for number, dates in found.steps.items():
        assert (dates.start, dates.due) == (world.S(number), world.D(number))


@given(sops(), calendars(), starts, st.data())
@settings(max_examples=60, deadline=None)
def test_no_step_starts_before_its_predecessors_end_or_on_a_wrong_day(
    made: Sop, calendar: Calendar, start: date, data: st.DataObject
) -> None:
    slips = data.draw(st.dictionaries(st.sampled_from(sorted(made.by_number)), st.integers(-9, 40)))
    closed = [c for c in closings(made, start, calendar, slips) if c.step in slips]
    found = timeline(made, start, calendar, closed)
    ends = {n: d.due for n, d in found.steps.items()} | {c.step: c.on for c in closed}
    for step in made.steps:
        dates = found[step.number]
        assert dates.due >= dates.start >= start
        assert all(dates.start > ends[n] for n in step.after)
        assert step.unit is not Unit.WORKING or calendar.is_working(dates.start)


@given(sops(), calendars(), starts, st.integers(-5, 30), st.data())
@settings(max_examples=60, deadline=None)
def test_closing_early_or_late_moves_only_what_is_behind(
    made: Sop, calendar: Calendar, start: date, slip: int, data: st.DataObject
) -> None:
    number = data.draw(st.sampled_from(sorted(made.by_number)))
    before = timeline(made, start, calendar)
    on = max(before[number].due + timedelta(days=slip), before[number].start)
    after = timeline(made, start, calendar, [close(number, on)])
    moved = {n for n in before.steps if days(before, n) != days(after, n)}
    assert moved <= descendants(made, number)
    assert slip != 0 or not moved


@given(sops(single=True, fixed_starts=False), calendars(), starts, st.data())
@settings(max_examples=120, deadline=None)
def test_the_latest_start_is_the_last_day_that_keeps_every_fixed_due(
    made: Sop, calendar: Calendar, start: date, data: st.DataObject
) -> None:
    starts_by = {
        n: dates.latest_start
        for n, dates in timeline(made, start, calendar).steps.items()
        if dates.latest_start is not None
    }
    assume(starts_by)
    number, latest = data.draw(st.sampled_from(sorted(starts_by.items())))
    assert not broken(started(made, start, calendar, number, latest), made, number)
    too_late = latest + ONE_DAY
    if made.step(number).unit is Unit.WORKING:
        too_late = calendar.on_or_after(too_late)
    assert broken(started(made, start, calendar, number, too_late), made, number)


def started(made: Sop, start: date, calendar: Calendar, number: int, first: date) -> Timeline:
    """The timeline with this step's S set by hand."""
    kept = Reopened(at=local(f"{start}"), step=number, reason="-", kept={number: first})
    return timeline(made, start, calendar, [kept])


def broken(found: Timeline, made: Sop, number: int) -> bool:
    concerned = descendants(made, number) | {number}
    return any(c.step in concerned and c.kind in CUT_SHORT for c in found.conflicts)


@given(sops(), calendars(), starts)
@settings(max_examples=60, deadline=None)
def test_slack_and_latest_start_come_together(made: Sop, calendar: Calendar, start: date) -> None:
    for dates in timeline(made, start, calendar).steps.values():
        assert (dates.slack is None) == (dates.latest_start is None)
        cut = any(c.kind is ConflictKind.SHORTENED for c in dates.conflicts)
        assert not cut or (dates.slack is not None and dates.slack <= 0)


# notices


@given(lives())
@settings(max_examples=120, deadline=None)
def test_notices_are_those_of_the_reference(life: tuple[Plan, Calendar]) -> None:
    plan, calendar = life
    expected = reference(plan, calendar, plan.confirmed_at, plan.confirmed_at + YEAR)
    assert ordered(said(plan, calendar)) == ordered(expected)


def ordered(found: list[Notice]) -> list[Notice]:
    return sorted(found, key=lambda n: (n.at, str(n.key)))


@given(lives(), st.lists(st.integers(0, 400 * 24 * 4), max_size=12))
@settings(max_examples=80, deadline=None)
def test_however_time_is_cut_the_union_is_the_same(
    life: tuple[Plan, Calendar], quarters: list[int]
) -> None:
    plan, calendar = life
    inside = (plan.confirmed_at + timedelta(minutes=15 * q) for q in quarters)
    moments = [plan.confirmed_at, *sorted(inside), plan.confirmed_at + YEAR]
    union = [n for piece in pairwise(moments) for n in notices(plan, calendar, *piece)]
    assert union == said(plan, calendar)


@given(lives())
@settings(max_examples=60, deadline=None)
def test_told_event_by_event_is_the_same_as_told_afterwards(life: tuple[Plan, Calendar]) -> None:
    """At each event the notices until then had been told from the events until then."""
    plan, calendar = life
    live: list[Notice] = []
    since = plan.confirmed_at
    for known in range(len(plan.events) + 1):
        last = known == len(plan.events)
        until = plan.confirmed_at + YEAR if last else max(plan.events[known].at, since)
        so_far = replace(plan, events=plan.events[:known])
        live += notices(so_far, calendar, since, max(since, until))
        since = max(since, until)
    assert live == [n for n in notices(plan, calendar, plan.confirmed_at, since) if n.at < since]


@given(lives())
@settings(max_examples=80, deadline=None)
def test_no_notice_comes_twice_or_out_of_place(life: tuple[Plan, Calendar]) -> None:
    plan, calendar = life
    found = said(plan, calendar)
    assert len({n.key for n in found}) == len(found)
    for notice in found:
        day = plan.rules.local_day(notice.at)
        assert notice.at == plan.rules.slot_on(day)
        assert calendar.is_working(day)
        assert plan.confirmed_at <= notice.at
        assert notice.kind not in plan.rules.off
        if notice.step is not None and notice.kind is not Kind.ASSIGNMENT:
            states = plan.as_of(notice.at).states
            assert may_be_told_of(states, notice.step)


def may_be_told_of(states: Mapping[int, StepState], number: int) -> bool:
    state = states[number]
    return is_active(states, number) or (state.meeting is not None and not state.is_closed)


@given(lives(), st.integers(0, 300))
@settings(max_examples=60, deadline=None)
def test_a_forecast_is_the_timeline_as_of_its_day(life: tuple[Plan, Calendar], after: int) -> None:
    plan, calendar = life
    today = plan.start + timedelta(days=after)
    expected = timeline(plan.sop, plan.start, calendar, plan.events, today)
    assert forecast(plan, calendar, today) == expected


@given(lives(), st.integers(0, 300 * 24))
@settings(max_examples=60, deadline=None)
def test_the_next_wake_is_the_first_notice_to_come(life: tuple[Plan, Calendar], hours: int) -> None:
    plan, calendar = life
    now = max([plan.confirmed_at, *(e.at for e in plan.events)]) + timedelta(hours=hours)
    coming = notices(plan, calendar, now, now + YEAR)
    assert next_wake(plan, calendar, now) == min((n.at for n in coming), default=None)


@given(lives(), st.integers(-60 * 24, 300 * 24), st.integers(1, 40 * 24))
@settings(max_examples=60, deadline=None)
def test_what_is_worked_out_ahead_is_what_comes(
    life: tuple[Plan, Calendar], hours: int, further: int
) -> None:
    plan, calendar = life
    now = max([plan.confirmed_at, *(e.at for e in plan.events)])
    since = now + timedelta(hours=hours)
    until = max(now, since) + timedelta(hours=further)
    expected = notices(plan, calendar, since, until)
    found, wake_at = notices_and_wake(plan, calendar, since, until)
    assert (list(found), wake_at) == (expected, next_wake(plan, calendar, until))
    for at in {n.at for n in expected}:
        rest, _ = notices_and_wake(plan, calendar, at, until)
        assert list(rest) == [n for n in expected if n.at >= at]


@given(lives(), st.integers(0, 300 * 24), st.integers(1, 60 * 24))
@settings(max_examples=60, deadline=None)
def test_what_still_matters_is_little_and_true(
    life: tuple[Plan, Calendar], hours: int, down: int
) -> None:
    plan, calendar = life
    since = plan.confirmed_at + timedelta(hours=hours)
    now = since + timedelta(hours=down)
    late = notices(plan, calendar, since, now)
    left = what_still_matters(late, plan, calendar, now)
    assert set(left) <= set(late)
    places = [
        (n.step, n.kind is Kind.START, n.audience, n.due if n.kind is Kind.ASSIGNMENT else None)
        for n in left
    ]
    assert len(set(places)) == len(places)
    states = plan.as_of(now).states
    of_steps = [n.step for n in left if n.step is not None and n.kind is not Kind.ASSIGNMENT]
    assert all(may_be_told_of(states, step) for step in of_steps)


# simulation


@given(sops(), calendars(), starts, st.data())
@settings(max_examples=50, deadline=None)
def test_a_simulation_is_the_reference_over_its_closings(
    made: Sop, calendar: Calendar, start: date, data: st.DataObject
) -> None:
    slips = data.draw(st.dictionaries(st.sampled_from(sorted(made.by_number)), st.integers(-9, 40)))
    events = closings(made, start, calendar, slips)
    plan = Plan(0, 0, made, start, local(f"{start}"), events=events)
    expected = reference(plan, calendar, plan.confirmed_at, events[-1].at + LETTER)
    rows = simulate(made, start, calendar, slips)
    assert [(r.at, r.kind, r.step, r.to) for r in rows] == sorted(
        ((n.at, n.kind, n.step, n.audience) for n in expected),
        key=lambda row: (row[0], row[2] or 0, row[1], row[3]),
    )


@pytest.mark.parametrize("slips", [{}, {4: 10}, {6: 30}, {5: 45, 7: 60}, {1: 7, 12: 90}, {5: -60}])
def test_the_built_in_year_is_the_reference(slips: dict[int, int]) -> None:
    start = date(2026, 10, 1)
    events = closings(LO_2_4, start, OFF_2570, slips)
    plan = Plan(0, 0, LO_2_4, start, local(f"{start}"), events=events)
    until = events[-1].at + LETTER
    expected = reference(plan, OFF_2570, plan.confirmed_at, until)
    assert ordered(notices(plan, OFF_2570, plan.confirmed_at, until)) == ordered(expected)


@given(sops(), calendars(), starts)
@settings(max_examples=30, deadline=None)
def test_days_are_not_known_only_of_what_has_no_duration_and_behind_it(
    made: Sop, calendar: Calendar, start: date
) -> None:
    line = timeline(made, start, calendar)
    for step in made.steps:
        at = line[step.number]
        assert at.has_start or any(not line[n].has_due for n in step.after)
        assert at.has_due or not (at.has_start and step.duration)
        assert at.has_due or (at.slack, at.latest_start) == (None, None)
