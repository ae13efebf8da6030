"""What was kept back and then went along with something counts as told: nobody hears it again."""

from __future__ import annotations

import pytest

from bot.domain.errors import DeliveryError
from bot.ports import UnitOfWork
from scheduler import news
from scheduler.kept_back import MOST
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.months import OVER, a_month_begins, asks, each_said
from tests.scheduler.office import GROUP, SECRETARY, Office

pytestmark = pytest.mark.usefixtures("quiet")
HEAD, NONE_LEFT, NO_ROOM = "เรื่องค้างแจ้งจากเดือนก่อน", "ครบจำนวนแล้ว", "พื้นที่"


def heard(office: Office, part: str) -> int:
    """How many messages say so."""
    return len([one for one in each_said(office) if part in one])


async def asks_later(office: Office) -> None:
    await asks(office, SECRETARY, f"status {office.clock.now()}")
    office.clock.advance(minutes=10)


async def room_ends(office: Office, *fails: DeliveryError) -> None:
    office.channel.fails(*fails, at=SECRETARY)

    def ends(work: UnitOfWork) -> None:
        news.nearly_full(work, office.plan.team, 90, 100, office.clock.now())

    transact(office.store, ends)
    await office.run()


async def test_that_the_month_is_used_up_comes_with_one_reply_only(office: Office) -> None:
    for number in range(3):
        office.channel.fails(OVER, at=SECRETARY)
        office.post(f"news {number}")
        await office.run()
        await asks_later(office)
    assert heard(office, NONE_LEFT) == 1


async def test_what_is_said_once_is_not_said_again_after_it_went_with_a_reply(
    office: Office,
) -> None:
    for _ in range(2):
        await room_ends(office, OVER)
        await asks_later(office)
    assert heard(office, NO_ROOM) == 1


async def test_nor_after_it_went_when_a_month_began(office: Office) -> None:
    await room_ends(office, OVER)
    await a_month_begins(office)
    await room_ends(office)
    assert heard(office, NO_ROOM) == 1


async def kept_back_twice(office: Office) -> None:
    office.post("news")
    await office.run()
    office.channel.fails(OVER, at=GROUP)
    await a_month_begins(office)
    assert heard(office, HEAD) == 0


def heads(office: Office) -> list[int]:
    """Of the messages in the group, how often each is headed."""
    return [said.count(HEAD) for said in each_said(office, GROUP)]


async def test_kept_back_once_more_it_is_headed_once(office: Office) -> None:
    await kept_back_twice(office)
    await a_month_begins(office, "2026-12-01 10:00")
    assert heads(office) == [1]


async def test_nor_twice_with_the_reply_of_a_month_after(office: Office) -> None:
    await kept_back_twice(office)
    await office.at("2026-12-01 10:00")
    await asks(office, GROUP)
    assert heads(office) == [0, 1]


async def test_what_has_not_gone_is_not_replaced_by_what_comes_an_hour_later(
    office: Office,
) -> None:
    for number in range(MOST + 1):
        office.post(f"news {number}.")
    await office.run()
    office.channel.fails(DOWN, at=GROUP)
    await a_month_begins(office)
    await a_month_begins(office, "2026-11-02 11:00")
    assert [heard(office, f"news {number}.") for number in (0, MOST)] == [1, 1]
