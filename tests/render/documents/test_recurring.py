"""Documents on a plan with steps that recur: each time its own line, never a raw number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any

from docx import Document
from openpyxl import load_workbook

from bot.domain.events import Closed, Event
from bot.domain.files import File, FileState
from bot.domain.numbers import StepNumber
from bot.domain.pack import layout
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.render.calendar import plan_calendar
from bot.render.documents.procedure import procedure_document
from bot.render.documents.report import report_document
from bot.render.documents.table import table_workbook
from bot.render.language import speaker
from bot.render.pictures.png import png
from bot.render.text.pack_index import words
from tests.cast import at_eight
from tests.domain.sops import OFF_2570
from tests.recurring import recurring_sop
from tests.render.documents.test_procedure import DRAWING
from tests.render.slots import TEAM, local

SAY, ON = speaker("th"), date(2027, 2, 10)
DAYS = {StepNumber.of(6, 1): date(2026, 11, 3), StepNumber.of(6, 2): date(2026, 12, 8)}
RAW = re.compile(r"(?<![0-9])[69]000[0-9]{1,2}(?![0-9])")


def standing() -> Standing:
    sop, start = recurring_sop().for_fiscal_year(2027), date(2026, 10, 1)
    events: list[Event] = [
        Closed(id=n, at=local(f"{day} 16:30"), by=None, step=step, on=day)
        for n, (step, day) in enumerate(DAYS.items(), 1)
    ]
    plan = Plan(1, TEAM.id, sop, start, at_eight(start), events=tuple(events))
    return Standing(plan, OFF_2570, ON, TEAM)


KEPT = File(
    id=1,
    plan=1,
    step=60002,
    number=1,
    version=1,
    document=standing().plan.sop.step(60002).documents[0].id,
    name="รายงาน.pdf",
    size=9,
    sha256="",
    sent_by=1,
    sent_at=local("2026-12-08 10:00"),
    chat=1,
    state=FileState.KEPT,
)


def told(written: bytes) -> Iterator[str]:
    found = Document(BytesIO(written))
    yield from (p.text for p in found.paragraphs)
    yield from (c.text for t in found.tables for row in t.rows for c in row.cells)


def first_cells(written: bytes) -> list[str]:
    return [row.cells[0].text for row in Document(BytesIO(written)).tables[0].rows][1:]


def test_a_report_has_a_line_for_each_time_under_its_step() -> None:
    made = report_document(SAY, standing(), [KEPT], None, None)
    numbers = first_cells(made)
    assert numbers[4:8] == ["5", "6.1", "6.2", "6.3"]
    assert not RAW.search("\n".join(told(made)))


def test_a_table_has_the_numbers_that_people_read() -> None:
    book = load_workbook(BytesIO(table_workbook(SAY, standing(), [KEPT], None)))
    cells: list[Any] = [row[0].value for row in book.worksheets[0].iter_rows(min_row=6)]
    assert cells[4:7] == [5, "6.1", "6.2"]


def test_the_copy_of_the_procedure_has_the_step_once_with_what_was_done() -> None:
    made = procedure_document(SAY, standing(), png(DRAWING))
    assert first_cells(made) == [str(n) for n in range(1, 13)]
    row = [c.text for c in Document(BytesIO(made)).tables[0].rows[6].cells]
    assert row[3] == "2 วัน\nดำเนินการทุกเดือน"
    assert row[4].startswith("6.1: 2 วัน\n2–3 พ.ย. 69\n6.2: ")
    assert row[4].endswith("ยังไม่แล้วเสร็จ 10 รอบ")


def test_the_evidence_of_each_time_has_a_folder_of_its_own() -> None:
    paths = [item.path for item in layout(standing(), [KEPT], words(SAY)) if item.path]
    assert any("/ขั้นตอน06.02_" in path and path.endswith("6.2-01_รายงาน.pdf") for path in paths)
    assert not RAW.search("\n".join(paths))


def test_a_calendar_names_each_time() -> None:
    made = plan_calendar(SAY, standing(), None, local("2027-02-10 09:00")).decode()
    shown = "\n".join(re.findall(r"^(?:SUMMARY|DESCRIPTION).*", made, re.MULTILINE))
    assert "6.3" in shown
    assert not RAW.search(shown)
