"""The way to Telegram: what is asked and what is answered travels for a while.

So a kill finds what is committed but not confirmed, or sent but not recorded: at once, these gaps
would last a millisecond, and chance would seldom hit them.
"""

from __future__ import annotations

import asyncio

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tests.peers.telegram.wire import gone

ONE_WAY = 0.005
TO_CONFIRM = 0.02
"""Seconds. A poll confirms what came before it; it may travel longer: nobody waits for it."""
PIECE = 64 * 1024
"""Bytes of a file that come at once."""


class Distance:
    """ASGI middleware around the fake."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """What is on its way when a process dies never arrives."""
        asked = [await receive()]
        while asked[-1].get("more_body"):
            asked.append(await receive())
        confirms = scope["path"].endswith("/getUpdates")
        if not await gone(receive, TO_CONFIRM if confirms else ONE_WAY):
            await self._app(scope, _again(asked, receive), _back(send))


def _again(asked: list[Message], receive: Receive) -> Receive:
    async def again() -> Message:
        return asked.pop(0) if asked else await receive()

    return again


def _back(send: Send) -> Send:
    async def back(message: Message) -> None:
        for piece in _pieces(message):
            await asyncio.sleep(ONE_WAY)
            await send(piece)

    return back


def _pieces(message: Message) -> list[Message]:
    """A long body comes in several."""
    body = message.get("body", b"")
    if len(body) <= PIECE:
        return [message]
    cut = [body[begin : begin + PIECE] for begin in range(0, len(body), PIECE)]
    last = len(cut) - 1
    return [{**message, "body": b, "more_body": n < last} for n, b in enumerate(cut)]
