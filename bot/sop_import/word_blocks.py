"""Paragraphs and tables of a Word file, in whatever they are wrapped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.sop_import import word_shapes
from bot.sop_import.word_names import Node, child, name
from bot.sop_import.word_runs import DROPPED, WITHIN, is_placeholder


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One, or several of which the ends were taken away in a tracked change: the last one says how
    it looks. `ends`: it has an end of its own.
    """

    nodes: tuple[Node, ...]
    ends: bool = True


def blocks(node: Node) -> Iterator[Paragraph | Node]:
    """Tables are given as they are."""
    open_ones: list[Node] = []
    for one in flat(node, "w:p", "w:tbl"):
        if name(one) == "w:p":
            open_ones.append(one)
            if _is_joined(one):
                continue
            yield Paragraph(tuple(open_ones))
        else:
            if open_ones:
                yield Paragraph(tuple(open_ones), ends=False)
            yield one
        open_ones = []
    if open_ones:
        yield Paragraph(tuple(open_ones), ends=False)


def flat(node: Node, *wanted: str) -> Iterator[Node]:
    for one in node:
        kind = name(one)
        if kind in wanted:
            yield one
        elif kind == "mc:AlternateContent":
            yield from word_shapes.either(one, lambda branch: [*flat(branch, *wanted)]) or []
        elif kind in WITHIN and kind not in DROPPED and not is_placeholder(one):
            yield from flat(one, *wanted)


def _is_joined(paragraph: Node) -> bool:
    marks = child(paragraph, "w:pPr", "w:rPr")
    return marks is not None and any(name(one) in DROPPED for one in marks)
