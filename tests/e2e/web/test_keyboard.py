"""Everything can be done without a mouse, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.web.visitor import CHAIR, GROUP, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_the_first_tab_leads_to_the_message_box(visitor: Visitor) -> None:
    await visitor.page.keyboard.press("Tab")
    await expect(visitor.page.get_by_role("link", name="ข้ามไปยังช่องพิมพ์ข้อความ")).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.text).to_be_focused()
    await visitor.page.keyboard.type("สถานะ")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("แล้วเสร็จ 4")
    await expect(visitor.text).to_be_focused()


async def test_a_message_is_replied_to(guest: Visitor) -> None:
    await guest.text.focus()
    await guest.tabs_to(guest.from_bot.last.locator(".reply"), "Shift+Tab")
    await guest.page.keyboard.press("Enter")
    await expect(guest.replying).to_contain_text("ตอบกลับ sopbot")
    await expect(guest.text).to_be_focused()
    await guest.page.keyboard.type("ขอบคุณ")
    await guest.page.keyboard.press("Enter")
    await expect(guest.saying("ขอบคุณ").last.locator(".quote")).to_contain_text("sopbot")
    await expect(guest.replying).to_be_hidden()


async def test_escape_takes_the_reply_back_and_leaves_the_words(guest: Visitor) -> None:
    await guest.replies_to(guest.last)
    await guest.page.keyboard.type("ขอบคุณ")
    await guest.page.keyboard.press("Escape")
    await expect(guest.replying).to_be_hidden()
    await expect(guest.text).to_be_focused()
    await guest.page.keyboard.press("Enter")
    await expect(guest.last).to_contain_text("ขอบคุณ")
    await expect(guest.last.locator(".quote")).to_have_count(0)


async def test_a_button_of_the_bot_is_pressed(guest: Visitor) -> None:
    await guest.text.focus()
    await guest.tabs_to(guest.log.get_by_role("button", name="ดูสถานะ").last, "Shift+Tab")
    await guest.page.keyboard.press("Enter")
    await expect(guest.last).to_contain_text("แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2")


async def test_rooms_are_switched(guest: Visitor) -> None:
    await guest.room(GROUP).focus()
    for account in (CHAIR, GROUP):
        await guest.tabs_to(guest.room(account), "Tab" if account == CHAIR else "Shift+Tab")
        await guest.page.keyboard.press("Space")
        await expect(guest.room(account)).to_have_attribute("aria-current", "true")
        await expect(guest.room(account)).to_be_focused()


async def test_a_command_is_chosen_with_the_arrows(guest: Visitor) -> None:
    await guest.text.focus()
    await guest.page.keyboard.type("/st")
    await guest.page.keyboard.press("ArrowDown")
    await expect(guest.page.get_by_role("menuitem").first).to_be_focused()
    await guest.page.keyboard.press("Escape")
    await expect(guest.page.get_by_role("menuitem")).to_have_count(0)
    await guest.text.focus()
    await guest.page.keyboard.type("atus")
    await guest.page.keyboard.press("ArrowDown")
    await guest.page.keyboard.press("Enter")
    await expect(guest.last).to_contain_text("สถานะตัวชี้วัดที่ 2.4")
    await expect(guest.text).to_be_focused()


async def test_the_clock_is_moved_and_the_focus_stays(guest: Visitor) -> None:
    await guest.room(GROUP).focus()
    await guest.tabs_to(guest.next_notice, "Shift+Tab")
    await guest.page.keyboard.press("Enter")
    await expect(guest.now).to_have_text("08.30 น. จ. 30 พ.ย. 69")
    await expect(guest.next_notice).to_be_focused()
