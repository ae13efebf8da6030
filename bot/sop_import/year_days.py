"""Days of the fiscal year as how long a step takes, in the keys of a step of the file. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from bot.domain.calendar import ONE_DAY
from bot.domain.sop import ANY_YEAR, FixedDay
from bot.render import dates
from bot.render.language import DEFAULT_LANGUAGE
from bot.sop_import.amounts import OPEN, Keys, Said
from bot.sop_import.months import DAY_OF_MONTH, MONTH, day_read, month_of

_WHOLE_YEAR: Keys = {"duration": 365, "unit": "calendar", "not_after": "09-end"}
_ALL_YEAR = re.compile(r"ตลอด(?:ทั้ง)?ปี.*|ทั้งปี.*|all year.*", re.IGNORECASE)


def months(text: str) -> Said | None:
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


def all_year(text: str) -> Said | None:
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
