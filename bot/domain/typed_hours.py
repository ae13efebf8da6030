"""Hours as people tell them, in figures and in Thai words, read into times of the day.

Thais count the hours of the morning, the afternoon and the evening anew; an hour of which it is
not told of what (สองโมง) can be two, and is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import time

from bot.domain.spelling import LETTER, arabic, impolite, tidy

_ONES = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_TENS = {"สิบ": 10, "ยี่สิบ": 20, "สามสิบ": 30, "สี่สิบ": 40, "ห้าสิบ": 50}
_WORD = rf"(?:(?:ยี่|สาม|สี่|ห้า)?สิบ(?:เอ็ด|{'|'.join(_ONES)})?|{'|'.join(_ONES)})"
_FIGURES = r"[0-9]{1,2}(?![0-9]|[.:][0-9])"
_HOUR = rf"(?P<hour>{_FIGURES}|{_WORD})"
_NO_MORE = rf"(?![0-9])(?!{LETTER})"
_MINUTE = rf"(?P<minute>[0-5]?[0-9]|{_WORD}) ?(?:นาที|{_NO_MORE})"
_MINUTES = rf"(?: ?(?:(?P<half>ครึ่ง)|{_MINUTE}))?"
_SHARP = r"(?: ?(?:ตรง|พอดี|ๆ))?"
_LEAD = r"(?:(?:เวลา|ตอน|ช่วง|เริ่ม|ประมาณ|ราว|at|@) ?)*"
_CLOCK_WORD = rf"(?: ?(?:น\.|น(?!{LETTER})|นาฬิกา))"


def _told(hour: int) -> int:
    if hour > 23:
        raise ValueError(hour)
    return hour


def _morning(hour: int) -> int:
    """สองโมงเช้า is counted from six, เก้าโมงเช้า from midnight."""
    return _within(hour, 1, 11) + (6 if hour < 6 else 0)


def _afternoon(hour: int) -> int:
    return _within(hour, 1, 5) + 12


def _evening(hour: int) -> int:
    return _within(hour, 3, 6) + 12


def _night(hour: int) -> int:
    return _within(hour, 1, 5) + 18


def _before_dawn(hour: int) -> int:
    return _within(hour, 1, 5)


def _plain(hour: int) -> int:
    """Six to eleven are of the morning; below, both halves of the day have such an hour."""
    return _within(hour, 6, 18)


def _within(hour: int, first: int, last: int) -> int:
    if not first <= hour <= last:
        raise ValueError(hour)
    return hour


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[int], int]], ...] = tuple(
    (re.compile(_LEAD + shape, re.IGNORECASE), read)
    for shape, read in (
        (
            rf"(?P<hour>[0-9]{{1,2}})[.:](?P<minute>[0-5][0-9])(?![0-9]|[.:/][0-9]){_CLOCK_WORD}?"
            r"(?: ?(?P<part>am|pm)(?![a-z]))?",
            _told,
        ),
        (
            rf"(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])(?![0-9]|[.:/-][0-9]){_CLOCK_WORD}?",
            _told,
        ),
        (rf"(?P<hour>{_FIGURES}) ?(?P<part>am|pm)(?![a-z])", _told),
        (rf"{_HOUR} ?นาฬิกา{_MINUTES}{_SHARP}", _told),
        (rf"{_HOUR}{_CLOCK_WORD}", _told),
        (rf"{_HOUR} ?โมง ?เช้า{_MINUTES}{_SHARP}", _morning),
        (rf"{_HOUR} ?โมง{_MINUTES} ?เช้า", _morning),
        (rf"เช้า ?{_HOUR} ?โมง{_MINUTES}{_SHARP}", _morning),
        (rf"บ่าย ?{_HOUR}(?: ?โมง)?{_MINUTES}{_SHARP}", _afternoon),
        (rf"{_HOUR} ?โมง ?บ่าย{_MINUTES}{_SHARP}", _afternoon),
        (rf"บ่าย ?โมง{_MINUTES}{_SHARP}", lambda _: 13),
        (rf"{_HOUR} ?โมง ?เย็น{_MINUTES}{_SHARP}", _evening),
        (rf"เย็น ?{_HOUR} ?โมง{_MINUTES}{_SHARP}", _evening),
        (rf"{_HOUR} ?ทุ่ม{_MINUTES}{_SHARP}", _night),
        (rf"ตี ?{_HOUR}{_MINUTES}{_SHARP}", _before_dawn),
        (rf"เที่ยง(?:วัน)?(?!คืน){_MINUTES}{_SHARP}", lambda _: 12),
        (rf"{_HOUR} ?โมง{_MINUTES}{_SHARP}(?! ?(?:เช้า|เย็น|บ่าย))", _plain),
    )
)
_SPOKEN_OF = re.compile(
    rf"[0-9] ?[.:] ?[0-9]|(?:[0-9]|{_WORD}) ?(?:น\.|น(?!{LETTER})|นาฬิกา|โมง|ทุ่ม)|เวลา|โมง|เที่ยง"
    r"|(?:ตอน|ช่วง|ภาค) ?(?:เช้า|สาย|บ่าย|เย็น|ค่ำ)|(?:^|\s)(?:เช้า|สาย|บ่าย|เย็น|ค่ำ)(?:\s|ๆ|แก่|คล้อย|$)"
    r"|^[0-9]{1,4}$|[0-9] ?(?:am|pm)",
    re.IGNORECASE,
)


def take_time(text: str) -> tuple[time | None, str]:
    """The hour at the beginning, the longest that can be read there, and the rest."""
    text = tidy(text)
    end, told = _longest(arabic(text))
    return told, impolite(text[end:].lstrip(" \n,;:.")) if told is not None else text


def cut_time(text: str) -> tuple[time | None, str]:
    """The first hour anywhere in the text, and what stands around it."""
    text = tidy(text)
    figures = arabic(text)
    for start in re.finditer(r"(?<![0-9.:/\u0e01-\u0e4e])\S", figures):
        length, told = _longest(figures[start.start() :])
        if told is not None:
            rest = text[start.start() + length :].lstrip(" \n,;:.")
            return told, f"{text[: start.start()].rstrip()} {rest}".strip()
    return None, text


def tells_hour(text: str) -> bool:
    """Whether it speaks of an hour at all, understood or not."""
    return _SPOKEN_OF.search(arabic(tidy(text))) is not None


def _longest(text: str) -> tuple[int, time | None]:
    found = sorted(
        ((match, read) for shape, read in _SHAPES if (match := shape.match(text))),
        key=lambda pair: -pair[0].end(),
    )
    for match, read in found:
        with suppress(ValueError):  # 25.00 is no time
            return match.end(), _time(match, read)
    return 0, None


def _time(found: re.Match[str], read: Callable[[int], int]) -> time:
    parts = found.groupdict()
    hour = read(_number(parts.get("hour") or "0"))
    part = (parts.get("part") or "").lower()
    if part and hour <= 12:
        hour = hour % 12 + (12 if part == "pm" else 0)
    if parts.get("half"):
        return time(hour, 30)
    return time(hour, _number(parts.get("minute") or "0"))


def _number(said: str) -> int:
    if said.isdigit():
        return int(said)
    tens, _, ones = said.rpartition("สิบ")
    value = _TENS.get(f"{tens}สิบ", 0) if "สิบ" in said else 0
    return value + (1 if ones == "เอ็ด" else 1 + _ONES.index(ones) if ones else 0)
