"""The composition root: the parts put together, run, and stopped.

Of what is large only that is imported which will run: the demo, or an office's platforms.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
from collections.abc import Callable, Mapping

from bot.compose.parts import clock_of, make_data_dir
from bot.compose.program import App
from bot.ports import Clock
from bot.settings import Settings
from scheduler.pace import Limits

MADE = 10_000
"""More objects made than deleted, after which cycles among the newest are looked for."""


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
        from bot.demo.trial import compose_trial

        return compose_trial(settings, clock)
    from bot.compose.office import compose_office

    return compose_office(settings, clock, limits)


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
        app = compose(settings)
        _spare_collector()
        await _run_once(app, stop, tell)


def _spare_collector() -> None:
    """What was made to start stays for good: looked through again and again, it would take a tenth
    of the time. What comes goes by itself, with few cycles among it.
    """
    gc.freeze()
    gc.set_threshold(MADE, *gc.get_threshold()[1:])


async def _run_once(app: App, stop: asyncio.Event, tell: Callable[[str], None]) -> None:
    starting = asyncio.create_task(app.start())
    ending = [asyncio.create_task(event.wait()) for event in (stop, app.start_over)]
    try:
        await asyncio.wait({starting, *ending}, return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
            if app.announcement:
                tell(app.announcement)
            await asyncio.wait(ending, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (starting, *ending):
            task.cancel()
        await asyncio.gather(starting, *ending, return_exceptions=True)
        await app.stop()
