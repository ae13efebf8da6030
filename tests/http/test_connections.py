"""Who holds connections to the web server open, and how long that is borne."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import pytest
from structlog.testing import capture_logs

from bot.http import connections
from bot.http import server as server_module
from bot.http.server import HttpServer
from tests.http.served import HEAD, LARGE, POST, Served


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(connections, "LOOK_SECONDS", 0.02)
    monkeypatch.setattr(server_module, "GRACE_SECONDS", 0)


@pytest.fixture
async def served() -> AsyncIterator[Served]:
    made = Served(HttpServer("127.0.0.1", 0))
    made.server.bind()
    await made.server.start(made.app)
    yield made
    for line in made.lines:
        line.writer.close()
    await made.server.stop()


@pytest.mark.parametrize("begun", [b"", HEAD, HEAD + HEAD])
async def test_whose_next_request_does_not_come_whole_is_hung_up_on(
    served: Served, begun: bytes
) -> None:
    line = await served.line()
    line.writer.write(begun)
    assert await line.is_hung_up()


@pytest.mark.parametrize("method", [b"GET", b"POST"])
async def test_a_body_dribbled_behind_its_answer_is_not_waited_for(
    served: Served, method: bytes
) -> None:
    line = await served.line()
    words = method + b" / HTTP/1.1\r\nHost: x\r\nContent-Length: 99999\r\n\r\n"
    assert await line.ask(words) == b"HTTP/1.1 200 OK hello"
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


async def test_an_upload_that_does_not_end_is_given_up(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "TRANSFER_SECONDS", 0.1)
    line = await served.line()
    line.writer.write(POST.replace(b"9", b"99999") % b"/upload")
    assert await line.is_hung_up()


async def test_events_may_be_awaited_without_end(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "TRANSFER_SECONDS", 0.1)
    line = await served.line()
    line.writer.write(HEAD.replace(b"/", b"/events", 1))
    await line.reader.readuntil(b"one")
    await served.patience_ends()
    served.go_on.set()
    assert await line.reader.readexactly(3) == b"two"


async def test_who_takes_nothing_of_an_answer_is_hung_up_on(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "TRANSFER_SECONDS", 0.1)
    line = await served.line()
    line.writer.write(HEAD.replace(b"/", b"/large", 1))
    await served.patience_ends()
    assert len(await line.reader.read()) < LARGE


async def test_who_takes_an_answer_slowly_gets_it_whole(served: Served) -> None:
    line = await served.line()
    line.writer.write(HEAD.replace(b"/", b"/large", 1))
    await served.patience_ends()
    await line.reader.readuntil(b"\r\n\r\n")
    assert len(await line.reader.readexactly(LARGE)) == LARGE


async def test_beyond_the_most_connections_one_is_dropped_and_told_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 2)
    monkeypatch.setattr(connections, "PATIENCE_SECONDS", 60)
    first, second = await served.line(), await served.line()
    with capture_logs() as logs:
        for _ in range(3):
            assert await (await served.line()).is_hung_up()
    assert [entry["event"] for entry in logs] == ["server.too_many_connections"]
    for line in (first, second):
        assert await line.ask() == b"HTTP/1.1 200 OK hello"


async def test_a_place_given_back_is_another_ones(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "MOST_CONNECTIONS", 1)
    await served.patience_ends()
    assert await (await served.line()).ask() == b"HTTP/1.1 200 OK hello"


async def test_a_body_of_two_lengths_is_refused(served: Served) -> None:
    words = POST[:-2] % b"/upload" + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
    line = await served.line()
    assert (await line.ask(words)).startswith(b"HTTP/1.1 400 Bad Request")
    assert await asyncio.wait_for(line.reader.read(), 5) == b""


@pytest.mark.parametrize(
    "words",
    [
        b"\x16\x03\x01\r\n\r\n",
        HEAD[:-2] + b"Connection: upgrade\r\nUpgrade: h2c\r\n\r\n",
        HEAD[:-2] + b"Transfer-Encoding: chunked\r\n\r\nno\r\n",
    ],
)
async def test_what_is_no_http_fills_no_log(
    served: Served, caplog: pytest.LogCaptureFixture, words: bytes
) -> None:
    line = await served.line()
    line.writer.write(words)
    assert await line.is_hung_up()
    assert caplog.records == []


async def test_nor_does_it_behind_an_answer_that_has_begun(
    served: Served, caplog: pytest.LogCaptureFixture
) -> None:
    line = await served.line()
    line.writer.write(
        HEAD.replace(b"/", b"/events", 1)[:-2] + b"Transfer-Encoding: chunked\r\n\r\n"
    )
    await line.reader.readuntil(b"one")
    line.writer.write(b"no\r\n")
    assert await line.is_hung_up()
    assert caplog.records == []
