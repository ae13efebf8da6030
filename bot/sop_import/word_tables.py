"""Tables of a Word file (ISO/IEC 29500-1, 17.4): rows, merged cells, and what stands in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.domain.errors import Refusal
from bot.domain.sop_import import Spot
from bot.sop_import.paper import Cell, Drawn, Line, Row, Table
from bot.sop_import.word_blocks import Paragraph, blocks, flat
from bot.sop_import.word_names import Node, centimetres, child, children, is_on, number, value
from bot.sop_import.word_reading import Reading

MOST_ROWS = 2_000
"""Of all tables: more than any SOP's file takes, which tells so in words of its own."""
MOST_COLUMNS = 63
"""As many as Word makes."""


@dataclass(slots=True)
class _Content:
    lines: list[Line] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)


class Tables:
    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._rows = 0

    def table(self, node: Node) -> Table:
        merged: set[int] = set()
        rows: list[Row] = []
        for tr in self._kept(node):
            if cells := self._row(tr, len(rows) + 1, merged):
                rows.append(cells)
        widths = [centimetres(one, "w") for one in children(child(node, "w:tblGrid"), "w:gridCol")]
        return Table(tuple(rows), tuple(widths[:MOST_COLUMNS]) if all(widths) else ())

    def _kept(self, node: Node) -> Iterator[Node]:
        """Rows that no tracked change has taken away."""
        for tr in flat(node, "w:tr"):
            self._rows += 1
            if self._rows > MOST_ROWS:
                raise Refusal("sop-too-much")
            told = child(tr, "w:trPr")
            if child(told, "w:del") is not None:
                self._reading.remove()
            else:
                yield tr

    def _row(self, tr: Node, n: int, merged: set[int]) -> Row | None:
        """`merged`: the columns of the row above whose cells may go on in this one, and then those
        of this one.
        """
        told = child(tr, "w:trPr")
        pages = self._reading.pages
        start, ends = pages.mark(), []
        column = _bounded(number(child(told, "w:gridBefore")), 0)
        cells: list[Cell] = []
        has_words = False
        above = frozenset(merged)
        merged.clear()
        for tc in flat(tr, "w:tc"):
            looks = child(tc, "w:tcPr")
            if child(looks, "w:cellDel") is not None:
                self._reading.remove()
                continue
            down = _merge(looks, "w:vMerge")
            goes_on = down == "continue" and column in above
            pages.back(start)
            made = _Content() if goes_on else self._content(tc, n)
            ends.append(pages.mark())
            if made.lines and not has_words:  # where Word notes that the whole row is on a new page
                has_words = True
                start = pages.begun(made.lines[0].spot.page, start)
            wide = _bounded(number(child(looks, "w:gridSpan"), otherwise=1), 1)
            if down:
                merged.add(column)
            if cells and _merge(looks, "w:hMerge") == "continue":
                cells[-1] = _widened(cells[-1], made, wide)
            else:
                cells.append(Cell(tuple(made.lines), tuple(made.drawn), column, wide, goes_on))
            column = min(column + wide, MOST_COLUMNS)
        pages.back(max(ends, default=start))
        if not cells:
            return None
        return Row(tuple(cells), Spot(start[0], n), is_on(child(told, "w:tblHeader")))

    def _content(self, tc: Node, row: int) -> _Content:
        """A table in it is read as lines of the cell that it stands in."""
        made = _Content()
        for one in blocks(tc):
            if isinstance(one, Paragraph):
                lines, found = self._reading.paragraph(one, row)
                made.lines += lines
                made.drawn += [f.drawn for f in found]
                continue
            for tr in self._kept(one):
                for inner in flat(tr, "w:tc"):
                    said = self._content(inner, row)
                    made.lines += said.lines
                    made.drawn += said.drawn
        return made


def _bounded(number: int, least: int) -> int:
    return min(max(number, least), MOST_COLUMNS)


def _merge(looks: Node | None, kind: str) -> str:
    """ "restart", "continue", or empty: it is not merged."""
    told = child(looks, kind)
    return value(told, otherwise="continue") if told is not None else ""


def _widened(cell: Cell, by: _Content, columns: int) -> Cell:
    """To the right, over what the neighbour says itself."""
    return replace(
        cell,
        lines=(*cell.lines, *by.lines),
        drawn=(*cell.drawn, *by.drawn),
        columns=_bounded(cell.columns + columns, 1),
    )
