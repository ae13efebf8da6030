"""A fake Telegram with a small cast, and our channel that talks to it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator
from dataclasses import dataclass, field

import pytest

from bot.channels.telegram.channel import TelegramChannel, TelegramSettings
from tests.peers.telegram import Chat, FakeTelegram, Person

MENU = [
    ("status", {"th": "สถานะของแผน", "en": "How the plan stands"}),
    ("done", {"th": "ปิดขั้นตอน", "en": "Close a step"}),
]


@dataclass
class Outside:
    """What the app passes in; waits are written down instead of waited."""

    accounts: dict[int, str] = field(default_factory=dict)
    files: dict[int, bytes] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    asked_for: list[set[int]] = field(default_factory=list)

    async def accounts_of(self, people: Collection[int]) -> dict[int, str]:
        self.asked_for.append(set(people))
        return {person: self.accounts[person] for person in people if person in self.accounts}

    async def read_file(self, file: int) -> bytes:
        return self.files[file]

    async def pause(self, seconds: float) -> None:
        self.waits.append(seconds)


def understands(text: str, over_files: bool) -> bool:
    return text.startswith(("เสร็จ", "/เสร็จ"))


def make_channel(
    telegram: FakeTelegram, outside: Outside, settings: TelegramSettings | None = None
) -> TelegramChannel:
    return TelegramChannel(
        settings or TelegramSettings(telegram.token, telegram.url, MENU),
        understands=understands,
        accounts_of=outside.accounts_of,
        read_file=outside.read_file,
        pause=outside.pause,
    )


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as running:
        yield running
    assert running.violations == []


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
async def channel(telegram: FakeTelegram, outside: Outside) -> AsyncIterator[TelegramChannel]:
    channel = make_channel(telegram, outside)
    await channel.start()
    yield channel
    await channel.stop()


@pytest.fixture
def somchai(telegram: FakeTelegram) -> Person:
    return telegram.person("สมชาย", "ใจดี", username="somchai")


@pytest.fixture
def group(telegram: FakeTelegram, somchai: Person) -> Chat:
    return telegram.group("คณะกรรมการ", somchai, bot="administrator", supergroup=True)


@pytest.fixture
def forum(telegram: FakeTelegram, somchai: Person) -> Chat:
    return telegram.group("สำนักงาน", somchai, bot="administrator", forum=True)
