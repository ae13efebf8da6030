from __future__ import annotations

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import pytest

from bot.domain.errors import DeliveryError
from bot.domain.message import Message, plain
from bot.domain.people import ChatKind
from bot.ports import Abilities, Outgoing, UnitOfWork
from scheduler import in_flight as turnstiles
from scheduler import outbox
from scheduler.in_flight import AT_ONCE, REPLIES, Turnstile
from scheduler.transactions import transact
from tests.scheduler.office import Office


async def through(turnstile: Turnstile, name: str, log: list[str], landed: asyncio.Event) -> None:
    async with turnstile.passed():
        log.append(f"{name} in the air")
        await landed.wait()
        log.append(f"{name} landed")


async def test_no_more_than_a_few_are_in_the_air_in_the_order_of_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    turnstile, log = Turnstile(), list[str]()
    names = [str(n) for n in range(2 * AT_ONCE)]
    landed = {name: asyncio.Event() for name in names}
    flights = [asyncio.create_task(through(turnstile, n, log, landed[n])) for n in names]
    await asyncio.sleep(0)
    assert log == [f"{name} in the air" for name in names[:AT_ONCE]]
    for landing, taking_off in zip(names, names[AT_ONCE:], strict=False):
        landed[landing].set()
        for _ in range(5):
            await asyncio.sleep(0)
        assert log[-2:] == [f"{landing} landed", f"{taking_off} in the air"]
    for event in landed.values():
        event.set()
    await asyncio.gather(*flights)


async def test_nobody_waits_long_behind_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 0.001)
    turnstile, log, never = Turnstile(), list[str](), asyncio.Event()
    slow = [asyncio.create_task(through(turnstile, "slow", log, never)) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    landed = asyncio.Event()
    landed.set()
    await asyncio.wait_for(through(turnstile, "quick", log, landed), 5)
    assert log == ["slow in the air"] * AT_ONCE + ["quick in the air", "quick landed"]
    for one in slow:
        one.cancel()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_a_slow_one_that_lands_lets_nobody_in_a_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 0.001)
    monkeypatch.setattr(turnstiles, "AT_ONCE", 1)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()
    slow = asyncio.create_task(through(turnstile, "slow", log, landed))
    await asyncio.sleep(0)
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    async with turnstile.passed():  # once the slow one no longer counts
        assert log == ["slow in the air"]
        landed.set()
        await slow
        waiting = asyncio.create_task(through(turnstile, "next", log, landed))
        for _ in range(5):
            await asyncio.sleep(0)
        assert "next in the air" not in log
    await waiting


async def test_who_waits_for_a_turn_in_vain_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "AT_ONCE", 1)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()

    async def refuse() -> None:
        raise DeliveryError("more than the platform takes", retry_after=20)

    with pytest.raises(DeliveryError):
        async with turnstile.passed(refuse):
            log.append("in the air all the same")
    landed.set()
    await asyncio.wait_for(through(turnstile, "next", log, landed), 5)
    assert log == ["next in the air", "next landed"]


async def test_one_that_fails_or_is_given_up_while_it_waits_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    monkeypatch.setattr(turnstiles, "AT_ONCE", 1)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()
    first = asyncio.create_task(through(turnstile, "first", log, landed))
    second = asyncio.create_task(through(turnstile, "second", log, landed))
    await asyncio.sleep(0)
    second.cancel()
    first.cancel()
    landed.set()
    await asyncio.wait_for(through(turnstile, "third", log, landed), 5)
    assert log == ["first in the air", "third in the air", "third landed"]


class Sky:
    """Messages to many chats: all are in the air until they may `land`, and then not yet written
    down.
    """

    def __init__(self, office: Office, patch: pytest.MonkeyPatch) -> None:
        self.land, self.write = asyncio.Event(), asyncio.Event()
        self.flying: list[str] = []
        self.turns: list[str] = []
        self._office = office
        self._addresses = itertools.count(-2000)
        self._courier = courier = office.engine._courier
        self._send, self._record = office.channel.send, courier._record
        patch.setattr(office.channel, "send", self._fly)
        patch.setattr(courier, "_record", self._write_down)
        patch.setattr(outbox, "goes_along", self._nothing_more)
        patch.setattr(courier._pace, "of_channel", self._turn)

    async def take_off(
        self, count: int, *, reply: str = "", lapses: bool = False
    ) -> list[asyncio.Task[None]]:
        for _ in range(count):
            self._post(str(next(self._addresses)), reply, lapses)
        claimed = await self._courier.claim(count)
        assert len(claimed) == count
        flights = [asyncio.create_task(self._courier.work(one)) for one in claimed]
        await settled()
        return flights

    def _post(self, address: str, reply: str, lapses: bool) -> None:
        """An answer, if there is a right to reply."""
        office, now = self._office, self._office.clock.now()

        def answer(work: UnitOfWork) -> None:
            chat = work.chats.at("fake", address, ChatKind.GROUP)
            right = work.outbox.answering(address, reply, now, lapses=lapses)
            with right if reply else nullcontext():
                work.outbox.post(chat.id, Message(plain("hello")), now)

        transact(office.store, answer)

    async def _turn(self, channel: str) -> None:
        self.turns.append(channel)

    async def _fly(self, outgoing: Outgoing) -> Sequence[str]:
        self.flying.append(outgoing.address)
        await self.land.wait()
        return await self._send(outgoing)

    async def _nothing_more(self, *_: Any) -> None:
        """Goes along; the store is not asked for it."""

    async def _write_down(self, *what: Any) -> None:
        await self.write.wait()
        await self._record(*what)


async def settled() -> None:
    """All have gone as far as they may: nothing before the writing down asks the store."""
    for _ in range(50):
        await asyncio.sleep(0)


@pytest.fixture
def sky(office: Office, monkeypatch: pytest.MonkeyPatch) -> Sky:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    return Sky(office, monkeypatch)


async def test_what_is_not_yet_written_down_is_still_in_the_air(sky: Sky) -> None:
    flights = await sky.take_off(2 * AT_ONCE)
    assert len(sky.flying) == AT_ONCE
    sky.land.set()
    await settled()
    assert len(sky.flying) == AT_ONCE
    sky.write.set()
    await asyncio.gather(*flights)
    assert len(sky.flying) == 2 * AT_ONCE


async def test_nobody_takes_its_turn_who_may_not_yet_take_off(sky: Sky) -> None:
    """Or all that wait would go at once, long after their turns."""
    flights = await sky.take_off(2 * AT_ONCE)
    assert len(sky.turns) == AT_ONCE
    sky.land.set()
    sky.write.set()
    await asyncio.gather(*flights)
    assert len(sky.turns) == 2 * AT_ONCE


async def test_of_replies_that_a_kill_would_double_fewer_are_in_the_air(
    sky: Sky, office: Office
) -> None:
    office.channel.can = Abilities(replies=True)
    replies = await sky.take_off(3, reply="right")
    assert len(sky.flying) == REPLIES
    others = await sky.take_off(2)
    assert len(sky.flying) == REPLIES + 2
    sky.land.set()
    sky.write.set()
    await asyncio.gather(*replies, *others)
    assert len(sky.flying) == 5


async def test_replies_that_are_never_sent_otherwise_need_not_wait(
    sky: Sky, office: Office
) -> None:
    office.channel.can = Abilities(replies=True)
    flights = await sky.take_off(3, reply="right", lapses=True)
    assert len(sky.flying) == 3
    sky.land.set()
    sky.write.set()
    await asyncio.gather(*flights)
