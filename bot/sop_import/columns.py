"""Which column of the table of steps is which, by the words of its head."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from bot.domain.spelling import tidy
from bot.sop_import.paper import Cell, Row

LONGEST_HEAD = 60
"""Letters of a cell that can be a head."""


_SEEN = 2 * LONGEST_HEAD + 1
"""Letters of a cell, spaces among them, by which that is told."""


class Column(StrEnum):
    NUMBER = "number"
    CHART = "chart"
    DETAIL = "detail"
    DURATION = "duration"
    PARTIES = "parties"
    DOCUMENTS = "documents"


_HEADS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    (
        Column.NUMBER,
        re.compile(r"(?:ลำดับ|ลําดับ|ที่$|ข้อ$|ขั้นตอนที่$|(?:item)?no\.?$|step no|#$|step$)", re.I),
    ),
    (
        Column.CHART,
        re.compile(r"(?:ผัง|แผนผัง|แผนภูมิ|flow|workflow|work flow|chart|กระบวนการ$)", re.I),
    ),
    (
        Column.DURATION,
        re.compile(r"(?:ระยะ|เวลา|กำหนดเวลา|กำหนดแล้วเสร็จ|ช่วงเวลา|duration|time|period)", re.I),
    ),
    (
        Column.PARTIES,
        re.compile(
            r"(?:ผู้รับผิด|ผู้ปฏิบัติ|ผู้ดำเนิน|ผู้เกี่ยวข้อง|หน่วยงานที่รับผิด|ผู้มีหน้าที่|responsib|owner|who)", re.I
        ),
    ),
    (
        Column.DOCUMENTS,
        re.compile(r"(?:เอกสาร|หลักฐาน|แบบฟอร์ม|(?:related)?document|evidence|form)", re.I),
    ),
    (
        Column.DETAIL,
        re.compile(
            r"(?:รายละเอียด|กิจกรรม|ขั้นตอน|วิธี|การปฏิบัติ|การดำเนิน|งาน$|detail|activit|description|procedure)",
            re.I,
        ),
    ),
)
Columns = Mapping[Column, range]


def columns(row: Row) -> Columns | None:
    """None: it is no head. A head has the work, and one more of the columns at least."""
    found: dict[Column, range] = {}
    for cell in row.cells:
        said = said_in(cell)
        if len(said) > LONGEST_HEAD:
            return None
        kind = next((kind for kind, words in _HEADS if words.match(said)), None)
        if kind is not None:
            found.setdefault(kind, range(cell.column, cell.column + cell.columns))
    strong = len(found) - (Column.NUMBER in found)
    return found if strong >= 2 and (Column.DETAIL in found or Column.CHART in found) else None


def is_below(row: Row) -> bool:
    """The second row of a head: (วัน), or nothing but the ends of cells that are merged with it."""
    said = [said_in(cell) for cell in row.cells]
    merged = any(cell.goes_on for cell in row.cells)
    words = [one for one in said if one]
    bracketed = all(one.startswith("(") and len(one) <= LONGEST_HEAD for one in words)
    return (
        bool(words or merged) and (row.is_head or bracketed) and not (words and words[0].isdigit())
    )


_UNIT = re.compile(r"\((วันทำการ|วัน|สัปดาห์|เดือน|ชั่วโมง|นาที|days|weeks|months)")


def unit(head: Sequence[Row], known: Columns) -> str:
    """What stands in brackets below ระยะเวลา; empty if nothing does."""
    wide = known.get(Column.DURATION, range(0))
    said = (said_in(cell) for row in head for cell in row.cells if cell.column in wide)
    found = next((m for m in map(_UNIT.search, said) if m), None)
    return found[1] if found else ""


def cells_of(row: Row, known: Columns) -> dict[Column, list[Cell]]:
    found: dict[Column, list[Cell]] = {}
    for cell in row.cells:
        kind = next((kind for kind, wide in known.items() if cell.column in wide), None)
        if kind is not None:
            found.setdefault(kind, []).append(cell)
    return found


def said_in(cell: Cell) -> str:
    """Without spaces, as much as can be a head and more."""
    said = " ".join(line.text[:_SEEN] for line in cell.lines[:_SEEN])
    return tidy(said[:_SEEN]).replace(" ", "")
