"""Moves a clock ahead as time would have passed: from one moment at which something is due to the
next, each of them settled before the next comes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Protocol

from bot.store.moments import Moments, moments
from bot.store.unit import SqlStore
from scheduler.executor import Desk

FARTHEST = timedelta(days=400)
"""A plan lasts one fiscal year; past its end nothing waits to be said."""
BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)

Settle = Callable[[], Awaitable[None]]


class StandingClock(Protocol):
    """A clock that can be made to stand at a moment."""

    def now(self) -> datetime: ...
    def stand(self, moment: datetime) -> None: ...
    def go(self) -> None: ...


class Ahead:
    """When something waits in a store, asked in the thread that works on it."""

    def __init__(self, store: SqlStore, desk: Desk) -> None:
        self._store = store
        self._desk = desk

    async def next_after(self, moment: datetime) -> datetime | None:
        return await self._desk.run(self._ask, lambda asked: asked.next_after(moment))

    async def next_notices(self, moment: datetime) -> datetime | None:
        return await self._desk.run(self._ask, lambda asked: asked.next_notices(moment))

    def _ask(self, question: Callable[[Moments], datetime | None]) -> datetime | None:
        with moments(self._store.engine) as asked:
            return question(asked)


class Travel:
    """One move at a time; between two moments it lets go of `instant`.

    `settle` does all that is to be done at this moment. `instant` is held by whoever writes
    something of this moment down: else the clock could move on before it is settled. `arrived` is
    called at every moment that was lived through.
    """

    def __init__(
        self,
        ahead: Ahead,
        clock: StandingClock,
        settle: Settle,
        instant: asyncio.Lock | None = None,
        arrived: Callable[[], None] = lambda: None,
    ) -> None:
        self._ahead = ahead
        self._clock = clock
        self._settle = settle
        self._instant = instant or asyncio.Lock()
        self._arrived = arrived
        self._moving = asyncio.Lock()
        self._ended = False

    @property
    def is_moving(self) -> bool:
        return self._moving.locked()

    async def to(self, moment: datetime) -> None:
        """Live through everything up to this moment; nothing for one that has passed."""
        async with self._standing():
            await self._go_on_until(moment)

    async def by(self, distance: timedelta) -> None:
        async with self._standing():
            await self._go_on_until(self._clock.now() + distance)

    async def until_more(self, counted: Callable[[], int]) -> bool:
        """Live on until this has grown; False if nothing that is due makes it grow."""
        async with self._standing():
            async with self._instant:
                await self._settle()
            before, last = counted(), self._clock.now() + FARTHEST
            while counted() == before:
                if not await self._step(last):
                    return False
            return True

    async def catch_up(self, lived_until: datetime) -> None:
        """After a stop: live through what came due meanwhile, from where life ended."""
        async with self._standing():
            now = max(self._clock.now(), lived_until)
            try:
                await self._live_through(lived_until, now)
            finally:  # stopped half-way, the rest is caught up with another time
                self._clock.stand(now)
            await self._settle()

    async def end(self) -> None:
        """No move goes further; returns when none is under way."""
        self._ended = True
        async with self._moving:
            pass

    @asynccontextmanager
    async def _standing(self) -> AsyncIterator[None]:
        """The clock stands meanwhile, and goes on from where it then is."""
        try:
            async with self._moving:
                self._clock.stand(self._clock.now())
                self._arrived()
                try:
                    yield
                finally:
                    self._clock.go()
        finally:
            self._arrived()

    async def _live_through(self, lived_until: datetime, now: datetime) -> None:
        moment = await self._ahead.next_after(BEGINNING)
        while moment is not None and moment < now:
            moment = max(moment, lived_until)
            await self._advance_to(moment)
            moment = await self._ahead.next_after(moment)

    async def _go_on_until(self, last: datetime) -> None:
        while await self._step(last, arrives=True):
            pass

    async def _step(self, last: datetime, *, arrives: bool = False) -> bool:
        """On to the next moment before `last` at which something is due; whether there was one.

        `arrives`: if there was none, on to `last`, unless that has passed.
        """
        async with self._instant:
            await self._settle()
            moment = await self._ahead.next_after(self._clock.now())
            if self._ended:
                return False
            if moment is not None and moment < last:
                await self._advance_to(moment)
                return True
            if arrives and last > self._clock.now():
                await self._advance_to(last)
            return False

    async def _advance_to(self, moment: datetime) -> None:
        self._clock.stand(moment)
        await self._settle()
        self._arrived()
