"""A clock that is moved ahead: everything is lived through, in its order and at its own time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.demo.travel import Ahead, Travel
from bot.ports import Outgoing
from tests.clock import SettableClock
from tests.fakes.channel import DOWN, FakeChannel
from tests.scheduler.office import ZONE, Office, local

OCTOBER = [
    "13 Oct 08:30 -100: ahead7 group",
    "16 Oct 08:30 13: ahead3 responsible",
    "19 Oct 08:30 13: ahead1 responsible",
    "20 Oct 08:30 -100: due group",
    "20 Oct 08:30 13: due responsible",
    "21 Oct 08:30 -100: overdue1 group",
    "21 Oct 08:30 12: overdue1 secretary",
    "21 Oct 08:30 13: overdue1 responsible",
]
"""What the committee is told until the 21st, if it does nothing."""


class Standing:
    """The office's clock, which stands anyway; `moments` are those at which it was put."""

    def __init__(self, clock: SettableClock) -> None:
        self._clock = clock
        self.moments: list[datetime] = []
        self.goes = True

    def now(self) -> datetime:
        return self._clock.now()

    def stand(self, moment: datetime) -> None:
        self._clock.set(moment)
        self.moments.append(moment)
        self.goes = False

    def go(self) -> None:
        self.goes = True


class Trip:
    """A travel that notes what was said, when and to whom."""

    def __init__(self, office: Office) -> None:
        self.office = office
        self.clock = Standing(office.clock)
        self.arrived: list[datetime] = []
        self.travel = Travel(
            Ahead(office.store, office.tools.desk),
            self.clock,
            self._settle,
            arrived=lambda: self.arrived.append(self.clock.now()),
        )
        self.told: list[str] = []
        self.begun = asyncio.Event()

    def count(self) -> int:
        return len(self.told)

    async def _settle(self) -> None:
        self.begun.set()
        sent = self.office.channel.sent
        before = len(sent)
        await self.office.engine.settle()
        at = self.clock.now().astimezone(ZONE)
        self.told += [f"{at:%d %b %H:%M} {o.address}: {said(o)}" for o in sent[before:]]


def said(outgoing: Outgoing) -> str:
    return outgoing.message.text.plain


@pytest.fixture
def trip(office: Office) -> Trip:
    return Trip(office)


@pytest.fixture
def other_office(tmp_path: Path) -> Iterator[Office]:
    (tmp_path / "other").mkdir()
    made = Office(tmp_path / "other")
    yield made
    made.tools.desk.close()
    made.store.close()


async def test_a_move_lives_through_each_slot_at_its_own_time(trip: Trip) -> None:
    await trip.travel.to(local("2026-10-21 09:00"))
    assert trip.told == OCTOBER
    assert trip.clock.now() == local("2026-10-21 09:00")


async def test_a_move_tells_the_same_as_day_by_day(trip: Trip, other_office: Office) -> None:
    day = local("2026-10-01 08:30")
    while day <= local("2026-11-12 08:30"):
        other_office.clock.set(day)
        await other_office.run()
        day += timedelta(days=1)
    await trip.travel.to(local("2026-11-12 08:30"))
    moved, lived = trip.office.channel.sent, other_office.channel.sent
    assert len(moved) > 8
    assert [(o.address, said(o)) for o in moved] == [(o.address, said(o)) for o in lived]


async def test_many_small_moves_tell_the_same_as_a_long_one(trip: Trip) -> None:
    for _ in range(29):
        await trip.travel.by(timedelta(hours=17))
    assert trip.told == OCTOBER
    assert trip.clock.now() == local("2026-10-21 21:00")


async def test_a_move_never_goes_back_and_stops_exactly_at_its_end(trip: Trip) -> None:
    await trip.travel.to(local("2026-10-16 08:29"))
    assert trip.told == OCTOBER[:1]
    await trip.travel.to(local("2026-10-16 08:30"))
    assert trip.told == OCTOBER[:2]
    assert trip.clock.moments == sorted(trip.clock.moments)
    assert trip.clock.now() == local("2026-10-16 08:30")


async def test_a_move_to_what_has_passed_goes_nowhere(trip: Trip) -> None:
    start = trip.clock.now()
    await trip.travel.to(start - timedelta(days=1))
    assert (trip.clock.now(), trip.told) == (start, [])


async def test_a_move_to_more_stops_at_the_first_message(trip: Trip) -> None:
    assert await trip.travel.until_more(trip.count)
    assert trip.told == OCTOBER[:1]
    assert trip.clock.now() == local("2026-10-13 08:30")
    assert await trip.travel.until_more(trip.count)
    assert trip.told == OCTOBER[:2]


async def test_what_is_due_already_is_not_what_a_move_to_more_looks_for(trip: Trip) -> None:
    trip.office.post("สวัสดี")
    assert await trip.travel.until_more(trip.count)
    assert trip.told == ["01 Oct 08:00 -100: สวัสดี", OCTOBER[0]]


async def test_a_move_to_more_ends_when_nothing_lies_ahead(trip: Trip) -> None:
    trip.office.closes(1)
    trip.office.closes(2)
    trip.office.clock.set(local("2027-10-01 09:00"))
    await trip.office.run()  # is the plan to be closed?
    before = trip.told
    assert not await trip.travel.until_more(trip.count)
    assert trip.told == before


