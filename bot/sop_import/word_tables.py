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


@dataclass(slots=True)
class _Placed:
    """Cells of a row, side by side. `column`: where the next one stands."""

    column: int
    cells: list[Cell] = field(default_factory=list)

    def add(self, looks: Node | None, made: _Content, *, goes_on: bool) -> None:
        """One that is merged with its left neighbour makes that wider, and says nothing apart."""
        lines, drawn = tuple(made.lines), tuple(made.drawn)
        wide = _bounded(number(child(looks, "w:gridSpan"), otherwise=1), 1)
        if self.cells and _merge(looks, "w:hMerge") == "continue":
            left = self.cells[-1]
            self.cells[-1] = replace(
                left,
                lines=(*left.lines, *lines),
                drawn=(*left.drawn, *drawn),
                columns=_bounded(left.columns + wide, 1),
            )
        else:
            self.cells.append(Cell(lines, drawn, self.column, wide, goes_on))
        self.column = min(self.column + wide, MOST_COLUMNS)


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
        told, pages = child(tr, "w:trPr"), self._reading.pages
        start, ends, has_words = pages.mark(), [], False
        placed = _Placed(_bounded(number(child(told, "w:gridBefore")), 0))
        above = frozenset(merged)
        merged.clear()
        for tc in self._standing(tr):
            looks = child(tc, "w:tcPr")
            down = _merge(looks, "w:vMerge")
            goes_on = down == "continue" and placed.column in above
            if down:
                merged.add(placed.column)
            pages.back(start)
            made = _Content() if goes_on else self._content(tc, n)
            ends.append(pages.mark())
            if made.lines and not has_words:  # where Word notes that the whole row is on a new page
                has_words = True
                start = pages.begun(made.lines[0].spot.page, start)
            placed.add(looks, made, goes_on=goes_on)
        pages.back(max(ends, default=start))
        if not placed.cells:
            return None
        return Row(tuple(placed.cells), Spot(start[0], n), is_on(child(told, "w:tblHeader")))

    def _standing(self, tr: Node) -> Iterator[Node]:
        """Cells that no tracked change has taken away."""
        for n, tc in enumerate(flat(tr, "w:tc")):
            if n == MOST_COLUMNS:
                raise Refusal("sop-too-much")
            if child(tc, "w:tcPr", "w:cellDel") is not None:
                self._reading.remove()
            else:
                yield tc

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
                for inner in self._standing(tr):
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
