"""ระยะเวลา as an SOP has it, in the keys of a step of the file. Pure.

What is certain has no code; of the rest the first option is what the keys say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.domain.calendar import ONE_DAY
from bot.domain.sop import ANY_YEAR, FixedDay
from bot.domain.sop_import import Value
from bot.domain.spelling import arabic, tidy
from bot.render import dates
from bot.render.language import DEFAULT_LANGUAGE
from bot.sop_import.months import DAY_OF_MONTH, MONTH, day_read, month_of

Keys = Mapping[str, Value]
"""Of a step."""

OPEN: Keys = {"duration": "open"}
SHORT = 5
"""So many days or fewer are working days: the rule of five days."""
USUAL = 5
"""Days that are proposed where none are written."""
MOST = 366
_WHOLE_YEAR: Keys = {"duration": 365, "unit": "calendar", "not_after": "09-end"}
_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("working", re.compile(r"วัน ?(?:\( ?)?ทำ(?:การ|งาน)(?: ?\))?|working days?", re.IGNORECASE)),
    ("calendar", re.compile(r"วัน ?(?:ตาม)?ปฏิทิน|calendar days?", re.IGNORECASE)),
    ("day", re.compile(r"วัน|days?", re.IGNORECASE)),
    ("week", re.compile(r"สัปดาห์|อาทิตย์|weeks?", re.IGNORECASE)),
    ("month", re.compile(r"เดือน|ด(?:\.(?![ก-๙])|(?![ก-๙.]))|months?", re.IGNORECASE)),
    ("year", re.compile(r"ปี|years?", re.IGNORECASE)),
    ("hours", re.compile(r"ชั่วโมง|ชม\.?|นาที|hours?|minutes?", re.IGNORECASE)),
)
_AMOUNT = re.compile(
    r"(?P<lead>(?:ภายใน|ไม่เกิน|ประมาณ|ใช้เวลา|ระยะเวลา|within|about|up to)? ?)"
    r"(?:(?P<least>\d{1,3}) ?(?:-|–|—|~|ถึง|to) ?)?(?P<most>\d{1,3}) ?"
    r"(?P<unit>" + "|".join(p.pattern for _, p in _UNITS) + ")",
    re.IGNORECASE,
)
_HALF_DAY = re.compile(r"(?:ครึ่ง|1/2|0\.5|½) ?วัน|half (?:a )?day", re.IGNORECASE)
_NONE = re.compile(r"[-–—.]*|n/?a|ไม่มี|ไม่ระบุ", re.IGNORECASE)
_ALL_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี.*|ทั้งปี.*|all year.*", re.IGNORECASE)
_NO_END = re.compile(
    r"(?:อย่าง)?ต่อเนื่อง.*|ตลอดเวลา.*|ตาม.*|แล้วแต่.*|จนกว่า.*|ongoing|continuous.*|as .*",
    re.IGNORECASE,
)
_EVERY: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "half-year",
        6,
        re.compile(r"(?:ทุก|ราย|รอบ) ?(?:6|หก) ?เดือน|ปีละ ?(?:2|สอง) ?(?:ครั้ง|หน)|half-?year"),
    ),
    ("quarter", 3, re.compile(r"(?:ทุก|ราย|ทุกๆ) ?(?:ไตรมาส|3 ?เดือน)|ไตรมาสละ|quarterly")),
    ("month", 1, re.compile(r"(?:ทุก|ราย|ประจำ)(?:ๆ|สิ้น)? ?เดือน|เดือนละ|monthly|every month")),
)
_MONTHLY_DAY = re.compile(r"(?:วันที่|ภายใน|ไม่เกิน|ทุก) ?(?P<day>\d{1,2}) ?ของ(?:ทุก|แต่ละ)? ?เดือน")
_NEXT_MONTH = re.compile(r"เดือน(?:ถัดไป|ต่อไป|ถัดมา)")
_OF_MEETING = re.compile(
    r"(?P<before>ก่อน)(?:วัน|การ)?ประชุม.*?(?P<count>\d{1,3}) ?(?P<unit>วัน ?ทำการ|วัน|สัปดาห์)"
    r"|(?P<count2>\d{1,3}) ?(?P<unit2>วัน ?ทำการ|วัน|สัปดาห์) ?"
    r"(?:(?P<before2>ก่อน)|หลัง(?:จาก)?|นับ(?:แต่|จาก)|ภายหลัง)(?:วัน|การ)*ประชุม"
)
_OF_STEP = re.compile(
    r"(?P<count>\d{1,3}) ?(?P<unit>วัน ?ทำการ|วัน|สัปดาห์|เดือน) ?"
    r"(?:ภายหลัง|หลัง|นับ(?:แต่|จาก|ถัดจาก))[^\d]{0,30}ขั้นตอน(?:ที่)? ?(?P<step>\d{1,3})"
)
_YEAR_WORDS = re.compile(
    r"\{(?:previous_)?fiscal_year\}|(?:พ\.?ศ\.? ?)?(?<!\d)25\d\d(?!\d)|(?:ของ)?ปี(?:งบประมาณ)?"
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


def days(count: int) -> Keys:
    """By the rule of five days."""
    return {"duration": count, "unit": unit_of(count)}


def unit_of(count: int) -> str:
    return "working" if count <= SHORT else "calendar"


def said(written: str) -> Said:
    """What the words say. Numbers may be Thai; years are passed over."""
    text = tidy(_YEAR_WORDS.sub(" ", arabic(written))).strip(" .,;:")
    whole = tidy(arabic(written)).strip(" .,;:")
    if _NONE.fullmatch(whole):
        others = (("days-15", days(15)), ("days-30", days(30)), ("open", OPEN))
        return Said(days(USUAL), code="duration-missing", option="days-5", others=others)
    for read in _READERS:
        if (found := read(whole if read in _OF_WHOLE else text)) is not None:
            return found
    others = (("days-15", days(15)), ("days-30", days(30)), ("open", OPEN))
    return Said(days(USUAL), code="duration-unclear", option="days-5", others=others)


def _counted(text: str) -> Said | None:
    """Before or after a meeting, or the end of a step; of more days than a file may have none."""
    found = _OF_STEP.search(text)
    if found and _fits(found["count"], found["unit"]):
        due: dict[str, Value] = {"after": int(found["step"]), "of": "end"}
        return Said({"due": {**due, **_count(found["count"], found["unit"])}})
    found = _OF_MEETING.search(text)
    if found is None:
        return None
    written = (found["count"] or found["count2"], found["unit"] or found["unit2"])
    if not _fits(*written):
        return None
    count = _count(*written)
    side = "before" if found["before"] or found["before2"] else "after"
    length = {"duration": count["count"], "unit": count["unit"]}
    return Said({**length, "due": {side: 0, "of": "meeting", **count}}, meeting=True)


def _fits(count: str, unit: str) -> bool:
    return 1 <= int(count) <= {"สัปดาห์": 52, "เดือน": 12}.get(unit, MOST)


def _count(count: str, unit: str) -> dict[str, Value]:
    words = {"วัน": "calendar", "สัปดาห์": "week", "เดือน": "month"}
    return {"count": int(count), "unit": words.get(unit, "working")}


def _recurring(text: str) -> Said | None:
    """ทุกเดือน, ไตรมาสละครั้ง, ทุกวันที่ 5 ของเดือน: a proposal, since the table says no more."""
    day = _MONTHLY_DAY.search(text)
    found = next((e for e in _EVERY if e[2].search(text)), None)
    if found is None and day is None:
        return None
    every, months = (found[0], found[1]) if found else ("month", 1)
    starts: Keys = {"starts": "after"} if _NEXT_MONTH.search(text) else {}
    length = _once_in(text, months)
    if day is not None and 1 <= int(day["day"]) <= 31:
        length = {"by": int(day["day"]) if int(day["day"]) <= 28 else "end"}
    once: Keys = length if "duration" in length else {"duration": 1, "unit": "month"}
    return Said(
        {"every": every, **starts, **length},
        code="recurring",
        option=f"every-{every}",
        others=(("once", once),),
    )


def _once_in(text: str, months: int) -> Keys:
    """How long one time takes, if that is said beside it; else until its period ends."""
    for _, _, pattern in _EVERY:
        text = pattern.sub(" ", text)
    found = _AMOUNT.search(text)
    if found and (amount := _amount(found)) and amount.code == "":
        return amount.keys
    return {"duration": months, "unit": "month"}


def _plain(text: str) -> Said | None:
    if _HALF_DAY.search(text):
        return Said({"duration": 1, "unit": "working"})
    found = _AMOUNT.search(text)
    if found is None or "ของเดือน" in text:
        return None
    amount = _amount(found)
    rest = (text[: found.start()] + text[found.end() :]).strip(" .,;()/+")
    if amount is None or not rest or _HARMLESS.fullmatch(rest):
        return amount
    name = " ".join(text[found.start() : found.end()].split())
    return Said(
        amount.keys,
        amount.unit_told,
        "duration-unclear",
        (("open", OPEN),),
        "as-read",
        {"name": name},
    )


_HARMLESS = re.compile(
    r"(?:ของ)?ทำการ|โดยประมาณ|ต่อ(?:ครั้ง|เรื่อง|ราย)|ครั้ง|เรื่อง|ราย|นับ.*", re.IGNORECASE
)


def _amount(found: re.Match[str]) -> Said | None:
    least, most = int(found["least"] or 0), int(found["most"])
    unit = next(name for name, words in _UNITS if words.fullmatch(found["unit"]))
    if unit == "hours":
        return Said({"duration": 1, "unit": "working"})
    if unit == "year":
        least, most, unit = least * 12, most * 12, "month"
    if not most or most > {"week": 52, "month": 12}.get(unit, MOST):
        return None
    length: Value = f"{least}-{most}" if 0 < least < most else most
    if unit == "day":
        return Said({"duration": length, "unit": unit_of(most)}, unit_told=False)
    return Said({"duration": length, "unit": unit})


def _months(text: str) -> Said | None:
    """ต.ค. – ก.พ., ภายใน 15 มี.ค., ธันวาคม: the days of every fiscal year."""
    named = list(DAY_OF_MONTH.finditer(text)) or list(MONTH.finditer(text))
    if not named or len(named) > 2:
        return None
    last = day_read(named[-1], last=True)
    first = day_read(named[0], last=False)
    if len(named) == 1 and named[0].re is DAY_OF_MONTH:
        first = FixedDay(month_of(named[0]["month"]), 1)
    if last is None or first is None or first.in_any_year() > last.in_any_year():
        return None
    return Said(
        {**_length(first.in_any_year(), last.in_any_year()), **_bounds(first, last)},
        code="duration-unclear",
        option="as-read",
        others=(("open", OPEN),),
        told={"name": f"{_shown(first)} – {_shown(last)}"},
    )


def _length(first: date, last: date) -> Keys:
    return {"duration": (last - first + ONE_DAY).days, "unit": "calendar"}


def _bounds(first: FixedDay, last: FixedDay) -> Keys:
    return {"not_before": written_day(first), "not_after": written_day(last)}


def written_day(day: FixedDay) -> str:
    """As a file has it; that of no leap year."""
    in_year = day.in_fiscal_year(ANY_YEAR)
    ends = day.day is None or ((in_year + ONE_DAY).month != in_year.month and day.day >= 28)
    return f"{day.month:02}-end" if ends else f"{day.month:02}-{day.day:02}"


def _shown(day: FixedDay) -> str:
    return dates.day_month(day.in_any_year(), DEFAULT_LANGUAGE)


def _all_year(text: str) -> Said | None:
    if not _ALL_YEAR.fullmatch(text):
        return None
    others: Iterable[tuple[str, Keys]] = (("open", OPEN),)
    return Said(
        _WHOLE_YEAR,
        code="duration-unclear",
        option="as-read",
        others=tuple(others),
        told={"name": "ถึงสิ้นปีงบประมาณ"},
    )


def _endless(text: str) -> Said | None:
    if not _NO_END.fullmatch(text):
        return None
    others = (("days-30", days(30)), ("days-90", days(90)))
    return Said(OPEN, code="duration-unclear", option="open", others=others)


_READERS: tuple[Callable[[str], Said | None], ...] = (
    _counted,
    _recurring,
    _all_year,
    _plain,
    _months,
    _endless,
)
_OF_WHOLE = frozenset({_all_year, _plain, _recurring, _endless})
"""To which words of years mean something: ตลอดปี, 1 ปี, ปีละ 2 ครั้ง."""
