"""Lines of a step that say when it comes, on which way, and who confirms."""

from __future__ import annotations

import pytest

from bot.domain.sop import Sop
from bot.domain.sop_import import Remark
from bot.sop_import.conditions import Told, WayTold, taken
from bot.sop_import.filing import filed
from bot.sop_import.raw import RawStep
from tests.sop_import import raws
from tests.sop_import.test_filing import read


def told(*lines: str) -> Told:
    step, found = taken(RawStep(1, detail=("ทำงาน", *lines)))
    assert step.detail == ("ทำงาน",)
    return found


@pytest.mark.parametrize(
    ("line", "after"),
    [
        ("ดำเนินการต่อจากขั้นตอนที่ 3 และขั้นตอนที่ 5", (3, 5)),
        ("หลังจากขั้นตอนที่ 2 แล้วเสร็จ", (2,)),
        ("ต่อจากขั้นตอนที่ 2, 4 และ 6–8", (2, 4, 6, 7, 8)),
        ("เริ่มดำเนินการได้โดยไม่ต้องรอขั้นตอนอื่น", ()),
    ],
)
def test_after_which_steps(line: str, after: tuple[int, ...]) -> None:
    assert told(line).after == after


@pytest.mark.parametrize(
    "line", ["ดำเนินการพร้อมกับขั้นตอนที่ 4", "(ดำเนินการคู่ขนานกับขั้นตอนที่ 4)", "ทำควบคู่กับขั้นตอนที่ 4"]
)
def test_beside_which_step(line: str) -> None:
    found = told(line)
    assert (found.parallel, found.beside) == (True, 4)


def test_that_it_runs_in_parallel_is_no_part_of_its_title() -> None:
    step, found = taken(RawStep(1, chart=("พัฒนาผลงาน (ดำเนินการคู่ขนาน)",), detail=("ทำงาน",)))
    assert (step.chart, found.parallel) == (("พัฒนาผลงาน",), True)


def test_ways_may_stand_in_one_line() -> None:
    found = told("กรณีเห็นชอบ ไปขั้นตอนที่ 6 / กรณีไม่เห็นชอบ ให้กลับไปขั้นตอนที่ 3 ไม่เกิน 2 ครั้ง")
    assert found.ways == [WayTold("เห็นชอบ", to=(6,)), WayTold("ไม่เห็นชอบ", back=3, most=2)]


@pytest.mark.parametrize(
    "line",
    ["กรณีไม่อนุมัติให้กลับไปแก้ไข", "กรณีเห็นชอบ ไปขั้นตอนที่ 6", "ดำเนินการตามแผน", "เตรียมความพร้อม", "พร้อม"],
)
def test_what_says_no_more_than_the_work_stays(line: str) -> None:
    step, found = taken(RawStep(1, detail=(line,)))
    assert (step.detail, found) == ((line,), Told())


def _decided(*lines: str) -> tuple[Sop, list[Remark]]:
    decision = raws.step(2, detail=("พิจารณา", *lines))
    return read(raws.sop([raws.step(1), decision, raws.step(3), raws.step(4)]))


def test_how_often_it_leads_back_is_asked_only_where_it_is_not_written() -> None:
    on = "กรณีเห็นชอบ ไปขั้นตอนถัดไป"
    for count, asked in (("", True), (" ไม่เกิน 2 ครั้ง", False)):
        _, remarks = _decided(f"กรณีไม่เห็นชอบ กลับไปขั้นตอนที่ 1{count}", on)
        assert ("decision" in {one.code for one in remarks if one.is_open}) == asked


def test_the_way_that_leads_on_is_the_one_expected() -> None:
    sop, _ = _decided("กรณีไม่เห็นชอบ สิ้นสุดกระบวนการ", "กรณีเห็นชอบ ไปขั้นตอนถัดไป")
    assert [way.name for way in sop.step(2).ways] == ["เห็นชอบ", "ไม่เห็นชอบ"]


def test_steps_that_one_way_leads_to_hang_on_it_and_it_is_asked() -> None:
    sop, remarks = _decided("กรณีเห็นชอบ ไปขั้นตอนที่ 4", "กรณีไม่เห็นชอบ ไปขั้นตอนที่ 3")
    assert [(one.step, one.way) for one in sop.step(3).when] == [(2, "no")]
    assert not sop.step(4).when
    assert "decision" in {one.code for one in remarks if one.is_open}


def test_ways_that_no_file_can_have_stay_as_words() -> None:
    lines = ("กรณีเห็นชอบ ไปขั้นตอนถัดไป", "กรณีไม่เห็นชอบ กลับไปขั้นตอนที่ 9")
    tree, _ = filed(raws.sop([raws.step(1, detail=lines)]), ("decision",))
    steps = tree["steps"]
    assert isinstance(steps, list)
    (made,) = steps
    assert isinstance(made, dict)
    assert (made["detail"], "ways" in made) == ([*lines], False)
