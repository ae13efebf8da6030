"""What goes on by itself when nudged: a queue many rows at a time, a chore one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Generic, TypeVar

from bot.domain.errors import Unavailable
from scheduler.incidents import incident
from scheduler.worker import Worker

Row = TypeVar("Row")


class Nudge:
    """Says that there may be something to do. Said twice before it is heard: once."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def __call__(self) -> None:
        self._event.set()

    async def heard(self) -> None:
        await self._event.wait()
        self._event.clear()


class Loop(Generic[Row]):
    """Claims rows for the places that are free, and works on up to `width` of them at once.

    Whatever fails, it goes on: the next nudge or tick finds the row still there.
    """

    def __init__(self, name: str, worker: Worker[Row], width: int, pause: float = 0) -> None:
        """`pause`: seconds from the start of one row to that of the next at least."""
        self.nudge = Nudge()
        self._name = name
        self._worker = worker
        self._pause = pause
        self._width = self._free = width
        self._is_free = asyncio.Event()
        self._is_free.set()
        self._working: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self.done = 0
        """Rows worked on so far."""

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self.nudge.heard()
            await guarded(self._name, self._start_all)

    async def finish(self) -> None:
        """Wait for what is being worked on."""
        await asyncio.gather(*self._working, return_exceptions=True)

    async def idle(self) -> None:
        """Wait until no row is being claimed or worked on."""
        await self._idle.wait()

    async def _start_all(self) -> None:
        while True:
            places = await self._take_places()
            claiming = asyncio.ensure_future(self._worker.claim(places))
            try:
                await asyncio.shield(claiming)
            finally:  # what is claimed is worked on, even if the program is just ending
                started = await self._start(claiming, places)
            if not started:
                return
            if self._pause:
                await asyncio.sleep(self._pause)

    async def _start(self, claiming: Awaitable[Sequence[Row]], places: int) -> int:
        rows: Sequence[Row] = ()
        try:
            rows = await claiming
        finally:
            self._leave(places - len(rows))
        for row in rows:
            task = asyncio.create_task(guarded(self._name, partial(self._worker.work, row)))
            self._working.add(task)
            task.add_done_callback(self._done)
        return len(rows)

    async def _take_places(self) -> int:
        """All that are free, once one is."""
        await self._is_free.wait()
        places, self._free = self._free, 0
        self._is_free.clear()
        self._idle.clear()
        return places

    def _leave(self, places: int) -> None:
        self._free += places
        if self._free:
            self._is_free.set()
        if self._free == self._width:
            self._idle.set()

    def _done(self, task: asyncio.Task[None]) -> None:
        self._working.discard(task)
        self.done += 1
        self._leave(1)
        self.nudge()  # what came behind it in its lane or chat is free now


class Chore:
    """One thing done again and again, never beside itself."""

    def __init__(self, name: str, do: Callable[[], Coroutine[Any, Any, object]]) -> None:
        self.nudge = Nudge()
        self._name = name
        self._do = do
        self._doing: asyncio.Future[None] | None = None

    async def run(self) -> None:
        """Until cancelled; what is under way then goes on."""
        while True:
            await self.nudge.heard()
            self._doing = asyncio.ensure_future(self.do())
            await asyncio.shield(self._doing)

    async def do(self) -> None:
        """At once, for whoever waits for it."""
        await guarded(self._name, self._do)

    async def finish(self) -> None:
        """Wait for what is under way."""
        if self._doing is not None:
            await self._doing


async def guarded(name: str, do: Callable[[], Coroutine[Any, Any, object]]) -> None:
    """A fault must not end a loop."""
    try:
        await do()
    except Unavailable:
        pass  # the desk has told of it, and the next tick tries again
    except Exception as error:
        incident(name, error)
