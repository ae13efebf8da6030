"""The month on LINE: how it stands is shown, and what it kept back goes in the next."""

from __future__ import annotations

import re

from tests.e2e.line.committee import Committee
from tests.e2e.line.program import Program, texts

SHOWN = re.compile(r"ข้อความที่ส่งได้ในเดือนนี้: ใช้ไป (\d+) จาก 300 \(คาดว่าจะใช้ถึงสิ้นเดือน (\d+)\)")
HEAD = "เรื่องค้างแจ้งจากเดือนก่อน เนื่องจากข้อความของเดือนนั้นเหลือน้อยหรือใช้ครบจำนวน"


async def looks_at_month(program: Program) -> None:
    await program.app.engine._month.do()
    await program.settle()


async def test_the_settings_show_what_is_used_and_what_will_be(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 09:00")
    await looks_at_month(running)
    committee.secretary.says("ตั้งค่า", committee.group)
    shown = SHOWN.search(texts(await running.hears(committee.group)))
    assert shown is not None
    used, expected = map(int, shown.groups())
    assert used == running.line.cost()
    assert used < expected < 150


async def test_what_october_kept_back_goes_with_what_the_first_working_day_of_november_brings(
    running: Program, committee: Committee
) -> None:
    world = running.line.world
    world.month_limit = 0
    await running.at("2026-10-02 09:00")
    committee.secretary.says("เสร็จ 1 !")
    await running.settle()
    committee.secretary.presses("ยืนยันปิดขั้นตอน")
    assert await running.hears(committee.group) == []
    await running.at("2026-11-01 10:00")
    readers = (committee.secretary, committee.member)
    for reader in readers:
        await running.hears(reader)
    world.month_limit, before = 300, len(world.pushed)
    for moment in ("2026-11-02 08:30", "2026-11-02 09:00"):
        await running.at(moment)
        await looks_at_month(running)
    told = texts(await running.hears(committee.group))
    assert "ปิดขั้นตอนที่ 1" in told.partition(HEAD)[2]
    assert len([count for _, count in world.pushed[before:] if count > 1]) == 1
    told_each = [texts(await running.hears(reader)) for reader in readers]
    assert [t.count("หลักฐานที่ยังขาดของขั้นตอนที่ปิดแล้ว") for t in told_each] == [1, 1]
