"""Which rows of the table are one step, and what each of its columns says."""

from __future__ import annotations

import pytest

from bot.domain.errors import Refusal
from bot.domain.sop_import import Spot
from bot.sop_import.paper import Cell, Drawn, Line, Shape
from tests.sop_import.typed_papers import HEADS, MERGED, only, read, row, table

FIRST = row("1", "", "ประชุมคณะทำงาน", "1 วัน", "คณะทำงาน", "รายงานการประชุม")
SECOND = row("2", "", "จัดทำแผน", "5 วัน", "กลุ่มแผนงาน", "แผนปฏิบัติการ")


def test_a_paper_without_a_table_of_steps_is_refused() -> None:
    with pytest.raises(Refusal) as told:
        read("1. วัตถุประสงค์", "เพื่อเป็นแนวทาง")
    assert told.value.code == "sop-no-steps"


@pytest.mark.parametrize(
    "heads",
    [
        ("ลำดับที่", "ผังงาน", "รายละเอียด", "เวลา", "ผู้ปฏิบัติงาน", "เอกสาร"),
        ("ที่", "Flow", "กิจกรรม", "ระยะเวลา (วัน)", "ผู้รับผิดชอบหลัก", "หลักฐาน"),
        ("ขั้นตอนที่", "แผนผัง", "ขั้นตอนการปฏิบัติ", "ระยะเวลาดำเนินการ", "ผู้รับ ผิดชอบ", "แบบฟอร์มที่ใช้"),
    ],
)
def test_columns_are_known_by_their_heads_in_all_spellings(heads: tuple[str, ...]) -> None:
    raw, _ = read(table(FIRST, SECOND, heads=heads))
    first, second = raw.steps
    assert first.detail == ("ประชุมคณะทำงาน",)
    assert first.duration == "1 วัน"
    assert second.parties == ("กลุ่มแผนงาน",)
    assert second.documents == ("แผนปฏิบัติการ",)


def test_columns_stand_in_any_order_and_some_are_missing() -> None:
    raw, _ = read(table(row("คณะทำงาน", "ประชุม", "1"), heads=("ผู้รับผิดชอบ", "รายละเอียดงาน", "ลำดับ")))
    (step,) = raw.steps
    assert (step.detail, step.parties, step.duration) == (("ประชุม",), ("คณะทำงาน",), "")


def test_a_unit_in_the_head_is_that_of_bare_numbers() -> None:
    heads = ("ลำดับ", "รายละเอียดงาน", "ระยะเวลา (วัน)")
    raw, _ = read(table(row("1", "ก", "3"), row("2", "ข", "1 สัปดาห์"), heads=heads))
    assert [step.duration for step in raw.steps] == ["3 วัน", "1 สัปดาห์"]


def test_a_head_of_two_rows_is_no_step() -> None:
    below = row(MERGED, MERGED, MERGED, "(วันทำการ)", MERGED, MERGED)
    raw, _ = read(table(below, row("1", "", "ประชุม", "2", "คณะทำงาน", "")))
    assert [(step.detail, step.duration) for step in raw.steps] == [(("ประชุม",), "2 วันทำการ")]


def test_repeated_heads_and_further_tables_are_one_procedure() -> None:
    again = row(*HEADS, page=2)
    headless = table(row("4", "", "ปิดงาน", "1 วัน", "คณะทำงาน", ""))
    third = row("3", "", "ติดตาม", "5 วัน", "คณะทำงาน", "", page=2)
    later = type(headless)(headless.rows[1:])
    raw, _ = read(table(FIRST, SECOND, again, third), later)
    assert [step.number for step in raw.steps] == [1, 2, 3, 4]
    assert raw.tables == 2
    assert raw.steps[2].spot == Spot(2, 1)


