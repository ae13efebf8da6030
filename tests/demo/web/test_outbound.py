"""What stands in a room after the bot sent something."""

from __future__ import annotations

from io import BytesIO

import pytest

from bot.demo.web.content import Content, Key, Quote, Run
from bot.demo.web.live import Posted
from bot.domain.errors import DeliveryError, FileUnread
from bot.domain.message import Attachment, Made, Message, Style, ToMake, mention, plain
from bot.ports import Outgoing
from tests.demo.web.conftest import CLOSE, Web


async def test_a_text_with_its_buttons(web: Web) -> None:
    await web.bot_says("ครบกำหนด", buttons=CLOSE, quiet=True)
    keys = ((Key("ปิดขั้นตอน", "done p1 3"), Key("เปิดแชต", invite="abc-1")),)
    assert await web.stands() == [Content(text=(Run("ครบกำหนด"),), keys=keys, quiet=True)]
    assert web.channel.said.total() == 1


async def test_it_is_shown_at_once_and_the_bot_does_not_hear_itself(web: Web) -> None:
    with web.channel.live.listening() as listener:
        id = await web.bot_says("เสร็จ 3")
        event = await listener.next(1)
    assert isinstance(event, Posted)
    assert event.post.id == id
    assert await web.hears() == []


async def test_a_mention_names_the_account(web: Web) -> None:
    web.accounts[7] = "malee"
    await web.channel.send(Outgoing("group", Message(mention("มาลี", 7) + mention("ใคร", 8))))
    [content] = await web.stands()
    assert content.text == (Run("มาลี", Style.MENTION, "malee"), Run("ใคร", Style.MENTION))


async def test_a_question_asks_unless_buttons_answer_it(web: Web) -> None:
    await web.bot_says("วันไหน", asks=True)
    await web.bot_says("ปิดหรือไม่", asks=True, buttons=CLOSE)
    assert [content.asks for content in await web.stands()] == [True, False]


async def test_an_answer_quotes_what_it_answers(web: Web) -> None:
    asked = await web.says("เสร็จ 3")
    await web.channel.send(Outgoing("group", Message(plain("แล้ว")), replies_to=str(asked)))
    _, answer = await web.stands()
    assert answer.quote == Quote(asked, "malee", "เสร็จ 3")


async def test_an_attachment_comes_back_byte_for_byte(web: Web) -> None:
    web.files[5] = bytes(range(256)) * 1000
    await web.bot_says("ไฟล์", attachments=(Attachment(5, "คำสั่ง.pdf"),))
    [content] = await web.stands()
    [file] = content.files
    assert (file.name, file.mime, file.size) == ("คำสั่ง.pdf", "application/pdf", 256_000)
    assert b"".join([c async for c in web.channel.fetch(file.sha256)]) == web.files[5]


async def test_without_the_bytes_of_an_attachment_nothing_is_said(web: Web) -> None:
    with pytest.raises(FileUnread):
        await web.bot_says("ไฟล์", attachments=(Attachment(5, "คำสั่ง.pdf"),))
    assert await web.stands() == []


async def test_a_picture_that_was_made_is_a_file_of_its_name(web: Web) -> None:
    picture = ToMake(Made.TIMELINE, 12, "ไทม์ไลน์.png", "th")
    message = Message(plain("ไทม์ไลน์"), pictures=(picture,))
    await web.channel.send(Outgoing("group", message, made={picture: BytesIO(b"png")}))
    [content] = await web.stands()
    assert [(f.name, f.mime, f.size) for f in content.files] == [("ไทม์ไลน์.png", "image/png", 3)]


async def test_an_edit_keeps_place_and_quote(web: Web) -> None:
    asked = await web.says("เสร็จ 3")
    outgoing = Outgoing("group", Message(plain("ปิดหรือไม่"), CLOSE), replies_to=str(asked))
    [post] = await web.channel.send(outgoing)
    await web.says("ถัดมา")
    assert await web.channel.send(Outgoing("group", Message(plain("ปิดแล้ว")), edits=post)) == [post]
    _, edited, last = await web.stands()
    quote = Quote(asked, "malee", "เสร็จ 3")
    assert edited == Content(text=(Run("ปิดแล้ว"),), quote=quote, edited=True)
    assert last.plain == "ถัดมา"


async def test_an_edit_without_text_takes_buttons_away(web: Web) -> None:
    post = await web.bot_says("ปิดหรือไม่", buttons=CLOSE)
    await web.channel.send(Outgoing("group", Message(plain("")), edits=str(post)))
    assert await web.stands() == [Content(text=(Run("ปิดหรือไม่"),))]


async def test_an_edit_is_shown_at_once(web: Web) -> None:
    post = await web.bot_says("ปิดหรือไม่")
    with web.channel.live.listening() as listener:
        await web.channel.send(Outgoing("group", Message(plain("ปิดแล้ว")), edits=str(post)))
        event = await listener.next(1)
    assert isinstance(event, Posted)
    assert (event.post.id, event.post.content["edited"]) == (post, True)


async def test_what_a_person_wrote_or_nobody_cannot_be_edited(web: Web) -> None:
    post = await web.says("สวัสดี")
    for edits in (str(post), "999"):
        with pytest.raises(DeliveryError) as failed:
            await web.channel.send(Outgoing("group", Message(plain("ฮ่า")), edits=edits))
        assert failed.value.permanent
    assert [content.plain for content in await web.stands()] == ["สวัสดี"]


async def test_a_room_that_is_not_there_is_gone(web: Web) -> None:
    with pytest.raises(DeliveryError) as failed:
        await web.bot_says("สวัสดี", "nowhere")
    assert (failed.value.permanent, failed.value.gone) == (True, True)


async def test_bytes_that_are_not_there_will_not_come(web: Web) -> None:
    for source in ("0" * 64, "", "../../etc/passwd"):
        with pytest.raises(DeliveryError) as failed:
            _ = [chunk async for chunk in web.channel.fetch(source)]
        assert failed.value.permanent
