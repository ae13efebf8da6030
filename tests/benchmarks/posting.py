"""Updates that are posted to webhooks, as Telegram does it."""

from __future__ import annotations

import asyncio
from collections import defaultdict, deque
from collections.abc import Sequence
from typing import Self

CONNECTIONS = 20
"""As many as sopbot allows Telegram."""
TRY_AGAIN = 0.1
HEAD = (
    "POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    "X-Telegram-Bot-Api-Secret-Token: {secret}\r\nContent-Length: "
)


class Poster:
    """The updates of one chat one after another, those of many chats at once, to all in turn."""

    def __init__(self, ports: Sequence[int], path: str, secret: str) -> None:
        self._head = HEAD.format(path=path, secret=secret).encode()
        self._lanes: dict[int, deque[bytes]] = defaultdict(deque)
        self._free: asyncio.Queue[int] = asyncio.Queue()
        """Chats that have updates, and none on its way."""
        self._posting = [
            asyncio.create_task(self._post_all(ports[number % len(ports)]))
            for number in range(CONNECTIONS)
        ]

    def load(self, chat: int, update: bytes) -> None:
        lane = self._lanes[chat]
        lane.append(update)
        if len(lane) == 1:
            self._free.put_nowait(chat)

    def stop(self) -> None:
        for task in self._posting:
            task.cancel()

    async def _post_all(self, port: int) -> None:
        async with _Line(port) as line:
            while True:
                chat = await self._free.get()
                lane = self._lanes[chat]
                if await line.takes(self._head, lane[0]):
                    lane.popleft()
                else:
                    await asyncio.sleep(TRY_AGAIN)
                if lane:
                    self._free.put_nowait(chat)


class _Line:
    """A connection to one program, opened again when that has closed it."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._writer: asyncio.StreamWriter | None = None
        self._reader: asyncio.StreamReader

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self._hang_up()

    async def takes(self, head: bytes, update: bytes) -> bool:
        try:
            return await self._post(head + b"%d\r\n\r\n" % len(update) + update)
        except (OSError, asyncio.IncompleteReadError):
            self._hang_up()
            return False

    async def _post(self, request: bytes) -> bool:
        if self._writer is None or self._reader.at_eof():
            self._hang_up()
            self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        self._writer.write(request)
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, _, behind = head.partition(b"content-length:")
        await self._reader.readexactly(int(behind.partition(b"\r\n")[0]))
        return head.split(b" ")[1] == b"200"

    def _hang_up(self) -> None:
        if self._writer is not None:
            self._writer.close()
        self._writer = None
