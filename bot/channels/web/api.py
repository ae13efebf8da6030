"""What the page asks of the server, one endpoint each; sentences come in the page's language."""

from __future__ import annotations

import asyncio
import json
import mimetypes
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from datetime import datetime, tzinfo
from functools import partial, wraps
from http import HTTPStatus
from typing import Protocol
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.channels.web.cast import BOT, Room
from bot.channels.web.channel import WebChannel
from bot.channels.web.content import Shared
from bot.channels.web.hall import ButtonGone, NotHere
from bot.channels.web.live import Event, Posted, Typing
from bot.channels.web.outbound import UNKNOWN
from bot.channels.web.page import language_of
from bot.channels.web.requests import (
    MOST_FILES,
    MOST_TEXT,
    Body,
    ClockBody,
    OpenBody,
    PressBody,
    SayBody,
    body_of,
)
from bot.channels.web.view import Json, View, picture_type
from bot.domain.errors import Missing, Refusal, SopbotError, TooLarge
from bot.domain.files import MAX_FILE_BYTES, safe_name
from bot.render.language import Say, speaker
from bot.render.text import refusals, web_page

PAGE = 60
"""Posts of a room at once."""
BEAT = 15.0
"""Seconds of silence after which the browser is told the time."""
_SANDBOX = {"Content-Security-Policy": "sandbox; default-src 'none'"}
"""What a file is shown under, should a browser show it: nothing in it can run or reach out."""

Menu = Sequence[tuple[str, dict[str, str]]]
Endpoint = Callable[[Request], Awaitable[Response]]


class Time(Protocol):
    """The clock bar."""

    @property
    def is_moving(self) -> bool: ...
    def now(self) -> datetime: ...
    async def upcoming(self) -> datetime | None:
        """When the next notices go out, if nothing more happens."""

    async def move(self, to: str) -> int:
        """How many messages the bot sent meanwhile; raises Refusal for what cannot be."""


