"""A composed program: what is started and stopped together."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import structlog

from bot.compose.away import Away
from bot.domain.errors import SopbotError
from bot.ports import Channel
from bot.store.unit import SqlStore
from scheduler.engine import Engine

if TYPE_CHECKING:
    from bot.http.site import Site

PATIENCE = 5.0
"""Seconds: one platform waits no longer for another that is not reached."""
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
        """Those that were refused, for which the others do not stand still, as little as for those
        that are not reached yet.
        """
        starting = {n: asyncio.create_task(one.start()) for n, one in self.channels.items()}
        try:
            await _wait_for_one([*starting.values()])
            refused = _refused(starting)
        except BaseException:
            for task in starting.values():
                task.cancel()
            raise
        for name, task in starting.items():
            if name in refused or not task.done():
                why = "token refused" if name in refused else "not reached yet"
                back = partial(self._back, name, self.channels[name], task)
                self.channels[name] = Away(self.channels[name], why, back)
        return refused

    async def _back(self, name: str, channel: Channel, starting: asyncio.Task[None]) -> Channel:
        """Once it is reached; of one that was refused, never: other settings need another start."""
        try:
            await starting
        except SopbotError as error:
            log.error("channel.refused", channel=name, error=str(error), hint=RESTART)
            await asyncio.Event().wait()
        self.channels[name] = channel
        log.info("channel.reached", channel=name)
        return channel

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


async def _wait_for_one(starting: Sequence[asyncio.Task[None]]) -> None:
    """All are, or one is and the others were waited for; or all were refused."""
    _, waiting = await asyncio.wait(starting, timeout=PATIENCE)
    while waiting and not any(one.done() and one.exception() is None for one in starting):
        _, waiting = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)


def _refused(starting: Mapping[str, asyncio.Task[None]]) -> Sequence[str]:
    """Raises SopbotError if all are, and whatever else ended a start."""
    errors = {name: task.exception() for name, task in starting.items() if task.done()}
    refused = {name: error for name, error in errors.items() if error is not None}
    for error in refused.values():
        if not isinstance(error, SopbotError):
            raise error
    if refused and len(refused) == len(starting):
        raise SopbotError(" ".join(map(str, refused.values())))
    return sorted(refused)
