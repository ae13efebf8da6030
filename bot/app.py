"""The composition root: the parts put together, run, and stopped."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Callable, Mapping
from functools import partial

from bot.channels.telegram.channel import TelegramChannel, TelegramSettings
from bot.parts import (
    account_of,
    built_in_sops,
    clock_of,
    file_folder,
    make_data_dir,
    menu,
    open_store,
    read_file,
)
from bot.ports import Channel, Clock
from bot.program import App
from bot.redact import hide
from bot.settings import Settings
from bot.trial import compose_trial
from handlers import attach
from handlers.dispatch import Dispatcher
from scheduler.engine import Engine
from scheduler.pace import MESSENGER, Limits
from scheduler.tools import Tools

TEST_HURRY = 50.0
"""With a moved clock, days pass in seconds."""


def compose(
    settings: Settings,
    clock: Clock | None = None,
    limits: Mapping[str, Limits] | None = None,
) -> App:
    """Open the store, bring it up to date, and join the parts. `limits`: how fast to send.

    With no channel configured: the web chat with the sample committee.
    """
    clock = clock or clock_of(settings)
    make_data_dir(settings)
    if not settings.has_channel:
        return compose_trial(settings, clock)
    limits = _limits(settings) if limits is None else limits
    store, files = open_store(settings, clock), file_folder(settings.files_dir)
    channels: dict[str, Channel] = {}
    dispatcher = Dispatcher(
        built_in_sops(),
        allowed=settings.allowed_chats,
        zone=settings.timezone,
        bot_username=lambda: _username(channels),
    )
    tools = Tools(store, channels, clock)
    channels["telegram"] = TelegramChannel(
        _telegram_settings(settings),
        understands=dispatcher.understands,
        account_of=partial(account_of, tools, "telegram"),
        read_file=partial(read_file, tools, files),
    )
    hurry = 1.0 if settings.test_clock_file is None else TEST_HURRY
    engine = Engine(tools, files, dispatcher, attach, limits=limits, hurry=hurry)
    return App(engine, store, channels)


async def run(settings: Settings, tell: Callable[[str], None]) -> None:
    """Until SIGINT or SIGTERM. What it writes is for nobody else on the machine to read.

    `tell`: to whom the address of the web chat is told.
    """
    os.umask(0o077)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM):
        # Windows has none: there Ctrl+C arrives as KeyboardInterrupt instead.
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(name, stop.set)
    while not stop.is_set():
        await _run_once(compose(settings), stop, tell)


async def _run_once(app: App, stop: asyncio.Event, tell: Callable[[str], None]) -> None:
    starting = asyncio.create_task(app.start())
    ending = [asyncio.create_task(event.wait()) for event in (stop, app.start_over)]
    try:
        await asyncio.wait({starting, *ending}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
            if app.site is not None:
                tell(app.site.server.announcement)
            await asyncio.wait(ending, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (starting, *ending):
            task.cancel()
        await asyncio.gather(starting, *ending, return_exceptions=True)
        await app.stop()


def _limits(settings: Settings) -> Mapping[str, Limits]:
    """With a clock moved by a test, a year passes in a minute: no pace fits that."""
    return {} if settings.test_clock_file is not None else {"telegram": MESSENGER}


def _telegram_settings(settings: Settings) -> TelegramSettings:
    assert settings.telegram_token is not None, "compose has looked"
    token = settings.telegram_token.get_secret_value()
    hide(token)
    return TelegramSettings(token, settings.telegram_api_url, menu())


def _username(channels: Mapping[str, Channel]) -> str:
    telegram = channels.get("telegram")
    return telegram.username if isinstance(telegram, TelegramChannel) else ""