class Api:
    """`sample` names this sample of the rooms; `start_over` ends it and begins another."""

    def __init__(
        self,
        channel: WebChannel,
        time: Time,
        menu: Menu,
        *,
        zone: tzinfo,
        sample: str,
        start_over: Callable[[], None],
    ) -> None:
        self._channel = channel
        self._hall = channel.hall
        self._time = time
        self._menu = menu
        self._zone = zone
        self._sample = sample
        self._start_over = start_over

    def routes(self) -> list[Route]:
        def get(path: str, endpoint: Endpoint) -> Route:
            return Route(path, told(endpoint), methods=["GET"])

        def post(path: str, endpoint: Endpoint) -> Route:
            return Route(path, told(endpoint), methods=["POST"])

        return [
            get("/api/state", self.state),
            get("/api/rooms/{room}/posts", self.earlier),
            get("/api/files/{post:int}/{number:int}", self.file),
            get("/api/events", self.events),
            post("/api/say", self.say),
            post("/api/upload", self.upload),
            post("/api/press", self.press),
            post("/api/open", self.open),
            post("/api/clock", self.clock),
            post("/api/reset", self.reset),
        ]

    async def state(self, request: Request) -> Response:
        say = say_of(request)
        view = self._view(say)
        rooms = [await self._room(view, room) for room in self._channel.cast.rooms]
        return JSONResponse(
            {
                "sample": self._sample,
                "people": view.people(self._channel.cast),
                "bot": {"name": BOT, "username": BOT},
                "rooms": rooms,
                "commands": [
                    {"name": name, "summary": texts[say.language]} for name, texts in self._menu
                ],
                "clock": await self._clock(say),
                "limits": {"text": MOST_TEXT, "file": MAX_FILE_BYTES, "files": MOST_FILES},
            }
        )

    async def earlier(self, request: Request) -> Response:
        before = _number(request.query_params.get("before", ""))
        posts, more = await self._hall.posts(request.path_params["room"], PAGE, before)
        view = self._view(say_of(request))
        return JSONResponse({"posts": [view.post(post) for post in posts], "more": more})

    async def say(self, request: Request) -> Response:
        body = await body_of(request, SayBody)
        said = body.said(web_page.nameless_file(say_of(request)))
        if not said.text and not said.files:
            raise Refusal("web-empty")
        for file in said.files:
            self._require(file)
        return JSONResponse({"posts": await self._hall.say(said)})

    async def upload(self, request: Request) -> Response:
        """The bytes as they are; whoever says something afterwards names them by their hash."""
        name = safe_name(request.query_params.get("name", ""))
        uploaded = self._channel.uploads.keep(request.stream(), MAX_FILE_BYTES)
        try:
            sha256, size = await uploaded
        except TooLarge:
            raise Refusal("web-file-too-large", most=MAX_FILE_BYTES) from None
        if not size:
            raise Refusal("web-file-empty")
        mime = mimetypes.guess_type(name)[0] or UNKNOWN
        return JSONResponse({"sha256": sha256, "name": name, "mime": mime, "size": size})

    async def press(self, request: Request) -> Response:
        body = await body_of(request, PressBody)
        popup = await self._channel.press(body.who, body.post, body.action)
        return JSONResponse({"popup": popup})

    async def open(self, request: Request) -> Response:
        body = await body_of(request, OpenBody)
        return JSONResponse({"room": await self._hall.open(body.who, body.code)})

    async def clock(self, request: Request) -> Response:
        body = await body_of(request, ClockBody)
        count = await self._time.move(body.to)
        return JSONResponse({"clock": await self._clock(say_of(request)), "told": count})

    async def reset(self, request: Request) -> Response:
        await body_of(request, Body)
        self._start_over()
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        shared = await self._hall.file(request.path_params["post"], request.path_params["number"])

        def read() -> bytes:
            with self._channel.uploads.open(shared.sha256) as file:
                return bytes(file.read())

        data = await asyncio.to_thread(read)
        picture = picture_type(shared.name) if request.query_params.get("inline") else ""
        headers = _SANDBOX | {"Cache-Control": "private, max-age=31536000, immutable"}
        if not picture:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(shared.name)}"
        return Response(data, media_type=picture or UNKNOWN, headers=headers)

    async def events(self, request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        stream = self._stream(say_of(request))
        return StreamingResponse(stream, media_type="text/event-stream", headers=headers)

    async def _stream(self, say: Say) -> AsyncIterator[str]:
        with self._channel.live.listening() as listener:
            yield _event({"type": "hello", "sample": self._sample})
            while True:
                try:
                    event = await listener.next(BEAT)
                except TimeoutError:
                    yield _event({"type": "clock", "clock": await self._clock(say)})
                    continue
                if event is None:
                    return
                yield _event(await self._told(event, say))

    async def _told(self, event: Event, say: Say) -> Json:
        match event:
            case Posted(post):
                return {"type": "post", "post": self._view(say).post(post)}
            case Typing(room):
                return {"type": "typing", "room": room}
        return {"type": "clock", "clock": await self._clock(say)}

    def _require(self, file: Shared) -> None:
        """Its bytes are here, or it is too large to be taken, which the bot will say."""
        if not file.sha256 and file.size > MAX_FILE_BYTES:
            return
        try:
            with self._channel.uploads.open(file.sha256):
                return
        except Missing:
            raise Refusal("web-file-gone") from None

    async def _room(self, view: View, room: Room) -> Json:
        return view.room(room, *await self._hall.posts(room.address, PAGE))

    async def _clock(self, say: Say) -> Json:
        upcoming = await self._time.upcoming()
        return self._view(say).clock(self._time.now(), upcoming, moving=self._time.is_moving)

    def _view(self, say: Say) -> View:
        return View(say, self._zone)


def say_of(request: Request) -> Say:
    return speaker(language_of(request))


def told(endpoint: Endpoint) -> Endpoint:
    """What cannot be done is told in a sentence that says what to do next."""

    @wraps(endpoint)
    async def telling(request: Request) -> Response:
        error = partial(_error, say_of(request))
        try:
            return await endpoint(request)
        except Refusal as refusal:
            return error(refusal, HTTPStatus.UNPROCESSABLE_ENTITY)
        except ButtonGone:
            return error(Refusal("button-expired"), HTTPStatus.CONFLICT)
        except NotHere:
            return error(Refusal("web-not-here"), HTTPStatus.NOT_FOUND)
        except SopbotError:
            return error(Refusal("web-failed"), HTTPStatus.SERVICE_UNAVAILABLE)

    return telling


def _error(say: Say, refusal: Refusal, status: HTTPStatus) -> Response:
    return JSONResponse({"error": refusals.text(say, refusal).plain}, status)


def _event(data: Json) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
