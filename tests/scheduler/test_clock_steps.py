"""A clock that is set forward or back by hours: no notice lost or told twice, nothing stuck."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.errors import DeliveryError
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office

AHEAD_7, AHEAD_3 = f"{GROUP}: ahead7 group", f"{MEMBER}: ahead3 responsible"
EVERYTHING = ["ahead7", "ahead3", "ahead1", "due", "overdue1", "overdue3"]


async def lived(office: Office, *moments: str) -> list[str]:
    return [said for moment in moments for said in await office.at(moment)]


async def test_set_forward_over_a_slot_it_is_told_once_as_late(office: Office) -> None:
    said = await lived(office, "2026-10-13 08:00", "2026-10-13 13:00", "2026-10-13 13:05")
    assert said == [f"{GROUP}: late: ahead7 group"]


async def test_set_forward_into_the_night_it_waits_for_the_next_slot(office: Office) -> None:
    assert await lived(office, "2026-10-13 08:00", "2026-10-13 20:00", "2026-10-14 03:00") == []
    assert await office.at("2026-10-14 08:30") == [f"{GROUP}: late: ahead7 group"]


async def test_set_back_over_a_slot_nothing_is_told_a_second_time(office: Office) -> None:
    said = await lived(
        office, "2026-10-13 08:30", "2026-10-13 03:30", "2026-10-13 08:30", "2026-10-13 09:10"
    )
    assert said == [AHEAD_7]
    assert await office.at("2026-10-16 08:30") == [AHEAD_3]


@pytest.mark.parametrize("hours", [-30, -5, 5])
async def test_whenever_it_is_wrong_for_an_hour_every_notice_comes_once(
    office: Office, hours: int
) -> None:
    for day in range(12, 24):
        for time in ("08:00", "08:30", "14:00"):
            await office.at(f"2026-10-{day} {time}")
            right = office.clock.now()
            office.clock.set(right + timedelta(hours=hours))
            await office.run()
            office.clock.set(right)
    told = [t.removeprefix("late: ").split()[0] for t in office.channel.texts(MEMBER)]
    assert told == [kind for kind in EVERYTHING if kind != "ahead7"]
    assert len([t for t in office.channel.texts(GROUP) if "ahead7" in t]) == 1


async def test_what_was_planned_by_a_clock_weeks_ahead_is_planned_once_more(
    office: Office,
) -> None:
    early = await lived(office, "2026-10-01 09:00", "2026-11-30 10:00")
    assert [s for s in early if s.startswith(MEMBER)] == [f"{MEMBER}: late: overdue21 responsible"]
    assert await lived(office, "2026-10-01 09:05", "2026-10-13 08:30") == [AHEAD_7]
    assert await office.at("2026-10-16 08:30") == [AHEAD_3]


async def test_a_message_written_by_a_clock_that_was_ahead_is_sent_at_once(office: Office) -> None:
    office.clock.advance(hours=5)
    office.post("an answer")
    office.clock.advance(hours=-5)
    assert await office.run() == [f"{GROUP}: an answer"]


async def test_what_failed_before_the_clock_was_set_back_does_not_wait_for_hours(
    office: Office,
) -> None:
    office.channel.fails(DOWN, at=GROUP)
    office.clock.advance(hours=5)
    office.post("an answer")
    assert await office.run() == []
    office.clock.advance(hours=-5)
    assert await office.run() == [f"{GROUP}: an answer"]


async def test_nor_does_an_update(office: Office) -> None:
    office.dispatch.breaks = [ZeroDivisionError()]
    office.clock.advance(hours=5)
    await office.receives(office.says("hello"))
    assert await office.run() == []
    office.clock.advance(hours=-5)
    assert await office.run() == [f"{GROUP}: echo hello"]


async def test_nor_do_the_files_of_an_album(office: Office) -> None:
    office.channel.files = {"a": b"a", "b": b"b"}
    office.clock.advance(hours=5)
    for name in office.channel.files:
        office.expects(name, album="x")
    office.clock.advance(hours=-5)
    assert await office.run() == [f"{GROUP}: received 1-01v1 1-02v1"]


async def test_a_429_is_obeyed_although_the_clock_was_set_forward_meanwhile(
    office: Office,
) -> None:
    """By less than it lasts; there is no telling how much of it is over."""
    office.channel.fails(DeliveryError("too many requests", retry_after=7200), at=GROUP)
    office.post("hello")
    for minutes in (0, 59, 60):
        office.clock.advance(minutes=minutes)
        assert await office.run() == []
    office.clock.advance(minutes=1)
    assert await office.run() == [f"{GROUP}: hello"]
    assert len(office.channel.tried) == 2


async def test_after_a_leap_of_days_one_failure_is_not_the_end(office: Office) -> None:
    office.post("hello")
    office.channel.fails(DOWN, at=GROUP)
    office.clock.advance(days=3)
    assert await office.run() == []
    office.clock.advance(minutes=1)
    assert await office.run() == [f"{GROUP}: hello"]
    assert office.channel.texts(SECRETARY) == []
