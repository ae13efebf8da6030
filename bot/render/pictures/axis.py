"""The axis of a timeline: where a day lies, and the months above it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from bot.domain.calendar import ONE_DAY, next_month
from bot.domain.plan import Span
from bot.render import dates
from bot.render.colours import ACCENT, GROUND, HAIRLINE, INK, MUTED, ON_ACCENT
from bot.render.pictures.letters import BOLD, Face, letters, width

YEARS = Face(32, MUTED, BOLD)
MONTHS = Face(30, MUTED)
TODAY = Face(32, ON_ACCENT, BOLD)
HEAD = 96
"""Pixels, as all lengths here: years and months, one above the other."""
PILL = 60
"""Height of the word for today."""
APART = 8
FIRST_MONTH = 10
"""Of a fiscal year."""
AROUND = timedelta(days=60)
"""How far before and behind the plan today is still shown."""
_SHARP = ' shape-rendering="crispEdges"'
"""Lines without grey edges also make a smaller picture."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the first day of a month to the last of one, between two edges.

    `today`: if it is shown.
    """

    first: date
    last: date
    left: float
    right: float
    today: date | None = None

    def x(self, day: date) -> float:
        """Where the day begins."""
        return self.left + (day - self.first).days * self.day

    def middle(self, day: date) -> float:
        return self.x(day) + self.day / 2

    @property
    def day(self) -> float:
        return (self.right - self.left) / ((self.last - self.first).days + 1)

    def edges(self, span: Span, least: float) -> tuple[float, float]:
        """Where it begins and ends, so wide that it can be seen."""
        left, right = self.x(span.start), self.x(span.due + ONE_DAY)
        left = min(left, self.right - least)
        return left, max(right, left + least)

    @property
    def now(self) -> float | None:
        """Where the line for today stands."""
        return self.middle(self.today) if self.today is not None else None

    def months(self) -> Iterator[date]:
        month = self.first
        while month <= self.last:
            yield month
            month = next_month(month)


def axis(days: Collection[date], left: float, right: float, today: date | None) -> Axis:
    """Whole months with all these days in them; and today, unless it is far from them."""
    first, last = min(days), max(days)
    if today is None or not first - AROUND <= today <= last + AROUND:
        return Axis(first.replace(day=1), next_month(last) - ONE_DAY, left, right)
    first, last = min(first, today), max(last, today)
    return Axis(first.replace(day=1), next_month(last) - ONE_DAY, left, right, today)


def months(on: Axis, language: str, top: float) -> Iterator[str]:
    """Their names, as many as there is room for, and each year once."""
    all_months = list(on.months())
    names = [dates.month_name(month.month, language, short=True) for month in all_months]
    widest = max(width(name, MONTHS.size) for name in names) + APART
    every = ceil(widest / ((on.right - on.left) / len(all_months)))
    for month, name in list(zip(all_months, names, strict=True))[::every]:
        middle = (on.x(month) + on.x(next_month(month))) / 2
        yield letters(name, middle, top + HEAD - 16, MONTHS, "middle")
    yield from _years(on, language, top)


def lines(on: Axis, top: float, bottom: float) -> str:
    """Between the months, from edge to edge."""
    at = [on.x(month) for month in on.months()] + [on.right]
    path = "".join(f"M{x:.1f} {top}V{bottom}" for x in at)
    return f'<path d="{path}" stroke="{HAIRLINE}" stroke-width="2"{_SHARP}/>'


def year_ends(on: Axis) -> list[date]:
    """The first days of the fiscal years that begin within it."""
    return [month for month in on.months() if month.month == FIRST_MONTH and month != on.first]


def year_line(x: float, top: float, bottom: float) -> str:
    """Between two fiscal years."""
    dashed = f'stroke="{INK}" stroke-width="4" stroke-dasharray="14 8"'
    return f'<path d="M{x:.0f} {top}V{bottom}" {dashed}{_SHARP}/>'


def now_line(now: float, top: float, bottom: float) -> str:
    return f'<path d="M{now:.0f} {top}V{bottom}" stroke="{ACCENT}" stroke-width="4"{_SHARP}/>'


def now_word(on: Axis, now: float, word: str, top: float) -> str:
    """On its line, as far as the edges let it."""
    wide = width(word, TODAY.size) + 4 * APART
    left = min(max(now - wide / 2, on.left), on.right - wide)
    return (
        f'<rect x="{left:.1f}" y="{top}" width="{wide:.1f}" height="{PILL}" rx="16"'
        f' fill="{ACCENT}"/>' + letters(word, left + wide / 2, top + 45, TODAY, "middle")
    )


def clear(on: Axis, left: float, right: float, top: float, tall: float) -> str:
    """No lines behind letters, and none half covered beside them."""
    left, right = left - APART, right + APART
    if on.now is not None and abs(on.now - right) < APART:
        right += APART
    return (
        f'<rect x="{left:.0f}" y="{top}" width="{right - left:.0f}" height="{tall}"'
        f' fill="{GROUND}"/>'
    )


def _years(on: Axis, language: str, top: float) -> Iterator[str]:
    """Over the first month and every January; over none that a later one would cover."""
    starts = [month for month in on.months() if month.month == 1 or month == on.first]
    until = float("inf")
    for month in reversed(starts):
        name = dates.year_number(month, language)
        if on.x(month) + width(name, YEARS.size) + APART <= until:
            until = on.x(month)
            yield letters(name, until, top + 34, YEARS)
