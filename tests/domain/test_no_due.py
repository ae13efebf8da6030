"""Steps that nothing says the due date of, or that are in time for the next round."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import rounds
from bot.domain.calendar import Calendar
from bot.domain.documents import DateDoubt, date_doubt
from bot.domain.events import Dated, Event, Extended
from bot.domain.files import File, FileState
from bot.domain.month_days import MonthDays
from bot.domain.rules import Kind
from bot.domain.sop import Counted, FixedDay, Point, Sop, Unit
from bot.domain.standing import Outlook, StepStatus
from bot.domain.timeline import baseline, moved
from tests.domain.plans import closed, day, local, plan_of, told
from tests.domain.sops import CALENDAR, NO_DAYS_OFF, WORKING, sop, step

OPEN = step(2, 0, CALENDAR, (1,))
MADE = sop([step(1, 5), OPEN, step(3, 10, WORKING, (2,)), step(4, 3, CALENDAR, (3,))])
FIRST = closed(1, "2026-10-05", id=1)
GRANTED = Extended(id=2, at=local("2027-02-01 09:00"), step=2, to=day("2027-02-20"), reason="-")


def on(today: str, *events: Event, of: Sop = MADE, calendar: Calendar = NO_DAYS_OFF) -> Outlook:
    plan = plan_of(of, *events)
    first = baseline(of, plan.start, calendar)
    return Outlook(replace(plan, baseline=first), calendar, day(today))


def test_what_is_open_ended_is_due_on_no_day_and_never_overdue() -> None:
    s = on("2027-02-01", FIRST)
    assert (s.due(2), s.first_due(2), s.forecast[2].start) == (None, None, day("2026-10-06"))
    assert s.status[2] is StepStatus.RUNNING
    assert (s.forecast[2].slack, s.forecast[2].conflicts, s.is_due_today(2)) == (None, (), False)
    assert rounds.of_step(s, 2) is None


def test_nor_has_what_follows_it_any_dates_until_it_ends_or_is_given_a_due_date() -> None:
    s = on("2027-02-01", FIRST)
    assert [(s.due(n), s.forecast[n].has_start) for n in (3, 4)] == [(None, False)] * 2
    given = on("2027-02-01", FIRST, GRANTED)
    assert (given.due(2), given.due(3)) == (day("2027-02-20"), day("2027-03-05"))
    assert set(moved(s.forecast, given.forecast)) == {2, 3, 4}
    done = on("2027-02-01", FIRST, closed(2, "2027-01-31", id=3))
    assert (done.due(3), done.forecast[4].has_start) == (day("2027-02-12"), True)


def test_what_is_counted_from_a_meeting_is_due_once_that_has_a_day() -> None:
    counted = replace(step(1, 0), due=Counted(2, Point.MEETING, 3, Unit.WEEK, before=True))
    meets = replace(step(2, 1), meeting=True)
    of = sop([counted, meets])
    assert on("2027-02-01", of=of).due(1) is None
    fixed = Dated(id=1, at=local("2026-10-02 09:00"), step=2, on=day("2027-03-22"))
    assert on("2027-02-01", fixed, of=of).due(1) == day("2027-03-01")


ROUNDS = replace(step(1, 0), by=MonthDays((7, 21)), next_round=True)


def test_who_misses_a_round_is_in_time_for_the_next() -> None:
    of = sop([ROUNDS])
    assert on("2026-10-07", of=of).missed_round(1) is None
    late = on("2026-11-10", of=of)
    assert (late.due(1), late.missed_round(1)) == (day("2026-11-21"), day("2026-11-07"))
    assert (late.status[1], late.first_due(1)) == (StepStatus.RUNNING, None)
    done = on("2027-01-01", closed(1, "2026-11-10"), of=of)
    assert (done.due(1), done.missed_round(1)) == (day("2026-11-21"), None)


def test_with_a_fixed_due_date_there_is_no_next_round_to_be_in_time_for() -> None:
    of = sop([replace(ROUNDS, not_after=FixedDay(12, 31))])
    assert told(plan_of(of), Kind.OVERDUE)[0].startswith("2026-10-08 overdue 1")
    assert told(plan_of(sop([ROUNDS])), Kind.OVERDUE) == []
    assert on("2026-11-10", of=of).first_due(1) == day("2026-10-07")


OCTOBER = replace(step(2, 14, CALENDAR, (1,)), not_before=FixedDay(10, 1, 1))
YEARS = sop([step(1, 5), OCTOBER, step(3, 3, CALENDAR, (2,)), step(4, 3, CALENDAR, (1,))])


def _dated(number: int, on: str) -> File:
    made = File(1, 1, number, "ก.pdf", FileState.KEPT, 2, local("2027-10-20 09:00"), 1)
    return replace(made, dated=day(on))


def test_what_is_fixed_to_the_next_year_is_outside_the_rounds_without_a_conflict() -> None:
    s = on("2027-09-01", FIRST, of=YEARS)
    assert (s.due(2), s.due(3)) == (day("2027-10-14"), day("2027-10-17"))
    assert [rounds.of_step(s, n) for n in (1, 2, 3)] == [1, None, None]
    assert [c.step for c in s.forecast.conflicts if c.days > 0] == []


def test_its_documents_may_be_dated_in_that_year() -> None:
    doubts = {n: date_doubt(plan_of(YEARS), _dated(n, "2027-10-12")) for n in (2, 3, 4)}
    assert doubts == {2: None, 3: None, 4: DateDoubt.YEAR}
    assert date_doubt(plan_of(YEARS), _dated(2, "2028-10-12")) is DateDoubt.YEAR


def test_a_case_may_run_into_the_next_year() -> None:
    case = replace(sop([step(1, 5)]), case=True)
    assert date_doubt(plan_of(case), _dated(1, "2027-10-12")) is None
