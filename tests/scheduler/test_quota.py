"""A fifth of what a month allows is kept for what is overdue and for who leads the team."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.errors import DeliveryError
from bot.domain.message import apart
from bot.ports import Abilities, Allowance
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    made = Office(tmp_path)
    made.channel.can = Abilities(replies=True, counted=True, at_once=5)
    yield made
    made.store.close()


async def pushed(office: Office) -> list[str]:
    """Where something was sent to."""
    before = len(office.channel.sent)
    office.post("news")
    await office.run()
    return [o.address for o in office.channel.sent[before:]]


@pytest.mark.parametrize(("used", "group"), [(239, [GROUP]), (240, [])])
async def test_the_last_fifth_is_not_for_news(office: Office, used: int, group: list[str]) -> None:
    office.channel.left = Allowance(300, used)
    assert [to for to in await pushed(office) if to == GROUP] == group


async def test_who_leads_the_team_is_told(office: Office) -> None:
    office.channel.left = Allowance(300, 240)
    assert await pushed(office) == [SECRETARY]
    assert await pushed(office) == []


async def told_to_secretary(office: Office, used: int) -> str:
    """What comes there when of 300 messages so many are used."""
    office.channel.left, before = Allowance(300, used), len(office.channel.sent)
    office.clock.advance(minutes=5)
    await pushed(office)
    sent = [o for o in office.channel.sent[before:] if o.address == SECRETARY]
    return "\n".join(o.message.text.plain for o in sent)


async def test_few_messages_and_none_are_told_apart_and_each_once(office: Office) -> None:
    few = await told_to_secretary(office, 240)
    assert few.startswith("ข้อความที่ส่งทาง LINE ได้ในเดือนนี้เหลือน้อย\n")
    none = await told_to_secretary(office, 300)
    assert none.startswith("ข้อความที่ส่งทาง LINE ได้ในเดือนนี้ใช้ครบจำนวนแล้ว\n")
    assert "ระบบจะงดแจ้งเตือนจนถึงสิ้นเดือน แต่ยังตอบคำสั่งตามปกติ" in none
    assert await told_to_secretary(office, 300) == ""


async def test_what_is_overdue_goes_all_the_same(office: Office) -> None:
    office.channel.left = Allowance(300, 240)
    await office.at("2026-10-20 08:30")
    assert MEMBER not in [o.address for o in office.channel.sent]
    await office.at("2026-10-23 08:30")
    assert {MEMBER, SECRETARY} <= {o.address for o in office.channel.sent}


async def test_without_a_limit_nothing_is_kept_back(office: Office) -> None:
    office.channel.left = Allowance(None, 10_000)
    assert await pushed(office) == [GROUP]


async def test_what_the_platform_does_not_tell_keeps_nothing_back(office: Office) -> None:
    office.channel.left = Allowance(300, 300)
    office.channel.fails(DOWN, at="allowance")
    assert await pushed(office) == [GROUP]


async def test_it_is_asked_once_in_a_while(office: Office) -> None:
    office.channel.left = Allowance(300, 0)
    await pushed(office)
    office.channel.left = Allowance(300, 300)
    assert await pushed(office) == [GROUP]
    office.clock.advance(minutes=5)
    assert GROUP not in await pushed(office)


async def test_answers_go_and_bring_what_was_kept_back(office: Office) -> None:
    office.channel.left = Allowance(300, 300)
    await pushed(office)
    await office.receives(replace(office.says("status"), reply="token"))
    await office.run()
    (answer,) = [o for o in office.channel.sent if o.address == GROUP]
    assert [one.text.plain for one in apart(answer.message)] == ["echo status", "news"]


async def test_that_it_is_used_up_waits_once_however_often_it_is_so(office: Office) -> None:
    over = DeliveryError("monthly limit", over_quota=True)
    office.channel.fails(over, at=GROUP)
    office.channel.fails(over, at=SECRETARY)
    await pushed(office)
    office.channel.fails(over, at=GROUP)
    office.channel.fails(over, at=SECRETARY)
    await pushed(office)
    await office.receives(replace(office.says("status", SECRETARY), reply="token"))
    await office.run()
    (answer,) = office.channel.sent
    assert len(apart(answer.message)) == 2
