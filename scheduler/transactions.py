"""One unit of work, run again when somebody else wrote first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from bot.domain.errors import Conflict
from bot.ports import Store, UnitOfWork

T = TypeVar("T")

TRIES = 5
"""How often a unit of work that lost to another writer is run again, afresh."""


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
