"""A table in Excel, set up to be printed. Whatever is put into it is text, a number or a day, never
a formula or a link, however it begins.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from math import ceil
from typing import NamedTuple
from unicodedata import category

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.domain.message import Text
from bot.render.documents.cleaning import clean

Cell = Text | str | int | date | None
FONT, TITLE, TEXT = "TH Sarabun New", 18, 14
"""Points."""
MOST = 32_000
"""Units of UTF-16, as Excel counts; it opens no cell of more than 32,767
(https://support.microsoft.com/office/
excel-specifications-and-limits-1672b34d-7043-467e-8e27-269d656771c3)."""
_DAYS: Mapping[str, str] = {"th": "[$-107041E]d mmm yyyy", "en": "[$-409]d mmm yyyy"}
"""Of Excel's own: it counts with such days, and shows those of th in the Buddhist era. A program
that does not know that era shows the other; by four digits one sees which.
"""
_LINE, _HIGHEST = 21, 409
"""Points: of a line, and of the highest row that Excel takes."""
_HEAD_LINES = 2
_LETTERS = 1.3
"""Of this font, to a digit of the one that columns are measured in."""
_A4 = 9
_NEVER_READ_INTO = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_STAYS_TEXT: Mapping[str, bool] = {"quote_prefix": True}
"""Else what begins like a formula is one as soon as somebody changes a letter of it (ISO/IEC
29500-1, 18.8.45)."""


@dataclass(frozen=True, slots=True)
class Column:
    """`width`: characters of the size of digits."""

    head: str
    width: float
    centred: bool = False


class _Styles(NamedTuple):
    """Of the cells of a column."""

    plain: Format
    text: Format
    day: Format


class Sheet:
    """`name`: of its tab, at most 31 characters without any of []:*?/\\; `on`: its day."""

    def __init__(self, name: str, title: str, on: date, language: str) -> None:
        self._into = BytesIO()
        self._book = Workbook(self._into, {"in_memory": True, **_NEVER_READ_INTO})
        self._book.set_properties({"title": clean(title), "created": datetime.combine(on, time())})
        self._sheet: Worksheet = self._book.add_worksheet(name)
        self._day = _DAYS[language]
        self._row = 0
        self._line(title, TITLE)

    def line(self, words: Text | str) -> None:
        """Above the table."""
        self._line(words, TEXT)

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
        """Its head stays in sight, and is repeated on each page that is printed."""
        first, last = self._row + 1, self._row + 1 + len(rows)
        style = {"bold": True, "align": "center", "valign": "vcenter"}
        head = self._format(border=1, text_wrap=True, **style, **_STAYS_TEXT)
        self._sheet.set_row(first, _HEAD_LINES * _LINE)
        styles = [self._styles(column) for column in columns]
        for n, column in enumerate(columns):
            self._sheet.set_column(n, n, column.width)
            self._sheet.write_string(first, n, clean(column.head), head)
        for at, row in enumerate(rows, first + 1):
            self._sheet.set_row(at, _height(columns, row))
            for n, (cell, style_of) in enumerate(zip(row, styles, strict=True)):
                self._write(at, n, cell, style_of)
        self._sheet.freeze_panes(first + 1, 2)
        self._sheet.autofilter(first, 0, last, len(columns) - 1)
        self._set_up(first)

    def made(self) -> bytes:
        self._book.close()
        return self._into.getvalue()

    def _line(self, words: Text | str, size: float) -> None:
        style = self._format(bold=size == TITLE, font_size=size, **_STAYS_TEXT)
        self._sheet.write_string(self._row, 0, _fitting(str(words)), style)
        self._row += 1

    def _styles(self, column: Column) -> _Styles:
        day = self._cells(column, num_format=self._day)
        return _Styles(self._cells(column), self._cells(column, **_STAYS_TEXT), day)

    def _cells(self, column: Column, **more: object) -> Format:
        align = "center" if column.centred else "left"
        return self._format(align=align, valign="top", border=1, text_wrap=True, **more)

    def _format(self, **more: object) -> Format:
        return self._book.add_format({"font_name": FONT, "font_size": TEXT, **more})

    def _write(self, row: int, column: int, cell: Cell, style: _Styles) -> None:
        if cell is None:
            self._sheet.write_blank(row, column, None, style.plain)
        elif isinstance(cell, date):
            self._sheet.write_datetime(row, column, cell, style.day)
        elif isinstance(cell, int):
            self._sheet.write_number(row, column, cell, style.plain)
        else:
            self._sheet.write_string(row, column, _fitting(str(cell)), style.text)

    def _set_up(self, head: int) -> None:
        """On A4 lying, as wide as a page; pages are numbered."""
        self._sheet.set_landscape()
        self._sheet.set_paper(_A4)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(head)
        self._sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.75)
        self._sheet.set_footer("&C- &P -")


def _fitting(text: str) -> str:
    units = clean(text).encode("utf-16-le")[: 2 * MOST]
    return units.decode("utf-16-le", "ignore")


def _height(columns: Sequence[Column], row: Sequence[Cell]) -> float:
    """Points for all lines of its cells: not every program finds that out by itself."""
    lines = (
        sum(_lines(line, column.width) for line in str(cell).split("\n"))
        for column, cell in zip(columns, row, strict=True)
        if isinstance(cell, Text | str)
    )
    return min(_LINE * max(lines, default=1), _HIGHEST)


def _lines(text: str, width: float) -> int:
    """At most, on the average; marks over and under letters take no room."""
    letters = sum(category(char) != "Mn" for char in text)
    return ceil((letters + 1) / (width * _LETTERS))
