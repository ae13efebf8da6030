"""The picture of an SOP's flow chart: its own symbols and order, and where each step stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from bot.domain.sop import Sop, Symbol
from bot.domain.standing import Standing
from bot.render.colours import ACCENT, TINT
from bot.render.language import N_, Say
from bot.render.pictures import bars, sheet, steps, symbols, ways
from bot.render.pictures.bars import TALL
from bot.render.pictures.letters import BOLD, Face, cut, drawable, letters
from bot.render.pictures.sheet import EDGE, GAP, KEY_SHAPE, LINE, WIDTH
from bot.render.pictures.steps import Words
from bot.render.pictures.symbols import Box, Point
from bot.render.pictures.ways import END, LANE, MOST_LANES, START

SHORT_FROM = 16
"""Steps from which on each has few lines."""
APART, NEAR = 38, 28
"""Pixels, as all lengths here: between symbols, and between those of many steps."""
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


def flow_drawing(say: Say, s: Standing, *, with_states: bool = True) -> str:
    """Its height grows with the steps, to less than 7,000 pixels. Without states it is the SOP's
    own.
    """
    chosen = sheet.chosen(s)
    head, top = sheet.head(say, s)
    chart, bottom = _chart(say, s, chosen, top, with_states=with_states)
    others, bottom = sheet.left_out(say, s, chosen, bottom)
    counted = sheet.counted(say, s) if with_states else ()
    states = [(symbols.sample(look, KEY_SHAPE), words) for look, words in counted]
    key, bottom = sheet.key(states, bottom + 2 * GAP) if states else ("", bottom + LINE)
    legend, height = _legend(say, s.plan.sop, bottom)
    return sheet.drawing((head, chart, others, key, legend), height)


def _chart(
    say: Say, s: Standing, chosen: Sequence[int], top: int, *, with_states: bool
) -> tuple[str, int]:
    found = ways.ways(s.plan.sop, chosen)
    left = EDGE + LANE * min(found.lanes, MOST_LANES)
    right = WIDTH - EDGE - (LANE if found.ending else 0)
    many = len(chosen) >= SHORT_FROM
    wide = right - left
    told = [
        steps.words(say, s, n, wide, apart=n in found.apart, short=many, stands=with_states)
        for n in chosen
    ]
    boxes = _placed(told, s.plan.sop, (left, right), top, NEAR if many else APART)
    touched = {n: symbols.touched(_symbol(s.plan.sop, n), box) for n, box in boxes.items()}
    parts = [*_frames(say, s.plan.sop, boxes), *ways.drawn(found, touched, left, right)]
    for number, word in ((START, say.caption("Start")), (END, say.caption("End"))):
        parts.append(symbols.symbol(Symbol.TERMINAL, boxes[number], bars.BARE))
        parts.append(letters(word, boxes[number].centre, boxes[number].top + 44, CAPTION, "middle"))
    for what in told:
        parts += steps.drawn(what, boxes[what.number])
    return "".join(parts), int(boxes[END].bottom)


def _symbol(sop: Sop, number: int) -> Symbol:
    return Symbol.TERMINAL if number in (START, END) else sop.step(number).symbol


def _placed(
    told: Sequence[Words], sop: Sop, edges: tuple[float, float], top: float, apart: float
) -> dict[int, Box]:
    """Each below the one before, between these edges."""
    left, right = edges
    middle = (left + right - CAP_WIDE) / 2
    boxes = {START: Box(middle, middle + CAP_WIDE, top, CAP)}
    y = top + CAP
    for parallel, group in groupby(told, lambda what: sop.step(what.number).parallel):
        y += ABOVE if parallel else 0
        for what in group:
            boxes[what.number] = Box(left, right, y + apart, what.tall)
            y += apart + what.tall
        y += FRAME if parallel else 0
    return {**boxes, END: Box(middle, middle + CAP_WIDE, y + apart, CAP)}


def _frames(say: Say, sop: Sop, boxes: Mapping[int, Box]) -> Iterator[str]:
    """Around steps that run in parallel (ดำเนินการคู่ขนาน)."""
    numbers = [number for number in boxes if number not in (START, END)]
    for parallel, group in groupby(numbers, lambda number: sop.step(number).parallel):
        if not parallel:
            continue
        inside = [boxes[number] for number in group]
        left, top = inside[0].left - FRAME, inside[0].top - ABOVE
        yield (
            f'<rect x="{left}" y="{top}" width="{inside[0].right + FRAME - left}"'
            f' height="{inside[-1].bottom + FRAME - top}" rx="12" fill="{TINT}"'
            f' stroke="{ACCENT}" stroke-width="3"/>'
        )
        yield letters(say.caption("In parallel"), inside[0].left, top + 42, PARALLEL)


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
