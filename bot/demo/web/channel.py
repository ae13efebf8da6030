"""The web chat as a `Channel`."""

from __future__ import annotations

import asyncio
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from typing import Final

from bot.demo.rooms import RoomStore
from bot.demo.web.cast import BOT, NAME, Cast
from bot.demo.web.download import chunks
from bot.demo.web.inbound import Hearing
from bot.demo.web.live import Live
from bot.demo.web.outbound import AccountsOf, Outbound, ReadFile
from bot.demo.web.posting import Hall, Understands
from bot.demo.web.translate import understand
from bot.domain.incoming import Incoming
from bot.ports import Abilities, Accept, Allowance, Clock, FileStore, Outgoing

PRESS_SECONDS: Final = 12.0
"""So long a press waits for its answer; a little longer than the inbox takes to give up."""


class WebChannel:
    name = NAME
    title = "Web"
    can = Abilities()
    username = BOT
    keeps: timedelta | None = None

    def __init__(
        self,
        cast: Cast,
        rooms: RoomStore,
        clock: Clock,
        uploads: FileStore,
        *,
        understands: Understands,
        accounts_of: AccountsOf,
        read_file: ReadFile,
        instant: asyncio.Lock | None = None,
    ) -> None:
        """`instant`: held while something is written down: a clock must not move meanwhile."""
        self.cast = cast
        self.live = Live()
        self.uploads = uploads
        self._hearing = Hearing(rooms, self.live)
        self.hall = Hall(
            cast,
            rooms,
            clock,
            self.live,
            understands,
            self._hearing.nudge,
            instant or asyncio.Lock(),
        )
        self._outbound = Outbound(self.hall, uploads, accounts_of, read_file)
        self._presses: dict[str, asyncio.Future[str]] = {}
        self.said: Counter[str] = Counter()
        """How many messages the bot has sent to each room since the start; one brought up to date
        is no news."""

    async def start(self) -> None: ...

    async def stop(self) -> None:
        self.live.close()

    async def listen(self, accept: Accept) -> None:
        await self._hearing.run(accept)

    async def hand_over(self, accept: Accept) -> None:
        """What `listen` does, once: for a clock that stands."""
        await self._hearing.exhaust(accept)

    def understand(self, payload: str) -> Incoming | None:
        return understand(payload, self.cast)

    async def introduce(self, incoming: Incoming) -> Incoming:
        return incoming

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        ids = await self._outbound.send(outgoing)
        self.said[outgoing.address] += not outgoing.edits
        return ids

    async def press(self, who: str, post: int, action: str) -> str:
        """Press a button; the pop-up that answers it, empty if there is none."""
        handle = secrets.token_hex(8)
        answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._presses[handle] = answer
        try:
            await self.hall.press(who, post, action, handle)
            async with asyncio.timeout(PRESS_SECONDS):
                return await answer
        except TimeoutError:
            return ""
        finally:
            self._presses.pop(handle, None)

    async def show_typing(self, address: str, thread: str) -> None:
        """The page shows nothing of it."""

    async def allowance(self) -> Allowance:
        return Allowance()

    async def answer_press(self, press: str, popup: str) -> None:
        """Nobody waits for a press of before a restart."""
        answer = self._presses.get(press)
        if answer is not None and not answer.done():
            answer.set_result(popup)

    async def administers(self, address: str, account: str) -> bool:
        room = self.cast.room(address)
        return room is not None and account in room.administrators

    async def is_member(self, address: str, account: str) -> bool:
        room = self.cast.room(address)
        return room is not None and room.admits(account) and self.cast.person(account) is not None

    async def is_administrator(self, address: str) -> bool:
        """In the sample's group the bot is one, so that it hears Thai words without a slash."""
        return address == self.cast.group.address

    async def is_inside(self, address: str) -> bool:
        return address == self.cast.group.address

    def fetch(self, source: str) -> AsyncIterator[bytes]:
        return chunks(self.uploads, source)
