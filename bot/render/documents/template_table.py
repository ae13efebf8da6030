"""A table put into an office's own form, in the letters of the placeholder it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.table import CT_Tbl
from docx.shared import Emu
from docx.text.run import Run

from bot.render.documents.cleaning import clean

WHOLE_WIDTH = 5000
"""Fiftieths of a per cent (ISO/IEC 29500-1, 17.18.90)."""
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


@dataclass(frozen=True, slots=True)
class Grid:
    """`widths`: of the columns, in centimetres or any other measure: only their shares count."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float]


def table_of(grid: Grid, like: Any, width: int) -> Any:
    """The element. `like`: the run properties of the placeholder, or None; `width`: in EMU."""
    rows = [grid.head, *grid.rows]
    table = CT_Tbl.new_tbl(len(rows), len(grid.head), Emu(width))
    _frame(table, grid.widths, width)
    for n, (row, words) in enumerate(zip(table.tr_lst, rows, strict=True)):
        _hold(row, repeats=n == 0)
        for cell, said in zip(row.tc_lst, words, strict=True):
            _say(cell.p_lst[0], said, like, bold=n == 0)
    return table


def _frame(table: Any, widths: Sequence[float], width: int) -> None:
    """Lines all around: the form may have no style that draws them."""
    _take(table.tblPr.find(qn("w:tblW")), 1)
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "auto")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)
    table.tblPr.insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook")
    shares = [one / sum(widths) for one in widths]
    for column, share in zip(table.tblGrid.gridCol_lst, shares, strict=True):
        column.w = Emu(int(width * share))
    for row in table.tr_lst:
        for cell, share in zip(row.tc_lst, shares, strict=True):
            _take(cell.tcPr.find(qn("w:tcW")), share)


def _take(width: Any, share: float) -> None:
    """Of the page that it comes to stand on, which may lie where the first one stands upright."""
    width.set(qn("w:type"), "pct")
    width.set(qn("w:w"), str(int(WHOLE_WIDTH * share)))


def _hold(row: Any, *, repeats: bool) -> None:
    """Not split between two pages; the head on each of them."""
    properties = row.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if repeats:
        properties.append(OxmlElement("w:tblHeader"))


def _say(paragraph: Any, said: str, like: Any, *, bold: bool) -> None:
    paragraph.get_or_add_pPr().spacing_after = Emu(0)
    for n, line in enumerate(clean(said).split("\n")):
        found = paragraph.add_r()
        if like is not None:
            found.insert(0, deepcopy(like))
        run = Run(found, paragraph)
        if bold:
            run.bold = run.font.cs_bold = True
        if n:
            run.add_break()
        run.add_text(line)
