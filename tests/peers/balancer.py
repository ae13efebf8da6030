"""A load balancer: one address, behind it several servers that come and go."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing
from itertools import count
from typing import Self

import httpx
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from tests.peers.telegram.wire import listening, loopback

SOON = 10.0
PATIENCE = 5.0
"""Seconds for one server, before the next is asked."""


def free_ports(number: int) -> list[int]:
    """All different; free at this moment."""
    with ExitStack() as stack:
        bound = [stack.enter_context(closing(loopback(0))) for _ in range(number)]
        return [port_of(one) for one in bound]


def port_of(bound: socket.socket) -> int:
    port: int = bound.getsockname()[1]
    return port


class Balancer:
    """`with Balancer(ports)`: each request goes to the next server, or to the one after it."""

    def __init__(self, ports: Sequence[int]) -> None:
        self.ports = ports
        self.served = [0] * len(ports)
        """How many requests each server answered."""
        self._servers = [f"http://127.0.0.1:{port}" for port in ports]
        self._turn = count()
        self._socket = loopback(0)
        self._ready = threading.Event()
        self._end: Callable[[], object] = lambda: None
        self._thread = threading.Thread(
            target=lambda: asyncio.run(self._run()), name="balancer", daemon=True
        )

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{port_of(self._socket)}"

    def start(self) -> None:
        self._thread.start()
        self._ready.wait(SOON)

    def stop(self) -> None:
        self._end()
        self._thread.join(SOON)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def _run(self) -> None:
        loop, stopped = asyncio.get_running_loop(), asyncio.Event()
        self._end = lambda: loop.call_soon_threadsafe(stopped.set)
        client = httpx.AsyncClient(timeout=PATIENCE)
        async with client as self._client, listening(self, self._socket):
            self._ready.set()
            await stopped.wait()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        body = await request.body()
        first = next(self._turn)
        answer = Response(status_code=502)
        for turn in range(len(self._servers)):
            server = (first + turn) % len(self._servers)
            found = await self._ask(server, request, body)
            if found is not None:
                answer = found
                break
        await answer(scope, receive, send)

    async def _ask(self, server: int, request: Request, body: bytes) -> Response | None:
        """None: it cannot be reached, or is only starting."""
        url = f"{self._servers[server]}{request.url.path}"
        headers = {k: v for k, v in request.headers.items() if k not in ("host", "content-length")}
        try:
            got = await self._client.request(request.method, url, content=body, headers=headers)
        except httpx.HTTPError:
            return None
        if got.status_code == 503:
            return None
        self.served[server] += 1
        return Response(got.content, got.status_code, media_type=got.headers.get("content-type"))
