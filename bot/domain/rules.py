"""What a team may set about its notices; the defaults are the office's usual ones."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache
from zoneinfo import ZoneInfo

DEFAULT_ZONE = "Asia/Bangkok"


class Kind(StrEnum):
    """Kinds of notice."""

    START = "start"
    AHEAD = "ahead"
    DUE = "due"
    OVERDUE = "overdue"
    CHECK_IN = "check-in"
    REVIEW = "review"
    """Completion was reported and waits to be verified."""
    WEEKLY = "weekly"
    ASSIGNMENT = "assignment"
    """What a meeting assigned to one person."""


class Audience(StrEnum):
    GROUP = "group"
    RESPONSIBLE = "responsible"
    SECRETARY = "secretary"
    CHAIR = "chair"
    OWNER = "owner"
    """Whom a meeting has assigned something."""


@dataclass(frozen=True, slots=True)
class Rules:
    """Times are local to `zone`; `ahead` and `overdue` count days."""

    zone: str = DEFAULT_ZONE
    slot: time = time(8, 30)
    closing_time: time = time(16, 30)
    ahead_long: tuple[int, ...] = (30, 14, 7, 3, 1)
    """For steps of 60 days or more, as forecast."""
    ahead_medium: tuple[int, ...] = (7, 3, 1)
    """14 to 59 days."""
    ahead_short: tuple[int, ...] = (1,)
    """3 to 13 days; shorter steps have none."""
    overdue: tuple[int, ...] = (1, 3, 7, 14, 21)
    overdue_again: int = 28
    """After the last of these it is told again every so many days."""
    overdue_group: tuple[int, ...] = (1,)
    overdue_chair: tuple[int, ...] = (7, 21)
    review: bool = False
    """Closings, and documents, are verified by the secretary or the chair."""
    review_after: tuple[int, ...] = (2, 5)
    """Working days after a report at which who verifies is reminded."""
    review_chair: tuple[int, ...] = (5,)
    off: frozenset[Kind] = frozenset()
    """Kinds that the team switched off."""
    group_weekly: bool = True

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    def slot_on(self, day: date) -> datetime:
        """The aware moment of the slot on a local day."""
        return datetime.combine(day, self.slot, self.tz)

    def local_day(self, instant: datetime) -> date:
        """The date in `zone` at an aware instant."""
        return _local_day(instant, self.zone)


# One message asks it ten times of the same instant.
@lru_cache(maxsize=64)
def _local_day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()
