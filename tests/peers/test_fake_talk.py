"""People and the bot talk: what arrives, what stands in the chat."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Bot, ChatMemberOwner, MessageEntity, ReplyParameters, Update
from telegram.error import BadRequest, InvalidToken

from tests.peers.telegram import GROUP_ANONYMOUS_BOT, Chat, FakeTelegram, NotPossible, Person


async def only_message(bot: Bot) -> Any:
    (update,) = await bot.get_updates()
    return update.message


async def test_start_with_a_payload_arrives_as_a_command(bot: Bot, somchai: Person) -> None:
    somchai.starts("k7Qx")
    message = await only_message(bot)
    assert message.text == "/start k7Qx"
    assert (message.chat.type, message.chat.id) == ("private", somchai.id)
    assert message.from_user.full_name == "สมชาย ใจดี"
    assert message.parse_entity(message.entities[0]) == "/start"


async def test_the_date_of_a_message_is_the_world_s_clock(
    bot: Bot, telegram: FakeTelegram, somchai: Person
) -> None:
    somchai.starts()
    assert (await only_message(bot)).date == telegram.world.now()


async def test_entities_count_utf16_units(bot: Bot, somchai: Person) -> None:
    somchai.says(somchai.private, "😀 เสร็จแล้ว @malee_s /done")
    message = await only_message(bot)
    found = {e.type: message.parse_entity(e) for e in message.entities}
    assert found == {"mention": "@malee_s", "bot_command": "/done"}
    assert message.entities[0].offset == 13


async def test_a_thai_word_after_a_slash_is_no_command(bot: Bot, somchai: Person) -> None:
    somchai.says(somchai.private, "/สถานะ")
    assert (await only_message(bot)).entities == ()


async def test_a_person_without_username_is_mentioned_by_name(
    bot: Bot, somchai: Person, malee: Person, group: Chat
) -> None:
    somchai.promotes_bot(group)
    somchai.says(group, "มอบหมาย คุณมาลี ขั้นตอนที่ 3", mentions={"คุณมาลี": malee})
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.entities[0].type == MessageEntity.TEXT_MENTION
    assert message.entities[0].user is not None
    assert message.entities[0].user.id == malee.id


async def test_an_answer_of_the_bot_stands_in_the_chat(bot: Bot, somchai: Person) -> None:
    started = somchai.starts()
    sent = await bot.send_message(
        somchai.id,
        "สวัสดี <b>คุณสมชาย</b>",
        parse_mode="HTML",
        reply_parameters=ReplyParameters(started.id),
    )
    (seen,) = somchai.private.messages_from_bot()
    assert (seen.text, seen.html) == ("สวัสดี คุณสมชาย", "สวัสดี <b>คุณสมชาย</b>")
    assert seen.reply_to is started
    assert sent.message_id == seen.id
    assert sent.parse_entity(sent.entities[0]) == "คุณสมชาย"


async def test_a_reply_carries_the_whole_message_once(bot: Bot, somchai: Person) -> None:
    file = somchai.sends_file(somchai.private, "คำสั่ง.pdf", b"%PDF")
    note = somchai.says(somchai.private, "ฉบับลงนาม", reply_to=file)
    somchai.says(somchai.private, "/attach 3", reply_to=note)
    updates = await bot.get_updates()
    replies = [u.message.reply_to_message for u in updates if u.message]
    assert replies[1] is not None
    assert replies[1].document is not None
    assert replies[1].document.file_name == "คำสั่ง.pdf"
    assert replies[2] is not None
    assert replies[2].reply_to_message is None


async def test_a_reply_to_the_bot_carries_the_bot_s_message(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    await bot.send_message(somchai.id, "แนบเอกสาร")
    (asked,) = somchai.private.messages_from_bot()
    somchai.sends_file(somchai.private, "a.pdf", b"a", reply_to=asked)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.reply_to_message.from_user == bot.bot


async def test_an_edit_of_a_person_arrives_as_edited_message(bot: Bot, somchai: Person) -> None:
    said = somchai.says(somchai.private, "/done 3")
    somchai.edits(said, "/done 4")
    edited = (await bot.get_updates())[-1].edited_message
    assert edited is not None
    assert (edited.message_id, edited.text) == (said.id, "/done 4")
    assert edited.edit_date is not None


async def test_an_edit_of_the_bot_keeps_the_history(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    sent = await bot.send_message(somchai.id, "กำลังทำ")
    await sent.edit_text("เสร็จแล้ว")
    (seen,) = somchai.private.messages_from_bot()
    assert seen.text == "เสร็จแล้ว"
    assert [version.text for version in seen.history] == ["กำลังทำ"]
    with pytest.raises(BadRequest, match=r"(?i)message is not modified"):
        await sent.edit_text("เสร็จแล้ว")


async def test_a_deleted_message_cannot_be_replied_to(bot: Bot, somchai: Person) -> None:
    started = somchai.starts()
    somchai.deletes(started)
    with pytest.raises(BadRequest, match=r"(?i)message to be replied not found"):
        await bot.send_message(somchai.id, "ครับ", reply_parameters=ReplyParameters(started.id))
    anyway = ReplyParameters(started.id, allow_sending_without_reply=True)
    assert (await bot.send_message(somchai.id, "ครับ", reply_parameters=anyway)).message_id == 2


async def test_an_anonymous_administrator_has_no_id(bot: Bot, somchai: Person, forum: Chat) -> None:
    somchai.says(forum, "/setup", anonymous=True)
    message = await only_message(bot)
    assert message.from_user.id == GROUP_ANONYMOUS_BOT.id
    assert message.sender_chat.id == forum.id
    owner = (await bot.get_chat_administrators(forum.id))[0]
    assert isinstance(owner, ChatMemberOwner)
    assert owner.is_anonymous


def test_nobody_writes_where_they_are_not(telegram: FakeTelegram, group: Chat) -> None:
    with pytest.raises(NotPossible):
        telegram.person("คนนอก").says(group, "สวัสดี")


async def test_every_update_is_one_that_the_real_client_reads(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    (update,) = await bot.get_updates()
    assert isinstance(update, Update)
    assert update.effective_user is not None
    assert update.api_kwargs == {}


async def test_a_wrong_token_is_unauthorized(telegram: FakeTelegram) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("7000000001:wrong-token", base_url=telegram.base_url):
            pass
