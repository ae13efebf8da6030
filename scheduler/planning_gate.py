"""Holds deliveries back while notices are being planned.

All for one chat in one slot is one message: what one plan has for a person must not leave while
another plan of the same slot still waits to be planned.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

LONGEST = 2.0
"""Seconds: with thousands of plans in one slot, answers to people do not wait for all of them."""


class Gate:
    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._open.set()
        self._patience = LONGEST

    @asynccontextmanager
    async def closed(self) -> AsyncIterator[None]:
        self._open.clear()
        try:
            yield
        finally:
            self._patience = LONGEST
            self._open.set()

    async def passed(self) -> None:
        """Waits while it is closed; not any more once it has stayed closed for too long."""
        if self._open.is_set() or not self._patience:
            return
        try:
            async with asyncio.timeout(self._patience):
                await self._open.wait()
        except TimeoutError:
            self._patience = 0.0
