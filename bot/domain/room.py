"""How much of the room for files a team may take: of its own, and of what the disk has left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

NEARLY_FULL = 80
"""Per cent: of 2 GB twenty of the largest files are left, some weeks of evidence."""
YOUNG = timedelta(days=30)
"""So long a team's files are none that an office would miss."""
RESERVE_BYTES = 1024 * 1024 * 1024
"""Of the disk, for teams that are not young: fifty of the largest files. Anybody can make a team,
and many of them fill a disk whatever each may hold."""


@dataclass(frozen=True, slots=True)
class Holding:
    """What a team holds, seen from one of its files. In bytes; the same bytes twice count once.

    A removed file counts: its bytes stay.
    """

    team: int
    since: datetime
    used: int
    promised: int
    """Announced before this file, and still being fetched."""

    def room(self, quota: int) -> int:
        """What this file may have; not below 0."""
        return max(quota - self.used - self.promised, 0)

    def is_nearly_full(self, quota: int) -> bool:
        return self.used * 100 >= quota * NEARLY_FULL

    def is_young(self, now: datetime) -> bool:
        return now - self.since < YOUNG


@dataclass(frozen=True, slots=True)
class Held:
    """A team, the address of its group, and the bytes it holds."""

    team: int
    group: str
    used: int
