"""What happens in the rooms, told at once to every browser that listens."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from bot.demo.rooms import Post

BEHIND = 2000
"""Events; a browser so far behind is let go, and fetches everything anew when it comes back."""


@dataclass(frozen=True, slots=True)
class Posted:
    """A post is new, or reads otherwise now."""

    post: Post


@dataclass(frozen=True, slots=True)
class Typing:
    """The bot is at work on something said in this room."""

    room: str


@dataclass(frozen=True, slots=True)
class Moved:
    """The clock was moved."""


Event = Posted | Typing | Moved


class Listener:
    """One browser. `next` gives None once it is let go."""

    def __init__(self) -> None:
        self._events: asyncio.Queue[Event | None] = asyncio.Queue(BEHIND)

    def tell(self, event: Event) -> bool:
        """Whether it keeps up."""
        if self._events.full():
            return False
        self._events.put_nowait(event)
        return True

    def let_go(self) -> None:
        while self._events.full():
            self._events.get_nowait()
        self._events.put_nowait(None)

    async def next(self, within: float) -> Event | None:
        """Raises TimeoutError if nothing happens within so many seconds."""
        async with asyncio.timeout(within):
            return await self._events.get()


class Live:
    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._closed = False

    @contextmanager
    def listening(self) -> Iterator[Listener]:
        listener = Listener()
        self._listeners.add(listener)
        if self._closed:
            listener.let_go()
        try:
            yield listener
        finally:
            self._listeners.discard(listener)

    def publish(self, event: Event) -> None:
        for listener in [one for one in self._listeners if not one.tell(event)]:
            self._let_go(listener)

    def close(self) -> None:
        """Let everybody go, now and from now on."""
        self._closed = True
        for listener in list(self._listeners):
            self._let_go(listener)

    def _let_go(self, listener: Listener) -> None:
        self._listeners.discard(listener)
        listener.let_go()
