"""The real program in this process, against the fake Telegram, with a clock that a test moves."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from bot.app import compose
from bot.compose.program import App
from bot.settings import Settings
from tests.clock import SettableClock
from tests.peers.telegram import Chat, FakeTelegram, Message, Person
from tests.stores import database_setting

BANGKOK = ZoneInfo("Asia/Bangkok")


def local(text: str) -> datetime:
    """`local("2026-10-01 08:30")`: that time in Bangkok."""
    return datetime.fromisoformat(text).replace(tzinfo=BANGKOK)


class Program:
    """Composed as `sopbot run` composes it; nothing runs but between `start` and `stop`.

    `settings` may be changed before it is started again.
    """

    def __init__(
        self, telegram: FakeTelegram, clock: SettableClock, folder: Path, **settings: Any
    ) -> None:
        self.telegram = telegram
        self.clock = clock
        self.folder = folder
        self.settings = settings
        self.app: App
        self._seen: dict[int, int] = {}
        self._listening: list[asyncio.Task[None]] = []

    async def start(self) -> Self:
        database = database_setting(self.folder)
        given = {"database_url": SecretStr(database) if database else None, **self.settings}
        settings = Settings(
            telegram_token=SecretStr(self.telegram.token),
            telegram_api_url=self.telegram.url,
            data_dir=self.folder,
            **given,
        )
        self.app = compose(settings, self.clock, limits={})
        for channel in self.app.channels.values():
            await channel.start()
            listen = channel.listen(self.app.engine.accept)
            self._listening.append(asyncio.create_task(listen))
        return self

    async def stop(self) -> None:
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        self._listening.clear()
        await self.app.engine.stop()
        for channel in self.app.channels.values():
            await channel.stop()
        self.app.store.close()
        self.app.closed()

    async def settle(self) -> None:
        """Until everything that people did is heard, and everything due now is done."""
        updates = self.telegram.world.updates
        await self.telegram.eventually(lambda: not updates.pending(self.clock.now()))
        await self.app.engine.drain()

    async def at(self, moment: str | datetime) -> None:
        """Move the clock there and let everything happen that is due."""
        self.clock.set(local(moment) if isinstance(moment, str) else moment)
        await self.settle()

    async def hears(self, chat: Chat | Person) -> list[Message]:
        """What the bot has newly said in a chat since asked last."""
        place = chat.private if isinstance(chat, Person) else chat
        await self.settle()
        said = place.messages_from_bot()
        seen = self._seen.get(place.id, 0)
        self._seen[place.id] = len(said)
        return said[seen:]


def texts(messages: list[Message]) -> str:
    return "\n---\n".join(m.text for m in messages)
