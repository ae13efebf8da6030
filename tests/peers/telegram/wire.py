"""The lower end: cutting connections, which no well-behaved server can do."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn import Config
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

Ends = tuple[tuple[str, int], tuple[str, int]]
_open: dict[Ends, asyncio.Transport] = {}


class CuttableProtocol(H11Protocol):
    """Remembers its transport by the two ends of the connection, which the scope names."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._ends = (transport.get_extra_info("peername"), transport.get_extra_info("sockname"))
        _open[self._ends] = transport

    def connection_lost(self, exc: Exception | None) -> None:
        _open.pop(self._ends, None)
        super().connection_lost(exc)


def loopback(port: int) -> socket.socket:
    """A bound socket. Only one that says it is TCP gets TCP_NODELAY: else 40 ms a call."""
    bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    bound.bind(("127.0.0.1", port))
    return bound


@asynccontextmanager
async def listening(app: ASGIApp, sock: socket.socket) -> AsyncIterator[None]:
    """Serves the application on the socket; at the end every connection is dropped."""
    config = Config(app, http=CuttableProtocol, ws="none", lifespan="off", log_config=None,
                    log_level="critical", access_log=False)  # fmt: skip
    config.load()
    state = ServerState()
    server = await asyncio.get_running_loop().create_server(
        lambda: CuttableProtocol(config, state, {}), sock=sock
    )
    yield
    server.close()
    for connection in state.connections:
        connection.transport.abort()


class Cut(Response):
    """Sends nothing: the connection is dropped, at once or after a silence."""

    def __init__(self, silence: float = 0) -> None:
        super().__init__()
        self._silence = silence

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        transport = _open.get((tuple(scope["client"]), tuple(scope["server"])))
        if transport is None:
            self._cut_in_process()
            return
        await gone(receive, self._silence)
        transport.abort()
        await gone(receive, None)

    def _cut_in_process(self) -> None:
        """Without a socket the client's own error takes the place of the lost connection."""
        if self._silence:
            raise httpx.ReadTimeout("the fake keeps silent")
        raise httpx.RemoteProtocolError("Server disconnected without sending a response.")


async def gone(receive: Receive, seconds: float | None) -> bool:
    """Whether the client hung up within the time."""
    try:
        await asyncio.wait_for(_disconnect(receive), seconds)
    except TimeoutError:
        return False
    return True


async def _disconnect(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
