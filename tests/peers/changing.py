"""What the fakes share: state that changes under a lock, and how one waits for a change."""

from __future__ import annotations

import asyncio
import functools
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Protocol, Self, TypeVar


class Changing:
    """The state of a fake, before it holds anything."""

    def __init__(self) -> None:
        self.changed = threading.Condition(threading.RLock())
        self.wakers: set[Callable[[], None]] = set()

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Holds the lock; whoever waits for a change looks again afterwards."""
        with self.changed:
            try:
                yield
            finally:
                self.changed.notify_all()
                for wake in tuple(self.wakers):
                    wake()


class Actor(Protocol):
    @property
    def world(self) -> Changing: ...


A = TypeVar("A", bound=Actor)
P = ParamSpec("P")
T = TypeVar("T")


def verb(act: Callable[Concatenate[A, P], T]) -> Callable[Concatenate[A, P], T]:
    """Marks what a person does: the whole act is one change, nobody sees half of it."""

    @functools.wraps(act)
    def changing(self: A, /, *args: P.args, **kwargs: P.kwargs) -> T:
        with self.world.changing():
            return act(self, *args, **kwargs)

    return changing


class Watch:
    """Hears of every change from `with` on, from whichever thread, so that none falls between
    look and wait."""

    def __init__(self, world: Changing) -> None:
        self._world = world
        self._loop = asyncio.get_running_loop()
        self._event = asyncio.Event()

    def __enter__(self) -> Self:
        with self._world.changed:
            self._world.wakers.add(self._ring)
        return self

    def __exit__(self, *_: object) -> None:
        with self._world.changed:
            self._world.wakers.discard(self._ring)

    async def until(self, look: Callable[[], T], seconds: float) -> T:
        """What `look` returns once it is truthy, or when the time is over."""
        end = self._loop.time() + seconds
        while True:
            self._event.clear()
            with self._world.changed:
                seen = look()
            if seen or not await self._changed(end - self._loop.time()):
                return seen

    async def _changed(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._event.wait(), max(seconds, 0))
        except TimeoutError:
            return False
        return True

    def _ring(self) -> None:
        self._loop.call_soon_threadsafe(self._event.set)
