"""Sends a few messages at a time: what is being sent when the program dies may come twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

AT_ONCE = 8
"""Deliveries in the air: the platform has them, perhaps, and we have not written that down yet.
With 300 ms for a call, as from the other side of the world, they are enough for 26 a second, the
pace of Telegram; with 60 ms two are, and it is seldom that more are under way."""
REPLIES = 1
"""The same of replies that are sent as messages if they are refused: a platform says the same of a
right to reply that was used and of one that has expired."""
LONGEST = 1.0
"""Seconds: behind a slow answer of the platform, or of the database, nobody waits longer. Only then
are more in the air: as many as the outbox works on at once (`engine.DELIVERIES`)."""


async def _at_once() -> None: ...


class Turnstile:
    def __init__(self) -> None:
        self._free = asyncio.Semaphore(AT_ONCE)
        self._reply = asyncio.Semaphore(REPLIES)

    @asynccontextmanager
    async def passed(
        self, turn: Callable[[], Awaitable[object]] = _at_once, *, replies: bool = False
    ) -> AsyncIterator[None]:
        """In the order of asking, each when it is its `turn`; who is slow then no longer counts.

        `replies`: what is sent as a message if it is refused as a reply; the others pass it by.
        """
        free = self._reply if replies else self._free
        await free.acquire()
        try:
            await turn()
        except BaseException:
            free.release()
            raise
        is_counted = True

        def leave() -> None:
            nonlocal is_counted
            if is_counted:
                free.release()
            is_counted = False

        slow = asyncio.get_running_loop().call_later(LONGEST, leave)
        try:
            yield
        finally:
            slow.cancel()
            leave()
