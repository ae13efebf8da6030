"""What stands in the chat after something was sent."""

from __future__ import annotations

from typing import Any

import pytest
from telegram.error import TimedOut

from bot.channels.telegram.api import TelegramBot
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.outbound import PATIENCE_SECONDS, UPLOAD_LIMIT
from bot.domain.errors import DeliveryError, SentInPart
from bot.domain.message import Attachment, Button, Message, Text, bold, mention, plain
from bot.ports import Outgoing
from tests.channels.telegram.conftest import Outside
from tests.peers.telegram import Chat, FakeTelegram, Person

CLOSE = ((Button("ปิดขั้นตอน", "done 3 p1"),),)


def to(chat: Chat, text: str | Text = "", **more: object) -> Outgoing:
    """`more`: fields of the Outgoing, else of its Message."""
    around = {k: more.pop(k) for k in ("thread", "replies_to", "edits") if k in more}
    words = text if isinstance(text, Text) else plain(text)
    return Outgoing(str(chat.id), Message(words, **more), **around)  # type: ignore[arg-type]


async def test_a_text_with_its_buttons(channel: TelegramChannel, group: Chat) -> None:
    ids = await channel.send(to(group, bold("ขั้นตอนที่ 3"), buttons=CLOSE))
    [message] = group.messages_from_bot()
    assert (message.html, ids) == ("<b>ขั้นตอนที่ 3</b>", [str(message.id)])
    assert [(button.text, button.data) for button in message.buttons] == [("ปิดขั้นตอน", "done 3 p1")]


async def test_a_mention_links_to_the_account(
    channel: TelegramChannel, outside: Outside, group: Chat, somchai: Person
) -> None:
    outside.accounts[7] = str(somchai.id)
    await channel.send(to(group, mention("สมชาย", 7)))
    [message] = group.messages_from_bot()
    assert message.html == f'<a href="tg://user?id={somchai.id}">สมชาย</a>'


