"""The Bot API as an ASGI application: reads, checks, lets faults strike, acts, records."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.peers.telegram import asking, editing, polling, profile, sending
from tests.peers.telegram.checks import Checker
from tests.peers.telegram.errors import ApiError, Json, Violation, not_faked
from tests.peers.telegram.faults import Fault
from tests.peers.telegram.registry import METHODS
from tests.peers.telegram.requests import Ask, read
from tests.peers.telegram.spec import rules
from tests.peers.telegram.wire import Cut, gone
from tests.peers.telegram.world import Call, World

# Importing these files is what fills the table of methods.
FILLED_BY = (asking, editing, polling, profile, sending)
NO_STATUS = 0
PATIENCE = 30.0
UNAUTHORIZED = ApiError(401, "Unauthorized")


class Api:
    def __init__(self, world: World, token: str) -> None:
        self._world = world
        self._token = token
        self._checker = Checker(rules())

    def app(self) -> Starlette:
        return Starlette(
            routes=[
                Route("/bot{token}/{method}", self._call, methods=["GET", "POST"]),
                Route("/file/bot{token}/{path:path}", self._download),
            ]
        )

    async def _call(self, request: Request) -> Response:
        if request.path_params["token"] != self._token:
            return _refusal(UNAUTHORIZED)
        try:
            ask = await read(request)
        except ApiError as error:
            return self._refuse(Ask(request.path_params["method"], {}), error)
        fault = self._world.faults.next_for(ask.method, _chat_id(ask.params))
        if fault is not None and not fault.acts:
            return self._struck(ask, fault)
        response = await self._act(ask, request, fault.kind if fault else "")
        if fault is None:
            return response
        return await _at_last(response, fault) if fault.kind == "slow" else Cut()

    async def _act(self, ask: Ask, request: Request, fault: str) -> Response:
        if ask.method == "getUpdates":
            return await self._poll(ask, request)
        return self._answer(ask, lambda: self._do(ask), fault)

    def _do(self, ask: Ask) -> Any:
        ask.params = self._checker.params(ask.method, ask.params)
        if ask.method not in METHODS:
            raise not_faked(ask.method)
        return METHODS[ask.method](self._world, ask)

    async def _poll(self, ask: Ask, request: Request) -> Response:
        """A poll whose client hung up ends without a word."""
        try:
            ask.params = self._checker.params(ask.method, ask.params)
            result = await _unless_gone(polling.get_updates(self._world, ask), request)
        except ApiError as error:
            return self._refuse(ask, error)
        return self._answer(ask, lambda: result)

    def _answer(self, ask: Ask, act: Callable[[], Any], fault: str = "") -> Response:
        """Acts and records under one lock: who sees the deed sees the record."""
        with self._world.changing():
            try:
                body = {"ok": True, "result": act()}
            except ApiError as error:
                return self._refuse(ask, error, fault)
            self._record(ask, 200, body, fault)
        return JSONResponse(body)

    def _refuse(self, ask: Ask, error: ApiError, fault: str = "") -> Response:
        with self._world.changing():
            if isinstance(error, Violation):
                self._world.violations.append(f"{ask.method}: {error.description}")
            self._record(ask, error.status, error.body(), fault)
        return _refusal(error)

    def _struck(self, ask: Ask, fault: Fault) -> Response:
        if fault.kind == "words" and fault.error is not None:
            self._refuse(ask, fault.error, fault.kind)
            return Response(fault.words, fault.error.status)
        if fault.error is not None:
            return self._refuse(ask, fault.error, fault.kind)
        with self._world.changing():
            self._record(ask, NO_STATUS, {}, fault.kind)
        return Cut(fault.seconds)

    def _record(self, ask: Ask, status: int, body: Json, fault: str) -> None:
        call = Call(ask.method, ask.params, status, body, self._world.now(), fault)
        self._world.calls.append(call)

    async def _download(self, request: Request) -> Response:
        if request.path_params["token"] != self._token:
            return _refusal(UNAUTHORIZED)
        ask = Ask("file", {"path": request.path_params["path"]})
        fault = self._world.faults.next_for("file", None)
        if fault is not None:
            return self._struck(ask, fault)
        with self._world.changing():
            data = self._world.files.open(ask.params["path"], self._world.now())
            status = 404 if data is None else 200
            self._record(ask, status, {"ok": data is not None}, "")
        return _refusal(ApiError(404, "Not Found")) if data is None else Response(data)


async def _at_last(response: Response, fault: Fault) -> Response:
    await asyncio.to_thread(fault.lifted.wait, PATIENCE)
    return response


async def _unless_gone(work: Awaitable[Any], request: Request) -> Any:
    task = asyncio.ensure_future(work)
    hang_up = asyncio.ensure_future(gone(request.receive, None))
    try:
        await asyncio.wait({task, hang_up}, return_when=asyncio.FIRST_COMPLETED)
        return await task if task.done() else []
    finally:
        task.cancel()
        hang_up.cancel()


def _refusal(error: ApiError) -> Response:
    return JSONResponse(error.body(), error.status)


def _chat_id(params: Json) -> int | None:
    try:
        return int(params["chat_id"])
    except (KeyError, TypeError, ValueError):
        return None
