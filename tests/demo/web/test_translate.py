"""What happened in a room, as the bot hears it."""

from __future__ import annotations

from bot.demo.web.cast import Cast
from bot.demo.web.content import Shared
from bot.demo.web.translate import Update, dumped, understand
from bot.domain.incoming import (
    Happened,
    Incoming,
    IncomingFile,
    Mention,
    Place,
    Replied,
    Sender,
)
from bot.domain.people import ChatKind
from tests.demo.web.conftest import CAST, Web

GROUP = Place("group", ChatKind.GROUP, "คณะดำเนินงาน")
MALEE = Sender("malee", "มาลี ตัวอย่าง", "malee", "th")
SOMKID = Sender("somkid", "สมคิด ตัวอย่าง", "somkid", "th")
BOT = Sender("sopbot", "sopbot", "sopbot", is_bot=True)


def heard(update: Update, cast: Cast = CAST) -> Incoming | None:
    return understand(dumped(update), cast)


async def test_a_message(web: Web) -> None:
    post = await web.says("เสร็จ 3")
    assert await web.hears() == [
        Incoming("web", "", GROUP, Happened.SAID, MALEE, "เสร็จ 3", message=str(post))
    ]


async def test_a_message_in_the_private_room(web: Web) -> None:
    await web.says("สถานะ", "somkid", "somkid")
    [incoming] = await web.hears()
    assert incoming.place == Place("somkid", ChatKind.PRIVATE, "สมคิด ตัวอย่าง")
    assert incoming.sender == SOMKID


async def test_a_file_is_named_by_its_hash(web: Web) -> None:
    file = await web.share(b"order", "คำสั่ง.pdf")
    await web.says("เสร็จ 3", files=[file])
    [incoming] = await web.hears()
    assert incoming.files == (IncomingFile(file.sha256, "คำสั่ง.pdf", "application/pdf", 5),)


async def test_files_sent_in_one_go_share_an_album_that_no_others_have(web: Web) -> None:
    files = [await web.share(b"a", "a.pdf"), await web.share(b"b", "b.pdf")]
    await web.says("เสร็จ 3", files=files)
    await web.says("เสร็จ 4", files=files)
    albums = [i.files[0].album for i in await web.hears()]
    assert albums[0] == albums[1] != albums[2] == albums[3]
    assert all(albums)


async def test_a_file_too_large_is_announced_with_its_size(web: Web) -> None:
    await web.says("เสร็จ 3", files=[Shared("", "film.mp4", "video/mp4", 999_999_999)])
    [incoming] = await web.hears()
    assert incoming.files == (IncomingFile("", "film.mp4", "video/mp4", 999_999_999),)


async def test_a_reply_to_the_bot(web: Web) -> None:
    asked = await web.bot_says("วันไหน")
    await web.says("วันศุกร์", reply_to=asked)
    [incoming] = await web.hears()
    assert incoming.replied == Replied(str(asked), BOT, by_bot=True)


async def test_a_reply_to_a_person_brings_the_files_along(web: Web) -> None:
    file = await web.share(b"order", "คำสั่ง.pdf")
    sent = await web.says("นี่ครับ", who="somkid", files=[file])
    await web.says("เสร็จ 1", reply_to=sent)
    [incoming] = await web.hears()
    there = IncomingFile(file.sha256, "คำสั่ง.pdf", "application/pdf", 5)
    assert incoming.replied == Replied(str(sent), SOMKID, files=(there,))


async def test_people_are_mentioned_by_account_and_strangers_by_name_only(web: Web) -> None:
    await web.says("เสร็จ 3 @Somkid @stranger_1 และ @sopbot")
    [incoming] = await web.hears()
    assert incoming.mentions == (
        Mention("@Somkid", "somkid", "somkid", "สมคิด ตัวอย่าง"),
        Mention("@stranger_1", username="stranger_1"),
    )


def test_a_button_mentions_nobody() -> None:
    pressed = Update(Happened.PRESSED, "group", "malee", "assign @somkid", press="h-1", message=7)
    incoming = heard(pressed)
    assert incoming is not None
    assert (incoming.mentions, incoming.press, incoming.message) == ((), "h-1", "7")


def test_who_or_what_the_cast_no_longer_has_is_not_heard() -> None:
    assert heard(Update(Happened.SAID, "group", "malee", "เสร็จ 3")) is not None
    assert heard(Update(Happened.SAID, "group", "gone", "เสร็จ 3")) is None
    assert heard(Update(Happened.SAID, "gone", "malee", "เสร็จ 3")) is None
