"""Days that come every month, as "by the 7th and the 21st". Pure; days are local dates."""

from __future__ import annotations

import calendar as month_lengths
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import islice

from bot.domain.calendar import ONE_DAY, Calendar, next_month


class Holiday(StrEnum):
    """Where a day goes that is no working day."""

    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class MonthDays:
    """`days`: from 1 to 31, in order; a month that lacks one has its last day in its place.
    `holiday` None: a day off stays the day it is.
    """

    days: tuple[int, ...]
    holiday: Holiday | None = None

    def first_from(self, day: date, calendar: Calendar) -> date:
        """The first of these days from `day` on, moved off a day off, though never before `day`."""
        return next(self.all_from(day, calendar))

    def all_from(self, day: date, calendar: Calendar) -> Iterator[date]:
        """Every one from `day` on, without end."""
        month = day.replace(day=1)
        while True:
            for found in self._of_month(month):
                if found >= day:
                    yield max(self._moved(found, calendar), day)
            month = next_month(month)

    def rounds(self, day: date, calendar: Calendar, most: int) -> tuple[date, ...]:
        """The first `most` of them."""
        return tuple(islice(self.all_from(day, calendar), most))

    def _of_month(self, month: date) -> list[date]:
        length = month_lengths.monthrange(month.year, month.month)[1]
        return sorted({month.replace(day=min(d, length)) for d in self.days})

    def _moved(self, day: date, calendar: Calendar) -> date:
        if self.holiday is Holiday.BEFORE:
            return calendar.on_or_before(day)
        return calendar.on_or_after(day) if self.holiday is Holiday.AFTER else day


def months_on(first: date, months: int) -> date:
    """The last day of so many months, `first` being the first.

    It is the day before the same day of the month; in a month that lacks it, the month's last day
    (Civil and Commercial Code of Thailand, section 193/5).
    """
    same = months_away(first, months)
    return same if same.day < first.day else same - ONE_DAY


def months_away(day: date, months: int) -> date:
    """The same day so many months after, or before; the month's last where it lacks that day."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, month_lengths.monthrange(year, month + 1)[1]))


def months_back(last: date, months: int) -> date:
    """The latest first day from which so many months end on `last` or before."""
    day = last - timedelta(days=31 * months)
    while months_on(day + ONE_DAY, months) <= last:
        day += ONE_DAY
    return day
