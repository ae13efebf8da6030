"""What becomes of a call when the connection, the server or the time does not hold."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, aclosing
from dataclasses import replace

import pytest
from telegram import InputFile
from telegram.error import NetworkError, RetryAfter, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.channels.telegram import request as under_test
from bot.channels.telegram.request import POOL_FULL, AiohttpRequest, Patience
from tests.channels.telegram.raw_server import HANG_UP, OK, SILENCE, RawServer, http, serving

PATIENCE = Patience(connect=5, read=5, write=5, media=5, pool=5)
SHORT = 0.05
MESSAGE = RequestData([RequestParameter.from_input("text", "สวัสดี")])

Make = Callable[..., AiohttpRequest]


@pytest.fixture
async def make() -> AsyncIterator[Make]:
    made: list[AiohttpRequest] = []

    def one(connections: int = 1, **patience: float) -> AiohttpRequest:
        certificates = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        made.append(AiohttpRequest(connections, replace(PATIENCE, **patience), certificates))
        return made[-1]

    yield one
    for request in made:
        await request.shutdown()


@pytest.fixture
async def server() -> AsyncIterator[RawServer]:
    async with serving(OK) as running:
        yield running


async def send(request: AiohttpRequest, server: RawServer, data: RequestData = MESSAGE) -> object:
    await request.initialize()
    return await request.post(f"{server.url}/sendMessage", data)


async def test_one_connection_serves_one_call_after_the_other(
    make: Make, server: RawServer
) -> None:
    request = make()
    assert [await send(request, server) for _ in range(3)] == [True] * 3
    assert [asked.connection for asked in server.asked] == [0, 0, 0]


async def test_connections_are_no_more_than_there_may_be(make: Make, server: RawServer) -> None:
    request = make(connections=2)
    await asyncio.gather(*(send(request, server) for _ in range(6)))
    assert (len(server.asked), len(server.connections)) == (6, 2)


async def test_who_hung_up_meanwhile_is_called_anew_before_anything_is_sent(
    make: Make, server: RawServer
) -> None:
    """The loop has not heard of it yet: it was busy."""
    request = make()
    await send(request, server)
    server.hang_up()
    await asyncio.sleep(0)
    time.sleep(SHORT)  # noqa: ASYNC251 - it is what keeps the loop from hearing
    assert await send(request, server) is True
    assert [asked.connection for asked in server.asked] == [0, 1]


@pytest.mark.parametrize("before", [0, 1])
async def test_what_may_have_arrived_is_not_sent_twice(make: Make, before: int) -> None:
    request = make()
    async with serving(*[OK] * before, HANG_UP) as server:
        for _ in range(before):
            await send(request, server)
        with pytest.raises(NetworkError, match="ServerDisconnectedError"):
            await send(request, server)
        assert len(server.asked) == before + 1


@pytest.mark.parametrize("limit", ["read", "pool"])
async def test_no_answer_in_time(make: Make, limit: str) -> None:
    request = make(**{limit: SHORT})
    async with serving(SILENCE) as server:
        async with AsyncExitStack() as stack:
            if limit == "pool":
                first = asyncio.create_task(send(request, server))
                stack.callback(first.cancel)
                await asyncio.sleep(SHORT)
            with pytest.raises(TimedOut) as late:
                await send(request, server)
        assert (late.value.message == POOL_FULL) == (limit == "pool")
        assert len(server.asked) == 1


LARGE = RequestData([RequestParameter.from_input("document", InputFile(bytes(30_000_000)))])


async def test_a_file_that_does_not_leave_is_given_up(make: Make) -> None:
    request = make(media=SHORT, read=60)
    async with serving(SILENCE, reads_bodies=False) as server:
        with pytest.raises(TimedOut):
            await send(request, server, LARGE)


async def test_a_file_that_leaves_slowly_may_take_longer_than_one_piece_may(
    make: Make, server: RawServer
) -> None:
    server.pause = SHORT
    assert await send(make(media=6 * SHORT), server, LARGE) is True


async def test_a_call_that_waits_longer_than_others_may(make: Make, server: RawServer) -> None:
    request = make(read=0)
    await request.initialize()
    url = f"{server.url}/getUpdates"
    assert await request.post(url, MESSAGE, read_timeout=5) is True
    assert await request.post(url, MESSAGE, read_timeout=None) is True


async def test_telegrams_refusals_are_read(make: Make) -> None:
    body = b'{"ok":false,"description":"Too Many Requests","parameters":{"retry_after":7}}'
    async with serving(http(body, "429 Too Many Requests")) as server:
        with pytest.raises(RetryAfter):
            await send(make(), server)


async def test_no_redirect_is_followed_and_no_cookie_kept(make: Make) -> None:
    request = make()
    away = http(b"{}", "302 Found", "Location: /elsewhere", "Set-Cookie: a=b")
    async with serving(away, OK) as server:
        server.url = server.url.replace("127.0.0.1", "localhost")  # no jar takes a number's cookies
        with pytest.raises(NetworkError, match="Found"):
            await send(request, server)
        await send(request, server)
        assert "/elsewhere" not in server.asked[1].head
        assert "cookie" not in server.asked[1].head.lower()


async def test_an_endless_answer_is_not_read(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(under_test, "LARGEST_ANSWER", 10)
    async with serving(OK) as server:
        with pytest.raises(NetworkError, match="more than 10 bytes"):
            await send(make(), server)


async def test_a_call_that_is_cancelled_leaves_its_place(make: Make) -> None:
    request = make()
    async with serving(SILENCE, OK) as server:
        call = asyncio.create_task(send(request, server))
        await asyncio.sleep(SHORT)
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)
        assert await send(request, server) is True


async def test_after_its_end_nothing_is_asked(make: Make, server: RawServer) -> None:
    request = make()
    await send(request, server)
    await request.shutdown()
    with pytest.raises(NetworkError, match="shut down"):
        await request.post(server.url, MESSAGE)


async def read_file(request: AiohttpRequest, server: RawServer) -> list[bytes]:
    await request.initialize()
    return [chunk async for chunk in request.stream(f"{server.url}/file", 4)]


async def test_a_file_comes_in_chunks_of_one_size(make: Make) -> None:
    async with serving(http(b"0123456789")) as server:
        assert await read_file(make(), server) == [b"0123", b"4567", b"89"]


CUT_SHORT = http(b"0123456789").removesuffix(b"89")


@pytest.mark.parametrize(
    ("answer", "failure"),
    [
        (http(b"", "404 Not Found"), NetworkError),
        (CUT_SHORT, TimedOut),
        (CUT_SHORT.replace(b"OK\r\n", b"OK\r\nConnection: close\r\n"), NetworkError),
    ],
)
async def test_a_file_that_does_not_come_whole_is_none(
    make: Make, answer: bytes, failure: type[NetworkError]
) -> None:
    request = make(read=SHORT)
    async with serving(answer) as server:
        for _ in range(2):  # a failure keeps no place
            with pytest.raises(failure) as failed:
                await read_file(request, server)
            assert type(failed.value) is failure


async def test_who_stops_reading_a_file_leaves_the_place_to_others(make: Make) -> None:
    request = make(pool=SHORT)
    await request.initialize()
    async with serving(http(bytes(300_000))) as server:
        async with aclosing(request.stream(f"{server.url}/file", 4)) as chunks:
            assert await anext(chunks) == bytes(4)
        assert len(await read_file(request, server)) == 75_000
