"""What is made to do harm does none: it is shown as it was typed, and runs nowhere."""

from __future__ import annotations

import pytest
from playwright.async_api import FilePayload, Locator, expect

from tests.e2e.web.visitor import MEMBER, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

HARM = "<script>alert(1)</script><b>x</b>"
NAME = "<img src=x onerror=alert(1)>.html"
MADE = "script, img[src='x'], b:text-is('x')"


async def test_whatever_is_made_to_do_harm_does_none(visitor: Visitor) -> None:
    await _a_message_of_markup_is_shown_as_it_was_typed(visitor)
    await _a_file_named_as_markup_is_only_a_name(visitor)
    await _an_html_file_is_only_ever_downloaded(visitor)
    await _a_picture_that_is_html_inside_stays_a_broken_picture(visitor)
    await _markup_that_the_bot_repeats_is_shown_as_it_was_typed(visitor)


async def _a_message_of_markup_is_shown_as_it_was_typed(visitor: Visitor) -> None:
    await visitor.says(HARM)
    await expect(visitor.last.locator(".words")).to_have_text(HARM)
    await expect(visitor.last.locator(MADE)).to_have_count(0)
    await visitor.replies_to(visitor.last)
    await expect(visitor.replying).to_contain_text(HARM)
    await visitor.says("เห็นแล้ว")
    await expect(visitor.last.get_by_role("button", name=HARM)).to_be_visible()
    await expect(visitor.page.locator("body script[src], b > script")).to_have_count(0)


async def _markup_that_the_bot_repeats_is_shown_as_it_was_typed(visitor: Visitor) -> None:
    await visitor.opens(MEMBER)
    await visitor.asks(f"ลงชื่อ มาลี ตัวอย่าง, {HARM}", HARM)
    await expect(visitor.last.locator("script")).to_have_count(0)


async def _a_file_named_as_markup_is_only_a_name(visitor: Visitor) -> None:
    await visitor.speaks_as(MEMBER)
    await _send(visitor, NAME)
    for post in (visitor.posts.nth(-2), visitor.last):
        await expect(post).to_contain_text(NAME)
        await expect(post.locator(MADE)).to_have_count(0)


async def _an_html_file_is_only_ever_downloaded(visitor: Visitor) -> None:
    await _send(visitor, "หน้าเว็บ.html")
    link = await _address(visitor.posts.nth(-2).locator("a.file"), "href")
    for address in (link, f"{link}?inline=1"):
        answer = await visitor.page.request.get(address)
        assert answer.headers["content-disposition"].startswith("attachment")
        assert answer.headers["content-type"] == "application/octet-stream"
        assert answer.headers["content-security-policy"].startswith("sandbox")
    download = await visitor.downloads(visitor.posts.nth(-2))
    assert (await download.path()).read_bytes() == _page("หน้าเว็บ.html")


async def _a_picture_that_is_html_inside_stays_a_broken_picture(visitor: Visitor) -> None:
    await _send(visitor, "ภาพ.png")
    picture = visitor.posts.nth(-2).get_by_role("img")
    await expect(picture).to_have_js_property("complete", True)
    assert await picture.evaluate("image => image.naturalWidth") == 0
    answer = await visitor.page.request.get(await _address(picture, "src"))
    assert answer.headers["content-type"] == "image/png"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def _send(visitor: Visitor, name: str) -> None:
    await visitor.speaks_as(MEMBER)
    await visitor.picks(FilePayload(name=name, mimeType="text/html", buffer=_page(name)))
    await visitor.asks("แนบ 5", name)


def _page(name: str) -> bytes:
    return f"{HARM} {name}".encode()


async def _address(of: Locator, attribute: str) -> str:
    return str(await of.evaluate(f"node => node.{attribute}"))
