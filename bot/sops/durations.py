"""What people write for a duration that is wanted in days, and what to write instead."""

from __future__ import annotations

import re

from bot.render.language import N_
from bot.sops.phrases import Phrase

_AMOUNT = re.compile(
    r"(?:(?P<least>\d{1,4}) ?(?:-|–|ถึง|to) ?)?(?P<number>\d{1,4}) ?(?P<unit>[^\d\s].*)?"
)
_AGAIN = re.compile(
    r"(?:ทุก|ราย|ประจำ|แต่ละ|every|each|per)[ ]?|.*(?:ly|ละครั้ง|ละหน)$|annual|biannual", re.IGNORECASE
)
_DAYS_OF = {
    "day": re.compile(r"(?:working |calendar )?days?|วัน(?:ทำการ|ทำงาน)?", re.IGNORECASE),
    "week": re.compile(r"weeks?|wks?|สัปดาห์|อาทิตย์", re.IGNORECASE),
    "month": re.compile(r"months?|เดือน", re.IGNORECASE),
    "year": re.compile(r"years?|ปี", re.IGNORECASE),
    "shorter": re.compile(r"hours?|hrs?|minutes?|mins?|ชั่วโมง|ชม\.?|นาที", re.IGNORECASE),
}
_WEEK, _WORK_WEEK, _MONTH, _YEAR = 7, 5, 30, 365


def mended(written: str, most: int) -> Phrase | None:
    """How to write what was meant; None if that cannot be told. `most`: days a step may have."""
    if _AGAIN.match(written):
        return Phrase(
            N_(
                "a step is carried out once in a plan: write a step for each time, with its own "
                "not_after; or one step over the whole time, in days (from 90 days on it is asked "
                "about every month)"
            )
        )
    found = _AMOUNT.fullmatch(written)
    if not found:
        return None
    number, unit = int(found["number"]), _unit(found["unit"] or "")
    if not unit and not found["least"] and not found["unit"]:
        return Phrase(N_("write {number}, in Arabic digits")).of(number=number)
    phrase = _in_days(unit or ("day" if not found["unit"] else ""), number)
    too_long = phrase is not None and int(str(phrase.values.get("days", 0))) > most
    return None if too_long else phrase


def _unit(written: str) -> str:
    name = written.strip()
    return next((unit for unit, words in _DAYS_OF.items() if words.fullmatch(name)), "")


def _in_days(unit: str, number: int) -> Phrase | None:
    if unit == "day":
        return Phrase(N_('write {days}; "unit" says which days')).of(days=number)
    if unit == "week":
        phrase = Phrase(N_('write days: {days} with "unit: calendar", or {working} with "working"'))
        return phrase.of(days=number * _WEEK, working=number * _WORK_WEEK)
    if unit == "month":
        phrase = Phrase(N_('write days: {days} with "unit: calendar" (30 a month)'))
        return phrase.of(days=number * _MONTH)
    if unit == "year":
        return Phrase(N_('write days: {days} with "unit: calendar"')).of(days=number * _YEAR)
    if unit == "shorter":
        return Phrase(N_("write days: {days}, the shortest there is")).of(days=1)
    return None
