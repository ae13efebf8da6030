"""What the web server answers: first only whether the program lives, then what channels serve."""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus

import structlog
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route, Router
from starlette.types import ASGIApp, Receive, Scope, Send

from bot.domain.errors import SopbotError
from bot.http.metrics import CONTENT_TYPE, Metrics
from bot.http.server import HttpServer
from bot.ports import Depth
from scheduler.tools import Tools

Routes = Sequence[BaseRoute]

START_SECONDS = 30.0
"""The sample takes five."""
FRESH_SECONDS = 2.0
PATIENCE = 5.0
"""Seconds: a database that has not answered by then is not ready."""

log = structlog.get_logger(__name__)


class Site:
    """`routes`: what channels serve; `page`: what answers everything else, if anything does."""

    def __init__(
        self,
        server: HttpServer,
        tools: Tools,
        metrics: Metrics,
        *,
        routes: Routes = (),
        page: ASGIApp | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.server = server
        self._tools = tools
        self._metrics = metrics
        self._served = Router(routes, redirect_slashes=False, default=page)
        self._keeps_waiting = page is not None
        self._opened = asyncio.Event()
        self._refused: Sequence[str] = ()
        self._monotonic = monotonic
        self._looking = asyncio.Lock()
        self._looked_at = -math.inf
        self._found: Mapping[str, Depth] | None = None

    async def start(self) -> None:
        """Whoever watches over the program can ask from now on; all others wait for `open`."""
        await self.server.start(self.app)

    def open(self, refused: Sequence[str] = ()) -> None:
        """`refused`: platforms that are not served until the program is started again."""
        self._refused = refused
        self._opened.set()

    async def stop(self) -> None:
        await self.server.stop()

    @property
    def app(self) -> ASGIApp:
        own = [
            Route("/healthz", self._is_ready),
            Route("/healthz/ready", self._is_ready),
            Route("/healthz/live", _lives),
            Route("/metrics", self._figures),
        ]
        return Router(own, redirect_slashes=False, default=self._serve)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A person waits a little; a platform, or a load balancer, had better ask again."""
        if self._keeps_waiting:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._opened.wait(), START_SECONDS)
        app = self._served if self._opened.is_set() else _starting
        await app(scope, receive, send)

    async def _is_ready(self, request: Request) -> Response:
        """200 once everything runs and while the database answers; a platform that was refused is
        named, and takes nothing from the others.
        """
        database = await self._depths() is not None and not self._tools.desk.outage.is_on
        told = {"started": self._opened.is_set(), "database": database}
        ready = all(told.values())
        refused = {"refused": [*self._refused]} if self._refused else {}
        return JSONResponse(
            {"ready": ready, **told, **refused},
            HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE,
        )

    async def _figures(self, request: Request) -> Response:
        """What was counted is told even when the queues cannot be looked at."""
        depths = await self._depths()
        figures = self._metrics.exposition(depths or {}, self._tools.now())
        return Response(figures, headers={"Content-Type": CONTENT_TYPE})

    async def _depths(self) -> Mapping[str, Depth] | None:
        """Looked at once for all who ask at the same time, and for a moment after."""
        async with self._looking:
            moment = self._monotonic()
            if moment - self._looked_at >= FRESH_SECONDS:
                self._found, self._looked_at = await self._look(), moment
            return self._found

    async def _look(self) -> Mapping[str, Depth] | None:
        now = self._tools.now()
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._tools.read(lambda work: work.agenda.depths(now))
        except (SopbotError, TimeoutError) as error:
            log.warning("site.database_silent", error=type(error).__name__)
            return None


async def _lives(request: Request) -> Response:
    """That this is answered is the answer."""
    return PlainTextResponse("ok\n")


_starting = PlainTextResponse("Starting.\n", HTTPStatus.SERVICE_UNAVAILABLE, {"Retry-After": "1"})
