"""The composition root: the parts put together, run, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

import structlog

from bot.blobs import FileFolder
from bot.channels.telegram.channel import TelegramChannel, TelegramSettings
from bot.clock import OffsetClock, SystemClock
from bot.daysoff import official_days_off
from bot.domain.errors import SopbotError
from bot.domain.sop import Sop
from bot.ports import Channel, Clock, UnitOfWork
from bot.redact import hide
from bot.render.language import LANGUAGES, speaker
from bot.settings import Settings
from bot.sops.loader import builtin_names, load
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from handlers import attach
from handlers.dispatch import Dispatcher
from handlers.table import COMMANDS
from scheduler.engine import Engine
from scheduler.pace import MESSENGER, Limits
from scheduler.tools import Tools

log = structlog.get_logger(__name__)

ABANDONED_AFTER = timedelta(days=1)
"""A half-received file this old belongs to no running process."""
TEST_HURRY = 50.0
"""With a moved clock, days pass in seconds."""
OFFICIAL_YEARS_BACK, OFFICIAL_YEARS_AHEAD = 3, 6


class NoChannel(SopbotError):
    """Nothing to talk through: set SOPBOT_TELEGRAM_TOKEN (the README says how to get one)."""

    def __str__(self) -> str:
        return str(self.__doc__)


@dataclass(frozen=True, slots=True)
class App:
    """A composed program. `start` and `stop` as often as one likes is not promised: once each."""

    engine: Engine
    store: SqlStore
    channels: Mapping[str, Channel]

    async def start(self) -> None:
        for channel in self.channels.values():
            await channel.start()
        await self.engine.start()
        log.info("sopbot.running", channels=sorted(self.channels))

    async def stop(self) -> None:
        await self.engine.stop()
        for channel in self.channels.values():
            await channel.stop()
        self.store.close()
        log.info("sopbot.stopped")


def compose(
    settings: Settings,
    clock: Clock | None = None,
    limits: Mapping[str, Limits] | None = None,
) -> App:
    """Open the store, bring it up to date, and join the parts. `limits`: how fast to send."""
    clock = clock or clock_of(settings)
    limits = _limits(settings) if limits is None else limits
    _make_data_dir(settings)
    store = open_store(settings, clock)
    files = FileFolder(settings.files_dir)
    files.sweep(SystemClock().now() - ABANDONED_AFTER)
    channels: dict[str, Channel] = {}
    dispatcher = Dispatcher(
        built_in_sops(),
        allowed=settings.allowed_chats,
        zone=settings.timezone,
        bot_username=lambda: _username(channels),
    )
    tools = Tools(store, channels, clock)
    if settings.telegram_token is not None:
        channels["telegram"] = _telegram(settings, tools, files, dispatcher)
    if not channels:
        raise NoChannel
    hurry = 1.0 if settings.test_clock_file is None else TEST_HURRY
    engine = Engine(tools, files, dispatcher, attach, limits=limits, hurry=hurry)
    return App(engine, store, channels)


async def run(settings: Settings) -> None:
    """Until SIGINT or SIGTERM. What it writes is for nobody else on the machine to read."""
    os.umask(0o077)
    app = compose(settings)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has none: there Ctrl+C arrives as KeyboardInterrupt instead.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    starting = asyncio.create_task(app.start())
    stopping = asyncio.create_task(stop.wait())
    try:
        await asyncio.wait({starting, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
            await stopping
    finally:
        starting.cancel()
        stopping.cancel()
        await asyncio.gather(starting, stopping, return_exceptions=True)
        await app.stop()


def _make_data_dir(settings: Settings) -> None:
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SopbotError(
            f"SOPBOT_DATA_DIR={settings.data_dir}: {error.strerror}; "
            "name a folder that this user may write to"
        ) from None


def open_store(settings: Settings, clock: Clock) -> SqlStore:
    engine = engine_for(settings.store_url)
    upgrade(engine)
    return SqlStore(engine, official_days(clock.now().date()))


def official_days(today: date) -> dict[date, str]:
    return official_days_off(today.year - OFFICIAL_YEARS_BACK, today.year + OFFICIAL_YEARS_AHEAD)


def clock_of(settings: Settings) -> Clock:
    if settings.test_clock_file is not None:
        return OffsetClock(settings.test_clock_file)
    return SystemClock()


def _limits(settings: Settings) -> Mapping[str, Limits]:
    """With a clock moved by a test, a year passes in a minute: no pace fits that."""
    return {} if settings.test_clock_file is not None else {"telegram": MESSENGER}


def built_in_sops() -> dict[str, Sop]:
    return {sop.id: sop for sop in map(load, builtin_names())}


def menu() -> list[tuple[str, dict[str, str]]]:
    """The platforms' command menu: the table, in its order, in every language."""
    return [
        (c.name, {language: speaker(language).caption(c.summary) for language in LANGUAGES})
        for c in COMMANDS
        if c.summary and not c.hidden
    ]


def _telegram(
    settings: Settings, tools: Tools, files: FileFolder, dispatcher: Dispatcher
) -> TelegramChannel:
    assert settings.telegram_token is not None
    token = settings.telegram_token.get_secret_value()
    hide(token)

    async def account_of(person: int) -> str | None:
        return await tools.read(lambda work: work.people.account_of("telegram", person))

    return TelegramChannel(
        TelegramSettings(token, settings.telegram_api_url, menu()),
        understands=dispatcher.understands,
        account_of=account_of,
        read_file=partial(_read_file, tools, files),
    )


async def _read_file(tools: Tools, files: FileFolder, file: int) -> bytes:
    def hash_of(work: UnitOfWork) -> str:
        found = work.files.by_id(file)
        if found is None or not found.sha256:
            raise SopbotError(f"file {file} is not kept")
        return found.sha256

    sha256 = await tools.read(hash_of)

    def read() -> bytes:
        with files.open(sha256) as opened:
            return bytes(opened.read())

    return await asyncio.to_thread(read)


def _username(channels: Mapping[str, Channel]) -> str:
    telegram = channels.get("telegram")
    return telegram.username if isinstance(telegram, TelegramChannel) else ""
