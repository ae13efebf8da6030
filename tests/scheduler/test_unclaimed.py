"""The inbox is not looked through for nothing, and nothing waits in it unseen."""

from __future__ import annotations

from typing import Any

import pytest

from scheduler.inbox import Reception
from scheduler.worker import Unclaimed, exhaust
from tests.executed import hearing
from tests.scheduler.office import CHAIR, Office


async def statements(reception: Reception) -> int:
    """How many it takes to find nothing."""
    heard: list[str] = []

    def hear(_: Any, statement: str, __: Any) -> None:
        heard.append(statement)

    with hearing(hear):
        assert not await reception.claim()
    return len(heard)


@pytest.fixture
async def reception(office: Office) -> Reception:
    """That has looked once."""
    found: Reception = office.engine._reception
    assert await statements(found) > 0
    return found


async def test_where_nothing_came_nothing_is_looked_for(reception: Reception) -> None:
    assert await statements(reception) == 0


async def test_but_now_and_then(reception: Reception) -> None:
    reception.look()
    assert await statements(reception) > 0
    assert await statements(reception) == 0


async def test_beside_what_came_alone_nothing_is_looked_for(
    office: Office, reception: Reception
) -> None:
    await office.receives(office.says("/status"))
    [row] = await reception.claim()
    assert await statements(reception) == 0
    await reception.work(row)
    assert await statements(reception) == 0


async def test_what_comes_behind_it_is_found(office: Office, reception: Reception) -> None:
    await office.receives(office.says("/1"))
    await office.receives(office.says("/2"))
    await office.receives(office.says("/3", chat=CHAIR), lane=CHAIR)
    await exhaust(reception)
    assert sorted(office.dispatch.handled) == ["/1", "/2", "/3"]


async def test_many_of_one_lane_are_found_one_after_another(
    office: Office, reception: Reception
) -> None:
    await office.receives(*(office.says(f"/{n}") for n in range(5)))
    await exhaust(reception)
    assert office.dispatch.handled == [f"/{n}" for n in range(5)]
    assert await statements(reception) == 0


async def test_what_was_left_by_a_program_that_ended_is_found(office: Office) -> None:
    await office.receives(*(office.says(f"/{n}") for n in range(5)))
    await exhaust(Reception(office.tools, office.dispatch))
    assert office.dispatch.handled == [f"/{n}" for n in range(5)]


async def test_what_came_and_is_gone_is_not_looked_for_for_ever(
    office: Office, reception: Reception
) -> None:
    await office.receives(office.says("/1"), office.says("/2"))
    await exhaust(Reception(office.tools, office.dispatch))
    assert await statements(reception) > 0
    assert await statements(reception) == 0


def test_where_others_put_rows_too_there_is_always_something_to_look_for() -> None:
    theirs = Unclaimed(is_ours=False)
    theirs.none_found(is_idle=True)
    assert theirs


def test_behind_what_is_in_hand_there_may_be_more() -> None:
    rows = Unclaimed(is_ours=True)
    rows.none_found(is_idle=False)
    assert rows
    rows.none_found(is_idle=True)
    assert not rows
