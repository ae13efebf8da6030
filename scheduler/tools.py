"""What every worker of the scheduler needs: the store and its thread, the channels, the time."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, repeat
from typing import TypeVar

from bot.domain.errors import Conflict, DeliveryError, Unavailable
from bot.ports import Attempt, Channel, Clock, Meter, Outlook, Platform, Store, UnitOfWork
from scheduler.executor import Desk

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]

AGAIN = (0.5, 1.5, 5.0, 10.0)
"""Seconds between tries to write down what has happened; the last, for as long as need be."""


class NoMeter:
    """A `bot.ports.Meter` when nobody wants to know."""

    def accepted(self, channel: str, count: int) -> None: ...
    def handled(self, channel: str, outcome: str) -> None: ...
    def delivered(self, channel: str, what: str, outcome: Attempt, seconds: float) -> None: ...
    def fetched(self, channel: str, outcome: str) -> None: ...


def counted(channels: Mapping[str, Platform]) -> frozenset[str]:
    """Names of those where what is sent unasked costs something for each who gets it."""
    return frozenset(name for name, channel in channels.items() if channel.can.counted)


@dataclass(frozen=True, slots=True)
class Tools:
    """`chance` gives a number from 0 to 1 for jitter; it and `sleep` are set by tests."""

    store: Store
    channels: Mapping[str, Channel]
    clock: Clock
    desk: Desk = field(default_factory=Desk)
    sleep: Sleep = asyncio.sleep
    chance: Callable[[], float] = random.random
    meter: Meter = field(default_factory=NoMeter)
    outlooks: dict[str, Outlook] = field(default_factory=dict)
    """By the channel, for those that count."""

    def now(self) -> datetime:
        return self.clock.now()

    def channel(self, name: str) -> Channel:
        """One that is not configured now may be so tomorrow."""
        if name not in self.channels:
            raise DeliveryError(f"channel {name} is not configured")
        return self.channels[name]

    async def write(self, do: Callable[[UnitOfWork], T]) -> T:
        """One unit of work, on the desk.

        `do` may run several times (somebody else wrote first, a group failed), and also when nobody
        waits for it any more: it changes nothing but its unit.
        """
        return await self.desk.write(self.store, do)

    async def record(self, do: Callable[[UnitOfWork], T]) -> T:
        """The same for what has happened already: the store may be away for as long as it likes."""
        pauses = chain(AGAIN, repeat(AGAIN[-1]))
        while True:
            try:
                return await self.write(do)
            except (Conflict, Unavailable):
                await self.sleep(next(pauses))

    async def read(self, do: Callable[[UnitOfWork], T]) -> T:
        return await self.desk.read(self.store, do)
