"""Pages in Word: the office's letters and margins, and nothing on them but text."""

from __future__ import annotations

import zipfile
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.document import Document as Read
from docx.shared import Cm, Length

from bot.domain.message import Text, bold, join
from bot.render.documents.word import WIDTH_LYING, Blank, Look, Pages
from bot.render.pictures.png import png

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"/>'
HOSTILE = (
    'a\x00\x08\x1b\ufffe\ud800\u202e<w:t>&amp; =1+1 {HYPERLINK "http://x.example"}\t'
    "\\\\fields\r\nline two"
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def made() -> bytes:
    pages = Pages("รายงาน" + HOSTILE, date(2027, 3, 18))
    pages.title("บันทึกข้อความ")
    pages.fill_in(Blank("ที่", HOSTILE, 8), Blank("วันที่"), size=20)
    pages.paragraph(join([bold("ซ้ำ"), " กับ น้ำ"], ""), Look(first=2.5, before=6))
    pages.paragraph(HOSTILE)
    pages.turn(lying=True)
    pages.heading("ผลการดำเนินงาน")
    pages.table(["ขั้นตอน", "ชื่อ"], [["1", HOSTILE], ["2", Text()]], [2, WIDTH_LYING - 2])
    pages.turn(lying=False)
    pages.picture(png(DRAWING), "แผนภูมิ" + HOSTILE)
    return pages.made()


@pytest.fixture(scope="module")
def read(made: bytes) -> Read:
    return Document(BytesIO(made))


def part(made: bytes, name: str) -> str:
    with zipfile.ZipFile(BytesIO(made)) as parts:
        return parts.read(f"word/{name}.xml").decode()


def cm(length: Length | None) -> float:
    assert length is not None
    return float(round(length.cm, 1))


def test_everything_is_in_the_offices_font_also_in_thai(made: bytes) -> None:
    styles = part(made, "styles")
    defaults = styles.partition("</w:docDefaults>")[0]
    assert 'w:cs="TH Sarabun New"' in defaults
    assert '<w:sz w:val="32"/><w:szCs w:val="32"/>' in "".join(defaults.split("\n"))
    assert 'w:bidi="th-TH"' in defaults


def test_no_heading_that_is_used_has_a_font_of_a_theme(read: Read) -> None:
    for style in (read.styles["Heading 1"], read.styles["Heading 2"]):
        fonts = style.element.find(f".//{W}rFonts")
        assert {key.partition("}")[2]: value for key, value in fonts.items()} == dict.fromkeys(
            ("ascii", "hAnsi", "eastAsia", "cs"), "TH Sarabun New"
        )


def test_bold_and_large_letters_are_so_in_thai_too(read: Read) -> None:
    run = read.paragraphs[0].runs[0]
    assert (run.bold, run.font.cs_bold) == (True, True)
    sizes = (run._r.find(f".//{W}{tag}") for tag in ("sz", "szCs"))
    assert [size.get(f"{W}val") for size in sizes] == ["40", "40"]


def test_a_bold_part_of_a_sentence_stays_bold_and_keeps_its_spaces(read: Read) -> None:
    found = read.paragraphs[2]
    assert [(run.text, bool(run.font.cs_bold)) for run in found.runs] == [
        ("ซ้ำ", True),
        (" กับ น้ำ", False),
    ]


def test_pages_are_a4_with_the_margins_of_official_letters(read: Read) -> None:
    sizes = [(cm(s.page_width), cm(s.page_height)) for s in read.sections]
    assert sizes == [(21, 29.7), (29.7, 21), (21, 29.7)]
    assert {(cm(s.left_margin), cm(s.right_margin)) for s in read.sections} == {(3, 2)}


def test_a_table_repeats_its_head_and_splits_no_row(read: Read) -> None:
    rows = read.tables[0].rows
    assert rows[0]._tr.find(f".//{W}tblHeader") is not None
    assert all(row._tr.find(f".//{W}cantSplit") is not None for row in rows)


def test_a_picture_fits_its_page_and_is_told_in_words(read: Read) -> None:
    picture = read.inline_shapes[0]
    assert picture.width * 4 == pytest.approx(picture.height, rel=0.01)
    assert Cm(20) < picture.height < Cm(23)  # room for its heading, in any font
    assert picture._inline.docPr.get("descr", "").startswith("แผนภูมิa")


def test_what_people_wrote_is_text_and_nothing_else(made: bytes, read: Read) -> None:
    seen = 'a<w:t>&amp; =1+1 {HYPERLINK "http://x.example"} \\\\fields\nline two'
    assert read.paragraphs[3].text == seen
    assert read.tables[0].cell(1, 1).text == seen
    assert seen in read.paragraphs[1].text
    assert "instr" not in part(made, "document")
    assert "hyperlink " not in part(made, "document")


def test_the_number_of_the_page_is_its_only_field(made: bytes) -> None:
    assert part(made, "footer1").count("instr") == 1
    assert 'w:instr="PAGE"' in part(made, "footer1")


def test_the_first_page_has_no_number(read: Read) -> None:
    assert [s.different_first_page_header_footer for s in read.sections] == [True, False, False]
    assert read.sections[0].first_page_footer.paragraphs[0].text == ""
    assert all(s.footer.is_linked_to_previous for s in read.sections[1:])


def test_no_address_outside_is_asked_when_it_is_opened(made: bytes) -> None:
    with zipfile.ZipFile(BytesIO(made)) as parts:
        relations = [parts.read(name) for name in parts.namelist() if name.endswith(".rels")]
    assert not any(b"External" in found for found in relations)


def test_its_properties_name_its_title_and_day_and_no_program(read: Read) -> None:
    properties = read.core_properties
    assert properties.title.startswith("รายงานa")
    assert properties.created is not None
    assert properties.created.date() == date(2027, 3, 18)
    assert (properties.author, properties.comments) == ("", "")
