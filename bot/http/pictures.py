"""Pictures made for a platform that fetches what it shows, at addresses nobody can guess.

No page of ours stands before them: it is the platform that comes, for all in the chat.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import Final

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.domain.errors import SopbotError
from bot.http.files import PATIENCE, TOKEN
from bot.http.page import HEADERS
from scheduler.tools import Tools

PATH: Final = "/pictures"
ENDS: Final = ".png"
_SHOWN: Mapping[str, str] = {
    **HEADERS,
    "Cache-Control": "private, max-age=86400, immutable",
    "Cross-Origin-Resource-Policy": "cross-origin",
}

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class PicturePages:
    def __init__(self, tools: Tools) -> None:
        self._tools = tools

    @property
    def routes(self) -> list[BaseRoute]:
        """Everything below the path: what leads nowhere is answered alike."""
        return [Route(PATH + "/{name:path}", self._picture, methods=["GET"])]

    async def _picture(self, request: Request) -> Response:
        token, now = request.path_params["name"].removesuffix(ENDS), self._tools.now()
        if not TOKEN.fullmatch(token):
            return _gone()
        try:
            async with asyncio.timeout(PATIENCE):
                png = await self._tools.read(lambda work: work.pictures.shown(token, now))
        except (SopbotError, TimeoutError) as error:
            log.warning("pictures.database_silent", error=type(error).__name__)
            return Response(status_code=HTTPStatus.SERVICE_UNAVAILABLE, headers=HEADERS)
        return _gone() if png is None else Response(png, media_type="image/png", headers=_SHOWN)


def _gone() -> Response:
    return Response(status_code=HTTPStatus.NOT_FOUND, headers=HEADERS)
