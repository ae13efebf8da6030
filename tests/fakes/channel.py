"""A platform that remembers what it was told and fails as the test wants."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from itertools import count

from bot.domain.errors import Barred, DeliveryError
from bot.domain.incoming import Incoming
from bot.ports import Abilities, Accept, Allowance, Envelope, Outgoing

ANYWHERE = ""


class FakeChannel:
    def __init__(self, name: str = "fake") -> None:
        self.name = name
        self.title = name.capitalize()
        self.can = Abilities()
        self.left = Allowance()
        self.username = "sop_bot"
        self.keeps: timedelta | None = None
        self.sent: list[Outgoing] = []
        self.tried: list[Outgoing] = []
        self.typing: list[str] = []
        """Where it was shown, each time."""
        self.popups: list[tuple[str, str]] = []
        self.administrators: set[tuple[str, str]] = set()
        self.thrown_out: set[str] = set()
        self.outsiders: set[tuple[str, str]] = set()
        """Group and account; everybody else is in every group."""
        self.looked_up: list[tuple[str, str]] = []
        self.asked = 0
        self.arrived = asyncio.Event()
        self.files: dict[str, bytes] = {}
        self.fetched: list[str] = []
        self._faults: dict[str, list[Exception | None]] = defaultdict(list)
        self._updates: dict[str, Incoming | Exception | None] = {}
        self._ids = count(1)

    def fails(self, *errors: Exception, at: str = ANYWHERE) -> None:
        """The next calls fail with these, one each: at an address, of a file, or wherever."""
        self._faults[at] += errors

    def fails_after(self, well: int, *errors: Exception, at: str = ANYWHERE) -> None:
        """So many calls go well first."""
        self._faults[at] += (None,) * well + errors

    def recovers(self) -> None:
        self._faults.clear()

    def texts(self, address: str | None = None) -> list[str]:
        """What was said there, or anywhere."""
        return [o.message.text.plain for o in self.sent if address in (None, o.address)]

    def update(self, incoming: Incoming | Exception | None, lane: str = "1") -> Envelope:
        """An update as it comes; `understand` makes of it what is given here."""
        key = str(next(self._ids))
        self._updates[key] = incoming
        return Envelope(self.name, key, lane, payload=key)

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def listen(self, accept: Accept) -> None:
        await asyncio.Event().wait()

    def understand(self, payload: str) -> Incoming | None:
        found = self._updates[payload]
        if isinstance(found, Exception):
            raise found
        return found

    async def introduce(self, incoming: Incoming) -> Incoming:
        return incoming

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        self.tried.append(outgoing)
        self._fail(outgoing.address)
        made = {one: BytesIO(outgoing.bytes_of(one)) for one in outgoing.made}
        self.sent.append(replace(outgoing, made=made))
        self.arrived.set()
        return [outgoing.edits or str(next(self._ids))]

    async def allowance(self) -> Allowance:
        self.asked += 1
        self._fail("allowance")
        return self.left

    async def show_typing(self, address: str, thread: str) -> None:
        self.typing.append(address)
        self._fail(address)

    async def answer_press(self, press: str, popup: str) -> None:
        self._fail(press)
        self.popups.append((press, popup))

    async def administers(self, address: str, account: str) -> bool:
        self.asked += 1
        self._fail(address)
        return (address, account) in self.administrators

    async def is_member(self, address: str, account: str) -> bool:
        self.looked_up.append((address, account))
        self._fail(f"{address} members")
        return (address, account) not in self.outsiders

    async def is_administrator(self, address: str) -> bool:
        return await self.administers(address, "bot")

    async def is_inside(self, address: str) -> bool:
        self._fail(f"{address} asked")
        return address not in self.thrown_out

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        self.fetched.append(source)
        self._fail(source)
        yield self.files[source]

    def _fail(self, at: str) -> None:
        for faults in (self._faults[at], self._faults[ANYWHERE]):
            if faults and (fault := faults.pop(0)) is not None:
                raise fault


BARRED = DeliveryError("no rights", permanent=True, barred=Barred.RIGHTS)
BLOCKED = DeliveryError("blocked", permanent=True, gone=True)
DOWN = DeliveryError("502")
