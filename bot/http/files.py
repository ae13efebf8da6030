"""Kept files for people whose platform sends none: by a link of their own to a page.

To look at the page gives nothing away: platforms, scanners of mail and previews follow links, too.
Only its button (POST) brings the bytes.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import PurePath
from typing import Final, TypeVar
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.domain.errors import AllMissing, Damaged, Missing, SopbotError
from bot.domain.files import File
from bot.domain.plan import Plan
from bot.files.reading import Reader
from bot.http.page import HEADERS, shown
from bot.ports import UnitOfWork
from bot.render.language import LANGUAGES, speaker
from bot.render.text import file_page as texts
from scheduler.tools import Tools

PATH: Final = "/files"
PATIENCE: Final = 5.0
"""Seconds for the database."""
UNKNOWN: Final = "application/octet-stream"
TYPES: Mapping[str, str] = {
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".ics": "text/calendar",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xls": "application/vnd.ms-excel",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
"""By the end of the name; all others are bytes, whatever their sender called them."""
TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
"""Of 32 bytes, as links have them."""
LATER = {"Retry-After": "60"}

Lent = TypeVar("Lent")
LookUp = Callable[[UnitOfWork, str, datetime], Lent | None]
"""By the token and the moment; None: it leads nowhere."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Lent:
    file: File
    plan: Plan
    until: datetime
    language: str


class FilePages:
    def __init__(self, tools: Tools, reader: Reader) -> None:
        self._tools = tools
        self._reader = reader

    @property
    def routes(self) -> list[BaseRoute]:
        """Everything below the path: what leads nowhere is answered alike."""
        path = PATH + "/{token:path}"
        return [
            Route(path, self._page, methods=["GET"]),
            Route(path, self._file, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        lent = await led_to(self._tools, request, _looked_up)
        if isinstance(lent, Response):
            return lent
        say = speaker(lent.language)
        return shown({say.language: texts.offered(say, lent.plan, lent.file, lent.until)})

    async def _file(self, request: Request) -> Response:
        lent = await led_to(self._tools, request, _looked_up)
        if isinstance(lent, Response):
            return lent
        pieces = self._reader.pieces(lent.file.sha256)
        try:
            first = await anext(pieces, b"")
        except (SopbotError, OSError) as error:
            return _unread(lent, error)
        return StreamingResponse(_whole(first, pieces), headers=_headers(lent.file))


async def led_to(tools: Tools, request: Request, look_up: LookUp[Lent]) -> Lent | Response:
    """What the link leads to, or the page that is shown instead."""
    token, now = request.path_params["token"], tools.now()
    if not TOKEN.fullmatch(token):
        return gone()
    try:
        async with asyncio.timeout(PATIENCE):
            found = await tools.read(lambda work: look_up(work, token, now))
    except (SopbotError, TimeoutError) as error:
        log.warning("links.database_silent", error=type(error).__name__)
        return away(*LANGUAGES)
    return found or gone()


def _looked_up(work: UnitOfWork, token: str, now: datetime) -> _Lent | None:
    lent = work.downloads.lent(token, now)
    file = work.files.by_id(lent.file) if lent is not None else None
    if lent is None or file is None:
        return None
    language = work.people.by_id(lent.person).language
    return _Lent(file, work.plans.by_id(file.plan), lent.expires_at, language)


def gone() -> Response:
    pages = {language: texts.gone(speaker(language)) for language in LANGUAGES}
    return shown(pages, HTTPStatus.NOT_FOUND)


def away(*languages: str) -> Response:
    pages = {language: texts.away(speaker(language)) for language in languages}
    return shown(pages, HTTPStatus.SERVICE_UNAVAILABLE, LATER)


def _unread(lent: _Lent, error: Exception) -> Response:
    is_lost = isinstance(error, Missing | Damaged) and not isinstance(error, AllMissing)
    log.error("files.unread", file=lent.file.id, lost=is_lost, error=type(error).__name__)
    if not is_lost:
        return away(lent.language)
    say = speaker(lent.language)
    return shown({say.language: texts.lost(say, lent.file)}, HTTPStatus.GONE)


async def _whole(first: bytes, rest: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    async with aclosing(rest):
        yield first
        async for piece in rest:
            yield piece


def _headers(file: File) -> Mapping[str, str]:
    return {
        **HEADERS,
        "Content-Type": type_of(file.name),
        "Content-Disposition": disposition(file.name),
        "Content-Length": str(file.size),
    }


def type_of(name: str) -> str:
    return TYPES.get(PurePath(name).suffix.lower(), UNKNOWN)


def disposition(name: str) -> str:
    """To be saved, never to be shown, under this name: as RFC 5987 writes it, all ASCII."""
    written = quote(name.encode("utf-8", "replace"), safe="")
    return f"attachment; filename*=UTF-8''{written}"
