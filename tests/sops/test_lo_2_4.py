"""The SOP that ships: everything the office's document says, with the damage of its scan mended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from bot.domain.sop import Sop, Step, Symbol, Unit
from bot.domain.typed import tidy
from bot.sops.loader import builtin_names, load

SOP = load("lo-2.4")
COMMITTEE, BOARD, ACADEMICS = "committee", "academic-board", "academics"
OFFICE = "สำนักอนามัยการเจริญพันธุ์"
INDICATOR = "ตัวชี้วัดที่ 2.4 ระดับความสำเร็จของการเป็นองค์กรแห่งการเรียนรู้ (LO)"


def texts(sop: Sop) -> Iterator[str]:
    """Every text but the revision."""
    yield from (sop.title, sop.indicator, sop.unit, sop.committee)
    yield from (*sop.objectives, *sop.scope, *sop.direct, *sop.involved, sop.form, *sop.legend)
    yield from (text for d in sop.definitions for text in (d.term, d.meaning))
    yield from (text for p in sop.parties for text in (p.name, p.short))
    yield from (c.title for c in sop.cutoffs)
    for step in sop.steps:
        yield from (step.title, step.lead, *step.detail)
        yield from (text for d in step.documents for text in (d.title, d.note))


def test_is_built_in() -> None:
    assert "lo-2.4" in builtin_names()


def test_says_what_it_is_and_whose() -> None:
    assert (SOP.id, SOP.indicator_number, SOP.language) == ("lo-2.4", "2.4", "th")
    assert SOP.indicator == INDICATOR
    assert SOP.unit == OFFICE
    assert SOP.title == "คู่มือการปฏิบัติงานการขับเคลื่อนตัวชี้วัดที่ 2.4"
    assert SOP.committee == "คณะดำเนินงานตัวชี้วัดที่ 2.4"


def test_has_the_three_objectives() -> None:
    assert [o.split(" ")[0][:24] for o in SOP.objectives] == [
        "เพื่อใช้เป็นแนวทางในการป",
        "เพื่อใช้เป็นคู่มือสำหรับ",
        "เพื่อใช้เป็นเอกสารอ้างอิ",
    ]


def test_the_slip_in_the_scope_is_mended() -> None:
    assert SOP.scope[0].startswith("เป็นการแสดงกระบวนการปฏิบัติงานในการขับเคลื่อน")
    assert len(SOP.scope) == 2


def test_defines_a_learning_organization() -> None:
    (definition,) = SOP.definitions
    assert definition.term == "องค์กรแห่งการเรียนรู้ (Learning Organization : LO)"
    assert definition.meaning.startswith("หน่วยงานที่ยกระดับคุณภาพด้วยการจัดการความรู้")


def test_direct_responsibility_and_involvement_are_different_lists() -> None:
    assert SOP.direct == (f"คณะดำเนินงาน{INDICATOR}",)
    assert SOP.involved == (f"คณะกรรมการพัฒนาวิชาการ{OFFICE}", f"นักวิชาการ {OFFICE}")


def test_names_three_parties_and_how_people_call_them() -> None:
    assert [(p.id, p.name, p.short) for p in SOP.parties] == [
        (COMMITTEE, "คณะดำเนินงานตัวชี้วัดที่ 2.4", "คณะดำเนินงาน"),
        (BOARD, f"คณะกรรมการพัฒนาวิชาการ{OFFICE}", "คณะกรรมการพัฒนาวิชาการ"),
        (ACADEMICS, f"นักวิชาการ {OFFICE}", "นักวิชาการ"),
    ]


@pytest.mark.parametrize(
    ("number", "title", "duration", "unit"),
    [
        (1, "จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน", 2, Unit.WORKING),
        (2, "ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา", 1, Unit.WORKING),
        (3, "วิเคราะห์ GAP และกำหนดประเด็นความรู้", 5, Unit.WORKING),
        (4, "จัดทำแผนปฏิบัติการและแผนพัฒนาผลงาน", 3, Unit.WORKING),
        (5, "ดำเนินการตามแผน (5 เดือนแรก)", 150, Unit.CALENDAR),
        (6, "รายงานความก้าวหน้าการดำเนินงาน", 2, Unit.WORKING),
        (7, "พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม", 300, Unit.CALENDAR),
        (8, "ส่งผลงานเข้ารับการประเมินรางวัล", 60, Unit.CALENDAR),
        (9, "ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ", 1, Unit.WORKING),
        (10, "ทบทวนผล มาตรการ และแผนตามกลยุทธ์ PIRAB", 5, Unit.WORKING),
        (11, "ดำเนินการตามแผน (5 เดือนหลัง)", 150, Unit.CALENDAR),
        (12, "ประเมินผล สรุปบทเรียน และรายงานผล", 14, Unit.CALENDAR),
    ],
)
def test_step_has_its_title_and_days(number: int, title: str, duration: int, unit: Unit) -> None:
    step = SOP.step(number)
    assert (step.title, step.duration, step.unit) == (title, duration, unit)


def test_steps_run_from_1_to_12() -> None:
    assert [s.number for s in SOP.steps] == list(range(1, 13))


def test_each_step_waits_for_its_predecessor() -> None:
    assert {s.number: s.after for s in SOP.steps if s.after} == {
        2: (1,), 3: (2,), 4: (3,), 5: (4,), 6: (5,), 7: (4,), 8: (4,), 9: (6,), 10: (9,),
        11: (10,), 12: (11,),
    }  # fmt: skip


def test_only_7_and_8_run_beside_their_neighbours() -> None:
    assert [s.number for s in SOP.steps if s.parallel] == [7, 8]


def test_two_steps_are_meetings() -> None:
    assert [s.number for s in SOP.steps if s.meeting] == [2, 9]


def test_fixed_days_keep_the_rounds_of_the_fiscal_year() -> None:
    def dates(step: Step) -> tuple[date | None, ...]:
        days = (step.not_before, step.not_after)
        return tuple(day.in_fiscal_year(2028) if day else None for day in days)

    assert {s.number: dates(s) for s in SOP.steps if s.not_before or s.not_after} == {
        5: (None, date(2028, 2, 29)),
        6: (date(2028, 3, 1), None),
        7: (None, date(2028, 7, 31)),
        8: (date(2027, 12, 15), date(2028, 2, 29)),
        11: (None, date(2028, 7, 31)),
        12: (date(2028, 8, 1), None),
    }


def test_parties_of_each_step() -> None:
    both = (COMMITTEE, BOARD)
    assert {s.number: s.parties for s in SOP.steps} == {
        1: (COMMITTEE,), 2: (COMMITTEE,), 3: both, 4: both, 5: both, 6: (COMMITTEE,),
        7: (ACADEMICS,), 8: (ACADEMICS,), 9: (COMMITTEE,), 10: (COMMITTEE,), 11: both, 12: both,
    }  # fmt: skip


def test_doc_4_0_closes_after_each_round() -> None:
    assert [(c.step, c.title) for c in SOP.cutoffs] == [
        (6, "วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก"),
        (12, "วันปิดระบบ DOC 4.0 รอบ 5 เดือนหลัง"),
    ]


def test_bullets_run_together_in_a_cell_stand_apart() -> None:
    assert {s.number: len(s.detail) for s in SOP.steps if len(s.detail) > 1} == {
        3: 2,
        4: 2,
        6: 2,
        10: 4,
        12: 4,
    }
    assert SOP.step(10).lead == "ทบทวนและวิเคราะห์ข้อมูล"
    assert SOP.step(12).detail[1] == "สรุปบทเรียนการเป็นองค์กรแห่งการเรียนรู้"


def test_details_are_whole_sentences() -> None:
    assert SOP.step(8).detail == (
        "ส่งผลงานเข้ารับการประเมินรางวัลบริการภาครัฐ (TPSA) หรือ"
        "รางวัลการบริหารราชการแบบมีส่วนร่วม (TEPGA) ประจำปี พ.ศ. {fiscal_year}",
    )
    assert SOP.step(9).detail == (
        "ประชุมคณะดำเนินงานตัวชี้วัดที่ 2.4 เพื่อทบทวนวิเคราะห์ข้อมูลผลการขับเคลื่อนงานวิชาการ",
    )


@pytest.mark.parametrize(
    "damage",
    [
        "ศึกษภาพ", "อำนวยการ", "กล ยุทธ์", "ปี งบประมาณ", "ให้ เป็น", "คณะ ดำเนินงาน",
        "คณะดำเนินงาน ตัวชี้วัด", "พัฒนา วิชาการ", "อนามัย การ", "ผลงาน วิชาการ", "สำนัก อนามัย",
        "ในการการ", "Template", "ปรับปรุงเมื่อ", "○", "↓", " - ", "  ", "รางวัลบริการ ภาครัฐ",
    ],
)  # fmt: skip
def test_no_damage_of_the_scan_is_left(damage: str) -> None:
    assert [text for text in texts(SOP) if damage in text] == []


def test_no_bullet_sign_is_left_at_the_start_of_a_text() -> None:
    assert [text for text in texts(SOP) if text.startswith(("-", "•"))] == []


def test_the_spelling_is_the_one_the_domain_compares_with() -> None:
    assert [text for text in texts(SOP) if text != tidy(text)] == []


def test_no_year_is_written_out_but_in_the_revision() -> None:
    assert [text for text in texts(SOP) if re.search(r"25\d\d", text)] == []
    assert (SOP.form_revised, SOP.revision) == ("6 ตุลาคม 2564", "")


def test_a_plan_leaves_no_placeholder_unfilled() -> None:
    assert [text for text in texts(SOP.for_fiscal_year(2027)) if "{" in text] == []


def test_every_step_is_drawn_as_a_process() -> None:
    assert {s.symbol for s in SOP.steps} == {Symbol.PROCESS}
