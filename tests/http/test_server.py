"""The web server: a port of its own, one app, and an end."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.domain.errors import SopbotError
from bot.http import server as server_module
from bot.http.server import HttpServer


async def hello(request: Request) -> Response:
    return PlainTextResponse("สวัสดี")


async def endless(request: Request) -> Response:
    async def beats() -> AsyncIterator[str]:
        yield "one"
        await asyncio.Event().wait()

    return StreamingResponse(beats())


def has_ipv6() -> bool:
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


IPV6 = pytest.mark.skipif(not has_ipv6(), reason="this machine has no IPv6")
APP = Starlette(routes=[Route("/", hello), Route("/endless", endless)])


async def test_it_answers_at_its_address_once_started_and_not_any_more_once_stopped() -> None:
    server = HttpServer("127.0.0.1", 0)
    server.bind()
    address = server.address
    await server.start(APP)
    async with httpx.AsyncClient(base_url=address) as client:
        answer = await client.get("/")
        assert answer.text == "สวัสดี"
        assert "server" not in answer.headers
    await server.stop()
    async with httpx.AsyncClient(base_url=address) as client:
        with pytest.raises(httpx.ConnectError):
            await client.get("/")


def test_a_port_that_is_taken_is_told_with_the_setting_that_changes_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SopbotError, match=rf"SOPBOT_HTTP_PORT={port}.*is sopbot running"):
            HttpServer("127.0.0.1", port).bind()


def test_a_host_that_is_not_of_this_machine_is_told_too() -> None:
    with pytest.raises(SopbotError, match=r"SOPBOT_HTTP_HOST=192\.0\.2\.1"):
        HttpServer("192.0.2.1", 0).bind()


@pytest.mark.parametrize(
    ("host", "begins"),
    [
        ("127.0.0.1", "http://127.0.0.1:"),
        ("localhost", "http://localhost:"),
        ("0.0.0.0", "http://127.0.0.1:"),  # noqa: S104 - for a moment, and nothing answers
        pytest.param("::1", "http://[::1]:", marks=IPV6),
        pytest.param("::", "http://[::1]:", marks=IPV6),
    ],
)
def test_the_address_is_one_that_a_browser_here_understands(host: str, begins: str) -> None:
    server = HttpServer(host, 0)
    server.bind()
    address = server.address
    server.unbind()
    assert address.startswith(begins)
    assert address.removeprefix(begins).isdigit()


def test_a_port_is_free_again_once_let_go() -> None:
    first = HttpServer("127.0.0.1", 0)
    first.bind()
    port = int(first.address.rpartition(":")[2])
    first.unbind()
    second = HttpServer("127.0.0.1", port)
    second.bind()
    second.unbind()


async def test_what_was_bound_and_never_started_stops_too() -> None:
    server = HttpServer("127.0.0.1", 0)
    await server.stop()
    server.bind()
    await server.stop()


async def test_it_stops_although_somebody_still_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server_module, "GRACE_SECONDS", 0)
    server = HttpServer("127.0.0.1", 0)
    server.bind()
    await server.start(APP)
    async with (
        httpx.AsyncClient(base_url=server.address) as client,
        client.stream("GET", "/endless") as answer,
    ):
        chunks = answer.aiter_text()
        assert await anext(chunks) == "one"
        await asyncio.wait_for(server.stop(), 5)
        with pytest.raises(httpx.RemoteProtocolError):
            await anext(chunks)
