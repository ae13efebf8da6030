"""A server that speaks HTTP byte by byte, and so can do what no well-behaved one does."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tests.peers.telegram.wire import loopback


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join([*lines, "", ""]).encode() + body


OK = http(b'{"ok":true,"result":true}')
SILENCE = b"silence"
HANG_UP = b""
TLS_HELLO = b"\x16"


@dataclass
class Asked:
    connection: int
    head: str
    body: bytes


@dataclass
class RawServer:
    """Answers in turn, with the last for ever; SILENCE and HANG_UP are answers too."""

    url: str
    answers: list[bytes]
    asked: list[Asked] = field(default_factory=list)
    connections: list[asyncio.StreamWriter] = field(default_factory=list)
    reads_bodies: bool = True
    pause: float = 0
    """Seconds between the tenths of a body."""

    async def connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        number = len(self.connections)
        self.connections.append(writer)
        try:
            while await self._answered(number, reader, writer):
                pass
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()

    async def _answered(
        self, number: int, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        first = await reader.readexactly(1)
        if first == TLS_HELLO:
            writer.write(http(b"", "400 Bad Request"))
            return False
        head = (first + await reader.readuntil(b"\r\n\r\n")).decode()
        length = [line for line in head.splitlines() if line.lower().startswith("content-length")]
        size = int(length[0].partition(":")[2]) if length and self.reads_bodies else 0
        self.asked.append(Asked(number, head, await self._body(reader, size)))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if answer == SILENCE:
            await writer.wait_closed()
        else:
            writer.write(answer)
        return answer not in (HANG_UP, SILENCE) and b"Connection: close" not in answer

    async def _body(self, reader: asyncio.StreamReader, size: int) -> bytes:
        body = await reader.readexactly(size % 10)
        for _ in range(10):
            await asyncio.sleep(self.pause)
            body += await reader.readexactly(size // 10)
        return body

    def hang_up(self) -> None:
        for connection in self.connections:
            connection.close()


@asynccontextmanager
async def serving(*answers: bytes, reads_bodies: bool = True) -> AsyncIterator[RawServer]:
    sock = loopback(0)
    url = f"http://127.0.0.1:{sock.getsockname()[1]}"
    server = RawServer(url, list(answers), reads_bodies=reads_bodies)
    listening = await asyncio.start_server(server.connected, sock=sock)
    try:
        yield server
    finally:
        listening.close()
        server.hang_up()
        await asyncio.sleep(0)
