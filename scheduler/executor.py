"""Where the blocking work with the store is done, and how it is told that the store is away."""

from __future__ import annotations

import asyncio
import contextvars
import math
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import structlog

from bot.domain.errors import Away, Unavailable
from bot.ports import Store, UnitOfWork
from scheduler.group_commit import GroupCommit
from scheduler.transactions import read, transact

log = structlog.get_logger(__name__)

T = TypeVar("T")

REMIND_SECONDS = 60.0
"""Every loop and every tick trips over it; so often, at most, the log is told."""
QUIET_SECONDS = 60.0
"""Without a failure for so long, it is over: on a full disk most units succeed in between, but what
came in is offered again within half of this."""


class Desk:
    """Threads of our own for the store: one if it has one writer, as SQLite has."""

    def __init__(self, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        self._group = GroupCommit(self._pool) if threads == 1 else None
        self.outage = Outage()

    async def run(self, do: Callable[..., T], *args: object) -> T:
        """What is logged there bears the ids that are bound here."""
        within, loop = contextvars.copy_context(), asyncio.get_running_loop()
        return await self._noted(loop.run_in_executor(self._pool, within.run, do, *args))

    async def write(self, store: Store, do: Callable[[UnitOfWork], T]) -> T:
        """One unit of work, committed when this returns."""
        if store.writers > 1:
            return await self.run(transact, store, do)
        return await self._noted(self._together().write(store, do))

    async def read(self, store: Store, do: Callable[[UnitOfWork], T]) -> T:
        if store.writers > 1:
            return await self.run(read, store, do)
        return await self._noted(self._together().read(store, do))

    def _together(self) -> GroupCommit:
        """On several threads a group would be begun while another is under way."""
        if self._group is None:
            raise ValueError("a store with one writer is served by a desk of one thread only")
        return self._group

    async def _noted(self, doing: Awaitable[T]) -> T:
        try:
            result = await doing
        except Unavailable as error:
            self.outage.failed(error)
            raise
        self.outage.succeeded()
        return result

    def close(self) -> None:
        self._pool.shutdown(wait=True)


class Outage:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._since: float | None = None
        self._failed = 0.0
        self._failed_in_part = -math.inf
        self._told = 0.0
        self._failures = 0

    @property
    def is_on(self) -> bool:
        """Whether it failed of late in a way that who looks may not see: a full disk can be read.

        What was wholly away is back for whoever can read it.
        """
        return self._monotonic() - self._failed_in_part < QUIET_SECONDS

    def failed(self, error: Exception) -> None:
        now = self._monotonic()
        self._failures += 1
        self._failed = now
        if not isinstance(error, Away):
            self._failed_in_part = now
        if self._since is None:
            self._since = now
        elif now - self._told < REMIND_SECONDS:
            return
        self._told = now
        log.error("store.unavailable", why=str(error), failures=self._failures)

    def succeeded(self) -> None:
        now = self._monotonic()
        if self._since is None or now - self._failed < QUIET_SECONDS:
            return
        log.warning("store.available", failures=self._failures, seconds=round(now - self._since))
        self._since, self._failures = None, 0
