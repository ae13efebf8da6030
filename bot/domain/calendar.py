"""Working days and the Thai fiscal year (1 October to 30 September). Pure; days are local dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

ONE_DAY = timedelta(days=1)
SATURDAY = 5
FARTHEST = timedelta(days=800)
"""A day further from today than this is a slip of the pen."""


def fiscal_year(day: date) -> int:
    """The CE year in which the fiscal year that contains `day` ends."""
    return day.year + 1 if day.month >= 10 else day.year


def fiscal_year_start(ending: int) -> date:
    return date(ending - 1, 10, 1)


def fiscal_year_end(ending: int) -> date:
    return date(ending, 9, 30)


def round_of(day: date, ending: int) -> int | None:
    """The round of the fiscal year in which a day's work is assessed: 1 (รอบ 5 เดือนแรก, October to
    February), 2 (รอบ 5 เดือนหลัง, March to July); None: in neither, or of another year.
    """
    if fiscal_year(day) != ending:
        return None
    if day.month >= 10 or day.month <= 2:
        return 1
    return 2 if day.month <= 7 else None


def next_month(day: date) -> date:
    """Its first day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days an office works: Monday to Friday less the days off."""

    days_off: frozenset[date] = frozenset()

    def is_working(self, day: date) -> bool:
        return day.weekday() < SATURDAY and day not in self.days_off

    def on_or_after(self, day: date) -> date:
        """W(day): the day, or the next working day."""
        while not self.is_working(day):
            day += ONE_DAY
        return day

    def on_or_before(self, day: date) -> date:
        """B(day): the day, or the working day before."""
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def nth_working(self, start: date, n: int) -> date:
        """The n-th working day from `start`, which counts as the first if it is one."""
        day = self.on_or_after(start)
        for _ in range(n - 1):
            day = self.on_or_after(day + ONE_DAY)
        return day

    def back_nth_working(self, end: date, n: int) -> date:
        """The n-th working day counting back from `end`, which counts as the first if it is one."""
        day = self.on_or_before(end)
        for _ in range(n - 1):
            day = self.on_or_before(day - ONE_DAY)
        return day

    def working_after(self, day: date, until: date) -> int:
        """How many working days come after `day`, up to and including `until`."""
        return sum(map(self.is_working, days(day + ONE_DAY, until)))


def days(first: date, last: date) -> Iterator[date]:
    """Every date from `first` to `last`, both included."""
    while first <= last:
        yield first
        first += ONE_DAY


def calendar_of(days_off: Iterable[date]) -> Calendar:
    return _calendar(frozenset(days_off))


@lru_cache(maxsize=256)
def _calendar(days_off: frozenset[date]) -> Calendar:
    """One object for all teams with the same days off: to compare it costs nothing."""
    return Calendar(days_off)
