"""Events that LINE posts: known by their signature, written down, then acknowledged.

https://developers.line.biz/en/docs/messaging-api/receiving-messages/: what is not answered with 2xx
comes again, if redelivery is turned on for the channel.
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Awaitable, Callable, Sequence
from http import HTTPStatus

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.line.api import LineApi
from bot.channels.line.errors import LineError
from bot.channels.line.inbound import Sieve
from bot.channels.line.limits import Json
from bot.channels.posted import answer, body_of
from bot.ports import Accept

PATH = "/line"
ENDPOINT = "/v2/bot/channel/webhook/endpoint"
SIGNATURE = "X-Line-Signature"
MOST_BYTES = 1024 * 1024
LOOK_EVERY, TRY_AGAIN = 60.0, 10.0
"""Seconds: somebody may have changed the address in the console."""

Pause = Callable[[float], Awaitable[object]]

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


def signed(secret: str, body: bytes) -> str:
    """As LINE signs what it posts: the HMAC-SHA256 of the very bytes, in Base64."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


class Webhook:
    """`public_url`: under which the world reaches this program's server."""

    def __init__(self, api: LineApi, secret: str, public_url: str, sieve: Sieve) -> None:
        self._api = api
        self._secret = secret
        self._url = f"{public_url}{PATH}"
        self._sieve = sieve
        self._accept: Accept | None = None

    @property
    def route(self) -> Route:
        return Route(PATH, self._posted, methods=["POST"])

    async def listen(self, accept: Accept, pause: Pause = asyncio.sleep) -> None:
        """Until cancelled. The address then stays: other processes may go on listening."""
        self._accept = accept
        try:
            while True:
                await pause(await self._look_after())
        finally:
            self._accept = None

    async def _look_after(self) -> float:
        """Set the address unless it is there; in how many seconds to look again."""
        try:
            found = await endpoint(self._api)
            if found.get("endpoint") != self._url:
                await self._api.put(ENDPOINT, {"endpoint": self._url})
                log.info("line.webhook_set")
            elif not found.get("active"):
                log.error("line.webhook_off", hint="turn on 'Use webhook' in the channel's console")
        except LineError as error:
            log.error("line.webhook_not_set", error=str(error))
            return TRY_AGAIN
        return LOOK_EVERY

    async def _posted(self, request: Request) -> Response:
        if self._accept is None:
            return answer(HTTPStatus.SERVICE_UNAVAILABLE)
        try:
            body = await body_of(request, MOST_BYTES)
        except ClientDisconnect:
            return answer(HTTPStatus.BAD_REQUEST)
        if body is None:
            return answer(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        told = request.headers.get(SIGNATURE, "")
        if not hmac.compare_digest(told.encode(), signed(self._secret, body).encode()):
            log.warning("line.wrong_signature")
            return answer(HTTPStatus.FORBIDDEN)
        events = _events(body)
        if events is None:
            return answer(HTTPStatus.BAD_REQUEST)
        return await self._take_in(events, self._accept)

    async def _take_in(self, events: Sequence[Json], accept: Accept) -> Response:
        """200 only once all is committed; without events it is LINE that tries the address out."""
        try:
            envelopes = await self._sieve.envelopes(events)
            if envelopes:
                await accept(envelopes)
        except Exception as error:
            # Without the message or the frames: a store's may show what people wrote.
            log.error("line.not_accepted", error=type(error).__name__)
            return answer(HTTPStatus.INTERNAL_SERVER_ERROR)
        return answer(HTTPStatus.OK)


async def endpoint(api: LineApi) -> Json:
    """Nothing, if none was ever set: LINE then answers 404."""
    try:
        return await api.get(ENDPOINT)
    except LineError as error:
        if error.status != HTTPStatus.NOT_FOUND:
            raise
        return {}


def _events(body: bytes) -> list[Json] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    events = found.get("events") if isinstance(found, dict) else None
    if not isinstance(events, list) or not all(isinstance(one, dict) for one in events):
        return None
    return events
