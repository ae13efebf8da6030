"""A plan that starts within its year leaves out what of the steps that recur is over by then."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bot.domain.midyear import starting
from bot.domain.sop import Sop
from bot.domain.timeline import timeline
from bot.sops.loader import load
from tests.domain.sops import LO_2_4, OFF_2570
from tests.recurring import recurring_sop

SAMPLES = Path(__file__).parents[1] / "sops" / "samples"


def numbers(sop: Sop, step: int) -> list[str]:
    return [str(s.number) for s in sop.occurrences(step)]


@pytest.mark.parametrize("day", [date(2026, 10, 1), date(2026, 11, 2)])
def test_a_report_that_is_still_due_belongs_to_the_plan(day: date) -> None:
    assert numbers(starting(recurring_sop(), day), 6)[0] == "6.1"


def test_what_was_due_before_the_start_is_no_part_of_it() -> None:
    plan = starting(recurring_sop(), date(2027, 1, 11))
    assert numbers(plan, 6) == [f"6.{n}" for n in range(4, 13)]
    assert numbers(plan, 9) == ["9.2", "9.3", "9.4"]


def test_no_other_step_waits_for_what_is_left_out() -> None:
    plan = starting(recurring_sop(), date(2027, 4, 1))
    assert [str(n) for n in plan.step(10).after] == ["9.3", "9.4"]
    assert timeline(plan, date(2027, 4, 1), OFF_2570).end > date(2027, 4, 1)


def test_what_follows_a_report_that_is_still_due_stays_with_it() -> None:
    plan = starting(load(str(SAMPLES / "hospital-data.yaml")), date(2027, 1, 15))
    assert (numbers(plan, 1)[0], numbers(plan, 2)[0]) == ("1.3", "2.3")


def test_a_procedure_without_such_steps_is_the_same_one() -> None:
    assert starting(LO_2_4, date(2027, 6, 1)) is LO_2_4
