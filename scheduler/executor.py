"""Where the blocking work with the store is done, and how."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from bot.domain.errors import Conflict
from bot.ports import Store, UnitOfWork

T = TypeVar("T")

TRIES = 5
"""How often a unit of work that lost to another writer is run again, afresh."""


class Desk:
    """A thread of our own for the store: SQLite has one writer anyway, and the loop stays free."""

    def __init__(self, threads: int = 1) -> None:
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="desk")

    async def run(self, do: Callable[..., T], *args: object) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._pool, do, *args)

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
