"""Days as people write them, in Thai and in English, read into dates."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal
from bot.domain.spelling import COUNTED, LETTER, SURE, arabic, impolite, tidy

BUDDHIST_ERA, CHRISTIAN_FROM, BUDDHIST_FROM = 543, 1900, 2400
LEAP_SEARCH = 8  # years between two leap years, at most (1896 to 1904)


class Lean(StrEnum):
    """Which year is meant where none is typed."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"


_MONTHS = (
    ("มกรา", "คม", "ม.ค", "jan(?:uary)?"),
    ("กุม[ภพ]า", "พันธ์?", "ก.พ", "feb(?:ruary)?"),
    ("มีนา", "คม", "มี.ค", "mar(?:ch)?"),
    ("เมษา", "ยน", "เม.ย", "apr(?:il)?"),
    ("พฤ[ษศ]ภา", "คม", "พ.ค", "may"),
    ("มิถุนา", "ยน", "มิ.ย", "june?"),
    ("กรก[ฎฏ]า", "คม", "ก.ค", "july?"),
    ("สิงหา", "คม", "ส.ค", "aug(?:ust)?"),
    ("กันยา", "ยน", "ก.ย", "sep(?:t(?:ember)?)?"),
    ("ตุลา", "คม", "ต.ค", "oct(?:ober)?"),
    ("พฤ[ศษ]จิกา", "ยน", "พ.ย", "nov(?:ember)?"),
    ("ธันวา", "คม", "ธ.ค", "dec(?:ember)?"),
)


def _month(stem: str, ending: str, short: str, english: str) -> str:
    """ตุลาคม, ตุลา, ต.ค., ตค, Oct; not ตุลาการ, not ก.พ.ร."""
    initials = r"(?:\. ?)?".join(short.split("."))
    return (
        rf"{stem}(?:{ending}|\.|(?!{LETTER}))"
        rf"|{initials}(?:\.(?!(?![พค]\. ?ศ)[ก-ฮ]\.)|(?!{LETTER}|\.))"
        rf"|{english}(?:\.|(?![a-z]))"
    )


_MONTH_PATTERNS = [re.compile(_month(*names), re.IGNORECASE) for names in _MONTHS]
_NAME = "|".join(pattern.pattern for pattern in _MONTH_PATTERNS)
_WEEKDAY = (
    r"(?:วัน)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์)ฯ?|(?:อา|จ|อ|พฤ|พ|ศ|ส)\."
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?|วัน"
)
_BEFORE = rf"(?:เมื่อ ?)?(?:{_WEEKDAY})? ?(?:ที่)? ?"
_DAY = rf"{_BEFORE}(?P<day>[0-9]{{1,2}})"
_ERA = r"(?:(?P<era>[พค]\.? ?ศ|[BC]\.?E|A\.?D)\.? ?)?"
_YEAR = rf"[ .,/-]{{0,2}}{_ERA}(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[.:/][0-9]|{COUNTED})"
_END = r"(?![0-9]|[-./][0-9])"
_NAMED = rf"{_DAY}(?:st|nd|rd|th)?[ ./-]{{0,2}}(?:เดือน ?)?(?P<name>{_NAME})(?:{_YEAR})?"
_DMY = (
    rf"{_DAY} ?(?P<mark>[-/.]) ?(?P<month>[0-9]{{1,2}}) ?(?P=mark) ?"
    rf"{_ERA}(?P<year>[0-9]{{2,4}}){_END}"
)
_YMD = (
    rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)"
    rf"(?P<day>[0-9]{{1,2}}){_END}"
)
_DM = rf"{_BEFORE}(?P<day>0?[1-9]|[12][0-9]|3[01])/(?P<month>0?[1-9]|1[0-2]){_END}(?!{COUNTED})"
# only where both can be: 45/50 is a share, 1/2570 the number of a meeting
_DATES = [re.compile(shape, re.IGNORECASE) for shape in (_NAMED, _DMY, _YMD, _DM)]
_NEAR_DAYS = {
    re.compile("วันนี้|today(?![a-z])", re.IGNORECASE): timedelta(0),
    re.compile("(?:วัน)?พรุ[่้]?งนี้|tomorrow(?![a-z])", re.IGNORECASE): timedelta(1),
    re.compile("(?:วัน)?มะรืน(?:นี้)?"): timedelta(2),
    re.compile("เมื่อวาน(?:นี้)?|yesterday(?![a-z])", re.IGNORECASE): timedelta(-1),
    re.compile("เมื่อวานซืน(?:นี้)?"): timedelta(-2),
}

