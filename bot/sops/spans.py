"""What a file says about durations and days: from the words written to what the domain wants."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.numbers import MOST_OCCURRENCES
from bot.domain.sop import FixedDay
from bot.domain.typed import arabic
from bot.render.language import N_
from bot.sops import durations
from bot.sops.phrases import Phrase
from bot.sops.values import MAX_DAYS, Faulty, choose, fixed_day, integer, shown, whole, word

OPEN = "open"
END = "end"
MOST_ROUNDS = MOST_OCCURRENCES
YEARS = {"next": 1, "previous": -1}
_RANGE = re.compile(r"([0-9]{1,3}) ?[-–] ?([0-9]{1,3})")


@dataclass(frozen=True, slots=True)
class Length:
    """`most` 0: open until it is closed; `least` 0: it is no range."""

    most: int
    least: int = 0


def length(value: object) -> Length:
    """`5`, `3-5` or `open`; what people write instead is answered with what to write."""
    written = word(value)
    if written == OPEN:
        return Length(0)
    if found := _RANGE.fullmatch(arabic(written)):
        return _range(written, int(found[1]), int(found[2]))
    number = integer(written, durations.mended(arabic(written), MAX_DAYS))
    if not 1 <= number <= MAX_DAYS:
        what = Phrase(N_("{subject} is {value} days"))
        mend = Phrase(N_("write a whole number from 1 to {most}"))
        raise Faulty((what.of(value=number), mend.of(most=MAX_DAYS)))
    return Length(number)


def _range(written: str, least: int, most: int) -> Length:
    if not 1 <= least < most <= MAX_DAYS:
        what = Phrase(N_("{subject} is {value}, which is no range")).of(value=shown(written))
        mend = Phrase(N_("write the shorter time first, as 3-5; at most {most}"))
        raise Faulty((what, mend.of(most=MAX_DAYS)))
    return Length(most, least)


def month_days(value: object) -> tuple[int, ...]:
    """One day of the month or a list of them, from 1 to 31; `end` is the last."""
    listed = value if isinstance(value, list) else [value]
    found = sorted({_month_day(one) for one in listed})
    if not found:
        raise Faulty((Phrase(N_("{subject} is empty")), Phrase(N_("write days of the month"))))
    return tuple(found)


def _month_day(value: object) -> int:
    written = word(value)
    if written == END:
        return 31
    number = integer(written, Phrase(N_("write a day of the month, as 15, or end for its last")))
    if not 1 <= number <= 31:
        what = Phrase(N_("{subject} is {value}, no day of a month")).of(value=number)
        raise Faulty((what, Phrase(N_("write 1 to 31, or end for the last day"))))
    return number


def day_of_year(value: object) -> FixedDay:
    """`12-15`; or `{day: 10-15, year: next}`, a day of another fiscal year than the plan's."""
    if not isinstance(value, dict):
        return fixed_day(value)
    if unknown := sorted(value.keys() - {"day", "year"}):
        what = Phrase(N_("{subject} has an unknown key {key}")).of(key=shown(unknown[0]))
        raise Faulty((what, choose(unknown[0], ("day", "year"))))
    if missing := sorted({"day", "year"} - value.keys()):
        what = Phrase(N_("{subject} has no {key}")).of(key=shown(missing[0]))
        raise Faulty((what, Phrase(N_('write both, as "day: 10-15" and "year: next"'))))
    day, year = fixed_day(value["day"]), word(value["year"])
    if year not in YEARS:
        what = Phrase(N_("{subject} is of the year {value}, which is unknown"))
        raise Faulty((what.of(value=shown(year)), choose(year, YEARS)))
    return FixedDay(day.month, day.day, YEARS[year])


def rounds(value: object) -> int:
    """How often at most what a decision leads back to is carried out, the first time included."""
    number = whole(value)
    if not 2 <= number <= MOST_ROUNDS:
        what = Phrase(N_("{subject} is {value}")).of(value=number)
        mend = Phrase(N_("write 2 to {most}, the first time included")).of(most=MOST_ROUNDS)
        raise Faulty((what, mend))
    return number
