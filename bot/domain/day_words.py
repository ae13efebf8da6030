"""Days told by words and counted from today: yesterday, three days ago, last Friday.

Words that can mean several days mean none by themselves: they are `Unclear`.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from bot.domain.calendar import ONE_DAY, fiscal_year, fiscal_year_end
from bot.domain.spelling import LETTER, arabic

WEEK = timedelta(days=7)
WORKING_DAYS = 5


class Lean(StrEnum):
    """Which year is meant where none is typed."""

    PAST = "past"
    FUTURE = "future"
    NEAR = "near"


class Unclear(Exception):
    """A day is told, but not which; `days` are likely, none if nothing is."""

    def __init__(self, days: Sequence[date] = ()) -> None:
        self.days = tuple(days)
        super().__init__()


@dataclass(frozen=True, slots=True)
class Shape:
    """How days are told. `read` raises `Unclear`, and ValueError for a day in no calendar."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date, Lean], date]
    amid: bool = True
    """It can be nothing but a day also amid other words."""
    alone: bool = False
    """Before other words it may be something else."""
    counts: bool = False
    """The number before it may as well be a step: เสร็จ 1 สัปดาห์ที่แล้ว."""


def _shape(
    pattern: str,
    read: Callable[[re.Match[str], date, Lean], date],
    *,
    amid: bool = True,
    counts: bool = False,
) -> Shape:
    return Shape(re.compile(pattern, re.IGNORECASE), read, amid, counts=counts)


def _from_today(days: int) -> Callable[[re.Match[str], date, Lean], date]:
    return lambda _found, today, _lean: today + timedelta(days=days)


_COUNTS = ("หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า", "สิบ")
_COUNT = rf"(?P<count>[0-9]{{1,3}}(?![0-9])|{'|'.join(_COUNTS)})"
_BEFORE_NOW = rf"(?:ก่อน(?!{LETTER})|ที่แล้ว|ที่ผ่านมา)"
_UP_TO_NOW = "มา(?:แล้ว|นี้)"


def _count(found: re.Match[str]) -> int:
    said = found["count"]
    return int(said) if said.isdigit() else 1 + _COUNTS.index(said)


_LENGTH = re.compile(
    rf"(?<![0-9./])(?:(?:เป็น(?:ระยะ)?เวลา|นาน|อีก|ไป|for) ?)*{_COUNT} ?"
    r"(?:(?P<days>วัน|days?)|สัปดาห์|อาทิตย์|weeks?)\Z",
    re.IGNORECASE,
)


def take_length(text: str) -> tuple[int | None, str]:
    """The days that a length at its end lasts (5 เป็นเวลา 2 สัปดาห์), and what stands before it."""
    found = _LENGTH.search(arabic(text))
    if not found:
        return None, text
    days = _count(found) * (1 if found["days"] else WEEK.days)
    return days, text[: found.start()].strip()


def _days_ago(found: re.Match[str], today: date, _lean: Lean) -> date:
    day = today - timedelta(days=_count(found))
    if found["since"] and not found["when"]:
        raise Unclear((day,))  # "the last three days"
    return day


def _days_ahead(found: re.Match[str], today: date, _lean: Lean) -> date:
    raise Unclear((today + timedelta(days=_count(found)),))  # calendar or working days


def _weeks_ago(found: re.Match[str], today: date, _lean: Lean) -> date:
    raise Unclear(_working_week(today - _count(found) * WEEK))


def _week(weeks: int) -> Callable[[re.Match[str], date, Lean], date]:
    def read(_found: re.Match[str], today: date, _lean: Lean) -> date:
        raise Unclear(_working_week(today + weeks * WEEK))

    return read


def _this_week(_found: re.Match[str], today: date, lean: Lean) -> date:
    days = _working_week(today)
    raise Unclear([d for d in days if d <= today] if lean is Lean.PAST else days)


def _working_week(day: date) -> list[date]:
    monday = day - timedelta(days=day.weekday())
    return [monday + timedelta(days=n) for n in range(WORKING_DAYS)]


