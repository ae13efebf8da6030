import asyncio
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from bot.domain.errors import Conflict, DeliveryError
from bot.domain.incoming import Incoming, IncomingFile, Replied, Sender
from bot.ports import Answers, Envelope, UnitOfWork
from scheduler.inbox import LEASE, MEND, Reception, Row
from scheduler.transactions import transact
from scheduler.worker import exhaust
from tests.executed import hearing
from tests.fakes.channel import BLOCKED, DOWN
from tests.fakes.handlers import FakeDispatch, Handled, Needs, expect
from tests.scheduler.office import CHAIR, GROUP, MEMBER, Office
from tests.stores import alone

BUG = ZeroDivisionError("สมชาย 123456:secret")


async def claimed(office: Office) -> Row:
    (row,) = await office.engine._reception.claim()
    return row


async def tried(office: Office, times: int) -> list[str]:
    said: list[str] = []
    for _ in range(times):
        said += await office.run()
        office.clock.advance(seconds=10)
    return said


async def test_what_is_said_is_handled_and_answered(office: Office) -> None:
    await office.receives(office.says("/status"))
    assert await office.run() == [f"{GROUP}: echo /status"]
    assert await office.run() == []


async def test_what_was_read_when_it_came_is_not_read_again(office: Office) -> None:
    update = office.channel.update(office.says("/status"))
    await office.engine.accept([replace(update, incoming=office.says("/plan"))])
    await office.run()
    assert office.dispatch.handled == ["/plan"]


async def test_what_was_read_under_the_same_key_but_says_something_else_is(office: Office) -> None:
    update = office.channel.update(office.says("/status"))
    other = replace(update, payload="of last week", incoming=office.says("/plan"))
    await office.engine.accept([update, other])
    await office.run()
    assert office.dispatch.handled == ["/status"]


async def test_nor_is_what_waits_behind_another_that_is_in_hand(office: Office) -> None:
    came = [office.channel.update(office.says(one)) for one in ("/status", "/help")]
    await office.engine.accept([replace(one, incoming=office.says("/plan")) for one in came])
    row = await claimed(office)
    assert not await office.engine._reception.claim()
    await office.engine._reception.work(row)
    await office.run()
    assert office.dispatch.handled == ["/plan", "/plan"]


async def test_an_update_that_comes_twice_is_handled_once(office: Office) -> None:
    update = office.channel.update(office.says("/done 1"))
    await office.engine.accept([update])
    await office.engine.accept([update])
    await office.run()
    assert office.dispatch.handled == ["/done 1"]


async def test_what_is_not_for_us_is_done_without_a_word(office: Office) -> None:
    await office.receives(None, office.says("/status"))
    assert await office.run() == [f"{GROUP}: echo /status"]


async def test_a_lane_is_taken_in_order_one_at_a_time(office: Office) -> None:
    await office.receives(office.says("first"), office.says("second"))
    row = await claimed(office)
    assert not await office.engine._reception.claim()
    await office.engine._reception.work(row)
    await office.run()
    assert office.dispatch.handled == ["first", "second"]


async def test_lanes_do_not_wait_for_each_other(office: Office) -> None:
    await office.receives(office.says("slow"), lane="1")
    await office.receives(office.says("fast"), lane="2")
    slow, fast = await claimed(office), await claimed(office)
    await office.engine._reception.work(fast)
    await office.engine._reception.work(slow)
    assert office.dispatch.handled == ["fast", "slow"]


async def test_a_row_whose_handler_died_is_taken_up_after_the_lease(office: Office) -> None:
    await office.receives(office.says("/done 1"))
    now = office.clock.now()
    transact(office.store, lambda work: work.inbox.claim(now, now + LEASE))
    assert await office.run() == []
    office.clock.set(now + LEASE)
    assert await office.run() == [f"{GROUP}: echo /done 1"]


@pytest.fixture
async def idle(office: Office) -> Reception:
    """That has looked, and found nothing."""
    found: Reception = office.engine._reception
    assert not await found.claim()
    return found


@alone
async def test_what_comes_alone_is_claimed_as_it_comes(office: Office, idle: Reception) -> None:
    await office.receives(office.says("/status"))
    assert not await Reception(office.tools, office.dispatch).claim()
    [row] = await idle.claim(9)
    await idle.work(row)
    assert office.dispatch.handled == ["/status"]


