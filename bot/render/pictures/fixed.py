"""What is fixed on a timeline: the rounds of the year, and days that the SOP or an outside system
sets.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from bot.domain.calendar import ONE_DAY, next_month, round_of
from bot.domain.step_dates import FixedDays
from bot.render.colours import GROUND, INK, ON_TINT, TINT
from bot.render.language import Say
from bot.render.pictures.axis import APART, Axis
from bot.render.pictures.bars import TALL
from bot.render.pictures.letters import BOLD, Face, letters, width

BAND = 44
"""Pixels, as all lengths here: height of the rounds."""
ROUND = Face(30, ON_TINT, BOLD)
ACROSS = 8
"""How far a bracket reaches in before the bar."""
_BEYOND, _LINE, _HALO, _ROUNDED = 2, 5, 11, 10


def rounds(say: Say, on: Axis, year: int, top: float) -> Iterator[str]:
    """A band over the months of each round of the fiscal year that ends in CE year `year`."""
    for number, group in groupby(on.months(), lambda month: round_of(month, year)):
        months = [*group]
        left, right = on.x(months[0]) + 2, on.x(next_month(months[-1])) - 2
        word = say.caption("Round {number}", number=number) if number else ""
        if not word or width(word, ROUND.size) + 2 * APART > right - left:
            continue
        yield (
            f'<rect x="{left:.1f}" y="{top}" width="{right - left:.1f}" height="{BAND - 4}"'
            f' rx="{_ROUNDED}" fill="{TINT}"/>'
        )
        yield letters(word, (left + right) / 2, top + 31, ROUND, "middle")


def brackets(on: Axis, fixed: FixedDays, top: float) -> Iterator[str]:
    """`[` on the day before which a step may not start, `]` on the last on which it may be due."""
    first, last = fixed
    if first is not None:
        yield _bracket(on.x(first), ACROSS, top)
    if last is not None:
        yield _bracket(_after(on, last), -ACROSS, top)


def sample(wide: float) -> str:
    """Both, where they are explained, from 0, 0 on."""
    middle = wide / 2
    return _bracket(middle - 2 * ACROSS, ACROSS, 0) + _bracket(middle + 2 * ACROSS, -ACROSS, 0)


def reach(
    on: Axis, fixed: FixedDays, ends: tuple[float, float], room: float
) -> tuple[float, float]:
    """These ends of a bar, or the brackets beside it where they leave no `room` between."""
    (first, last), (left, right) = fixed, ends
    opens = on.x(first) - _HALO if first is not None else left
    closes = _after(on, last) + _HALO if last is not None else right
    return (
        opens if left - room < opens < left else left,
        closes if right < closes < right + room else right,
    )


def _after(on: Axis, day: date) -> float:
    return on.x(day + ONE_DAY)


def _bracket(at: float, across: int, top: float) -> str:
    """On a ground of its own, so that it is seen on a bar, too."""
    foot = top + TALL + _BEYOND
    path = f"M{at + across:.1f} {top - _BEYOND}H{at:.1f}V{foot}H{at + across:.1f}"
    return "".join(
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="{line}"/>'
        for colour, line in ((GROUND, _HALO), (INK, _LINE))
    )
