"""Updates that Telegram posts: known by path and secret, written down, then acknowledged.

https://core.telegram.org/bots/api#setwebhook: what is not answered with 2xx comes again, later.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import WebhookInfo
from telegram.error import TelegramError

from bot.channels.posted import answer, body_of
from bot.channels.telegram.api import UPDATES, TelegramBot
from bot.channels.telegram.errors import reason_of
from bot.channels.telegram.inbound import Sieve, told
from bot.channels.telegram.raw import Json
from bot.ports import Accept
from bot.system.redact import hide

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - its name, not its value
MOST_BYTES = 1024 * 1024
"""An update of the longest text with all its entities has less than a tenth of that."""
CONNECTIONS = 20
"""Telegram posts one chat's updates one after another, those of so many chats at once."""
LOOK_EVERY, TRY_AGAIN = 60.0, 10.0
"""Seconds: somebody else who uses the token may have taken the webhook away."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Made of the token: the same in every process, and nothing more to keep."""

    path: str = field(repr=False)
    header: str = field(repr=False)

    @classmethod
    def of(cls, token: str) -> Secrets:
        return cls(*(_derived(token, what) for what in ("webhook path", "webhook secret")))


def address(token: str, public_url: str) -> str:
    """Where Telegram posts to this bot."""
    return f"{public_url}/telegram/{Secrets.of(token).path}"


def _derived(token: str, what: str) -> str:
    return hmac.new(token.encode(), f"sopbot {what}".encode(), hashlib.sha256).hexdigest()


class Webhook:
    """`public_url`: under which the world reaches this program's server."""

    def __init__(self, bot: TelegramBot, public_url: str, sieve: Callable[[], Sieve]) -> None:
        self._bot = bot
        self._secrets = Secrets.of(bot.token)
        self._url = address(bot.token, public_url)
        self._sieve = sieve
        self._troubled_at: datetime | None = None
        for secret in (self._secrets.path, self._secrets.header):
            hide(secret)
        self._accept: Accept | None = None

    @property
    def route(self) -> Route:
        return Route("/telegram/{path}", self._posted, methods=["POST"])

    async def listen(
        self, accept: Accept, pause: Callable[[float], Awaitable[object]] = asyncio.sleep
    ) -> None:
        """Until cancelled. The webhook then stays: other processes may go on listening."""
        self._accept = accept
        try:
            while True:
                await pause(await self._look_after())
        finally:
            self._accept = None

    async def _look_after(self) -> float:
        """Set it unless it is there; in how many seconds to look again."""
        try:
            info = await self._bot.get_webhook_info()
            if info.url == self._url:
                self._tell_of_trouble(info)
            else:
                await self._set()
        except TelegramError as error:
            log.error("telegram.webhook_not_set", error=reason_of(error))
            return TRY_AGAIN
        return LOOK_EVERY

    async def _set(self) -> None:
        await self._bot.set_webhook(
            self._url,
            secret_token=self._secrets.header,
            allowed_updates=list(UPDATES),
            max_connections=CONNECTIONS,
        )
        log.info("telegram.webhook_set")

    async def _posted(self, request: Request) -> Response:
        if not _same(request.path_params["path"], self._secrets.path):
            return answer(HTTPStatus.NOT_FOUND)
        if not _same(request.headers.get(SECRET_HEADER, ""), self._secrets.header):
            log.warning("telegram.webhook_wrong_secret")
            return answer(HTTPStatus.FORBIDDEN)
        if self._accept is None:
            return answer(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            body = await body_of(request, MOST_BYTES)
        except ClientDisconnect:
            return answer(HTTPStatus.BAD_REQUEST)
        if body is None:
            return answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        update = _update(body)
        if update is None:
            return answer(HTTPStatus.BAD_REQUEST)
        return await self._take_in(update, self._accept)

    async def _take_in(self, update: Json, accept: Accept) -> Response:
        """200 only once it is committed. Telegram sends again what is refused."""
        try:
            envelopes = self._sieve().envelopes([update])
            if envelopes:
                await accept(envelopes)
        except Exception as error:
            log.error("telegram.not_accepted", error=told(error))
            return answer(HTTPStatus.INTERNAL_SERVER_ERROR)
        return answer(HTTPStatus.OK)

    def _tell_of_trouble(self, info: WebhookInfo) -> None:
        """Each once: Telegram goes on naming the last one after it has passed."""
        if info.last_error_date == self._troubled_at:
            return
        self._troubled_at = info.last_error_date
        log.warning(
            "telegram.webhook_trouble",
            error=info.last_error_message,
            at=str(info.last_error_date),
            waiting=info.pending_update_count,
        )


def _same(given: str, wanted: str) -> bool:
    """In a time that tells nothing of how much was right."""
    return hmac.compare_digest(given.encode(), wanted.encode())


def _update(body: bytes) -> Json | None:
    try:
        found: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    good = isinstance(found, dict) and isinstance(found.get("update_id"), int)
    return found if good else None
