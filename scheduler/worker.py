"""The shape of all queues: claim rows, do each, try again later; repeat until there is none."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol, TypeVar

Row = TypeVar("Row")


FIRST_BACKOFF = timedelta(seconds=5)
LONGEST_BACKOFF = timedelta(minutes=15)
DOUBLINGS = 10
"""More change nothing; an outage of days must not count up to a huge number."""
ALL = sys.maxsize
"""A channel's share of the rows where there is but one."""


class Worker(Protocol[Row]):
    async def claim(self, most: int = 1) -> Sequence[Row]:
        """Up to so many rows; none: there is nothing to do now."""

    async def work(self, row: Row) -> None:
        """Raises nothing: what goes wrong with a row is recorded with the row."""


async def one(worker: Worker[Row]) -> bool:
    """Do one row; whether there was one."""
    rows = await worker.claim()
    for row in rows:
        await worker.work(row)
    return bool(rows)


async def exhaust(worker: Worker[Row]) -> bool:
    """Do all there is to do now; whether there was anything."""
    worked = False
    while await one(worker):
        worked = True
    return worked


class InHand:
    """Rows this process works on. One claimed again because its work outlasted its lease is left
    to whoever has it; being claimed has renewed the lease.
    """

    def __init__(self) -> None:
        self._ids: set[int] = set()

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self._ids)

    def take(self, row: int) -> bool:
        """Whether it was free."""
        if row in self._ids:
            return False
        self._ids.add(row)
        return True

    def put_down(self, row: int) -> None:
        self._ids.discard(row)


class Shares(Counter[str]):
    """How many rows of each channel are worked on: one that hangs takes no other's places.

    `each`: rows of one channel at most.
    """

    def __init__(self, each: int) -> None:
        super().__init__()
        self.each = each

    def room(self, most: int) -> tuple[int, frozenset[str]]:
        """How many of up to so many may be claimed at once, but of these channels: they are full.

        Of whichever others they are, none gets more than its share.
        """
        full = frozenset(channel for channel, count in self.items() if count >= self.each)
        taken = max((count for count in self.values() if count < self.each), default=0)
        return min(most, self.each - taken), full


def backoff(attempts: int, chance: float, longest: timedelta = LONGEST_BACKOFF) -> timedelta:
    """Doubles with every attempt, less up to half: not everything comes back at once."""
    full = min(longest, FIRST_BACKOFF * (1 << min(max(attempts - 1, 0), DOUBLINGS)))
    return full * (0.5 + chance / 2)
