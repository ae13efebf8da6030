"""Group commit: what waits for the store goes into one transaction, and nobody goes on before it.

A unit of work that fails is undone alone. When the database itself fails, they are done again one
by one, so that each learns what became of its own.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from contextvars import Context, copy_context
from dataclasses import dataclass, field
from itertools import groupby, islice
from threading import Lock
from typing import Any, TypeVar

import structlog

from bot.domain.errors import Unavailable
from bot.ports import Store, UnitOfWork
from scheduler.transactions import Opens, read, transact

log = structlog.get_logger(__name__)

T = TypeVar("T")

MOST = 64
"""Units in one transaction."""
LONGEST = 0.05
"""Seconds after which it takes in no more: who came first waits no longer for the others."""


@dataclass(frozen=True, slots=True, eq=False)
class Job:
    """`do` opens its unit of work in the store, or in a group of it."""

    do: Callable[[Opens], Any]
    store: Store
    reads: bool
    future: asyncio.Future[Any] = field(default_factory=asyncio.Future)
    within: Context = field(default_factory=copy_context)
    """What is logged there bears the ids that are bound where it was asked for."""


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    job: Job
    result: Any = None
    error: BaseException | None = None


class GroupCommit:
    """`thread`: an executor that has one.

    It is given the next group before this one is told: that has waited longer than what those who
    are told will ask for.
    """

    def __init__(self, thread: Executor) -> None:
        self._thread = thread
        self._waiting: deque[Job] = deque()
        self._lock = Lock()
        self._is_served = False

    async def write(self, store: Store, do: Callable[[UnitOfWork], T]) -> T:
        """Committed when it returns."""
        result: T = await self._do(Job(lambda opens: transact(opens, do), store, reads=False))
        return result

    async def read(self, store: Store, do: Callable[[UnitOfWork], T]) -> T:
        result: T = await self._do(Job(lambda opens: read(opens, do), store, reads=True))
        return result

    async def _do(self, job: Job) -> Any:
        with self._lock:
            self._waiting.append(job)
            if not self._is_served:
                self._thread.submit(self._serve)
                self._is_served = True
        return await job.future

    def _serve(self) -> None:
        """On the thread: one group; whoever else wants the thread gets it before the next."""
        while self._serves_more():
            pass

    def _serves_more(self) -> bool:
        """After one group: the next follows at once where the thread takes nothing new."""
        with self._lock:
            jobs = list(islice(_of_one_store(self._waiting), MOST))
        outcomes = _outcomes(jobs)
        with self._lock:
            for _ in outcomes:
                self._waiting.popleft()
            self._is_served = is_more = bool(self._waiting)
        follows = is_more and not self._is_submitted()
        for loop, told in groupby(outcomes, lambda outcome: outcome.job.future.get_loop()):
            with suppress(RuntimeError):  # it is closed: there nobody waits any more
                loop.call_soon_threadsafe(_tell, list(told))
        return follows

    def _is_submitted(self) -> bool:
        try:
            self._thread.submit(self._serve)
        except RuntimeError:  # it is being closed, once all that waits is done
            return False
        return True


def _of_one_store(waiting: Iterable[Job]) -> Iterator[Job]:
    _, jobs = next(groupby(waiting, lambda job: id(job.store)))
    return jobs


def _outcomes(jobs: Sequence[Job]) -> list[Outcome]:
    """Of the first, and of those behind it for which there is time."""
    if len(jobs) == 1:
        return [_done(jobs[0], jobs[0].store)]
    begun: list[Job] = []
    committed: list[Outcome] = []
    try:
        with jobs[0].store.together() as group:
            outcomes = [_done(job, group, of_group=True) for job in _in_time(jobs, begun)]
            group.commit()
            committed = outcomes
    except Exception as error:
        if committed:
            log.warning("store.after_commit", why=type(error).__name__)
        elif begun:
            return [_done(job, job.store) for job in begun]
        else:
            return [_done(j, j.store) if j.reads else Outcome(j, error=error) for j in jobs]
    return committed


def _in_time(jobs: Iterable[Job], begun: list[Job]) -> Iterator[Job]:
    until = time.monotonic() + LONGEST
    for job in jobs:
        if begun and time.monotonic() > until:
            return
        begun.append(job)
        yield job


def _done(job: Job, opens: Opens, *, of_group: bool = False) -> Outcome:
    """Raises Unavailable in a group only: it is the group's."""
    try:
        return Outcome(job, job.within.run(job.do, opens))
    except Unavailable as error:
        if of_group:
            raise
        return Outcome(job, error=error)
    except BaseException as error:  # nobody is left waiting
        return Outcome(job, error=error)


def _tell(outcomes: Iterable[Outcome]) -> None:
    """In the order of asking: who claimed is to know of it before who posted behind that, or one
    chat's messages overtake each other (scheduler/handed.py).
    """
    for outcome in outcomes:
        future = outcome.job.future
        if future.done():  # who asked has been cancelled
            continue
        if outcome.error is not None:
            future.set_exception(outcome.error)
        else:
            future.set_result(outcome.result)
