"""Days off as people write them: a day, several, a range, or a pasted list, each with a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.domain.calendar import FARTHEST
from bot.domain.calendar import days as days_between
from bot.domain.errors import Refusal
from bot.domain.typed import Lean, arabic, take_date, tidy

MAX_NAME = 140
"""Characters of a day's name; the longest official one has 131 and comes back through here."""
MOST = 40
"""Days in one message; more is a year mistyped."""
_TO = re.compile(r"\s*(?:[-–—]|จนถึง|ถึง|\bto\b)\s*(?:วันที่\s*)?(?=\d{1,2}(?:[/.]\d|\s?[ก-ฮ]))")
"""What stands between the ends of a range, once no hyphen stands inside a date any more."""
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})-(\d{1,2})-(\d{4}|\d{2})(?!\d)")
_NEXT = re.compile(r",\s*(?=\d)")
_DAY_ALONE = re.compile(r"\D*(?P<day>\d{1,2})")
_BULLETS = " •*-–"


class _Unreadable(Exception):
    def __init__(self, line: str) -> None:
        self.line = line
        super().__init__(line)


@dataclass(frozen=True, slots=True)
class Written:
    """A day or a range; `name` may be empty."""

    first: date
    last: date
    name: str

    @property
    def is_range(self) -> bool:
        return self.first != self.last

    def days(self) -> list[date]:
        return list(days_between(self.first, self.last))


def begins_with_date(text: str, today: date) -> bool:
    """Also one that is in no calendar, to be refused aloud."""
    try:
        return take_date(_without_hyphens(text), today, Lean.FUTURE)[0] is not None
    except Refusal:
        return True


def read(text: str, today: date, example: date) -> list[Written]:
    """All or nothing: one line that cannot be read leaves everything as it is."""
    lines = [line for line in tidy(text).split("\n") if line.strip()]
    try:
        found = [written for line in lines for written in _line(line, today)]
    except _Unreadable as error:
        raise Refusal("day-off-unreadable", line=error.line, example=example) from None
    longest = max((len(w.name) for w in found), default=0)
    if longest > MAX_NAME:
        raise Refusal("day-off-name-too-long", length=longest, limit=MAX_NAME)
    if sum((w.last - w.first).days + 1 for w in found) > MOST:
        raise Refusal("days-off-too-many", most=MOST)
    return found


def _line(line: str, today: date) -> Iterator[Written]:
    """`29/12/2569, 30/12/2569 วันหยุดพิเศษ`: days without a name take the next one's."""
    name = ""
    parts = [_part(part, today) for part in _NEXT.split(_without_hyphens(line.strip(_BULLETS)))]
    for written in reversed(parts):
        name = written.name or name
        yield Written(written.first, written.last, name)


def _without_hyphens(text: str) -> str:
    """6-10-2564 and 2021-10-06 as 6/10/2564 and 06/10/2021."""
    return _DAY_FIRST.sub(r"\1/\2/\3", _YEAR_FIRST.sub(r"\3/\2/\1", arabic(text)))


def _part(text: str, today: date) -> Written:
    begin, *ends = _TO.split(text, maxsplit=1)
    last, name = take_date(ends[0] if ends else begin, today, Lean.FUTURE)
    if last is None:
        raise _Unreadable(text)
    first = _first(begin, last, today) if ends else last
    if last < first:
        raise Refusal("days-off-backwards", first=first, last=last)
    for day in (first, last):
        if abs(day - today) > FARTHEST:
            raise Refusal("day-off-too-far", day=day)
    return Written(first, last, name)


def _first(text: str, last: date, today: date) -> date:
    """The beginning of a range: a date, or only a day of the month in which the range ends."""
    if alone := _DAY_ALONE.fullmatch(text.strip()):
        try:
            return last.replace(day=int(alone["day"]))
        except ValueError:
            raise Refusal("date-impossible", text=text) from None
    first, rest = take_date(text, today, Lean.FUTURE)
    if first is None or rest:
        raise _Unreadable(text)
    return first
