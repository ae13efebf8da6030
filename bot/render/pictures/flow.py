"""The picture of an SOP's flow chart: its own symbols and order, and where each step stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from bot.domain.decisions import expected, left_out
from bot.domain.sop import Sop, Symbol
from bot.domain.standing import Standing
from bot.render.colours import ACCENT, TINT
from bot.render.language import N_, Say
from bot.render.pictures import bars, choices, sheet, steps, symbols, ways, whole
from bot.render.pictures.bars import TALL
from bot.render.pictures.choices import Choices
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters
from bot.render.pictures.sheet import EDGE, GAP, KEY_SHAPE, LINE, WIDTH
from bot.render.pictures.steps import Words
from bot.render.pictures.symbols import Box, Point
from bot.render.pictures.ways import END, LANE, MOST_LANES, START, Ways

SHORT_FROM = 16
"""Steps from which on each has few lines."""
APART, NEAR = 38, 28
"""Pixels, as all lengths here: between symbols, and between those of many steps."""
NAMED = 84
"""Between symbols, where the name of a way stands there."""
ASIDE, INNER = 60, 40
"""How far a step on another way than the expected stands in, and how far a decision."""
CAP, CAP_WIDE = 64, 300
"""The symbols for the start and the end."""
FRAME, ABOVE = 14, 58
"""Around steps that run in parallel, with words above them."""
CAPTION, PARALLEL = Face(34, weight=BOLD), Face(32, ACCENT, BOLD)
HEADING = Face(36, weight=BOLD)
LEGEND = (
    N_("Start and end of the process"),
    N_("Activity or work"),
    N_("Decision, as a check or an approval"),
    N_("Direction or movement of the work"),
    N_("Connection between steps"),
)
"""As the central template tells it, where the SOP tells none."""

Edges = tuple[float, float]


def flow_drawing(say: Say, s: Standing, *, with_states: bool = True) -> str:
    """Its height grows with the steps, to less than 7,000 pixels. Without states it is the SOP's
    own.
    """
    among = whole.steps_of(s)
    chosen = sheet.chosen(s, among)
    head, top = sheet.head(say, s)
    chart, bottom = _chart(say, s, chosen, top, with_states=with_states)
    others, bottom = sheet.left_out(say, among, chosen, bottom)
    looks = [whole.look(s, number) for number in among] if with_states else []
    counted = sheet.counted(say, looks)
    states = [(symbols.sample(look, KEY_SHAPE), words) for look, words in counted]
    key, bottom = sheet.key(states, bottom + 2 * GAP) if states else ("", bottom + LINE)
    legend, height = _legend(say, s.plan.sop, bottom)
    return sheet.drawing((head, chart, others, key, legend), height)


def _chart(
    say: Say, s: Standing, chosen: Sequence[int], top: int, *, with_states: bool
) -> tuple[str, int]:
    sop = whole.procedure(s.plan.sop)
    found = ways.ways(sop, chosen)
    names = Choices(sop, found, {n: len(whole.all_of(s, n)) for n in chosen})
    edges, faint = _edges(sop, chosen, found), partial(_is_faint, s) if with_states else _never
    told = _words(say, s, found.apart, {n: edges[n] for n in chosen}, stands=with_states)
    boxes = _placed(told, sop, edges, names.above, top)
    touched = {n: symbols.touched(_symbol(sop, n), box) for n, box in boxes.items()}
    parts = [*_frames(say, sop, boxes), *ways.drawn(found, touched, *edges[START], faint)]
    for number, word in ((START, say.caption("Start")), (END, say.caption("End"))):
        parts.append(symbols.symbol(Symbol.TERMINAL, boxes[number], bars.BARE))
        parts.append(letters(word, boxes[number].centre, boxes[number].top + 44, CAPTION, "middle"))
    for what in told:
        parts += steps.drawn(what, boxes[what.number])
    parts += choices.drawn(say, names, touched, faint)
    return "".join(parts), int(boxes[END].bottom)


def _words(
    say: Say, s: Standing, apart: Collection[int], edges: Mapping[int, Edges], *, stands: bool
) -> Sequence[Words]:
    short = len(edges) >= SHORT_FROM
    return [
        steps.words(say, s, n, right - left, apart=n in apart, short=short, stands=stands)
        for n, (left, right) in edges.items()
    ]


def _edges(sop: Sop, chosen: Sequence[int], found: Ways) -> dict[int, Edges]:
    """Between what each step stands: on a way that is not expected further in, so is a decision,
    for the names of its ways.
    """
    left = EDGE + LANE * min(found.lanes, MOST_LANES)
    right = WIDTH - EDGE - (LANE if found.ending else 0)
    aside = left_out(sop, expected(sop, {}))
    inner = {n: ASIDE * (n in aside) + INNER * bool(sop.step(n).ways) for n in chosen}
    return {START: (left, right), **{n: (left + by, right - by) for n, by in inner.items()}}


def _is_faint(s: Standing, source: int, targets: tuple[int, ...], chosen: tuple[str, ...]) -> bool:
    """What was not taken: a way, or all between steps that are not carried out."""
    if source != START and whole.is_left_out(s, source):
        return True
    if chosen and whole.given_up(s, source) >= {*chosen}:
        return True
    return END not in targets and all(whole.is_left_out(s, n) for n in targets)


def _never(_source: int, _targets: tuple[int, ...], _chosen: tuple[str, ...]) -> bool:
    return False


def _symbol(sop: Sop, number: int) -> Symbol:
    return Symbol.TERMINAL if number in (START, END) else sop.step(number).symbol


def _placed(
    told: Sequence[Words],
    sop: Sop,
    edges: Mapping[int, Edges],
    named: Collection[int],
    top: float,
) -> dict[int, Box]:
    """Each below the one before, between its edges. `named`: above these a way has its name."""
    left, right = edges[START]
    middle = (left + right - CAP_WIDE) / 2
    boxes = {START: Box(middle, middle + CAP_WIDE, top, CAP)}
    y, apart = top + CAP, NEAR if len(told) >= SHORT_FROM else APART
    for parallel, group in groupby(told, lambda what: sop.step(what.number).parallel):
        y += ABOVE if parallel else 0
        for what in group:
            y += NAMED if what.number in named else apart
            boxes[what.number] = Box(*edges[what.number], y, what.tall)
            y += what.tall
        y += FRAME if parallel else 0
    y += NAMED if END in named else apart
    return {**boxes, END: Box(middle, middle + CAP_WIDE, y, CAP)}


def _frames(say: Say, sop: Sop, boxes: Mapping[int, Box]) -> Iterator[str]:
    """Around steps that run in parallel (ดำเนินการคู่ขนาน)."""
    numbers = [number for number in boxes if number not in (START, END)]
    for parallel, group in groupby(numbers, lambda number: sop.step(number).parallel):
        if not parallel:
            continue
        inside = [boxes[number] for number in group]
        left, top = min(box.left for box in inside) - FRAME, inside[0].top - ABOVE
        right = max(box.right for box in inside) + FRAME
        yield (
            f'<rect x="{left}" y="{top}" width="{right - left}"'
            f' height="{inside[-1].bottom + FRAME - top}" rx="12" fill="{TINT}"'
            f' stroke="{ACCENT}" stroke-width="3"/>'
        )
        yield letters(say.caption("In parallel"), left + FRAME, top + 42, PARALLEL)


def _legend(say: Say, sop: Sop, top: int) -> tuple[str, int]:
    """What each symbol means, in the SOP's words; and where that ends."""
    meanings = sop.legend if len(sop.legend) == len(LEGEND) else map(say.caption, LEGEND)
    parts = [letters(say.caption("Symbols of the chart"), EDGE, top + 34, HEADING)]
    y, x = top + LINE, EDGE + KEY_SHAPE + GAP
    for shape, words in zip(_shapes(), meanings, strict=True):
        parts.append(f'<g transform="translate({EDGE} {y})">{shape}</g>')
        words = cut(drawable(words), sheet.WORDS.size, WIDTH - EDGE - x)
        parts.append(letters(words, x, y + 29, sheet.WORDS))
        y += LINE
    return "".join(parts), y + GAP


def _shapes() -> Iterator[str]:
    """In the order of the legend."""
    wide, middle = Box(3, KEY_SHAPE - 3, 0, TALL), KEY_SHAPE / 2
    yield symbols.symbol(Symbol.TERMINAL, wide, bars.BARE)
    yield symbols.symbol(Symbol.PROCESS, wide, bars.BARE)
    yield symbols.symbol(Symbol.DECISION, wide, bars.BARE)
    path = f"M3 {TALL / 2}H{KEY_SHAPE - 12}"
    yield symbols.arrow(path, (KEY_SHAPE - 3, TALL / 2), Point.RIGHT)
    around = Box(middle - TALL / 2, middle + TALL / 2, 0, TALL)
    yield symbols.symbol(Symbol.CONNECTOR, around, bars.BARE)
