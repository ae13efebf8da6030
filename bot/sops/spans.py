"""What a file says about durations and days: from the words written to what the domain wants."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.domain.numbers import MOST_OCCURRENCES
from bot.domain.sop import FixedDay
from bot.domain.typed import arabic
from bot.render.language import N_
from bot.sops import durations
from bot.sops.meant import meant
from bot.sops.periods import BUILTIN
from bot.sops.phrases import Phrase
from bot.sops.values import (
    MAX_DAYS,
    Faulty,
    Told,
    choose,
    fixed_day,
    integer,
    is_identifier,
    shown,
    word,
)

OPEN = "open"
END = "end"
MOST_ROUNDS = MOST_OCCURRENCES
SERIES = N_("month, quarter, half-year, or the id of one of the file's rounds")
YEARS = {"next": 1, "previous": -1}
_RANGE = re.compile(r"([0-9]{1,3}) ?[-–] ?([0-9]{1,3})")
_DAYS = re.compile(r"(?:[^0-9.-]*\b[0-9]{1,2}(?:st|nd|rd|th)?\b)+[^0-9-]*")
_LAST = re.compile(r"สิ้น.*|วันสุดท้าย.*|(?:the )?last.*|(?:month.?)?end.*", re.IGNORECASE)
_YEARLY = re.compile(
    r"year|(?:year|annual)ly|annual|(?:ราย|ทุก|ประจำ)?ปี|ปีละ.*|every year", re.IGNORECASE
)


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
    number = integer(written, _days_meant(written))
    if not 1 <= number <= 31:
        what = Phrase(N_("{subject} is {value}, no day of a month")).of(value=number)
        raise Faulty((what, Phrase(N_("write 1 to 31, or end for the last day"))))
    return number


def _days_meant(written: str) -> Phrase:
    if _LAST.fullmatch(written):
        return Phrase(N_("write {word}")).of(word=END)
    days = [int(d) for d in re.findall("[0-9]+", arabic(written))]
    if not _DAYS.fullmatch(arabic(written)) or not all(1 <= d <= 31 for d in days):
        return Phrase(N_("write a day of the month, as 15, or end for its last"))
    return Phrase(N_("write {word}")).of(word=days[0] if len(days) == 1 else days)


def series(value: object) -> str:
    """The id of a series of periods, of the file's own or of those that every file knows."""
    written = word(value)
    if not is_identifier(written):
        raise Faulty(unknown_series(written, BUILTIN))
    return written


def unknown_series(written: str, known: Collection[str]) -> Told:
    """What is wrong with `every`, and how to mend it."""
    what = Phrase(N_("{subject} is {value}, which is unknown")).of(value=shown(written))
    if _YEARLY.fullmatch(written):
        return what, Phrase(N_('leave "every" out: once in a plan is once a year'))
    if not is_identifier(written) and not meant(written, known):
        return what, Phrase(N_("write {word}")).of(word=Phrase(SERIES))
    return what, choose(written, known)


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
        raise Faulty((what.of(value=shown(year)), _year_meant(year)))
    return FixedDay(day.month, day.day, YEARS[year])


def _year_meant(written: str) -> Phrase:
    if meant(written, YEARS):
        return choose(written, YEARS)
    return Phrase(
        N_("write next (the fiscal year after the plan's) or previous; the day alone is the plan's")
    )


def rounds(value: object) -> int:
    """How often at most what a decision leads back to is carried out, the first time included."""
    mend = Phrase(N_("write 2 to {most}, the first time included")).of(most=MOST_ROUNDS)
    number = integer(word(value), mend)
    if not 2 <= number <= MOST_ROUNDS:
        raise Faulty((Phrase(N_("{subject} is {value}")).of(value=number), mend))
    return number
