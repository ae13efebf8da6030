"""One unit of work, run again when somebody else wrote first."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Protocol, TypeVar

from bot.domain.errors import Conflict
from bot.ports import UnitOfWork

T = TypeVar("T")

TRIES = 5
"""How often a unit of work that lost to another writer is run again, afresh."""


class Opens(Protocol):
    """What opens units of work: a store, or a group of those that are committed together."""

    def work(self) -> AbstractContextManager[UnitOfWork]: ...
    def reading(self) -> AbstractContextManager[UnitOfWork]: ...


def transact(opens: Opens, do: Callable[[UnitOfWork], T], tries: int = TRIES) -> T:
    """Do it in one unit of work and commit; in a fresh one if somebody else wrote first."""
    for left in reversed(range(tries)):
        try:
            with opens.work() as work:
                result = do(work)
                work.commit()
                return result
        except Conflict:
            if not left:
                raise
    raise ValueError(tries)


def read(opens: Opens, do: Callable[[UnitOfWork], T]) -> T:
    with opens.reading() as work:
        return do(work)
