"""Somebody at the page, told as what he or she does and sees there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import (
    ConsoleMessage,
    Dialog,
    Download,
    FilePayload,
    Locator,
    Page,
    expect,
)

GROUP = "group"
PEOPLE = ("pimjai", "somkid", "malee", "wichai", "aree")
SECRETARY, CHAIR, MEMBER, BOARD_MEMBER, ACADEMIC = PEOPLE
SIGN_UP = "โปรดกดเลือกคณะหรือกลุ่มที่ท่านร่วมรับผิดชอบ"
"""Stands in the message on which people choose their parties."""

MOVED = re.compile("/api/clock")
REFUSED = re.compile("the server responded with a status of 4")
"""What the page is refused it tells in a sentence; the browser complains of it in any case."""
AWAY = re.compile("net::ERR|the server responded with a status of 503")
MOST_TABS = 80
HAS_FOCUS = "node => node === document.activeElement"


class Visitor:
    """`complaints`: what nobody should ever find on the page or in the browser's console."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.may_lose_the_server = False
        self.log = page.get_by_role("log")
        self.posts = self.log.locator(".post")
        self.last = self.posts.last
        self.from_bot = self.log.locator(".post.bot")
        self.days = self.log.locator(".day")
        self.text = page.locator("#text")
        self.toast = page.locator(".toast")
        self.dialog = page.get_by_role("dialog")
        self.banner = page.locator("#banner")
        self.trouble = page.get_by_role("alert")
        self.replying = page.locator("#replying")
        self.now = page.locator("#now")
        self.bar = page.locator("#timebar")
        self.next_notice = page.locator("#next")
        self.other_moves = page.get_by_role("button", name="เลื่อนเวลาด้วยวิธีอื่น")
        self.date = page.locator("#date")
        page.on("console", self._overhear)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._is_startled)

    async def comes_to(self, address: str) -> None:
        await self.page.goto(address)
        await self.posts.first.wait_for()

    def room(self, address: str) -> Locator:
        return self.page.locator(f'[data-room="{address}"]')

    def unread(self, address: str) -> Locator:
        return self.room(address).locator(".badge")

    def saying(self, words: str) -> Locator:
        """The posts that hold these words."""
        return self.posts.filter(has_text=words)

    async def opens(self, address: str) -> None:
        await self.room(address).click()
        await expect(self.room(address)).to_have_attribute("aria-current", "true")

    async def speaks_as(self, account: str) -> None:
        await self.page.locator("#speaker").select_option(account)

    async def says(self, words: str) -> None:
        await self.text.fill(words)
        await self.text.press("Enter")
        await expect(self.text).to_have_value("")

    async def asks(self, words: str, answer: str) -> None:
        """Say it, and hear the bot say something with these words in answer."""
        count = await self.posts.count()
        await self.says(words)
        await expect(self.posts).to_have_count(count + 2)
        await expect(self.last).to_contain_text(answer)

    async def picks(self, *files: FilePayload) -> None:
        await self.page.locator("#files").set_input_files(files)

    async def picks_from_disk(self, path: Path) -> None:
        await self.page.locator("#files").set_input_files(path)

    async def replies_to(self, post: Locator) -> None:
        await post.locator(".reply").click()
        await expect(self.replying).to_be_visible()

    async def presses(self, label: str, under: Locator | None = None) -> None:
        """The newest button of the bot that reads so."""
        await (under or self.log).locator(".key").filter(has_text=label).last.click()

    async def downloads(self, post: Locator) -> Download:
        async with self.page.expect_download() as download:
            await post.locator("a.file").click()
        return await download.value

    async def moves_on(self, control: Locator | None = None) -> None:
        """Press this of the clock bar (else: to the next notice), until the clock has arrived."""
        async with self.page.expect_response(MOVED):
            await (control or self.next_notice).click()
        await expect(self.bar).to_have_attribute("aria-busy", "false")

    async def moves_to(self, day: str) -> None:
        await self.date.fill(day)
        await self.moves_on(self.page.locator("#date-form button"))

    async def moves_to_monday(self) -> None:
        if await self.other_moves.is_visible():
            await self.other_moves.click()
        await self.moves_on(self.page.get_by_role("button", name="วันจันทร์ถัดไป 08.30 น."))

    async def tabs_to(self, wanted: Locator, key: str = "Tab") -> None:
        for _ in range(MOST_TABS):
            await self.page.keyboard.press(key)
            if await wanted.evaluate(HAS_FOCUS):
                return
        raise AssertionError(f"no {key} leads to {wanted}")

    async def _is_startled(self, dialog: Dialog) -> None:
        self.complaints.append(f"a dialog: {dialog.message}")
        await dialog.dismiss()

    def _overhear(self, message: ConsoleMessage) -> None:
        if message.type not in {"error", "warning"} or REFUSED.search(message.text):
            return
        if self.may_lose_the_server and AWAY.search(message.text):
            return
        self.complaints.append(message.text)


async def lines(found: Locator) -> Sequence[str]:
    """The words of each, on one line."""
    return [" ".join(text.split()) for text in await found.all_inner_texts()]
