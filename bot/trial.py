"""The web chat with the sample committee, put together: what runs when no channel is configured.

It lives in a folder of its own and in SQLite, whatever database is set: a trial with a moved clock
must leave no trace in an office's own data.
"""

from __future__ import annotations

import asyncio
import secrets
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.channels.web import page
from bot.channels.web.api import Api
from bot.channels.web.cast import BOT, NAME
from bot.channels.web.channel import WebChannel
from bot.channels.web.guard import Guard, is_loopback
from bot.channels.web.live import Moved
from bot.clock import MovableClock
from bot.domain.errors import SopbotError
from bot.parts import (
    account_of,
    built_in_sops,
    file_folder,
    make_data_dir,
    menu,
    open_store,
    read_file,
)
from bot.ports import Channel, Clock
from bot.program import App, Site
from bot.sample import script
from bot.sample.cast import CAST
from bot.sample.stage import Stage
from bot.sample.timebar import TimeBar
from bot.server import HttpServer
from bot.settings import Settings
from handlers import attach
from handlers.dispatch import Dispatcher
from scheduler.engine import Engine
from scheduler.tools import Tools
from scheduler.travel import BEGINNING, Travel

log = structlog.get_logger(__name__)

FOLDER, UPLOADS = "sample", "uploads"
READY = "ready"
"""The file that says that the sample was played through; its content names this sample."""
CLOCK = "clock"


class OpenToAll(SopbotError):
    """SOPBOT_HTTP_HOST lets others reach the web chat: set SOPBOT_WEB_PASSWORD, too."""

    def __str__(self) -> str:
        return str(self.__doc__)


def compose_trial(settings: Settings, base: Clock) -> App:
    """`base` is the real time, which the sample's clock is ahead of."""
    _require_password(settings)
    server = HttpServer(settings.http_host, settings.http_port)
    server.bind()  # first of all: while another one runs here, nothing of its sample is touched
    if not _ready(settings).exists():
        wipe(settings)
    make_data_dir(own_settings(settings))
    return _Trial(settings, base, server).app


def wipe(settings: Settings) -> None:
    """Throw the sample away, wherever its making was interrupted."""
    shutil.rmtree(settings.data_dir / FOLDER, ignore_errors=True)


def own_settings(settings: Settings) -> Settings:
    own = {"data_dir": settings.data_dir / FOLDER, "database_url": None}
    return settings.model_copy(update=own)


class _Trial:
    """The parts, and what is done with them before anything runs by itself."""

    def __init__(self, settings: Settings, base: Clock, server: HttpServer) -> None:
        own = own_settings(settings)
        self._zone = ZoneInfo(settings.timezone)
        self._base = base
        self._ready = _ready(settings)
        self._sample = _name_of(self._ready)
        self._clock = MovableClock(own.data_dir / CLOCK, base)
        store, files = open_store(own, base), file_folder(own.files_dir)
        channels: dict[str, Channel] = {}
        self._tools = Tools(store, channels, self._clock)
        dispatcher = Dispatcher(built_in_sops(), zone=settings.timezone, bot_username=lambda: BOT)
        self._channel = channels[NAME] = WebChannel(
            CAST,
            self._tools,
            file_folder(own.data_dir / UPLOADS),
            understands=dispatcher.understands,
            account_of=partial(account_of, self._tools, NAME),
            read_file=partial(read_file, self._tools, files),
        )
        self._engine = Engine(self._tools, files, dispatcher, attach)
        self._travel = Travel(self._tools, self._clock, self._engine.settle, self._arrived)
        start_over = asyncio.Event()
        site = Site(self._page(settings, start_over.set), server)
        self.app = App(self._engine, store, channels, site, self._prepare, start_over)

    def _page(self, settings: Settings, start_over: Callable[[], None]) -> ASGIApp:
        api = Api(
            self._channel,
            TimeBar(self._tools, self._travel, self._channel, self._zone),
            menu(),
            zone=self._zone,
            sample=self._sample,
            start_over=start_over,
        )
        shown = Starlette(routes=[*page.routes(), *api.routes()])
        return Guard(shown, password=_password(settings), public=_is_public(settings))

    async def _prepare(self) -> None:
        """Play the sample once; later live through what came due while nothing ran."""
        if self._ready.exists():
            lived_until = await self._tools.read(lambda work: work.rooms.newest_at())
            await self._channel.hand_over(self._engine.accept)
            await self._travel.catch_up(lived_until or BEGINNING)
            return
        log.info("sample.playing")
        stage = Stage(self._channel, self._tools, self._clock, self._travel, self._react)
        await script.play(stage, self._base.now(), self._zone)
        self._clock.stand(self._base.now())
        self._clock.go()
        self._ready.write_text(self._sample, encoding="ascii")

    async def _react(self) -> None:
        await self._channel.hand_over(self._engine.accept)
        await self._engine.settle()

    def _arrived(self) -> None:
        self._channel.live.tell(Moved())


def _ready(settings: Settings) -> Path:
    return settings.data_dir / FOLDER / READY


def _name_of(ready: Path) -> str:
    return ready.read_text(encoding="ascii") if ready.exists() else secrets.token_hex(8)


def _password(settings: Settings) -> str:
    return settings.web_password.get_secret_value() if settings.web_password else ""


def _is_public(settings: Settings) -> bool:
    return not is_loopback(settings.http_host)


def _require_password(settings: Settings) -> None:
    if _is_public(settings) and not _password(settings):
        raise OpenToAll
