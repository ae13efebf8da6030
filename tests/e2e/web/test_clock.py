"""The clock is moved: notices come as if the days had passed, and never again."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.e2e.web.visitor import ACADEMIC, CHAIR, GROUP, MEMBER, Visitor, lines

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


async def test_next_notice_goes_to_the_day_that_it_names_and_life_goes_on_there(
    visitor: Visitor,
) -> None:
    for typed, answer in (("1/10/2569", "ย้อน"), ("สิบห้า", "วันที่"), ("1/10/2599", "วันที่")):
        await _a_date_that_cannot_be_gone_to_is_explained_and_kept(visitor, typed, answer)
    await _a_day_without_notices_says_so(visitor)
    await expect(visitor.next_notice).to_contain_text("30 พ.ย. 69 เวลา 08.30 น.")
    await visitor.moves_on()
    await expect(visitor.now).to_have_text("08.30 น. จ. 30 พ.ย. 69")
    await expect(visitor.toast.last).to_contain_text("1 ข้อความ ถึง สมคิด")
    await _the_summary_stands_in_the_chairs_private_room(visitor)
    await expect(visitor.next_notice).to_contain_text("1 ธ.ค. 69 เวลา 08.30 น.")
    await visitor.opens(GROUP)
    await visitor.asks("สถานะ", "ข้อมูล ณ วันที่ 30 พ.ย. 69 เวลา 08.30 น.")
    await expect(visitor.days.last).to_have_text("วันจันทร์ที่ 30 พฤศจิกายน 2569")


async def test_days_and_weeks_play_each_notice_on_its_own_day(visitor: Visitor) -> None:
    await visitor.moves_on(visitor.page.get_by_role("button", name="+1 สัปดาห์"))
    await expect(visitor.now).to_have_text("09.12 น. พฤ. 3 ธ.ค. 69")
    for account, day in ((CHAIR, "วันจันทร์ที่ 30 พฤศจิกายน"), (MEMBER, "วันอังคารที่ 1 ธันวาคม")):
        await visitor.opens(account)
        await expect(visitor.days.last).to_have_text(f"{day} 2569")
        await expect(visitor.last.get_by_role("time")).to_have_text("08.30 น.")
    await _a_date_in_thai_digits_is_understood(visitor)
    await visitor.moves_to_monday()
    await expect(visitor.now).to_have_text("08.30 น. จ. 18 ม.ค. 70")


async def _a_date_that_cannot_be_gone_to_is_explained_and_kept(
    visitor: Visitor, typed: str, answer: str
) -> None:
    await visitor.moves_to(typed)
    await expect(visitor.toast.last).to_contain_text(answer)
    await expect(visitor.date).to_have_value(typed)
    await expect(visitor.date).to_have_attribute("aria-invalid", "true")
    await expect(visitor.now).to_have_text("09.12 น. พฤ. 26 พ.ย. 69")


async def _a_day_without_notices_says_so(visitor: Visitor) -> None:
    await visitor.moves_on(visitor.page.get_by_role("button", name="+1 วัน"))
    await expect(visitor.now).to_have_text("09.12 น. ศ. 27 พ.ย. 69")
    await expect(visitor.toast.last).to_contain_text("ระหว่างนั้นไม่มีข้อความจากระบบ")


async def _the_summary_stands_in_the_chairs_private_room(visitor: Visitor) -> None:
    await expect(visitor.unread(CHAIR)).to_have_text("1")
    await expect(visitor.page).to_have_title("(1) sopbot – ทดลองใช้งาน")
    await visitor.opens(CHAIR)
    await expect(visitor.days.last).to_have_text("วันจันทร์ที่ 30 พฤศจิกายน 2569")
    await expect(visitor.last).to_contain_text("สรุปความก้าวหน้าประจำสัปดาห์ (23–29 พ.ย. 69)")
    await expect(visitor.last.get_by_role("time")).to_have_text("08.30 น.")
    await expect(visitor.unread(CHAIR)).to_have_text("")


async def _a_date_in_thai_digits_is_understood(visitor: Visitor) -> None:
    await visitor.moves_to("๑๕/๑/๗๐")
    await expect(visitor.now).to_have_text("08.30 น. ศ. 15 ม.ค. 70")
    await expect(visitor.date).to_have_value("")
    await visitor.opens(ACADEMIC)
    assert (await lines(visitor.days))[-3:] == [
        "วันอังคารที่ 1 ธันวาคม 2569",
        "วันอังคารที่ 15 ธันวาคม 2569",
        "วันจันทร์ที่ 4 มกราคม 2570",
    ]
    at = await visitor.posts.locator("time").evaluate_all("all => all.map((one) => one.dateTime)")
    assert at == sorted(at)
