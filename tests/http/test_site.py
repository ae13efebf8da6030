"""What whoever watches over the program can ask, and when the rest is served."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.domain.errors import Unavailable
from bot.domain.incoming import Happened, Incoming, IncomingFile, Place, Sender
from bot.domain.message import Message, plain
from bot.domain.people import ChatKind
from bot.http.metrics import Metrics
from bot.http.server import HttpServer
from bot.http.site import Site
from bot.ports import Store, UnitOfWork
from scheduler.engine import Engine
from scheduler.executor import Desk
from scheduler.tools import Tools
from scheduler.transactions import transact
from tests.clock import SettableClock
from tests.fakes.blobs import FakeFiles
from tests.fakes.channel import BLOCKED, FakeChannel
from tests.fakes.handlers import FakeAttach, FakeDispatch
from tests.postgres import server
from tests.scheduler.office import local
from tests.store import rows
from tests.stores import fresh_store


async def hello(request: Request) -> Response:
    return PlainTextResponse("สวัสดี")


def said(text: str) -> Incoming:
    place, sender = Place("7", ChatKind.GROUP), Sender("13", "สมชาย")
    return Incoming("fake", text, place, Happened.SAID, sender, text)


class Watched:
    """A program with one channel, and its web server, which listens nowhere."""

    def __init__(self, folder: Path, database: str = "sqlite") -> None:
        self.clock = SettableClock(local("2026-10-01 08:00"))
        self.channel, self.metrics = FakeChannel(), Metrics()
        self.store = fresh_store(folder, database=database)
        channels = {self.channel.name: self.channel}
        self.tools = Tools(
            self.store, channels, self.clock, Desk(self.store.writers), meter=self.metrics
        )
        self.dispatch = FakeDispatch()
        self.engine = Engine(self.tools, FakeFiles(), self.dispatch, FakeAttach(), FakeAttach())
        server, routes = HttpServer("127.0.0.1", 0), [Route("/hello", hello)]
        moments = count(step=60)  # whoever asks, asks a minute after who asked before
        self.site = Site(
            server, self.tools, self.metrics, routes=routes, monotonic=lambda: next(moments)
        )
        transport = httpx.ASGITransport(self.site.app)
        self.client = httpx.AsyncClient(transport=transport, base_url="http://sop.test")

    async def status(self, path: str) -> int:
        return (await self.client.get(path)).status_code

    async def figures(self) -> list[str]:
        return (await self.client.get("/metrics")).text.splitlines()

    def break_the_database(self) -> None:
        with self.store.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE inbox RENAME TO gone")

    def post(self, text: str) -> None:
        def post(work: UnitOfWork) -> None:
            chat = work.chats.at("fake", "7", ChatKind.GROUP)
            work.teams.create("คณะดำเนินงาน", chat.id, "th", self.clock.now())
            work.outbox.post(chat.id, Message(plain(text)), self.clock.now())

        transact(self.store, post)

    def announce(self, name: str, title: str, sender: Sender) -> None:
        """A file of this name, sent by a person of the group with this title."""

        def announce(work: UnitOfWork) -> None:
            who = work.people.seen("fake", sender.account, sender.name, sender.username, "th")
            work.files.expect(
                rows.plan(work).id,
                1,
                IncomingFile("source", name),
                channel="fake",
                chat=work.chats.at("fake", "7", ChatKind.GROUP, title).id,
                message="1",
                thread="",
                by=who.id,
                document="",
                now=self.clock.now(),
            )

        self.channel.files["source"] = b"%PDF"
        transact(self.store, announce)

    async def close(self) -> None:
        await self.client.aclose()
        self.tools.desk.close()
        self.store.close()


@pytest.fixture
async def watched(tmp_path: Path) -> AsyncIterator[Watched]:
    made = Watched(tmp_path)
    yield made
    await made.close()


async def test_while_it_starts_it_lives_and_is_not_ready(watched: Watched) -> None:
    assert await watched.status("/healthz/live") == 200
    answer = await watched.client.get("/healthz")
    assert (answer.status_code, answer.json()["started"]) == (503, False)


async def test_what_channels_serve_waits_until_everything_runs(watched: Watched) -> None:
    assert await watched.status("/hello") == 503
    watched.site.open()
    assert await watched.status("/hello") == 200
    assert await watched.status("/other") == 404


async def test_once_open_it_is_ready_as_long_as_the_database_answers(watched: Watched) -> None:
    watched.site.open()
    assert await watched.status("/healthz") == 200
    assert await watched.status("/healthz/ready") == 200
    watched.break_the_database()
    answer = await watched.client.get("/healthz/ready")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert await watched.status("/healthz/live") == 200


async def test_updates_and_answers_are_counted(watched: Watched) -> None:
    update = watched.channel.update(said("สถานะ"))
    await watched.engine.accept([update])
    await watched.engine.accept([update])
    await watched.engine.drain()
    figures = await watched.figures()
    assert 'sopbot_updates_total{channel="fake"} 1.0' in figures
    assert 'sopbot_updates_handled_total{channel="fake",outcome="done"} 1.0' in figures
    sent = 'sopbot_deliveries_total{channel="fake",outcome="sent",what="answer"} 1.0'
    assert sent in figures


async def test_what_waits_and_what_never_will_arrive_is_shown(watched: Watched) -> None:
    watched.post("ก")
    watched.clock.advance(seconds=90)
    figures = await watched.figures()
    assert 'sopbot_queue_depth{queue="outbox"} 1.0' in figures
    assert 'sopbot_queue_oldest_seconds{queue="outbox"} 90.0' in figures
    watched.channel.thrown_out.add("7")
    watched.channel.fails(BLOCKED)
    await watched.engine.drain()
    figures = await watched.figures()
    assert 'sopbot_queue_depth{queue="outbox"} 0.0' in figures
    assert 'sopbot_queue_depth{queue="undelivered"} 1.0' in figures


async def test_how_late_a_message_was_is_measured(watched: Watched) -> None:
    watched.post("ก")
    watched.clock.advance(seconds=40)
    await watched.engine.drain()
    labels = 'channel="fake",le="{}",what="answer"'
    figures = await watched.figures()
    for bound, number in (("30.0", "0.0"), ("60.0", "1.0")):
        bucket = "sopbot_delivery_seconds_bucket{" + labels.format(bound) + "}"
        assert f"{bucket} {number}" in figures


async def test_an_update_that_breaks_is_counted_and_shown(watched: Watched) -> None:
    await watched.engine.accept([watched.channel.update(ValueError("unreadable"))])
    for _ in range(3):
        await watched.engine.drain()
        watched.clock.advance(minutes=1)
    figures = await watched.figures()
    assert 'sopbot_updates_handled_total{channel="fake",outcome="broke"} 2.0' in figures
    assert 'sopbot_updates_handled_total{channel="fake",outcome="set aside"} 1.0' in figures
    assert 'sopbot_queue_depth{queue="set aside"} 1.0' in figures


async def test_figures_name_nobody(watched: Watched) -> None:
    name, title, sender = "ผลลับ.pdf", "กลุ่มลับ", Sender("13", "สมชาย", "somchai_s")
    place = Place("7", ChatKind.GROUP, title)
    incoming = replace(said("ข้อความลับ"), place=place, sender=sender)
    watched.announce(name, title, sender)
    await watched.engine.accept([watched.channel.update(incoming)])
    await watched.engine.drain()
    told = "\n".join(await watched.figures())
    for counted in ("updates_handled", "deliveries", "files"):
        assert f'sopbot_{counted}_total{{channel="fake",' in told
    secrets = (name, title, sender.name, sender.username, "ข้อความลับ")
    assert [secret for secret in secrets if secret in told] == []


async def test_who_asks_for_the_page_too_early_waits_until_it_is_there(watched: Watched) -> None:
    page = PlainTextResponse("หน้า")
    site = Site(HttpServer("127.0.0.1", 0), watched.tools, watched.metrics, page=page)
    transport = httpx.ASGITransport(site.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sop.test") as client:
        asked = asyncio.create_task(client.get("/"))
        assert (await client.get("/healthz/live")).status_code == 200
        assert not asked.done()
        site.open()
        assert (await asked).text == "หน้า"


class CountingStore:
    """The program's own, which counts how often it is looked into."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.looks = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        self.looks += 1
        return self._store.reading()


async def test_many_who_watch_cost_one_look(watched: Watched) -> None:
    store = CountingStore(watched.store)
    tools = replace(watched.tools, store=store)
    site = Site(HttpServer("127.0.0.1", 0), tools, watched.metrics, monotonic=lambda: 0.0)
    transport = httpx.ASGITransport(site.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://sop.test") as client:
        paths = ("/metrics", "/healthz") * 20
        answers = await asyncio.gather(*map(client.get, paths))
    assert {answer.status_code for answer in answers} == {200, 503}
    assert store.looks == 1


async def test_it_is_not_ready_while_nothing_can_be_written(watched: Watched) -> None:
    watched.site.open()
    watched.tools.desk.outage.failed(Unavailable("the disk is full"))
    assert await watched.status("/healthz") == 503
    assert await watched.status("/healthz/live") == 200


@pytest.mark.needs("postgresql")
async def test_as_soon_as_the_database_is_back_it_is_ready(tmp_path: Path) -> None:
    watched = Watched(tmp_path, "postgresql")
    watched.site.open()
    with server().away():
        assert await watched.status("/healthz") == 503
    assert await watched.status("/healthz") == 200
    await watched.close()
