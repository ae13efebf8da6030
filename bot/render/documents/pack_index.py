"""The index of an evidence pack, as Excel and as Word. Whatever stands in it is text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.domain.message import Text, bold
from bot.render.documents.excel import Cell, Column, Sheet
from bot.render.documents.word import Look, Pages
from bot.render.language import Say
from bot.render.text import pack_index as texts
from bot.render.text.pack_index import Row

WIDTHS = (7, 34, 26, 38, 11, 20, 34)
"""Of the columns in Excel, in characters."""
CENTIMETRES = (1.7, 5.2, 3.6, 5.0, 2.2, 2.8, 4.2)
"""Of the same in Word."""


@dataclass(frozen=True, slots=True)
class Index:
    """`head`: the lines under the title."""

    head: Sequence[str]
    rows: Sequence[Row]
    on: date


def as_excel(say: Say, index: Index) -> bytes:
    sheet = Sheet(texts.title(say), texts.title(say), index.on, say.language)
    for line in index.head:
        sheet.line(line)
    columns = [Column(name, width) for name, width in zip(texts.columns(say), WIDTHS, strict=True)]
    rows: list[Sequence[Cell]] = [
        (n, *_cells(row, row.path)) for n, row in enumerate(index.rows, 1)
    ]
    sheet.table(columns, rows)
    return sheet.made()


def as_word(say: Say, index: Index) -> bytes:
    pages = Pages(texts.title(say), index.on, lying=True)
    pages.title(texts.title(say))
    for line in index.head:
        pages.paragraph(line, Look(centred=True))
    rows = [_words(n, row) for n, row in enumerate(index.rows, 1)]
    pages.table(texts.columns(say), rows, CENTIMETRES, centred=(0,))
    return pages.made()


def _cells(row: Row, name: str) -> Sequence[str]:
    return row.evidence, row.step, name, row.day, row.sender, row.remark


def _words(number: int, row: Row) -> Sequence[Text | str]:
    """What is lacking is bold."""
    cells = str(number), *_cells(row, row.name)
    return [bold(cell) for cell in cells] if row.lacks else cells
