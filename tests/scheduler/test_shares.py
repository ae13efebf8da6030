"""Two platforms, of which one hangs: whoever is on the other does not notice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import replace

import pytest

from bot.domain.incoming import Incoming
from bot.domain.message import Message, plain
from bot.domain.people import ChatKind
from bot.ports import Outgoing, UnitOfWork
from scheduler import in_flight
from scheduler.engine import DELIVERIES, FETCHES, LANES, Engine
from scheduler.transactions import transact
from scheduler.worker import Shares
from tests.fakes.channel import FakeChannel
from tests.fakes.handlers import expect
from tests.scheduler.office import MEMBER, Office, spelled

SOON = 5.0
"""Seconds; the channel that hangs does so for longer."""


class Hanging(FakeChannel):
    """Answers nothing until it is let go."""

    def __init__(self) -> None:
        super().__init__("hanging")
        self.goes_on = asyncio.Event()
        self.entered = 0

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        await self._hang()
        return await super().send(outgoing)

    async def introduce(self, incoming: Incoming) -> Incoming:
        await self._hang()
        return incoming

    async def fetch(self, source: str) -> AsyncIterator[bytes]:
        await self._hang()
        async for chunk in super().fetch(source):
            yield chunk

    async def _hang(self) -> None:
        self.entered += 1
        await self.goes_on.wait()


@pytest.fixture
def hanging(office: Office) -> Hanging:
    made = Hanging()
    channels = {one.name: one for one in (office.channel, made)}
    office.tools = replace(office.tools, channels=channels)
    office.engine = Engine(
        office.tools,
        office.files,
        office.dispatch,
        office.attach,
        office.attach,
        render=spelled,
        hurry=0.001,
    )
    return made


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(SOON):
        while not is_so():  # noqa: ASYNC110 - two channels ring no common bell
            await asyncio.sleep(0)


async def stop(office: Office, hanging: Hanging) -> None:
    hanging.goes_on.set()
    await office.engine.stop()


def posts(office: Office, many: int) -> None:
    """To so many chats of the channel that hangs."""

    def post(work: UnitOfWork) -> None:
        for number in range(many):
            chat = work.chats.at("hanging", str(number), ChatKind.GROUP)
            work.outbox.post(chat.id, Message(plain("waits")), office.clock.now())

    transact(office.store, post)


async def test_what_is_sent_by_another_channel_goes_at_once(
    office: Office, hanging: Hanging, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(in_flight, "LONGEST", 0.001)
    posts(office, 3 * DELIVERIES)
    await office.engine.start()
    await until(lambda: hanging.entered == DELIVERIES)
    office.post("goes")
    office.engine._deliver()
    await until(lambda: office.channel.texts() == ["goes"])
    assert hanging.entered == DELIVERIES
    await stop(office, hanging)


async def test_an_answer_on_another_channel_goes_at_once(office: Office, hanging: Hanging) -> None:
    await office.engine.start()
    held = [hanging.update(None, lane=str(n)) for n in range(3 * LANES)]
    for one in held:
        hanging._updates[one.key] = replace(office.says("waits"), channel="hanging")
    await office.engine.accept(held)
    await until(lambda: hanging.entered == LANES)
    await office.receives(office.says("status"))
    await until(lambda: office.channel.texts() == ["echo status"])
    assert hanging.entered == LANES
    await stop(office, hanging)


async def test_a_file_from_another_channel_is_fetched_at_once(
    office: Office, hanging: Hanging
) -> None:
    def many(work: UnitOfWork) -> None:
        by, now = office.people[MEMBER].id, office.clock.now()
        plan, chat = office.plan.id, office.group.id
        for number in range(3 * FETCHES):
            expect(work, f"waits{number}", now, plan=plan, chat=chat, by=by, channel="hanging")

    transact(office.store, many)
    office.channel.files["quick"] = b"quick"
    office.expects("quick")
    await office.engine.start()
    await until(lambda: office.channel.fetched == ["quick"])
    await until(lambda: hanging.entered == FETCHES)
    await stop(office, hanging)


async def test_what_had_to_wait_goes_when_the_channel_answers_again(
    office: Office, hanging: Hanging
) -> None:
    posts(office, 3 * DELIVERIES)
    await office.engine.start()
    await until(lambda: hanging.entered > 0)
    hanging.goes_on.set()
    await until(lambda: len(hanging.sent) == 3 * DELIVERIES)
    await office.engine.stop()


def test_no_more_is_claimed_at_once_than_the_fullest_channel_takes() -> None:
    shares = Shares(3)
    shares.update(("one", "one", "other"))
    assert shares.room(9) == (1, frozenset())
    shares["one"] += 1
    assert shares.room(9) == (2, frozenset({"one"}))
    shares["one"] -= 1
    assert shares.room(9) == (1, frozenset())
