"""What was read of a Word file, as tests compare it."""

from __future__ import annotations

from bot.sop_import.paper import Cell, Line, Paper, Row, Table
from bot.sop_import.word import read_word
from tests import word_files as word


def lines(paper: Paper) -> list[Line]:
    return [one for one in paper.blocks if isinstance(one, Line)]


def tables(paper: Paper) -> list[Table]:
    return [one for one in paper.blocks if isinstance(one, Table)]


def said(*blocks: str, numbering: str = "", styles: tuple[str, ...] = ()) -> list[str]:
    """The lines of a document of these blocks, each with its mark."""
    paper = read_word(word.document(*blocks, numbering=numbering, styles=styles))
    return [f"{one.mark} {one.text}".strip() for one in lines(paper)]


def table(*rows: str, widths: tuple[float, ...] = (3.0, 3.0)) -> Table:
    (found,) = tables(read_word(word.document(word.table(*rows, widths=widths))))
    return found


def cell(*blocks: str) -> Cell:
    return table(word.row(word.cell(*blocks)), widths=(3.0,)).rows[0].cells[0]


def shown(given: Cell) -> list[str]:
    return [f"{one.mark} {one.text}".strip() for one in given.lines]


def row(given: Row) -> list[list[str]]:
    return [shown(one) for one in given.cells]