def test_furniture_of_the_pages_is_no_part_of_a_step() -> None:
    rows = (
        FIRST,
        row("", "○", "", "", "", ""),
        row("", "", "เอกสารแนบ Template กลาง", "", "", ""),
        row("", "↓ ○", "ปรับปรุงเมื่อ 6 ตุลาคม 2564", "", "", "หน้า 2/3"),
        row("", "", "(ต่อ)", "", "", ""),
        SECOND,
    )
    raw, remarks = read(table(*rows))
    assert [step.detail for step in raw.steps] == [("ประชุมคณะทำงาน",), ("จัดทำแผน",)]
    assert remarks == []


def test_a_row_that_was_left_empty_is_no_step() -> None:
    raw, _ = read(table(FIRST, SECOND, row("3", "", "", "", "", "")))
    assert len(raw.steps) == 2


def test_a_note_over_all_columns_is_left_out_and_told() -> None:
    note = row(Cell((Line("หมายเหตุ หากตรงวันหยุดให้เลื่อน 1 วัน"),), columns=len(HEADS)))
    raw, remarks = read(table(FIRST, note, SECOND))
    assert [step.detail for step in raw.steps] == [("ประชุมคณะทำงาน",), ("จัดทำแผน",)]
    assert [(one.spot, one.before) for one in only(remarks, "row-passed")] == [
        (Spot(1, 2), "หมายเหตุ หากตรงวันหยุดให้เลื่อน 1 วัน")
    ]


def test_a_row_without_a_number_goes_on_with_the_step_above() -> None:
    more = row("", "", "และติดตามผล\n- สรุป", "", "", "", page=2)
    first = row("1", "", "- จัดอบรม\n- นิเทศ", "5 วัน", "คณะทำงาน", "")
    raw, remarks = read(table(first, more))
    (step,) = raw.steps
    assert step.detail == ("จัดอบรม", "นิเทศและติดตามผล", "สรุป")
    (joined,) = only(remarks, "joined-rows")
    assert joined.spot == Spot(2, 1)
    assert joined.before.startswith("และติดตามผล")


def test_a_row_without_a_number_but_with_a_duration_is_a_step_of_its_own() -> None:
    raw, remarks = read(table(FIRST, row("", "", "จัดทำแผน", "5 วัน", "กลุ่มแผนงาน", "")))
    assert [step.detail for step in raw.steps] == [("ประชุมคณะทำงาน",), ("จัดทำแผน",)]
    assert [(one.step, one.before, one.after) for one in only(remarks, "renumbered")] == [
        (2, "", "2")
    ]


def test_a_whole_row_without_a_number_takes_no_duration_to_the_step_above() -> None:
    first = row("1", "", "ร่างรายงาน", "", "กลุ่มแผนงาน", "ร่างรายงาน")
    raw, _ = read(table(first, row("", "", "แจ้งผล", "15 วัน", "", "หนังสือแจ้งผล")))
    assert [(step.detail, step.duration) for step in raw.steps] == [
        (("ร่างรายงาน",), ""),
        (("แจ้งผล",), "15 วัน"),
    ]


def test_a_number_that_is_merged_over_two_rows_is_one_step() -> None:
    raw, remarks = read(table(FIRST, row(MERGED, "", "ส่งรายงาน", MERGED, "กลุ่มแผนงาน", MERGED)))
    (step,) = raw.steps
    assert step.detail == ("ประชุมคณะทำงาน", "ส่งรายงาน")
    assert step.parties == ("คณะทำงาน", "กลุ่มแผนงาน")
    assert only(remarks, "joined-rows")


def test_a_party_that_is_merged_over_several_steps_is_that_of_each() -> None:
    second = row("2", "", "จัดทำแผน", "5 วัน", MERGED, "")
    third = row("3", "", "เสนอแผน", "1 วัน", MERGED, "")
    raw, _ = read(table(FIRST, second, third))
    assert [step.parties for step in raw.steps] == [("คณะทำงาน",)] * 3


@pytest.mark.parametrize("number", ["๑", "1.", "1)", "ขั้นตอนที่ 1", "ลำดับที่ ๑"])
def test_numbers_are_written_in_many_ways(number: str) -> None:
    raw, remarks = read(table(row(number, "", "ประชุม", "1 วัน", "คณะทำงาน", ""), SECOND))
    assert len(raw.steps) == 2
    assert only(remarks, "renumbered") == []


