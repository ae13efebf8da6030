"""Where the blocking work with the store is done, and how."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.domain.errors import Conflict, Unavailable
from bot.ports import Store, UnitOfWork
from scheduler.outage import Outage

T = TypeVar("T")

TRIES = 5
"""How often a unit of work that lost to another writer is run again, afresh."""


class Desk:
    """Threads of our own for the store: one on SQLite, which has one writer anyway."""

    def __init__(self, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="desk")
        self.outage = Outage()

    async def run(self, do: Callable[..., T], *args: object) -> T:
        """What is logged there bears the ids that are bound here."""
        within, loop = contextvars.copy_context(), asyncio.get_running_loop()
        try:
            result = await loop.run_in_executor(self._pool, within.run, do, *args)
        except Unavailable as error:
            self.outage.failed(error)
            raise
        self.outage.succeeded()
        return result

    def close(self) -> None:
        self._pool.shutdown(wait=True)


def transact(store: Store, do: Callable[[UnitOfWork], T], tries: int = TRIES) -> T:
    """Do it in one unit of work and commit; in a fresh one if somebody else wrote first."""
    for left in reversed(range(tries)):
        try:
            with store.work() as work:
                result = do(work)
                work.commit()
                return result
        except Conflict:
            if not left:
                raise
    raise ValueError(tries)
