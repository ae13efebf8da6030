"""Two people, their group and our channel, on a real store; the bot itself only listens."""

from __future__ import annotations

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from starlette.applications import Starlette
from starlette.types import Message as AsgiMessage

from bot.demo.rooms import RoomStore
from bot.demo.web import page
from bot.demo.web.api import Api
from bot.demo.web.cast import Cast, Participant, Room
from bot.demo.web.channel import WebChannel
from bot.demo.web.content import Content, Shared, content_of
from bot.demo.web.guard import Guard
from bot.demo.web.posting import Said
from bot.demo.web.uploads import Uploads
from bot.domain.errors import FileUnread, Refusal
from bot.domain.incoming import Incoming
from bot.domain.message import Button, Message, plain
from bot.files.folder import FileFolder
from bot.ports import Envelope, Outgoing
from tests.clock import SettableClock

NOW = datetime(2026, 11, 26, 2, 12, tzinfo=UTC)
"""12 past 9 on a Thursday in Bangkok."""
CLOSE = ((Button("ปิดขั้นตอน", "done p1 3"), Button("เปิดแชต", invite="abc-1")),)
MENU = [("status", {"th": "สถานะของแผน", "en": "How the plan stands"})]
CAST = Cast(
    Room("group", "คณะดำเนินงาน", administrators=frozenset({"malee"})),
    (
        Participant("malee", "มาลี ตัวอย่าง", "มาลี", "Secretary"),
        Participant("somkid", "สมคิด ตัวอย่าง", "สมคิด", "Chair"),
    ),
)


class Web:
    """`accounts` and `files` are what the rest of the program knows."""

    def __init__(self, folder: Path) -> None:
        self.clock = SettableClock(NOW)
        self.rooms = RoomStore(folder / "rooms.db")
        self.folder = folder / "uploads"
        self.uploads = Uploads(FileFolder(self.folder), self.rooms, self.clock)
        self.accounts: dict[int, str] = {}
        self.files: dict[int, bytes] = {}
        self.channel = WebChannel(
            CAST,
            self.rooms,
            self.clock,
            self.uploads,
            understands=lambda text, _: text.startswith("เสร็จ"),
            accounts_of=self._accounts_of,
            read_file=self._read_file,
        )
        self.envelopes: list[Envelope] = []

    async def says(self, text: str, room: str = "group", who: str = "malee", **more: Any) -> int:
        first, *_ = await self.channel.hall.say(Said(who, room, text, **more))
        return first

    async def bot_says(self, text: str, room: str = "group", **more: Any) -> int:
        outgoing = Outgoing(room, Message(plain(text), **more))
        return int(*await self.channel.send(outgoing))

    async def share(self, data: bytes, name: str, mime: str = "application/pdf") -> Shared:
        async def whole() -> AsyncIterator[bytes]:
            yield data

        return Shared(*await self._kept(whole(), name, mime))

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        self.envelopes += envelopes

    async def hears(self) -> list[Incoming]:
        """What the bot is told that it was not told before."""
        before = len(self.envelopes)
        await self.channel.hand_over(self.accept)
        found = (self.channel.understand(e.payload) for e in self.envelopes[before:])
        return [one for one in found if one is not None]

    async def stands(self, room: str = "group") -> list[Content]:
        posts, _ = await self.channel.hall.posts(room, 100)
        return [content_of(post) for post in posts]

    def close(self) -> None:
        self.rooms.close()

    async def _accounts_of(self, people: Collection[int]) -> dict[int, str]:
        return {person: self.accounts[person] for person in people if person in self.accounts}

    async def _read_file(self, file: int) -> bytes:
        if file not in self.files:
            raise FileUnread(file, "not kept", lost=True)
        return self.files[file]

    async def _kept(
        self, chunks: AsyncIterator[bytes], name: str, mime: str
    ) -> tuple[str, str, str, int]:
        sha256, size = await self.uploads.keep(chunks, 10_000_000)
        return sha256, name, mime, size


class FakeTime:
    """A clock bar that goes where it is told, if that is a word it knows."""

    is_moving = False

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock

    def now(self) -> datetime:
        return self._clock.now()

    async def upcoming(self) -> datetime | None:
        return NOW + timedelta(days=4, hours=-1)

    async def move(self, to: str) -> Counter[str]:
        if to != "day":
            raise Refusal("clock-nothing-ahead")
        self._clock.advance(days=1)
        return Counter({"group": 1, "malee": 2})


class Site:
    """The whole page as a browser on this machine sees it."""

    def __init__(self, web: Web) -> None:
        self.resets = 0
        api = Api(
            web.channel,
            FakeTime(web.clock),
            MENU,
            {"status": "สถานะ"},
            zone=ZoneInfo("Asia/Bangkok"),
            sample="a3f",
            start_over=self._reset,
        )
        self.app = Guard(Starlette(routes=[*page.routes(), *api.routes()]))
        self._client = httpx.AsyncClient(
            transport=httpx.ASGITransport(self.app), base_url="http://localhost"
        )

    async def get(self, path: str, lang: str = "th", **query: str) -> httpx.Response:
        return await self._client.get(path, params={"lang": lang, **query})

    async def opens(self, path: str, **headers: str) -> httpx.Response:
        """Without a word about the language but the browser's own."""
        return await self._client.get(path, headers=_named(headers))

    async def post(self, path: str, body: object, lang: str = "th") -> httpx.Response:
        return await self._client.post(f"/api/{path}", params={"lang": lang}, json=body)

    async def sends(self, path: str, data: bytes, **headers: str) -> httpx.Response:
        return await self._client.post(f"/api/{path}", content=data, headers=_named(headers))

    async def uploads(self, name: str, data: bytes) -> httpx.Response:
        return await self._client.post("/api/upload", params={"name": name}, content=data)

    async def says(self, text: str = "", lang: str = "th", **more: object) -> httpx.Response:
        body = {"who": "malee", "room": "group", "text": text, "key": "0123456789", **more}
        return await self.post("say", body, lang)

    async def aclose(self) -> None:
        await self._client.aclose()

    def _reset(self) -> None:
        self.resets += 1


class Stream:
    """A browser that listens to /api/events."""

    def __init__(self, site: Site) -> None:
        self._events: asyncio.Queue[Any] = asyncio.Queue()
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "method": "GET",
            "path": "/api/events",
            "raw_path": b"/api/events",
            "query_string": b"lang=en",
            "headers": [(b"host", b"localhost")],
        }
        self.ended = asyncio.create_task(site.app(scope, self._receive, self._send))

    async def next(self) -> Any:
        return await asyncio.wait_for(self._events.get(), 5)

    async def _receive(self) -> AsgiMessage:
        await asyncio.Event().wait()
        raise AssertionError

    async def _send(self, message: AsgiMessage) -> None:
        for line in message.get("body", b"").decode().splitlines():
            if line:
                self._events.put_nowait(json.loads(line.removeprefix("data: ")))


def _named(headers: dict[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.fixture
def web(tmp_path: Path) -> Iterator[Web]:
    made = Web(tmp_path)
    yield made
    made.close()


@pytest.fixture
async def site(web: Web) -> AsyncIterator[Site]:
    made = Site(web)
    yield made
    await made.aclose()
