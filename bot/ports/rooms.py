"""The rooms of the web chat."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Protocol

from bot.domain.rooms import Post


class Rooms(Protocol):
    """The rooms of the web chat. A platform keeps its own."""

    def write(self, room: str, content: Mapping[str, Any], now: datetime, key: str = "") -> Post:
        """`key`: the sender's own; one that stands already (`by_key`) cannot be written again."""

    def change(self, post: int, content: Mapping[str, Any]) -> None: ...
    def post(self, post: int) -> Post | None: ...
    def by_key(self, key: str) -> Post | None: ...
    def latest(self, room: str, most: int, before: int | None = None) -> list[Post]:
        """The newest posts of a room, or the newest before one; the oldest of them first."""

    def newest_at(self) -> datetime | None: ...
    def tell(self, payload: str) -> int:
        """Something the bot is to hear; kept until `told`."""

    def untold(self, most: int) -> list[tuple[int, str]]: ...
    def told(self, last: int) -> None:
        """The bot has taken in everything up to this one."""
