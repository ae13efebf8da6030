"""The title block, headings 1 to 4, and the legend, in all their spellings."""

from __future__ import annotations

import pytest

from bot.domain.sop import Definition
from bot.sop_import.cleaning import MOST_TOLD
from bot.sop_import.paper import Block, Line, Table
from tests.sop_import.typed_papers import only, read, row, table

STEPS = table(row("1", "", "ประชุม", "1 วัน", "คณะทำงาน", ""))
FORM = "แบบฟอร์มมาตรฐานการปฏิบัติงาน (SOP)"
UNIT, TITLE = "กองอนามัยแม่และเด็ก", "คู่มือการปฏิบัติงานการฝากครรภ์"
INDICATOR = "ตัวชี้วัดที่ 1.2 ร้อยละของหญิงตั้งครรภ์"


@pytest.mark.parametrize(
    "front",
    [
        (FORM, f"ชื่อหน่วยงาน {UNIT}", TITLE, f"ชื่อตัวชี้วัด {INDICATOR}"),
        (FORM, f"ชื่อหน่วยงาน : {UNIT}\t{TITLE}", f"\tชื่อตัวชี้วัด {INDICATOR}"),
        (FORM, f"ชื่อหน่วยงาน {UNIT} {TITLE} ชื่อตัวชี้วัด {INDICATOR}"),
        (
            Table(
                (
                    row(FORM),
                    row("ชื่อหน่วยงาน", UNIT),
                    row("ชื่อตัวชี้วัด", INDICATOR),
                    row("ชื่อคู่มือ", TITLE),
                )
            ),
        ),
    ],
)
def test_the_title_block_stands_in_lines_in_tabs_and_in_a_table(front: tuple[Block | str]) -> None:
    raw, _ = read(*front, STEPS)
    assert (raw.form, raw.unit, raw.title) == (FORM, UNIT, TITLE)
    assert (raw.indicator, raw.indicator_number) == (INDICATOR, "1.2")


def test_a_title_that_ends_in_its_indicator_gets_the_number() -> None:
    raw, remarks = read("คู่มือการขับเคลื่อนตัวชี้วัด", f"ชื่อตัวชี้วัด {INDICATOR}", STEPS)
    assert raw.title == "คู่มือการขับเคลื่อนตัวชี้วัดที่ 1.2"
    assert [one.after for one in only(remarks, "title-whole")] == [raw.title]


def test_a_title_that_many_have_gets_the_indicator() -> None:
    raw, remarks = read("ชื่อคู่มือ คู่มือการปฏิบัติงาน", f"ชื่อตัวชี้วัด {INDICATOR}", STEPS)
    assert raw.title == f"คู่มือการปฏิบัติงาน {INDICATOR}"
    assert [one.after for one in only(remarks, "title-whole")] == [raw.title]


def test_the_number_of_a_page_beside_the_office_is_no_title() -> None:
    front = Table((row(f"ชื่อหน่วยงาน : {UNIT}", "หน้าที่ ๑ / ๓"), row(f"ชื่อตัวชี้วัด : {INDICATOR}")))
    assert read(front, STEPS)[0].title == ""


def test_a_title_need_not_be_called_so() -> None:
    raw, _ = read("SOP การจัดซื้อจัดจ้าง", STEPS)
    assert raw.title == "SOP การจัดซื้อจัดจ้าง"


@pytest.mark.parametrize("day", ["6 ตุลาคม 2564", "๖ ตุลาคม ๒๕๖๔"])
def test_the_revision_of_the_form_stands_on_its_pages(day: str) -> None:
    raw, _ = read(STEPS, "เอกสารแนบ Template กลาง", f"ปรับปรุงเมื่อ {day}")
    assert raw.form_revised == "6 ตุลาคม 2564"


