"""Reads kept files whole, for as long as one may wait for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.domain.errors import SopbotError
from bot.ports import FileStore

READ_SECONDS = 30.0
"""20 MB at 5.6 Mbit/s. So long a chat waits for a store that has fallen silent."""
REST_SECONDS = 30.0
"""So long afterwards nobody waits for it again."""
READERS = 4


class Silent(SopbotError):
    """The store of the files has not answered in time."""


class Reader:
    """With threads of its own: those that hang in a store hold up nothing else.

    `now`: seconds of a clock that only goes forward.
    """

    def __init__(
        self,
        files: FileStore,
        seconds: float = READ_SECONDS,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._files = files
        self._seconds = seconds
        self._now = now
        self._threads = ThreadPoolExecutor(READERS, "files")
        self._rests_until = now()

    async def read(self, sha256: str) -> bytes:
        """Raises as `FileStore.open`, or Silent."""
        if self._now() < self._rests_until:
            raise Silent
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._seconds):
                return await loop.run_in_executor(self._threads, self._read, sha256)
        except TimeoutError:
            self._rests_until = self._now() + REST_SECONDS
            raise Silent from None

    def _read(self, sha256: str) -> bytes:
        with self._files.open(sha256) as opened:
            return bytes(opened.read())
