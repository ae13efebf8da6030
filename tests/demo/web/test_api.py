"""What the page asks for and gets, in the form both have agreed on."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Sequence
from urllib.parse import unquote

import pytest

from bot.demo.web import api as api_module
from bot.demo.web.content import Content, Run
from bot.domain.files import MAX_FILE_BYTES
from bot.domain.message import Attachment, Message, mention, plain
from bot.ports import Envelope, Outgoing
from tests.demo.web.conftest import CLOSE, Site, Web

THURSDAY = "วันพฤหัสบดีที่ 26 พฤศจิกายน 2569"


async def test_the_state_has_all_that_the_page_shows(web: Web, site: Site) -> None:
    post = await web.says("สวัสดี")
    state = (await site.get("/api/state")).json()
    assert state["sample"] == "a3f"
    assert state["people"][1] == {
        "account": "somkid",
        "name": "สมคิด ตัวอย่าง",
        "short": "สมคิด",
        "role": "ประธาน",
    }
    assert state["bot"] == {"name": "sopbot"}
    [command] = state["commands"]
    assert command == {"name": "status", "word": "สถานะ", "summary": "สถานะของแผน"}
    assert state["limits"] == {"text": 4096, "file": 20 * 1024 * 1024, "files": 10}
    group, malee, _ = state["rooms"]
    assert [post] == [p["id"] for p in group.pop("posts")]
    assert group == {
        "address": "group",
        "kind": "group",
        "title": "คณะดำเนินงาน",
        "person": None,
        "more": False,
    }
    assert (malee["kind"], malee["person"], malee["posts"]) == ("private", "malee", [])


async def test_the_clock_is_told_in_the_pages_language(site: Site) -> None:
    thai, english = [(await site.get("/api/state", lang)).json()["clock"] for lang in ("th", "en")]
    assert thai == {
        "iso": "2026-11-26T09:12:00+07:00",
        "label": "พฤ. 26 พ.ย. 69",
        "time": "09.12 น.",
        "moving": False,
        "next": "30 พ.ย. 69 เวลา 08.12 น.",
    }
    assert english["label"] == "Thu 26 Nov 2026"
    assert english["next"] == "30 Nov 2026, 08:12"


async def test_only_a_thai_page_offers_the_thai_words(site: Site) -> None:
    [command] = (await site.get("/api/state", "en")).json()["commands"]
    assert command == {"name": "status", "word": "", "summary": "How the plan stands"}


async def test_a_post_of_the_bot_as_the_page_gets_it(web: Web, site: Site) -> None:
    web.accounts[7] = "somkid"
    asked = await web.says("เสร็จ 3")
    message = Message(mention("สมคิด", 7) + plain(" ปิดหรือไม่"), CLOSE, quiet=True)
    [post] = await web.channel.send(Outgoing("group", message, replies_to=str(asked)))
    _, shown = (await site.get("/api/rooms/group/posts")).json()["posts"]
    assert shown == {
        "id": int(post),
        "room": "group",
        "by": "",
        "day": "2026-11-26",
        "day_label": THURSDAY,
        "time": "09.12 น.",
        "iso": "2026-11-26T09:12:00+07:00",
        "text": [
            {"t": "สมคิด", "s": "mention", "who": "somkid"},
            {"t": " ปิดหรือไม่", "s": "plain"},
        ],
        "buttons": [
            [
                {"label": "ปิดขั้นตอน", "action": "done p1 3"},
                {"label": "เปิดแชต", "invite": "abc-1"},
            ]
        ],
        "files": [],
        "reply_to": {"id": asked, "by": "malee", "excerpt": "เสร็จ 3"},
        "edited": False,
        "asks": False,
        "quiet": True,
    }


async def test_earlier_posts_come_page_by_page(
    web: Web, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api_module, "PAGE", 2)
    ids = [await web.says(f"ข้อความ {n}") for n in range(3)]
    page = (await site.get("/api/rooms/group/posts")).json()
    assert ([p["id"] for p in page["posts"]], page["more"]) == (ids[1:], True)
    page = (await site.get("/api/rooms/group/posts", before=str(ids[1]))).json()
    assert ([p["id"] for p in page["posts"]], page["more"]) == (ids[:1], False)
    assert (await site.get("/api/rooms/nowhere/posts")).status_code == 404


@pytest.mark.parametrize("before", ["0", "1", "x", "-1", "9" * 30, "", "٣"])
async def test_any_number_before_which_posts_are_asked_for_is_answered(
    web: Web, site: Site, before: str
) -> None:
    await web.says("สวัสดี")
    assert (await site.get("/api/rooms/group/posts", before=before)).status_code == 200


async def test_what_is_said_stands_once_however_often_it_is_sent(web: Web, site: Site) -> None:
    first, again = await site.says(" เสร็จ 3\x00 "), await site.says(" เสร็จ 3\x00 ")
    assert first.json() == again.json()
    [content] = await web.stands()
    assert content == Content("malee", (Run("เสร็จ 3"),))


async def test_an_uploaded_file_can_be_sent_and_comes_back_byte_for_byte(
    web: Web, site: Site
) -> None:
    data = bytes(range(256)) * 5000
    uploaded = (await site.sends("upload?name=คำสั่ง.pdf", data)).json()
    assert uploaded == {
        "sha256": hashlib.sha256(data).hexdigest(),
        "name": "คำสั่ง.pdf",
        "mime": "application/pdf",
        "size": len(data),
    }
    [post] = (await site.says(files=[uploaded])).json()["posts"]
    [shown] = (await site.get("/api/rooms/group/posts")).json()["posts"]
    [file] = shown["files"]
    assert (file["name"], file["size"], file["picture"]) == ("คำสั่ง.pdf", "1.3 MB", False)
    assert (file["url"], file["inline"]) == (f"/api/files/{post}/0", "")
    assert (await site.get(file["url"])).content == data


async def test_a_file_is_downloaded_and_nothing_in_it_can_run(web: Web, site: Site) -> None:
    file = await web.share(b"<script>alert(1)</script>", 'หน้า "1"; x.html', "text/html")
    post = await web.says("นี่", files=[file])
    for inline in ({}, {"inline": "1"}):
        answer = await site.get(f"/api/files/{post}/0", **inline)
        headers = answer.headers
        assert headers["content-type"] == "application/octet-stream"
        assert headers["content-disposition"].startswith("attachment; filename*=UTF-8''")
        assert unquote(headers["content-disposition"]).endswith('หน้า "1"; x.html')
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"].startswith("sandbox")


async def test_a_picture_is_shown_where_it_stands_and_downloaded_else(web: Web, site: Site) -> None:
    file = await web.share(b"\x89PNG", "ภาพ.PNG", "text/html")
    post = await web.says("นี่", files=[file])
    shown = await site.get(f"/api/files/{post}/0", inline="1")
    assert shown.headers["content-type"] == "image/png"
    assert "content-disposition" not in shown.headers
    assert shown.headers["content-security-policy"].startswith("sandbox")
    assert shown.headers["x-content-type-options"] == "nosniff"
    saved = await site.get(f"/api/files/{post}/0")
    assert saved.headers["content-disposition"].startswith("attachment")


async def test_a_drawing_that_can_hold_scripts_is_no_picture(web: Web, site: Site) -> None:
    file = await web.share(b"<svg/>", "ภาพ.svg", "image/svg+xml")
    post = await web.says("นี่", files=[file])
    [shown] = (await site.get("/api/rooms/group/posts")).json()["posts"]
    assert (shown["files"][0]["picture"], shown["files"][0]["inline"]) == (False, "")
    answer = await site.get(f"/api/files/{post}/0", inline="1")
    assert answer.headers["content-type"] == "application/octet-stream"


@pytest.mark.parametrize("path", ["1/1", "1/99999999999999999999", "2/0", f"{10**30}/0", "1/-1"])
async def test_a_file_that_is_not_there_is_not_found(web: Web, site: Site, path: str) -> None:
    await web.says("นี่", files=[await web.share(b"a", "a.pdf")])
    assert (await site.get(f"/api/files/{path}")).status_code == 404


async def test_a_file_that_the_bot_sends_can_be_fetched(web: Web, site: Site) -> None:
    web.files[5] = b"%PDF"
    post = await web.bot_says("ไฟล์", attachments=(Attachment(5, "คำสั่ง.pdf"),))
    assert (await site.get(f"/api/files/{post}/0")).content == b"%PDF"


async def test_a_press_brings_its_popup(web: Web, site: Site) -> None:
    async def accept(envelopes: Sequence[Envelope]) -> None:
        for incoming in [web.channel.understand(e.payload) for e in envelopes]:
            assert incoming is not None
            await web.channel.answer_press(incoming.press, f"{incoming.text} แล้ว")

    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    listening = asyncio.create_task(web.channel.listen(accept))
    answer = await site.post("press", {"who": "malee", "post": post, "action": "done p1 3"})
    listening.cancel()
    assert answer.json() == {"popup": "done p1 3 แล้ว"}


async def test_an_invitation_opens_the_private_room(web: Web, site: Site) -> None:
    answer = await site.post("open", {"who": "somkid", "code": "abc-1"})
    assert answer.json() == {"room": "somkid"}
    assert [i.text for i in await web.hears()] == ["abc-1"]


async def test_the_clock_moves_and_says_how_much_was_told(web: Web, site: Site) -> None:
    moved = (await site.post("clock", {"to": "day"}, "en")).json()
    assert (moved["told"], moved["clock"]["label"]) == (3, "Fri 27 Nov 2026")
    assert moved["rooms"] == ["group", "malee"]
    refused = await site.post("clock", {"to": "next"}, "en")
    assert (refused.status_code, refused.json()["error"][:20]) == (422, "No notice lies ahead")


async def test_starting_over_is_for_a_page_that_says_so_in_json(site: Site) -> None:
    assert (await site.sends("reset", b"{}")).status_code == 422
    assert site.resets == 0
    assert (await site.post("reset", {})).json() == {}
    assert site.resets == 1


async def test_a_file_larger_than_the_limit_is_announced_to_the_bot(web: Web, site: Site) -> None:
    film = {"sha256": "", "name": "film.mp4", "mime": "video/mp4", "size": MAX_FILE_BYTES + 1}
    assert (await site.says("เสร็จ 3", files=[film])).status_code == 200
    [heard] = await web.hears()
    [shown] = (await site.get("/api/rooms/group/posts")).json()["posts"]
    assert heard.files[0].size == MAX_FILE_BYTES + 1
    assert shown["files"][0]["url"] == ""


async def test_the_time_of_a_post_is_that_of_the_clock(web: Web, site: Site) -> None:
    web.clock.advance(days=1)
    await site.says("สวัสดี")
    [shown] = (await site.get("/api/rooms/group/posts")).json()["posts"]
    assert shown["iso"] == "2026-11-27T09:12:00+07:00"
