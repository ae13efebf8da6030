"""The series of periods that every file knows, and how the times of a step are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from bot.domain.recurrence import Period
from bot.domain.sop import FixedDay
from bot.render import dates
from bot.render.language import N_, speaker

MONTH, QUARTER, HALF_YEAR = "month", "quarter", "half-year"
BUILTIN = (MONTH, QUARTER, HALF_YEAR)
_MONTHS = tuple((month + 8) % 12 + 1 for month in range(1, 13))
"""Of a fiscal year, from October on."""
_MONTH_OF = {True: "{previous_fiscal_year}", False: "{fiscal_year}"}
_QUARTER = N_("quarter {number}")
_HALVES = (N_("first half of the year"), N_("second half of the year"))


def builtin(language: str) -> Mapping[str, Sequence[Period]]:
    """Their names in the file's language; years are those of the plan, filled in later."""
    return {MONTH: _months(language), QUARTER: _parts(language, 3), HALF_YEAR: _parts(language, 6)}


def again(language: str) -> Callable[[int], str]:
    """Names the second and later times that a loop comes to a step."""
    say = speaker(language)
    return lambda time: say.caption(N_("time {number}"), number=time)


def _months(language: str) -> list[Period]:
    return [
        Period(f"{dates.month_name(m, language, short=True)} {_MONTH_OF[m >= 10]}", *_span(n, 1))
        for n, m in enumerate(_MONTHS)
    ]


def _parts(language: str, months: int) -> list[Period]:
    """Of a year, each so many months long."""
    return [
        Period(_name(language, months, number), *_span(months * number, months))
        for number in range(12 // months)
    ]


def _name(language: str, months: int, number: int) -> str:
    say = speaker(language)
    if months == 3:
        return say.caption(_QUARTER, number=number + 1)
    return say.caption(_HALVES[number])


def _span(place: int, months: int) -> tuple[FixedDay, FixedDay]:
    """First and last day of so many months, from the fiscal year's `place` on."""
    return FixedDay(_MONTHS[place], 1), FixedDay(_MONTHS[place + months - 1], None)
