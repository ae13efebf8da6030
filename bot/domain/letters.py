"""Number and date that an official document bears (ที่ สธ 0919/123 ลงวันที่ 3 ก.พ. 2570). Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import FARTHEST
from bot.domain.errors import Refusal
from bot.domain.spelling import LETTER, arabic, one_line
from bot.domain.typed import Lean, take_date

NUMBER_LENGTH = 40
TYPED_LENGTH = 300
"""Characters of number and date; every space of it is tried as the one between them."""
_KIND = "คำสั่ง|หนังสือ|บันทึก(?:ข้อความ)?|เอกสาร|ประกาศ"
_UNIT = "[\u0e01-\u0e2e]{1,5}\\.?"  # สธ, ว
_BEFORE_NUMBER = re.compile(
    rf"(?:(?:{_KIND})\D*?(?<!วัน)ที่\s*(?=(?:{_UNIT}\s)?\S*\d)"  # คำสั่งสำนัก… ที่ 12/2569
    rf"|(?:{_KIND})\s*(?=\d)|(?:เลข)?ที่|no\.?)\s*",
    re.IGNORECASE,
)
_SIGNED = r"(?:สั่ง\s*)?(?:ณ\s*)?(?:ลงวันที่|ลว\.?|ลง|วันที่|dated)\s*|สั่ง\s*ณ?\s*"
_BEFORE_DATE = re.compile(_SIGNED)
_OWN_DATE = re.compile(r"(?:ลงวันที่|ลว\.?(?=\s*\d)|สั่ง ?ณ ?(?:วันที่)?|dated(?![a-z]))\s*", re.IGNORECASE)
"""What amid other words leads to the date of the document itself."""
_AT = rf"(?<!{LETTER})(?:เลข)?ที่|(?:{_KIND})[^\d\n]{{0,80}}?(?<!วัน)(?<!ครั้ง)(?<!ตอน)ที่"
_OWN_NUMBER = re.compile(
    rf"(?:{_AT})\s*(?!\d{{1,2}}/\d{{1,2}}/\d)"
    rf"(?P<number>(?:{_UNIT}\s?)?[\d.]+(?:/\s?(?:{_UNIT}\s?)?\d+)+)"
)
"""It has a slash, which tells it from a place, a step, an amount."""
_AT_END = re.compile(r"(?:เลข)?ที่\s*\Z")


@dataclass(frozen=True, slots=True)
class Letter:
    """`number`: as written (สธ 0919/123), empty if it has none. `dated`: its own date."""

    number: str = ""
    dated: date | None = None

    def __bool__(self) -> bool:
        return bool(self.number or self.dated)


def number_and_date(typed: str, today: date) -> tuple[str, date] | None:
    """The shortest number behind which everything is a date, not after today; on one line.

    Refuses a date that is not clear, with the likely ones.
    """
    text = one_line(arabic(typed))
    if len(text) > TYPED_LENGTH:
        return None
    before = _BEFORE_NUMBER.match(text)
    text = text[before.end() :] if before else text
    for space in re.finditer(r"\s+|(?=ลงวันที่|ลว|สั่ง)", text):
        number, rest = text[: space.start()].strip(), text[space.end() :].strip()
        day = _whole_date(rest, today) if number and rest else None
        if day is not None and _is_timely(day, today):
            return (number, day) if len(number) <= NUMBER_LENGTH else None
    return None


def read_typed(typed: str, today: date) -> Letter | None:
    """A date, perhaps after the number; None if it is neither. A date after today is read, too."""
    text = one_line(arabic(typed))
    day = _whole_date(text, today) if len(text) <= TYPED_LENGTH else None
    if day is not None:
        return Letter(dated=day)
    told = number_and_date(text, today)
    return Letter(*told) if told else None


def found_in(caption: str, today: date) -> Letter:
    """What of a caption can only be number and date of the document; a date after today is not."""
    text = one_line(arabic(caption))[:TYPED_LENGTH]
    number = _OWN_NUMBER.search(text)
    told = number["number"] if number and len(number["number"]) <= NUMBER_LENGTH else ""
    rest = text[number.end() :].lstrip() if number and told else ""
    after = _BEFORE_DATE.match(rest)
    day = _first_date(rest[after.end() :], today) if after else None
    return Letter(told, day or _own_date(text, today))


def without(caption: str, letter: Letter, today: date) -> str:
    """The caption without this number and date, if they are what it ends with."""
    told = arabic(caption)[:TYPED_LENGTH]
    number, day = _OWN_NUMBER.search(told), _OWN_DATE.search(told)
    starts = ([number.start("number")] if number else []) + ([day.start()] if day else [])
    for start in starts:
        if _read(caption[start:], today) == letter:
            return _AT_END.sub("", caption[:start]).rstrip(" ,(")
    return caption


def _read(text: str, today: date) -> Letter | None:
    """What is not clear is no date: nobody is asked about a caption."""
    try:
        return read_typed(text, today)
    except Refusal:
        return None


def _own_date(text: str, today: date) -> date | None:
    led = (_first_date(text[found.end() :], today) for found in _OWN_DATE.finditer(text))
    return next((day for day in led if day is not None), None)


def _whole_date(text: str, today: date) -> date | None:
    """If the text is a date and nothing more."""
    before = _BEFORE_DATE.match(text)
    day, rest = take_date(text[before.end() :] if before else text, today, Lean.PAST)
    return None if rest else day


def _first_date(text: str, today: date) -> date | None:
    """With which it begins; not one after today, nor one that is not clear."""
    try:
        day, _ = take_date(text, today, Lean.PAST)
    except Refusal:
        return None
    return day if day is not None and _is_timely(day, today) else None


def _is_timely(day: date, today: date) -> bool:
    return day <= today and today - day <= FARTHEST