@alone
async def test_what_comes_while_something_is_in_hand_is_claimed_in_its_turn(
    office: Office, idle: Reception
) -> None:
    await office.receives(office.says("/status"))
    await office.receives(office.says("/my"), lane="2")
    [row] = await Reception(office.tools, office.dispatch).claim()
    assert row.envelope.lane == "2"


async def test_what_comes_where_something_may_wait_is_claimed_in_its_turn(
    office: Office, idle: Reception
) -> None:
    idle.look()
    await office.receives(office.says("/status"))
    assert await Reception(office.tools, office.dispatch).claim()


async def test_what_comes_when_something_is_to_be_tried_again_is_found_behind_it(
    office: Office, idle: Reception
) -> None:
    office.dispatch.breaks = [BUG]
    await office.receives(office.says("/1"))
    await exhaust(idle)
    office.clock.advance(seconds=MEND.total_seconds())
    await office.receives(office.says("/2"), lane="2")
    await exhaust(idle)
    assert sorted(office.dispatch.handled) == ["/1", "/2"]


async def test_a_row_that_outlasts_its_lease_is_not_handled_twice(office: Office) -> None:
    await office.receives(office.says("/done 1"))
    row = await claimed(office)
    office.clock.advance(minutes=1)
    assert not await office.engine._reception.claim()
    await office.engine._reception.work(row)
    office.clock.advance(minutes=1)
    await office.run()
    assert office.dispatch.handled == ["/done 1"]


async def test_a_press_gets_its_pop_up(office: Office) -> None:
    await office.receives(office.says("done 1", press="p1"))
    await office.run()
    assert office.channel.popups == [("p1", "popup done 1")]


async def test_a_press_that_cannot_be_answered_is_done_all_the_same(office: Office) -> None:
    office.channel.fails(BLOCKED, at="p1")
    await office.receives(office.says("done 1", press="p1"))
    await tried(office, 3)
    assert office.dispatch.handled == ["done 1"]


async def test_a_press_on_a_bad_line_is_not_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(press: str, popup: str) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(office.channel, "answer_press", never)
    monkeypatch.setattr("scheduler.inbox.PRESS_TIMEOUT", 0.0)
    await office.receives(office.says("done 1", press="p1"))
    await office.run()
    assert office.dispatch.handled == ["done 1"]


async def test_whoever_lost_to_another_writer_is_handled_again(office: Office) -> None:
    office.dispatch.breaks = [Conflict(), Conflict()]
    await office.receives(office.says("/done 1"))
    assert await office.run() == [f"{GROUP}: echo /done 1"]


async def test_a_bug_that_passes_goes_unnoticed(office: Office) -> None:
    office.dispatch.breaks = [BUG]
    await office.receives(office.says("/done 1"), office.says("/status"))
    assert await tried(office, 2) == [f"{GROUP}: echo /done 1", f"{GROUP}: echo /status"]


async def test_a_bug_that_stays_is_apologised_for_and_stops_nobody(office: Office) -> None:
    office.dispatch.breaks = [BUG] * 3
    await office.receives(office.says("/done 1"), office.says("/status"))
    sorry, echo = await tried(office, 4)
    assert "ขออภัย ระบบขัดข้องชั่วคราว" in sorry
    assert "สมชาย" not in sorry
    assert echo == f"{GROUP}: echo /status"


async def test_a_bug_behind_a_button_is_apologised_for_in_a_pop_up(office: Office) -> None:
    office.dispatch.breaks = [BUG] * 3
    await office.receives(office.says("done 1", press="p1"))
    assert await tried(office, 4) == []
    [(press, popup)] = office.channel.popups
    assert press == "p1"
    assert popup.startswith("ขออภัย")


async def test_an_update_that_cannot_be_read_is_set_aside(office: Office) -> None:
    await office.receives(ValueError("unreadable"), office.says("/status"))
    assert await tried(office, 4) == [f"{GROUP}: echo /status"]


async def test_the_platform_is_asked_who_administers_the_group(office: Office) -> None:
    office.dispatch.needed = Needs((GROUP, "-300"), GROUP)
    office.channel.administrators = {(GROUP, MEMBER), (GROUP, "bot")}
    await office.receives(office.says("/setup"))
    await office.run()
    assert office.dispatch.known == [(frozenset({GROUP}), True)]


