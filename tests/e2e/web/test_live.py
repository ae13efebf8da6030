"""Everybody sees everything at once; a lost connection neither loses nor doubles a word."""

from __future__ import annotations

import pytest
from playwright.async_api import Route, expect

from tests.e2e.web.conftest import Visit
from tests.e2e.web.places import DESK
from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import CHAIR, SIGN_UP, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

HELLO = "สวัสดีทุกท่าน บ่ายนี้พบกันที่ห้องประชุม"


async def test_a_second_browser_sees_the_same_without_a_reload(
    visitor: Visitor, visit: Visit, trial: Trial
) -> None:
    other = await visit(trial, DESK.other())
    await visitor.says(HELLO)
    await expect(other.last).to_contain_text(HELLO)
    await visitor.asks("สถานะ", "แล้วเสร็จ 4")
    await expect(other.last).to_contain_text("แล้วเสร็จ 4")
    await other.presses("นักวิชาการ", under=other.saying(SIGN_UP))
    await expect(visitor.saying(SIGN_UP)).to_contain_text("นักวิชาการ: นางสาวพิมพ์ใจ")
    await visitor.moves_on()
    await expect(other.now).to_contain_text("30")
    await expect(other.unread(CHAIR)).to_have_text("1")


async def test_what_happens_while_a_page_is_cut_off_is_there_when_it_is_back(
    visitor: Visitor, visit: Visit, trial: Trial
) -> None:
    other = await visit(trial, DESK.other())
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


async def test_what_was_typed_stays_while_nothing_answers_and_is_sent_once_afterwards(
    visitor: Visitor, trial: Trial
) -> None:
    visitor.may_lose_the_server = True
    await trial.stop()
    await visitor.text.fill(HELLO)
    await visitor.text.press("Enter")
    await expect(visitor.trouble).to_contain_text("สิ่งที่พิมพ์ไว้ยังอยู่")
    await expect(visitor.text).to_have_value(HELLO)
    await trial.start()
    await expect(visitor.banner).to_be_hidden()
    await visitor.says(HELLO)
    await expect(visitor.saying(HELLO)).to_have_count(1)
    await expect(visitor.trouble).to_be_hidden()


async def test_a_message_whose_answer_was_lost_is_not_said_twice(guest: Visitor) -> None:
    guest.may_lose_the_server = True

    async def lose_the_answer(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await guest.page.route("**/api/say*", lose_the_answer, times=1)
    await guest.text.fill(HELLO)
    await guest.text.press("Enter")
    await expect(guest.trouble).to_be_visible()
    await expect(guest.saying(HELLO)).to_have_count(1)
    await guest.text.press("Enter")
    await expect(guest.text).to_have_value("")
    await guest.asks("สถานะ", "แล้วเสร็จ 4")
    await expect(guest.saying(HELLO)).to_have_count(1)
