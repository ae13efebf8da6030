"""What the bot says by itself, and how people leave and plans end."""

from __future__ import annotations

import pytest

from tests.e2e.scenes.stage import CHAIR, GROUP, MEMBER, SECRETARY, Place, Stage, Who

SLIPPING: dict[str, dict[Place, str]] = {
    "2026-10-22": {GROUP: "แจ้งเตือน: เหลือ 8 วัน"},
    "2026-10-27": {MEMBER: "แจ้งเตือน: เหลือ 3 วัน"},
    "2026-10-30": {GROUP: "ครบกำหนดวันนี้ (30 ตุลาคม 2569)"},
    "2026-11-02": {GROUP: "เกินกำหนด 3 วัน"},
    "2026-11-06": {
        MEMBER: "เกินกำหนด 7 วัน",
        SECRETARY: "รายชื่อ คุณวิชัย ตัวอย่าง",
        CHAIR: "เห็นควรมอบเลขานุการติดตาม หรือขยายเวลา",
    },
}
"""Of a step that is due on 30 October, and is not closed."""


async def test_a_step_that_slips_is_told_of_before_on_and_after_its_day(office: Stage) -> None:
    await office.says(SECRETARY, "ขยายเวลา 1 30/10/2569 รอลงนาม")
    await office.presses(SECRETARY, "ยืนยันขยายเวลา")
    for day, told in SLIPPING.items():
        for place in told:
            await office.reads(place)
        await office.at(f"{day} 08:30")
        for place, words in told.items():
            assert words in await office.reads(place)


async def test_the_chair_gets_a_letter_every_week(office: Stage) -> None:
    await office.at("2026-10-02 08:30")
    assert await office.reads(CHAIR) == ""
    await office.at("2026-10-05 08:30")
    letter = await office.reads(CHAIR)
    assert "เรื่อง สรุปความก้าวหน้าประจำสัปดาห์ (1–4 ต.ค. 69)" in letter
    assert "เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4" in letter
    assert "จึงเรียนมาเพื่อโปรดทราบ" in letter
    assert "สรุปความก้าวหน้าประจำสัปดาห์ (1–4 ต.ค. 69)" in await office.reads(GROUP)


async def test_after_a_restart_the_plan_goes_on_and_old_buttons_work(office: Stage) -> None:
    await office.at("2026-10-02 08:30")
    await office.reads()
    await office.restarts()
    assert await office.reads() == ""
    await office.presses(MEMBER, "ปิดขั้นตอน")
    await office.presses(MEMBER, "ยืนยันปิดขั้นตอน")
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in await office.reads()


async def test_who_leaves_hears_no_more(office: Stage) -> None:
    await office.says(MEMBER, "ถอนชื่อ", MEMBER)
    await office.presses(MEMBER, "ออกจากคณะดำเนินงานนี้", MEMBER)
    assert "ระบบจะยกเลิกการมอบหมายของท่านในระบบ" in await office.reads(MEMBER)
    await office.presses(MEMBER, "ยืนยัน", MEMBER)
    assert "ท่านออกจาก คณะดำเนินงาน" in await office.reads(MEMBER)
    await office.at("2026-10-09 08:30")
    assert await office.reads(MEMBER) == ""
    assert "เกินกำหนด 7 วัน" in await office.reads(SECRETARY)


@pytest.mark.databases
async def test_who_is_forgotten_is_named_no_more_and_hears_no_more(office: Stage) -> None:
    await office.says(MEMBER, "เสร็จ 1 ! ลงนามแล้ว")
    await office.says(MEMBER, "ลบข้อมูลของฉัน", MEMBER)
    assert "ท่านประสงค์จะลบข้อมูลส่วนบุคคลหรือไม่" in await office.reads(MEMBER)
    await office.presses(MEMBER, "ลบข้อมูลถาวร", MEMBER)
    assert "ลบข้อมูลส่วนบุคคลของท่านแล้ว" in await office.reads(MEMBER)
    await office.reads()
    await office.says(SECRETARY, "ประวัติ 1")
    said = await office.reads()
    assert "อดีตสมาชิกคณะดำเนินงาน" in said
    assert "ลงนามแล้ว" in said
    assert "วิชัย" not in said
    await office.at("2026-10-12 08:30")
    assert await office.reads(MEMBER) == ""


async def test_a_plan_that_was_ended_is_silent(office: Stage) -> None:
    await office.at("2026-10-02 08:30")  # LINE tells of no administrators: a day for objections
    await office.reads()
    await office.says(SECRETARY, "ปิดแผน")
    assert "ยังไม่ปิด 12 จาก 12 ขั้นตอน" in await office.reads()
    await office.presses(SECRETARY, "ปิดแผน")
    assert "ระบบจะหยุดแจ้งเตือน แต่ยังเปิดดูแผนและเอกสารได้" in await office.reads()
    await office.presses(SECRETARY, "ยืนยันปิดแผน")
    assert "ปิดแผนเรียบร้อยแล้ว" in await office.reads()
    for who in Who:
        await office.reads(who)
    await office.at("2026-10-12 08:30")
    assert [await office.reads(place) for place in (GROUP, *Who)] == [""] * 5


@pytest.mark.databases
async def test_a_button_of_last_years_plan_changes_nothing(office: Stage) -> None:
    await office.at("2026-10-02 08:30")
    await office.says(SECRETARY, "ปิดแผน")
    await office.presses(SECRETARY, "ยกเลิกแผน")
    await office.presses(SECRETARY, "ยืนยัน")
    await office.reads()
    await office.presses(MEMBER, "ปิดขั้นตอน")
    assert "ยกเลิกแล้ว" in await office.reads()
