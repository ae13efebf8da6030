"""The web server. It is bound only when something needs it."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import socket
import time
from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import structlog
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.domain.errors import SopbotError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only where it is asked for
"""What means every network of the machine, and how the machine itself then reaches it."""
GRACE_SECONDS = 3
"""So long a request under way may take once the program ends."""
BACKLOG = 64
"""Connections that wait to be taken; with no file left, each of them is logged at every try."""
MOST_AT_ONCE = 200
"""Connections; whoever asks on one more is answered 503."""
MOST_CONNECTIONS = 250
"""A process has 1,024 files as a rule, and the database and the platforms need theirs."""
KEEP_ALIVE_SECONDS = 10
"""From an answer to the next request."""
TELL_SECONDS = 60.0
"""Whoever floods the server does not flood the log."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class HttpServer:
    """`bind` early: a port that is taken is to be known before anything else is begun."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._socket: Door | None = None
        self._server: _Quiet | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """As one types it into a browser on this machine."""
        assert self._socket is not None, "bound"
        here = EVERYWHERE.get(self._host, self._host)
        host = f"[{here}]" if ":" in here else here
        return f"http://{host}:{self._socket.getsockname()[1]}"

    def bind(self) -> None:
        family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
        try:
            made = socket.create_server((self._host, self._port), family=family)
        except OSError as error:
            raise SopbotError(
                f"SOPBOT_HTTP_HOST={self._host}, SOPBOT_HTTP_PORT={self._port}: {_why(error)}; "
                "is sopbot running already? Else set SOPBOT_HTTP_PORT to another number"
            ) from None
        # asyncio sets TCP_NODELAY only on what says that it is TCP: else 40 ms a call.
        tcp = socket.IPPROTO_TCP
        self._socket = Door(family, socket.SOCK_STREAM, tcp, fileno=made.detach())

    async def start(self, app: ASGIApp) -> None:
        """Returns once it answers. Access is not logged: addresses hold names of files."""
        assert self._socket is not None, "bound"
        config = uvicorn.Config(
            unambiguous(app),
            log_config=None,
            access_log=False,
            log_level="error",  # its warnings are of strangers' malformed requests, one each
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,  # who calls is who connected, not whom a header names
            http="h11",
            backlog=BACKLOG,
            limit_concurrency=MOST_AT_ONCE,
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        self._server = _Quiet(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        answering = asyncio.create_task(self._server.answers.wait())
        await asyncio.wait({answering, self._serving}, return_when=asyncio.FIRST_COMPLETED)
        if not answering.done():  # it ended before it began
            answering.cancel()
            await self._serving

    async def stop(self) -> None:
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        self.unbind()

    def unbind(self) -> None:
        if self._socket is not None:
            self._socket.close()


def unambiguous(app: ASGIApp) -> ASGIApp:
    """A body of two lengths is a request smuggled past a proxy."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        names = {name for name, _ in scope["headers"]}
        ambiguous = {b"content-length", b"transfer-encoding"} <= names
        await (_ambiguous if ambiguous else app)(scope, receive, send)

    return serve


_ambiguous = PlainTextResponse(
    "Content-Length and Transfer-Encoding.\n", HTTPStatus.BAD_REQUEST, {"Connection": "close"}
)


def _why(error: OSError) -> str:
    """The system's words; a look-up that fails has numbers of its own."""
    known = error.errno is not None and error.errno > 0
    return os.strerror(error.errno or 0) if known else str(error.strerror)


class Door(socket.socket):
    """Lets in so many at a time: uvicorn refuses requests, and strangers need not make any.

    On Windows asyncio takes connections by a way of its own, and lets in all.
    """

    _held: tuple[socket.socket, ...] = ()
    _told_at = -math.inf

    def accept(self) -> tuple[socket.socket, Any]:
        line, peer = super().accept()
        self._held = tuple(one for one in self._held if one.fileno() >= 0)
        if len(self._held) >= MOST_CONNECTIONS:
            line.close()
            self._tell()
            raise ConnectionAbortedError  # which asyncio passes over
        self._held += (line,)
        return line, peer

    def _tell(self) -> None:
        now = time.monotonic()
        if now - self._told_at >= TELL_SECONDS:
            self._told_at = now
            log.warning("server.too_many_connections", most=MOST_CONNECTIONS)


class _Quiet(uvicorn.Server):
    """Leaves the signals to the program, which has more to stop than this."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
