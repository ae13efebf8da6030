"""Everybody sees everything at once; a lost connection neither loses nor doubles a word."""

from __future__ import annotations

import pytest
from playwright.async_api import Route, expect

from tests.e2e.web.conftest import Visit
from tests.e2e.web.places import DESK
from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import CHAIR, MEMBER, SIGN_UP, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

HELLO = "สวัสดีทุกท่าน บ่ายนี้พบกันที่ห้องประชุม"


async def test_two_browsers_show_the_same(visitor: Visitor, visit: Visit, trial: Trial) -> None:
    other = await visit(trial, DESK.other())
    await _what_happens_while_a_page_is_cut_off_is_there_when_it_is_back(visitor, other)
    await _the_other_sees_the_same_without_a_reload(visitor, other)
    await _a_button_that_somebody_else_has_just_used_up_says_so(visitor, other)


async def test_a_message_whose_answer_was_lost_is_not_said_twice(visitor: Visitor) -> None:
    visitor.may_lose_the_server = True

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await visitor.page.route("**/api/say*", lose_the_answer, times=1)
    await visitor.text.fill(HELLO)
    await visitor.text.press("Enter")
    await expect(visitor.trouble).to_be_visible()
    await expect(visitor.saying(HELLO)).to_have_count(1)
    await visitor.text.press("Enter")
    await expect(visitor.text).to_have_value("")
    await visitor.asks("สถานะ", "แล้วเสร็จ 4")
    await expect(visitor.saying(HELLO)).to_have_count(1)


async def _a_button_that_somebody_else_has_just_used_up_says_so(
    visitor: Visitor, other: Visitor
) -> None:
    await visitor.speaks_as(MEMBER)
    await other.speaks_as(MEMBER)
    await visitor.asks("เสร็จ 5", "ยืนยันปิดขั้นตอนที่ 5")

    async def too_late(route: Route) -> None:
        await other.presses("ยังไม่ปิด")
        await expect(other.last.locator(".key")).to_have_count(0)
        await route.continue_()

    await visitor.page.route("**/api/press*", too_late, times=1)
    await visitor.presses("ยืนยันปิดขั้นตอน")
    await expect(visitor.toast).to_contain_text("ปุ่มนี้")
    await expect(visitor.saying("ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว")).to_have_count(0)


async def _the_other_sees_the_same_without_a_reload(visitor: Visitor, other: Visitor) -> None:
    await visitor.says(HELLO)
    await expect(other.last).to_contain_text(HELLO)
    await visitor.asks("สถานะ", "แล้วเสร็จ 4")
    await expect(other.last).to_contain_text("แล้วเสร็จ 4")
    await other.presses("นักวิชาการ", under=other.saying(SIGN_UP))
    await expect(visitor.saying(SIGN_UP)).to_contain_text("นักวิชาการ: นางสาวพิมพ์ใจ")
    await visitor.moves_on()
    await expect(other.now).to_contain_text("30")
    await expect(other.unread(CHAIR)).to_have_text("1")


async def _what_happens_while_a_page_is_cut_off_is_there_when_it_is_back(
    visitor: Visitor, other: Visitor
) -> None:
    other.may_lose_the_server = True
    await other.page.route("**/api/events*", lambda route: route.abort())
    await other.page.evaluate("dispatchEvent(new Event('online'))")
    await expect(other.banner).to_be_visible()
    await visitor.says(HELLO)
    await expect(visitor.last).to_contain_text(HELLO)
    await expect(other.saying(HELLO)).to_have_count(0)
    await other.page.unroute("**/api/events*")
    await expect(other.last).to_contain_text(HELLO)
    await expect(other.saying(HELLO)).to_have_count(1)
