"""Tables of a Word file: rows, merged cells, and what stands in them."""

from __future__ import annotations

from bot.sop_import.paper import Cell, Line
from bot.sop_import.word import read_word
from tests import word_files as word
from tests.sop_import.papers import cell, row, shown, table, tables


def typed(text: str, *, span: int = 1, merge: str = "", properties: str = "") -> str:
    return word.cell(word.paragraph(text), span=span, merge=merge, properties=properties)


def places(given: tuple[Cell, ...]) -> list[tuple[int, int, bool]]:
    return [(one.column, one.columns, one.goes_on) for one in given]


def test_cells_say_in_which_columns_they_stand() -> None:
    before = '<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'
    found = table(word.row(typed("ก", span=2), typed("ข")), word.row(typed("ค"), properties=before))
    assert places(found.rows[0].cells) == [(0, 2, False), (2, 1, False)]
    assert places(found.rows[1].cells) == [(1, 1, False)]


def test_a_cell_that_goes_on_says_nothing_itself() -> None:
    found = table(
        word.row(typed("ก", merge="restart"), typed("ข")),
        word.row(typed("ซ่อน", merge="continue"), typed("ค")),
        word.row(word.cell(properties="<w:vMerge/>"), typed("ง")),
        word.row(typed("จ"), typed("ฉ")),
    )
    assert [r.cells[0].goes_on for r in found.rows] == [False, True, True, False]
    assert [row(r) for r in found.rows] == [
        [["ก"], ["ข"]],
        [[], ["ค"]],
        [[], ["ง"]],
        [["จ"], ["ฉ"]],
    ]


def test_a_cell_that_goes_on_from_nothing_is_one_itself() -> None:
    whole, lower = typed("ก", merge="restart"), typed("ข", merge="continue")
    found = table(word.row(whole), word.row(typed("ค")), word.row(lower))
    assert [row(r) for r in found.rows] == [[["ก"]], [["ค"]], [["ข"]]]
    assert not found.rows[2].cells[0].goes_on


def test_a_cell_merged_to_the_right_is_one() -> None:
    first = typed("ก", properties='<w:hMerge w:val="restart"/>')
    found = table(word.row(first, typed("ข", properties="<w:hMerge/>"), typed("ค")))
    assert row(found.rows[0]) == [["ก", "ข"], ["ค"]]
    assert places(found.rows[0].cells) == [(0, 2, False), (2, 1, False)]


def test_rows_and_cells_that_were_deleted_are_gone() -> None:
    gone = '<w:del w:id="1" w:author="a"/>'
    given = word.table(
        word.row(typed("ก")),
        word.row(typed("ข"), properties=gone),
        word.row(typed("ค"), typed("ง", properties="<w:cellDel/>")),
        widths=(3.0,),
    )
    paper = read_word(word.document(given))
    (found,) = tables(paper)
    assert [(row(r), r.spot.row) for r in found.rows] == [([["ก"]], 1), ([["ค"]], 2)]
    assert paper.revisions == 2


def test_rows_and_cells_in_content_controls_are_read() -> None:
    wrapped = "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"
    inside = wrapped.format(word.row(wrapped.format(typed("ก")), typed("ข")))
    assert row(table(inside).rows[0]) == [["ก"], ["ข"]]


def test_a_table_in_a_cell_is_part_of_its_text() -> None:
    inner = word.table(word.row(typed("1"), typed("2")), word.row(typed("3")), widths=(1.0, 1.0))
    found = cell(word.paragraph("ก"), inner, word.paragraph("ข"))
    assert shown(found) == ["ก", "1", "2", "3", "ข"]
    assert {line.spot.row for line in found.lines} == {1}


def test_widths_are_told_in_centimetres() -> None:
    assert table(word.row(typed("ก")), widths=(1.25, 10.0)).widths == (1.25, 10.0)
    grid = '<w:tblGrid><w:gridCol w:w="2.5cm"/><w:gridCol w:w="72pt"/></w:tblGrid>'
    told = f"<w:tbl><w:tblPr/>{grid}{word.row(typed('ก'))}</w:tbl>"
    (found,) = tables(read_word(word.document(told)))
    assert found.widths == (2.5, 2.54)


def test_a_width_that_is_not_told_tells_none() -> None:
    told = f"<w:tbl><w:tblGrid><w:gridCol/></w:tblGrid>{word.row(typed('ก'))}</w:tbl>"
    (found,) = tables(read_word(word.document(told)))
    assert found.widths == ()


def test_a_row_that_begins_on_a_new_page_is_there_and_turns_it_once() -> None:
    turned = word.cell(word.paragraph(runs=word.RENDERED + word.text("ข")))
    found = table(word.row(typed("ก"), typed("ก")), word.row(turned, turned), word.row(typed("ค")))
    assert [r.spot.page for r in found.rows] == [1, 2, 2]


def test_a_row_over_two_pages_begins_on_the_first() -> None:
    split = word.cell(word.paragraph(runs=word.text("ก\n") + word.RENDERED + word.text("ข")))
    found = table(word.row(split, split, typed("สั้น")), word.row(typed("ค")))
    assert [r.spot.page for r in found.rows] == [1, 2]
    assert [line.spot.page for line in found.rows[0].cells[1].lines] == [1, 2]


def test_each_cell_is_told_apart_however_its_text_is_wrapped() -> None:
    assert cell(word.paragraph("ก"), word.paragraph(), word.paragraph("ข")).lines == (
        Line("ก", spot=cell(word.paragraph("ก")).lines[0].spot),
        Line("ข", spot=cell(word.paragraph("ข")).lines[0].spot),
    )


def test_numbers_that_no_table_can_have_are_bounded() -> None:
    wide = typed("ก", properties='<w:gridSpan w:val="999999999"/>')
    before = '<w:gridBefore w:val="-5"/>'
    found = table(word.row(wide, typed("ข"), properties=before))
    assert places(found.rows[0].cells) == [(0, 63, False), (63, 1, False)]