@pytest.mark.parametrize(
    "heading",
    [
        "1. วัตถุประสงค์",
        "๑. วัตถุประสงค์ (Objectives)",
        "1) วัตถุประสงค์ (ถ้ามี)",
        "1 วัตถุประสงค์ :",
        "วัตถุประสงค์",
        "วัตถุประสงค์ของการจัดทำ (Objectives) (ถ้ามี)",
        Line("วัตถุประสงค์", "1.", heading=True),
    ],
)
@pytest.mark.parametrize(
    "items",
    [
        ("1.1 เพื่อเป็นแนวทาง", "1.2 เพื่อใช้อ้างอิง"),
        ("๑.๑ เพื่อเป็นแนวทาง", "๑.๒ เพื่อใช้อ้างอิง"),
        ("- เพื่อเป็นแนวทาง", "• เพื่อใช้อ้างอิง"),
        ("เพื่อเป็นแนวทาง", "เพื่อใช้อ้างอิง"),
        (Line("เพื่อเป็นแนวทาง", "1.1"), Line("เพื่อใช้อ้างอิง", "1.2")),
    ],
)
def test_a_heading_and_its_items_are_found(heading: str | Line, items: tuple[str | Line]) -> None:
    raw, remarks = read(heading, *items, "2. ขอบเขต", "ทุกหน่วยงาน", STEPS)
    assert raw.objectives == ("เพื่อเป็นแนวทาง", "เพื่อใช้อ้างอิง")
    assert raw.scope == ("ทุกหน่วยงาน",)
    assert {one.code for one in remarks} <= {"digits"}


def test_what_stands_behind_a_colon_is_under_the_heading() -> None:
    raw, _ = read("2. ขอบเขต: ทุกหน่วยงาน", STEPS)
    assert raw.scope == ("ทุกหน่วยงาน",)


def test_what_stands_behind_a_heading_with_its_number_is_under_it() -> None:
    raw, _ = read(
        *("1.วัตถุประสงค์", "เพื่อตรวจสอบ", "๒. ขอบเขต     ทุกหน่วยงาน", "3 คำจำกัดความ   -"), STEPS
    )
    assert (raw.objectives, raw.scope, raw.definitions) == (("เพื่อตรวจสอบ",), ("ทุกหน่วยงาน",), ())


def test_definitions_are_parted_from_their_meanings() -> None:
    raw, _ = read(
        "3. คำจำกัดความ (ถ้ามี)", "LO หมายถึง การเรียนรู้", "ของหน่วยงาน", "- ANC คือ การฝากครรภ์", STEPS
    )
    assert raw.definitions == (
        Definition("LO", "การเรียนรู้ ของหน่วยงาน"),
        Definition("ANC", "การฝากครรภ์"),
    )


def test_who_is_responsible_and_who_is_involved() -> None:
    raw, _ = read(
        "4. ความรับผิดชอบ",
        "4.1 ผู้รับผิดชอบโดยตรง",
        "คณะทำงาน",
        "4.2 ผู้มีส่วนเกี่ยวข้อง",
        "- กลุ่มแผนงาน",
        "1) นักวิชาการ",
        "5. ขั้นตอนการปฏิบัติ",
        STEPS,
    )
    assert raw.direct == ("คณะทำงาน",)
    assert raw.involved == ("กลุ่มแผนงาน", "นักวิชาการ")


def test_responsibility_without_parts_is_direct() -> None:
    raw, _ = read("4. หน้าที่ความรับผิดชอบ", "คณะทำงาน", STEPS)
    assert raw.direct == ("คณะทำงาน",)


def test_the_legend_stands_in_lines_or_in_a_table() -> None:
    legend = Table((row("○", "จุดเริ่มต้น"), row("□", "กิจกรรม")))
    assert read(STEPS, "สัญลักษณ์ที่ใช้", legend)[0].legend == ("จุดเริ่มต้น", "กิจกรรม")
    assert read(STEPS, "สัญลักษณ์", "\tจุดเริ่มต้น")[0].legend == ("จุดเริ่มต้น",)


def test_braces_are_nobodys_template() -> None:
    raw, _ = read("1. วัตถุประสงค์", "เพื่อ {fiscal_year} และ {x}", STEPS)
    assert raw.objectives == ("เพื่อ (fiscal_year) และ (x)",)


def test_thai_digits_and_braces_are_told_wherever_they_stand() -> None:
    steps = table(row("๑", "", "จัดทำ {ร่าง} คำสั่ง", "๒ วัน", "", ""))
    _, remarks = read("๑. วัตถุประสงค์", "เพื่อใช้", steps)
    assert [r.before for r in only(remarks, "digits")] == ["๑. วัตถุประสงค์", "๑", "๒ วัน"]
    assert [r.after for r in only(remarks, "braces")] == ["จัดทำ (ร่าง) คำสั่ง"]


def test_of_very_many_digits_the_rest_is_counted() -> None:
    steps = table(row("1", "", "จัดทำคำสั่ง", "2 วัน", "", ""))
    _, remarks = read("1. วัตถุประสงค์", *[f"ข้อ ๑ {n}" for n in range(MOST_TOLD + 5)], steps)
    assert len(only(remarks, "digits")) == MOST_TOLD
    assert [r.told for r in only(remarks, "digits-more")] == [{"count": "5"}]
