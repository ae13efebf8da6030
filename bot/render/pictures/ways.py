"""The arrows of a flow chart: which steps follow which, and where the lines between them run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.domain.sop import Condition, Sop, Step
from bot.render.colours import MUTED, PLANNED
from bot.render.pictures.symbols import Box, Point, arrow

MOST_LANES = 3
"""Lines beside each other; what there is no room for is told in words only."""
LANE = 34
"""Pixels, as all lengths here."""
AT, BEFORE = 3, 12
"""How far before a box an arrow's tip is, and its line ends."""
START, END = 0, -1
"""In the place of a step's number."""

Pair = tuple[int, int]
Faint = Callable[[int, tuple[int, ...], tuple[str, ...]], bool]
"""Whether what leads from a step to others, by these of its ways, was not taken."""
COLOURS = {False: MUTED, True: PLANNED}


@dataclass(frozen=True, slots=True)
class Way:
    """One line beside the boxes, from a box to all below, or above, that follow it.

    `chosen`: the ids of those ways of a decision that it is for; empty: it is for none. `back`:
    it leads to a step above, or to itself.
    """

    source: int
    targets: tuple[int, ...]
    lane: int
    chosen: tuple[str, ...] = ()
    back: bool = False


@dataclass(frozen=True, slots=True)
class Ways:
    """`straight`: pairs of neighbours. `ending`: what leads to the end from above its last step.
    `chosen`: by which ways of a decision, where it leads straight down or to the end.
    """

    straight: Sequence[Pair]
    beside: Sequence[Way]
    ending: Sequence[int]
    chosen: Mapping[Pair, tuple[str, ...]] = field(default_factory=dict)

    @property
    def lanes(self) -> int:
        return max((way.lane + 1 for way in self.beside), default=0)

    @property
    def apart(self) -> set[int]:
        """Steps that follow another than the one above them."""
        leading = [way for way in self.beside if way.source != START and not way.back]
        return {target for way in leading for target in way.targets}

    def by(self, source: int, target: int) -> tuple[str, ...]:
        return self.chosen.get((source, target), ())


def ways(sop: Sop, shown: Sequence[int]) -> Ways:
    """Between the steps that are shown, in this order, and from the start and to the end."""
    order = [START, *shown, END]
    straight: list[Pair] = []
    apart: list[Pair] = []
    pairs = _pairs(sop, {*shown})
    for source, target in pairs:
        near = order.index(target) == order.index(source) + 1
        (straight if near else apart).append((source, target))
    ending = [source for source, target in apart if target == END]
    beside = [(pair, pairs[pair]) for pair in apart if pair[1] != END]
    chosen = {pair: found for pair, found in pairs.items() if found}
    return Ways(straight, list(_on_lanes(beside, order)), ending, chosen)


def _pairs(sop: Sop, shown: set[int]) -> dict[Pair, tuple[str, ...]]:
    """Each with the ways of the decision that lead from the one to the other."""
    found: dict[Pair, tuple[str, ...]] = {}
    for step in (step for step in sop.steps if step.number in shown):
        if not step.after:
            found[START, step.number] = ()
        for number in (n for n in step.after if n in shown and not sop.step(n).ways):
            found[number, step.number] = ()
        for target, way in _decided(sop, step):
            if target in {END, *shown}:
                pair = step.number, target
                found[pair] = (*found.get(pair, ()), way)
        if not step.ways and not sop.successors(step.number):
            found[step.number, END] = ()
    return found


def _decided(sop: Sop, step: Step) -> Iterator[tuple[int, str]]:
    """Where each way of a decision leads; one that leads to nothing is at its end."""
    for way in step.ways:
        behind = [way.back or END] if way.back or way.ends else _behind(sop, step, way.id)
        if not behind and not _is_awaited(sop, step, way.id):
            behind = [END]
        yield from ((number, way.id) for number in behind)


def _behind(sop: Sop, step: Step, way: str) -> list[int]:
    """What is carried out on this way only, and of all else what does not come after that."""
    successors = sop.successors(step.number)
    wanted = {s.number: [w.way for w in s.when if w.step == step.number] for s in successors}
    own = [number for number, ways in wanted.items() if way in ways]
    others = [number for number, ways in wanted.items() if not ways]
    return sorted([*own, *(n for n in others if not any(_leads(sop, one, n) for one in own))])


