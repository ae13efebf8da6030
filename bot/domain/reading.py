"""What people type, read into values. Each `take_` reads at the beginning and returns the rest."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import MAXYEAR, MINYEAR, date, time, timedelta
from enum import StrEnum

from bot.domain.errors import Refusal

BUDDHIST_ERA, CHRISTIAN_FROM, BUDDHIST_FROM = 543, 1900, 2400
LEAP_SEARCH = 8  # years between two leap years, at most (1896 to 1904)

_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_LETTER = "[\u0e01-\u0e4e]"
_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ud800-\udfff]"
    "|\u200d(?![\u2600-\u27bf\U0001f300-\U0001faff])"  # but not what joins an emoji
)
_SARA_AM = re.compile("\u0e4d([\u0e48-\u0e4b]*)\u0e32")
_TONE_AFTER_AM = re.compile("\u0e33([\u0e48-\u0e4b]+)")


class Lean(StrEnum):
    """Which year is meant where none is typed."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"


def arabic(text: str) -> str:
    """Thai digits to ASCII, every character in its place."""
    return text.translate(_DIGITS)


def tidy(text: str) -> str:
    """The text as it looks: one spelling of Thai, nothing invisible; never NFKC, it splits ำ."""
    text = _INVISIBLE.sub("", _LINE_ENDS.sub("\n", text))
    text = unicodedata.normalize("NFC", text).replace("เเ", "แ")
    text = _TONE_AFTER_AM.sub("\\1\u0e33", _SARA_AM.sub("\\1\u0e33", text))
    return re.sub(r" ?\n ?", "\n", re.sub(r"[^\S\n]+", " ", text)).strip()


PARTICLE = "ครับผม|ครับ|ค่ะ|(?<=นะ)คะ"
"""Polite endings that end no other word, so no space is needed before them."""
ENDING = "คะ|ค่า|ค้า|คับ|จ้า|จ้ะ|จ๊ะ|ฮะ|นะ"
"""Polite endings that also end words (คุณค่า, เจ้า, บังคับ), so they must stand alone."""
ORNAMENT = r"[^\w\u0e00-\u0e7f]*"  # emoji, punctuation, spaces
SURE = "!"  # by itself it confirms, so one that merely follows a word must not reach a handler
_POLITE = re.compile(rf"(?:{PARTICLE}|(?<!{_LETTER})(?:นะ)?(?:{ENDING})){ORNAMENT}\Z")


def impolite(text: str) -> str:
    """Without the polite particles at its end; nothing, if only ornament but SURE is left."""
    while found := _POLITE.search(text):
        text = text[: found.start()].rstrip()
    return text if text == SURE or any(char.isalnum() for char in text) else ""


_UNITS = (
    "วัน|สัปดาห์|อาทิตย์|เดือน|ปี|ราย|รายการ|เรื่อง|ครั้ง|รอบ|ชุด|ฉบับ|หน้า|ไฟล์|ใบ|เล่ม|แห่ง"
    "|หน่วย|กิจกรรม|โครงการ|ข้อ|ขั้นตอน|ขั้น|อัน|ชิ้น|ตัว|รูป|แผ่น"
)
COUNTED = (
    r" ?(?:คน|ท่าน|โมง|ทุ่ม|นาที|ชั่วโมง|ชม\.|บาท|%|เปอร์เซ็น|percent|น\.|นาฬิกา|ใน ?[0-9]"
    rf"|(?:{_UNITS})(?:แล้ว|กว่า|ๆ|(?!{_LETTER}| ?[0-9])))"
)
"""What makes the number before it an amount: neither a step nor a year."""
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
        rf"{stem}(?:{ending}|\.|(?!{_LETTER}))"
        rf"|{initials}(?:\.(?!(?![พค]\. ?ศ)[ก-ฮ]\.)|(?!{_LETTER}|\.))"
        rf"|{english}(?:\.|(?![a-z]))"
    )


