"""How the bytes of a call leave: piece by piece, and never on a connection that is hung up."""

from __future__ import annotations

import asyncio
import select
from weakref import WeakSet

from aiohttp import Payload
from aiohttp.abc import AbstractStreamWriter

from bot.channels.telegram.body import PIECE_BYTES, Body

Transports = WeakSet[asyncio.WriteTransport]


class Posting(Payload):
    """`begun` tells whether a byte has left: what has none may be sent again and doubles nothing.

    `limit`, the end of the call, is moved on with each piece of a large body: the next has `write`
    seconds, and after the last the answer has `read` seconds more. `used` are the connections of
    earlier calls.
    """

    limit: asyncio.Timeout

    def __init__(self, body: Body, write: float, read: float, used: Transports) -> None:
        super().__init__(body, content_type=body.kind)
        self._size = body.size
        self._body = body
        self._seconds = write, read
        self._used = used
        self.begun = False

    def decode(self, encoding: str = "utf-8", errors: str = "strict") -> str:
        return b"".join(self._body.parts).decode(encoding, errors)

    async def write(self, writer: AbstractStreamWriter) -> None:
        await self.write_with_length(writer, None)

    async def write_with_length(
        self, writer: AbstractStreamWriter, content_length: int | None
    ) -> None:
        self._begin(writer.transport)
        if self._body.size <= PIECE_BYTES:  # and so are nearly all: no timer is touched
            await writer.write(b"".join(self._body.parts))
            return
        write, read = self._seconds
        for piece in self._body.pieces():
            self._allow(write)
            await writer.write(piece)
        self._allow(write + read)

    def _begin(self, transport: asyncio.WriteTransport | None) -> None:
        """Raises ConnectionResetError if the server has hung up since the last call."""
        if transport is None or transport.is_closing():
            raise ConnectionResetError
        if transport in self._used and _says_something(transport):
            raise ConnectionResetError
        self._used.add(transport)
        self.begun = True

    def _allow(self, seconds: float) -> None:
        self.limit.reschedule(asyncio.get_running_loop().time() + seconds)


def _says_something(transport: asyncio.WriteTransport) -> bool:
    """Nobody speaks on a connection that waits for the next call: it can only be a good-bye."""
    if not hasattr(select, "poll"):  # Windows, where the loop itself reads all the time
        return False
    poll = select.poll()
    poll.register(transport.get_extra_info("socket"), select.POLLIN)
    return bool(poll.poll(0))
