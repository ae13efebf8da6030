"""What the page asks of the server, one endpoint each; sentences come in the page's language."""

from __future__ import annotations

import asyncio
import mimetypes
import os
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, tzinfo
from http import HTTPStatus
from typing import Protocol
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.demo.web.cast import BOT, Room
from bot.demo.web.channel import WebChannel
from bot.demo.web.content import Shared
from bot.demo.web.download import chunks
from bot.demo.web.errors import Endpoint, answering, say_of
from bot.demo.web.events import stream
from bot.demo.web.outbound import UNKNOWN
from bot.demo.web.posting import NotHere
from bot.demo.web.requests import (
    MOST_FILES,
    MOST_ID,
    MOST_TEXT,
    Body,
    ClockBody,
    OpenBody,
    PressBody,
    SayBody,
    body_of,
)
from bot.demo.web.view import Json, View, picture_type
from bot.domain.errors import Damaged, Missing, Refusal, TooLarge
from bot.domain.files import MAX_FILE_BYTES, safe_name
from bot.render.language import Say
from bot.render.text import web_page

PAGE = 60
"""Posts of a room at once."""
_SANDBOX = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-cache",  # after starting over another file has its address
}
"""What a file is shown under, should a browser show it: nothing in it can run or reach out."""

Menu = Sequence[tuple[str, dict[str, str]]]


class Time(Protocol):
    """The clock bar."""

    @property
    def is_moving(self) -> bool: ...
    def now(self) -> datetime: ...
    async def upcoming(self) -> datetime | None:
        """When the next notices go out, if nothing more happens."""

    async def move(self, to: str) -> Counter[str]:
        """How many messages the bot sent to which rooms meanwhile; raises Refusal for what cannot
        be."""


class Api:
    """`menu`, `words`: the commands, and the Thai words of some. `sample` names this sample of the
    rooms; `start_over` ends it and begins another.
    """

    def __init__(
        self,
        channel: WebChannel,
        time: Time,
        menu: Menu,
        words: Mapping[str, str],
        *,
        zone: tzinfo,
        sample: str,
        start_over: Callable[[], None],
    ) -> None:
        self._channel = channel
        self._hall = channel.hall
        self._time = time
        self._menu = menu
        self._words = words
        self._zone = zone
        self._sample = sample
        self._start_over = start_over

    def routes(self) -> list[Route]:
        def get(path: str, endpoint: Endpoint) -> Route:
            return Route(path, answering(endpoint), methods=["GET"])

        def post(path: str, endpoint: Endpoint) -> Route:
            return Route(path, answering(endpoint), methods=["POST"])

        return [
            get("/api/state", self.state),
            get("/api/rooms/{room}/posts", self.earlier),
            get("/api/files/{post}/{number}", self.file),
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
                "opener": self._channel.cast.opener.account,
                "bot": {"name": BOT},
                "rooms": rooms,
                "commands": self._commands(say),
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
        if said.files:
            checked = await asyncio.to_thread(list, map(self._checked, said.files))
            said = replace(said, files=checked)
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
        told = await self._time.move(body.to)
        rooms = [room.address for room in self._channel.cast.rooms if told[room.address]]
        clock = await self._clock(say_of(request))
        return JSONResponse({"clock": clock, "told": told.total(), "rooms": rooms})

    async def reset(self, request: Request) -> Response:
        await body_of(request, Body)  # JSON, which no form of another page can send
        self._start_over()
        return JSONResponse({})

    async def file(self, request: Request) -> Response:
        """As a picture to be shown, if asked for and if it is one; else to be saved."""
        post, number = (_number(request.path_params[name]) for name in ("post", "number"))
        if post is None or number is None:
            raise NotHere
        shared = await asyncio.to_thread(self._checked, await self._hall.file(post, number))
        picture = picture_type(shared.name) if request.query_params.get("inline") else ""
        headers = _SANDBOX | {"Content-Length": str(shared.size), "ETag": f'"{shared.sha256}"'}
        if request.headers.get("if-none-match") == headers["ETag"]:
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_SANDBOX)
        if not picture:
            headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(shared.name)}"
        pieces = chunks(self._channel.uploads, shared.sha256)
        return StreamingResponse(pieces, media_type=picture or UNKNOWN, headers=headers)

    async def events(self, request: Request) -> Response:
        say = say_of(request)
        told = stream(self._channel.live, self._sample, self._view(say), lambda: self._clock(say))
        headers = {"X-Accel-Buffering": "no"}
        return StreamingResponse(told, media_type="text/event-stream", headers=headers)

    def _checked(self, file: Shared) -> Shared:
        """With its true size; not here, it must be too large to be taken, as the bot will say."""
        if not file.sha256 and file.size > MAX_FILE_BYTES:
            return file
        try:
            with self._channel.uploads.open(file.sha256) as opened:
                return replace(file, size=opened.seek(0, os.SEEK_END))
        except (Missing, Damaged):
            raise Refusal("web-file-gone") from None

    def _commands(self, say: Say) -> list[Json]:
        """As one types them: in Thai by a word, where there is one."""
        words = self._words if say.language == "th" else {}
        return [
            {"name": name, "word": words.get(name, ""), "summary": texts[say.language]}
            for name, texts in self._menu
        ]

    async def _room(self, view: View, room: Room) -> Json:
        return view.room(room, *await self._hall.posts(room.address, PAGE))

    async def _clock(self, say: Say) -> Json:
        upcoming = await self._time.upcoming()
        return self._view(say).clock(self._time.now(), upcoming, moving=self._time.is_moving)

    def _view(self, say: Say) -> View:
        return View(say, self._zone)


def _number(text: str) -> int | None:
    """An id; None for what is none."""
    return min(int(text), MOST_ID) if re.fullmatch("[0-9]{1,18}", text) else None
