"""Where a step stands on a day."""

from __future__ import annotations

import pytest

from bot.domain.events import Event, FileKept, Progressed, Reopened, Skipped
from bot.domain.plan import fold
from bot.domain.standing import (
    StepStatus,
    held_up,
    is_active,
    last_closing,
    open_predecessors,
    overdue_days,
    step_status,
)
from bot.domain.timeline import timeline
from tests.domain.plans import closed, day, local
from tests.domain.sops import CALENDAR, LO_2_4, NO_DAYS_OFF, OFF_2570, chain, sop, step

START = day("2026-10-01")


def status(today: str, *events: Event, number: int = 2) -> StepStatus:
    """Of two steps of three days each, from Thursday 1 October; 2 is due on Tuesday 6."""
    made = chain(3, 3)
    dates = timeline(made, START, NO_DAYS_OFF, events)[number]
    states = fold(made, events)
    return step_status(states, number, dates.start, dates.due, NO_DAYS_OFF, day(today))


def test_a_step_waits_while_a_predecessor_is_open() -> None:
    assert status("2026-10-02") is StepStatus.WAITING


def test_a_waiting_step_is_not_overdue_even_if_it_had_started() -> None:
    reopened = Reopened(
        at=local("2026-10-12 09:00"), step=1, reason="-", kept={2: day("2026-10-04")}
    )
    assert status("2026-10-20", closed(1, "2026-10-03"), reopened) is StepStatus.WAITING


SENT = FileKept(at=local("2026-10-05 09:00"), step=2, label="2-01", name="ก.pdf")
FORTY = Progressed(at=local("2026-10-05 09:00"), step=2, percent=40)


@pytest.mark.parametrize("worked", [SENT, FORTY])
def test_what_was_worked_on_runs_also_when_a_step_before_it_is_reopened(worked: Event) -> None:
    reopened = Reopened(
        at=local("2026-10-12 09:00"), step=1, reason="-", kept={2: day("2026-10-04")}
    )
    course = (closed(1, "2026-10-03"), worked, reopened)
    assert status("2026-10-05", *course) is StepStatus.RUNNING
    assert status("2026-10-20", *course) is StepStatus.RUNNING


@pytest.mark.parametrize("worked", [SENT, FORTY])
def test_what_was_worked_on_and_is_reopened_before_its_first_day_runs(worked: Event) -> None:
    course = (closed(1, "2026-10-03"), closed(2, "2026-10-03"))
    reopened = Reopened(at=local("2026-10-03 09:00"), step=2, reason="-")
    assert status("2026-10-03", *course, reopened) is StepStatus.READY
    assert status("2026-10-03", *course, worked, reopened) is StepStatus.RUNNING


def test_a_file_sent_before_its_step_begins_does_not_make_it_run() -> None:
    assert status("2026-10-02", SENT) is StepStatus.WAITING


def test_a_step_is_ready_until_its_first_day_and_then_runs() -> None:
    assert status("2026-10-03", closed(1, "2026-10-03")) is StepStatus.READY
    assert status("2026-10-04", closed(1, "2026-10-03")) is StepStatus.RUNNING
    assert status("2026-10-06", closed(1, "2026-10-03")) is StepStatus.RUNNING


def test_a_step_is_overdue_the_day_after_its_due() -> None:
    assert status("2026-10-07", closed(1, "2026-10-03")) is StepStatus.OVERDUE


def test_a_due_date_on_a_day_off_runs_to_the_next_working_day() -> None:
    # 1 is due on Saturday 3 October.
    assert status("2026-10-05", number=1) is StepStatus.RUNNING
    assert status("2026-10-06", number=1) is StepStatus.OVERDUE


def test_closed_and_skipped() -> None:
    skipped = Skipped(at=local("2026-10-02"), step=2, on=day("2026-10-02"), reason="-")
    assert status("2026-12-01", closed(2, "2026-10-02")) is StepStatus.CLOSED
    assert status("2026-12-01", skipped) is StepStatus.SKIPPED


@pytest.mark.parametrize(
    ("today", "expected"), [("2027-02-28", 0), ("2027-03-01", 0), ("2027-03-02", 1)]
)
def test_days_overdue_count_from_the_working_day_to_which_a_due_date_runs(
    today: str, expected: int
) -> None:
    assert overdue_days(day("2027-02-28"), OFF_2570, day(today)) == expected


def test_open_predecessors_and_the_last_closing() -> None:
    made = sop([step(1, 1), step(2, 1), step(3, 1, CALENDAR, (1, 2))])
    states = fold(made, [closed(1, "2026-10-05")])
    assert open_predecessors(states, 3) == (2,)
    assert not is_active(states, 3)
    assert last_closing(states, 3) == day("2026-10-05")
    assert last_closing(states, 1) is None


def test_a_step_holds_up_all_open_steps_behind_it() -> None:
    assert held_up(LO_2_4, fold(LO_2_4, []), 6) == (9, 10, 11, 12)
    assert held_up(LO_2_4, fold(LO_2_4, [closed(9, "2027-03-01")]), 6) == ()
    assert held_up(LO_2_4, fold(LO_2_4, []), 12) == ()
