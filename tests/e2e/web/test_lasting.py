"""Nothing is lost by a reload or a restart, and everything by starting over, if one says yes."""

from __future__ import annotations

import asyncio

import pytest
from playwright.async_api import expect

from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import CHAIR, MEMBER, Visitor, lines

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

HELLO = "สวัสดีทุกท่าน บ่ายนี้พบกันที่ห้องประชุม"


async def test_neither_a_reload_nor_a_no_to_starting_over_loses_anything(
    visitor: Visitor, trial: Trial
) -> None:
    await _a_reload_loses_nothing(visitor)
    await _starting_over_asks_first_and_without_a_yes_keeps_everything(visitor, trial)


async def test_a_restart_loses_nothing_and_the_open_page_finds_back(
    visitor: Visitor, trial: Trial
) -> None:
    visitor.may_lose_the_server = True
    await visitor.moves_on()
    await visitor.asks("สถานะ", "แล้วเสร็จ 4")
    before = await lines(visitor.posts)
    await trial.stop()
    await expect(visitor.banner).to_have_text("ขาดการเชื่อมต่อ กำลังเชื่อมต่อใหม่…")
    await _what_is_typed_meanwhile_stays(visitor)
    await trial.start()
    await expect(visitor.banner).to_be_hidden()
    assert await lines(visitor.posts) == before
    await visitor.says(HELLO)
    await expect(visitor.saying(HELLO)).to_have_count(1)
    await expect(visitor.trouble).to_be_hidden()
    await visitor.asks("สถานะ", "ข้อมูล ณ วันที่ 30 พ.ย. 69 เวลา 08.30 น.")


async def test_started_over_the_page_comes_back_by_itself_with_the_sample_as_new(
    visitor: Visitor, trial: Trial
) -> None:
    visitor.may_lose_the_server = True
    before = await lines(visitor.posts)
    await visitor.moves_on()
    await visitor.says(HELLO)
    starting_over = asyncio.create_task(trial.start_over_when_asked())
    await visitor.page.get_by_role("button", name="เริ่มใหม่").click()
    await visitor.dialog.get_by_role("button", name="เริ่มใหม่").click()
    await expect(visitor.banner).to_have_text("กำลังเริ่มใหม่ หน้านี้จะโหลดใหม่เองภายในไม่กี่วินาที")
    await starting_over
    await expect(visitor.now).to_have_text("09.12 น. พฤ. 26 พ.ย. 69")
    assert await lines(visitor.posts) == before
    await visitor.asks("สถานะ", "แล้วเสร็จ 4")


async def _a_reload_loses_nothing(visitor: Visitor) -> None:
    await visitor.speaks_as(MEMBER)
    await visitor.asks("สถานะ", "แล้วเสร็จ 4")
    await visitor.moves_on()
    before = await lines(visitor.posts)
    await visitor.page.reload()
    await expect(visitor.posts).to_have_count(len(before))
    assert await lines(visitor.posts) == before
    await expect(visitor.now).to_have_text("08.30 น. จ. 30 พ.ย. 69")
    await expect(visitor.page.get_by_label("พูดในนามของ")).to_have_value(MEMBER)
    await expect(visitor.unread(CHAIR)).to_have_text("1")


async def _starting_over_asks_first_and_without_a_yes_keeps_everything(
    visitor: Visitor, trial: Trial
) -> None:
    await visitor.says(HELLO)
    for leave in (
        visitor.page.keyboard.press("Escape"),
        visitor.dialog.get_by_text("ยกเลิก").click(),
    ):
        await visitor.page.get_by_role("button", name="เริ่มใหม่").click()
        await expect(visitor.dialog).to_contain_text("ต้องการดำเนินการต่อหรือไม่")
        await leave
        await expect(visitor.dialog).to_be_hidden()
    await visitor.page.reload()
    await expect(visitor.last).to_contain_text(HELLO)
    assert not trial.app.start_over.is_set()


async def _what_is_typed_meanwhile_stays(visitor: Visitor) -> None:
    await visitor.text.fill(HELLO)
    await visitor.text.press("Enter")
    await expect(visitor.trouble).to_contain_text("สิ่งที่พิมพ์ไว้ยังอยู่")
    await expect(visitor.text).to_have_value(HELLO)
