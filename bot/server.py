"""The web server. It is bound only when something needs it."""

from __future__ import annotations

import asyncio
import contextlib
import math
import os
import socket
from collections.abc import Iterator
from http import HTTPStatus
from typing import cast

import h11
import structlog
import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

from bot.domain.errors import SopbotError

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - only where it is asked for
"""What means every network of the machine, and how the machine itself then reaches it."""
GRACE_SECONDS = 3
"""So long a request under way may take once the program ends."""
MOST_CONNECTIONS = 200
"""A process has 1,024 files as a rule, and the database and the platforms need theirs."""
PATIENCE_SECONDS = 10.0
"""From the connection, or the answer before, to a whole request's head, through any line."""
TRANSFER_SECONDS = 300.0
"""20 MB in the web chat through a slow line; an answer of which nothing is taken waits as long."""
LOOK_SECONDS = 5.0
"""So often each connection is looked at."""
TELL_SECONDS = 60.0
"""Whoever floods the server does not flood the log."""
BACKLOG = 64
"""Connections that wait to be taken; with no file left, each of them is logged at every try."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class HttpServer:
    """`bind` early: a port that is taken is to be known before anything else is begun."""

    def __init__(self, host: str, port: int) -> None:
        self._host = host
        self._port = port
        self._socket: socket.socket | None = None
        self._server: _Quiet | None = None
        self._serving: asyncio.Task[None] | None = None

    @property
    def address(self) -> str:
        """As one types it into a browser on this machine."""
        assert self._socket is not None, "bound"
        here = EVERYWHERE.get(self._host, self._host)
        host = f"[{here}]" if ":" in here else here
        return f"http://{host}:{self._socket.getsockname()[1]}"

    @property
    def announcement(self) -> str:
        """What whoever started it is told."""
        told = f"sopbot: the web chat is at {self.address} (Ctrl+C ends it)"
        if self._host not in EVERYWHERE:
            return told
        port = self.address.rpartition(":")[2]
        return f"{told}\nsopbot: from other machines http://<this machine's address>:{port}"

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
        self._socket = socket.socket(family, socket.SOCK_STREAM, tcp, fileno=made.detach())

    async def start(self, app: ASGIApp) -> None:
        """Returns once it answers. Access is not logged: addresses hold names of files."""
        assert self._socket is not None, "bound"
        config = uvicorn.Config(
            _unambiguous(app),
            log_config=None,
            access_log=False,
            log_level="error",  # its warnings are of strangers' malformed requests, one each
            lifespan="off",
            ws="none",
            server_header=False,
            proxy_headers=False,  # who calls is who connected, not whom a header names
            backlog=BACKLOG,
            http=_Impatient,
            timeout_graceful_shutdown=GRACE_SECONDS,
        )
        self._server = _Quiet(config)
        self._serving = asyncio.create_task(self._server.serve(sockets=[self._socket]))
        await self._server.answers.wait()

    async def stop(self) -> None:
        if self._server is not None and self._serving is not None:
            self._server.should_exit = True
            await self._serving
        self.unbind()

    def unbind(self) -> None:
        if self._socket is not None:
            self._socket.close()


def _why(error: OSError) -> str:
    """The system's words; a look-up that fails has numbers of its own."""
    known = error.errno is not None and error.errno > 0
    return os.strerror(error.errno or 0) if known else str(error.strerror)


def _unambiguous(app: ASGIApp) -> ASGIApp:
    """A body of two lengths is a request smuggled past a proxy."""

    async def serve(scope: Scope, receive: Receive, send: Send) -> None:
        names = {name for name, _ in scope["headers"]}
        ambiguous = {b"content-length", b"transfer-encoding"} <= names
        await (_ambiguous if ambiguous else app)(scope, receive, send)

    return serve


_ambiguous = PlainTextResponse(
    "Content-Length and Transfer-Encoding.\n", HTTPStatus.BAD_REQUEST, {"Connection": "close"}
)


class _State(ServerState):
    """What all connections share."""

    told_at = -math.inf


class _Impatient(H11Protocol):
    """Hangs up on who connects and then does not ask: the places are for those who do."""

    _seen: tuple[object, ...] = ()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()
        if len(self.connections) > MOST_CONNECTIONS:
            self._tell_of_crowd()
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._next_look.cancel()
        super().connection_lost(exc)

    def send_400_response(self, msg: str) -> None:
        """The only answer, if none has begun: h11 raises at a second, which is logged at length."""
        if self.conn.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            super().send_400_response(msg)
        else:
            self.transport.abort()
        if self._cycle is not None:
            self._cycle.disconnected = True

    @property
    def _cycle(self) -> RequestResponseCycle | None:
        """The newest request, if there was any."""
        return self.cycle

    def _look(self) -> None:
        seen, now = self._state(), self.loop.time()
        if seen != self._seen:
            self._seen, self._since = seen, now
        if now - self._since < self._patience():
            self._next_look = self.loop.call_later(LOOK_SECONDS, self._look)
        else:
            self.transport.abort()

    def _state(self) -> tuple[object, ...]:
        """While this stays the same, one and the same thing is waited for."""
        return self.cycle, self._patience(), self.transport.get_write_buffer_size()

    def _patience(self) -> float:
        """How long the peer may take; without end where it waits for us, as for events."""
        if self.transport.get_write_buffer_size():
            return TRANSFER_SECONDS
        if self._cycle is None or self._cycle.response_complete:
            return PATIENCE_SECONDS
        return TRANSFER_SECONDS if self.conn.their_state is h11.SEND_BODY else math.inf

    def _tell_of_crowd(self) -> None:
        state, now = cast("_State", self.server_state), self.loop.time()
        if now - state.told_at >= TELL_SECONDS:
            state.told_at = now
            log.warning("server.too_many_connections", most=MOST_CONNECTIONS)


class _Quiet(uvicorn.Server):
    """Leaves the signals to the program, which has more to stop than this."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.server_state = _State()
        self.answers = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.answers.set()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield
