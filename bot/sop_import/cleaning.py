"""A paper in one spelling: Arabic digits, and no braces, which a file has for its templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.domain.sop_import import Remark, Spot
from bot.domain.spelling import arabic, tidy
from bot.sop_import.paper import Block, Cell, Drawn, Line, Paper

_BRACES = str.maketrans("{}", "()")


MOST_TOLD = 200
"""Of one kind; of the rest their number is told."""


def cleaned(paper: Paper) -> tuple[Paper, list[Remark]]:
    """Each text that reads otherwise is told of."""
    made = replace(paper, blocks=tuple(_block(one) for one in paper.blocks))
    said = list(_texts(paper))
    digits = [_told("digits", page, text, arabic(text)) for page, text in said]
    braces = [_told("braces", page, text, text.translate(_BRACES)) for page, text in said]
    return made, [*_bounded("digits", digits), *_bounded("braces", braces)]


def _told(code: str, page: int, before: str, after: str) -> Remark:
    return Remark(code, spot=Spot(page), before=tidy(before), after=tidy(after))


def _bounded(code: str, remarks: Sequence[Remark]) -> Iterator[Remark]:
    found = [one for one in remarks if one.before != one.after]
    yield from found[:MOST_TOLD]
    if len(found) > MOST_TOLD:
        yield Remark(f"{code}-more", told={"count": str(len(found) - MOST_TOLD)})


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


def _texts(paper: Paper) -> Iterator[tuple[int, str]]:
    """Each with its page; what is drawn, too."""
    for block in paper.blocks:
        if isinstance(block, Line):
            yield block.spot.page, block.text
            continue
        for row in block.rows:
            for cell in row.cells:
                texts = (
                    *(line.text for line in cell.lines),
                    *(w for d in cell.drawn for w in d.words),
                )
                yield from ((row.spot.page, text) for text in texts)