_DAYS_OF_WEEK = ("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์")
_ONE_OF_WEEK = rf"วัน(?P<name>{'|'.join(_DAYS_OF_WEEK)})(?:บดี)?+ฯ?+"
_NOT_DATED = r"(?! ?(?:ที่|[0-9]))"  # วันพุธที่ 6 is more than a Wednesday
_WEEKDAYS_AGO = [
    re.compile(rf"เมื่อ ?{_ONE_OF_WEEK}(?: ?(?:ที่แล้ว|ที่ผ่านมา))?+{_NOT_DATED}"),
    re.compile(rf"{_ONE_OF_WEEK} ?(?:ที่แล้ว|ที่ผ่านมา)"),
]
_ANY_WEEKDAY = re.compile(rf"{_ONE_OF_WEEK}(?=[\s,)\]]|$){_NOT_DATED}")
_TOLD = {
    *_DATES[:-1],
    *_WEEKDAYS_AGO,
    *(day for day, days in _NEAR_DAYS.items() if days < timedelta(0)),
}
"""What can be nothing but a day also amid other words: not 3/12, which may be a share."""
_MAY_BEGIN = re.compile("(?<![0-9./-])(?:เมื่อ|วัน|[0-9])")
_OPEN, _CLOSE = "([", ")]"


def read_date(text: str, today: date, lean: Lean) -> date:
    """The date that the whole text is."""
    day, rest = take_date(text, today, lean)
    if day is None or rest:
        raise Refusal("date-unreadable", text=tidy(text))
    return day


def take_date(text: str, today: date, lean: Lean) -> tuple[date | None, str]:
    """The day may stand in brackets: (2/10/2569) เรียบร้อย."""
    text = tidy(text)
    inner = text[1:].lstrip() if text[:1] in _OPEN else text
    found = find_date(inner)
    if not found:
        return None, text
    try:
        day = _date(found, today, lean)
    except (ValueError, OverflowError):
        raise Refusal("date-impossible", text=inner[: found.end()]) from None
    rest = rest_after(inner, found)
    return day, rest if inner == text or rest[:1] not in _CLOSE else _trimmed(rest[1:])


def days_in(text: str, today: date, lean: Lean) -> list[date]:
    """Every day that the text tells somewhere."""
    text, days, end = arabic(tidy(text)), list[date](), 0
    for begin in _MAY_BEGIN.finditer(text):
        found = find_date(text[begin.start() :]) if begin.start() >= end else None
        if found and found.re in _TOLD:
            end = begin.start() + found.end()
            with suppress(ValueError, OverflowError):
                days.append(_date(found, today, lean))
    return list(dict.fromkeys(days))


def find_date(text: str) -> re.Match[str] | None:
    """The longest day at the beginning."""
    text = arabic(text)
    shapes = (*_DATES, *_NEAR_DAYS, *_WEEKDAYS_AGO, _ANY_WEEKDAY)
    return max(filter(None, (s.match(text) for s in shapes)), key=re.Match.end, default=None)


def rest_after(text: str, found: re.Match[str]) -> str:
    return _trimmed(text[found.end() :].lstrip(SURE))


def _trimmed(rest: str) -> str:
    return impolite(rest.lstrip(" \n,;:."))


def _date(found: re.Match[str], today: date, lean: Lean) -> date:
    if found.re in _NEAR_DAYS:
        return today + _NEAR_DAYS[found.re]
    if found.re is _ANY_WEEKDAY or found.re in _WEEKDAYS_AGO:
        return _weekday(found, today, lean)
    parts = found.groupdict()
    day, month = int(parts["day"]), _month_number(parts)
    if not parts.get("year"):
        return _without_year(day, month, today, lean)
    return date(_christian(parts["year"], parts.get("era")), month, day)


def _weekday(found: re.Match[str], today: date, lean: Lean) -> date:
    """The last such day if it is told as past (then not today), else as the lean says."""
    ahead = (_DAYS_OF_WEEK.index(found["name"]) - today.weekday()) % 7
    if found.re in _WEEKDAYS_AGO:
        return today + timedelta(days=ahead - 7)
    back = bool(ahead) and (lean is Lean.PAST or (lean is Lean.NEAR and ahead > 3))
    return today + timedelta(days=ahead - 7 if back else ahead)


def _month_number(parts: dict[str, str]) -> int:
    if "month" in parts:
        return int(parts["month"])
    return 1 + next(i for i, name in enumerate(_MONTH_PATTERNS) if name.fullmatch(parts["name"]))


def _christian(written: str, era: str | None) -> int:
    """The CE year of a year as written; two digits are Buddhist unless it says otherwise."""
    year, said_christian = int(written), era is not None and era[0] in "คCcAa"
    if len(written) == 2:
        return year + (2000 if said_christian else 2500 - BUDDHIST_ERA)
    buddhist = year >= BUDDHIST_FROM
    if year < CHRISTIAN_FROM or (era and said_christian == buddhist):
        raise ValueError(written)
    return year - BUDDHIST_ERA if buddhist else year


def _without_year(day: int, month: int, today: date, lean: Lean) -> date:
    days = list(_same_day_of_years(day, month, today.year))
    if lean is Lean.PAST:
        return max(d for d in days if d <= today)
    if lean is Lean.FUTURE:
        return min(d for d in days if d >= today)
    return min(days, key=lambda d: abs(d - today))


def _same_day_of_years(day: int, month: int, year: int) -> Iterator[date]:
    for near in range(max(MINYEAR, year - LEAP_SEARCH), min(MAXYEAR, year + LEAP_SEARCH) + 1):
        with suppress(ValueError):
            yield date(near, month, day)
