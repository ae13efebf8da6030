"""A Word file (.docx) becomes a paper: what a reader sees of it, in its order.

ISO/IEC 29500-1 (WordprocessingML), as Word, LibreOffice, Google Docs and WPS write it. Heads and
feet of pages, notes, comments and pictures are not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.errors import Refusal
from bot.domain.sop_import import Spot
from bot.sop_import.paper import Block, Cell, Line, Paper, Row, Table
from bot.sop_import.word_blocks import Paragraph, blocks
from bot.sop_import.word_names import child
from bot.sop_import.word_opening import open_word
from bot.sop_import.word_reading import Reading
from bot.sop_import.word_shapes import Found
from bot.sop_import.word_tables import Tables


def read_word(data: bytes) -> Paper:
    """Within some two seconds and 150 MB, whatever it is. Raises Refusal.

    What is drawn in a cell is the cell's. What is drawn outside any table, with words in it, is a
    table of one cell in its place, which has no lines; but a text box before the first table is
    text, one line each.
    """
    opened = open_word(data)
    body = child(opened.document, "w:body")
    if body is None:
        raise Refusal("sop-broken")
    reading = Reading(opened)
    tables = Tables(reading)
    made: list[Block] = []
    has_table = False
    for one in blocks(body):
        if isinstance(one, Paragraph):
            lines, found = reading.paragraph(one)
            made += [*lines, *_outside(found, reading.pages.now, has_table=has_table)]
        else:
            has_table = True
            made.append(tables.table(one))
    return Paper(tuple(made), reading.pages.most, reading.revisions)


def _outside(found: Sequence[Found], page: int, *, has_table: bool) -> Iterator[Block]:
    spot = Spot(page)
    if not has_table:
        boxes = [one.drawn.words for one in found if one.is_box]
        yield from (Line(word, spot=spot) for words in boxes for word in words)
        found = [one for one in found if not one.is_box]
    if any(one.drawn.words for one in found):
        cell = Cell(drawn=tuple(one.drawn for one in found))
        yield Table((Row((cell,), spot),))
