"""What Telegram and the network do to a bot: nothing is lost or said twice, all is visible."""

from __future__ import annotations

import pytest

from tests.e2e.committee import Committee
from tests.e2e.program import Program, texts
from tests.peers.telegram import FakeTelegram


async def test_429_waits_as_long_as_told_and_then_sends(
    running: Program, committee: Committee, telegram: FakeTelegram
) -> None:
    fault = telegram.faults.rate_limit(30, chat=committee.group.id, method="sendMessage", times=1)
    await running.at("2026-10-02 08:30")
    assert fault.hits == 1
    assert await running.hears(committee.group) == []
    running.clock.advance(seconds=29)
    assert await running.hears(committee.group) == []
    running.clock.advance(seconds=2)
    assert "ครบกำหนดวันนี้" in texts(await running.hears(committee.group))


@pytest.mark.parametrize("how", ["fail", "cut"])
async def test_a_passing_failure_delays_a_notice_but_loses_none(
    running: Program, committee: Committee, telegram: FakeTelegram, how: str
) -> None:
    getattr(telegram.faults, how)(chat=committee.group.id, method="sendMessage", times=2)
    await running.at("2026-10-02 08:30")
    for _ in range(5):
        running.clock.advance(minutes=1)
        await running.settle()
    said = await running.hears(committee.group)
    assert [m for m in said if "ครบกำหนดวันนี้" in m.text] == said
    assert len(said) == 1


async def test_a_blocked_chair_is_told_through_the_secretary_never_the_group(
    running: Program, committee: Committee
) -> None:
    committee.chair.blocks_bot()
    await running.at("2026-10-05 08:30")
    said = texts(await running.hears(committee.secretary))
    assert "โปรดนำเรียนข้อความถัดไป" in said
    assert "สรุปความก้าวหน้าประจำสัปดาห์" in said
    assert "เรียน ประธาน" not in texts(await running.hears(committee.group))


@pytest.mark.databases
async def test_the_secretary_hears_once_who_cannot_be_reached(
    running: Program, committee: Committee
) -> None:
    committee.member.blocks_bot()
    await running.at("2026-10-02 08:30")
    await running.at("2026-10-05 08:30")
    await running.at("2026-10-06 08:30")
    said = texts(await running.hears(committee.secretary))
    assert said.count("ไม่สามารถส่งข้อความถึง คุณวิชัย ตัวอย่าง ได้") == 1


async def test_after_days_of_downtime_what_matters_comes_once_under_its_heading(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-13 10:00")  # a day off: it waits for the next slot
    assert await running.hears(committee.member) == []
    await running.at("2026-10-14 08:30")
    said = await running.hears(committee.member)
    assert len(said) == 1
    assert said[0].text.startswith("แจ้งย้อนหลัง (ระบบขัดข้อง)")
    assert said[0].text.count("ขั้นตอนที่ 1 จัดทำคำสั่ง") == 1


async def test_no_traceback_and_no_token_reach_a_chat_or_the_log(
    running: Program,
    committee: Committee,
    telegram: FakeTelegram,
    capfd: pytest.CaptureFixture[str],
) -> None:
    telegram.faults.fail(status=500, description="Internal <b>oops", times=4)
    await running.at("2026-10-02 08:30")
    running.clock.advance(hours=1)
    await running.settle()
    out, err = capfd.readouterr()
    assert telegram.token not in out + err
    assert "Traceback" not in texts(committee.group.messages_from_bot())
