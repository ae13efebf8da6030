"""What happens, as server-sent events (HTML Living Standard, 9.2): one line of JSON each."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable

from bot.demo.web.live import Event, Live, Posted, Typing
from bot.demo.web.view import Json, View

BEAT = 15.0
"""Seconds of silence after which the browser is told the time; it takes twice that for a loss."""

Clock = Callable[[], Awaitable[Json]]


async def stream(live: Live, sample: str, view: View, clock: Clock) -> AsyncIterator[str]:
    """Until the listener is let go: it fell behind, or the program ends."""
    with live.listening() as listener:
        yield _line({"type": "hello", "sample": sample})
        while True:
            try:
                event = await listener.next(BEAT)
            except TimeoutError:
                yield _line({"type": "clock", "clock": await clock()})
                continue
            if event is None:
                return
            yield _line(await _told(event, view, clock))


async def _told(event: Event, view: View, clock: Clock) -> Json:
    match event:
        case Posted(post):
            return {"type": "post", "post": view.post(post)}
        case Typing(room):
            return {"type": "typing", "room": room}
    return {"type": "clock", "clock": await clock()}


def _line(data: Json) -> str:
    return f"data: {json.dumps(data, ensure_ascii=False)}\n\n"
