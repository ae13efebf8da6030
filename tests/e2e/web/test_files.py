"""Files: sent by picking and by dropping, got back byte for byte, refused when too large."""

from __future__ import annotations

import base64
import random
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Request, expect

from tests.e2e.web.visitor import MEMBER, Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

PICKED = "รายงานความก้าวหน้า ครั้งที่ ๑ (ฉบับลงนาม).pdf"
DROPPED = "สรุปผลการประชุมเชิงปฏิบัติการ ที่กรุงเทพฯ.xlsx"
MB = 1024**2
DRAGGED = """([name, encoded]) => {
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const carried = new DataTransfer();
  carried.items.add(new File([bytes], name));
  return carried;
}"""


async def test_files_come_back_byte_for_byte_unless_too_large(
    visitor: Visitor, tmp_path: Path
) -> None:
    await _a_file_can_be_taken_out_again_before_it_is_sent(visitor)
    await visitor.speaks_as(MEMBER)
    await _a_picked_file_comes_back_byte_for_byte(visitor)
    await _a_dropped_file_comes_back_byte_for_byte(visitor)
    await _a_file_over_20_mb_is_refused_by_the_bot_and_never_uploaded(visitor, tmp_path)


async def _a_picked_file_comes_back_byte_for_byte(visitor: Visitor) -> None:
    await visitor.picks(FilePayload(name=PICKED, mimeType="application/pdf", buffer=_bytes(PICKED)))
    await visitor.asks("แนบ 5", "ได้รับเอกสารแนบแล้ว")
    await _get_back(visitor, PICKED)


async def _a_dropped_file_comes_back_byte_for_byte(visitor: Visitor) -> None:
    page = visitor.page
    encoded = base64.b64encode(_bytes(DROPPED)).decode()
    carried = await page.evaluate_handle(DRAGGED, [DROPPED, encoded])
    await page.dispatch_event("body", "dragover", {"dataTransfer": carried})
    await expect(page.get_by_text("วางไฟล์ที่นี่เพื่อแนบ")).to_be_visible()
    await page.dispatch_event("body", "drop", {"dataTransfer": carried})
    await expect(page.get_by_text("วางไฟล์ที่นี่เพื่อแนบ")).to_be_hidden()
    await visitor.asks("แนบ 5", "ได้รับเอกสารแนบแล้ว")
    await _get_back(visitor, DROPPED)


async def _a_file_can_be_taken_out_again_before_it_is_sent(visitor: Visitor) -> None:
    await visitor.picks(FilePayload(name="ผิดไฟล์.pdf", mimeType="", buffer=b"%PDF"))
    await visitor.page.get_by_role("button", name="นำไฟล์ ผิดไฟล์.pdf ออก").click()
    await visitor.says("ขออภัย ผิดไฟล์")
    await expect(visitor.last).to_contain_text("ขออภัย ผิดไฟล์")
    await expect(visitor.last.locator(".file")).to_have_count(0)


async def _a_file_over_20_mb_is_refused_by_the_bot_and_never_uploaded(
    visitor: Visitor, tmp_path: Path
) -> None:
    uploads: list[Request] = []
    visitor.page.on("request", lambda r: uploads.append(r) if "/api/upload" in r.url else None)
    with (tmp_path / "วิดีโอ.mp4").open("wb") as film:
        film.truncate(21 * MB)
    await visitor.picks_from_disk(tmp_path / "วิดีโอ.mp4")
    await visitor.asks("แนบ 5", "20 MB")
    await expect(visitor.last).to_contain_text("วิดีโอ.mp4")
    await expect(visitor.posts.nth(-2)).to_contain_text("ใหญ่เกินกำหนด ไม่ได้จัดเก็บ")
    assert uploads == []


async def _get_back(visitor: Visitor, name: str) -> None:
    """List the files of the step, press the file's button, and save what the bot sends."""
    await visitor.asks("เอกสาร 5", name)
    listed = await visitor.posts.count()
    await visitor.presses(name[:10])
    await expect(visitor.posts).to_have_count(listed + 1)
    download = await visitor.downloads(visitor.last)
    assert download.suggested_filename == name
    assert (await download.path()).read_bytes() == _bytes(name)


def _bytes(name: str) -> bytes:
    return random.Random(name).randbytes(300_000)
