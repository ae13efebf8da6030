"""What every worker of the scheduler needs: the store and its thread, the channels, the time."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from bot.domain.errors import DeliveryError
from bot.ports import Channel, Clock, Store, UnitOfWork
from scheduler.executor import Desk, transact

T = TypeVar("T")
Sleep = Callable[[float], Awaitable[object]]


@dataclass(frozen=True, slots=True)
class Tools:
    """`chance` gives a number from 0 to 1 for jitter; it and `sleep` are set by tests."""

    store: Store
    channels: Mapping[str, Channel]
    clock: Clock
    desk: Desk = field(default_factory=Desk)
    sleep: Sleep = asyncio.sleep
    chance: Callable[[], float] = random.random

    def now(self) -> datetime:
        return self.clock.now()

    def channel(self, name: str) -> Channel:
        """One that is not configured now may be so tomorrow."""
        if name not in self.channels:
            raise DeliveryError(f"channel {name} is not configured")
        return self.channels[name]

    async def write(self, do: Callable[[UnitOfWork], T]) -> T:
        """One unit of work, on the desk."""
        return await self.desk.run(transact, self.store, do)

    async def read(self, do: Callable[[UnitOfWork], T]) -> T:
        return await self.desk.run(self._read, do)

    def _read(self, do: Callable[[UnitOfWork], T]) -> T:
        with self.store.reading() as work:
            return do(work)
