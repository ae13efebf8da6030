"""What people hand over before they say something with it: kept for good once it is said."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.demo.rooms import Rooms, RoomStore
from bot.demo.web.content import content_of
from bot.files.folder import FileFolder
from bot.ports import Clock

UNSAID_LASTS = timedelta(days=1)
"""So long a page may stand open between a file and its message."""
LOOK_EVERY = timedelta(hours=1)


class Uploads:
    """A `FileStore`. What was never said goes after a day, when the next file comes."""

    def __init__(self, folder: FileFolder, rooms: RoomStore, clock: Clock) -> None:
        """`clock`: the real time, by which the disk dates its files."""
        self._folder = folder
        self._rooms = rooms
        self._clock = clock
        self._looked_at = datetime(1970, 1, 1, tzinfo=UTC)

    async def keep(self, chunks: AsyncIterator[bytes], limit: int) -> tuple[str, int]:
        now = self._clock.now()
        if now - self._looked_at >= LOOK_EVERY:
            self._looked_at = now
            await self._rooms.transact(lambda rooms: self._sweep(rooms, now - UNSAID_LASTS))
        return await self._folder.keep(chunks, limit)

    def open(self, sha256: str) -> AbstractContextManager[Any]:
        return self._folder.open(sha256)

    def held(self) -> Iterator[tuple[str, int]]:
        return self._folder.held()

    async def delete(self, sha256: str) -> bool:
        """As a platform does, the rooms go on showing what was said in them."""
        return True

    def spare(self) -> int:
        return self._folder.spare()

    def _sweep(self, rooms: Rooms, before: datetime) -> None:
        """In the rooms' transaction: nothing is said meanwhile."""
        said = {file.sha256 for post in rooms.all() for file in content_of(post).files}
        for path in self._folder.folder.glob("*/*/*"):
            if path.name not in said and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)
