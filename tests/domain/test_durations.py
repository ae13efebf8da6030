"""Which other durations a plan suggests for the one after it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.durations import days_taken, suggestions
from bot.domain.events import Closed, Event, Limited, Reported, Skipped
from bot.domain.month_days import MonthDays
from bot.domain.plan import Plan
from bot.domain.sop import Counted, Point, Sop, Unit
from tests.domain.sops import CALENDAR, END_OF_FEBRUARY, NO_DAYS_OFF, WORKING, chain, sop, step

START = date(2026, 10, 1)  # a Thursday
MADE = datetime(2026, 10, 1, 1, tzinfo=UTC)
AFTER = datetime(2027, 8, 1, tzinfo=UTC)


def closed(number: int, on: date, at: datetime = AFTER) -> Closed:
    return Closed(at=at, step=number, on=on)


def plan(of: Sop, *events: Event) -> Plan:
    return Plan(1, 1, of, START, MADE, events)


def suggested(of: Sop, *events: Event, calendar: Calendar = NO_DAYS_OFF) -> dict[int, int]:
    return {s.step.number: s.suggested for s in suggestions(plan(of, *events), calendar)}


@pytest.mark.parametrize(
    ("planned", "last", "days"),
    [
        (10, 13, {1: 13}),
        (10, 12, {}),  # a fifth
        (10, 8, {}),
        (10, 7, {1: 7}),
        (2, 3, {}),  # a day
        (3, 1, {1: 1}),
    ],
)
def test_it_differs_by_more_than_a_day_and_a_fifth(
    planned: int, last: int, days: dict[int, int]
) -> None:
    assert suggested(chain(planned), closed(1, date(2026, 10, last))) == days


def test_none_is_longer_than_an_sop_may_have_it() -> None:
    late = closed(1, date(2027, 12, 31))
    assert suggested(chain(100), late) == {1: 366}
    assert suggested(chain(366), late) == {}


def test_days_are_counted_in_the_steps_own_unit() -> None:
    off = Calendar(frozenset({date(2026, 10, 13)}))
    took = closed(1, date(2026, 10, 14))
    assert suggested(chain(3, unit=WORKING), took, calendar=off) == {1: 9}
    assert suggested(chain(3, unit=CALENDAR), took, calendar=off) == {1: 14}


def test_a_step_begins_when_the_one_before_it_has_ended() -> None:
    found = suggestions(
        plan(chain(5, 5), closed(1, date(2026, 10, 5)), closed(2, date(2026, 10, 20))), NO_DAYS_OFF
    )
    assert [(s.step.number, s.planned, s.actual) for s in found] == [(2, 5, 15)]


def test_a_step_that_was_verified_took_until_it_was_reported() -> None:
    reported = Reported(at=AFTER, step=1, on=date(2026, 10, 9), id=7)
    verified = Closed(at=AFTER, step=1, on=date(2026, 10, 30), report=7)
    assert days_taken(plan(chain(5), reported, verified), NO_DAYS_OFF, 1) == 9


@pytest.mark.parametrize(
    "event",
    [
        Skipped(at=AFTER, step=1, on=date(2026, 10, 30), reason="ไม่มีงบประมาณ"),
        closed(1, date(2026, 10, 30), at=MADE),
        Reported(at=AFTER, step=1, on=date(2026, 10, 30)),
    ],
    ids=["skipped", "back-filled", "open"],
)
def test_what_was_not_done_under_the_plan_says_nothing(event: Event) -> None:
    assert suggested(chain(5), event) == {}


def test_what_was_completed_before_it_could_begin_says_nothing() -> None:
    both = closed(1, date(2026, 10, 20)), closed(2, date(2026, 10, 10))
    assert days_taken(plan(chain(20, 20), *both), NO_DAYS_OFF, 2) is None


def test_a_meeting_takes_place_on_its_day_however_long_that_was_waited_for() -> None:
    of = chain(1)
    meeting = replace(of, steps=(replace(of.steps[0], meeting=True),))
    assert suggested(meeting, closed(1, date(2026, 10, 20))) == {}


def test_what_a_fixed_date_cut_off_is_no_shorter_for_that() -> None:
    cut = sop([step(1, 300, not_after=END_OF_FEBRUARY)])
    assert suggested(cut, closed(1, date(2027, 2, 28))) == {}
    limited = Limited(at=MADE, step=1, not_after=date(2026, 10, 5))
    assert suggested(chain(10), limited, closed(1, date(2026, 10, 5))) == {}
    assert suggested(chain(10), limited, closed(1, date(2026, 10, 20))) == {1: 20}


def test_none_is_longer_than_a_fixed_date_of_the_sop_leaves() -> None:
    late = closed(1, date(2027, 6, 15))
    assert suggested(sop([step(1, 60, not_after=END_OF_FEBRUARY)]), late) == {1: 151}
    assert suggested(sop([step(1, 300, not_after=END_OF_FEBRUARY)]), late) == {}


@given(
    st.integers(1, 366), st.integers(0, 900), st.sampled_from([WORKING, CALENDAR]), st.booleans()
)
def test_what_is_suggested_can_stand_in_an_sop(
    planned: int, days: int, unit: object, before: bool
) -> None:
    ordinal = START.toordinal() + (-days if before else days)
    of = chain(planned, unit=WORKING if unit is WORKING else CALENDAR)
    found = suggested(of, closed(1, date.fromordinal(ordinal)))
    assert all(1 <= days <= 366 and days != planned for days in found.values())


@pytest.mark.parametrize(
    ("unit", "least", "last", "days"),
    [
        (Unit.WEEK, 0, date(2026, 10, 16), {}),  # 16 days: two weeks, to the nearest
        (Unit.WEEK, 0, date(2026, 10, 20), {1: 3}),
        (Unit.MONTH, 0, date(2026, 12, 31), {1: 3}),
        (Unit.WORKING, 1, date(2026, 10, 1), {}),  # within its range
        (Unit.WORKING, 1, date(2026, 10, 6), {1: 4}),
    ],
)
def test_weeks_months_and_ranges_are_suggested_as_they_are_written(
    unit: Unit, least: int, last: date, days: dict[int, int]
) -> None:
    made = sop([replace(step(1, 2, unit), least=least)])
    assert suggested(made, closed(1, last)) == days


def test_none_is_suggested_where_no_number_of_days_makes_it_due() -> None:
    by = replace(step(1, 0), by=MonthDays((15,)))
    counted = replace(step(2, 3), due=Counted(1, Point.END, 1, Unit.MONTH, before=False))
    made = sop([by, counted, step(3, 0)])
    assert suggested(made, *(closed(n, date(2027, 3, 1)) for n in (1, 2, 3))) == {}


def test_a_suggestion_that_is_taken_is_no_range_any_more() -> None:
    ranged = sop([replace(step(1, 5, WORKING), least=3)])
    assert ranged.with_durations({1: 5}).step(1).least == 3
    assert ranged.with_durations({1: 4}).step(1).least == 0
