"""Numbers and bullets that Word puts before paragraphs (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from bot.sop_import.word_counting import counted
from bot.sop_import.word_names import Node, child, children, is_on, number, value
from bot.sop_import.word_styles import Look, Styles
from bot.sop_import.word_symbols import BULLET, cleaned, drawn_as, is_symbolic

_PLACE = re.compile("%([1-9])")
_LETTER_BULLETS = frozenset({"o", "§", "·", "Ø", "v", "q", "ü"})
"""What bullets are in letters whose font is not told."""


@dataclass(frozen=True, slots=True)
class _Level:
    """`restart`: the level, from 1, whose number restarts it; -1: any above, 0: none does."""

    kind: str = "decimal"
    shown: str = ""
    start: int = 1
    restart: int = -1
    is_legal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """`counts_with`: lists of one kind count on together."""

    counts_with: str
    levels: Mapping[int, _Level]
    starts: Mapping[int, int] = field(default_factory=dict)
    """Of levels that begin anew where this list does."""
    styled: Mapping[str, int] = field(default_factory=dict)
    """Levels by the styles that they belong to."""


class Lists:
    """They count as the paragraphs are read, one after another."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._styles = styles
        self._abstract = {
            value(one, "abstractNumId"): one for one in children(root, "w:abstractNum")
        }
        self._used = {number(one, "numId"): one for one in children(root, "w:num")}
        self._lists: dict[int, _List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[int, int]] = set()

    def mark(self, properties: Node | None, look: Look) -> tuple[str, int] | None:
        """Of the next paragraph, and its level; `look`: of its style. None: it is in no list."""
        told = child(properties, "w:numPr")
        id = number(child(told, "w:numId"), otherwise=look.numbering)
        found = self._list(id) if id > 0 else None
        if found is None:
            return None
        at = number(child(told, "w:ilvl"), otherwise=look.level)
        at = found.styled.get(look.holder, 0) if at < 0 else at
        if at not in found.levels:
            return None
        counts = self._counts.setdefault(found.counts_with, {})
        self._count(id, found, at, counts)
        return _shown(found, at, counts), at

    def _count(self, id: int, found: _List, at: int, counts: dict[int, int]) -> None:
        if at in found.starts and (id, at) not in self._begun:
            counts[at] = found.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else found.levels[at].start
        self._begun.add((id, at))
        for lower in [n for n in counts if n > at]:
            restart = found.levels[lower].restart if lower in found.levels else -1
            if restart < 0 or at < restart:
                del counts[lower]

    def _list(self, id: int) -> _List | None:
        if id not in self._lists:
            self._lists[id] = self._made(id)
        return self._lists[id]

    def _made(self, id: int) -> _List | None:
        used = self._used.get(id)
        kind = value(child(used, "w:abstractNumId"))
        linked = value(child(self._abstract.get(kind), "w:numStyleLink"))
        if linked:  # the list is told by a style, which names another one
            other = self._used.get(self._styles.look(linked).numbering)
            kind = value(child(other, "w:abstractNumId"))
        if used is None or kind not in self._abstract:
            return None
        nodes = {number(one, "ilvl"): one for one in children(self._abstract[kind], "w:lvl")}
        starts: dict[int, int] = {}
        levels = {at: _level(one) for at, one in nodes.items()}
        for override in children(used, "w:lvlOverride"):
            at = number(override, "ilvl")
            start, anew = child(override, "w:startOverride"), child(override, "w:lvl")
            if anew is not None:
                levels[at] = _level(anew)
            if start is not None:
                starts[at] = number(start, otherwise=1)
                levels[at] = replace(levels.get(at, _Level()), start=starts[at])
        styled = {value(child(one, "w:pStyle")): at for at, one in nodes.items()}
        return _List(kind, levels, starts, styled)


def _level(node: Node) -> _Level:
    kind = child(node, "w:numFmt")
    if kind is None:
        kind = child(node, "mc:AlternateContent", "mc:Fallback", "w:numFmt")
    said = value(kind, otherwise="decimal")
    text = value(child(node, "w:lvlText"))
    if said == "bullet":
        fonts = child(node, "w:rPr", "w:rFonts")
        text = _bullet(value(fonts, "ascii") or value(fonts, "hAnsi"), text)
    return _Level(
        said,
        cleaned(text),
        number(child(node, "w:start")),
        number(child(node, "w:lvlRestart"), otherwise=-1),
        is_on(child(node, "w:isLgl")),
    )


def _bullet(font: str, text: str) -> str:
    if is_symbolic(font):
        return drawn_as(font, text)
    return BULLET if text in _LETTER_BULLETS or not text.strip() else text


def _shown(found: _List, at: int, counts: Mapping[int, int]) -> str:
    level = found.levels[at]
    if level.kind == "bullet":
        return level.shown

    def place(written: re.Match[str]) -> str:
        n = int(written[1]) - 1
        of = found.levels.get(n, _Level())
        kind = "decimal" if level.is_legal and of.kind != "none" else of.kind
        return counted(counts.get(n, of.start), kind)

    return _PLACE.sub(place, level.shown).strip()