def _leads(sop: Sop, first: int, last: int) -> bool:
    found, ahead = {first}, [first]
    while ahead:
        new = {s.number for s in sop.successors(ahead.pop())} - found
        found |= new
        ahead.extend(new)
    return last in found


def _is_awaited(sop: Sop, decision: Step, way: str) -> bool:
    wanted = Condition(decision.number, way)
    return any(wanted in step.when for step in sop.steps)


def _on_lanes(pairs: Sequence[tuple[Pair, tuple[str, ...]]], order: Sequence[int]) -> Iterator[Way]:
    """Each source has one line, a decision one for each way, beside those still under way; what
    leads to the same steps shares one.

    Those of decisions are the first to have one: nothing else tells where their ways lead.
    """
    lanes: list[list[tuple[int, int]]] = []
    shared: dict[tuple[int, ...], int] = {}
    lines = dict.fromkeys((source, chosen) for (source, _), chosen in pairs)
    for source, chosen in sorted(lines, key=lambda line: (not line[1], order.index(line[0]))):
        targets = tuple(t for (s, t), by in pairs if (s, by) == (source, chosen))
        places = [order.index(n) for n in (source, *targets)]
        lane = shared.get(targets) if not chosen else None
        if lane is None:
            lane = _free(lanes, min(places), max(places))
        if not chosen:
            shared[targets] = lane
        back = order.index(targets[0]) <= order.index(source)
        yield Way(source, targets, lane, chosen, back)


def _free(lanes: list[list[tuple[int, int]]], first: int, last: int) -> int:
    """The lane nearest to the boxes on which nothing is between these places; now this is."""
    for lane, lines in enumerate(lanes):
        if all(end < first or last < start for start, end in lines):
            lines.append((first, last))
            return lane
    lanes.append([(first, last)])
    return len(lanes) - 1


def drawn(
    found: Ways, boxes: Mapping[int, Box], left: float, right: float, faint: Faint
) -> Iterator[str]:
    """`left`, `right`: the edges beside which lines run."""
    for pair in found.straight:
        upper, lower = boxes[pair[0]], boxes[pair[1]]
        path = f"M{upper.centre:.1f} {upper.bottom:.1f}V{lower.top - BEFORE:.1f}"
        colour = COLOURS[faint(pair[0], pair[1:], found.by(*pair))]
        yield arrow(path, (lower.centre, lower.top - AT), Point.DOWN, colour)
    for is_faint in (True, False):
        for way in found.beside:
            if way.lane < MOST_LANES and faint(way.source, way.targets, way.chosen) == is_faint:
                x = left - LANE * (way.lane + 0.7)
                yield from _beside(way, boxes, x, COLOURS[is_faint])
        ending = [n for n in found.ending if faint(n, (END,), found.by(n, END)) == is_faint]
        if ending:
            yield _to_end(ending, boxes, right + LANE * 0.7, COLOURS[is_faint])


def _beside(way: Way, boxes: Mapping[int, Box], x: float, colour: str) -> Iterator[str]:
    source = boxes[way.source]
    y = source.top + source.outlet
    for target in (boxes[n] for n in way.targets):
        into = target.top + target.inlet
        path = f"M{source.left:.1f} {y:.1f}H{x:.1f}V{into:.1f}H{target.left - BEFORE:.1f}"
        yield arrow(path, (target.left - AT, into), Point.RIGHT, colour)


def _to_end(sources: Sequence[int], boxes: Mapping[int, Box], x: float, colour: str) -> str:
    """Into the end from its right side."""
    end = boxes[END]
    lines = (
        f"M{boxes[n].right:.1f} {boxes[n].middle:.1f}H{x:.1f}V{end.middle:.1f}" for n in sources
    )
    path = f"{''.join(lines)}H{end.right + BEFORE:.1f}"
    return arrow(path, (end.right + AT, end.middle), Point.LEFT, colour)
