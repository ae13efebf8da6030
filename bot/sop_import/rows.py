"""The rows of the table of steps, over all of its pages: which of them are one step. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.sop_import import Remark, Spot
from bot.sop_import import columns
from bot.sop_import.columns import Column, Columns
from bot.sop_import.furniture import is_furniture
from bot.sop_import.paper import Cell, Drawn, Line, Row, Table

HEAD_WITHIN = 4
"""Rows in which the head of a table is sought: a title of it may stand above."""
_BARE = frozenset({Column.NUMBER, Column.DURATION})
"""Columns in which a bare number is not that of a page."""
_NUMBER = re.compile(
    r"(?:ขั้นตอน(?:ที่)?|ลำดับ(?:ที่)?|ที่|ข้อ(?:ที่)?|step|no\.?)?\s*(\d{1,3}(?:\.\d{1,2})*)[.)]?(?![\d.])",
    re.I,
)
_WORDS = re.compile(r"[^\W\d_]{2}")
_BEGINS = re.compile(r"(\d{1,3})[.)]\s*(?=\D)")
MOST_QUOTED = 120
"""Characters."""


@dataclass(slots=True)
class Group:
    """A step as it stands. `numbers`: as they are written; empty: none is. `page`: words that stand
    on the next page begin where `went_on` tells.
    """

    numbers: tuple[str, ...]
    spot: Spot
    table: int
    lines: dict[Column, list[Line]] = field(default_factory=dict)
    drawn: list[Drawn] = field(default_factory=list)
    went_on: list[tuple[Spot, str]] = field(default_factory=list)
    """Rows that were joined to it: where, and the first of their words."""
    of: tuple[str, ...] = ()
    """The numbers of the row that it was parted from; empty: it has one of its own."""

    def text(self, column: Column) -> str:
        return " ".join(line.text for line in self.lines.get(column, ()))


@dataclass(frozen=True, slots=True)
class Steps:
    """`used`: the tables that they stand in, by their places among all tables."""

    groups: Sequence[Group]
    used: frozenset[int]
    pages: frozenset[int]
    passed: Sequence[Remark] = ()
    """Of rows that are no step: nothing of them is in the file."""


def steps(tables: Sequence[Table]) -> Steps:
    grouping = _Grouping()
    known: Columns | None = None
    wide = 0
    used: set[int] = set()
    for place, table in enumerate(tables):
        first, head = _head(table)
        if head is None and not (known and used and _width(table) == wide):
            continue
        if head is not None:
            known, wide = head, _width(table)
            grouping.unit = columns.unit(table.rows[: first + 1], head)
        assert known is not None
        used.add(place)
        for row in _rows(table, first):
            grouping.add(row, known, place)
    pages = frozenset(group.spot.page for group in grouping.groups)
    return Steps(grouping.groups, frozenset(used), pages, grouping.passed)


def _head(table: Table) -> tuple[int, Columns | None]:
    """And the place of the first row behind it."""
    for n, row in enumerate(table.rows[:HEAD_WITHIN]):
        if known := columns.columns(row):
            return n + 1, known
    return 0, None


def _rows(table: Table, first: int) -> Iterable[Row]:
    """Without heads, wherever they stand again."""
    below_head = first > 0
    for row in table.rows[first:]:
        is_head = columns.columns(row) is not None
        if is_head or row.is_head or (below_head and columns.is_below(row)):
            below_head = is_head or row.is_head
            continue
        below_head = False
        yield row


def _width(table: Table) -> int:
    return max((cell.column + cell.columns for row in table.rows for cell in row.cells), default=0)


class _Grouping:
    """`groups`: so far. Rows are counted anew on each page. `unit`: in which the head of the table
    says that durations are; empty: it does not.
    """

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self.passed: list[Remark] = []
        self.unit = ""
        self._page, self._row = 0, 0

    def add(self, row: Row, known: Columns, table: int) -> None:
        cells = columns.cells_of(row, known)
        lines = {kind: _said(kind, of_kind) for kind, of_kind in cells.items()}
        drawn = [one for of_kind in cells.values() for cell in of_kind for one in cell.drawn]
        words = any(one.words for one in drawn)
        if not any(said for kind, said in lines.items() if kind is not Column.NUMBER) and not words:
            if self.groups:
                self.groups[-1].drawn += drawn
            self._pass(row, lines.get(Column.NUMBER, ()))
            return
        spot = self._counted(row.spot)
        if self.unit:
            lines[Column.DURATION] = _in_units(lines.get(Column.DURATION, ()), self.unit)
        numbers = _numbers(lines.pop(Column.NUMBER, []))
        if not numbers and Column.NUMBER not in known:
            numbers, lines[Column.DETAIL] = _own_number(lines.get(Column.DETAIL, []))
        if self.groups and self._goes_on(numbers, lines, cells):
            merged = any(cell.goes_on for cell in cells.get(Column.NUMBER, ()))
            self._append(numbers, lines, drawn, spot, broken=not merged)
            return
        group = Group(numbers, spot, table, lines, drawn)
        if self.groups and any(cell.goes_on for cell in cells.get(Column.PARTIES, ())):
            group.lines[Column.PARTIES] = list(self.groups[-1].lines.get(Column.PARTIES, []))
        self.groups.append(group)

    def _pass(self, row: Row, lines: Sequence[Line]) -> None:
        """One that was left empty, or has a note where the number stands."""
        text = " ".join(line.text.strip() for line in lines)
        if _WORDS.search(_NUMBER.sub("", text)) and not is_furniture(text):
            self.passed.append(Remark("row-passed", spot=self._counted(row.spot), before=text))

    def _counted(self, spot: Spot) -> Spot:
        self._row = self._row + 1 if spot.page == self._page else 1
        self._page = spot.page
        return Spot(spot.page, self._row)

    def _goes_on(
        self,
        numbers: tuple[str, ...],
        lines: dict[Column, list[Line]],
        cells: dict[Column, list[Cell]],
    ) -> bool:
        last = self.groups[-1]
        timed = bool(lines.get(Column.DURATION))
        if any(cell.goes_on for cell in cells.get(Column.NUMBER, ())):
            return True
        if numbers:
            first = numbers[0]
            main = last.numbers[-1].split(".")[0] if last.numbers else ""
            is_part = "." in first and first.split(".")[0] == main
            return not timed and (is_part or first == (last.numbers or ("",))[-1])
        if not lines.get(Column.DETAIL):
            return True
        if not last.numbers or (timed and last.lines.get(Column.DURATION)):
            return False
        return not (timed and self._page == last.spot.page and _is_whole(last.lines, lines))

    def _append(
        self,
        numbers: tuple[str, ...],
        lines: dict[Column, list[Line]],
        drawn: list[Drawn],
        spot: Spot,
        *,
        broken: bool,
    ) -> None:
        """`broken`: a page parts it from what stands above, not the writer."""
        last = self.groups[-1]
        last.drawn += drawn
        words = " ".join(line.text for more in lines.values() for line in more)
        last.went_on.append((spot, words[:MOST_QUOTED]))
        for kind, more in lines.items():
            if not more:
                continue
            mark = more[0].mark
            if kind is Column.DETAIL and numbers and "." in numbers[0]:
                mark = mark or numbers[0]
            head = replace(more[0], broken=broken, mark=mark)
            last.lines.setdefault(kind, []).extend([head, *more[1:]])


def _is_whole(*rows: Mapping[Column, Sequence[Line]]) -> bool:
    """Whether each says what is done, and of what it is a step: who does it, or its documents."""
    return all(
        bool(row.get(Column.DETAIL)) and bool(row.get(Column.PARTIES) or row.get(Column.DOCUMENTS))
        for row in rows
    )


def _said(kind: Column, cells: Sequence[Cell]) -> list[Line]:
    """Without what is no part of the SOP."""
    lines = (replace(line, text=line.text.replace("\t", " ")) for c in cells for line in c.lines)
    if kind in _BARE:
        return [line for line in lines if line.text.strip() or line.mark]
    return [line for line in lines if not is_furniture(line.text)]


def _in_units(lines: Sequence[Line], unit: str) -> list[Line]:
    bare = (re.fullmatch(r"[\d.]+(?: ?[-–] ?\d+)?", line.text.strip()) for line in lines)
    return [
        replace(line, text=f"{line.text.strip()} {unit}") if found else line
        for line, found in zip(lines, bare, strict=True)
    ]


def _numbers(lines: Sequence[Line]) -> tuple[str, ...]:
    """3 and 4 in one cell are two."""
    text = " ".join(f"{line.mark} {line.text}".strip() for line in lines)
    return tuple(dict.fromkeys(_NUMBER.findall(text)))


def _own_number(lines: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Where no column has them, the work may begin with its number."""
    if not lines:
        return (), lines
    first = lines[0]
    if found := _BEGINS.match(first.mark + " " if first.mark else first.text):
        return (found[1],), [replace(first, text=first.text[found.end() :], mark=""), *lines[1:]]
    if first.mark and (marked := re.fullmatch(r"(\d{1,3})[.)]?", first.mark)):
        return (marked[1],), [replace(first, mark=""), *lines[1:]]
    return (), lines
