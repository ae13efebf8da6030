"""A channel on a fake LINE, and what it asks of the outside."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest

from bot.channels.line.channel import LineChannel, LineSettings
from bot.channels.line.translate import translate
from bot.domain.incoming import Incoming
from bot.domain.message import Message, ToMake, plain
from bot.ports import Envelope, Outgoing
from tests.clock import SettableClock
from tests.peers.line import FakeLine, Group, Person

NOW = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
PUBLIC = "https://sop.example.go.th"
MENU = [("status", "สถานะ"), ("my", "งานของฉัน"), ("help", "ช่วยเหลือ")]
Pause: TypeAlias = Callable[[float], Awaitable[object]]


async def link_to(file: int | ToMake, address: str) -> str:
    return f"{PUBLIC}/files/{file}"


async def address_of(plan: int, png: bytes) -> str:
    return f"{PUBLIC}/pictures/{plan}.png"


async def nobody(envelopes: Sequence[Envelope]) -> None:
    """Takes what was said, and does nothing of it."""


class Outside:
    """What was said by the bot, and whom it awaits a file from, as a test sets it."""

    def __init__(self) -> None:
        self.sent: set[tuple[str, str]] = set()
        self.awaited: set[tuple[str, str]] = set()
        self.strangers: set[str] = set()
        self.asked: set[tuple[str, str]] = set()

    async def was_sent(self, group: str, message: str) -> bool:
        return (group, message) in self.sent

    async def is_committee(self, group: str) -> bool:
        return group not in self.strangers

    async def awaits_file(self, incoming: Incoming) -> bool:
        return (incoming.place.address, incoming.account) in self.awaited

    async def takes_back(self, group: str, account: str, text: str) -> bool:
        return text == "ยกเลิก" and (group, account) in self.asked


def understands(text: str) -> bool:
    return text.startswith("เสร็จ")


def to(chat: Person | Group, *texts: str, reply: str = "", key: str = "7") -> Outgoing:
    address = chat.id if isinstance(chat, Group) else chat.user_id
    first, *behind = [Message(plain(text)) for text in texts]
    return Outgoing(address, Message(first.text, then=tuple(behind)), reply=reply, key=key)


def said(line: FakeLine, chat: Person | Group) -> list[str]:
    return [m.text for m in line.messages(chat) if m.sender is line.bot]


def heard(line: FakeLine) -> Incoming:
    """The newest event."""
    found = translate(line.world.events.waiting[-1])
    assert found is not None
    return found


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock(NOW)


@pytest.fixture
def line(clock: SettableClock) -> Iterator[FakeLine]:
    with FakeLine(clock.now) as running:
        yield running


@pytest.fixture
def outside() -> Outside:
    return Outside()


class Build:
    """Channels that are not started yet, on one account."""

    def __init__(self, line: FakeLine, outside: Outside, clock: SettableClock) -> None:
        self.settings = LineSettings(
            line.channel_secret, line.channel_access_token, PUBLIC, line.url, line.url
        )
        self._outside = outside
        self._clock = clock

    def __call__(self, *, pause: Pause = asyncio.sleep, **settings: Any) -> LineChannel:
        return LineChannel(
            replace(self.settings, **settings),
            understands=understands,
            memory=self._outside,
            link_to=link_to,
            address_of=address_of,
            now=self._clock.now,
            pause=pause,
        )


@pytest.fixture
def build(line: FakeLine, outside: Outside, clock: SettableClock) -> Build:
    return Build(line, outside, clock)


@pytest.fixture
def member(line: FakeLine) -> Person:
    made = line.person("วิชัย")
    made.befriend()
    return made


@pytest.fixture
def group(line: FakeLine, member: Person) -> Group:
    made = line.group("คณะดำเนินงาน", member, line.person("สมคิด"))
    made.adds_bot()
    return made


@pytest.fixture
async def channel(build: Build) -> AsyncIterator[LineChannel]:
    made = build()
    await made.start()
    yield made
    await made.stop()
