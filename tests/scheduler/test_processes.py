"""What a platform threw away while nobody was there cannot be known; that it may have, can."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.channels.line.channel import LineChannel
from bot.domain.plan import PlanStatus
from scheduler.engine import Engine
from scheduler.executor import Desk
from scheduler.processes import Absence
from tests.scheduler.office import GROUP, Office, spelled

WARNING = (
    f"{GROUP}: ระบบขัดข้องตั้งแต่ 1 ต.ค. 69 ถึง 3 ต.ค. 69\n"
    "ข้อความและไฟล์ที่ส่งถึงระบบในช่วงดังกล่าวอาจไม่ถึงระบบ\n"
    "โปรดพิมพ์ /status หรือ “สถานะ” เพื่อตรวจสอบรายการที่บันทึกไว้ และส่งรายการที่ขาดอีกครั้ง"
)


@pytest.fixture
async def absence(office: Office) -> Absence:
    """The office was seen at 08.00 on 1 October."""
    office.channel.keeps = timedelta(hours=24)
    made = Absence(office.tools)
    await made.mark()
    return made


async def back(office: Office, absence: Absence, at: str) -> list[str]:
    said = await office.at(at)
    await absence.tell()
    return said + await office.run()


async def test_after_more_than_a_day_the_group_is_asked_to_look(
    office: Office, absence: Absence
) -> None:
    assert await back(office, absence, "2026-10-03 09:00") == [WARNING]
    assert office.channel.sent[-1].message.quiet


async def test_where_no_slashes_are_typed_the_word_alone_is_told(
    office: Office, absence: Absence
) -> None:
    office.channel.can = LineChannel.can
    [told] = await back(office, absence, "2026-10-03 09:00")
    assert told == WARNING.replace("/status หรือ ", "")


async def test_it_is_told_once_and_by_one_process(office: Office, absence: Absence) -> None:
    await back(office, absence, "2026-10-03 09:00")
    assert await back(office, Absence(office.tools), "2026-10-03 09:01") == []


@pytest.mark.parametrize("until", ["2026-10-01 09:00", "2026-10-02 07:59", "2026-09-28 08:00"])
async def test_what_a_platform_still_has_is_not_warned_of(
    office: Office, absence: Absence, until: str
) -> None:
    assert await back(office, absence, until) == []


async def test_a_platform_that_keeps_everything_is_not_warned_of(
    office: Office, absence: Absence
) -> None:
    office.channel.keeps = None
    assert await back(office, absence, "2026-10-03 09:00") == []


async def test_who_has_no_running_plan_has_sent_nothing(office: Office, absence: Absence) -> None:
    office.status(PlanStatus.ENDED)
    assert await back(office, absence, "2026-10-03 09:00") == []


async def test_a_first_start_has_missed_nothing(office: Office) -> None:
    office.channel.keeps = timedelta(hours=24)
    assert await back(office, Absence(office.tools), "2026-10-03 09:00") == []


async def test_a_program_that_stops_and_starts_marks_and_tells(office: Office) -> None:
    office.channel.keeps = timedelta(hours=24)
    await office.engine.start()
    await office.engine.stop()
    office.clock.advance(days=2)
    again = replace(office.tools, desk=Desk())
    engine = Engine(
        again, office.files, office.dispatch, office.attach, office.attach, render=spelled
    )
    await engine.start()
    await office.channel.arrived.wait()
    await engine.stop()
    assert "ระบบขัดข้องตั้งแต่" in office.channel.texts()[0]
