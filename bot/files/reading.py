"""Reads kept files, whole or piece by piece, for as long as one may wait for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncGenerator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from typing import TypeVar

from bot.domain.errors import SopbotError
from bot.ports import FileStore

READ_SECONDS = 30.0
"""20 MB at 5.6 Mbit/s. So long a chat waits for a store that has fallen silent."""
REST_SECONDS = 30.0
"""So long afterwards nobody waits for it again."""
READERS = 4
PIECE_BYTES = 256 * 1024

T = TypeVar("T")


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
        return await self._in_time(partial(self._read, sha256))

    async def pieces(self, sha256: str) -> AsyncGenerator[bytes, None]:
        """Never more than one of them in memory. Raises like `read`; each has its own time."""
        held = ExitStack()
        try:
            file = await self._in_time(lambda: held.enter_context(self._files.open(sha256)))
            while piece := await self._in_time(partial(file.read, PIECE_BYTES)):
                yield piece
        finally:
            # By a thread, behind what may hang there: it would hang, too.
            self._threads.submit(held.close)

    async def _in_time(self, do: Callable[[], T]) -> T:
        if self._now() < self._rests_until:
            raise Silent
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._seconds):
                return await loop.run_in_executor(self._threads, do)
        except TimeoutError:
            self._rests_until = self._now() + REST_SECONDS
            raise Silent from None

    def _read(self, sha256: str) -> bytes:
        with self._files.open(sha256) as opened:
            return bytes(opened.read())
