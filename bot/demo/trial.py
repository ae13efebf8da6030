"""The web chat with the sample committee, put together: what runs when no channel is configured.

It lives in a folder of its own and in SQLite, whatever database is set: a trial with a moved clock
must leave no trace in an office's own data.
"""

from __future__ import annotations

import asyncio
from functools import partial
from zoneinfo import ZoneInfo

import structlog
from starlette.applications import Starlette
from starlette.types import ASGIApp

from bot.compose.parts import (
    accounts_of,
    built_in_sops,
    file_folder,
    menu,
    open_store,
    read_file,
)
from bot.compose.program import App
from bot.demo import script
from bot.demo.cast import CAST
from bot.demo.clock import MovableClock
from bot.demo.folder import SampleFolder
from bot.demo.rooms import RoomStore
from bot.demo.stage import Stage
from bot.demo.timebar import TimeBar
from bot.demo.travel import BEGINNING, Ahead, Travel
from bot.demo.web import page
from bot.demo.web.api import Api
from bot.demo.web.cast import NAME
from bot.demo.web.channel import WebChannel
from bot.demo.web.guard import Guard, is_loopback
from bot.demo.web.live import Moved
from bot.demo.web.uploads import Uploads
from bot.domain.errors import SopbotError
from bot.files.reading import Reader
from bot.http.metrics import Metrics
from bot.http.server import EVERYWHERE, HttpServer
from bot.http.site import Site
from bot.ports import Channel, Clock
from bot.settings import Settings
from handlers.dispatch import Dispatcher
from handlers.evidence import receipts
from handlers.plans import sop_import
from handlers.table import COMMANDS
from scheduler.engine import Engine
from scheduler.tools import Tools

log = structlog.get_logger(__name__)


class OpenToAll(SopbotError):
    """SOPBOT_HTTP_HOST lets others reach the web chat: set SOPBOT_WEB_PASSWORD, too
    (at least 12 characters)."""


def compose_trial(settings: Settings, base: Clock) -> App:
    """`base` is the real time, which the sample's clock is ahead of.

    Raises SopbotError if others could reach it without a password, if its port is taken or if its
    folder is in use.
    """
    require_password(settings)
    folder = SampleFolder(settings.data_dir)
    folder.take()
    server = HttpServer(settings.http_host, settings.http_port)
    try:
        server.bind()
        return _Trial(settings, base, server, folder).app
    except BaseException:
        server.unbind()
        folder.leave()
        raise


def require_password(settings: Settings) -> None:
    if _is_public(settings) and not _password(settings):
        raise OpenToAll


class _Trial:
    """The parts, and what is done with them before anything runs by itself and after."""

    def __init__(
        self, settings: Settings, base: Clock, server: HttpServer, folder: SampleFolder
    ) -> None:
        self._zone = ZoneInfo(settings.timezone)
        self._base = base
        self._folder = folder
        self._sample = folder.open()
        own = {"data_dir": self._folder.path, "database_url": None}
        settings = settings.model_copy(update=own)
        self._clock = MovableClock(self._folder.clock_file, base)
        store, files = open_store(settings, base), file_folder(settings.files_dir)
        self._rooms = RoomStore(self._folder.rooms)
        channels: dict[str, Channel] = {}
        metrics = Metrics()
        self._tools = Tools(store, channels, self._clock, meter=metrics)
        dispatcher = Dispatcher(
            built_in_sops(),
            channels,
            zone=settings.timezone,
            office=settings.office,
            quota=settings.quota_bytes,
        )
        instant = asyncio.Lock()
        self._channel = channels[NAME] = WebChannel(
            CAST,
            self._rooms,
            self._clock,
            Uploads(file_folder(self._folder.uploads), self._rooms, base),
            understands=partial(dispatcher.understands, NAME),
            accounts_of=partial(accounts_of, self._tools, NAME),
            read_file=partial(read_file, self._tools, Reader(files)),
            instant=instant,
        )
        self._engine = Engine(
            self._tools,
            files,
            dispatcher,
            receipts,
            sop_import,
            planned=self._arrived,
            quota=settings.quota_bytes,
        )
        self._ahead = Ahead(store, self._tools.desk)
        self._travel = Travel(self._ahead, self._clock, self._settle, instant, self._arrived)
        self._start_over = asyncio.Event()
        self.app = App(
            self._engine,
            store,
            channels,
            Site(server, self._tools, metrics, page=self._page(settings)),
            prepare=self._prepare,
            closing=self._closing,
            closed=self._closed,
            start_over=self._start_over,
            announcement=_announcement(settings, server.address),
        )

    def _page(self, settings: Settings) -> ASGIApp:
        api = Api(
            self._channel,
            TimeBar(self._clock, self._ahead, self._travel, self._channel, self._zone),
            menu(),
            _thai_words(),
            zone=self._zone,
            sample=self._sample,
            start_over=self._start_over.set,
        )
        shown = Starlette(routes=[*page.routes(), *api.routes()])
        return Guard(
            shown,
            password=_password(settings),
            public=_is_public(settings),
            host=settings.http_host,
        )

    async def _prepare(self) -> None:
        """Play the sample once; later live through what came due while nothing ran."""
        if self._folder.name:
            lived_until = await self._rooms.transact(lambda rooms: rooms.newest_at())
            await self._channel.hand_over(self._engine.accept)
            await self._travel.catch_up(lived_until or BEGINNING)
            return
        log.info("sample.playing")
        stage = Stage(self._channel, self._tools, self._clock, self._travel, self._settle)
        await script.play(stage, self._base.now(), self._zone)
        self._clock.stand(self._base.now())
        self._clock.go()
        self._folder.finish(self._sample)

    async def _settle(self) -> None:
        """What people said is heard, and everything due at this moment is done."""
        await self._channel.hand_over(self._engine.accept)
        await self._engine.settle()

    def _arrived(self) -> None:
        """The bar is told the time, and for when the next notices are planned."""
        self._channel.live.publish(Moved())

    async def _closing(self) -> None:
        self._channel.live.close()
        await self._travel.end()

    def _closed(self) -> None:
        self._rooms.close()
        if self._start_over.is_set():
            self._folder.wipe()
        self._folder.leave()


def _password(settings: Settings) -> str:
    return settings.web_password.get_secret_value() if settings.web_password else ""


def _is_public(settings: Settings) -> bool:
    return not is_loopback(settings.http_host)


def _announcement(settings: Settings, address: str) -> str:
    told = f"sopbot: the web chat is at {address} (Ctrl+C ends it)"
    if settings.http_host not in EVERYWHERE:
        return told
    port = address.rpartition(":")[2]
    return f"{told}\nsopbot: from other machines http://<this machine's address>:{port}"


def _thai_words() -> dict[str, str]:
    """The first Thai word of each command of the menu that has one."""
    return {c.name: c.words[0] for c in COMMANDS if c.summary and not c.hidden and c.words}
