"""How it looks, on a phone and on a desk, by day and by night: nothing cut off, all of it Thai."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.e2e.web.conftest import Visit
from tests.e2e.web.places import DESK, PHONE, Place, Scheme
from tests.e2e.web.trial import Trial
from tests.e2e.web.visitor import Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

LEAST_LINE = 1.4
"""Times the size of the letters: room for a tone mark over an upper vowel, and a lower vowel."""
WIDE = """() => {
  const wide = (node) => node.scrollWidth > node.clientWidth;
  return [document.documentElement, document.body, scroller].filter(wide).map((n) => n.tagName);
}"""
TIGHT = """(least) => {
  const parts = '.words, .key, .badge, .bot-badge, .room-words *, .day, .now *, #next *, time';
  const ratio = (node) => {
    const style = getComputedStyle(node);
    return parseFloat(style.lineHeight) / parseFloat(style.fontSize);
  };
  const tight = [...document.querySelectorAll(parts)].filter((node) => ratio(node) < least);
  return tight.map((node) => node.className || node.tagName);
}"""
CLIPPED = """() => {
  const oneLine = (node) => {
    const { overflowY, whiteSpace } = getComputedStyle(node);
    return overflowY !== 'visible' && whiteSpace === 'nowrap' && node.clientHeight > 1;
  };
  const isCut = (node) => node.scrollHeight > node.clientHeight;
  return [...document.querySelectorAll('*')].filter(oneLine).filter(isCut).map((n) => n.className);
}"""
FONTS = """async () => {
  await document.fonts.ready;
  const loaded = [...document.fonts].filter((face) => face.status === 'loaded');
  return [...new Set(loaded.map((face) => `${face.family} ${face.weight}`))].sort();
}"""
PAPER = "getComputedStyle(document.body).backgroundColor"
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = {DESK: (1280, 1000), PHONE: (390, 320)}


async def test_on_a_desk_nothing_is_cut_off_and_all_of_it_is_sarabun(
    visit: Visit, trial: Trial, tmp_path: Path
) -> None:
    visitor = await visit(trial, DESK)
    await _ask_and_move_on(visitor)
    await _the_letters_are_sarabun(visitor)
    await _nothing_is_cut_off(visitor, DESK, tmp_path)


async def test_on_a_phone_nothing_is_cut_off_and_the_moves_of_the_clock_fold_out(
    visit: Visit, trial: Trial, tmp_path: Path
) -> None:
    visitor = await visit(trial, PHONE)
    await _the_moves_of_the_clock_fold_out(visitor)
    await _ask_and_move_on(visitor)
    await _nothing_is_cut_off(visitor, PHONE, tmp_path)


async def _nothing_is_cut_off(visitor: Visitor, place: Place, folder: Path) -> None:
    papers = set()
    for scheme in SCHEMES:
        await visitor.page.emulate_media(color_scheme=scheme)
        papers.add(await visitor.page.evaluate(PAPER))
        for width in WIDTHS[place]:
            await visitor.page.set_viewport_size({"width": width, "height": place.height})
            await visitor.page.screenshot(path=folder / f"{width}-{scheme}.png")
            assert await visitor.page.evaluate(WIDE) == []
            assert await visitor.page.evaluate(TIGHT, LEAST_LINE) == []
            assert await visitor.page.evaluate(CLIPPED) == []
    assert len(papers) == len(SCHEMES), "by night the page is dark"


async def _the_letters_are_sarabun(visitor: Visitor) -> None:
    assert await visitor.page.evaluate(FONTS) == ["Sarabun 400", "Sarabun 500", "Sarabun 700"]
    for part in (visitor.last.locator(".words"), visitor.text, visitor.next_notice):
        family = await part.evaluate("node => getComputedStyle(node).fontFamily")
        assert family.startswith("Sarabun")


async def _the_moves_of_the_clock_fold_out(visitor: Visitor) -> None:
    week = visitor.page.get_by_role("button", name="+1 สัปดาห์")
    await expect(week).to_be_hidden()
    await visitor.other_moves.tap()
    await visitor.moves_on(week)
    await expect(week).to_be_hidden()


async def _ask_and_move_on(visitor: Visitor) -> None:
    await visitor.text.fill("สถานะ")
    await visitor.page.get_by_role("button", name="ส่ง", exact=True).click()
    await expect(visitor.last).to_contain_text("แล้วเสร็จ 4")
    await visitor.moves_to_monday()
    await expect(visitor.page.locator(".room .badge:not(:empty)").first).to_be_visible()
