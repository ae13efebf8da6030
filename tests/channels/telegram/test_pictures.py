"""A picture made for a message: its photo, with the words under it."""

from __future__ import annotations

from io import BytesIO

import pytest
from telegram.error import BadRequest, TimedOut

from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.outbound import PHOTO_SIDE
from bot.domain.errors import SentInPart
from bot.domain.message import Button, Made, Message, ToMake, plain
from bot.ports import Outgoing
from bot.render.pictures.png import png
from tests.peers.telegram import Chat, FakeTelegram

PICTURE = ToMake(Made.TIMELINE, 12, "ไทม์ไลน์.png", "th")
CLOSE = ((Button("ปิดขั้นตอน", "done 3 p1"),),)


def drawn(height: int = 600) -> bytes:
    size = f'width="400" height="{height}"'
    return png(f'<svg xmlns="http://www.w3.org/2000/svg" {size}><rect {size}/></svg>')


def to(chat: Chat, text: str = "ไทม์ไลน์", *, made: bytes = b"", **more: object) -> Outgoing:
    around = {k: more.pop(k) for k in ("edits", "thread") if k in more}
    message = Message(plain(text), pictures=(PICTURE,), **more)  # type: ignore[arg-type]
    return Outgoing(str(chat.id), message, made={PICTURE: BytesIO(made or drawn())}, **around)  # type: ignore[arg-type]


async def test_a_photo_bears_the_words(
    telegram: FakeTelegram, channel: TelegramChannel, group: Chat
) -> None:
    ids = await channel.send(to(group))
    [message] = group.messages_from_bot()
    assert (message.text, [str(message.id)]) == ("ไทม์ไลน์", ids)
    assert [(f.width, f.height) for f in message.files] == [(400, 600)]


async def test_buttons_stand_under_words_of_their_own(
    channel: TelegramChannel, group: Chat
) -> None:
    await channel.send(to(group, buttons=CLOSE))
    photo, words = group.messages_from_bot()
    assert (photo.text, len(photo.files), photo.buttons) == ("", 1, [])
    assert (words.text, [b.text for b in words.buttons]) == ("ไทม์ไลน์", ["ปิดขั้นตอน"])


async def test_one_that_would_be_made_smaller_goes_as_a_file(
    telegram: FakeTelegram, channel: TelegramChannel, group: Chat
) -> None:
    await channel.send(to(group, made=drawn(PHOTO_SIDE)))
    await channel.send(to(group, made=drawn(PHOTO_SIDE + 1)))
    assert [c.method for c in telegram.calls if c.method.startswith("send")] == [
        "sendPhoto",
        "sendDocument",
    ]


async def test_what_was_not_made_is_left_out(channel: TelegramChannel, group: Chat) -> None:
    message = Message(plain("ไทม์ไลน์"), pictures=(PICTURE,))
    await channel.send(Outgoing(str(group.id), message))
    assert [(m.text, len(m.files)) for m in group.messages_from_bot()] == [("ไทม์ไลน์", 0)]


@pytest.mark.parametrize("height", [600, PHOTO_SIDE + 1])
@pytest.mark.parametrize("buttons", [(), CLOSE])
async def test_to_a_group_that_takes_no_pictures_the_words_go_alone(
    channel: TelegramChannel,
    group: Chat,
    monkeypatch: pytest.MonkeyPatch,
    height: int,
    buttons: object,
) -> None:
    ask = TelegramBot.ask

    async def refuses(self: TelegramBot, method: str, params: dict[str, object]) -> object:
        kind = {"sendPhoto": "photos", "sendDocument": "documents"}.get(method)
        if kind is not None:
            raise BadRequest(f"not enough rights to send {kind} to the chat")
        return await ask(self, method, params)

    monkeypatch.setattr(TelegramBot, "ask", refuses)
    ids = await channel.send(to(group, made=drawn(height), buttons=buttons))
    [words] = group.messages_from_bot()
    assert (words.text, [str(words.id)]) == ("ไทม์ไลน์", ids)


async def test_a_picture_that_is_out_is_not_made_again_for_the_rest(
    channel: TelegramChannel, group: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = TelegramBot.ask

    async def fails(self: TelegramBot, method: str, params: dict[str, object]) -> object:
        if method == "sendMessage":
            raise TimedOut
        return await ask(self, method, params)

    monkeypatch.setattr(TelegramBot, "ask", fails)
    with pytest.raises(SentInPart) as broken:
        await channel.send(to(group, buttons=CLOSE))
    assert broken.value.rest == Message(plain("ไทม์ไลน์"), CLOSE)
    assert len(group.messages_from_bot()) == 1


async def test_that_it_is_on_its_way_is_shown_in_the_chat(
    channel: TelegramChannel, group: Chat
) -> None:
    await channel.show_typing(str(group.id), "")
    assert group.actions == ["upload_photo"]


async def test_a_document_goes_as_a_file_under_its_name(
    channel: TelegramChannel, group: Chat
) -> None:
    report = ToMake(Made.REPORT, 12, "รายงาน.docx", "th")
    message = Message(plain("รายงานรอบ 1"), documents=(report,))
    await channel.send(Outgoing(str(group.id), message, made={report: BytesIO(b"docx")}))
    [sent] = group.messages_from_bot()
    assert (sent.text, [f.name for f in sent.files]) == ("รายงานรอบ 1", ["รายงาน.docx"])


async def test_of_several_that_broke_off_the_rest_is_sent_later(
    channel: TelegramChannel, group: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = TelegramBot.ask

    async def fails(self: TelegramBot, method: str, params: dict[str, object]) -> object:
        if group.messages_from_bot():
            raise TimedOut
        return await ask(self, method, params)

    monkeypatch.setattr(TelegramBot, "ask", fails)
    wanted = [ToMake(Made.REPORT, 12, name, "th") for name in ("1.docx", "2.docx")]
    message = Message(plain("รายงาน"), documents=tuple(wanted))
    made = {one: BytesIO(b"docx") for one in wanted}
    with pytest.raises(SentInPart) as broken:
        await channel.send(Outgoing(str(group.id), message, made=made))
    assert broken.value.rest.documents == (wanted[1],)
