"""The steps of a flow chart: the words in each symbol."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.sop import Symbol
from bot.domain.standing import Standing
from bot.render.colours import INK, LATE, MUTED, PLANNED
from bot.render.language import Say
from bot.render.pictures import bars, symbols, whole
from bot.render.pictures.bars import SIGN, Look
from bot.render.pictures.letters import (
    BOLD,
    ELLIPSIS,
    Face,
    cut,
    drawable,
    in_colours,
    letters,
    width,
    wrap,
)
from bot.render.pictures.symbols import BAND, RADIUS, Box
from bot.render.text import names

TITLE, WORDS = Face(36, weight=BOLD), 32
"""Pixels, as all lengths here."""
FAINT_TITLE = Face(36, MUTED)
TITLE_LINE, WORDS_LINE = 48, 46
PAD, NARROW, ASIDE = 18, 12, 22
SIGNED = 2 * SIGN + ASIDE
"""Kept free at the right for the sign of the state."""
BANDED = (Symbol.PROCESS, Symbol.TERMINAL)
DOT = " · "
MOST_LINES, FEW_LINES = 3, 1
"""Of a title; of one among so many steps that the picture gets long."""


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the symbol of a step, line by line."""

    number: int
    symbol: Symbol
    look: Look
    title: Sequence[str]
    below: Sequence[Sequence[tuple[str, str]]]
    """Each line as texts with their colours, one behind another."""
    pad: int = PAD
    faint: bool = False
    """No way that was taken leads to it."""

    @property
    def block(self) -> float:
        return TITLE_LINE * len(self.title) + WORDS_LINE * len(self.below)

    @property
    def tall(self) -> float:
        """What is a decision has words only where it is half as wide, and half as tall."""
        if self.symbol is Symbol.DECISION:
            return 2 * self.block
        return self.block + (2 * RADIUS if self.symbol is Symbol.CONNECTOR else 2 * self.pad)


def words(
    say: Say, s: Standing, number: int, wide: float, *, apart: bool, short: bool, stands: bool
) -> Words:
    """In a symbol so wide. `apart`: it does not follow the step above it. `short`: on few lines.
    `stands`: with where it stands.
    """
    sop = whole.procedure(s.plan.sop)
    step, look = sop.step(number), whole.look(s, number) if stands else bars.BARE
    room = _room(step.symbol, wide) - (SIGNED if look.sign else 0)
    is_told = step.symbol is Symbol.DECISION
    title = drawable(f"{number}. {step.title}" if is_told else step.title)
    often = whole.how_often(say, s, number, stands=stands, dot=DOT if is_told else "")
    told = [(drawable(often), INK)]
    state = whole.stands(say, s, number) if stands else ""
    faint = stands and whole.is_left_out(s, number)
    told.append((drawable(state), MUTED if faint else LATE if look is bars.OVERDUE else INK))
    told.append((drawable(names.parties(say, sop, step.parties, short=True).plain), MUTED))
    if apart:
        after = names.step_numbers(say, step.after)
        told.append((say.caption("after {steps}", steps=after), MUTED))
    titles = wrap(title, TITLE.size, room, FEW_LINES if short else MOST_LINES)
    below = _lines([one for one in told if one[0]], room, short=short)
    pad = NARROW if short else PAD
    return Words(number, step.symbol, look, titles, below, pad, faint)


def _room(symbol: Symbol, wide: float) -> float:
    """For words, in or below the symbol."""
    if symbol is Symbol.DECISION:
        return wide / 2
    return wide - 2 * ASIDE - (BAND if symbol in BANDED else 0)


def _lines(
    told: Sequence[tuple[str, str]], room: float, *, short: bool
) -> list[list[tuple[str, str]]]:
    """Behind one another as long as there is room, else below; if `short`, on one line, cut."""
    lines: list[list[tuple[str, str]]] = []
    left = 0.0
    for text, colour in told if short else _parts(told, room):
        dotted = f"{DOT}{text}"
        if short and lines and lines[-1][-1][0].endswith(ELLIPSIS):
            break
        if lines and (short or width(dotted, WORDS) <= left):
            shown = cut(dotted, WORDS, left)
            lines[-1].append((shown, colour))
        else:
            left, shown = room, cut(text, WORDS, room)
            lines.append([(shown, colour)])
        left -= width(shown, WORDS)
    return lines


def _parts(told: Sequence[tuple[str, str]], room: float) -> Iterator[tuple[str, str]]:
    """What there is no room for on one line goes on where it has a dot."""
    for text, colour in told:
        parts = text.split(DOT) if width(text, WORDS) > room else [text]
        yield from ((part, colour) for part in parts)


def drawn(what: Words, box: Box) -> Iterator[str]:
    look = replace(what.look, colour=PLANNED) if what.faint else what.look
    yield symbols.symbol(what.symbol, box, look, str(what.number))
    banded = what.symbol in BANDED
    x, anchor = (box.left + BAND + ASIDE, "start") if banded else (box.centre, "middle")
    y = box.top + (box.tall - what.block) / 2
    if what.symbol is Symbol.CONNECTOR:
        y = box.top + 2 * RADIUS
    for line in what.title:
        yield letters(line, x, y + 36, FAINT_TITLE if what.faint else TITLE, anchor)
        y += TITLE_LINE
    for texts in what.below:
        yield in_colours(texts, x, y + 32, WORDS, anchor)
        y += WORDS_LINE
    if look.sign:
        yield bars.sign(look, *_sign_at(what.symbol, box))


def _sign_at(symbol: Symbol, box: Box) -> tuple[float, float]:
    """At the right, where it is within the symbol, or beside it."""
    if symbol is Symbol.CONNECTOR:
        return box.centre + RADIUS + ASIDE + SIGN, box.top + RADIUS
    inner = (box.right - box.left) / 8 if symbol is Symbol.DECISION else ASIDE
    return box.right - inner - SIGN, box.middle