async def test_the_clock_stands_during_a_move_and_goes_on_after_it(trip: Trip) -> None:
    seen: list[tuple[bool, bool]] = []

    def counted() -> int:
        seen.append((trip.travel.is_moving, trip.clock.goes))
        return trip.count()

    await trip.travel.until_more(counted)
    assert set(seen) == {(True, False)}
    assert (trip.travel.is_moving, trip.clock.goes) == (False, True)


async def test_a_move_that_breaks_leaves_the_clock_going(trip: Trip) -> None:
    def broken() -> int:
        raise RuntimeError("a bug")

    with pytest.raises(RuntimeError):
        await trip.travel.until_more(broken)
    assert (trip.travel.is_moving, trip.clock.goes) == (False, True)


async def test_every_moment_lived_through_is_made_known(trip: Trip) -> None:
    await trip.travel.to(local("2026-10-16 08:30"))
    assert trip.arrived == sorted(trip.arrived)
    assert {local("2026-10-13 08:30"), local("2026-10-16 08:30")} <= set(trip.arrived)


async def test_two_moves_at_once_come_one_after_the_other(trip: Trip) -> None:
    await asyncio.gather(*(trip.travel.by(timedelta(days=10)) for _ in range(2)))
    assert trip.clock.now() == local("2026-10-21 08:00")
    assert trip.told == OCTOBER[:5]
    assert trip.clock.moments == sorted(trip.clock.moments)


async def test_what_is_written_during_a_move_is_settled_at_its_own_moment(office: Office) -> None:
    """Also what comes between two moments, by whoever waits for them to be let go of."""
    instant, clock = asyncio.Lock(), Standing(office.clock)
    written: list[datetime] = []

    async def settle() -> None:
        assert {*written} <= {clock.now()}
        written.clear()

    async def write() -> None:
        while not done.is_set():
            async with instant:
                written.append(clock.now())
            await asyncio.sleep(0)

    done = asyncio.Event()
    writing = asyncio.create_task(write())
    travel = Travel(Ahead(office.store, office.tools.desk), clock, settle, instant)
    await travel.to(local("2026-10-05 12:00"))
    done.set()
    await writing


async def test_what_failed_is_tried_again_on_the_way(trip: Trip) -> None:
    trip.office.post("สวัสดี")
    trip.office.channel.fails(DOWN, DOWN)
    await trip.travel.by(timedelta(hours=1))
    [told] = trip.told
    assert told.startswith("01 Oct 08:")
    assert told.endswith("สวัสดี")


async def test_what_came_due_during_a_stop_is_lived_through_from_where_life_ended(
    trip: Trip,
) -> None:
    await trip.travel.to(local("2026-10-13 09:00"))
    trip.office.clock.set(local("2026-10-21 09:00"))
    await trip.travel.catch_up(lived_until=local("2026-10-13 09:00"))
    assert trip.told == OCTOBER
    assert trip.clock.now() == local("2026-10-21 09:00")


async def test_nothing_that_was_missed_is_told_at_a_time_before_life_ended(trip: Trip) -> None:
    trip.office.clock.set(local("2026-10-21 09:00"))
    await trip.travel.catch_up(lived_until=local("2026-10-17 12:00"))
    assert min(trip.clock.moments[1:]) == local("2026-10-17 12:00")
    assert trip.told == ["19 Oct 08:30 -100: late: ahead7 group", *OCTOBER[2:]]


async def test_a_clock_that_lost_its_place_does_not_go_back_before_what_was_lived(
    trip: Trip,
) -> None:
    trip.office.clock.set(local("2026-10-02 09:00"))
    await trip.travel.catch_up(lived_until=local("2026-10-05 12:00"))
    assert trip.clock.now() == local("2026-10-05 12:00")


async def test_after_a_stop_in_which_nothing_came_due_it_is_simply_now(trip: Trip) -> None:
    trip.office.clock.set(local("2026-10-02 09:00"))
    await trip.travel.catch_up(lived_until=local("2026-10-01 08:00"))
    assert (trip.told, trip.clock.now()) == ([], local("2026-10-02 09:00"))


async def test_once_ended_no_move_goes_further(trip: Trip) -> None:
    start = trip.clock.now()
    await trip.travel.end()
    await trip.travel.by(timedelta(days=30))
    assert (trip.clock.now(), trip.told) == (start, [])
    assert not await trip.travel.until_more(trip.count)


async def test_the_end_waits_for_the_moment_under_way(trip: Trip) -> None:
    moving = asyncio.create_task(trip.travel.to(local("2026-10-21 09:00")))
    await asyncio.wait_for(trip.begun.wait(), 5)
    await trip.travel.end()
    assert not trip.travel.is_moving
    await moving
    assert trip.clock.now() < local("2026-10-21 09:00")


async def test_to_settle_is_to_wait_for_what_the_loops_have_in_hand(office: Office) -> None:
    sending, released = asyncio.Event(), asyncio.Event()

    async def send(outgoing: Outgoing) -> list[str]:
        sending.set()
        await released.wait()
        return list(await FakeChannel.send(office.channel, outgoing))

    vars(office.channel)["send"] = send
    await office.engine.start()
    await office.receives(office.says("/status"))
    await asyncio.wait_for(sending.wait(), 5)
    settling = asyncio.create_task(office.engine.settle())
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(asyncio.shield(settling), 0.1)
    released.set()
    await asyncio.wait_for(settling, 5)
    assert office.channel.texts() == ["echo /status"]
    await office.engine.stop()
