"""What a visitor finds: a committee that has been at work, in the visitor's own language."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.web.conftest import Visit
from tests.e2e.web.places import ENGLISH_DESK
from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import ACADEMIC, CHAIR, GROUP, MEMBER, PEOPLE, Visitor, lines

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

WIDTH = "image => image.decode().then(() => image.naturalWidth)"


async def test_a_visitor_finds_a_committee_that_has_been_at_work(visitor: Visitor) -> None:
    await _nothing_is_unread_on_the_first_visit(visitor)
    await _the_labels_are_thai_in_a_thai_browser(visitor)
    await _the_group_shows_the_plan_made_and_every_step_due_closed(visitor)
    await _the_files_of_the_sample_are_there(visitor)
    await _everybody_has_a_room_with_what_the_bot_told_that_person(visitor)


async def test_the_labels_are_english_in_an_english_browser(visit: Visit, trial: Trial) -> None:
    visitor = await visit(trial, ENGLISH_DESK)
    page = visitor.page
    await expect(page.locator("html")).to_have_attribute("lang", "en")
    await expect(page).to_have_title("sopbot – try it here")
    await expect(page.get_by_role("textbox", name="Message")).to_be_visible()
    await expect(page.get_by_role("button", name="Send")).to_be_visible()
    await expect(visitor.next_notice).to_contain_text("Next notice")
    assert [words for words in await lines(visitor.days) if "กันยายน" in words] == []
    await visitor.asks("/status", "สถานะตัวชี้วัดที่ 2.4")


async def _nothing_is_unread_on_the_first_visit(visitor: Visitor) -> None:
    for account in (GROUP, *PEOPLE):
        await expect(visitor.unread(account)).to_have_text("")
    await expect(visitor.page).to_have_title("sopbot – ทดลองใช้งาน")


async def _the_group_shows_the_plan_made_and_every_step_due_closed(visitor: Visitor) -> None:
    await expect(visitor.saying("จัดทำแผนเรียบร้อยแล้ว")).to_have_count(1)
    for number in (1, 2, 3, 4):
        closing = visitor.saying(f"ปิดขั้นตอนที่ {number} เรียบร้อยแล้ว")
        await expect(closing).to_have_count(1)
        await expect(closing).to_contain_text("(ตามกำหนด)")
    await visitor.asks("สถานะ", "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0")


async def _the_files_of_the_sample_are_there(visitor: Visitor) -> None:
    shared = visitor.saying("ตัวอย่างหลักฐาน 3-2.pdf").first
    download = await visitor.downloads(shared)
    assert (await download.path()).read_bytes().startswith(b"%PDF-")
    picture = visitor.page.get_by_role("button", name="ขยายภาพ ภาพการประชุม.png")
    await picture.click()
    await expect(visitor.dialog).to_contain_text("ภาพการประชุม.png")
    assert await visitor.dialog.get_by_role("img").evaluate(WIDTH) > 0
    await visitor.dialog.get_by_role("button", name="ปิด").click()
    await expect(visitor.dialog).to_be_hidden()


async def _everybody_has_a_room_with_what_the_bot_told_that_person(visitor: Visitor) -> None:
    roles = {CHAIR: "ประธาน", MEMBER: "คณะดำเนินงาน", ACADEMIC: "นักวิชาการ"}
    told = {CHAIR: "เรียน ประธาน", MEMBER: "ขั้นตอนที่ 5", ACADEMIC: "ขั้นตอนที่ 7"}
    for account in told:
        await expect(visitor.room(account)).to_contain_text(roles[account])
        await visitor.opens(account)
        await expect(visitor.last).to_contain_text(told[account])


async def _the_labels_are_thai_in_a_thai_browser(visitor: Visitor) -> None:
    page = visitor.page
    await expect(page.locator("html")).to_have_attribute("lang", "th")
    await expect(page.get_by_role("textbox", name="พิมพ์ข้อความ")).to_be_visible()
    await expect(page.get_by_role("button", name="ส่ง", exact=True)).to_be_visible()
    await expect(visitor.next_notice).to_contain_text("แจ้งเตือนถัดไป")
    await expect(visitor.days.first).to_have_text("วันพุธที่ 30 กันยายน 2569")
    await expect(visitor.now).to_have_text("09.12 น. พฤ. 26 พ.ย. 69")