async def test_a_platform_that_hiccups_is_asked_again(office: Office) -> None:
    office.dispatch.needed = Needs((GROUP,))
    office.channel.administrators = {(GROUP, MEMBER)}
    office.channel.fails(DOWN, DOWN, at=GROUP)
    await office.receives(office.says("/setup"))
    await office.run()
    assert office.dispatch.known == [(frozenset({GROUP}), None)]
    assert office.slept == [0.5, 2.0]


async def test_what_the_platform_does_not_tell_gives_nobody_a_right(office: Office) -> None:
    office.dispatch.needed = Needs((GROUP,), GROUP)
    office.channel.fails(DOWN, DOWN, DOWN, DeliveryError("no", permanent=True), at=GROUP)
    await office.receives(office.says("/setup", CHAIR))
    await office.run()
    assert office.dispatch.known == [(frozenset(), None)]


async def test_many_lanes_at_once_lose_nothing(office: Office) -> None:
    for lane in range(20):
        await office.receives(*(office.says(f"{lane}-{n}") for n in range(3)), lane=str(lane))
    await asyncio.gather(*(office.engine.drain() for _ in range(4)))
    assert len(office.dispatch.handled) == 60
    for lane in range(20):
        mine = [h for h in office.dispatch.handled if h.startswith(f"{lane}-")]
        assert mine == [f"{lane}-{n}" for n in range(3)]


async def test_what_another_process_handled_meanwhile_is_not_handled_again(office: Office) -> None:
    slow, quick = office.engine._reception, Reception(office.tools, office.dispatch)
    await office.receives(office.says("/status"))
    (row,) = await slow.claim()
    office.clock.advance(seconds=(LEASE + MEND).total_seconds())
    (taken,) = await quick.claim()
    await quick.work(taken)
    await slow.work(row)
    assert office.dispatch.handled == ["/status"]


async def test_what_another_process_handled_is_not_remembered_for_ever(office: Office) -> None:
    ours, other = office.engine._reception, Reception(office.tools, office.dispatch)
    update = replace(office.channel.update(office.says("/status")), incoming=office.says("/plan"))
    await office.engine.accept([update])
    for row in await other.claim():
        await other.work(row)
    assert not await ours.claim()
    assert ours._understood.of(update) is None


FORGED = IncomingFile("10", "ปลอม.jpg", album="A")


def photo(office: Office, number: int, said: str = "") -> Envelope:
    """One of an album; in a group it is for us only if it says something."""
    file = IncomingFile(str(number), f"{number}.jpg", album="A")
    incoming = replace(office.says(said), message=str(number), files=(file,))
    return replace(office.channel.update(incoming), album="A", follows=not said)


async def test_an_album_is_handled_as_one_in_the_order_sent(office: Office) -> None:
    for one in (photo(office, 10), photo(office, 9), photo(office, 11, "แนบ 4")):
        await office.engine.accept([one])
    await office.run()
    assert office.dispatch.handled == []
    office.clock.advance(seconds=2)
    await office.run()
    assert office.dispatch.handled == ["แนบ 4"]
    assert office.dispatch.files == [["9.jpg", "10.jpg", "11.jpg"]]


async def test_the_caption_that_comes_minutes_later_claims_the_album(office: Office) -> None:
    await office.engine.accept([photo(office, 9), photo(office, 10)])
    office.clock.advance(minutes=9)
    await office.engine.accept([photo(office, 11, "แนบ 4")])
    office.clock.advance(seconds=2)
    await office.run()
    assert office.dispatch.files == [["9.jpg", "10.jpg", "11.jpg"]]


async def test_an_album_waits_while_more_of_it_comes(office: Office) -> None:
    await office.engine.accept([photo(office, 9, "แนบ 4")])
    office.clock.advance(seconds=1)
    await office.engine.accept([photo(office, 10)])
    office.clock.advance(seconds=1)
    await office.run()
    assert office.dispatch.files == []
    office.clock.advance(seconds=1)
    await office.run()
    assert office.dispatch.files == [["9.jpg", "10.jpg"]]


