"""What waits to be heard becomes envelopes; forgotten only once the bot has taken it in."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable

from bot.demo.rooms import RoomStore
from bot.demo.web.cast import NAME
from bot.demo.web.live import Live, Typing
from bot.domain.incoming import Happened
from bot.ports import Accept, Envelope

AT_ONCE = 100
TYPED = (Happened.SAID, Happened.PRESSED, Happened.OPENED)


class Hearing:
    """`nudge` when there is something to hear; what waited before is heard at the start."""

    def __init__(self, rooms: RoomStore, live: Live) -> None:
        self._rooms = rooms
        self._live = live
        self._something = asyncio.Event()
        self._something.set()

    def nudge(self) -> None:
        self._something.set()

    async def run(self, accept: Accept) -> None:
        """Until cancelled. What fails is tried again by whoever runs it."""
        self._something.set()
        while True:
            await self._something.wait()
            self._something.clear()
            await self.exhaust(accept)

    async def exhaust(self, accept: Accept) -> None:
        """Hand over all there is."""
        while await self._step(accept):
            pass

    async def _step(self, accept: Accept) -> bool:
        waiting = await self._rooms.transact(lambda rooms: rooms.untold(AT_ONCE))
        if not waiting:
            return False
        envelopes = [_envelope(id, payload) for id, payload in waiting]
        for room in _rooms_spoken_in(payload for _, payload in waiting):
            self._live.publish(Typing(room))
        await accept(envelopes)
        last, _ = waiting[-1]
        await self._rooms.transact(lambda rooms: rooms.told(last))
        return True


def _envelope(id: int, payload: str) -> Envelope:
    return Envelope(NAME, str(id), json.loads(payload)["room"], payload)


def _rooms_spoken_in(payloads: Iterable[str]) -> Iterable[str]:
    found = (json.loads(payload) for payload in payloads)
    return dict.fromkeys(one["room"] for one in found if one["what"] in TYPED)
