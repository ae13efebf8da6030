"""A whole Word file becomes a paper; what stands in its paragraphs."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.standing import Standing
from bot.render.documents.procedure import procedure_document
from bot.render.language import speaker
from bot.render.pictures.png import png
from bot.sop_import.paper import Line, Table
from bot.sop_import.word import read_word
from tests import word_files as word
from tests.domain.sops import OFF_2570
from tests.render.slots import TEAM, closed_until, plan_of
from tests.sop_import.papers import lines, row, said, shown, tables

STRICT = {
    word.NAMESPACES["w"]: "http://purl.oclc.org/ooxml/wordprocessingml/main",
    word.NAMESPACES["a"]: "http://purl.oclc.org/ooxml/drawingml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": (
        "http://purl.oclc.org/ooxml/officeDocument/relationships"
    ),
}
READ = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "_rels/.rels")


def hidden(text: str) -> str:
    return word.text(text, "<w:vanish/>")


def field(mark: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>'


def instruction(text: str) -> str:
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


def inner(node: str, more: str = "") -> str:
    return f"<w:r>{more}{node}</w:r>"


def test_a_clean_sop_is_read_in_its_order() -> None:
    paper = read_word(word.sop_document())
    headings = [one.text[:2] for one in lines(paper) if one.heading]
    (steps,) = tables(paper)
    assert headings == ["1.", "2.", "3.", "4.", "5."]
    assert [paper.blocks.index(steps), len(paper.blocks)] == [16, 21]
    assert row(steps.rows[0]) == [[head] for head in word.HEADS]
    assert [r.is_head for r in steps.rows] == [True, *[False] * len(word.STEPS)]
    assert steps.widths == word.WIDTHS
    assert row(steps.rows[2]) == [
        ["2"],
        ["วิเคราะห์สถานการณ์"],
        ["- วิเคราะห์สถานการณ์", "- กำหนดมาตรการและแผนปฏิบัติการ"],
        ["15 วัน"],
        ["- คณะทำงานตัวชี้วัดที่ 3.1", "- กลุ่มยุทธศาสตร์และแผนงาน"],
        ["- รายงานการวิเคราะห์สถานการณ์", "- แผนปฏิบัติการ ประจำปีงบประมาณ พ.ศ. 2569"],
    ]


@pytest.mark.parametrize("split", [(), (2,)])
def test_numbers_bullets_shapes_and_tracked_changes_say_the_same(split: tuple[int, ...]) -> None:
    given = word.sop_document(
        shapes=True, auto_numbers=True, auto_bullets=True, tracked=True, split=split
    )
    (steps,) = tables(paper := read_word(given))
    number, chart, detail, duration, *_ = steps.rows[2].cells
    assert shown(number) == ["2"]
    assert [one.words for one in chart.drawn] == [("วิเคราะห์สถานการณ์",)]
    assert shown(detail) == [f"- {d}" for d in word.STEPS[1].detail][: 1 if split else 2]
    assert shown(duration) == ["15 วัน"]
    assert paper.revisions == 3 * len(word.STEPS)


@pytest.mark.parametrize("one_table", [False, True])
def test_steps_say_on_which_page_they_stand(one_table: bool) -> None:
    paper = read_word(word.sop_document(pages=(2, 2, 1), one_table=one_table))
    steps = [r for t in tables(paper) for r in t.rows if not r.is_head]
    assert [r.spot.page for r in steps] == [1, 1, 2, 2, 3]
    assert [len(tables(paper)), paper.pages] == [1 if one_table else 3, 3]


def test_what_another_spelling_of_the_standard_says_is_the_same() -> None:
    given = word.sop_document(shapes=True, auto_numbers=True)
    parts: dict[str, bytes | None] = {}
    for name in READ:
        content = word.part(given, name).decode()
        for old, new in STRICT.items():
            content = content.replace(old, new)
        parts[name] = content.encode()
    assert read_word(word.repacked(given, parts)) == read_word(given)


def test_the_copy_that_the_program_makes_is_read_whole() -> None:
    standing = Standing(plan_of(*closed_until(5)), OFF_2570, date(2027, 3, 1), TEAM)
    drawing = png('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="80"/>')
    paper = read_word(procedure_document(speaker("th"), standing, drawing))
    (steps,) = tables(paper)
    assert [shown(r.cells[0]) for r in steps.rows[1:]] == [[str(n)] for n in range(1, 13)]
    assert steps.rows[0].is_head
    assert shown(steps.rows[3].cells[3]) == ["5 วัน", "6–12 ต.ค. 69"]
    assert [steps.rows[1].spot.page, paper.pages] == [2, 3]


def test_line_breaks_part_a_paragraph() -> None:
    paper = read_word(word.document(word.paragraph("หนึ่ง\nสอง\tสาม", listed=word.NUMBERED)))
    first, second = lines(paper)
    assert [first.text, first.mark, first.broken] == ["หนึ่ง", "1", False]
    assert [second.text, second.mark, second.broken] == ["สอง\tสาม", "", True]


@pytest.mark.parametrize(
    ("runs", "read"),
    [
        (word.text("ก\u200bข\u00a0ค\ufeff\xad"), "กข ค"),
        (inner("<w:noBreakHyphen/><w:softHyphen/>", "<w:t>2</w:t>"), "2-"),
        (inner('<w:sym w:font="Wingdings" w:char="F0E0"/>'), "→"),
        (inner('<w:sym w:font="Symbol" w:char="F0B7"/>'), "•"),
        (inner('<w:sym w:font="Wingdings" w:char="F0FE"/>'), "☑"),
        (inner('<w:sym w:font="Wingdings" w:char="xyz"/>'), "•"),
        (word.text("\uf0a8 ก", '<w:rFonts w:ascii="Wingdings"/>'), "☐ ก"),
        (word.text("กา\uf70bว"), "กา้ว"),
        (inner("<w:t> ก </w:t>") + word.text(" ข"), "ก ข"),
        (word.text("เห็น") + hidden("ซ่อน"), "เห็น"),
        (word.text("เห็น", '<w:vanish w:val="0"/>'), "เห็น"),
        (f"<w:hyperlink>{word.text('ลิงก์')}</w:hyperlink>", "ลิงก์"),
        ("<w:fldSimple>" + word.text("3") + "</w:fldSimple>", "3"),
        (
            field("begin")
            + instruction("PAGE")
            + field("separate")
            + word.text("7")
            + field("end")
            + word.text(" ต่อ"),
            "7 ต่อ",
        ),
        (field("begin") + word.text("IF ") + field("end") + word.text("ต่อ"), "ต่อ"),
        (field("end") + field("separate") + word.text("ต่อ"), "ต่อ"),
        (inner('<w:footnoteReference w:id="1"/>', "<w:t>ก</w:t>"), "ก"),
        (inner('<w:commentReference w:id="1"/>', "<w:t>ก</w:t>"), "ก"),
        (f"<w:sdt><w:sdtContent>{word.text('ช่อง')}</w:sdtContent></w:sdt>", "ช่อง"),
        (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
            f"<w:sdtContent>{word.text('คลิกที่นี่')}</w:sdtContent></w:sdt>" + word.text("ก"),
            "ก",
        ),
        (f"<w:ins>{word.text('ใหม่')}<w:del>{word.text('ทิ้ง')}</w:del></w:ins>", "ใหม่"),
        (f"<w:moveFrom>{word.text('ที่เดิม')}</w:moveFrom>" + word.text("อยู่"), "อยู่"),
        (f"<w:moveTo>{word.text('ที่ใหม่')}</w:moveTo>", "ที่ใหม่"),
    ],
)
def test_what_a_reader_sees_of_a_paragraph_is_its_text(runs: str, read: str) -> None:
    assert said(word.paragraph(runs=runs)) == [read]


def test_a_field_that_is_not_closed_hides_nothing_of_the_next_paragraph() -> None:
    assert said(word.paragraph(runs=field("begin")), word.paragraph("ต่อ")) == ["ต่อ"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    joined = word.paragraph("ต้น", properties="<w:rPr><w:del/></w:rPr>")
    paper = read_word(word.document(joined, word.paragraph("ปลาย"), word.paragraph("อีก")))
    assert [one.text for one in lines(paper)] == ["ต้นปลาย", "อีก"]
    assert paper.revisions == 1


def test_a_deleted_paragraph_leaves_no_number_behind() -> None:
    gone = word.paragraph(
        runs=word.change(), listed=word.NUMBERED, properties="<w:rPr><w:del/></w:rPr>"
    )
    assert said(gone, word.table(word.row(word.cell()))) == []


def test_headings_are_told_by_their_style_or_their_place_in_the_outline() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="a"><w:name w:val="หัวเรื่อง 2"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>',
        '<w:style w:type="paragraph" w:styleId="c"><w:basedOn w:val="c"/></w:style>',
    )
    paper = read_word(
        word.document(
            *(word.paragraph(style, style=style) for style in ("a", "b", "c", "Heading3")),
            word.paragraph("o", properties='<w:outlineLvl w:val="1"/>'),
            word.paragraph("t", properties='<w:outlineLvl w:val="9"/>'),
            styles=styles,
        )
    )
    assert [one.text for one in lines(paper) if one.heading] == ["a", "b", "Heading3", "o"]


def test_what_a_style_hides_is_hidden() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="r"><w:rPr><w:vanish/></w:rPr></w:style>',
    )
    unseen = word.paragraph("ก", style="p")
    shown_again = word.paragraph(runs=word.text("ข", '<w:vanish w:val="false"/>'), style="p")
    run = word.paragraph(runs=word.text("ค", '<w:rStyle w:val="r"/>'))
    assert said(unseen, shown_again, run, styles=styles) == ["ข"]


def test_a_file_without_styles_and_lists_is_read() -> None:
    bare = word.repacked(
        word.sop_document(auto_numbers=True),
        {"word/styles.xml": None, "word/numbering.xml": None},
    )
    (steps,) = tables(read_word(bare))
    assert shown(steps.rows[1].cells[0]) == []
    assert shown(steps.rows[1].cells[3]) == ["2 วัน"]


@pytest.mark.parametrize(
    ("between", "page"),
    [
        (word.paragraph(runs=word.PAGE), 2),
        (word.paragraph(runs=word.PAGE * 2), 3),
        (word.paragraph(runs=word.PAGE) + word.paragraph(runs=word.RENDERED), 2),
        (word.paragraph(runs=word.text("ก") + word.RENDERED), 2),
        (word.paragraph(runs=word.PAGE + word.text("ก") + word.RENDERED), 3),
        (word.paragraph(properties="<w:pageBreakBefore/>"), 2),
        (word.paragraph(runs=word.PAGE) + word.paragraph(properties="<w:pageBreakBefore/>"), 2),
        (word.paragraph(properties='<w:pageBreakBefore w:val="0"/>'), 1),
        (word.paragraph(style="p"), 2),
        (word.paragraph(properties="<w:sectPr/>"), 2),
        (word.paragraph(runs='<w:r><w:br w:type="column"/></w:r>'), 1),
    ],
)
def test_pages_are_counted_once_each(between: str, page: int) -> None:
    style = (
        '<w:style w:type="paragraph" w:styleId="p"><w:pPr><w:pageBreakBefore/></w:pPr></w:style>'
    )
    given = [word.paragraph("ต้น"), between, word.paragraph("ปลาย")]
    paper = read_word(word.document(*given, styles=(style,)))
    assert [lines(paper)[-1].spot.page, paper.pages] == [page, page]


def test_a_document_does_not_begin_with_an_empty_page() -> None:
    first = word.paragraph("ก", properties="<w:pageBreakBefore/>")
    assert read_word(word.document(first)).pages == 1


def test_a_section_says_of_itself_how_it_begins() -> None:
    goes_on = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    parts = ["<w:sectPr/>", goes_on, "<w:sectPr/>", ""]
    given = [word.paragraph(str(n), properties=one) for n, one in enumerate(parts)]
    assert [one.spot.page for one in lines(read_word(word.document(*given)))] == [1, 1, 2, 3]


def test_an_old_form_of_a_section_is_none() -> None:
    old = '<w:sectPr><w:type w:val="continuous"/></w:sectPr>'
    was = f"<w:sectPr><w:sectPrChange>{old}</w:sectPrChange></w:sectPr>"
    given = [word.paragraph("ก", properties=was), word.paragraph("ข")]
    assert read_word(word.document(*given)).pages == 2


def test_blocks_keep_their_order_in_content_controls() -> None:
    inside = f"<w:sdt><w:sdtContent>{word.table(word.row(word.cell()))}</w:sdtContent></w:sdt>"
    paper = read_word(word.document(word.paragraph("ก"), inside, word.paragraph("ข")))
    assert [type(one) for one in paper.blocks] == [Line, Table, Line]
