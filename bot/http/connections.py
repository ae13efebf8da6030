"""How long, and how many: the connections of the web server, which strangers may hold open."""

from __future__ import annotations

import asyncio
import math
from http import HTTPStatus
from typing import cast

import h11
import structlog
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.protocols.http.h11_impl import H11Protocol, RequestResponseCycle
from uvicorn.server import ServerState

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

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


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


class State(ServerState):
    """What all connections share."""

    told_at = -math.inf


class Impatient(H11Protocol):
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
        state, now = cast("State", self.server_state), self.loop.time()
        if now - state.told_at >= TELL_SECONDS:
            state.told_at = now
            log.warning("server.too_many_connections", most=MOST_CONNECTIONS)
