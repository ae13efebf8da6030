"""Talking with the bot: commands, replies to its reminders, and its buttons."""

from __future__ import annotations

import pytest
from playwright.async_api import Locator, Route, expect

from tests.e2e.web.conftest import Visit
from tests.e2e.web.places import DESK
from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PEOPLE,
    SECRETARY,
    SIGN_UP,
    Visitor,
)

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_each_person_gets_an_answer_to_status_in_the_group(guest: Visitor) -> None:
    for account in PEOPLE:
        await guest.speaks_as(account)
        await guest.asks("สถานะ", "แล้วเสร็จ 4")
        await expect(guest.saying("สถานะ").and_(guest.page.locator(".own")).last).to_be_visible()


async def test_chair_and_academic_get_an_answer_to_status_in_private(guest: Visitor) -> None:
    for account in (CHAIR, ACADEMIC):
        await guest.opens(account)
        await guest.asks("/status", "สถานะตัวชี้วัดที่ 2.4")


async def test_a_command_is_chosen_from_the_menu(guest: Visitor) -> None:
    await guest.page.get_by_role("button", name="คำสั่ง").click()
    await guest.page.get_by_role("menuitem", name="/status").click()
    await expect(guest.last).to_contain_text("สถานะตัวชี้วัดที่ 2.4")


async def test_the_button_sends_and_shift_enter_only_starts_a_new_line(guest: Visitor) -> None:
    await guest.text.fill("สวัสดีทุกท่าน")
    await guest.text.press("Shift+Enter")
    await guest.text.press_sequentially("ประชุมบ่ายนี้")
    await guest.page.get_by_role("button", name="ส่ง", exact=True).click()
    await expect(guest.last.locator(".words")).to_have_text("สวัสดีทุกท่าน\nประชุมบ่ายนี้")
    await expect(guest.text).to_have_value("")


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


async def test_a_long_answer_to_a_button_waits_until_it_is_read(guest: Visitor) -> None:
    await guest.presses("เลิกทำ", under=guest.saying("ปิดขั้นตอนที่ 4 เรียบร้อยแล้ว"))
    await expect(guest.dialog).to_contain_text("ภายใน 10 นาที")
    await guest.dialog.get_by_role("button", name="ตกลง").click()
    await expect(guest.dialog).to_be_hidden()


async def test_a_short_answer_to_a_button_passes_by(guest: Visitor) -> None:
    await guest.presses("นักวิชาการ", under=guest.saying(SIGN_UP))
    await expect(guest.toast).to_have_text("ลงชื่อเป็นผู้รับผิดชอบแล้ว: นักวิชาการ")
    await expect(guest.saying(SIGN_UP)).to_contain_text("นักวิชาการ: นางสาวพิมพ์ใจ")


async def test_a_button_that_somebody_else_has_just_used_up_says_so(
    guest: Visitor, visit: Visit, house: Trial
) -> None:
    other = await visit(house, DESK.other())
    await guest.speaks_as(MEMBER)
    await other.speaks_as(MEMBER)
    await guest.asks("เสร็จ 5", "ยืนยันปิดขั้นตอนที่ 5")

    async def too_late(route: Route) -> None:
        await other.presses("ยังไม่ปิด")
        await expect(other.last.locator(".key")).to_have_count(0)
        await route.continue_()

    await guest.page.route("**/api/press*", too_late, times=1)
    await guest.presses("ยืนยันปิดขั้นตอน")
    await expect(guest.toast).to_contain_text("ปุ่มนี้")
    await expect(guest.saying("ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว")).to_have_count(0)


async def test_an_invitation_opens_the_private_room(guest: Visitor) -> None:
    await guest.presses("เปิดแชตส่วนตัวกับระบบ")
    await expect(guest.room(SECRETARY)).to_have_attribute("aria-current", "true")
    await expect(guest.page.get_by_role("heading", level=1)).to_have_text("พิมพ์ใจ ตัวอย่าง")


async def _until(visitor: Visitor, words: str) -> Locator:
    """The first notice in the room shown that reads so, however many others come before it."""
    notice = visitor.saying(words).and_(visitor.page.locator(".post[id]"))
    before = await notice.count()
    while await notice.count() == before:
        await visitor.moves_on()
    return notice.nth(before)
