"""A platform whose token was refused as the program started, while others serve."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Sequence
from typing import NoReturn

from bot.domain.errors import DeliveryError, Unavailable
from bot.domain.incoming import Incoming
from bot.ports import Accept, Allowance, Channel, Outgoing


class Refused:
    """Can what the platform can, and is away until the next start: to mend it is to change the
    settings. What is to be sent is tried as during an outage, what came waits.
    """

    username = ""

    def __init__(self, channel: Channel) -> None:
        self.name = channel.name
        self.title = channel.title
        self.can = channel.can
        self.keeps = channel.keeps
        self._channel = channel

    async def start(self) -> None: ...

    async def stop(self) -> None:
        await self._channel.stop()

    async def listen(self, accept: Accept) -> None:
        await asyncio.Event().wait()

    def understand(self, payload: str) -> Incoming | None:
        raise Unavailable(f"{self.name}: token refused")

    async def introduce(self, incoming: Incoming) -> Incoming:
        return incoming

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        self._is_away()

    async def show_typing(self, address: str, thread: str) -> None:
        self._is_away()

    async def allowance(self) -> Allowance:
        self._is_away()

    async def answer_press(self, press: str, popup: str) -> None:
        self._is_away()

    async def administers(self, address: str, account: str) -> bool:
        self._is_away()

    async def is_member(self, address: str, account: str) -> bool:
        self._is_away()

    async def is_administrator(self, address: str) -> bool:
        self._is_away()

    async def is_inside(self, address: str) -> bool:
        self._is_away()

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        self._is_away()
        yield b""

    def _is_away(self) -> NoReturn:
        raise DeliveryError(f"{self.name}: token refused")
