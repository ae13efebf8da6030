"""What an office runs: its own data, and the platforms on which its committees talk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING, Protocol

from pydantic import SecretStr

from bot.compose.parts import (
    Memory,
    accounts_of,
    built_in_sops,
    file_store,
    menu,
    open_store,
    pressed_words,
    read_file,
)
from bot.compose.program import App, nothing_left
from bot.files.reading import Reader
from bot.ports import Channel, Clock, FileStore
from bot.settings import Settings
from bot.store.engine import file_of
from bot.system.lock import take_database
from bot.system.redact import hide
from handlers.dispatch import Dispatcher
from handlers.evidence import receipts
from handlers.plans import sop_import
from scheduler.engine import Engine
from scheduler.executor import Desk
from scheduler.pace import MESSENGER, Limits
from scheduler.tools import NoMeter, Tools

if TYPE_CHECKING:
    from bot.http.metrics import Metrics
    from bot.http.server import HttpServer
    from bot.http.site import Routes, Site

TELEGRAM, LINE = "telegram", "line"
TEST_HURRY = 50.0
"""With a moved clock, days pass in seconds."""


def compose_office(settings: Settings, clock: Clock, limits: Mapping[str, Limits] | None) -> App:
    """`limits`: how fast to send; None: as the platforms allow.

    Raises SopbotError if its port is taken, its database in use, or that cannot be opened.
    """
    limits = _limits(settings) if limits is None else limits
    with ExitStack() as undo:
        server = _server(settings)
        if server is not None:
            undo.callback(server.unbind)
        leave = _take_database(settings)
        undo.callback(leave)
        app = _composed(settings, clock, limits, server, leave)
        undo.pop_all()
        return app


def _composed(
    settings: Settings,
    clock: Clock,
    limits: Mapping[str, Limits],
    server: HttpServer | None,
    closed: Callable[[], None],
) -> App:
    store, files = open_store(settings, clock), file_store(settings)
    store.serve_only(settings.allowed_chats, clock.now())
    channels: dict[str, Channel] = {}
    metrics = _metrics() if server is not None else None
    tools = Tools(store, channels, clock, Desk(store.writers), meter=metrics or NoMeter())
    dispatcher = Dispatcher(
        built_in_sops(),
        channels,
        zone=settings.timezone,
        office=settings.office,
        quota=settings.quota_bytes,
        outlooks=tools.outlooks,
        calendar_page=_calendar_page(settings),
    )
    platforms = list(_platforms(settings, dispatcher, tools, files))
    channels.update({one.name: one for one in platforms})
    engine = Engine(
        tools,
        files,
        dispatcher,
        receipts,
        sop_import,
        limits=limits,
        hurry=TEST_HURRY if _is_tested(settings) else 1.0,
        quota=settings.quota_bytes,
    )
    routes = [route for one in platforms for route in one.routes]
    if not all(one.can.files for one in platforms):
        routes += _pages(tools, files)
    if settings.public_url:
        routes += _calendars(tools, settings.public_url)
    site = _site(server, tools, metrics, routes) if server and metrics else None
    return App(engine, store, channels, site, closed=closed)


class Platform(Channel, Protocol):
    @property
    def routes(self) -> Routes: ...


def _platforms(
    settings: Settings, dispatcher: Dispatcher, tools: Tools, files: FileStore
) -> Iterator[Platform]:
    """Of each only that is imported which will run."""
    if settings.telegram_token is not None:
        token = _hidden(settings.telegram_token)
        yield _telegram(settings, token, dispatcher, tools, files)
    if settings.line_channel_secret and settings.line_channel_access_token:
        secrets = settings.line_channel_secret, settings.line_channel_access_token
        yield _line(settings, *map(_hidden, secrets), dispatcher=dispatcher, tools=tools)


def _hidden(secret: SecretStr) -> str:
    """From now on in no log."""
    value = secret.get_secret_value()
    hide(value)
    return value


def _line(
    settings: Settings, secret: str, token: str, *, dispatcher: Dispatcher, tools: Tools
) -> Platform:
    from bot.channels.line.channel import LineChannel, LineSettings
    from bot.compose.links import Links

    urls = settings.public_url, settings.line_api_url, settings.line_data_api_url
    links = Links(tools, LINE, settings.public_url)
    return LineChannel(
        LineSettings(secret, token, *urls, menu=pressed_words()),
        understands=partial(dispatcher.understands, LINE),
        memory=Memory(tools, LINE),
        link_to=links.link_to,
        address_of=links.address_of,
        now=tools.now,
    )


def _telegram(
    settings: Settings, token: str, dispatcher: Dispatcher, tools: Tools, files: FileStore
) -> Platform:
    from bot.channels.telegram.channel import TelegramChannel, TelegramSettings

    return TelegramChannel(
        TelegramSettings(token, settings.telegram_api_url, menu(), settings.public_url),
        understands=partial(dispatcher.understands, TELEGRAM),
        accounts_of=partial(accounts_of, tools, TELEGRAM),
        read_file=partial(read_file, tools, Reader(files)),
    )


def _take_database(settings: Settings) -> Callable[[], None]:
    """SQLite serves one program; on PostgreSQL several are meant to run."""
    database = file_of(settings.store_url)
    return take_database(database) if database is not None else nothing_left


def _server(settings: Settings) -> HttpServer | None:
    """Bound: a port that is taken is to be known before anything else is begun."""
    if not settings.needs_server:
        return None
    from bot.http.server import HttpServer

    server = HttpServer(settings.http_host, settings.http_port)
    server.bind()
    return server


def _metrics() -> Metrics:
    """For whom a server can tell them."""
    from bot.http.metrics import Metrics

    return Metrics()


def _pages(tools: Tools, files: FileStore) -> Routes:
    """Of what is not sent along, but fetched."""
    from bot.http.documents import DocumentPages
    from bot.http.files import FilePages
    from bot.http.pictures import PicturePages
    from scheduler.making import Workshop

    kept, made = FilePages(tools, Reader(files)), DocumentPages(tools, Workshop(tools, files))
    return [*kept.routes, *made.routes, *PicturePages(tools).routes]


def _calendars(tools: Tools, public_url: str) -> Routes:
    from bot.http.calendars import CalendarPages

    return CalendarPages(tools, public_url).routes


def _calendar_page(settings: Settings) -> str:
    """Opened outside of the app in which it is pressed, where no link leads to a calendar."""
    if not settings.public_url:
        return ""
    from bot.compose.links import ELSEWHERE
    from bot.http.calendars import PATH

    return f"{settings.public_url}{PATH}/{{token}}{ELSEWHERE}"


def _site(server: HttpServer, tools: Tools, metrics: Metrics, routes: Routes) -> Site:
    from bot.http.site import Site

    return Site(server, tools, metrics, routes=routes)


def _limits(settings: Settings) -> Mapping[str, Limits]:
    """With a clock moved by a test, a year passes in a minute: no pace fits that."""
    return {} if _is_tested(settings) else {TELEGRAM: MESSENGER}


def _is_tested(settings: Settings) -> bool:
    return settings.test_clock_file is not None
