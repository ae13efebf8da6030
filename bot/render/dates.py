"""Dates and times as people read them; the one place where years become Buddhist.

Babel gives the names only: its Thai calendar is Gregorian. A date is never built in year + 543,
where 29 February may not exist and weekdays differ; the year is replaced in the written text.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import cache
from typing import Literal

from babel.dates import get_day_names, get_month_names

BUDDHIST_ERA = 543
Width = Literal["wide", "abbreviated"]


def long_date(day: date, language: str) -> str:
    """6 ตุลาคม 2564"""
    return f"{day.day} {month_name(day.month, language)} {_year(day, language)}"


def short_date(day: date, language: str) -> str:
    """6 ต.ค. 64"""
    return f"{day_month(day, language)} {_short_year(day, language)}"


def digits(day: date, language: str) -> str:
    """6/10/2564, as people type it."""
    return f"{day.day}/{day.month}/{_year(day, language)}"


def weekday_date(day: date, language: str) -> str:
    """วันพุธที่ 6 ตุลาคม 2564: after a weekday month and year stand in full."""
    name = _days("wide", language)[day.weekday()]
    written = long_date(day, language)
    return f"{name}ที่ {written}" if language == "th" else f"{name} {written}"


def weekday_mark(day: date, language: str) -> str:
    """ศ. 26 ก.พ. 70, where there is room for no more."""
    name = _days("abbreviated", language)[day.weekday()]
    return f"{name} {short_date(day, language)}"


def typed(day: date) -> str:
    """31/12/2569, as people type it in any language."""
    return f"{day.day}/{day.month}/{day.year + BUDDHIST_ERA}"


def span(first: date, last: date, language: str) -> str:
    """16–22 พ.ย. 69; a month or a year that both days share is said once."""
    end = short_date(last, language)
    if first == last:
        return end
    if first.year != last.year:
        return f"{short_date(first, language)} – {end}"
    if first.month != last.month:
        return f"{day_month(first, language)} – {end}"
    return f"{first.day}–{end}"


def clock(moment: time | datetime, language: str) -> str:
    """09.00 น.; a datetime stands in the reader's zone already."""
    return f"{moment:%H.%M} น." if language == "th" else f"{moment:%H:%M}"


def moment(local: datetime, language: str) -> str:
    """22 พ.ย. 69 เวลา 09.00 น."""
    between = " เวลา " if language == "th" else ", "
    return short_date(local, language) + between + clock(local, language)


def fiscal_year_name(ending: int, language: str) -> str:
    """ปีงบประมาณ พ.ศ. 2570; `ending` is the CE year of its last day."""
    buddhist = ending + BUDDHIST_ERA
    if language == "th":
        return f"ปีงบประมาณ พ.ศ. {buddhist}"
    return f"fiscal year {buddhist} BE ({ending - 1}/{ending % 100:02d})"


def fiscal_year_number(ending: int) -> str:
    """2570, where there is room for no more."""
    return str(ending + BUDDHIST_ERA)


def month_name(month: int, language: str, *, short: bool = False) -> str:
    return _months("abbreviated" if short else "wide", language)[month]


def month_year(day: date, language: str) -> str:
    """ต.ค. 69"""
    return f"{month_name(day.month, language, short=True)} {_short_year(day, language)}"


def day_month(day: date, language: str) -> str:
    """6 ต.ค., where the year can be seen."""
    return f"{day.day} {month_name(day.month, language, short=True)}"


def year_number(day: date, language: str) -> str:
    """2564"""
    return str(_year(day, language))


@cache
def _months(width: Width, language: str) -> Mapping[int, str]:
    """By their numbers; Babel reads its locale anew each time it is asked."""
    return {month: str(name) for month, name in get_month_names(width, locale=language).items()}


@cache
def _days(width: Width, language: str) -> Mapping[int, str]:
    """By their weekday, Monday being 0."""
    return {day: str(name) for day, name in get_day_names(width, locale=language).items()}


def _year(day: date, language: str) -> int:
    return day.year + BUDDHIST_ERA if language == "th" else day.year


def _short_year(day: date, language: str) -> str:
    """Two digits where everybody reads them as Buddhist; in English they would be ambiguous."""
    year = _year(day, language)
    return f"{year % 100:02d}" if language == "th" else str(year)
