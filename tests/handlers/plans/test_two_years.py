"""The report on September is handed in in October, when the plan of the next year runs already."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.events import Reopened
from bot.domain.sop import FixedDay, Sop
from bot.sops.loader import load
from tests import cast, office
from tests.cast import FIRST_FOUR, MEMBER, PRIVATE, SECRETARY, Office, local, make_plan, team_of
from tests.recurring import MONTHLY, office_with_rounds
from tests.stores import fresh_store

LAST = {n: date(2027, 3, 1) + timedelta(days=n) for n in range(5, 12)}
NEXT = date(2027, 10, 1)


def made(id: str) -> Sop:
    """Step 12 is due by 15 October of the next fiscal year."""
    found, first, by = load(id), FixedDay(10, 1, 1), FixedDay(10, 15, 1)
    last = replace(found.step(12), not_before=first, not_after=by)
    return replace(found, steps=(*found.steps[:-1], last))


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    for where in (cast, office):
        monkeypatch.setattr(where, "load", made)
    store = fresh_store(tmp_path)
    yield replace(
        cast.office_with_plan(store, closed={**FIRST_FOUR, **LAST}), now=local("2027-10-04 09:00")
    )
    store.close()


def test_what_is_typed_finds_the_plan_in_which_the_step_can_be_closed(running: Office) -> None:
    former = running.plan()
    with running.store.work() as work:
        make_plan(work, team_of(work), NEXT, {})
        work.commit()
    running.say(SECRETARY, "/done 12 4/10/2570 !")
    running.say(SECRETARY, "/done 1 4/10/2570 !")
    with running.store.reading() as work:
        assert work.plans.by_id(former.id).states[12].closed_on == date(2027, 10, 4)
    assert [n for n, s in running.plan().states.items() if s.is_closed] == [1]
    assert "โปรดเลือกแผนที่ต้องการ" in running.say(SECRETARY, "/done 12").text  # closed, or to come


@pytest.mark.parametrize(
    "said", ["เสร็จ 6", "เสร็จ 6 ก.ย.", "เสร็จ 6 ก.ย. 2570", "เสร็จขั้นตอนที่ 6 ก.ย. 70"]
)
def test_of_a_monthly_step_the_plan_is_meant_in_which_a_time_has_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    """Of the former only the report on September is open."""
    store = fresh_store(tmp_path)
    rounds = office_with_rounds(store, monkeypatch)
    times = [s.number for s in rounds.plan().sop.occurrences(MONTHLY)]
    for number, month in zip(times[:-1], (11, 12, *range(1, 10)), strict=True):
        rounds.close(number, date(2026 if month > 9 else 2027, month, 3))
    with store.work() as work:
        make_plan(work, team_of(work), NEXT, {})
        work.commit()
    rounds.now = local("2027-10-04 09:00")
    assert rounds.say(SECRETARY, said).text.startswith("ยืนยันปิดขั้นตอนที่ 6.12 ")
    store.close()


def test_ones_own_work_tells_which_years_step_a_button_closes(running: Office) -> None:
    with running.store.work() as work:
        work.plans.append(running.plan(), Reopened(at=running.now, by=None, step=1, reason="ผิด"))
        make_plan(work, team_of(work), NEXT, {})
        work.commit()
    labels = running.say(MEMBER, "งานของฉัน", PRIVATE).labels
    assert {"2570: ปิดขั้นตอนที่ 1", "2571: ปิดขั้นตอนที่ 1"} <= {*labels}


def test_the_next_years_plan_says_that_the_former_goes_on(running: Office) -> None:
    preview = running.say(SECRETARY, "/setup 1/10/2570")
    assert "แผนปีงบประมาณ พ.ศ. 2570 ยังดำเนินการคู่กันไปในขั้นตอนต่อไปนี้: ขั้นตอนที่ 12" in preview.text


def test_the_procedure_says_that_the_day_is_of_the_next_year(running: Office) -> None:
    assert "แล้วเสร็จไม่เกินวันที่ 15 ตุลาคม 2570 (ปีงบประมาณถัดไป)" in running.say(MEMBER, "/sop 12").text


def test_a_day_without_its_year_may_be_one_of_the_next_year(running: Office) -> None:
    running.now = local("2027-09-29 09:00")
    answer = running.say(SECRETARY, "/extend 12 20/10 รอผล")
    assert "ถึงวันที่ 20 ตุลาคม 2570 หรือไม่" in answer.text
