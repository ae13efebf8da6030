"""Who holds connections to the web server open, and how long that is borne."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram import webhook
from bot.http import server as server_module
from bot.http.server import HttpServer
from tests.http.served import HEAD, LARGE, POST, Served


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "KEEP_ALIVE_SECONDS", 0.2)
    monkeypatch.setattr(server_module, "GRACE_SECONDS", 0)


@contextlib.asynccontextmanager
async def serving() -> AsyncIterator[Served]:
    made = Served(HttpServer("127.0.0.1", 0))
    made.server.bind()
    await made.server.start(made.app)
    yield made
    for line in made.lines:
        line.writer.close()
    await made.server.stop()


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    async with serving() as made:
        yield made


@pytest.mark.parametrize("begun", [HEAD, HEAD + HEAD])
async def test_who_falls_silent_behind_an_answer_is_hung_up_on(
    served: Served, begun: bytes
) -> None:
    line = await served.line()
    line.writer.write(begun)
    assert await line.is_hung_up()


async def test_who_goes_on_asking_keeps_the_connection(served: Served) -> None:
    line = await served.line()
    ending = asyncio.create_task(served.patience_ends())
    while not ending.done():
        assert await line.ask() == b"HTTP/1.1 200 OK hello"
    await ending
    assert await line.ask() == b"HTTP/1.1 200 OK hello"


async def test_a_slow_upload_is_waited_for(served: Served) -> None:
    line = await served.line()
    line.writer.write(POST % b"/upload" + b"slow")
    await served.patience_ends()
    assert await line.ask(b" file") == b"HTTP/1.1 200 OK slow file"


async def test_events_may_be_awaited_without_end(served: Served) -> None:
    line = await served.line()
    line.writer.write(HEAD.replace(b"/", b"/events", 1))
    await line.reader.readuntil(b"one")
    await served.patience_ends()
    served.go_on.set()
    assert await line.reader.readexactly(3) == b"two"


async def test_who_takes_an_answer_slowly_gets_it_whole(served: Served) -> None:
    line = await served.line()
    line.writer.write(HEAD.replace(b"/", b"/large", 1))
    await served.patience_ends()
    await line.reader.readuntil(b"\r\n\r\n")
    assert len(await line.reader.readexactly(LARGE)) == LARGE


async def test_beyond_the_most_connections_one_is_dropped_and_told_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 2)
    first, second = await served.line(), await served.line()
    with capture_logs() as logs:
        for _ in range(3):
            assert await (await served.line()).is_hung_up()
    assert [entry["event"] for entry in logs] == ["server.too_many_connections"]
    for line in (first, second):
        assert await line.ask() == b"HTTP/1.1 200 OK hello"


async def test_who_only_holds_connections_holds_so_many_files_and_no_more(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 20)
    before = len(os.listdir("/proc/self/fd"))
    held = [await served.line() for _ in range(60)]
    assert await held[-1].is_hung_up()
    ours = len(held)
    assert len(os.listdir("/proc/self/fd")) - before - ours <= 20


async def test_a_place_given_back_is_another_ones(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_module, "MOST_CONNECTIONS", 1)
    await served.patience_ends()
    assert await (await served.line()).ask() == b"HTTP/1.1 200 OK hello"


async def test_with_as_many_as_can_be_served_the_next_is_told_to_come_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(server_module, "MOST_AT_ONCE", 2)
    async with serving() as served:
        assert await (await served.line()).ask() == b"HTTP/1.1 200 OK hello"
        line = await served.line()
        assert (await line.ask()).startswith(b"HTTP/1.1 503 Service Unavailable")
        assert await line.is_hung_up()


def test_behind_the_proxy_no_address_takes_all_that_can_be_served() -> None:
    told = Path(__file__).parents[2] / "docs" / "operation.md"
    [limit] = re.findall(r"^ +limit_conn sopbot (\d+);$", told.read_text("utf-8"), re.MULTILINE)
    assert webhook.CONNECTIONS < int(limit) < server_module.MOST_AT_ONCE


async def test_a_body_of_two_lengths_is_refused(served: Served) -> None:
    words = POST[:-2] % b"/upload" + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    line = await served.line()
    assert (await line.ask(words)).startswith(b"HTTP/1.1 400 Bad Request")
    assert await asyncio.wait_for(line.reader.read(), 5) == b""


async def test_what_is_no_http_is_refused_and_fills_no_log(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    line = await served.line()
    line.writer.write(b"\x16\x03\x01\r\n\r\n")
    assert (await line.reader.readline()).startswith(b"HTTP/1.1 400 ")
    assert await line.is_hung_up()
    assert caplog.records == []


async def test_another_protocol_is_not_spoken_and_fills_no_log(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    words = HEAD[:-2] + b"Connection: upgrade\r\nUpgrade: h2c\r\n\r\n"
    assert await (await served.line()).ask(words) == b"HTTP/1.1 200 OK hello"
    assert caplog.records == []
