"""ระยะเวลา as an SOP has it, in the keys of a step of the file. Pure.

What is certain has no code; of the rest the first option is what the keys say.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from math import ceil

from bot.domain.sop_import import Value
from bot.domain.spelling import arabic, tidy
from bot.sop_import.amounts import (
    AMOUNT,
    MOST,
    OPEN,
    USUAL,
    Keys,
    Said,
    amount_of,
    days,
    due_by,
    lasting,
)
from bot.sop_import.counted_days import of_meeting
from bot.sop_import.recurring import recurring
from bot.sop_import.sequence import calendar_days
from bot.sop_import.year_days import after_end, all_year, months, part_of_year

LONGEST = 500
"""Characters: what is longer tells a story, and no duration."""
_HALF_DAY = re.compile(r"(?:ครึ่ง|1/2|0\.5|½) ?วัน|half (?:a )?day", re.IGNORECASE)
_NONE = re.compile(r"[-–—.]*|n/?a|ไม่มี|ไม่ระบุ", re.IGNORECASE)
_NO_END = re.compile(
    r"(?:อย่าง)?ต่อเนื่อง.*|ตลอดเวลา.*|ตาม.*|แล้วแต่.*|จนกว่า.*|ongoing|continuous.*|as .*",
    re.IGNORECASE,
)
_SOON = re.compile(r"ทันที.*|(?:ภายใน|ใน)? ?วัน(?:เดียว(?:กัน)?|นั้น|ที่(?:ได้)?รับ.*)|immediately|same day")
_BY = re.compile(r"(?:ภายใน|ไม่เกิน|ก่อน)? ?(?:วัน)?(?:วันที่ ?(?P<day>\d{1,2})|สิ้นเดือน)")
_AND_MORE = re.compile(r" ?(?:และ|กับ)? ?([\d].*)")
_YEAR_WORDS = re.compile(
    r"\{(?:previous_)?fiscal_year\}|(?:พ\.?ศ\.? ?)?(?<!\d)25\d\d(?!\d)|(?:ของ)?ปี(?:งบประมาณ)?"
)


_OTHERS = (("days-15", days(15)), ("days-30", days(30)), ("open", OPEN))


def said(written: str, fiscal: int = 0) -> Said:
    """What the words say. Numbers may be Thai. `fiscal`: the SOP's year, พ.ศ.; 0: not known."""
    text = tidy(_YEAR_WORDS.sub(" ", arabic(written))).strip(" .,;:")
    whole = tidy(arabic(written)).strip(" .,;:")
    if _NONE.fullmatch(whole):
        return Said(days(USUAL), code="duration-missing", option="days-5", others=_OTHERS)
    found = _read(text, whole, fiscal) if len(whole) <= LONGEST else None
    return found or Said(days(USUAL), code="duration-unclear", option="days-5", others=_OTHERS)


def _read(text: str, whole: str, fiscal: int) -> Said | None:
    """`text`: without words of years; `whole`: with them."""
    read = (one(whole if one in _OF_WHOLE else text) for one in _READERS)
    found = next((one for one in read if one is not None), None)
    return found or months(whole, fiscal) or _by_day(whole) or _endless(whole)


def _soon(text: str) -> Said | None:
    return lasting({"duration": 1, "unit": "working"}) if _SOON.fullmatch(text) else None


def _plain(text: str) -> Said | None:
    if _HALF_DAY.search(text):
        return Said({"duration": 1, "unit": "working"}, rounded=True)
    found = AMOUNT.search(text)
    if found is None or "ของเดือน" in text:
        return None
    amount = amount_of(found)
    rest = (text[: found.start()] + text[found.end() :]).strip(" .,;()/+")
    if amount is None or amount.code or not rest or _HARMLESS.fullmatch(rest):
        return amount
    if (summed := _summed(text, found, amount)) is not None:
        return lasting(summed)
    name = " ".join(text[found.start() : found.end()].split())
    return replace(
        amount,
        code="duration-unclear",
        others=(("open", OPEN),),
        option="as-read",
        told={"name": name},
    )


def _summed(text: str, found: re.Match[str], amount: Said) -> Keys | None:
    """1 เดือน 15 วัน: what is counted in two units, in days."""
    more = _AND_MORE.fullmatch(text, found.end())
    second = AMOUNT.fullmatch(more[1]) if more and not text[: found.start()].strip() else None
    other = amount_of(second) if second else None
    if other is None or other.code or other.keys["unit"] == amount.keys["unit"] != "working":
        return None
    total = sum(calendar_days(one.keys["duration"], one.keys["unit"]) for one in (amount, other))
    if amount.keys["unit"] == other.keys["unit"]:
        return {"duration": round(total * 5 / 7), "unit": "working"}
    return {"duration": ceil(total), "unit": "calendar"} if total <= MOST else None


_HARMLESS = re.compile(
    r"(?:ของ)?ทำการ|โดยประมาณ|ต่อ(?:ครั้ง|เรื่อง|ราย)|ครั้ง|เรื่อง|ราย|นับ.*", re.IGNORECASE
)


def _by_day(text: str) -> Said | None:
    """ภายในวันที่ 15, ภายในสิ้นเดือน: on the next such day."""
    found = _BY.fullmatch(text)
    if found is None or not 1 <= int(found["day"] or 31) <= 31:
        return None
    day: Value = int(found["day"]) if found["day"] and int(found["day"]) < 31 else "end"
    monthly: Keys = {"every": "month", "by": day}
    return due_by({"by": day}, (("every-month", monthly), ("open", OPEN)))


def _endless(text: str) -> Said | None:
    if not _NO_END.fullmatch(text):
        return None
    others = (("days-30", days(30)), ("days-90", days(90)))
    return Said(OPEN, code="duration-unclear", option="open", others=others)


_READERS: tuple[Callable[[str], Said | None], ...] = (
    of_meeting,
    recurring,
    all_year,
    after_end,
    part_of_year,
    _soon,
    _plain,
)
_OF_WHOLE = frozenset({all_year, after_end, _plain, recurring, _soon})
"""To which words of years mean something: ตลอดปี, 1 ปี, ปีละ 2 ครั้ง."""
