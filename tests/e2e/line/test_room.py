"""A committee in a chat of several people that nobody made a group of: LINE calls it a room.

https://developers.line.biz/en/docs/messaging-api/group-chats/
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.e2e.line.committee import Committee, in_group
from tests.e2e.line.program import Program, texts
from tests.peers.line import FakeLine
from tests.peers.line.faults import SENDING


@pytest.fixture
def committee(line: FakeLine) -> Committee:
    usual = in_group(line)
    return replace(usual, group=line.room(*usual.people))


async def test_a_committee_lives_in_a_room_as_in_a_group(
    running: Program, committee: Committee
) -> None:
    await running.at("2026-10-02 08:30")
    [notice] = await running.hears(committee.group)
    assert "ครบกำหนดวันนี้" in texts([notice])
    committee.member.says("เสร็จ", committee.group, quoting=notice.id)
    await running.settle()
    committee.member.presses("ยืนยันปิดขั้นตอน", committee.group)
    said = texts(await running.hears(committee.group))
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in said
    assert "ผู้บันทึก คุณวิชัย ตัวอย่าง" in said


async def test_without_a_name_of_its_own_it_is_called_by_its_plan(
    running: Program, committee: Committee
) -> None:
    committee.member.says("ข้อมูลส่วนบุคคล")
    assert "\nคณะดำเนินงานตัวชี้วัดที่ 2.4\n" in texts(await running.hears(committee.member))


async def test_removed_from_a_room_it_tells_who_leads_and_sleeps(
    running: Program, committee: Committee
) -> None:
    committee.group.removes_bot()
    assert "ระบบไม่ได้อยู่ในกลุ่ม" in texts(await running.hears(committee.secretary))
    before = len(running.line.calls)
    await running.at("2026-10-02 08:30")
    assert [call.path for call in running.line.calls[before:] if call.path in SENDING] == []
