"""Sends one message at a time: what is being sent when the program dies may come twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LONGEST = 0.1
"""Seconds: behind a slow answer of the platform, or of the database, nobody waits longer."""


class Turnstile:
    def __init__(self) -> None:
        self._before = asyncio.Event()
        self._before.set()

    @asynccontextmanager
    async def passed(self) -> AsyncIterator[None]:
        """In the order of asking; whoever went before is through, or slow."""
        before, through = self._before, asyncio.Event()
        self._before = through
        try:
            await before.wait()
            opening = asyncio.get_running_loop().call_later(LONGEST, through.set)
            try:
                yield
            finally:
                opening.cancel()
        finally:
            through.set()
