"""Deletes the bytes of files that people have deleted, once nothing else is of them."""

from __future__ import annotations

from datetime import timedelta

import structlog

from bot.domain.errors import SopbotError
from bot.ports import FileStore, UnitOfWork
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

PAGE = 100
AGAIN = timedelta(days=1)
"""After so long what could not go is tried again: the operator has to do something first."""


class Deleting:
    def __init__(self, tools: Tools, files: FileStore) -> None:
        self._tools = tools
        self._files = files

    async def exhaust(self) -> None:
        """All whose time has come: each is gone then, or put off."""
        while due := await self._due():
            await self._settle({sha256: await self._delete(sha256) for sha256 in due})

    async def _due(self) -> list[str]:
        now = self._tools.now()
        return await self._tools.write(lambda work: [*work.deletions.due(now, PAGE)])

    async def _delete(self, sha256: str) -> bool:
        try:
            return await self._files.delete(sha256)
        except SopbotError as error:
            log.warning("file.not_deleted", why=str(error))
            return False

    async def _settle(self, gone: dict[str, bool]) -> None:
        again_at = self._tools.now() + AGAIN

        def settle(work: UnitOfWork) -> None:
            for sha256, is_gone in gone.items():
                if is_gone:
                    work.deletions.done(sha256)
                else:
                    work.deletions.put_off(sha256, again_at)

        await self._tools.write(settle)
        log.info("files.deleted", gone=sum(gone.values()), left=len(gone) - sum(gone.values()))
