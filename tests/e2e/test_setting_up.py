"""From adding the bot to a plan that the group has signed up for."""

from __future__ import annotations

import pytest

from tests.e2e.committee import Committee, offering, set_up
from tests.e2e.program import Program, texts


async def test_the_bot_asks_to_be_administrator_and_says_why(
    program: Program, committee: Committee
) -> None:
    committee.secretary.adds_bot(committee.group)
    said = texts(await program.hears(committee.group))
    assert "ขอความร่วมมือกำหนดระบบเป็นผู้ดูแลกลุ่ม" in said
    assert "ระบบจะเห็นทุกข้อความ แต่เก็บเฉพาะ" in said


async def test_a_start_date_shows_the_whole_timeline_and_one_calm_note(
    program: Program, committee: Committee
) -> None:
    committee.secretary.adds_bot(committee.group)
    committee.secretary.says(committee.group, "/setup ๑ ต.ค. ๖๙")
    form = texts(await program.hears(committee.group))
    assert "1. จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน: 1–2 ต.ค. 69" in form
    assert "12. ประเมินผล สรุปบทเรียน และรายงานผล: 1–14 ส.ค. 70" in form
    assert form.count("หมายเหตุ") == 1
    assert "ขั้นตอนที่ 5 (สั้นลง 15 วัน)" in form


@pytest.mark.databases
async def test_a_committee_sets_up_its_year(program: Program, committee: Committee) -> None:
    await set_up(program, committee)
    said = texts(await program.hears(committee.group))
    assert "จัดทำแผนเรียบร้อยแล้ว" in said
    assert "คณะดำเนินงาน: คุณวิชัย ตัวอย่าง" in said
    assert "เริ่มดำเนินการตามแผน" in said


async def test_the_sign_up_message_is_one_and_kept_up_to_date(
    program: Program, committee: Committee
) -> None:
    await set_up(program, committee)
    signups = [m for m in committee.group.messages_from_bot() if "ลงชื่อผู้รับผิดชอบ" in m.text]
    assert len([m for m in signups if m.buttons]) == 1
    signup = offering(committee.group, "นักวิชาการ")
    assert signup is not None
    assert any("นักวิชาการ (1)" in b.text for b in signup.buttons)


async def test_steps_closed_before_set_up_are_filled_in_with_their_true_dates(
    program: Program, committee: Committee
) -> None:
    await program.at("2026-11-22 09:00")
    committee.secretary.adds_bot(committee.group)
    committee.secretary.says(committee.group, "/setup 1/10/2569")
    await program.settle()
    form = offering(committee.group, "ขั้นตอนที่ปิดไปแล้ว")
    assert form is not None
    committee.secretary.presses(form, "ขั้นตอนที่ปิดไปแล้ว")
    asked = (await program.hears(committee.group))[-1]
    typed = "1 2/10/69\n2 5/10/69, 3 ๑๒ ต.ค. ๖๙\n4 16/10/69"
    committee.secretary.says(committee.group, typed, reply_to=asked)
    form = (await program.hears(committee.group))[-1]
    assert "3. วิเคราะห์ GAP และกำหนดประเด็นความรู้: แล้วเสร็จ 12 ต.ค. 69" in form.text
    committee.secretary.presses(form, "ยืนยัน")
    await program.settle()
    committee.secretary.says(committee.group, "/status")
    assert "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2" in texts(await program.hears(committee.group))
