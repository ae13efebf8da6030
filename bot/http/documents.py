"""What is made for people whose platform sends no files: by a link of their own to a page.

As with kept files, only the page's button (POST) brings it; it is made then, as the plan stands.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from http import HTTPStatus
from io import SEEK_END
from typing import BinaryIO, Final

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route
from starlette.types import Receive, Scope, Send

from bot.domain.errors import Refusal
from bot.domain.message import Made, ToMake
from bot.domain.people import on_duty
from bot.domain.plan import Plan
from bot.domain.rights import may_steer
from bot.files.reading import PIECE_BYTES
from bot.http.files import away, disposition, led_to, type_of
from bot.http.page import HEADERS, shown
from bot.ports import UnitOfWork
from bot.render.language import speaker
from bot.render.text import file_page as texts
from bot.render.text import refusals
from scheduler import packs
from scheduler.incidents import incident
from scheduler.making import TIMEOUT, Workshop
from scheduler.tools import Tools

PATH: Final = "/documents"
AT_ONCE: Final = 2
"""Whoever presses again and again leaves the processor to others."""
OF_EACH_MEMBER: Final = (Made.CALENDAR, Made.TIMELINE, Made.FLOW)
"""All else is for secretary and chair, and for nobody who is that no longer."""
MOST_OF_ONE: Final = 2
"""Made by one link and not brought yet: each lies on the disk, or in memory, for as long as it is
being fetched, however slowly.
"""


@dataclass(frozen=True, slots=True)
class _Lent:
    wanted: ToMake
    plan: Plan
    person: int
    until: datetime


class DocumentPages:
    def __init__(self, tools: Tools, workshop: Workshop) -> None:
        self._tools = tools
        self._workshop = workshop
        self._places = asyncio.Semaphore(AT_ONCE)
        self._under_way = Counter[str]()

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
        token: str = request.path_params["token"]
        if self._under_way[token] >= MOST_OF_ONE:
            return away(lent.wanted.language)
        self._under_way[token] += 1
        try:
            made = await self._made(lent.wanted)
        except BaseException as error:
            self._done(token)
            if not isinstance(error, Exception):
                raise
            incident("documents", error)
            return _not_made(lent.wanted.language, error)
        return _Brought(lent.wanted.name, made, partial(self._brought, token, lent))

    async def _made(self, wanted: ToMake) -> BinaryIO:
        async with asyncio.timeout(TIMEOUT), self._places:
            return (await self._workshop.made([wanted]))[wanted]

    async def _brought(self, token: str, lent: _Lent, whole: bool) -> None:
        """It has ended; `whole`: to its last byte."""
        self._done(token)
        if whole:
            now, handed = self._tools.now(), [lent.wanted]
            await self._tools.write(lambda work: packs.note(work, handed, lent.person, now))

    def _done(self, token: str) -> None:
        self._under_way[token] -= 1
        if not self._under_way[token]:
            del self._under_way[token]


def _looked_up(work: UnitOfWork, token: str, now: datetime) -> _Lent | None:
    lent = work.handouts.lent(token, now)
    if lent is None:
        return None
    plan = work.plans.by_id(lent.wanted.plan)
    team = on_duty(work.teams.by_id(plan.team), now)
    if lent.wanted.what not in OF_EACH_MEMBER and not may_steer(team, lent.person):
        return None
    return _Lent(lent.wanted, plan, lent.person, lent.expires_at)


def _not_made(language: str, error: Exception) -> Response:
    if not isinstance(error, Refusal):
        return away(language)
    say = speaker(language)
    page = texts.not_made(say, refusals.text(say, error))
    return shown({language: page}, HTTPStatus.GONE)


class _Brought(StreamingResponse):
    """Closes what it brings, also where nobody takes it to its end. `done`: told whether all of it
    was.
    """

    def __init__(self, name: str, made: BinaryIO, done: Callable[[bool], Awaitable[None]]) -> None:
        told = {
            "Content-Type": type_of(name),
            "Content-Disposition": disposition(name),
            "Content-Length": str(made.seek(0, SEEK_END)),
        }
        self._made, self._done, self._whole = made, done, False
        super().__init__(self._pieces(), headers={**HEADERS, **told})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            await super().__call__(scope, receive, send)
        finally:
            self._made.close()
            await self._done(self._whole)

    def _pieces(self) -> Iterator[bytes]:
        self._made.seek(0)
        while piece := self._made.read(PIECE_BYTES):
            yield piece
        self._whole = True
