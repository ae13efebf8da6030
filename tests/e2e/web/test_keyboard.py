"""Everything can be done without a mouse, and one always sees where one is."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.web.visitor import CHAIR, GROUP, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_everything_is_done_without_a_mouse(visitor: Visitor) -> None:
    await _the_first_tab_leads_to_the_message_box(visitor)
    await _a_message_is_replied_to(visitor)
    await _escape_takes_the_reply_back_and_leaves_the_words(visitor)
    await _a_button_of_the_bot_is_pressed(visitor)
    await _rooms_are_switched(visitor)
    await _a_command_is_chosen_with_the_arrows(visitor)
    await _the_clock_is_moved_and_the_focus_stays(visitor)


async def _the_first_tab_leads_to_the_message_box(visitor: Visitor) -> None:
    await visitor.page.keyboard.press("Tab")
    await expect(visitor.page.get_by_role("link", name="ข้ามไปยังช่องพิมพ์ข้อความ")).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.text).to_be_focused()
    await visitor.page.keyboard.type("สถานะ")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("แล้วเสร็จ 4")
    await expect(visitor.text).to_be_focused()


async def _a_message_is_replied_to(visitor: Visitor) -> None:
    await visitor.text.focus()
    await visitor.tabs_to(visitor.from_bot.last.locator(".reply"), "Shift+Tab")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.replying).to_contain_text("ตอบกลับ sopbot")
    await expect(visitor.text).to_be_focused()
    await visitor.page.keyboard.type("ขอบคุณ")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.saying("ขอบคุณ").last.locator(".quote")).to_contain_text("sopbot")
    await expect(visitor.replying).to_be_hidden()


async def _escape_takes_the_reply_back_and_leaves_the_words(visitor: Visitor) -> None:
    await visitor.replies_to(visitor.last)
    await visitor.page.keyboard.type("ขอบคุณ")
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.replying).to_be_hidden()
    await expect(visitor.text).to_be_focused()
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("ขอบคุณ")
    await expect(visitor.last.locator(".quote")).to_have_count(0)


async def _a_button_of_the_bot_is_pressed(visitor: Visitor) -> None:
    await visitor.text.focus()
    await visitor.tabs_to(visitor.log.get_by_role("button", name="ดูสถานะ").last, "Shift+Tab")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2")


async def _rooms_are_switched(visitor: Visitor) -> None:
    await visitor.room(GROUP).focus()
    for account in (CHAIR, GROUP):
        await visitor.tabs_to(visitor.room(account), "Tab" if account == CHAIR else "Shift+Tab")
        await visitor.page.keyboard.press("Space")
        await expect(visitor.room(account)).to_have_attribute("aria-current", "true")
        await expect(visitor.room(account)).to_be_focused()


async def _a_command_is_chosen_with_the_arrows(visitor: Visitor) -> None:
    await visitor.text.focus()
    await visitor.page.keyboard.type("/st")
    await visitor.page.keyboard.press("ArrowDown")
    await expect(visitor.page.get_by_role("menuitem").first).to_be_focused()
    await visitor.page.keyboard.press("Escape")
    await expect(visitor.page.get_by_role("menuitem")).to_have_count(0)
    await visitor.text.focus()
    await visitor.page.keyboard.type("atus")
    await visitor.page.keyboard.press("ArrowDown")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.last).to_contain_text("สถานะตัวชี้วัดที่ 2.4")
    await expect(visitor.text).to_be_focused()


async def _the_clock_is_moved_and_the_focus_stays(visitor: Visitor) -> None:
    await visitor.room(GROUP).focus()
    await visitor.tabs_to(visitor.next_notice, "Shift+Tab")
    await visitor.page.keyboard.press("Enter")
    await expect(visitor.now).to_have_text("08.30 น. จ. 30 พ.ย. 69")
    await expect(visitor.next_notice).to_be_focused()
