from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.benchmarks.http import Connection, Reply, Request
from tests.benchmarks.posting import Poster


class Line(Connection):
    def cut(self) -> None:
        self._transport.close()


class Program:
    """One that is posted to, and says when it has taken what came."""

    def __init__(self) -> None:
        self.came: list[bytes] = []
        self.replies: list[Reply] = []
        self._came = asyncio.Event()
        self._lines: list[Line] = []

    def _answer(self, request: Request, reply: Reply) -> None:
        assert request.path == "/hook"
        self.came.append(request.body)
        self.replies.append(reply)
        self._came.set()

    def _connection(self) -> Connection:
        self._lines.append(Line(self._answer))
        return self._lines[-1]

    @asynccontextmanager
    async def listening(self) -> AsyncIterator[Poster]:
        loop = asyncio.get_running_loop()
        listening = await loop.create_server(self._connection, "127.0.0.1", 0)
        async with listening:
            poster = Poster([listening.sockets[0].getsockname()[1]], "/hook", "secret")
            yield poster
            poster.stop()

    def cut(self) -> None:
        """The connection that was opened last."""
        self._lines[-1].cut()

    async def has(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.came) < count:
                self._came.clear()
                await self._came.wait()


async def test_many_chats_are_posted_at_once_and_one_chat_in_order() -> None:
    program = Program()
    async with program.listening() as poster:
        for chat, update in ((1, b"1a"), (1, b"1b"), (2, b"2a")):
            poster.load(chat, update)
        await program.has(2)
        await asyncio.sleep(0.05)
        assert sorted(program.came) == [b"1a", b"2a"]
        program.replies[program.came.index(b"1a")](b"ok")
        await program.has(3)
        assert program.came[2] == b"1b"


async def test_a_chat_goes_on_when_it_has_something_new() -> None:
    program = Program()
    async with program.listening() as poster:
        poster.load(1, b"a")
        await program.has(1)
        program.replies[0](b"ok")
        await asyncio.sleep(0.05)
        poster.load(1, b"b")
        await program.has(2)


async def test_what_was_cut_off_is_posted_again() -> None:
    program = Program()
    async with program.listening() as poster:
        poster.load(1, b"a")
        await program.has(1)
        program.cut()
        await program.has(2)
        assert program.came == [b"a", b"a"]
