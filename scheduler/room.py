"""Whether there is room for a file: of its team's own, and on the disk."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass

from bot.domain.errors import NoRoom, SopbotError, TooLarge
from bot.domain.files import MAX_FILE_BYTES, File
from bot.domain.room import RESERVE_BYTES, Holding
from bot.ports import FileStore, UnitOfWork
from scheduler import news
from scheduler.tools import Tools


@dataclass
class TeamFull(SopbotError):
    """Of `quota` bytes `used` are used, and the file is more than what is left."""

    used: int
    quota: int


class Room:
    """`quota`: the bytes that a team may hold; None: as many as there is room for."""

    def __init__(self, tools: Tools, files: FileStore, quota: int | None) -> None:
        self._tools = tools
        self._files = files
        self._quota = quota

    async def keep(self, file: File, chunks: AsyncIterator[bytes]) -> tuple[str, int]:
        """As `FileStore.keep`; raises TeamFull, too.

        Judged by the size announced, before anything is fetched, but for what may be bytes that the
        team holds: these are counted, and fit always. Of what is refused nothing stays.
        """
        holding = await self._tools.read(lambda work: _holding(work, file))
        limit = self._limit(holding)
        if file.size > limit or not limit:
            chunks = await self._counted(file, chunks, holding)
            limit = file.size
        await asyncio.to_thread(self._spare_the_reserve, holding)
        try:
            return await self._files.keep(chunks, limit)
        except TooLarge:
            if limit == MAX_FILE_BYTES:
                raise
            raise self._full(holding) from None

    def taken(self, work: UnitOfWork, file: File) -> None:
        """The file is kept: who leads the team hears, once, when its room is nearly full."""
        if self._quota is None:
            return
        holding = _holding(work, file)
        if holding.is_nearly_full(self._quota):
            used, now = holding.used, self._tools.now()
            news.nearly_full(work, holding.team, used, self._quota, now)

    async def _counted(
        self, file: File, chunks: AsyncIterator[bytes], holding: Holding
    ) -> AsyncIterator[bytes]:
        """The chunks of what may be held already, as when a lost file is sent again."""
        held = await self._tools.read(lambda work: work.holdings.of_size(file.plan, file.size))
        if not held:
            raise self._full(holding)
        return self._judged(chunks, held, holding)

    async def _judged(
        self, chunks: AsyncIterator[bytes], held: Collection[str], holding: Holding
    ) -> AsyncIterator[bytes]:
        """Raises TeamFull in place of an end, so that what is new and too much is never whole."""
        found, size = hashlib.sha256(), 0
        async for chunk in chunks:
            found.update(chunk)
            size += len(chunk)
            yield chunk
        if found.hexdigest() not in held and size > self._limit(holding):
            raise self._full(holding)

    def _limit(self, holding: Holding) -> int:
        room = MAX_FILE_BYTES if self._quota is None else holding.room(self._quota)
        return min(room, MAX_FILE_BYTES)

    def _full(self, holding: Holding) -> TeamFull:
        return TeamFull(holding.used, self._quota or 0)

    def _spare_the_reserve(self, holding: Holding) -> None:
        """Raises NoRoom for a young team where little is left."""
        spare = self._files.spare()
        is_short = spare is not None and spare < RESERVE_BYTES
        if is_short and holding.is_young(self._tools.now()):
            raise NoRoom("little room is left: none for teams that are new")


def _holding(work: UnitOfWork, file: File) -> Holding:
    return work.holdings.seen_from(file.id, file.plan)