async def test_accounts_are_asked_for_all_at_once(
    channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    await channel.send(to(group, mention("สมชาย", 7) + plain(" ") + bold(mention("มาลี", 8))))
    assert outside.asked_for == [{7, 8}]


async def test_an_invitation_opens_the_private_chat(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    await channel.send(to(group, "ลงชื่อ", buttons=((Button("ลงชื่อ", invite="abc-1"),),)))
    [message] = group.messages_from_bot()
    assert message.buttons[0].url == "https://t.me/sop_test_bot?start=abc-1"


async def test_a_link_opens_its_address(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    link = "https://sop.example/files/x"
    await channel.send(to(group, "เอกสาร", buttons=((Button("แผน.pdf", link=link),),)))
    [message] = group.messages_from_bot()
    assert message.buttons[0].url == link


@pytest.mark.parametrize(
    ("button", "fault"),
    [
        (Button("ปุ่ม", "เสร็จ 3"), "ASCII"),
        (Button("ปุ่ม", "x" * 65), "64 bytes"),
        (Button("ปุ่ม", ""), "1 to 64"),
        (Button(" ", "done"), "label"),
        (Button("ปุ่ม", invite="มี ช่องว่าง"), "code"),
    ],
)
async def test_an_impossible_button_is_our_fault(
    telegram: FakeTelegram, channel: TelegramChannel, group: Chat, button: Button, fault: str
) -> None:
    with pytest.raises(ValueError, match=fault):
        await channel.send(to(group, "ปุ่ม", buttons=((button,),)))
    assert telegram.calls_of("sendMessage") == []


async def test_a_long_text_comes_in_pieces_with_the_buttons_last(
    channel: TelegramChannel, group: Chat
) -> None:
    ids = await channel.send(to(group, "ก " * 3000, buttons=CLOSE, replies_to="1"))
    first, last = group.messages_from_bot()
    assert ids == [str(first.id), str(last.id)]
    assert (len(first.buttons), len(last.buttons)) == (0, 1)
    assert (first.reply_to is None, last.reply_to is None) == (False, True)


async def test_a_reply_to_a_deleted_message_is_sent_all_the_same(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    asked = somchai.says(group, "/status")
    somchai.deletes(asked)
    await channel.send(to(group, "สถานะ", replies_to=str(asked.id)))
    assert [message.reply_to for message in group.messages_from_bot()] == [None]


async def test_an_answer_stands_in_its_topic(
    channel: TelegramChannel, forum: Chat, somchai: Person
) -> None:
    topic = somchai.opens_topic(forum, "งาน")
    await channel.send(to(forum, "สถานะ", thread=str(topic.id)))
    assert [message.topic for message in forum.messages_from_bot()] == [topic]


async def test_what_a_lost_topic_should_have_got_goes_to_the_group(
    channel: TelegramChannel, forum: Chat
) -> None:
    await channel.send(to(forum, "ก " * 3000, thread="999"))
    assert [message.topic for message in forum.messages_from_bot()] == [None, None]


@pytest.mark.parametrize(("quiet", "told"), [(True, True), (False, None)])
async def test_a_quiet_message_makes_no_sound(
    telegram: FakeTelegram, channel: TelegramChannel, group: Chat, quiet: bool, told: object
) -> None:
    await channel.send(to(group, "สวัสดี", quiet=quiet))
    [call] = telegram.calls_of("sendMessage")
    assert call.params.get("disable_notification") is told
    assert call.params["link_preview_options"] == {"is_disabled": True}


async def test_a_question_opens_the_reply_field_unless_there_are_buttons(
    telegram: FakeTelegram, channel: TelegramChannel, group: Chat
) -> None:
    await channel.send(to(group, "ชื่ออะไร", asks=True))
    await channel.send(to(group, "ชื่ออะไร", asks=True, buttons=CLOSE))
    plain_one, with_buttons = (c.params["reply_markup"] for c in telegram.calls_of("sendMessage"))
    assert plain_one == {"force_reply": True, "selective": True}
    assert "inline_keyboard" in with_buttons


async def test_an_edit_replaces_text_and_buttons(channel: TelegramChannel, group: Chat) -> None:
    [sent] = await channel.send(to(group, "ปิดไหม", buttons=CLOSE))
    assert await channel.send(to(group, "ปิดแล้ว", edits=sent)) == [sent]
    [message] = group.messages_from_bot()
    assert (message.text, message.buttons) == ("ปิดแล้ว", [])


async def test_an_edit_without_text_takes_buttons_away(
    channel: TelegramChannel, group: Chat
) -> None:
    await channel.send(to(group, "ปิด?", buttons=(*CLOSE, (Button("ยกเลิก", "cancel"),))))
    [message] = group.messages_from_bot()
    for buttons in (CLOSE, (), ()):
        edit = to(group, "", buttons=buttons, edits=str(message.id))
        assert await channel.send(edit) == [str(message.id)]
        assert [button.text for button in message.buttons] == [
            b.label for row in buttons for b in row
        ]
    assert message.text == "ปิด?"


async def test_an_edit_that_changes_nothing_has_succeeded(
    channel: TelegramChannel, group: Chat
) -> None:
    [sent] = await channel.send(to(group, "เหมือนเดิม"))
    assert await channel.send(to(group, "เหมือนเดิม", edits=sent)) == [sent]


async def test_an_edit_too_long_is_cut_off(channel: TelegramChannel, group: Chat) -> None:
    [sent] = await channel.send(to(group, "สั้น"))
    await channel.send(to(group, "ก " * 3000, edits=sent))
    [message] = group.messages_from_bot()
    assert message.text.endswith("\n…")


async def test_an_edit_of_what_is_gone_fails_for_good(
    channel: TelegramChannel, group: Chat
) -> None:
    with pytest.raises(DeliveryError) as refused:
        await channel.send(to(group, "ใหม่", edits="77"))
    assert (refused.value.permanent, refused.value.gone) == (True, False)


async def test_one_file_carries_its_text_and_its_thai_name(
    channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    outside.files[4] = b"pdf"
    ids = await channel.send(to(group, "รายงาน", attachments=(Attachment(4, "รายงาน ปี 70.pdf"),)))
    [message] = group.messages_from_bot()
    assert (message.text, ids) == ("รายงาน", [str(message.id)])
    assert [(file.name, file.data) for file in message.documents] == [("รายงาน ปี 70.pdf", b"pdf")]


async def test_a_file_needs_no_text(
    channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    outside.files[4] = b"png"
    await channel.send(to(group, attachments=(Attachment(4, "แผนภูมิ.png"),)))
    [message] = group.messages_from_bot()
    assert (message.text, message.documents[0].name) == ("", "แผนภูมิ.png")


async def test_several_files_come_first_and_the_text_with_its_buttons_last(
    channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    outside.files.update({1: b"a", 2: b"b"})
    files = (Attachment(1, "ก.pdf"), Attachment(2, "ข.pdf"))
    ids = await channel.send(to(group, "เอกสาร", attachments=files, buttons=CLOSE))
    first, second, text = group.messages_from_bot()
    assert [m.documents[0].name for m in (first, second)] == ["ก.pdf", "ข.pdf"]
    assert (text.text, len(text.buttons), len(ids)) == ("เอกสาร", 1, 3)


async def test_a_file_larger_than_telegram_takes_is_not_even_tried(
    telegram: FakeTelegram, channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    outside.files[1] = bytes(UPLOAD_LIMIT + 1)
    with pytest.raises(DeliveryError) as refused:
        await channel.send(to(group, "ชุดหลักฐาน", attachments=(Attachment(1, "a.zip"),)))
    assert refused.value.permanent
    assert telegram.calls_of("sendDocument") == []


async def test_an_empty_message_is_our_fault(channel: TelegramChannel, group: Chat) -> None:
    with pytest.raises(ValueError, match="without text"):
        await channel.send(to(group, ""))


async def test_a_half_sent_message_waits_for_its_rest(
    telegram: FakeTelegram, channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    outside.files.update({1: b"a"})
    telegram.faults.rate_limit(4, method="sendMessage")
    await channel.send(to(group, "ก " * 600, attachments=(Attachment(1, "ก.pdf"),)))
    assert len(group.messages_from_bot()) == 2
    assert outside.waits == [4]


async def test_what_breaks_off_tells_what_is_out_and_what_is_not(
    telegram: FakeTelegram, channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    outside.files.update({1: b"a", 2: b"b"})
    files = (Attachment(1, "ก.pdf"), Attachment(2, "ข.pdf"))
    telegram.faults.rate_limit(int(PATIENCE_SECONDS) + 1, method="sendMessage")
    with pytest.raises(SentInPart) as broken:
        await channel.send(to(group, "ก " * 600, attachments=files, buttons=CLOSE))
    assert len(broken.value.sent) == len(group.messages_from_bot()) == 2
    assert broken.value.rest == Message(plain("ก " * 600), buttons=CLOSE)
    await channel.send(Outgoing(str(group.id), broken.value.rest))
    assert len(group.messages_from_bot()) == 3


async def test_a_long_text_breaks_off_between_its_pieces(
    channel: TelegramChannel, group: Chat, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask, asked = TelegramBot.ask, list[str]()

    async def once(bot: TelegramBot, method: str, content: dict[str, Any]) -> Any:
        asked.append(method)
        if len(asked) > 1:
            raise TimedOut
        return await ask(bot, method, content)

    monkeypatch.setattr(TelegramBot, "ask", once)
    with pytest.raises(SentInPart) as broken:
        await channel.send(to(group, f"{'ก' * 4000}\n\n{'ข' * 4000}", buttons=CLOSE))
    [out] = group.messages_from_bot()
    assert (out.text, len(out.buttons)) == ("ก" * 4000, 0)
    assert broken.value.rest == Message(plain("ข" * 4000), buttons=CLOSE)


async def test_a_message_not_begun_is_left_to_the_outbox(
    telegram: FakeTelegram, channel: TelegramChannel, outside: Outside, group: Chat
) -> None:
    telegram.faults.rate_limit(4, method="sendMessage")
    with pytest.raises(DeliveryError) as refused:
        await channel.send(to(group, "สวัสดี"))
    assert (refused.value.permanent, refused.value.retry_after) == (False, 4)
    assert outside.waits == []
