"""A composed program: what is started and stopped together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.ports import Channel
from bot.store.unit import SqlStore
from scheduler.engine import Engine

if TYPE_CHECKING:
    from bot.http.site import Site

log = structlog.get_logger(__name__)


async def nothing_to_do() -> None: ...


def nothing_left() -> None: ...


@dataclass(frozen=True, slots=True)
class App:
    """`start` and `stop` once each.

    `prepare` runs when nothing runs by itself yet; `closing` ends what would keep requests open,
    `closed` comes when all has ended. `start_over` is set by whoever wants this program's data
    thrown away and another one begun. `announcement`: what whoever started it is told.
    """

    engine: Engine
    store: SqlStore
    channels: Mapping[str, Channel]
    site: Site | None = None
    prepare: Callable[[], Awaitable[None]] = nothing_to_do
    closing: Callable[[], Awaitable[None]] = nothing_to_do
    closed: Callable[[], None] = nothing_left
    start_over: asyncio.Event = field(default_factory=asyncio.Event)
    announcement: str = ""

    async def start(self) -> None:
        """A platform may take long to be reached: the web server says so meanwhile."""
        if self.site is not None:
            await self.site.start()
        for channel in self.channels.values():
            await channel.start()
        await self.prepare()
        await self.engine.start()
        if self.site is not None:
            self.site.open()
        log.info("sopbot.running", channels=sorted(self.channels))

    async def stop(self) -> None:
        """First whoever asks, then what answers, then what it stands on."""
        await self.closing()
        if self.site is not None:
            await self.site.stop()
        await self.engine.stop()
        for channel in self.channels.values():
            await channel.stop()
        self.store.close()
        self.closed()
        log.info("sopbot.stopped")
