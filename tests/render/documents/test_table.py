"""The table of a report in Excel, read by another program than wrote it."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from bot.render.documents.excel import MOST, Column, Sheet
from bot.render.documents.table import table_workbook
from bot.render.language import speaker
from tests.render.documents.reports import HOSTILE, KEPT, SEEN, standing

HEAD = 5
"""The row of the columns' names."""


def read(found: bytes) -> Worksheet:
    sheet = load_workbook(BytesIO(found)).worksheets[0]
    assert isinstance(sheet, Worksheet)
    return sheet


def written(round: int | None, language: str = "th") -> Worksheet:
    return read(table_workbook(speaker(language), standing(), KEPT, round))


@pytest.fixture(scope="module")
def sheet() -> Worksheet:
    return written(1)


def cell(sheet: Worksheet, step: int, head: str) -> Cell:
    heads = [found.value for found in sheet[HEAD]]
    row = next(row for row in sheet.iter_rows(min_row=HEAD + 1) if row[0].value == step)
    found = row[heads.index(head)]
    assert isinstance(found, Cell)
    return found


def test_it_says_what_it_is_of_and_of_which_day(sheet: Worksheet) -> None:
    assert [sheet.cell(row, 1).value for row in (1, 3)] == [
        "รายงานผลการดำเนินงานตัวชี้วัดที่ 2.4 รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2570",
        "1 ตุลาคม 2569 – 28 กุมภาพันธ์ 2570 · ข้อมูล ณ วันที่ 18 มีนาคม 2570",
    ]


def test_it_has_the_steps_of_the_report(sheet: Worksheet) -> None:
    assert [row[0].value for row in sheet.iter_rows(min_row=HEAD + 1)] == [1, 2, 3, 4, 5, 7, 8]
    assert cell(sheet, 7, "รอบ").value == 2


def test_days_are_days_to_count_with_shown_in_the_buddhist_era(sheet: Worksheet) -> None:
    due = cell(sheet, 5, "แล้วเสร็จจริง")
    assert due.value == datetime(2027, 2, 26)  # noqa: DTZ001 - a day has no zone
    assert due.number_format == "[$-107041E]d mmm yyyy"
    assert cell(sheet, 7, "แล้วเสร็จจริง").value is None
    assert cell(sheet, 5, "ผลต่าง (วัน)").value == -2


def test_obstacles_and_lessons_stand_beside_their_step(sheet: Worksheet) -> None:
    assert "งบประมาณยังไม่จัดสรร" in str(cell(sheet, 5, "ปัญหา อุปสรรค และการขยายเวลา").value)
    assert cell(sheet, 4, "บทเรียนจากการดำเนินงาน").value == SEEN


def test_english_is_complete_too() -> None:
    english = written(2, "en")
    assert cell(english, 6, "State").value == "closed"
    assert cell(english, 6, "Completed").number_format == "[$-409]d mmm yyyy"


def test_it_is_set_up_to_be_printed(sheet: Worksheet) -> None:
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.page_setup.fitToHeight == 0
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$5:$5", "C6")
    assert cell(sheet, 4, "หลักฐาน").alignment.wrap_text
    assert {found.font.name for row in sheet.iter_rows() for found in row if found.value} == {
        "TH Sarabun New"
    }


@pytest.mark.parametrize("typed", [HOSTILE, "=1+1", "@SUM(1)", "{=1}", "http://x.example", "0812"])
def test_what_people_wrote_is_text_however_it_begins(typed: str) -> None:
    sheet = Sheet("ก", typed, date(2027, 3, 18), "th")
    sheet.table([Column(typed, 10), Column("ข", 10)], [[typed, None]])
    found = read(sheet.made())
    cells = [found["A1"], found["A3"], found["A4"]]
    assert {c.data_type for c in cells} == {"s"}
    assert {c.value for c in cells} == {SEEN if typed == HOSTILE else typed}
    assert not any(c.hyperlink for c in cells)
    assert all(c.quotePrefix for c in cells), "it is text also once it is changed"


@pytest.mark.parametrize(("sign", "most"), [("ก", MOST), ("😀", MOST // 2)])
def test_a_text_too_long_for_a_cell_is_cut_and_its_row_is_as_high_as_excel_has_one(
    sign: str, most: int
) -> None:
    sheet = Sheet("ก", "ก", date(2027, 3, 18), "th")
    sheet.table([Column("ก", 10), Column("ข", 10)], [[sign * 40_000, None]])
    found = read(sheet.made())
    assert found["A4"].value == sign * most
    assert 400 < found.row_dimensions[4].height <= 409.5
