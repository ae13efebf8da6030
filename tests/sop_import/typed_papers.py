"""Papers as the central template has them, made for tests."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.sop_import import Remark, Spot
from bot.sop_import.paper import Block, Cell, Line, Paper, Row, Table
from bot.sop_import.raw import RawSop
from bot.sop_import.template import understood

HEADS = ("ลำดับ", "ผังกระบวนการ", "รายละเอียดงาน", "ระยะเวลา", "ผู้รับผิดชอบ", "เอกสารที่เกี่ยวข้อง")
MERGED = Cell(goes_on=True)


def row(*cells: str | Cell | Sequence[Line], page: int = 1, is_head: bool = False) -> Row:
    """Texts are cells, each of their lines a paragraph."""
    return Row(tuple(_cell(one, n) for n, one in enumerate(cells)), Spot(page, 1), is_head)


def _cell(one: str | Cell | Sequence[Line], column: int) -> Cell:
    if isinstance(one, Cell):
        return Cell(one.lines, one.drawn, column, one.columns, one.goes_on)
    lines = [Line(text) for text in one.split("\n") if text] if isinstance(one, str) else one
    return Cell(tuple(lines), column=column)


def table(*rows: Row, heads: Sequence[str] = HEADS) -> Table:
    return Table((row(*heads), *rows))


def read(*blocks: Block | str, plain: bool = False) -> tuple[RawSop, list[Remark]]:
    made = tuple(Line(one) if isinstance(one, str) else one for one in blocks)
    return understood(Paper(made, plain=plain))


def only(remarks: Sequence[Remark], code: str) -> list[Remark]:
    return [one for one in remarks if one.code == code]
