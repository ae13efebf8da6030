"""The real program in this process, behind the webhook of a fake LINE."""

from __future__ import annotations

from collections.abc import Hashable
from pathlib import Path
from typing import Any, Self

from pydantic import SecretStr

from tests.clock import SettableClock
from tests.e2e.program import Heard
from tests.e2e.test_webhook import free_port
from tests.peers.line import FakeLine, Group, Message, Person


class Program(Heard[Group | Person, Message]):
    """On LINE; on Telegram, too, if the settings say so."""

    def __init__(self, line: FakeLine, clock: SettableClock, folder: Path, **settings: Any) -> None:
        super().__init__(clock, folder, **settings)
        self.line = line
        self._port = free_port()

    def platform(self) -> dict[str, Any]:
        return {
            "line_channel_secret": SecretStr(self.line.channel_secret),
            "line_channel_access_token": SecretStr(self.line.channel_access_token),
            "line_api_url": self.line.url,
            "line_data_api_url": self.line.url,
            "public_url": f"http://127.0.0.1:{self._port}",
            "http_port": self._port,
        }

    async def start(self) -> Self:
        await super().start()
        await self.line.eventually(lambda: self.line.world.hook.url)
        await self.line.eventually(lambda: self.line.world.menus.default)
        return self

    async def is_heard(self) -> None:
        await self.line.eventually(self.line.has_been_heard)

    def said_in(self, place: Group | Person) -> tuple[Hashable, list[Message]]:
        who = place.id if isinstance(place, Group) else place.user_id
        return who, [m for m in self.line.messages(place) if m.sender is self.line.bot]


def texts(messages: list[Message]) -> str:
    return "\n---\n".join("\n".join(m.words) for m in messages)
