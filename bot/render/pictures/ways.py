"""The arrows of a flow chart: which steps follow which, and where the lines between them run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.sop import Sop
from bot.render.pictures.symbols import Box, Point, arrow

MOST_LANES = 3
"""Lines beside each other; what there is no room for is told in words only."""
LANE = 34
"""Pixels, as all lengths here."""
AT, BEFORE = 3, 12
"""How far before a box an arrow's tip is, and its line ends."""
START, END = 0, -1
"""In the place of a step's number."""


@dataclass(frozen=True, slots=True)
class Way:
    """One line beside the boxes, from a box to all below, or above, that follow it."""

    source: int
    targets: tuple[int, ...]
    lane: int


@dataclass(frozen=True, slots=True)
class Ways:
    """`straight`: pairs of neighbours. `ending`: what leads to the end from above its last step."""

    straight: Sequence[tuple[int, int]]
    beside: Sequence[Way]
    ending: Sequence[int]

    @property
    def lanes(self) -> int:
        return max((way.lane + 1 for way in self.beside), default=0)

    @property
    def apart(self) -> set[int]:
        """Steps that follow another than the one above them."""
        return {target for way in self.beside for target in way.targets if way.source != START}


def ways(sop: Sop, shown: Sequence[int]) -> Ways:
    """Between the steps that are shown, in this order, and from the start and to the end."""
    order = [START, *shown, END]
    straight: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for source, target in _pairs(sop, {*shown}):
        near = order.index(target) == order.index(source) + 1
        (straight if near else apart).append((source, target))
    ending = [source for source, target in apart if target == END]
    beside = [pair for pair in apart if pair[1] != END]
    return Ways(straight, list(_on_lanes(beside, order)), ending)


def _pairs(sop: Sop, shown: set[int]) -> Iterator[tuple[int, int]]:
    for step in (step for step in sop.steps if step.number in shown):
        if not step.after:
            yield START, step.number
        yield from ((n, step.number) for n in dict.fromkeys(step.after) if n in shown)
        if not sop.successors(step.number):
            yield step.number, END


def _on_lanes(pairs: Sequence[tuple[int, int]], order: Sequence[int]) -> Iterator[Way]:
    """Each source has one line, beside those that are still under way."""
    free: list[int] = []
    for source in sorted({source for source, _ in pairs}, key=order.index):
        targets = tuple(target for start, target in pairs if start == source)
        places = [order.index(n) for n in (source, *targets)]
        lane = next((n for n, end in enumerate(free) if end < min(places)), len(free))
        free[lane:] = [max(places), *free[lane + 1 :]]
        yield Way(source, targets, lane)


def drawn(found: Ways, boxes: Mapping[int, Box], left: float, right: float) -> Iterator[str]:
    """`left`, `right`: the edges beside which lines run."""
    for source, target in found.straight:
        upper, lower = boxes[source], boxes[target]
        path = f"M{upper.centre:.1f} {upper.bottom:.1f}V{lower.top - BEFORE:.1f}"
        yield arrow(path, (lower.centre, lower.top - AT), Point.DOWN)
    for way in found.beside:
        if way.lane < MOST_LANES:
            yield from _beside(way, boxes, left - LANE * (way.lane + 0.7))
    if found.ending:
        yield _to_end(found.ending, boxes, right + LANE * 0.7)


def _beside(way: Way, boxes: Mapping[int, Box], x: float) -> Iterator[str]:
    source = boxes[way.source]
    y = source.top + source.outlet
    for target in (boxes[n] for n in way.targets):
        into = target.top + target.inlet
        path = f"M{source.left:.1f} {y:.1f}H{x:.1f}V{into:.1f}H{target.left - BEFORE:.1f}"
        yield arrow(path, (target.left - AT, into), Point.RIGHT)


def _to_end(sources: Sequence[int], boxes: Mapping[int, Box], x: float) -> str:
    """Into the end from its right side."""
    end = boxes[END]
    lines = (
        f"M{boxes[n].right:.1f} {boxes[n].middle:.1f}H{x:.1f}V{end.middle:.1f}" for n in sources
    )
    path = f"{''.join(lines)}H{end.right + BEFORE:.1f}"
    return arrow(path, (end.right + AT, end.middle), Point.LEFT)