def unclear(_found: re.Match[str], _today: date, _lean: Lean) -> date:
    raise Unclear


def _night(_found: re.Match[str], today: date, _lean: Lean) -> date:
    raise Unclear((today - ONE_DAY, today))


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _end_of_month(found: re.Match[str], today: date, lean: Lean) -> date:
    which = found["which"] or ""
    last = today.replace(day=1) - ONE_DAY
    this = month_end(today.year, today.month)
    if which == "หน้า":
        coming = this + ONE_DAY
        return month_end(coming.year, coming.month)
    if which not in ("", "นี้"):
        return last
    if lean is Lean.PAST and this > today:
        raise Unclear((last,))
    return this


def _end_of_year(found: re.Match[str], today: date, _lean: Lean) -> date:
    end = fiscal_year_end(fiscal_year(today))
    if not found["fiscal"]:
        raise Unclear((date(today.year, 12, 31), end))
    return end


NAMES = ("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์")
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NAME = rf"(?P<name>{'|'.join(NAMES)})(?:บดี)?+ฯ?+"
_ONE = rf"(?<!ทุก)(?<!ทุก )(?:วัน|(?!อาทิตย์)){_NAME}"  # อาทิตย์ alone is a week, too
_NOT_DATED = r"(?! ?(?:ที่ ?[0-9]|[0-9]))"  # วันพุธที่ 6 is more than a Wednesday
_APART = re.compile(r"[\s,)\]]|\Z")


def _weekday_number(name: str) -> int:
    return NAMES.index(name) if name in NAMES else _ENGLISH.index(name.lower())


def _ahead(found: re.Match[str], today: date) -> int:
    return (_weekday_number(found["name"]) - today.weekday()) % 7


def _last_weekday(found: re.Match[str], today: date, _lean: Lean) -> date:
    """Never today."""
    return today + timedelta(days=_ahead(found, today) - 7)


def _of_last_week(found: re.Match[str], today: date, _lean: Lean) -> date:
    monday = today - timedelta(days=today.weekday()) - WEEK
    return monday + timedelta(days=_weekday_number(found["name"]))


def _weekday(found: re.Match[str], today: date, lean: Lean) -> date:
    """The last or the next such day, as the lean says; clear only if no word goes on from it."""
    ahead = _ahead(found, today)
    back = bool(ahead) and (lean is Lean.PAST or (lean is Lean.NEAR and ahead > 3))
    day = today + timedelta(days=ahead - 7 if back else ahead)
    if not _APART.match(found.string, found.end()):
        raise Unclear((day,))
    return day


def _coming_weekday(found: re.Match[str], today: date, lean: Lean) -> date:
    monday = today - timedelta(days=today.weekday())
    this = monday + timedelta(days=_weekday_number(found["name"]))
    if found["which"] != "นี้":
        raise Unclear([d for d in (this, this + WEEK) if d > today])
    if (this > today) if lean is Lean.PAST else (this < today):
        raise Unclear((this,))
    return this


_LEAD = r"(?:(?:เมื่อ|ใน|ช่วง) ?)?"
_PART = r"(?:(?:ต้น|กลาง|ปลาย|สิ้น) ?)?"
_OF_WEEK = r"(?<!วัน)(?:สัปดาห์|อาทิตย์)"
_WHEN = r"(?P<when>เมื่อ(?:ประมาณ)? ?)?"

