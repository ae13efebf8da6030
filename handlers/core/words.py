"""The arguments of a command, taken off one after another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, time

from bot.domain.occurrences import named, of_month
from bot.domain.sop import Sop
from bot.domain.typed import (
    Lean,
    cut_time,
    impolite,
    take_date,
    take_label,
    take_month_of_step,
    take_number,
    take_percent,
    take_plain_number,
    take_round,
    take_time,
    take_year,
    tidy,
    unquoted,
)

_PLAN = re.compile(r"p([0-9]{1,15})(?=\s|$)")
_TOKEN = re.compile(r"([a-z])([0-9]{1,15})(?=\s|$)")
_SURE = re.compile(r"!(?=\s|$)")
_WORD = re.compile(r"(\S+)")
CANCEL = "ยกเลิก"
"""Typed, it takes a question back."""


@dataclass
class Words:
    """What is left of the arguments; every `take_…` removes what it could read, or nothing."""

    rest: str

    def __post_init__(self) -> None:
        self.rest = self.rest.strip()

    def take_plan(self) -> int | None:
        """`p12`: the plan that a button names."""
        return self._match_number(_PLAN, 1)

    def take_id(self, letter: str) -> int | None:
        """`e45`, `f7`…: an id that a button carries."""
        found = _TOKEN.match(self.rest)
        if found is None or found.group(1) != letter:
            return None
        self._skip(found.end())
        return int(found.group(2))

    @property
    def may_tell_case(self) -> bool:
        """Whether a case may be told by its number: เรื่องที่ 12, case 12, 12/2570."""
        return any(mark in self.rest.lower() for mark in ("เรื่อง", "case", "/"))

    def take_sure(self) -> bool:
        """`!`: asked already, and confirmed."""
        found = _SURE.match(self.rest)
        if found:
            self._skip(found.end())
        return found is not None

    def take_word(self, *known: str) -> str:
        """The next word if it is one of these (or any word if none are given); else empty."""
        found = _WORD.match(self.rest)
        if found is None or (known and found.group(1).lower() not in known):
            return ""
        self._skip(found.end())
        return found.group(1) if not known else found.group(1).lower()

    def take_step(self) -> int | None:
        number, self.rest = take_number(self.rest)
        return number

    @property
    def tells_month(self) -> bool:
        """Whether it begins with a step and a month, by which a time of it is told."""
        return take_month_of_step(self.rest)[0] is not None

    def take_time_of(self, sop: Sop, ending: int, *, may_be_day: bool = False) -> int | None:
        """Of a step that is carried out every month one time, in a plan of the fiscal year that
        ends in this CE year: 6 ต.ค. `may_be_day`: 6 ต.ค. 69 is taken for one, too.
        """
        told, behind = take_month_of_step(self.rest)
        if told is None or (told.may_be_day and not may_be_day):
            return None
        found = of_month(sop, told.number, told.month, told.year, ending)
        if found is not None:
            self.rest = behind
        return found

    def take_step_of(self, sop: Sop, ending: int) -> int | None:
        """Of one that is carried out every month also by its month, of others by the name of the
        period: 9 ไตรมาส 2. Of one that is carried out once รอบ 2 behind it is a note.
        """
        found = self.take_time_of(sop, ending)
        if found is not None:
            return found
        alone, note = take_plain_number(self.rest)
        period, behind = named(sop, alone, note) if alone else (None, note)
        if period is not None:
            self.rest = behind
            return period
        number = self.take_step()
        if number is None or number in sop.by_number:
            return number
        if alone not in sop.by_number:
            return number
        self.rest = note
        return alone

    def take_label(self) -> tuple[int, int] | None:
        """`4-02`: the step and the number in it of a kept file."""
        label, self.rest = take_label(self.rest)
        return label

    def take_year(self) -> int | None:
        """The CE year in which the fiscal year named ends."""
        year, self.rest = take_year(self.rest)
        return year

    def take_round(self) -> int | None:
        """A round of the fiscal year, or WHOLE_YEAR."""
        told, self.rest = take_round(self.rest)
        return told

    def take_date(self, today: date, lean: Lean) -> date | None:
        day, self.rest = take_date(self.rest, today, lean)
        return day

    def take_time(self) -> time | None:
        """At the beginning, or told anywhere in what is left."""
        moment, self.rest = take_time(self.rest)
        if moment is None:
            moment, self.rest = cut_time(self.rest)
        return moment

    def take_percent(self) -> int | None:
        percent, self.rest = take_percent(self.rest)
        return percent

    def _match_number(self, pattern: re.Pattern[str], group: int) -> int | None:
        found = pattern.match(self.rest)
        if found is None:
            return None
        self._skip(found.end())
        return int(found.group(group))

    def _skip(self, end: int) -> None:
        self.rest = self.rest[end:].strip()


def is_cancel(text: str) -> bool:
    """Whether a typed answer takes the question back."""
    return unquoted(impolite(tidy(text))).lower().lstrip("/") in (CANCEL, "cancel")
