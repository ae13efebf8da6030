"""What was kept back and then went along with something counts as told: nobody hears it again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import DeliveryError
from bot.domain.message import apart
from bot.ports import Abilities, Allowance, UnitOfWork
from scheduler import news
from scheduler.transactions import transact
from tests.scheduler.office import SECRETARY, Office

OVER = DeliveryError("monthly limit", over_quota=True)
USED_UP, NEW = Allowance(300, 300), Allowance(300, 0)
NONE_LEFT, NO_ROOM = "ครบจำนวนแล้ว", "พื้นที่"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Nothing is due any more, and nothing goes unasked in October."""
    made = Office(tmp_path)
    for step in (1, 2):
        made.closes(step)
    made.channel.can = Abilities(replies=True, counted=True, at_once=5)
    made.channel.left = USED_UP
    yield made
    made.tools.desk.close()
    made.store.close()


def heard(office: Office, part: str) -> int:
    """How many messages say so."""
    said = [each.text.plain for one in office.channel.sent for each in apart(one.message)]
    return len([one for one in said if part in one])


async def asks(office: Office, chat: str = SECRETARY) -> None:
    asked = office.says(f"status {office.clock.now()}", chat)
    await office.receives(replace(asked, reply="token"))
    await office.run()
    office.clock.advance(minutes=10)


async def room_ends(office: Office, *fails: DeliveryError) -> None:
    office.channel.fails(*fails, at=SECRETARY)

    def ends(work: UnitOfWork) -> None:
        news.nearly_full(work, office.plan.team, 90, 100, office.clock.now())

    transact(office.store, ends)
    await office.run()


async def a_month_begins(office: Office) -> None:
    await office.at("2026-11-02 10:00")
    office.channel.left = NEW
    await office.engine._month.do()
    await office.run()


async def test_that_the_month_is_used_up_comes_with_one_reply_only(office: Office) -> None:
    for number in range(3):
        office.channel.fails(OVER, at=SECRETARY)
        office.post(f"news {number}")
        await office.run()
        await asks(office)
    assert heard(office, NONE_LEFT) == 1


async def test_what_is_said_once_is_not_said_again_after_it_went_with_a_reply(
    office: Office,
) -> None:
    for _ in range(2):
        await room_ends(office, OVER)
        await asks(office)
    assert heard(office, NO_ROOM) == 1


async def test_nor_after_it_went_when_a_month_began(office: Office) -> None:
    await room_ends(office, OVER)
    await a_month_begins(office)
    await room_ends(office)
    assert heard(office, NO_ROOM) == 1