WORDS: tuple[Shape, ...] = (
    _shape(r"วันนี้|เมื่อเช้า(?:นี้)?|เมื่อ(?:กี้|สักครู่|ครู่)(?:นี้)?|today(?![a-z])", _from_today(0)),
    _shape(r"(?:วัน)?พรุ[่้]?งนี้|tomorrow(?![a-z])", _from_today(1)),
    _shape(r"(?:วัน)?มะรืน(?:นี้)?", _from_today(2)),
    _shape(r"เมื่อวาน(?:นี้)?|วานนี้|yesterday(?![a-z])", _from_today(-1)),
    _shape(r"(?:เมื่อ)?วานซืน(?:นี้)?", _from_today(-2)),
    _shape(r"เมื่อคืน(?:นี้)?", _night),
    _shape(rf"{_WHEN}{_COUNT} ?วัน ?(?:(?P<since>ที่ผ่านมา|{_UP_TO_NOW})|{_BEFORE_NOW})", _days_ago),
    _shape(rf"{_WHEN}(?P<since>){_COUNT} ?days? ago", _days_ago),
    _shape(rf"(?:อีก|ภายใน) ?{_COUNT} ?วัน(?!ที่)", _days_ahead, amid=False),
    _shape(
        r"(?:เมื่อ ?)?(?:หลาย|ไม่กี่|สองสาม|สามสี่|[0-9]{1,2} ?[-–] ?[0-9]{1,2}) ?วัน ?"
        rf"(?:{_BEFORE_NOW}|{_UP_TO_NOW})",
        unclear,
    ),
    _shape(rf"เมื่อวันก่อน|วันก่อน(?!{LETTER})", unclear),
    _shape(rf"{_WHEN}{_COUNT} ?(?:สัปดาห์|อาทิตย์) ?{_BEFORE_NOW}", _weeks_ago, counts=True),
    _shape(rf"{_LEAD}{_PART}{_OF_WEEK} ?{_BEFORE_NOW}|last week(?![a-z])", _week(-1)),
    _shape(rf"{_LEAD}{_PART}{_OF_WEEK} ?หน้า|next week(?![a-z])", _week(1)),
    _shape(rf"{_LEAD}{_PART}{_OF_WEEK} ?นี้|this week(?![a-z])", _this_week, amid=False),
    _shape(rf"(?:ต้น|กลาง|ปลาย|สิ้น) ?(?:สัปดาห์|อาทิตย์)(?!{LETTER})", _this_week),
    _shape(rf"{_WHEN}{_COUNT} ?เดือน ?{_BEFORE_NOW}", unclear, counts=True),
    _shape(rf"(?P<end>สิ้นเดือน) ?(?P<which>{_BEFORE_NOW}|นี้|หน้า)?", _end_of_month),
    _shape(rf"{_LEAD}(?:(?:ต้น|กลาง|ปลาย) ?)?เดือน ?{_BEFORE_NOW}|last month(?![a-z])", unclear),
    _shape(rf"{_LEAD}(?:ต้น|กลาง|ปลาย) ?เดือน(?: ?นี้)?(?!{LETTER})", unclear),
    _shape(rf"{_LEAD}(?:(?:ต้น|กลาง|ปลาย) ?)?เดือน ?(?:นี้|หน้า)", unclear, amid=False),
    _shape(rf"{_LEAD}ปี ?{_BEFORE_NOW}", unclear, amid=False),
    _shape(r"สิ้นปี(?P<fiscal>งบประมาณ|งบฯ?)?", _end_of_year, amid=False),
    _shape(rf"(?:เมื่อ ?)?{_ONE} ?{_BEFORE_NOW}", _last_weekday),
    _shape(rf"เมื่อ ?{_ONE}{_NOT_DATED}", _last_weekday),
    _shape(rf"(?:on )?last (?P<name>{'|'.join(_ENGLISH)})[a-z]*", _last_weekday),
    _shape(
        rf"(?:เมื่อ ?)?(?:วัน)?{_NAME} ?(?:ของ ?)?(?:สัปดาห์|อาทิตย์) ?{_BEFORE_NOW}",
        _of_last_week,
    ),
    _shape(rf"{_ONE} ?(?P<which>หน้า|ถัดไป|นี้|(?:สัปดาห์|อาทิตย์)หน้า)", _coming_weekday),
    _shape(rf"(?<!ทุก)(?<!ทุก )วัน{_NAME}{_NOT_DATED}", _weekday),
    Shape(re.compile(rf"{_NAME}(?=[\s,)\]]|$){_NOT_DATED}"), _weekday, amid=False, alone=True),
)
