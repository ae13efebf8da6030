"""The names of a decision's ways, at the lines of a flow chart that lead along them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.sop import Sop
from bot.render.colours import MUTED
from bot.render.language import Say
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters, width
from bot.render.pictures.sheet import EDGE, WIDTH
from bot.render.pictures.symbols import Box
from bot.render.pictures.ways import END, MOST_LANES, Faint, Way, Ways

NAME = Face(32, weight=BOLD)
FACES = {False: NAME, True: Face(32, MUTED)}
LINE = 46
"""Pixels, as all lengths here."""
BETWEEN = " / "
_END = WIDTH - EDGE
_UP, _DOWN, _ASIDE = 12, 38, 16
_KEPT = 29
_FOOT = 10
"""What of a letter hangs below its line."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is written at the ways of `sop`. `rounds`: how often each decision is made at most."""

    sop: Sop
    found: Ways
    rounds: Mapping[int, int]

    @property
    def at_corners(self) -> Sequence[Way]:
        """The ways that are the only one of their decision to lead up beside the boxes, or down."""
        sides = [(way.source, way.back) for way in self._beside]
        return [w for w in self._beside if sides.count((w.source, w.back)) == 1]

    @property
    def arriving(self) -> Sequence[Way]:
        """The others are told from each other where they arrive."""
        return [way for way in self._beside if way not in self.at_corners]

    @property
    def above(self) -> set[int]:
        """The steps above which there must be room for a name; a decision's own may reach there."""
        straight = {pair[1] for pair in self.found.straight if self.found.by(*pair)}
        looping = {way.source for way in self.at_corners if way.back}
        return straight | looping | {way.targets[0] for way in self.arriving}

    @property
    def _beside(self) -> Sequence[Way]:
        return [w for w in self.found.beside if w.chosen and w.lane < MOST_LANES]

    def names(self, source: int, chosen: Sequence[str]) -> str:
        ways = self.sop.step(source).ways
        return drawable(BETWEEN.join(way.name for way in ways if way.id in chosen))


def drawn(say: Say, of: Choices, boxes: Mapping[int, Box], faint: Faint) -> Iterator[str]:
    for pair in (pair for pair in of.found.straight if of.found.by(*pair)):
        chosen = of.found.by(*pair)
        yield _below(
            of.names(pair[0], chosen), boxes[pair[1]], FACES[faint(pair[0], pair[1:], chosen)]
        )
    for way in of.at_corners:
        face = FACES[faint(way.source, way.targets, way.chosen)]
        yield from _at_corner(_lines(say, of, way), boxes[way.source], face, up=way.back)
    for way in of.arriving:
        face = FACES[faint(way.source, way.targets, way.chosen)]
        yield _above(BETWEEN.join(_lines(say, of, way)), boxes[way.targets[0]], face)
    for source in (n for n in of.found.ending if of.found.by(n, END)):
        chosen = of.found.by(source, END)
        face, lines = FACES[faint(source, (END,), chosen)], [of.names(source, chosen)]
        yield from _at_corner(lines, boxes[source], face, up=False, at_right=True)


def _below(name: str, target: Box, face: Face) -> str:
    """Beside the arrow that comes straight down to it."""
    x = target.centre + _ASIDE
    return letters(cut(name, face.size, _END - x), x, target.top - LINE / 2 - _FOOT, face)


def _above(name: str, target: Box, face: Face) -> str:
    """At the left, where the line comes in."""
    shown = cut(name, face.size, target.centre - target.left - _ASIDE)
    return letters(shown, target.left, target.top - _UP, face)


def _lines(say: Say, of: Choices, way: Way) -> list[str]:
    name = of.names(way.source, way.chosen)
    if not way.back:
        return [name]
    most = say.caption("at most {count} times", count=of.rounds.get(way.source, 1))
    return [name, most]


def _at_corner(
    lines: Sequence[str], box: Box, face: Face, *, up: bool, at_right: bool = False
) -> Iterator[str]:
    """Beside a diamond, as near to its corner as its edge leaves room; down to where it ends."""
    half = (box.right - box.left) / 2
    slope, room = box.tall / 2 / half, half * (1 - _KEPT / (box.tall / 2))
    x, anchor = (box.right, "end") if at_right else (box.left, "start")
    away = 0.0
    for line in reversed(lines) if up else lines:
        text = cut(line, face.size, room)
        away = max(away, slope * width(text, face.size))
        y = box.middle - away - _UP if up else box.middle + away + _DOWN
        yield letters(text, x, y, face, anchor)
        away += LINE
