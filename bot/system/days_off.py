"""The start of a team's days off; the secretary adds and removes days from there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from bot.domain.errors import BadFile, Problem
from bot.system.day_names import SUBSTITUTE, official_name

NOT_FOR_OFFICES = ("แรงงาน", "วันเด็ก")
"""In the public list, substitutes too, but government offices work."""

BUDDHIST_YEARS_FROM = 2400
_LINE = re.compile(r"(?P<day>[^\s,#]*)[\s,]*(?P<name>[^#]*)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_MEND = "write year-month-day, as in 2027-01-01"


TABLE = Path(__file__).with_name("days_off.txt")
"""What `computed_days_off` gives of the years in which plans are made: a start that loads the
library of all countries' holidays takes a sixth longer, and 12 MB more memory ever after."""
TABLE_YEARS = range(2023, 2035)


def official_days_off(first_year: int, last_year: int) -> dict[date, str]:
    """The government's days off in these CE years; from 2027 by rule, without cabinet days."""
    if not TABLE_YEARS[0] <= first_year <= last_year <= TABLE_YEARS[-1]:
        return computed_days_off(first_year, last_year)
    days = read_days_off(TABLE)
    return {day: name for day, name in days.items() if first_year <= day.year <= last_year}


def computed_days_off(first_year: int, last_year: int) -> dict[date, str]:
    """The same, of any years. Raises ValueError for Buddhist ones."""
    from holidays import country_holidays

    known = country_holidays(
        "TH",
        years=range(first_year, last_year + 1),
        language="th",
        categories=("public", "government"),
    )
    if not known.start_year <= first_year <= last_year <= known.end_year:
        # the library has no days for a Buddhist year, and does not say so
        raise ValueError(f"CE years from earlier to later, not {first_year} to {last_year}")
    days = {day: _of_offices(names) for day, names in sorted(known.items())}
    return {day: _signed(days, day) for day, names in days.items() if names}


def _of_offices(names: str) -> list[str]:
    """What is left of a day's names, several of which may fall on one day."""
    return [n for n in names.split("; ") if not any(word in n for word in NOT_FOR_OFFICES)]


def _signed(days: Mapping[date, list[str]], day: date) -> str:
    """One name is often several of the library's."""
    names = (official_name(day, name, _falls(days, day, name)) for name in days[day])
    return " และ".join(dict.fromkeys(names))


def _falls(days: Mapping[date, list[str]], day: date, name: str) -> date:
    """On which day that falls which is called so, or in whose place this day is."""
    own = name.removeprefix(SUBSTITUTE)
    return max((d for d, names in days.items() if d <= day and own in names), default=day)


def read_days_off(path: Path) -> dict[date, str]:
    """Days and names of a file with one ISO date a line, a name after it if wanted."""
    days: dict[date, str] = {}
    problems: list[Problem] = []
    for number, found in _lines(path):
        day = _day(found["day"], number, found.start() + 1)
        if isinstance(day, Problem):
            problems.append(day)
        else:
            days[day] = found["name"].strip()
    if problems:
        raise BadFile(str(path), tuple(problems))
    return days


def _lines(path: Path) -> Iterator[tuple[int, re.Match[str]]]:
    for number, line in enumerate(_content(path).splitlines(), start=1):
        found = _LINE.match(line, len(line) - len(line.lstrip()))
        if found and found[0]:
            yield number, found


def _content(path: Path) -> str:
    try:
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except OSError as error:
        problem = Problem(1, 1, f"cannot be read: {error.strerror}", "check the path")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = Problem(line, 1, "is not UTF-8", "save the file as UTF-8 text")
    raise BadFile(str(path), (problem,))


def _day(written: str, line: int, column: int) -> date | Problem:
    found = _ISO.fullmatch(written)
    if not found:
        return Problem(line, column, f"not a date: {written[:40]!r}", _MEND)
    year, month, day = map(int, found.groups())
    if year >= BUDDHIST_YEARS_FROM:
        mend = f"write {year - 543}-{month:02d}-{day:02d}"
        return Problem(line, column, f"a Buddhist year: {written}", mend)
    try:
        return date(year, month, day)
    except ValueError:
        return Problem(line, column, f"no such day: {written}", _MEND)
