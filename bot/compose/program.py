"""A composed program: what is started and stopped together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import structlog

from bot.compose.refused import Refused
from bot.domain.errors import SopbotError
from bot.ports import Channel
from bot.store.unit import SqlStore
from scheduler.engine import Engine

if TYPE_CHECKING:
    from bot.http.site import Site

RESTART = "this platform is not served; mend the setting, then start again"

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
    channels: dict[str, Channel]
    site: Site | None = None
    prepare: Callable[[], Awaitable[None]] = nothing_to_do
    closing: Callable[[], Awaitable[None]] = nothing_to_do
    closed: Callable[[], None] = nothing_left
    start_over: asyncio.Event = field(default_factory=asyncio.Event)
    announcement: str = ""

    async def start(self) -> None:
        """A platform may take long to be reached: the web server says so meanwhile.

        Raises SopbotError if there is none that takes its token.
        """
        if self.site is not None:
            await self.site.start()
        refused = await self._start_channels()
        await self.prepare()
        await self.engine.start()
        if self.site is not None:
            self.site.open(refused)
        running = sorted(set(self.channels).difference(refused))
        log.info("sopbot.running", channels=running)

    async def _start_channels(self) -> Sequence[str]:
        """Those that were refused, for which the others do not stand still."""
        errors: dict[str, SopbotError] = {}
        for name, channel in self.channels.items():
            try:
                await channel.start()
            except SopbotError as error:
                errors[name] = error
        if errors and len(errors) == len(self.channels):
            raise SopbotError(" ".join(map(str, errors.values())))
        for name, why in errors.items():
            log.error("channel.refused", channel=name, error=str(why), hint=RESTART)
            self.channels[name] = Refused(self.channels[name])
        return sorted(errors)

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
