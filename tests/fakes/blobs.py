"""Files in memory."""

from __future__ import annotations

import asyncio
import hashlib
import io
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager
from typing import Any

from bot.domain.errors import Damaged, Missing, SopbotError, TooLarge


class FakeFiles:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.changed: set[str] = set()
        """Of these other bytes are there now."""
        self.breaks: list[Exception] = []
        """Raised first, one a `keep`."""
        self.room: int | None = None
        self.just_kept: set[str] = set()
        self.undeletable = False
        self.deleted = asyncio.Event()

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        data = b"".join([chunk async for chunk in chunks])
        if len(data) > limit:
            raise TooLarge
        if self.breaks:
            raise self.breaks.pop(0)
        sha256 = hashlib.sha256(data).hexdigest()
        self.kept[sha256] = data
        return sha256, len(data)

    def held(self) -> Iterator[tuple[str, int]]:
        return ((sha256, len(data)) for sha256, data in self.kept.items())

    async def delete(self, sha256: str) -> bool:
        if self.undeletable:
            raise SopbotError("Access Denied")
        if sha256 in self.just_kept:
            return False
        self.kept.pop(sha256, None)
        self.deleted.set()
        return True

    def spare(self) -> int | None:
        return self.room

    def open(self, sha256: str) -> AbstractContextManager[Any]:
        if sha256 in self.changed:
            raise Damaged
        if sha256 not in self.kept:
            raise Missing
        return io.BytesIO(self.kept[sha256])
