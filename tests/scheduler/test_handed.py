"""What is handed over for sending keeps to what holds for everything else that waits."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import pytest

from bot.domain.errors import DeliveryError
from bot.domain.message import Message, plain
from bot.domain.people import ChatKind
from bot.ports import FAREWELL, Outgoing, UnitOfWork
from scheduler import handed
from scheduler.flood import Flood
from scheduler.inbox import BREAKS
from scheduler.outbox import LEASE, Courier
from scheduler.pace import Limit, Pace
from scheduler.planning_gate import Gate
from scheduler.transactions import transact
from scheduler.worker import Worker
from tests.fakes.channel import BARRED, DOWN
from tests.fakes.handlers import Handled
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office, local
from tests.stores import alone

EVENING, SLOT = "2026-10-13 20:00", "2026-10-14 08:30"
"""What was due in the morning comes late in the evening, and is put off to the next slot."""


class Slow:
    """A platform that takes its time for one text."""

    def __init__(self, office: Office, text: str) -> None:
        self.begun, self.go_on = asyncio.Event(), asyncio.Event()
        self.log: list[str] = []
        self._text = text
        self._send: Callable[[Outgoing], Awaitable[Sequence[str]]] = office.channel.send
        office.channel.send = self.send  # type: ignore[method-assign]

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        text = outgoing.message.text.plain
        self.log.append(f"{text}?")
        if text == self._text:
            self.begun.set()
            await self.go_on.wait()
        sent = await self._send(outgoing)
        self.log.append(f"{text}.")
        return sent


async def answered(office: Office, *texts: str, chat: str = GROUP) -> None:
    """All of them are handled before any answer is sent."""
    reception = office.engine._reception
    await office.receives(*[office.says(text, chat) for text in texts], lane=chat)
    while rows := await reception.claim():
        await reception.work(*rows)


async def deliver(courier: Courier) -> None:
    courier.look()
    await work_off(courier)


async def work_off(worker: Worker[Any]) -> None:
    """What it knows of."""
    while rows := await worker.claim(9):
        await asyncio.gather(*map(worker.work, rows))


async def under_way(courier: Courier, slow: Slow) -> asyncio.Task[None]:
    [row] = await courier.claim(9)
    task = asyncio.create_task(courier.work(row))
    await slow.begun.wait()
    return task


def many_members(office: Office, count: int) -> list[str]:
    accounts = [str(1000 + n) for n in range(count)]

    def join(work: UnitOfWork) -> None:
        for account in accounts:
            person = office._person(work, account)
            work.teams.add_member(office.plan.team, person.id, office.clock.now())

    transact(office.store, join)
    return accounts


async def test_an_older_notice_that_comes_due_waits_until_the_answer_is_out(
    office: Office,
) -> None:
    courier = office.engine._courier
    await office.at(EVENING)
    office.clock.set(local(SLOT))
    office.clock.advance(seconds=-1)
    slow = Slow(office, "echo /1")
    await answered(office, "/1", "/2")
    first = await under_way(courier, slow)
    office.clock.set(local(SLOT))
    await deliver(courier)
    assert slow.log == ["echo /1?"]
    slow.go_on.set()
    await first
    await deliver(courier)
    one_by_one = [f"{text}{mark}" for text in office.channel.texts() for mark in "?."]
    assert slow.log == one_by_one
    assert len(office.channel.texts()) == 3


async def test_an_answer_waits_for_what_its_chat_is_being_sent_from_the_store(
    office: Office,
) -> None:
    courier = office.engine._courier
    office.post("before")
    [before] = await courier.claim()
    await answered(office, "/1")
    assert not await courier.claim(9)
    await courier.work(before)
    assert await office.run() == [f"{GROUP}: echo /1"]
    assert office.channel.texts() == ["before", "echo /1"]


async def test_of_two_processes_none_sends_what_the_other_is_sending(office: Office) -> None:
    one = office.engine._courier
    parts = office.dispatch.gone, one._workshop, one._render
    other = Courier(office.tools, Pace({}), Gate(), *parts)
    await office.at(EVENING)
    office.clock.set(local(SLOT))
    office.clock.advance(seconds=-1)
    slow = Slow(office, "answer")
    office.post("answer")
    one.look()
    first = await under_way(one, slow)
    office.closes(1)  # what was put off is overtaken
    office.clock.set(local(SLOT))
    await deliver(other)
    slow.go_on.set()
    await first
    assert office.channel.texts().count("answer") == 1


async def test_what_was_dropped_behind_an_answer_is_not_sent(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    courier, handle = office.engine._courier, office.dispatch.handle

    def forgetting(incoming: Any, work: UnitOfWork, now: Any, told: Any) -> Any:
        if incoming.text != "/forget":
            return handle(incoming, work, now, told)
        work.privacy.erase(office.people[MEMBER].id, "", now)
        chat = work.chats.at("fake", MEMBER, ChatKind.PRIVATE)
        work.outbox.post(chat.id, Message(plain("farewell")), now, key=FAREWELL)
        return Handled()

    monkeypatch.setattr(office.dispatch, "handle", forgetting)
    slow = Slow(office, "echo /1")
    await answered(office, "/1", "/what I said", chat=MEMBER)
    first = await under_way(courier, slow)
    await answered(office, "/forget", chat=MEMBER)
    await deliver(courier)
    slow.go_on.set()
    await first
    await deliver(courier)
    assert slow.log == ["echo /1?", "farewell?", "farewell.", "echo /1."]


async def test_that_somebody_is_turned_away_is_told_without_waiting_for_a_tick(
    office: Office,
) -> None:
    office.engine._reception._flood = Flood(person=Limit(1, 60))
    await answered(office, "/1")
    await deliver(office.engine._courier)
    await answered(office, "/2")
    await work_off(office.engine._courier)
    [echo, turned_away] = office.channel.texts()
    assert echo == "echo /1" != turned_away


async def test_so_is_that_an_update_was_given_up(office: Office) -> None:
    office.dispatch.breaks = [ZeroDivisionError()] * BREAKS
    await work_off(office.engine._courier)
    await office.receives(office.says("/1"))
    for _ in range(BREAKS):
        office.engine._reception.look()
        await work_off(office.engine._reception)
        office.clock.advance(minutes=1)
    await work_off(office.engine._courier)
    assert len(office.channel.texts(GROUP)) == 1


@alone
@pytest.mark.parametrize("fails", [False, True])
async def test_what_was_sent_or_given_back_makes_room(
    office: Office, monkeypatch: pytest.MonkeyPatch, fails: bool
) -> None:
    monkeypatch.setattr(handed, "MOST", 2)
    courier = office.engine._courier
    await answered(office, "/1", "/2")
    assert not courier.takes_answers
    if fails:
        office.channel.fails(DOWN)
    await work_off(courier)
    monkeypatch.setattr(handed, "MOST", 1)
    assert courier.takes_answers


async def test_that_a_group_takes_messages_again_is_told_once(office: Office) -> None:
    office.channel.fails(BARRED, at=GROUP)
    await office.at("2026-10-13 08:30")
    await answered(office, "/1", "/2", "/3")
    said = await office.run()
    assert len([one for one in said if one.startswith(f"{SECRETARY}: ")]) == 1


async def test_what_is_in_hand_waits_too_while_the_platform_takes_nothing(office: Office) -> None:
    for account in many_members(office, 30):
        await answered(office, "/status", chat=account)
    office.channel.fails(*[DeliveryError("too many requests", retry_after=30.0)] * 30)
    await deliver(office.engine._courier)
    assert len(office.channel.tried) <= 9  # what was begun before any answer of the platform
    office.channel.recovers()
    office.clock.advance(seconds=30)
    assert len(await office.run()) == 30


async def test_answers_for_which_there_is_no_room_wait_in_the_store(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed, "MOST", 2)
    chats = many_members(office, 3)
    for chat in chats:
        await answered(office, "/status", chat=chat)
    now = office.clock.now()
    left = transact(office.store, lambda work: work.outbox.claim(now, now + LEASE, 9))
    assert [one.chat.address for one in left] == (chats[2:] if office.store.writers == 1 else chats)


async def test_committees_answers_go_before_strangers(office: Office) -> None:
    accounts = many_members(office, 6)
    for n in range(6):
        office.post("hello", str(9000 + n))
    for account in accounts:
        await answered(office, "/status", chat=account)
    courier = office.engine._courier
    courier.look()
    while rows := await courier.claim():
        await courier.work(*rows)
    assert {one.address for one in office.channel.sent[:6]} == set(accounts)
    assert len(office.channel.sent) == 12
