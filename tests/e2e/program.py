"""The real program in this process, against a fake platform, with a clock that a test moves."""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Hashable
from datetime import datetime
from pathlib import Path
from typing import Any, Generic, Self, TypeVar
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import compose
from bot.compose.program import App
from bot.settings import Settings
from tests.clock import SettableClock
from tests.peers.telegram import Chat, FakeTelegram, Message, Person
from tests.stores import database_setting

BANGKOK = ZoneInfo("Asia/Bangkok")
Place = TypeVar("Place")
Said = TypeVar("Said")


def local(text: str) -> datetime:
    """`local("2026-10-01 08:30")`: that time in Bangkok."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


class Composed(ABC):
    """Composed as `sopbot run` composes it; nothing runs but between `start` and `stop`.

    `settings` may be changed before it is started again.
    """

    def __init__(self, clock: SettableClock, folder: Path, **settings: Any) -> None:
        self.clock = clock
        self.folder = folder
        self.settings = settings
        self.app: App
        self._listening: list[asyncio.Task[None]] = []

    @abstractmethod
    def platform(self) -> dict[str, Any]:
        """The settings by which the program finds its platform."""

    @abstractmethod
    async def is_heard(self) -> None:
        """Returns once the program has taken in all that people did."""

    def all_settings(self) -> Settings:
        database = database_setting(self.folder)
        given = {"database_url": SecretStr(database) if database else None, **self.settings}
        return Settings(data_dir=self.folder, **self.platform(), **given)

    async def start(self) -> Self:
        self.app = compose(self.all_settings(), self.clock, limits={})
        if self.app.site is not None:
            await self.app.site.start()
        for channel in self.app.channels.values():
            await channel.start()
            listen = channel.listen(self.app.engine.accept)
            self._listening.append(asyncio.create_task(listen))
        await self.app.prepare()
        if self.app.site is not None:
            self.app.site.open()
        return self

    async def stop(self) -> None:
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        self._listening.clear()
        await self.app.stop()

    async def settle(self) -> None:
        """Until everything that people did is heard, and everything due now is done."""
        await self.is_heard()
        await self.app.engine.drain()

    async def at(self, moment: str | datetime) -> None:
        """Move the clock there and let everything happen that is due."""
        self.clock.set(local(moment) if isinstance(moment, str) else moment)
        await self.settle()


class Heard(Composed, Generic[Place, Said]):
    """One whose chats a test reads."""

    def __init__(self, clock: SettableClock, folder: Path, **settings: Any) -> None:
        super().__init__(clock, folder, **settings)
        self._seen: Counter[Hashable] = Counter()

    @abstractmethod
    def said_in(self, place: Place) -> tuple[Hashable, list[Said]]:
        """The address of a chat, and all that the bot has said there."""

    async def hears(self, place: Place) -> list[Said]:
        """What the bot has newly said in a chat since asked last."""
        await self.settle()
        address, said = self.said_in(place)
        seen = self._seen[address]
        self._seen[address] = len(said)
        return said[seen:]


class Program(Heard[Chat | Person, Message]):
    """On Telegram."""

    def __init__(
        self, telegram: FakeTelegram, clock: SettableClock, folder: Path, **settings: Any
    ) -> None:
        super().__init__(clock, folder, **settings)
        self.telegram = telegram

    def platform(self) -> dict[str, Any]:
        token = SecretStr(self.telegram.token)
        return {"telegram_token": token, "telegram_api_url": self.telegram.url}

    async def is_heard(self) -> None:
        updates = self.telegram.world.updates
        await self.telegram.eventually(lambda: not updates.pending(self.clock.now()))

    def said_in(self, place: Chat | Person) -> tuple[Hashable, list[Message]]:
        chat = place.private if isinstance(place, Person) else place
        return chat.id, chat.messages_from_bot()


def texts(messages: list[Message]) -> str:
    return "\n---\n".join(m.text for m in messages)
