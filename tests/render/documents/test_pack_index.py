"""A whole pack as the secretary hands it in: its index in Excel and Word, its notes."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from bot.domain.events import Waived
from bot.domain.files import File
from bot.domain.pack_parts import Part
from bot.domain.people import Person
from bot.render.documents.evidence import evidence_pack
from bot.render.language import speaker
from tests.domain.packs import CLOSED, file, standing
from tests.domain.plans import local
from tests.fakes.blobs import FakeFiles

NOW = local("2026-10-06 09:30")
FORMULA = '=HYPERLINK("http://evil.example","กด")'
SOMCHAI = Person(2, "สมชาย", official_name="นายสมชาย ใจดี")
WAIVED = Waived(at=NOW, step=1, document="plan", reason="ใช้ของ\nปีก่อน")
FILES = [
    file(1, document="", description=FORMULA, dated=date(2026, 10, 1), letter="สธ 0919/1"),
    file(2, "@SUM(1).exe", document="photos"),
    file(3, "ประกาศ", document="", link="https://www.doh.go.th/a", size=0),
]


def made(files: Sequence[File], part: Part, language: str = "th") -> zipfile.ZipFile:
    store = FakeFiles()
    store.kept[""] = b"bytes"
    s = standing(CLOSED, WAIVED)
    into = evidence_pack(speaker(language), s, files, {2: SOMCHAI}, part, store, NOW)
    with into:
        into.seek(0)
        return zipfile.ZipFile(BytesIO(into.read()))


@pytest.fixture(scope="module")
def pack() -> zipfile.ZipFile:
    return made(FILES, Part())


@pytest.fixture(scope="module")
def sheet(pack: zipfile.ZipFile) -> Any:
    return load_workbook(BytesIO(pack.read("สารบัญหลักฐาน.xlsx"))).active


def test_what_is_not_there_stands_first_with_its_reason(sheet: Any) -> None:
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows[0] == ["ลำดับ", "รายการหลักฐาน", "ขั้นตอน", "ชื่อไฟล์", "วันที่", "ผู้ส่ง", "หมายเหตุ"]
    assert [[row[n] for n in (0, 1, 3, 6)] for row in rows[1:3]] == [
        [
            1,
            "รายงานการประชุม",
            "รอบ1/ขั้นตอน02_ประชุม/_ขาด_รายงานการประชุม.txt",
            "ขาด: ยังไม่ได้รับเอกสาร",
        ],
        [2, "แผน", "รอบ1/ขั้นตอน01_จัดทำแผน/_ไม่ใช้_แผน.txt", "ไม่ใช้: ใช้ของ ปีก่อน"],
    ]
    assert rows[3][1] == FORMULA
    assert rows[3][4:6] == ["1 ต.ค. 69", "นายสมชาย ใจดี"]
    assert rows[3][6] == "ที่ สธ 0919/1 ลงวันที่ 1 ต.ค. 69"


def test_what_people_wrote_is_no_formula_and_no_link(sheet: Any, pack: zipfile.ZipFile) -> None:
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    assert not any(cell.hyperlink for cell in cells)
    inside = zipfile.ZipFile(BytesIO(pack.read("สารบัญหลักฐาน.docx")))
    body = inside.read("word/document.xml").decode()
    assert "w:hyperlink" not in body
    assert "w:fldChar" not in body
    assert "evil.example" not in inside.read("word/_rels/document.xml.rels").decode()


def test_the_same_stands_in_word(pack: zipfile.ZipFile, sheet: Any) -> None:
    document = Document(BytesIO(pack.read("สารบัญหลักฐาน.docx")))
    assert [p.text for p in document.paragraphs[:3]] == [
        "สารบัญหลักฐาน",
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570",
        "ข้อมูล ณ วันที่ 6 ตุลาคม 2569",
    ]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    told = [[cell.value or "" for cell in row] for row in sheet.iter_rows(min_row=5)]
    assert rows == [[str(row[0]), *row[1:3], row[3].rpartition("/")[2], *row[4:]] for row in told]


def test_a_link_is_a_note_that_says_where_it_leads(pack: zipfile.ZipFile) -> None:
    note = pack.read("รอบ1/ขั้นตอน01_จัดทำแผน/1-03_ประกาศ.txt").decode("utf-8-sig")
    assert note.split("\r\n") == [
        "ขั้นตอนที่ 1 จัดทำแผน",
        "รายการ: ประกาศ",
        "ลิงก์ไปยัง www.doh.go.th · เข้าถึงเมื่อ 4 ต.ค. 69 · https://www.doh.go.th/a",
        "ข้อมูล ณ วันที่ 6 ตุลาคม 2569",
        "",
    ]


def test_a_part_holds_its_own_and_takes_the_place_of_no_other() -> None:
    part = Part(number=2, of=2, newest=2, first=(0, 1, 2, 1))
    names = made(FILES, part).namelist()
    assert [n.rpartition("/")[2] for n in names] == [
        "1-02_@SUM(1).exe_",
        "_ขาด_รายงานการประชุม.txt",
        "สารบัญหลักฐาน ส่วนที่ 2.xlsx",
        "สารบัญหลักฐาน ส่วนที่ 2.docx",
        "manifest-sha256-2.txt",
    ]


def test_in_latin_no_name_has_another_letter() -> None:
    assert all(name.isascii() for name in made(FILES, Part(latin=True)).namelist())
    assert "index.xlsx" in made(FILES, Part(latin=True), "en").namelist()
