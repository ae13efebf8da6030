"""Parts of the fiscal year that the words of a step name, and the days they set to it; series of
periods that a file has to spell out. Pure.

The rounds of five months are those in which the Department of Health's indicators are handed in:
October to February, March to July, then the assessment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.domain.sop_import import Value
from bot.render import dates
from bot.render.language import DEFAULT_LANGUAGE
from bot.sop_import.months import NAME, month_of

OWN: Mapping[str, tuple[int, int]] = {
    "two-months": (2, 6),
    "four-months": (4, 3),
    "five-months": (5, 2),
}
"""Series that no file knows by itself: how many months each period has, and how many there are."""

LAST_OF_YEAR = 9
"""The month."""


@dataclass(frozen=True, slots=True)
class Part:
    """`last`: the step is not to go on after it, and what reports on it not to begin before `next`;
    as a file writes days.
    """

    first: str
    last: str
    next: str
    words: str


_QUARTER = r"ไตรมาส(?:ที่)? ?"
_QUARTERS = (
    ("10-01", "12-end", "01-01"),
    ("01-01", "03-end", "04-01"),
    ("04-01", "06-end", "07-01"),
    ("07-01", "09-end", ""),
)
_SPAN = re.compile(
    rf"{_QUARTER}([1-4]) ?(?:-|–|—|ถึง|(?P<each>และ|,)) ?(?:{_QUARTER})?([1-4])(?!\d)"
)
_PARTS: tuple[tuple[re.Pattern[str], tuple[str, str, str]], ...] = (
    (re.compile(r"(?:รอบ ?)?(?:5|ห้า) ?เดือน ?แรก"), ("10-01", "02-end", "03-01")),
    (re.compile(r"(?:รอบ ?)?(?:5|ห้า) ?เดือน ?หลัง"), ("03-01", "07-end", "08-01")),
    (re.compile(r"(?:รอบ ?)?(?:6|หก) ?เดือน ?แรก|ครึ่งปีแรก"), ("10-01", "03-end", "04-01")),
    (re.compile(r"(?:รอบ ?)?(?:6|หก) ?เดือน ?หลัง|ครึ่งปีหลัง"), ("04-01", "09-end", "")),
    (re.compile(rf"{_QUARTER}1(?!\d)|ไตรมาสแรก"), _QUARTERS[0]),
    (re.compile(rf"{_QUARTER}2(?!\d)"), _QUARTERS[1]),
    (re.compile(rf"{_QUARTER}3(?!\d)"), _QUARTERS[2]),
    (re.compile(rf"{_QUARTER}4(?!\d)|ไตรมาสสุดท้าย"), _QUARTERS[3]),
)


_MONTHS = re.compile(
    rf"รอบ(?:ที่)? ?[1-9] ?\(? ?(?P<first>{NAME}) ?(?:-|–|—|ถึง) ?(?P<last>{NAME})", re.IGNORECASE
)
_FIVE = re.compile(r"(?:5|ห้า) ?เดือน")
_OTHER = re.compile(
    r"รอบ ?(?:ที่ ?)?(?:\d+ ?เดือน|[1-9])|(?:6|หก|9|เก้า|3|สาม) ?เดือน ?(?:แรก|หลัง)|ไตรมาส|ครึ่งปี"
)


def other_than_usual(texts: Iterable[str]) -> str | None:
    """By which rounds an SOP goes, if not by those of five months; empty: by none."""
    text = " ".join(texts)
    if _FIVE.search(text):
        return None
    found = _OTHER.search(text)
    return found[0] if found else ""


def named(text: str) -> Part | None:
    """The only one that is named; ไตรมาส 1-2 is one, and รอบที่ 1 (ต.ค. - มี.ค.)."""
    months = list(_MONTHS.finditer(text))
    if months:
        return _of_months(months[0]) if len(months) == 1 else None
    spans = list(_SPAN.finditer(text))
    if len(spans) == 1:
        return _of_quarters(spans[0])
    found = ((p.search(text), days) for p, days in _PARTS)
    told = [(f[0], days) for f, days in found if f]
    return Part(*told[0][1], told[0][0]) if len(told) == 1 else None


def _of_quarters(found: re.Match[str]) -> Part | None:
    """1 และ 3 are two parts, and not what lies between them."""
    first, last = int(found[1]), int(found[3])
    if first >= last or (found["each"] and last - first > 1):
        return None
    return Part(_QUARTERS[first - 1][0], *_QUARTERS[last - 1][1:], found[0])


def _of_months(found: re.Match[str]) -> Part | None:
    first, last = month_of(found["first"]), month_of(found["last"])
    if (first + 2) % 12 > (last + 2) % 12:
        return None
    then = "" if last == LAST_OF_YEAR else f"{last % 12 + 1:02}-01"
    return Part(f"{first:02}-01", f"{last:02}-end", then, found[0])


def series(id: str) -> Value:
    """As a file spells it out; its periods are called by their months."""
    months, count = OWN[id]
    periods: list[Value] = []
    for place in range(count):
        first, last = ((place * months + n + 9) % 12 + 1 for n in (0, months - 1))
        names = (dates.month_name(m, DEFAULT_LANGUAGE, short=True) for m in (first, last))
        name = "–".join(names)
        periods.append({"name": name, "first": f"{first:02}-01", "last": f"{last:02}-end"})
    return {"id": id, "periods": periods}
