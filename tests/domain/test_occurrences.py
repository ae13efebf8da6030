"""What stands for a step that recurs, where all its occurrences would be too many."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.events import Closed
from bot.domain.numbers import StepNumber, occurrence_of
from bot.domain.occurrences import (
    folded,
    most_likely,
    named,
    nearest,
    of_month,
    of_same_step,
    together,
)
from bot.domain.plan import Plan
from bot.domain.standing import Outlook
from tests.cast import at_eight
from tests.domain.sops import LO_2_4, OFF_2570
from tests.recurring import recurring_sop
from tests.sops.test_samples import sample

START = date(2026, 10, 1)
SOP = recurring_sop()


def outlook(today: date, closed: int) -> Outlook:
    events = tuple(
        Closed(at=at_eight(today), by=None, step=StepNumber.of(6, n), on=today, id=n)
        for n in range(1, closed + 1)
    )
    return Outlook(Plan(1, 1, SOP, START, at_eight(START), events=events), OFF_2570, today)


def told(numbers: object) -> str:
    return " ".join(map(str, numbers))  # type: ignore[call-overload]


def test_what_is_done_late_next_and_later_is_told_apart() -> None:
    found = folded(outlook(date(2027, 2, 10), closed=2), of_same_step(SOP, StepNumber.of(6, 1)))
    assert told(found.done) == "6.1 6.2"
    assert told(found.begun) == "6.3 6.4"
    assert told(found.next) == "6.5"
    assert told(found.later) == "6.6 6.7 6.8 6.9 6.10 6.11 6.12"


def test_among_others_only_the_first_stands_for_its_step() -> None:
    assert told(nearest(SOP, sorted(SOP.by_number))) == "1 2 3 4 5 6.1 7 8 9.1 10 11 12"


def test_steps_that_do_not_recur_stand_for_themselves() -> None:
    assert together(LO_2_4, [4, 7, 2]) == [(4,), (7,), (2,)]


def test_the_one_meant_is_late_or_runs_else_it_is_the_next() -> None:
    every = of_same_step(SOP, StepNumber.of(6, 1))
    assert told(most_likely(outlook(date(2027, 2, 10), 2), every)) == "6.3 6.4"
    assert told(most_likely(outlook(date(2027, 2, 10), 4), every)) == "6.5"


def test_a_month_names_the_report_on_it_a_quarter_none() -> None:
    assert (
        of_month(SOP, 6, 10, None, 2027) == of_month(SOP, 6, 10, 2026, 2027) == StepNumber.of(6, 1)
    )
    assert of_month(SOP, 9, 10, None, 2027) is of_month(SOP, 6, 10, 2027, 2027) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("รอบ 9 เดือน ครบ ๓ เล่ม", (2, "ครบ ๓ เล่ม")),
        ("9 เดือน", (2, "")),
        ("รอบที่ 12 เดือน", (3, "")),
        ("1 ต.ค. 69", (None, "1 ต.ค. 69")),
    ],
)
def test_the_name_of_a_round_is_read_as_people_write_it(
    text: str, found: tuple[int | None, str]
) -> None:
    time, rest = named(sample("action-plan"), 3, text)
    assert (time and occurrence_of(time), rest) == found


@pytest.mark.parametrize("closed", [0, 5, 12])
@pytest.mark.parametrize("month", range(1, 13))
def test_every_time_is_told_once_whatever_day_it_is(month: int, closed: int) -> None:
    every = of_same_step(SOP, StepNumber.of(6, 1))
    found = folded(outlook(date(2027, month, 3), closed), every)
    parts = (found.done, found.skipped, found.begun, found.next, found.later)
    assert sorted(n for part in parts for n in part) == [*every]
