from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from tests.peers.balancer import Balancer, port_of
from tests.peers.telegram.wire import listening, loopback


def server(name: str, status: int = 200) -> Starlette:
    async def echo(request: Request) -> Response:
        body = (await request.body()).decode()
        return PlainTextResponse(f"{name} {request.headers['x-secret']} {body}", status)

    return Starlette(routes=[Route("/hook/a", echo, methods=["POST"])])


@pytest.fixture
async def servers() -> AsyncIterator[list[int]]:
    """Two that answer, one that is only starting, one that is not there."""
    async with AsyncExitStack() as stack:
        ports = []
        for app in (server("one"), server("two"), server("three", 503)):
            bound = loopback(0)
            await stack.enter_async_context(listening(app, bound))
            ports.append(port_of(bound))
        with socket.create_server(("127.0.0.1", 0)) as gone:
            ports.append(port_of(gone))
        yield ports


async def posted(balancer: Balancer, path: str = "/hook/a") -> httpx.Response:
    async with httpx.AsyncClient() as client:
        headers = {"x-secret": "s"}
        return await client.post(balancer.url + path, content="ก", headers=headers)


async def test_requests_go_round_to_those_who_answer(servers: list[int]) -> None:
    with Balancer(servers) as balancer:
        answers = [(await posted(balancer)).text for _ in range(4)]
    assert set(answers) == {"one s ก", "two s ก"}
    assert sum(balancer.served) == 4


async def test_a_refusal_comes_through(servers: list[int]) -> None:
    with Balancer(servers[:1]) as balancer:
        assert (await posted(balancer, "/other")).status_code == 404


async def test_with_nobody_there_it_says_so(servers: list[int]) -> None:
    with Balancer(servers[2:]) as balancer:
        answer = await asyncio.wait_for(posted(balancer), 10)
    assert answer.status_code == 502