async def test_what_is_said_of_one_file_of_an_album_is_said_of_all(office: Office) -> None:
    await office.engine.accept([photo(office, 9), photo(office, 10)])
    there = Replied("10", files=(IncomingFile("10", "10.jpg", album="A"),))
    await office.receives(replace(office.says("แนบ 4"), replied=there))
    await office.run()
    assert office.dispatch.files == [["9.jpg", "10.jpg"]]


async def test_what_somebody_else_sends_by_the_name_of_an_album_is_his_or_her_own(
    office: Office,
) -> None:
    forged = replace(office.says(""), sender=Sender("other"), message="10", files=(FORGED,))
    forged_row = replace(office.channel.update(forged), album="A", follows=True)
    await office.engine.accept([photo(office, 9, "แนบ 4"), forged_row])
    for _ in range(2):
        office.clock.advance(seconds=2)
        await office.run()
    assert office.dispatch.files == [["9.jpg"], ["ปลอม.jpg"]]


async def test_an_album_that_breaks_is_set_aside_whole(office: Office) -> None:
    office.dispatch.breaks = [BUG] * 3
    await office.engine.accept([photo(office, 9, "แนบ 4"), photo(office, 10), photo(office, 11)])
    said = await tried(office, 6)
    assert len(said) == 1
    assert office.dispatch.files == []


class Expecting(FakeDispatch):
    """Announces a file where the text is `expect`."""

    def __init__(self, office: Office) -> None:
        super().__init__()
        self._office = office

    def handle(self, incoming: Incoming, work: UnitOfWork, now: datetime, told: Answers) -> Handled:
        if incoming.text == "expect":
            by, plan = self._office.people[MEMBER].id, self._office.plan.id
            expect(work, "photo", now, plan=plan, chat=self._office.group.id, by=by)
        return super().handle(incoming, work, now, told)


async def test_that_a_file_is_to_be_fetched_is_told_at_once(office: Office) -> None:
    fetch = asyncio.Event()
    reception = Reception(office.tools, Expecting(office), fetch=fetch.set)
    await reception.accept([office.channel.update(office.says("/status"))])
    await exhaust(reception)
    assert not fetch.is_set()
    await reception.accept([office.channel.update(office.says("expect"))])
    await exhaust(reception)
    assert fetch.is_set()


async def statements(reception: Reception) -> int:
    """How many it takes to find nothing."""
    heard: list[str] = []

    def hear(_: Any, statement: str, __: Any) -> None:
        heard.append(statement)

    with hearing(hear):
        assert not await reception.claim()
    return len(heard)


@alone
async def test_where_nothing_came_nothing_is_looked_for(idle: Reception) -> None:
    assert await statements(idle) == 0


@alone
async def test_but_now_and_then(idle: Reception) -> None:
    idle.look()
    assert await statements(idle) > 0
    assert await statements(idle) == 0


@alone
async def test_beside_what_came_alone_nothing_is_looked_for(
    office: Office, idle: Reception
) -> None:
    await office.receives(office.says("/status"))
    [row] = await idle.claim()
    assert await statements(idle) == 0
    await idle.work(row)
    assert await statements(idle) == 0


async def test_what_comes_behind_it_is_found(office: Office, idle: Reception) -> None:
    await office.receives(office.says("/1"))
    await office.receives(office.says("/2"))
    await office.receives(office.says("/3", chat=CHAIR), lane=CHAIR)
    await exhaust(idle)
    assert sorted(office.dispatch.handled) == ["/1", "/2", "/3"]


@alone
async def test_many_of_one_lane_are_found_one_after_another(
    office: Office, idle: Reception
) -> None:
    await office.receives(*(office.says(f"/{n}") for n in range(5)))
    await exhaust(idle)
    assert office.dispatch.handled == [f"/{n}" for n in range(5)]
    assert await statements(idle) == 0


async def test_what_was_left_by_a_program_that_ended_is_found(office: Office) -> None:
    await office.receives(*(office.says(f"/{n}") for n in range(5)))
    await exhaust(Reception(office.tools, office.dispatch))
    assert office.dispatch.handled == [f"/{n}" for n in range(5)]


@alone
async def test_what_came_and_is_gone_is_not_looked_for_for_ever(
    office: Office, idle: Reception
) -> None:
    await office.receives(office.says("/1"), office.says("/2"))
    await exhaust(Reception(office.tools, office.dispatch))
    assert await statements(idle) > 0
    assert await statements(idle) == 0
