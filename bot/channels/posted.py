"""What platforms post to a webhook, and the plain answers to it."""

from __future__ import annotations

from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response


async def body_of(request: Request, most: int) -> bytes | None:
    """None: more than `most` bytes. Raises ClientDisconnect."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)


def answer(status: HTTPStatus) -> Response:
    return PlainTextResponse(f"{status.phrase}\n", status)
