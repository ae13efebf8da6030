"""The procedure as it is written, from the steps of its plans."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.sop import Step
from bot.domain.written import as_written
from tests.domain.sops import LO_2_4
from tests.sops.test_samples import sample


def steps(name: str) -> dict[int, Step]:
    return {step.number: step for step in as_written(sample(name)).steps}


def test_what_is_carried_out_once_stays_as_it_is() -> None:
    assert as_written(LO_2_4) is LO_2_4


def test_a_step_that_recurs_stands_once_under_the_title_of_the_procedure() -> None:
    found = steps("action-plan")
    assert [(n, step.title) for n, step in found.items()] == [
        (1, "รายงานผลใน DOC"),
        (2, "รายงานผลครึ่งปี"),
        (3, "รายงานตัวชี้วัด"),
    ]
    assert found[2].after == (1,)


def test_the_name_of_the_period_is_left_open_where_a_title_has_it_within() -> None:
    sop = sample("incoming-letters")
    named = (replace(s, title=f"นับ{s.occurrence.name}ไว้") for s in sop.steps if s.occurrence)
    (step,) = as_written(replace(sop, steps=tuple(named))).steps
    assert step.title == "นับ…ไว้"


def test_a_loop_stands_once_and_what_comes_behind_it_follows_its_decision() -> None:
    found = steps("information-access")
    assert [*found] == [1, 2, 3, 4, 5, 6]
    assert (found[1].after, found[1].when, found[3].after) == ((), (), (2,))
