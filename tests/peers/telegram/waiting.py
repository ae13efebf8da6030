"""How a coroutine waits for a change of the world, which may come from another thread."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Self, TypeVar

from tests.peers.telegram.world import World

T = TypeVar("T")


class Watch:
    """Hears of every change from `with` on, so that none falls between look and wait."""

    def __init__(self, world: World) -> None:
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
