"""From adding the bot to a plan that the group has signed up for."""

from __future__ import annotations

from tests.e2e.committee import Committee, offering, set_up
from tests.e2e.program import Program, texts


async def test_the_bot_asks_to_be_administrator_and_says_why(
    program: Program, committee: Committee
) -> None:
    committee.secretary.adds_bot(committee.group)
    said = texts(await program.hears(committee.group))
    assert "ขอความร่วมมือกำหนดระบบเป็นผู้ดูแลกลุ่ม" in said
    assert "ระบบจะเห็นทุกข้อความ แต่เก็บเฉพาะ" in said


async def test_the_sign_up_message_is_one_and_kept_up_to_date(
    program: Program, committee: Committee
) -> None:
    await set_up(program, committee)
    signups = [m for m in committee.group.messages_from_bot() if "ลงชื่อผู้รับผิดชอบ" in m.text]
    assert len([m for m in signups if m.buttons]) == 1
    signup = offering(committee.group, "นักวิชาการ")
    assert signup is not None
    assert any("นักวิชาการ (1)" in b.text for b in signup.buttons)
