"""A small web server, and connections to it that are filled byte by byte."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.http.server import HttpServer

HEAD = b"GET / HTTP/1.1\r\nHost: x\r\n\r\n"
POST = b"POST %s HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\n"
LARGE = 20_000_000
"""More than the system keeps for a peer who takes nothing."""


@dataclass
class Line:
    """A connection to the server, byte by byte."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, words: bytes = HEAD) -> bytes:
        """The first line of the answer and its body."""
        self.writer.write(words)
        head = await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 5)
        length = int(head.lower().partition(b"content-length: ")[2].split(b"\r")[0])
        return head.partition(b"\r")[0] + b" " + await self.reader.readexactly(length)

    async def is_hung_up(self) -> bool:
        with contextlib.suppress(ConnectionError):
            await asyncio.wait_for(self.reader.read(), 5)
        return True


@dataclass
class Served:
    """The server, the connections to it, and when its events go on."""

    server: HttpServer
    lines: list[Line] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def app(self) -> Starlette:
        async def hello(request: Request) -> Response:
            return PlainTextResponse("hello")

        async def upload(request: Request) -> Response:
            return PlainTextResponse(await request.body())

        async def events(request: Request) -> Response:
            return StreamingResponse(self.events(), headers={"Content-Length": "6"})

        async def large(request: Request) -> Response:
            return PlainTextResponse(b"x" * LARGE)

        every = ["GET", "POST"]
        routes = [("/", hello), ("/upload", upload), ("/events", events), ("/large", large)]
        return Starlette(routes=[Route(path, end, methods=every) for path, end in routes])

    async def events(self) -> AsyncIterator[str]:
        yield "one"
        await self.go_on.wait()
        yield "two"

    async def line(self) -> Line:
        port = int(self.server.address.rpartition(":")[2])
        self.lines.append(Line(*await asyncio.open_connection("127.0.0.1", port)))
        return self.lines[-1]

    async def patience_ends(self) -> None:
        """For two who fall silent, one after the other: surely also for whoever came before."""
        for _ in range(2):
            line = await self.line()
            await line.ask()
            assert await asyncio.wait_for(line.reader.read(), 5) == b""
