"""What a slot will need is read before it; at the slot all is as if it had not been."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.domain import timeline
from bot.domain.errors import Unavailable
from bot.domain.timeline import forecast
from bot.store.known_plans import KnownPlans
from bot.store.unit import SqlStore
from scheduler import foresight
from scheduler.foreseen import Foreseen
from scheduler.foresight import AHEAD, Foresight
from tests.executed import hearing
from tests.scheduler.office import GROUP, Office, local, spelled

SLOT = local("2026-10-13 08:30")
BEFORE = SLOT - AHEAD
TICK = timedelta(microseconds=1)


@pytest.fixture
async def coming(office: Office) -> Office:
    """Of whose plan nothing is known, a while before a slot."""
    await office.at("2026-10-12 09:00")
    assert isinstance(office.store, SqlStore)
    office.store._known = KnownPlans()
    office.clock.set(BEFORE)
    return office


async def looks(office: Office) -> int:
    """How many pages."""
    sight, pages = Foresight(office.tools, Foreseen(spelled)), 0
    while await sight.look():
        pages += 1
    return pages


async def events_read(office: Office) -> int:
    """How often a plan was read with all that happened to it, at the slot."""
    heard: list[str] = []

    def hear(_: Any, statement: str, __: Any) -> None:
        heard.append(statement)

    office.clock.set(SLOT)
    with hearing(hear):
        assert await office.run() == [f"{GROUP}: ahead7 group"]
    return sum("FROM event" in statement for statement in heard)


async def test_a_plan_is_read_before_its_slot(coming: Office) -> None:
    assert await looks(coming) == 1
    assert await events_read(coming) == 0


async def test_so_is_what_a_letter_asks_of_it(
    coming: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also one that is not written before its slot."""
    await looks(coming)
    monkeypatch.setattr(timeline, "_line", None)
    with coming.store.reading() as work:
        plan = work.plans.by_id(coming.plan.id)
        assert forecast(plan, work.teams.calendar(plan.team), plan.rules.local_day(SLOT)).steps


async def test_not_long_before(coming: Office) -> None:
    coming.clock.set(BEFORE - TICK)
    assert await looks(coming) == 0
    assert await events_read(coming) == 1


async def test_what_is_due_is_left_to_the_planner(coming: Office) -> None:
    coming.clock.set(SLOT)
    assert await looks(coming) == 0


async def test_nothing_is_said_before_its_slot(coming: Office) -> None:
    await looks(coming)
    coming.clock.set(SLOT - TICK)
    assert await coming.run() == []


async def test_what_happens_in_between_counts(coming: Office) -> None:
    await looks(coming)
    coming.closes(1)
    assert await coming.at("2026-10-13 08:30") == []


async def test_a_day_off_in_between_counts(coming: Office) -> None:
    await looks(coming)
    coming.day_off(SLOT.date(), recheck="2026-10-12 00:00")
    assert await coming.at("2026-10-13 08:30") == []
    assert await coming.at("2026-10-14 08:30") == [f"{GROUP}: ahead7 group"]


async def test_a_plan_is_read_before_each_of_its_slots(coming: Office) -> None:
    sight = Foresight(coming.tools, Foreseen(spelled))
    assert await sight.look()
    await coming.at("2026-10-13 08:30")
    assert not await sight.look()
    coming.clock.set(local("2026-10-16 08:30") - AHEAD)
    assert await sight.look()


async def test_pages_are_small_and_each_plan_is_read_once(
    coming: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    monkeypatch.setattr(foresight, "foresee", lambda _, plan, *__: read.append(plan))
    monkeypatch.setattr(foresight, "PAGE", 2)
    monkeypatch.setattr("bot.store.plans.SqlPlans.coming", lambda *_: [1, 2, 3])
    assert await looks(coming) == 2
    assert read == [1, 2, 3]


async def test_a_plan_that_cannot_be_read_is_the_planners_to_tell(
    coming: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(foresight, "foresee", fails)
    assert await looks(coming) == 1


async def test_a_store_that_is_away_is_asked_no_further(
    coming: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise Unavailable("away")

    monkeypatch.setattr(foresight, "foresee", fails)
    with pytest.raises(Unavailable):
        await looks(coming)


async def test_the_running_program_looks_by_itself(
    coming: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    loop, read = asyncio.get_running_loop(), asyncio.Event()
    monkeypatch.setattr(foresight, "foresee", lambda *_: loop.call_soon_threadsafe(read.set))
    await coming.engine.start()
    async with asyncio.timeout(10):
        await read.wait()
    await coming.engine.stop()
