"""A paper in one spelling: Arabic digits, and no braces, which a file has for its templates."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.sop_import import Remark, Spot
from bot.domain.spelling import arabic, tidy
from bot.sop_import.paper import Block, Cell, Drawn, Line, Paper, Table

_BRACES = str.maketrans("{}", "()")


def cleaned(paper: Paper) -> tuple[Paper, list[Remark]]:
    """Thai digits are told of once, where they stand first."""
    made = replace(paper, blocks=tuple(_block(one) for one in paper.blocks))
    return made, _digits(paper)


def _block(block: Block) -> Block:
    if isinstance(block, Line):
        return _line(block)
    rows = (replace(row, cells=tuple(_cell(one) for one in row.cells)) for row in block.rows)
    return replace(block, rows=tuple(rows))


def _cell(cell: Cell) -> Cell:
    drawn = tuple(Drawn(one.shape, tuple(_text(word) for word in one.words)) for one in cell.drawn)
    return replace(cell, lines=tuple(_line(one) for one in cell.lines), drawn=drawn)


def _line(line: Line) -> Line:
    return replace(line, text=_text(line.text), mark=arabic(line.mark))


def _text(text: str) -> str:
    """Tabs stay: they part what stands beside each other."""
    parts = (arabic(tidy(part)) for part in text.translate(_BRACES).split("\t"))
    return "\t".join(parts).strip(" ")


def _digits(paper: Paper) -> list[Remark]:
    for line in _lines(paper):
        if arabic(line.text) != line.text:
            text = tidy(line.text)
            return [Remark("digits", spot=Spot(line.spot.page), before=text, after=arabic(text))]
    return []


def _lines(paper: Paper) -> list[Line]:
    found: list[Line] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            found += [line for row in block.rows for cell in row.cells for line in cell.lines]
        else:
            found.append(block)
    return found
