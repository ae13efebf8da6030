"""What is made for people whose platform sends no files: by a link of their own to a page.

As with kept files, only the page's button (POST) brings it; it is made then, as the plan stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import BinaryIO, Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.domain.errors import Refusal
from bot.domain.message import ToMake
from bot.domain.plan import Plan
from bot.files.reading import PIECE_BYTES
from bot.http.files import away, disposition, led_to, type_of
from bot.http.page import HEADERS, shown
from bot.ports import UnitOfWork
from bot.render.language import speaker
from bot.render.text import file_page as texts
from bot.render.text import refusals
from scheduler.incidents import incident
from scheduler.making import TIMEOUT, Workshop
from scheduler.tools import Tools

PATH: Final = "/documents"
AT_ONCE: Final = 2
"""Whoever presses again and again leaves the processor to others."""


@dataclass(frozen=True, slots=True)
class _Lent:
    wanted: ToMake
    plan: Plan
    until: datetime


class DocumentPages:
    def __init__(self, tools: Tools, workshop: Workshop) -> None:
        self._tools = tools
        self._workshop = workshop
        self._places = asyncio.Semaphore(AT_ONCE)

    @property
    def routes(self) -> list[BaseRoute]:
        """Everything below the path: what leads nowhere is answered alike."""
        path = PATH + "/{token:path}"
        return [
            Route(path, self._page, methods=["GET"]),
            Route(path, self._document, methods=["POST"]),
        ]

    async def _page(self, request: Request) -> Response:
        lent = await led_to(self._tools, request, _looked_up)
        if isinstance(lent, Response):
            return lent
        say = speaker(lent.wanted.language)
        return shown({say.language: texts.to_make(say, lent.plan, lent.wanted, lent.until)})

    async def _document(self, request: Request) -> Response:
        lent = await led_to(self._tools, request, _looked_up)
        if isinstance(lent, Response):
            return lent
        try:
            async with asyncio.timeout(TIMEOUT), self._places:
                made = (await self._workshop.made([lent.wanted]))[lent.wanted]
        except Exception as error:
            incident("documents", error)
            return _not_made(lent.wanted.language, error)
        headers = {
            **HEADERS,
            "Content-Type": type_of(lent.wanted.name),
            "Content-Disposition": disposition(lent.wanted.name),
        }
        return StreamingResponse(_pieces(made), headers=headers)


def _looked_up(work: UnitOfWork, token: str, now: datetime) -> _Lent | None:
    lent = work.handouts.lent(token, now)
    if lent is None:
        return None
    return _Lent(lent.wanted, work.plans.by_id(lent.wanted.plan), lent.expires_at)


def _not_made(language: str, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        return away(language)
    say = speaker(language)
    page = texts.not_made(say, refusals.text(say, error))
    return shown({language: page}, HTTPStatus.GONE)


def _pieces(made: BinaryIO) -> Iterator[bytes]:
    with closing(made):
        made.seek(0)
        while piece := made.read(PIECE_BYTES):
            yield piece
