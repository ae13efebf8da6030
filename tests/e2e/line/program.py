"""The real program in this process, behind the webhook of a fake LINE."""

from __future__ import annotations

import asyncio
from datetime import datetime
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr

from bot.app import compose
from bot.compose.program import App
from bot.settings import Settings
from tests.clock import SettableClock
from tests.e2e.program import local
from tests.e2e.test_webhook import free_port
from tests.peers.line import FakeLine, Group, Message, Person
from tests.stores import database_setting


class Program:
    """Composed as `sopbot run` composes it. `settings` may be changed before it starts again."""

    def __init__(self, line: FakeLine, clock: SettableClock, folder: Path, **settings: Any) -> None:
        self.line = line
        self.clock = clock
        self.folder = folder
        self.settings = settings
        self.app: App
        self._port = free_port()
        self._seen: dict[str, int] = {}
        self._listening: list[asyncio.Task[None]] = []

    def all_settings(self) -> Settings:
        database = database_setting(self.folder)
        given = {"database_url": SecretStr(database) if database else None, **self.settings}
        return Settings(
            line_channel_secret=SecretStr(self.line.channel_secret),
            line_channel_access_token=SecretStr(self.line.channel_access_token),
            line_api_url=self.line.url,
            line_data_api_url=self.line.url,
            public_url=f"http://127.0.0.1:{self._port}",
            http_port=self._port,
            data_dir=self.folder,
            **given,
        )

    async def start(self) -> Self:
        self.app = compose(self.all_settings(), self.clock, limits={})
        assert self.app.site is not None
        await self.app.site.start()
        for channel in self.app.channels.values():
            await channel.start()
            listen = channel.listen(self.app.engine.accept)
            self._listening.append(asyncio.create_task(listen))
        self.app.site.open()
        await self.line.eventually(lambda: self.line.world.hook.url)
        await self.line.eventually(lambda: self.line.world.menus.default)
        return self

    async def stop(self) -> None:
        for task in self._listening:
            task.cancel()
        await asyncio.gather(*self._listening, return_exceptions=True)
        self._listening.clear()
        await self.app.stop()

    async def settle(self) -> None:
        """Until everything that people did is heard, and everything due now is done."""
        await self.line.eventually(self.line.has_been_heard)
        await self.app.engine.drain()

    async def at(self, moment: str | datetime) -> None:
        """Move the clock there and let everything happen that is due."""
        self.clock.set(local(moment) if isinstance(moment, str) else moment)
        await self.settle()

    async def hears(self, chat: Group | Person) -> list[Message]:
        """What the bot has newly said in a chat since asked last."""
        await self.settle()
        said = [m for m in self.line.messages(chat) if m.sender is self.line.bot]
        who = chat.id if isinstance(chat, Group) else chat.user_id
        seen = self._seen.get(who, 0)
        self._seen[who] = len(said)
        return said[seen:]


def texts(messages: list[Message]) -> str:
    return "\n---\n".join("\n".join(m.words) for m in messages)
