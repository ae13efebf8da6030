"""What people do about their steps: ask, attach, close, take back, extend."""

from __future__ import annotations

import struct

import pytest

from tests.e2e.scenes.stage import ACADEMIC, GROUP, MEMBER, SECRETARY, Place, Stage

ORDER = ("คำสั่งแต่งตั้ง ปี 2570.pdf", b"%PDF-1.7 order")


async def test_how_the_steps_stand_is_told_to_the_group_and_to_each(office: Stage) -> None:
    await office.says(MEMBER, "สถานะ")
    said = await office.reads()
    assert "แล้วเสร็จ 0 · อยู่ระหว่างดำเนินการ 1 · เกินกำหนด 0 · ยังไม่เริ่ม 11" in said
    await office.says(MEMBER, "งานของฉัน", MEMBER)
    mine = await office.reads(MEMBER)
    assert "1. จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน" in mine
    assert "ครบกำหนด 2 ต.ค. 69 (เหลือ 1 วัน)" in mine


@pytest.mark.parametrize("place", [GROUP, MEMBER], ids=["group", "private"])
async def test_the_steps_over_the_year_are_shown_as_a_picture(office: Stage, place: Place) -> None:
    await office.says(MEMBER, "ไทม์ไลน์", place)
    assert "ไทม์ไลน์ตัวชี้วัดที่ 2.4" in await office.reads(place)
    [picture] = await office.pictures(place)
    width, height = struct.unpack_from(">16x2I", picture)
    assert (width, height > width) == (900, True)


@pytest.mark.parametrize("place", [GROUP, MEMBER], ids=["group", "private"])
async def test_a_file_is_acknowledged_and_any_member_gets_it_back_unchanged(
    office: Stage, place: Place
) -> None:
    await office.attaches(MEMBER, 1, ORDER, place)
    said = await office.reads(place)
    assert "ได้รับเอกสารแนบแล้ว" in said
    assert "1-01" in said
    await office.says(ACADEMIC, "เอกสาร 1", ACADEMIC)
    await office.presses(ACADEMIC, "1-01 คำสั่ง", ACADEMIC)
    sent = (await office.hears(ACADEMIC))[-1]
    assert await office.files(sent) == [ORDER]


@pytest.mark.databases
async def test_a_step_is_closed_with_its_evidence_and_taken_back_for_ten_minutes(
    office: Stage,
) -> None:
    await office.at("2026-10-05 08:30")
    await office.attaches(MEMBER, 1, ORDER)
    await office.presses(MEMBER, "ปิดขั้นตอน")
    said = await office.reads()
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in said
    assert "แล้วเสร็จ 5 ต.ค. 69" in said
    assert "ผู้บันทึก คุณวิชัย ตัวอย่าง · เอกสารแนบ 1 รายการ" in said
    assert "ขั้นตอนที่ 2 ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา" in said
    await office.at("2026-10-05 08:39")
    await office.presses(MEMBER, "เลิกทำ")
    assert "รายการ: ปิดขั้นตอนที่ 1" in await office.reads()
    await office.says(MEMBER, "เสร็จ 1 !")
    await office.reads()
    await office.at("2026-10-05 08:50")
    await office.presses(MEMBER, "เลิกทำ")
    assert "ภายใน 10 นาที" in await office.reads()


async def test_a_notice_is_answered_in_reply_to_it(office: Stage) -> None:
    await office.at("2026-10-02 08:30")
    notice = (await office.hears())[-1]
    await office.says(MEMBER, "เสร็จ", to=notice)
    assert "ยังไม่มีเอกสารแนบ" in await office.reads()
    await office.presses(MEMBER, "ยืนยันปิดขั้นตอน")
    said = await office.reads()
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in said
    assert "แล้วเสร็จ 2 ต.ค. 69 (ตามกำหนด)" in said


async def test_what_is_closed_in_private_the_group_reads(office: Stage) -> None:
    await office.at("2026-10-09 08:30")
    await office.presses(MEMBER, "ปิดขั้นตอน", MEMBER)
    await office.presses(MEMBER, "ยืนยันปิดขั้นตอน", MEMBER)
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in await office.reads()


async def test_who_is_not_responsible_is_told_who_may(office: Stage) -> None:
    await office.says(ACADEMIC, "เสร็จ 1 !")
    said = await office.reads()
    assert "ขั้นตอนที่ 1 ปิดได้โดย คณะดำเนินงาน เลขานุการ หรือประธาน" in said


async def test_a_due_date_is_extended_once_that_is_confirmed(office: Stage) -> None:
    await office.says(SECRETARY, "ขยายเวลา 1 9/10/2569 รอลงนาม")
    asked = await office.reads()
    assert "ยืนยันขยายเวลาขั้นตอนที่ 1 ถึงวันที่ 9 ตุลาคม 2569 หรือไม่" in asked
    assert "ขั้นตอนที่ 2: ครบกำหนด 5 ต.ค. 69 → 12 ต.ค. 69" in asked
    await office.presses(SECRETARY, "ยืนยันขยายเวลา")
    said = await office.reads()
    assert "วันครบกำหนดใหม่: วันศุกร์ที่ 9 ตุลาคม 2569" in said
    assert "เหตุผล: รอลงนาม" in said
    await office.at("2026-10-02 08:30")
    assert "ครบกำหนดวันนี้" not in await office.reads()


async def test_typed_undo_takes_back_the_newest_thing_whatever_it_was(office: Stage) -> None:
    await office.says(SECRETARY, "ไม่ดำเนินการ 8 ปีนี้ไม่มีงบประมาณ")
    await office.says(SECRETARY, "วันหยุด เพิ่ม 8/10/2569 วันหยุดพิเศษ")
    assert "8 ตุลาคม 2569 วันหยุดพิเศษ" in await office.reads()
    await office.says(SECRETARY, "เลิกทำ")
    assert "ลบวันหยุดแล้ว" in await office.reads()
    await office.says(SECRETARY, "วันหยุด")
    await office.says(SECRETARY, "สถานะ 8")
    said = await office.reads()
    assert "8 ตุลาคม 2569" not in said
    assert "ไม่มีงบประมาณ" in said


async def test_a_file_over_20_mb_is_refused_with_its_name(office: Stage) -> None:
    await office.attaches(MEMBER, 4, ("วิดีโอ.mp4", bytes(21 * 1024**2)))
    said = await office.reads()
    assert "วิดีโอ.mp4" in said
    assert "20 MB" in said
