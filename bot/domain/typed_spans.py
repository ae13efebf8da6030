"""From which day to which, as people write it among other words."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.errors import Refusal
from bot.domain.typed import Lean, impolite, one_line, tidy, told_in
from bot.domain.typed_days import Told

Span = tuple[date, date]
"""First and last day, both included."""
_RANGE = re.compile(r"[-–—~]|ถึง")
_LEADS_IN = re.compile(r"(?:ตั้งแต่|ระหว่าง|ในช่วง|ช่วง|จาก)? ?(?:วันที่)?\Z")


def find_span(text: str, today: date) -> tuple[Span | None, str]:
    """The days, a single one being first and last, and the words around them.

    A day that is none, or may be several, is refused (date-impossible, date-unclear).
    """
    text = tidy(text)
    told = told_in(text, today, Lean.FUTURE)[:2]
    if not told:
        return None, text
    days = [day for one in told for day in _days(text, one)]
    before = _LEADS_IN.sub("", text[: told[0].begin].rstrip())
    return (days[0], days[-1]), impolite(one_line(f"{before} {text[told[-1].end :]}"))


def _days(text: str, told: Told) -> tuple[date, ...]:
    """What is unclear as one day is a span, if it is written as one."""
    written = text[told.begin : told.end]
    if told.problem and not (told.problem == "date-unclear" and _RANGE.search(written)):
        raise Refusal(told.problem, text=written, days=told.days)
    return told.days
