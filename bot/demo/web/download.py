"""The bytes of files, in the pieces in which they go from one place to another."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import ExitStack

from bot.domain.errors import Damaged, DeliveryError, Missing
from bot.ports import FileStore

CHUNK_BYTES = 256 * 1024


async def chunks(uploads: FileStore, sha256: str) -> AsyncIterator[bytes]:
    """Raises DeliveryError for what is not there, or was changed; it will not come back."""
    try:
        with ExitStack() as held:
            file = await asyncio.to_thread(held.enter_context, uploads.open(sha256))
            while chunk := await asyncio.to_thread(file.read, CHUNK_BYTES):
                yield chunk
    except (Missing, Damaged) as error:
        raise DeliveryError("the file is not there", permanent=True) from error


async def in_one(data: bytes) -> AsyncIterator[bytes]:
    """Bytes that are here already."""
    yield data
