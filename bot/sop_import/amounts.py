"""So many days, weeks or months, as an SOP has them, in the keys of a step of the file. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil

from bot.domain.sop_import import Value

Keys = Mapping[str, Value]
"""Of a step."""

OPEN: Keys = {"duration": "open"}
WORKED = 7
"""Hours of a working day."""
SHORT = 5
"""So many days or fewer are working days: the rule of five days."""
USUAL = 5
"""Days that are proposed where none are written."""
MOST = 366
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("working", re.compile(r"วัน ?(?:\( ?)?ทำ(?:การ|งาน)(?: ?\))?|working days?", re.IGNORECASE)),
    ("calendar", re.compile(r"วัน ?(?:ตาม)?ปฏิทิน|calendar days?", re.IGNORECASE)),
    ("day", re.compile(r"วัน|days?", re.IGNORECASE)),
    ("week", re.compile(r"สัปดาห์|อาทิตย์|weeks?", re.IGNORECASE)),
    ("month", re.compile(r"เดือน|ด(?:\.(?![ก-๙])|(?![ก-๙.]))|months?", re.IGNORECASE)),
    ("year", re.compile(r"ปี|years?", re.IGNORECASE)),
    ("hours", re.compile(r"ชั่วโมง|ชม\.?|นาที|hours?|minutes?", re.IGNORECASE)),
)
_MINUTES = re.compile("นาที|min", re.IGNORECASE)
_IN_WORDS = r"\((?:หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ร้อย| )+\) ?"
"""5 (ห้า) วัน."""
AMOUNT = re.compile(
    r"(?P<lead>(?:ภายใน|ไม่เกิน|(?<!งบ)ประมาณ|ใช้เวลา|ระยะเวลา|within|about|up to)? ?)"
    r"(?<!\d)(?<!\d[.,])(?:(?P<least>\d{1,3}) ?(?:-|–|—|~|ถึง|to) ?)?"
    rf"(?P<most>\d{{1,3}})(?P<part>\.\d{{1,2}})? ?(?:{_IN_WORDS})?"
    r"(?P<unit>" + "|".join(p.pattern for _, p in _UNITS) + ")",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Said:
    """`unit_told`: days of which kind, weeks or months; else the rule of five days proposes.

    `meeting`: the due date in `keys` is counted from a meeting still to be found.
    """

    keys: Keys
    unit_told: bool = True
    code: str = ""
    others: tuple[tuple[str, Keys], ...] = ()
    """Options besides: their codes and keys."""
    option: str = ""
    """The code of the proposal."""
    told: Mapping[str, str] = field(default_factory=dict)
    """What the words of the proposal are filled in with."""
    meeting: bool = False
    dated: str = ""
    """What became of a year that is told; empty: none is."""
    rounded: bool = False
    """It is shorter than the day that stands for it."""


def days(count: int) -> Keys:
    """By the rule of five days."""
    return {"duration": count, "unit": unit_of(count)}


def unit_of(count: int) -> str:
    return "working" if count <= SHORT else "calendar"


def units(*names: str) -> str:
    """The words for these, as a pattern."""
    return "|".join(words.pattern for name, words in _UNITS if name in names)


def unit_named(written: str) -> str:
    return next(name for name, words in _UNITS if words.fullmatch(written))


def most_of(unit: str) -> int:
    """In a year."""
    return {"week": 52, "month": 12}.get(unit, MOST)


def amount_of(found: re.Match[str]) -> Said | None:
    """What is no whole number is rounded up, and to be decided; None: a file cannot say it."""
    least, most = int(found["least"] or 0), int(found["most"])
    unit, is_parted = unit_named(found["unit"]), float(found["part"] or 0) > 0
    most += is_parted
    if unit == "hours":
        return _hours(most / 60 if _MINUTES.match(found["unit"]) else most)
    if unit == "year":
        least, most, unit = least * 12, most * 12, "month"
    if not max(1, least) <= most <= most_of(unit):
        return None
    if is_parted:
        return lasting({"duration": most, "unit": unit_of(most) if unit == "day" else unit})
    length: Value = f"{least}-{most}" if 0 < least < most else most
    if unit == "day":
        return Said({"duration": length, "unit": unit_of(most)}, unit_told=False)
    return Said({"duration": length, "unit": unit})


def _hours(count: float) -> Said | None:
    """A file counts days: what is shorter is one, what is longer is to be decided."""
    if count <= WORKED:
        return Said({"duration": 1, "unit": "working"}, rounded=True)
    keys: Keys = {"duration": ceil(count / WORKED), "unit": "working"}
    return lasting(keys)


def lasting(keys: Keys, others: tuple[tuple[str, Keys], ...] = (("open", OPEN),)) -> Said:
    """So long, which is to be decided."""
    if keys["duration"] == "open":
        return Said(keys, True, "duration-unclear", others, "open")
    told = {key: str(keys[key]) for key in ("duration", "unit")}
    return Said(keys, True, "duration-unclear", others, "lasting", told)


def due_by(keys: Keys, others: tuple[tuple[str, Keys], ...] = (("open", OPEN),)) -> Said:
    """On the next such day of the month, which is to be decided."""
    return Said(keys, True, "duration-unclear", others, "by", {"by": str(keys["by"])})
