"""Days of the fiscal year as how long a step takes, in the keys of a step of the file. Pure."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.calendar import ONE_DAY
from bot.domain.sop import ANY_YEAR, FixedDay
from bot.domain.sop_import import Value
from bot.render import dates
from bot.render.language import DEFAULT_LANGUAGE
from bot.sop_import import rounds
from bot.sop_import.amounts import AMOUNT, MOST, OPEN, USUAL, Keys, Said, amount_of, days
from bot.sop_import.months import DAY_OF_MONTH, MONTH, day_read, month_of
from bot.sop_import.years import FISCAL, PREVIOUS, full

_WHOLE_YEAR: Keys = {"duration": 365, "unit": "calendar", "not_after": "09-end"}
_ALL_YEAR = re.compile(
    r"ตลอด(?:ทั้ง)?ปี.*|ทั้งปี.*|all year.*"
    r"|(?:ภายใน|ใน)?(?:ปี ?งบประมาณ|ปี|พ\.? ?ศ\.?)+ ?(?:พ\.? ?ศ\.? ?)?(?:25\d\d|[67]\d)",
    re.IGNORECASE,
)
_TOO_OFTEN = re.compile(r"(?:ทุก|ราย) ?(?:ๆ)? ?(?:สัปดาห์|วัน(?!ที่)).*|(?:สัปดาห์|วัน)ละ.*|weekly|daily")
"""More often than a file can say."""
_YEAR = re.compile(r" ?(?:พ\.? ?ศ\.? ?)?(25\d\d|[67]\d)(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(1[0-2]|0?[1-9])/(25\d\d|[67]\d)(?!\d)")
_AFTER_END = re.compile(
    r"(?:หลัง|นับ|ถัด)(?:จาก|แต่|ถัดจาก)?(?:วัน)?(?:ที่)? ?สิ้น(?:สุด)? ?(?P<what>ปี.*|ไตรมาส.*|เดือน.*|รอบ.*)"
)
UNTIL = "until-day"
"""The option that it begins in its turn: ภายใน 15 มี.ค. names no first day."""
_NEXT: dict[int, str] = {1: "next", -1: "previous"}


def all_year(text: str) -> Said | None:
    """Also what is done so often that only the whole of it can be followed up."""
    often = _TOO_OFTEN.fullmatch(text) is not None
    if not often and not _ALL_YEAR.fullmatch(text):
        return None
    monthly: Keys = {"every": "month", "duration": 1, "unit": "month"}
    others = (("open", OPEN), *([("every-month", monthly)] if often else []))
    return Said(_WHOLE_YEAR, True, "duration-unclear", others, "whole-year")


def after_end(text: str) -> Said | None:
    """15 วันหลังสิ้นไตรมาสที่ 2, หลังสิ้นปีงบประมาณ: begins on the day after it."""
    found = _AFTER_END.search(text)
    begins = _after(found["what"]) if found else None
    if begins is None:
        return None
    counted = AMOUNT.search(text)
    length = amount_of(counted) if counted else None
    keys = length.keys if length is not None and not length.code else days(USUAL)
    told = {"day": shown(begins), **{key: str(keys[key]) for key in ("duration", "unit")}}
    return Said(
        {**keys, "not_before": file_day(begins)},
        length is None or length.unit_told,
        "duration-unclear",
        (("open", OPEN),),
        "after-year" if begins.years else "after-day",
        told,
    )


def _after(what: str) -> FixedDay | None:
    if what.startswith("ปี"):
        return FixedDay(10, 1, 1)
    if part := rounds.named(what):
        return _read(part.next) if part.next else FixedDay(10, 1, 1)
    month = MONTH.match(what)
    if month is None:
        return None
    number = month_of(month["month"]) % 12 + 1
    return FixedDay(number, 1, 1 if number == 10 else 0)


def part_of_year(text: str) -> Said | None:
    """ไตรมาส 1, รอบ 5 เดือนแรก, where nothing else is said."""
    part = rounds.named(text)
    if part is None or AMOUNT.search(text.replace(part.words, " ")):
        return None
    return _between(_read(part.first), _read(part.last))


def months(text: str, fiscal: int) -> Said | None:
    """ต.ค. – ก.พ., ภายใน 15 มี.ค., ธันวาคม, 15/3/2569: the days of every fiscal year. `fiscal`: the
    SOP's own, พ.ศ., by which other years are told; 0: not known.
    """
    text = _SLASHED.sub(_spelled, text)
    named = list(DAY_OF_MONTH.finditer(text)) or list(MONTH.finditer(text))
    if not named or len(named) > 2:
        return None
    last = day_read(named[-1], last=True)
    first = day_read(named[0], last=False)
    if len(named) == 1 and named[0].re is DAY_OF_MONTH:
        first = FixedDay(month_of(named[0]["month"]), 1)
    if first is None or last is None:
        return None
    years = [_YEAR.match(text, one.end()) for one in named]
    told = [full(one[1]) if one else None for one in years]
    last = _placed(last, told[-1], fiscal)
    first = _placed(first, told[0], fiscal) if told[0] else replace(first, years=last.years)
    if first.in_any_year() > last.in_any_year():
        first, last = (replace(first, years=0), replace(last, years=1))
    return _between(first, last, is_dated=any(told))


def _spelled(found: re.Match[str]) -> str:
    return f"{found[1]} {dates.month_name(int(found[2]), 'th', short=True)} {found[3]}"


def _placed(day: FixedDay, year: int | None, fiscal: int) -> FixedDay:
    """A file knows the fiscal years beside the plan's; of others, every year."""
    years = (year or fiscal) + (day.month >= 10) - fiscal if year and fiscal else 0
    return replace(day, years=years if years in _NEXT else 0)


def _between(first: FixedDay, last: FixedDay, *, is_dated: bool = False) -> Said | None:
    length = (last.in_any_year() - first.in_any_year() + ONE_DAY).days
    if not 1 <= length <= MOST:
        return None
    keys: Keys = {"duration": length, "unit": "calendar"}
    return Said(
        {**keys, "not_before": file_day(first), "not_after": file_day(last)},
        code="duration-unclear",
        option="as-read",
        others=((UNTIL, {**OPEN, "not_after": file_day(last)}), ("open", OPEN)),
        told={"name": f"{shown(first)} – {shown(last)}", "day": shown(last)},
        dated=" – ".join(_with_year(day) for day in (first, last)) if is_dated else "",
    )


def _read(written: str) -> FixedDay:
    month, day = written.split("-")
    return FixedDay(int(month), None if day == "end" else int(day))


def file_day(day: FixedDay) -> Value:
    """As a file has it; that of no leap year."""
    in_year = replace(day, years=0).in_fiscal_year(ANY_YEAR)
    ends = day.day is None or ((in_year + ONE_DAY).month != in_year.month and day.day >= 28)
    written = f"{day.month:02}-end" if ends else f"{day.month:02}-{day.day:02}"
    return {"day": written, "year": _NEXT[day.years]} if day.years else written


def shown(day: FixedDay) -> str:
    return dates.day_month(day.in_any_year(), DEFAULT_LANGUAGE)


def _with_year(day: FixedDay) -> str:
    """The year of the calendar in which it lies, as a file writes it, if it can."""
    year = day.years - (day.month >= 10)
    template = {0: FISCAL, -1: PREVIOUS}.get(year)
    return f"{shown(day)} {template}" if template else shown(day)
