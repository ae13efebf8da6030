"""A platform that is not served, or not yet, while others are."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import NoReturn

from bot.domain.errors import DeliveryError, Unavailable
from bot.domain.incoming import Incoming
from bot.ports import Accept, Allowance, Channel, Outgoing


class Away:
    """Can what the platform can, until `back` returns that. What is to be sent is tried as during
    an outage, what came waits.
    """

    username = ""

    def __init__(self, channel: Channel, why: str, back: Callable[[], Awaitable[Channel]]) -> None:
        self.name = channel.name
        self.title = channel.title
        self.can = channel.can
        self.keeps = channel.keeps
        self._channel = channel
        self._why = why
        self._back = back

    async def start(self) -> None: ...

    async def stop(self) -> None:
        await self._channel.stop()

    async def listen(self, accept: Accept) -> None:
        await (await self._back()).listen(accept)

    def understand(self, payload: str) -> Incoming | None:
        raise Unavailable(f"{self.name}: {self._why}")

    async def introduce(self, incoming: Incoming) -> Incoming:
        return incoming

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        self._refuse()

    async def show_typing(self, address: str, thread: str) -> None:
        self._refuse()

    async def allowance(self) -> Allowance:
        self._refuse()

    async def answer_press(self, press: str, popup: str) -> None:
        self._refuse()

    async def administers(self, address: str, account: str) -> bool:
        self._refuse()

    async def is_member(self, address: str, account: str) -> bool:
        self._refuse()

    async def is_administrator(self, address: str) -> bool:
        self._refuse()

    async def is_inside(self, address: str) -> bool:
        self._refuse()

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        self._refuse()
        yield b""

    def _refuse(self) -> NoReturn:
        raise DeliveryError(f"{self.name}: {self._why}")
