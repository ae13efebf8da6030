"""Tells a 429 meant for one chat from one meant for the whole bot; no platform says which."""

from __future__ import annotations

from datetime import datetime

from bot.domain.people import Chat


class Cooldown:
    """Refused in two chats at once, it is the bot that is too fast."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], datetime] = {}

    def is_widespread(self, chat: Chat, until: datetime, now: datetime) -> bool:
        self._held = {at: held for at, held in self._held.items() if held > now}
        self._held[chat.channel, chat.id] = until
        return sum(channel == chat.channel for channel, _ in self._held) > 1
