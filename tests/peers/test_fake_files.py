"""Files both ways, byte for byte; albums; photos; limits."""

from __future__ import annotations

import struct

import pytest
from telegram import Bot, InputMediaDocument
from telegram.error import BadRequest, NetworkError, TelegramError

from tests.clock import SettableClock
from tests.peers.telegram import FakeTelegram, Person
from tests.peers.telegram.pictures import PNG

BYTES = bytes(range(256)) * 40


def png(width: int, height: int) -> bytes:
    return PNG + b"\0\0\0\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\0\0\0"


async def test_a_file_of_a_person_is_fetched_byte_for_byte(bot: Bot, somchai: Person) -> None:
    somchai.sends_file(somchai.private, "คำสั่งแต่งตั้ง ๒๕๗๐.pdf", BYTES, caption="/attach 3")
    (update,) = await bot.get_updates()
    assert update.message is not None
    document = update.message.document
    assert document is not None
    assert (document.file_name, document.mime_type) == (
        "คำสั่งแต่งตั้ง ๒๕๗๐.pdf",
        "application/pdf",
    )
    assert bytes(await (await document.get_file()).download_as_bytearray()) == BYTES


async def test_a_file_of_the_bot_arrives_byte_for_byte(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    await bot.send_document(somchai.id, BYTES, filename="รายงานผล.docx", caption="<b>รายงาน</b>",
                            parse_mode="HTML")  # fmt: skip
    (message,) = somchai.private.messages_from_bot()
    assert (message.documents[0].name, message.documents[0].data) == ("รายงานผล.docx", BYTES)
    assert message.text == "รายงาน"


async def test_a_file_is_sent_again_by_its_id(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    first = (await bot.send_document(somchai.id, BYTES, filename="a.pdf")).document
    assert first is not None
    again = (await bot.send_document(somchai.id, first.file_id)).document
    assert again is not None
    assert again.file_unique_id == first.file_unique_id
    assert again.file_id != first.file_id
    assert [m.documents[0].data for m in somchai.private.messages_from_bot()] == [BYTES, BYTES]


async def test_a_file_over_20_mb_cannot_be_fetched(bot: Bot, somchai: Person) -> None:
    somchai.sends_file(somchai.private, "วีดิทัศน์.mp4", b"little", size=21 * 1024 * 1024)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.document is not None
    with pytest.raises(BadRequest, match=r"(?i)file is too big"):
        await update.message.document.get_file()


async def test_a_link_ends_after_an_hour(clock: SettableClock, bot: Bot, somchai: Person) -> None:
    sent = somchai.sends_file(somchai.private, "a.pdf", BYTES)
    file = await bot.get_file(sent.content["document"]["file_id"])
    clock.advance(hours=1)
    with pytest.raises(TelegramError):
        await file.download_as_bytearray()


async def test_an_album_is_several_messages_of_one_group(bot: Bot, somchai: Person) -> None:
    somchai.sends_album(somchai.private, [("a.pdf", b"a"), ("b.pdf", b"b")], caption="/attach 3")
    messages = [u.message for u in await bot.get_updates() if u.message]
    assert len({message.media_group_id for message in messages}) == 1
    assert [message.caption for message in messages] == ["/attach 3", None]


async def test_the_bot_sends_an_album(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    media = [InputMediaDocument(name.encode(), filename=name) for name in ("ก.pdf", "ข.pdf")]
    sent = await bot.send_media_group(somchai.id, media)
    assert len({message.media_group_id for message in sent}) == 1
    seen = somchai.private.messages_from_bot()
    assert [(m.documents[0].name, m.documents[0].data) for m in seen] == [
        ("ก.pdf", "ก.pdf".encode()),
        ("ข.pdf", "ข.pdf".encode()),
    ]


async def test_an_album_has_2_to_10_files(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    with pytest.raises(BadRequest, match=r"(?i)2 to 10"):
        await bot.send_media_group(somchai.id, [InputMediaDocument(b"a", filename="a.pdf")])


async def test_a_photo_has_sizes_and_no_name(bot: Bot, somchai: Person) -> None:
    somchai.sends_photo(somchai.private, png(1280, 960))
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert [(p.width, p.height) for p in update.message.photo] == [(90, 67), (1280, 960)]
    assert bytes(await (await update.message.photo[-1].get_file()).download_as_bytearray()) == png(
        1280, 960
    )


@pytest.mark.parametrize(
    ("data", "why"),
    [(b"no picture", "image_process_failed"), (png(9000, 1100), "photo_invalid_dimensions"),
     (png(2100, 100), "photo_invalid_dimensions")],
)  # fmt: skip
async def test_a_photo_must_be_one(bot: Bot, somchai: Person, data: bytes, why: str) -> None:
    somchai.starts()
    with pytest.raises(BadRequest, match=rf"(?i){why}"):
        await bot.send_photo(somchai.id, data)
    await bot.send_photo(somchai.id, png(1600, 900), caption="ไทม์ไลน์")
    assert somchai.private.messages_from_bot()[-1].photos[0].width == 1600


async def test_an_upload_over_50_mb_is_refused(
    telegram: FakeTelegram, bot: Bot, somchai: Person
) -> None:
    somchai.starts()
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(somchai.id, b"x" * (50 * 1024 * 1024 + 1), filename="ใหญ่.zip")
    assert somchai.private.messages_from_bot() == []


async def test_a_message_is_copied_and_forwarded(bot: Bot, somchai: Person, malee: Person) -> None:
    malee.starts()
    sent = somchai.sends_file(somchai.private, "a.pdf", BYTES, caption="ฉบับร่าง")
    await bot.copy_message(malee.id, somchai.id, sent.id)
    forwarded = await bot.forward_message(malee.id, somchai.id, sent.id)
    assert forwarded.forward_origin is not None
    seen = malee.private.messages_from_bot()
    assert [(m.text, m.documents[0].data) for m in seen] == [("ฉบับร่าง", BYTES)] * 2