_MONTH_PATTERNS = [re.compile(_month(*names), re.IGNORECASE) for names in _MONTHS]
_NAME = "|".join(pattern.pattern for pattern in _MONTH_PATTERNS)
_WEEKDAY = (
    r"(?:วัน)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์)ฯ?|(?:อา|จ|อ|พฤ|พ|ศ|ส)\."
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?|วัน"
)
_BEFORE = rf"(?:เมื่อ)?(?:{_WEEKDAY})? ?(?:ที่)? ?"
_DAY = rf"{_BEFORE}(?P<day>[0-9]{{1,2}})"
_ERA = r"(?:(?P<era>[พค]\.? ?ศ|[BC]\.?E|A\.?D)\.? ?)?"
_YEAR = rf"[ .,/-]{{0,2}}{_ERA}(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[.:/][0-9]|{COUNTED})"
_END = r"(?![0-9]|[-./][0-9])"
_NAMED = rf"{_DAY}(?:st|nd|rd|th)?[ ./-]{{0,2}}(?:เดือน ?)?(?P<name>{_NAME})(?:{_YEAR})?"
_DMY = (
    rf"{_DAY} ?(?P<mark>[-/.]) ?(?P<month>[0-9]{{1,2}}) ?(?P=mark) ?"
    rf"{_ERA}(?P<year>[0-9]{{2,4}}){_END}"
)
_YMD = r"(?P<year>[0-9]{4})(?P<mark>[-/.])(?P<month>[0-9]{1,2})(?P=mark)(?P<day>[0-9]{1,2})" + _END
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


def read_date(text: str, today: date, lean: Lean) -> date:
    """The date that the whole text is."""
    day, rest = take_date(text, today, lean)
    if day is None or rest:
        raise Refusal("date-unreadable", text=tidy(text))
    return day


def take_date(text: str, today: date, lean: Lean) -> tuple[date | None, str]:
    text = tidy(text)
    found = _find_date(text)
    if not found:
        return None, text
    try:
        return _date(found, today, lean), _rest(text, found)
    except (ValueError, OverflowError):
        raise Refusal("date-impossible", text=text[: found.end()]) from None


def _find_date(text: str) -> re.Match[str] | None:
    text = arabic(text)
    found = (shape.match(text) for shape in (*_DATES, *_NEAR_DAYS))
    return max(filter(None, found), key=re.Match.end, default=None)


def _rest(text: str, found: re.Match[str]) -> str:
    return impolite(text[found.end() :].lstrip(SURE).lstrip(" \n,;:."))


def _date(found: re.Match[str], today: date, lean: Lean) -> date:
    if found.re in _NEAR_DAYS:
        return today + _NEAR_DAYS[found.re]
    parts = found.groupdict()
    day, month = int(parts["day"]), _month_number(parts)
    if not parts.get("year"):
        return _without_year(day, month, today, lean)
    return date(_christian(parts["year"], parts.get("era")), month, day)


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


_CLOCK_WORD = rf" ?(?:น\.|น(?!{_LETTER})|นาฬิกา)"
_TIME = re.compile(
    r"(?:เวลา ?|at )?(?P<hour>[0-9]{1,2})"
    rf"(?:[.:](?P<minute>[0-5][0-9])(?![0-9]|[.:/][0-9])(?:{_CLOCK_WORD})?|{_CLOCK_WORD})"
    r"(?: ?(?P<half>am|pm)(?![a-z]))?",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"(?:(?:(?:ขั้นตอน|ขั้น|ข้อ|ลำดับ|หมายเลข)? ?(?:ที่)?|step|no\.?) ?#? ?)?"
    r"0*(?P<number>[1-9][0-9]{0,4})(?![0-9]|[,.:/-][0-9]| ?(?:%|เปอร์เซ็น|percent))",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?:ร้อยละ ?)?(?P<number>100|[0-9]{1,2})(?![0-9]|[,.:/-][0-9])"
    r"(?: ?(?:%|เปอร์เซ็น(?:ต์?)?|(?i:percent)))?"
)


def take_time(text: str) -> tuple[time | None, str]:
    text = tidy(text)
    if found := _TIME.match(arabic(text)):
        with suppress(ValueError):  # 25.00 is no time
            return time(_hour(found), int(found["minute"] or 0)), _rest(text, found)
    return None, text


def _hour(found: re.Match[str]) -> int:
    hour, half = int(found["hour"]), (found["half"] or "").lower()
    if not half or hour > 12:
        return hour
    return hour % 12 + (12 if half == "pm" else 0)


def take_number(text: str) -> tuple[int | None, str]:
    """The step meant; the first number of a date is none."""
    text = tidy(text)
    found = _NUMBER.match(arabic(text))
    if not found or _find_date(text):
        return None, text
    return int(found["number"]), _rest(text, found)


def take_percent(text: str) -> tuple[int | None, str]:
    text = tidy(text)
    if found := _PERCENT.match(arabic(text)):
        return int(found["number"]), _rest(text, found)
    return None, text
