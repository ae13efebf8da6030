"""The copy of the SOP, read back: what is written, and what really happened."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Read

from bot.domain.events import Skipped
from bot.domain.standing import Standing
from bot.render.documents.procedure import procedure_document, procedure_of
from bot.render.language import speaker
from bot.render.pictures.png import png
from bot.sops.loader import load
from tests.domain.sops import OFF_2570
from tests.render.slots import TEAM, closed_until, local, plan_of

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"/>'
SKIPPED = Skipped(
    id=20, at=local("2027-01-12 09:00"), step=8, on=date(2027, 1, 12), reason="<w:t>&\x00 ไม่มีผลงาน"
)


@pytest.fixture(scope="module")
def read() -> Read:
    plan = plan_of(*closed_until(5), SKIPPED)
    standing = Standing(plan, OFF_2570, date(2027, 3, 1), TEAM)
    return Document(BytesIO(procedure_document(speaker("th"), standing, png(DRAWING))))


def test_it_has_the_headings_of_the_form(read: Read) -> None:
    assert read.paragraphs[0].text == "แบบฟอร์มมาตรฐานการปฏิบัติงาน (SOP)"
    headings = [p.text for p in read.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [
        "1. วัตถุประสงค์ (Objectives)",
        "2. ขอบเขต (Scope)",
        "3. คำจำกัดความ (Definition) (ถ้ามี)",
        "4. ความรับผิดชอบ (Responsibilities)",
        "5. ขั้นตอนการปฏิบัติ (Procedure)",
        "สัญลักษณ์ที่ใช้",
        "ผังกระบวนการ",
    ]
    assert read.inline_shapes[0]._inline.docPr.get("descr", "").startswith("ผังกระบวนการ")


def test_steps_stand_in_the_columns_of_the_form_with_one_for_what_was_done(read: Read) -> None:
    head, *rows = [[c.text for c in row.cells] for row in read.tables[0].rows]
    assert head == [
        *("ลำดับ", "ผังกระบวนการ", "รายละเอียดงาน", "ระยะเวลา"),
        *("ดำเนินการจริง", "ผู้รับผิดชอบ", "เอกสารที่เกี่ยวข้อง"),
    ]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 13)]
    assert rows[2][3:5] == ["5 วัน\n6–12 ต.ค. 69", "5 วัน\n6–12 ต.ค. 69"]
    assert "(ดำเนินการคู่ขนาน)" in rows[6][1]


def test_long_steps_count_calendar_days_and_what_was_not_done_says_so(read: Read) -> None:
    done = [row.cells[4].text for row in read.tables[0].rows]
    assert done[5] == "133 วัน\n17 ต.ค. 69 – 26 ก.พ. 70"
    assert done[6] == "ยังไม่แล้วเสร็จ"
    assert done[8] == "ไม่ดำเนินการ: <w:t>& ไม่มีผลงาน"


def test_an_sop_without_a_plan_has_the_columns_of_the_form_alone() -> None:
    made = procedure_of(speaker("th"), load("lo-2.4"), date(2026, 12, 1))
    own = Document(BytesIO(made))
    head, *rows = [[c.text for c in row.cells] for row in own.tables[0].rows]
    assert head == [
        *("ลำดับ", "ผังกระบวนการ", "รายละเอียดงาน", "ระยะเวลา"),
        *("ผู้รับผิดชอบ", "เอกสารที่เกี่ยวข้อง"),
    ]
    assert [row[0] for row in rows] == [str(n) for n in range(1, 13)]
    assert [row[3] for row in rows[2:4]] == ["5 วันทำการ", "3 วันทำการ"]
    assert rows[4][3] == "150 วันปฏิทิน\nแล้วเสร็จภายในวันสิ้นเดือนกุมภาพันธ์"
    assert rows[6][1:3] == [
        "พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม",
        "- พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรมสำคัญและจำเป็นต่อภารกิจหน่วยงาน\n"
        "- ดำเนินการคู่ขนานกับขั้นตอนที่ 5 โดยต่อจากขั้นตอนที่ 4",
    ]
    assert "ปีงบประมาณ พ.ศ. 2570" in [p.text for p in own.paragraphs]
    assert not any("ดำเนินการจริง" in p.text for p in own.paragraphs)
    assert not own.inline_shapes
