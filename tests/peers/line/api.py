"""The Messaging API as an ASGI application: reads, checks, lets faults strike, acts, records."""

from __future__ import annotations

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.peers.line import asking, hooks, menus, sending
from tests.peers.line.errors import LineError, not_found, unauthorized
from tests.peers.line.faults import SILENCE, Fault
from tests.peers.line.requests import JSON_TYPE, ROUTES, Answer, Ask, Handler
from tests.peers.line.world import Call, World
from tests.peers.telegram.wire import Cut

# Importing these files is what fills the table of routes.
FILLED_BY = (asking, hooks, menus, sending)
ACCESS_TOKEN = "only-for-tests-the-access-token-of-a-channel"
REQUEST_ID = "X-Line-Request-Id"
NO_STATUS = 0
PATIENCE = 30.0


class Api:
    def __init__(self, world: World) -> None:
        self._world = world

    def app(self) -> Starlette:
        routes = [self._route(method, path, handler) for method, path, handler in ROUTES]
        trial = Route(hooks.TRIAL, self._end(None), methods=["POST"])
        missing = self._end(_missing)
        every = ["GET", "POST", "PUT", "DELETE"]
        return Starlette(routes=[trial, *routes, Route("/{path:path}", missing, methods=every)])

    def _route(self, method: str, path: str, handler: Handler) -> Route:
        return Route(path, self._end(handler), methods=[method])

    def _end(self, handler: Handler | None) -> Callable[[Request], Awaitable[Response]]:
        """The end point of a handler; without one it is the trial of the webhook, which waits."""

        async def call(request: Request) -> Response:
            ask = await _read(request)
            if ask.headers.get("authorization") != f"Bearer {ACCESS_TOKEN}":
                return self._refuse(ask, unauthorized())
            fault = self._world.faults.next_for(ask.path)
            if fault is not None and not fault.acts:
                return self._struck(ask, fault)
            response = await self._act(ask, handler, fault)
            return response if fault is None else await self._after(ask, response, fault)

        return call

    async def _act(self, ask: Ask, handler: Handler | None, fault: Fault | None) -> Response:
        """Acts and records under one lock: who sees the deed sees the record."""
        kind = fault.kind if fault else ""
        try:
            tried = await hooks.try_out(self._world, ask) if handler is None else None
            with self._world.changing():
                answer = tried or (handler or _missing)(self._world, ask)
                return self._answer(ask, answer, kind)
        except LineError as error:
            return self._refuse(ask, error, kind)

    def _answer(self, ask: Ask, answer: Answer, kind: str) -> Response:
        self._record(ask, answer.status, answer.body, kind)
        headers = {REQUEST_ID: ask.id}
        if answer.mime == JSON_TYPE:
            return JSONResponse(answer.body, answer.status, headers)
        return Response(answer.body, answer.status, headers, answer.mime)

    def _refuse(self, ask: Ask, error: LineError, kind: str = "") -> Response:
        with self._world.changing():
            self._record(ask, error.status, error.body(), kind)
        return JSONResponse(error.body(), error.status, error.headers | {REQUEST_ID: ask.id})

    def _struck(self, ask: Ask, fault: Fault) -> Response:
        if fault.error is not None:
            return self._refuse(ask, fault.error, fault.kind)
        with self._world.changing():
            self._record(ask, NO_STATUS, {}, fault.kind)
        return Cut()

    async def _after(self, ask: Ask, response: Response, fault: Fault) -> Response:
        """What was refused was not accepted: then only slowness counts."""
        if fault.kind != "slow" and response.status_code >= 400:
            return response
        if fault.kind == "slow":
            await asyncio.to_thread(fault.lifted.wait, PATIENCE)
            return response
        if fault.error is None:
            return Cut(SILENCE if fault.kind == "silence" else 0)
        headers = {REQUEST_ID: ask.id}
        return JSONResponse(fault.error.body(), fault.error.status, headers)

    def _record(self, ask: Ask, status: int, response: Any, fault: str) -> None:
        body = _legible(ask)
        call = Call(
            ask.method, ask.path, body, status, response, ask.id, self._world.now(), fault
        )  # fmt: skip
        self._world.calls.append(call)


async def _read(request: Request) -> Ask:
    headers = {name.lower(): value for name, value in request.headers.items()}
    named = {name: str(value) for name, value in request.path_params.items()}
    body = await request.body()
    return Ask(request.method, request.url.path, body, headers, named, str(uuid.uuid4()))


def _missing(world: World, ask: Ask) -> Answer:
    raise not_found()


def _legible(ask: Ask) -> Any:
    """The body as JSON if it is such, else its bytes."""
    try:
        return json.loads(ask.body) if ask.mime == JSON_TYPE else ask.body
    except ValueError:
        return ask.body