def test_numbers_may_be_those_of_a_list() -> None:
    numbered = [row([Line("", f"{n}.")], "", f"งานที่ {n}", "1 วัน", "", "") for n in (1, 2)]
    raw, remarks = read(table(*numbered))
    assert len(raw.steps) == 2
    assert remarks == []


def test_numbers_may_stand_before_the_work() -> None:
    heads = ("ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ")
    raw, _ = read(
        table(row("1. รับเรื่อง", "1 วัน", "งานพัสดุ"), row("2. ตรวจ", "1 วัน", ""), heads=heads)
    )
    assert [step.detail for step in raw.steps] == [("รับเรื่อง",), ("ตรวจ",)]


def test_parts_of_a_step_are_its_details() -> None:
    first = row("1", "", "1.1 สรุปผล\n1.2 รายงาน", "1 วัน", "คณะทำงาน", "")
    raw, _ = read(table(first, row("1.3", "", "ส่งรายงาน", "", "", ""), SECOND))
    assert raw.steps[0].detail == ("สรุปผล", "รายงาน", "ส่งรายงาน")
    assert len(raw.steps) == 2


def test_gaps_and_doubles_in_the_numbers_are_told() -> None:
    rows = [row(n, "", f"งาน {n}", "1 วัน", "", "") for n in ("1", "3", "3", "6\n7")]
    raw, remarks = read(table(*rows))
    assert [step.number for step in raw.steps] == [1, 2, 3, 4]
    assert [(one.before, one.after) for one in only(remarks, "renumbered")] == [
        ("3", "2"),
        ("6, 7", "4"),
    ]
    (gap,) = only(remarks, "number-gap")
    assert gap.told["written"] == "1 3 3 6, 7"
    assert gap.is_open


def test_what_is_drawn_tells_the_kind_of_step() -> None:
    drawn = Cell(drawn=(Drawn(Shape.ARROW, ("ใช่",)), Drawn(Shape.DECISION, ("เห็นชอบ",))))
    raw, _ = read(table(row("1", drawn, "เสนอแผน", "1 วัน", "", "")))
    assert raw.steps[0].shape is Shape.DECISION
    assert raw.steps[0].chart == ("ใช่", "เห็นชอบ")


def test_a_row_with_two_numbers_and_two_works_is_two_steps() -> None:
    said = row("1\n2", "", "ทำแผน\nเสนอแผน", "1 วัน\n2 วัน", "กองคลัง", "")
    raw, remarks = read(table(said, row("3", "", "สรุป", "1 วัน", "", "")))
    assert [(s.detail, s.duration, s.parties) for s in raw.steps[:2]] == [
        (("ทำแผน",), "1 วัน", ("กองคลัง",)),
        (("เสนอแผน",), "2 วัน", ("กองคลัง",)),
    ]
    assert [(r.step, r.before, r.after) for r in only(remarks, "row-parted")] == [
        (1, "1, 2", "1"),
        (2, "1, 2", "2"),
    ]


def test_a_duration_of_two_steps_is_not_counted_twice() -> None:
    raw, _ = read(table(row("1-2", "", "ทำแผน\nเสนอแผน", "10 วัน", "", "")))
    assert [s.duration for s in raw.steps] == ["10 วัน", ""]


@pytest.mark.parametrize("number", ["1-2", "1, 2", "1\n2"])
def test_two_numbers_with_one_work_are_asked_about(number: str) -> None:
    raw, remarks = read(table(row(number, "", "ทำแผนและเสนอแผน", "1 วัน", "", "")))
    (asked,) = only(remarks, "two-numbers")
    assert (len(raw.steps), asked.told, asked.is_open) == (1, {"written": "1, 2"}, True)


def test_a_step_with_its_part_is_one() -> None:
    _, remarks = read(table(row("1\n1.1", "", "ทำแผน\nเสนอแผน", "1 วัน", "", "")))
    assert only(remarks, "two-numbers") == []
