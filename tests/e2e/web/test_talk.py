"""Talking with the bot: commands, replies to its reminders, and its buttons."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, expect

from tests.e2e.web.visitor import (
    ACADEMIC,
    CHAIR,
    GROUP,
    PEOPLE,
    SECRETARY,
    SIGN_UP,
    Visitor,
)

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_the_bot_is_talked_with_by_words_menu_and_buttons(visitor: Visitor) -> None:
    await _each_person_gets_an_answer_to_status_in_the_group(visitor)
    await _chair_and_academic_get_an_answer_to_status_in_private(visitor)
    await visitor.opens(GROUP)
    await visitor.speaks_as(SECRETARY)
    await _a_command_is_chosen_from_the_menu(visitor)
    await _the_button_sends_and_shift_enter_only_starts_a_new_line(visitor)
    await _a_long_answer_to_a_button_waits_until_it_is_read(visitor)
    await _a_short_answer_to_a_button_passes_by(visitor)
    await _an_invitation_opens_the_private_room(visitor)


async def test_a_step_is_closed_in_reply_to_a_reminder(visitor: Visitor) -> None:
    await visitor.moves_to("8/1/70")
    reminder = await _until(visitor, "แจ้งเตือน: เหลือ")
    await expect(reminder).to_contain_text("ขั้นตอนที่ 8")
    await visitor.speaks_as(ACADEMIC)
    await visitor.replies_to(reminder)
    await visitor.asks("เสร็จ", "ยังไม่มีเอกสารแนบ")
    await visitor.presses("ยืนยันปิดขั้นตอน")
    closing = visitor.saying("ปิดขั้นตอนที่ 8 เรียบร้อยแล้ว")
    await expect(closing).to_be_visible()
    await expect(closing).to_contain_text("ผู้บันทึก ดร.อารีย์ ตัวอย่าง")
    await visitor.asks("สถานะ", "แล้วเสร็จ 5")


async def test_a_step_closed_in_private_is_announced_in_the_group(visitor: Visitor) -> None:
    await visitor.opens(ACADEMIC)
    await visitor.replies_to(await _until(visitor, "ถึงกำหนดเริ่มดำเนินการ"))
    await visitor.says("เสร็จ")
    await visitor.presses("ยืนยันปิดขั้นตอน")
    await visitor.opens(GROUP)
    await expect(visitor.last).to_contain_text("ปิดขั้นตอนที่ 8 เรียบร้อยแล้ว")


async def _each_person_gets_an_answer_to_status_in_the_group(visitor: Visitor) -> None:
    for account in PEOPLE:
        await visitor.speaks_as(account)
        await visitor.asks("สถานะ", "แล้วเสร็จ 4")
        await expect(
            visitor.saying("สถานะ").and_(visitor.page.locator(".own")).last
        ).to_be_visible()


async def _chair_and_academic_get_an_answer_to_status_in_private(visitor: Visitor) -> None:
    for account in (CHAIR, ACADEMIC):
        await visitor.opens(account)
        await visitor.asks("/status", "สถานะตัวชี้วัดที่ 2.4")


async def _a_command_is_chosen_from_the_menu(visitor: Visitor) -> None:
    await visitor.page.get_by_role("button", name="คำสั่ง").click()
    await visitor.page.get_by_role("menuitem", name="/status").click()
    await expect(visitor.last).to_contain_text("สถานะตัวชี้วัดที่ 2.4")


async def _the_button_sends_and_shift_enter_only_starts_a_new_line(visitor: Visitor) -> None:
    await visitor.text.fill("สวัสดีทุกท่าน")
    await visitor.text.press("Shift+Enter")
    await visitor.text.press_sequentially("ประชุมบ่ายนี้")
    await visitor.page.get_by_role("button", name="ส่ง", exact=True).click()
    await expect(visitor.last.locator(".words")).to_have_text("สวัสดีทุกท่าน\nประชุมบ่ายนี้")
    await expect(visitor.text).to_have_value("")


async def _a_long_answer_to_a_button_waits_until_it_is_read(visitor: Visitor) -> None:
    await visitor.presses("เลิกทำ", under=visitor.saying("ปิดขั้นตอนที่ 4 เรียบร้อยแล้ว"))
    await expect(visitor.dialog).to_contain_text("ภายใน 10 นาที")
    await visitor.dialog.get_by_role("button", name="ตกลง").click()
    await expect(visitor.dialog).to_be_hidden()


async def _a_short_answer_to_a_button_passes_by(visitor: Visitor) -> None:
    await visitor.presses("นักวิชาการ", under=visitor.saying(SIGN_UP))
    await expect(visitor.toast).to_have_text("ลงชื่อเป็นผู้รับผิดชอบแล้ว: นักวิชาการ")
    await expect(visitor.saying(SIGN_UP)).to_contain_text("นักวิชาการ: นางสาวพิมพ์ใจ")


async def _an_invitation_opens_the_private_room(visitor: Visitor) -> None:
    await visitor.presses("เปิดแชตส่วนตัวกับระบบ")
    await expect(visitor.room(SECRETARY)).to_have_attribute("aria-current", "true")
    await expect(visitor.page.get_by_role("heading", level=1)).to_have_text("พิมพ์ใจ ตัวอย่าง")


async def _until(visitor: Visitor, words: str) -> Locator:
    """The first notice in the room shown that reads so, however many others come before it."""
    notice = visitor.saying(words).and_(visitor.page.locator(".post[id]"))
    before = await notice.count()
    while await notice.count() == before:
        await visitor.moves_on()
    return notice.nth(before)
