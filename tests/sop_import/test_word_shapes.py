"""What is drawn in a Word file, in the cells of the flow chart and elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.sop_import.paper import Drawn, Line, Shape, Table
from bot.sop_import.template import understood
from bot.sop_import.word import read_word
from tests import word_files as word
from tests.sop_import.papers import cell, lines, said, shown, tables

BOX = (
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:prstGeom prst="rect"/>{}</wps:spPr>'
    "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>"
)
BARE = "<a:ln><a:noFill/></a:ln>"


def in_cell(runs: str) -> tuple[Drawn, ...]:
    return cell(word.paragraph(runs=runs)).drawn


def box(*words: str, looks: str = "") -> str:
    return word.group(BOX.format(looks, "".join(word.paragraph(one) for one in words)))


@pytest.mark.parametrize(
    ("preset", "words", "shape"),
    [
        ("flowChartDecision", "อนุมัติ", Shape.DECISION),
        ("diamond", "อนุมัติ", Shape.DECISION),
        ("flowChartTerminator", "เริ่มต้น", Shape.TERMINAL),
        ("ellipse", "สิ้นสุด", Shape.TERMINAL),
        ("roundRect", "เริ่ม", Shape.TERMINAL),
        ("ellipse", "A", Shape.CONNECTOR),
        ("flowChartConnector", "1", Shape.CONNECTOR),
        ("flowChartOffpageConnector", "", Shape.CONNECTOR),
        ("flowChartProcess", "จัดทำ", Shape.PROCESS),
        ("flowChartDocument", "", Shape.PROCESS),
        ("rect", "", Shape.PROCESS),
        ("heart", "จัดทำ", Shape.PROCESS),
        ("straightConnector1", "", Shape.ARROW),
        ("bentConnector3", "", Shape.ARROW),
        ("downArrow", "", Shape.ARROW),
        ("line", "", Shape.ARROW),
    ],
)
def test_shapes_are_told_by_their_geometry(preset: str, words: str, shape: Shape) -> None:
    said = (words,) if words else ()
    assert in_cell(word.shape(preset, *said)) == (Drawn(shape, said),)


def test_a_decoration_without_words_is_nothing() -> None:
    assert in_cell(word.shape("heart")) == ()


@pytest.mark.parametrize(
    ("drawing", "shape"),
    [
        (word.vml("_x0000_t110", "ก"), Shape.DECISION),
        (word.vml("shapetype_116", "ก"), Shape.TERMINAL),
        (word.vml("_x0000_t109", "ก"), Shape.PROCESS),
        (word.vml("_x0000_t120", "ก"), Shape.CONNECTOR),
        (word.vml("_x0000_t32", "ก"), Shape.ARROW),
        (word.vml("_x0000_t202", "ก"), Shape.PROCESS),
        (word.vml("", "ก", element="rect"), Shape.PROCESS),
        (word.vml("", "เริ่มต้น", element="oval"), Shape.TERMINAL),
        (word.vml("", "ก", element="roundrect"), Shape.TERMINAL),
        (word.vml("", "ก", element="line"), Shape.ARROW),
        (word.vml("_x0000_t999", "ก"), Shape.PROCESS),
    ],
)
def test_shapes_of_older_programs_are_told_by_their_type(drawing: str, shape: Shape) -> None:
    (found,) = in_cell(f"<w:r>{drawing}</w:r>")
    assert found.shape is shape


def test_what_is_written_twice_for_two_programs_is_read_once() -> None:
    assert in_cell(word.shape("diamond", "อนุมัติ")) == (Drawn(Shape.DECISION, ("อนุมัติ",)),)


def test_what_only_older_programs_are_told_is_read() -> None:
    other = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='x'/>"
        f"<mc:Fallback>{word.vml('_x0000_t110', 'อนุมัติ')}</mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert in_cell(other) == (Drawn(Shape.DECISION, ("อนุมัติ",)),)


@pytest.mark.parametrize("around", [word.group, word.canvas])
def test_shapes_of_a_group_stand_side_by_side(around: Callable[..., str]) -> None:
    shapes = (word.shape_alone("diamond", "ก"), word.shape_alone("straightConnector1"))
    found = in_cell(around(*shapes))
    assert found == (Drawn(Shape.DECISION, ("ก",)), Drawn(Shape.ARROW))


def test_a_definition_of_a_type_is_no_shape() -> None:
    told = '<v:shapetype id="_x0000_t110" o:spt="110"/><v:shape type="#_x0000_t110"/>'
    assert in_cell(f"<w:r><w:pict>{told}</w:pict></w:r>") == (Drawn(Shape.DECISION),)


def test_words_of_a_shape_are_its_paragraphs_as_they_are_read() -> None:
    numbered = word.paragraph("ข", listed=word.NUMBERED)
    changed = word.paragraph(runs=word.change("ใหม่"))
    inside = word.group(BOX.format("", word.paragraph("ก\nง") + numbered + changed))
    assert in_cell(inside)[0].words == ("ก", "ง", "1 ข", "ใหม่")


def test_a_table_in_a_text_box_is_read() -> None:
    inner = word.table(word.row(word.cell(word.paragraph("ก"))), widths=(1.0,))
    assert in_cell(word.group(BOX.format("", inner)))[0].words == ("ก",)


def test_words_without_a_frame_stand_beside_an_arrow() -> None:
    assert in_cell(box("ไม่อนุมัติ", looks=BARE)) == (Drawn(Shape.ARROW, ("ไม่อนุมัติ",)),)
    assert in_cell(box("ไม่อนุมัติ"))[0].shape is Shape.PROCESS
    assert in_cell(box("จัดทำแผนปฏิบัติการประจำปี", looks=BARE))[0].shape is Shape.PROCESS


def test_words_beside_a_shape_and_typed_arrows_stay_text() -> None:
    found = cell(word.paragraph("↓ ก", runs=word.shape("downArrow")), word.paragraph("◇"))
    assert shown(found) == ["↓ ก", "◇"]
    assert found.drawn == (Drawn(Shape.ARROW),)


def test_shapes_that_were_pasted_from_slides_are_read() -> None:
    runs = "<a:r><a:t>อนุ</a:t></a:r><a:r><a:t>มัติ</a:t></a:r>"
    text = f"<a:txSp><a:txBody><a:p>{runs}</a:p></a:txBody></a:txSp>"
    looks = '<a:spPr><a:prstGeom prst="flowChartDecision"/></a:spPr>'
    assert in_cell(word.group(f"<a:sp>{looks}{text}</a:sp>")) == (Drawn(Shape.DECISION, ("อนุมัติ",)),)


def test_letters_as_art_are_words() -> None:
    art = '<w:pict><v:shape type="#_x0000_t136"><v:textpath string="เริ่มต้น"/></v:shape></w:pict>'
    assert in_cell(f"<w:r>{art}</w:r>") == (Drawn(Shape.PROCESS, ("เริ่มต้น",)),)


PICTURE = (
    "<w:drawing><wp:inline><a:graphic><a:graphicData>{}</a:graphicData></a:graphic></wp:inline>"
    "</w:drawing>"
)
SPACES = {
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
}
VISIO = '<w:object><v:shape type="#_x0000_t75"/><o:OLEObject ProgID="Visio.Drawing.11"/></w:object>'
OLD_PICTURE = "<w:pict><v:shape><v:imagedata/></v:shape></w:pict>"


@pytest.mark.parametrize(
    "told",
    [
        VISIO,
        OLD_PICTURE,
        *(
            PICTURE.format(
                f'<{one} xmlns:{one.partition(":")[0]}="{SPACES[one.partition(":")[0]]}"/>'
            )
            for one in ("pic:pic", "dgm:relIds", "c:chart")
        ),
    ],
    ids=["Visio", "old picture", "picture", "SmartArt", "chart"],
)
def test_what_another_program_drew_is_not_opened_and_is_told(told: str) -> None:
    run = f"<w:r>{told}</w:r>"
    assert in_cell(run) == (Drawn(Shape.UNREAD),)
    cells = [word.cell(word.paragraph(one)) for one in ("ทำแผน", "1 วัน")]
    row = word.row(word.cell(word.paragraph("1")), word.cell(word.paragraph(runs=run)), *cells)
    head = word.row(*(word.cell(word.paragraph(one)) for one in word.HEADS[:4]))
    _, remarks = understood(read_word(word.document(word.table(head, row))))
    (found,) = (r for r in remarks if r.code == "drawing-unread")
    assert found.told == {"written": "1"}


def test_a_text_box_before_the_first_table_is_text() -> None:
    assert said(word.paragraph(runs=box("คู่มือ", "การปฏิบัติงาน"))) == ["คู่มือ", "การปฏิบัติงาน"]


@pytest.mark.parametrize("drawing", [box("ไม่ผ่าน"), word.shape("diamond", "ไม่ผ่าน")])
def test_what_is_drawn_outside_tables_is_kept_apart_from_the_text(drawing: str) -> None:
    steps = word.table(word.row(word.cell()))
    paper = read_word(word.document(steps, word.paragraph("ท้าย", runs=drawing)))
    assert [type(one) for one in paper.blocks] == [Table, Line, Table]
    (only,) = tables(paper)[1].rows[0].cells
    assert [only.lines, only.drawn[0].words] == [(), ("ไม่ผ่าน",)]


def test_symbols_of_a_legend_are_nothing_without_words() -> None:
    paper = read_word(word.document(word.paragraph("การตัดสินใจ", runs=word.shape("diamond"))))
    assert [one.text for one in lines(paper)] == ["การตัดสินใจ"]
    assert tables(paper) == []


def test_pages_within_a_text_box_are_none_of_the_documents() -> None:
    inside = word.group(BOX.format("", word.paragraph("ก", runs=word.RENDERED + word.text("ข"))))
    paper = read_word(word.document(word.paragraph(runs=inside), word.paragraph("ต่อ")))
    assert lines(paper)[-1].spot.page == 1
