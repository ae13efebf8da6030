"""Keeps within what a platform allows."""

from __future__ import annotations

import asyncio
import math
import time
from collections import deque
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.domain.errors import DeliveryError
from bot.domain.people import Chat, ChatKind
from scheduler.tools import Sleep

PATIENCE = 15.0
"""Seconds: whose turn comes later is put back into the queue and keeps no connection waiting."""
MANY_CHATS = 5000
ALL = 0
"""Stands for all chats of a channel, where one's id would stand."""
SLACK = 0.02
"""Seconds: who is woken so much after its turn counts as in time, or each delay, however short,
would lower the pace for good. What the platform sees within a second may be a few more, as what has
its turn may leave late, too, while much comes in.
"""


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `count` messages in any `seconds`."""

    count: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Limits:
    channel: Limit
    chat: Limit
    group: Limit


MESSENGER = Limits(channel=Limit(2, 0.08), chat=Limit(5, 5), group=Limit(20, 60))
"""Telegram's, as its makers tell them: 30/s over all, 1/s to a chat (short bursts pass), 20 a
minute to a group; a little below, since messages of several parts count more than once. Over all
evenly: of 25 that may go within a second, all at its end and 25 more would come together; but two
at once, or a delay of either would be time lost."""


class Window:
    """The moments of the last messages under one limit."""

    def __init__(self, limit: Limit) -> None:
        self._limit = limit
        self._last: deque[float] = deque(maxlen=limit.count)

    def wait(self, now: float, sharers: int = 1) -> float:
        """`sharers`: so many have windows like this one, and each its part of the limit."""
        return max(0.0, self._turn(sharers) - now)

    def count(self, now: float, slack: float = 0.0, sharers: int = 1) -> None:
        """`slack`: of who has waited for its turn."""
        turn = self._turn(sharers)
        self._last.append(turn if now - slack <= turn <= now else now)

    def _turn(self, sharers: int) -> float:
        """When the next may go."""
        count, seconds = self._limit.count, self._limit.seconds
        part = max(1, count // sharers)
        if len(self._last) < part:
            return -math.inf
        return self._last[-part] + seconds * part * sharers / count

    def is_idle(self, now: float) -> bool:
        return not self._last or self._last[-1] + self._limit.seconds < now


class Pace:
    """`limits` by channel; one without is not held back."""

    def __init__(
        self,
        limits: Mapping[str, Limits],
        sleep: Sleep = asyncio.sleep,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._limits = limits
        self._sleep = sleep
        self._monotonic = monotonic
        self._windows: dict[tuple[str, int, Limit], Window] = {}
        self._sharers = 1

    def share_with(self, processes: int) -> None:
        """So many send through the same channels, this one included: each takes its part."""
        self._sharers = max(1, processes)

    async def of_chat(self, chat: Chat, *, answers: bool = False) -> bool:
        """Wait for the chat's turn, and tell whether that took time; a long wait is a DeliveryError
        with its retry_after.

        What answers a person does not wait for its chat: the makers' figures for one chat are
        advice, and a real 429 holds it anyway. It counts all the same.
        """
        limits = self._limits.get(chat.channel)
        if limits is None:
            return False
        own = [limits.chat, limits.group] if chat.kind is ChatKind.GROUP else [limits.chat]
        windows = [self._window(chat.channel, chat.id, limit) for limit in own]
        if answers:
            for window in windows:
                window.count(self._monotonic())
            return False
        return await self._pass(windows)

    async def of_channel(self, channel: str) -> None:
        """The same for the channel's turn; next comes the sending itself, or the platform sees
        more at once than were let go.
        """
        limits = self._limits.get(channel)
        if limits is not None:
            await self._pass([self._window(channel, ALL, limits.channel)], self._sharers)

    async def _pass(self, windows: list[Window], sharers: int = 1) -> bool:
        """Whether there was something to wait for."""
        slack = 0.0
        while (wait := max(w.wait(self._monotonic(), sharers) for w in windows)) > 0:
            if wait > PATIENCE:
                raise DeliveryError("more than the platform takes", retry_after=wait)
            await self._sleep(wait)
            slack = SLACK
        now = self._monotonic()
        for window in windows:
            window.count(now, slack, sharers)
        return slack > 0

    def _window(self, channel: str, chat: int, limit: Limit) -> Window:
        if len(self._windows) > MANY_CHATS:
            now = self._monotonic()
            # But for those of whole channels, where one waits longer the more processes share them.
            kept = {k: w for k, w in self._windows.items() if k[1] == ALL or not w.is_idle(now)}
            self._windows = kept
        return self._windows.setdefault((channel, chat, limit), Window(limit))


class Cooldown:
    """Refused in two chats at once, it is the bot that is too fast."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, int], datetime] = {}
        self._channels: dict[str, datetime] = {}

    def of_channel(self, channel: str, now: datetime) -> datetime | None:
        """Until when it takes nothing; None: it does."""
        until = self._channels.get(channel, now)
        return until if until > now else None

    def is_widespread(self, chat: Chat, until: datetime, now: datetime) -> bool:
        self._held = {at: held for at, held in self._held.items() if held > now}
        self._held[chat.channel, chat.id] = until
        if sum(channel == chat.channel for channel, _ in self._held) < 2:
            return False
        self._channels[chat.channel] = until
        return True
