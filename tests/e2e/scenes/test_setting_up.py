"""From adding the bot to a plan that the group has signed up for."""

from __future__ import annotations

import pytest

from tests.e2e.scenes.stage import ACADEMIC, CHAIR, GROUP, MEMBER, SECRETARY, Stage


@pytest.mark.databases
async def test_a_plan_is_set_up_by_its_buttons(stage: Stage) -> None:
    await stage.opens_chat(SECRETARY)
    await stage.adds_bot()
    assert "โปรดงดส่งข้อมูลผู้ป่วยและเอกสารที่มีชั้นความลับในกลุ่มนี้" in await stage.reads()
    await stage.presses(SECRETARY, "จัดทำแผน")
    assert "โปรดเลือกวันเริ่มต้นแผน" in await stage.reads()
    await stage.presses(SECRETARY, "ปีงบประมาณ พ.ศ. 2570")
    assert "ร่างแผน ตัวชี้วัดที่ 2.4" in await stage.reads()
    await stage.presses(SECRETARY, "ยืนยัน")
    said = await stage.reads()
    assert "จัดทำแผนเรียบร้อยแล้ว" in said
    assert "เลขานุการ: คุณพิมพ์ใจ ตัวอย่าง" in said
    assert "เริ่มดำเนินการตามแผน" in said


async def test_a_start_date_shows_the_whole_timeline_and_one_calm_note(stage: Stage) -> None:
    await stage.adds_bot()
    await stage.says(SECRETARY, "จัดทำแผน ๑ ต.ค. ๖๙")
    form = (await stage.hears())[-1].text
    assert "1. จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน: 1–2 ต.ค. 69" in form
    assert "12. ประเมินผล สรุปบทเรียน และรายงานผล: 1–14 ส.ค. 70" in form
    assert form.count("หมายเหตุ") == 1
    assert "ขั้นตอนที่ 5 (สั้นลง 15 วัน)" in form


async def test_steps_closed_before_set_up_are_filled_in_with_their_true_dates(
    stage: Stage,
) -> None:
    await stage.at("2026-11-22 09:00")
    await stage.adds_bot()
    await stage.says(SECRETARY, "จัดทำแผน 1/10/2569")
    await stage.presses(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว")
    asked = (await stage.hears())[-1]
    typed = "1 2/10/69\n2 5/10/69, 3 ๑๒ ต.ค. ๖๙\n4 16/10/69"
    await stage.says(SECRETARY, typed, to=asked)
    closed = "3. วิเคราะห์ GAP และกำหนดประเด็นความรู้: แล้วเสร็จ 12 ต.ค. 69"
    assert closed in await stage.reads()
    await stage.presses(SECRETARY, "ยืนยัน")
    await stage.says(SECRETARY, "สถานะ")
    assert "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2" in await stage.reads()


async def test_who_signs_up_is_listed_and_asked_for_the_official_name(office: Stage) -> None:
    await office.presses(ACADEMIC, "คณะกรรมการพัฒนาวิชาการ")
    assert "ลงชื่อเป็นผู้รับผิดชอบแล้ว: คณะกรรมการพัฒนาวิชาการ" in await office.reads()
    await office.says(MEMBER, "นายวิชัย ตัวอย่าง, นักวิชาการสาธารณสุข", MEMBER)
    await office.presses(MEMBER, "ถูกต้อง", MEMBER)
    await office.says(SECRETARY, "ลงชื่อ")
    said = await office.reads()
    assert "คณะดำเนินงาน: นายวิชัย ตัวอย่าง" in said
    assert "คณะกรรมการพัฒนาวิชาการ: คุณอารีย์ ตัวอย่าง" in said


async def test_the_chair_is_named_by_a_mention_and_told_by_a_letter(office: Stage) -> None:
    await office.says(ACADEMIC, "สถานะ")
    await office.reads()
    await office.says(SECRETARY, f"กำหนดประธาน @{ACADEMIC}")
    said = await office.reads()
    assert "บันทึก คุณอารีย์ ตัวอย่าง เป็นประธานในระบบแล้ว" in said
    assert "ประธานเดิม: คุณสมคิด ตัวอย่าง" in said
    letter = await office.reads(ACADEMIC)
    assert "เรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4" in letter
    assert "ระบบได้บันทึกท่านเป็นประธานตามที่เลขานุการแจ้ง" in letter
    assert "ระบบยกเลิกการบันทึกท่านเป็นประธานในระบบแล้ว" in await office.reads(CHAIR)


async def test_who_presses_an_invitation_is_in(office: Stage) -> None:
    await office.says(SECRETARY, "มอบหมาย")
    await office.presses(ACADEMIC, "รับผิดชอบในนามคณะดำเนินงาน")
    assert "คณะดำเนินงาน" in await office.reads(ACADEMIC)
    await office.says(SECRETARY, "ลงชื่อ")
    said = await office.reads()
    assert "คณะดำเนินงาน: คุณวิชัย ตัวอย่าง และคุณอารีย์ ตัวอย่าง" in said


async def test_who_is_invited_to_a_role_has_it_once_that_is_confirmed(office: Stage) -> None:
    await office.says(SECRETARY, "กำหนดเลขานุการ")
    await office.presses(ACADEMIC, "รับหน้าที่เลขานุการ")
    assert "รับทราบแล้ว หน้าที่จะเริ่มเมื่อเลขานุการยืนยัน" in await office.reads(ACADEMIC)
    assert "คุณอารีย์ ตัวอย่าง" in await office.reads(SECRETARY)
    await office.presses(SECRETARY, "ยืนยัน", SECRETARY)
    assert "ระบบบันทึกท่านเป็นเลขานุการแล้ว" in await office.reads(ACADEMIC)
    both = "เลขานุการ: คุณพิมพ์ใจ ตัวอย่าง และคุณอารีย์ ตัวอย่าง"
    assert both in await office.reads(SECRETARY)


async def test_talk_is_not_answered(office: Stage) -> None:
    await office.says(CHAIR, "พรุ่งนี้ประชุมกี่โมง")
    await office.says(MEMBER, "เสร็จแล้วไปกินข้าวกัน")
    assert await office.reads(GROUP) == ""
