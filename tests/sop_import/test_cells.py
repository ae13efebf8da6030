"""Items of a cell, by bullets, numbers and line ends."""

from __future__ import annotations

import pytest

from bot.sop_import.cells import items
from bot.sop_import.paper import Line
from tests.sop_import.typed_papers import only, read, row, table


def _items(*lines: Line | str, plain: bool = False) -> tuple[str, tuple[str, ...]]:
    made = [Line(one) if isinstance(one, str) else one for one in lines]
    found = items(made, lambda above, below, broken: broken, plain=plain)
    return found.lead, found.items


@pytest.mark.parametrize("mark", ["-", "–", "•", "*", "-\t", "- ", "", "✓"])
def test_every_bullet_parts(mark: str) -> None:
    assert _items(f"{mark} จัดทำแผน", f"{mark}เสนอแผน") == ("", ("จัดทำแผน", "เสนอแผน"))


@pytest.mark.parametrize(
    ("first", "second"),
    [("1)", "2)"), ("(1)", "(2)"), ("1.", "2."), ("๑.", "๒."), ("ก.", "ข."), ("5.1", "5.2")],
)
def test_every_numbering_parts(first: str, second: str) -> None:
    assert _items(f"{first} จัดทำแผน", f"{second} เสนอแผน") == ("", ("จัดทำแผน", "เสนอแผน"))


def test_bullets_of_the_program_part() -> None:
    lines = (Line("จัดทำแผน", "•"), Line("เสนอแผน", "•", level=1))
    assert _items(*lines) == ("", ("จัดทำแผน", "เสนอแผน"))


def test_what_stands_before_the_bullets_is_their_lead() -> None:
    assert _items("ทบทวนข้อมูล", "- ผลงาน", "- แผนงาน") == ("ทบทวนข้อมูล", ("ผลงาน", "แผนงาน"))


def test_a_line_without_bullet_goes_on_with_the_one_above() -> None:
    assert _items("- จัดทำ", "แผนงาน", "- เสนอ") == ("", ("จัดทำ\nแผนงาน", "เสนอ"))


def test_plain_text_has_its_bullets_in_one_line() -> None:
    said = "ทบทวนข้อมูล - ผลงาน -แผนงาน"
    assert _items(said, plain=True) == ("ทบทวนข้อมูล", ("ผลงาน", "แผนงาน"))
    assert _items(said) == ("", (said,))


@pytest.mark.parametrize("said", ["ต.ค. - ก.พ.", "พ.ศ. 2561 - 2580", "งานวิจัย-นวัตกรรม", "3-5 คน"])
def test_a_range_is_not_parted(said: str) -> None:
    assert _items(f"- {said}", "- ข", plain=True) == ("", (said, "ข"))


def test_bullets_that_ran_together_are_told() -> None:
    raw, remarks = read(table(row("1", "", "- จัดทำแผน -เสนอแผน", "", "", "")))
    assert raw.steps[0].detail == ("จัดทำแผน", "เสนอแผน")
    assert [one.before for one in only(remarks, "bullet-split")] == ["- จัดทำแผน -เสนอแผน"]


def test_numbers_within_a_line_part_only_if_they_count_on() -> None:
    assert _items("1) จัดทำ 2) เสนอ 3) ส่ง") == ("", ("จัดทำ", "เสนอ", "ส่ง"))
    assert _items("ประชุมครั้งที่ 2. สรุปผล") == ("", ("ประชุมครั้งที่ 2. สรุปผล",))


def test_line_breaks_part_bodies_and_documents_but_not_their_names() -> None:
    parties = [Line("คณะทำงาน"), Line("ตัวชี้วัด", broken=True), Line("กลุ่มแผน", broken=True)]
    documents = [Line("รายงานการ"), Line("ประชุม", broken=True), Line("ใบลงชื่อ", broken=True)]
    raw, _ = read(table(row("1", "", "ประชุม", "", parties, documents)))
    assert raw.steps[0].parties == ("คณะทำงานตัวชี้วัด", "กลุ่มแผน")
    assert raw.steps[0].documents == ("รายงานการประชุม", "ใบลงชื่อ")


def test_of_which_year_a_document_is_is_no_document() -> None:
    raw, _ = read(table(row("1", "", "ตรวจสอบ", "", "", "แผนการตรวจสอบ\nประจำปี\nคู่มือ")))
    assert raw.steps[0].documents == ("แผนการตรวจสอบประจำปี", "คู่มือ")


@pytest.mark.parametrize("said", ["-", "–", "ไม่มี", "- ไม่มี"])
def test_no_document_is_none(said: str) -> None:
    raw, _ = read(table(row("1", "", "ประชุม", "", "", said)))
    assert raw.steps[0].documents == ()
