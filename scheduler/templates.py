"""An office's own form on its way in: looked through before any byte of it is kept."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from bot.domain.errors import Refusal
from bot.domain.files import MAX_TEMPLATE_BYTES


async def looked_through(chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same bytes, in one piece. Raises Refusal if it is not to be used."""
    data = bytearray()
    async for chunk in chunks:
        data += chunk
        if len(data) > MAX_TEMPLATE_BYTES:
            raise Refusal("template-too-large", limit=MAX_TEMPLATE_BYTES)
    await asyncio.to_thread(_check, bytes(data))
    yield bytes(data)


def _check(data: bytes) -> None:
    """What reads Word files is not loaded before somebody sends one."""
    from bot.render.documents.template import checked

    checked(data)
