"""What of a group reaches the bot."""

from __future__ import annotations

from telegram import Bot

from tests.peers.telegram import Chat, FakeTelegram, Person


async def heard(bot: Bot) -> list[str]:
    return [u.message.text or u.message.caption or "" for u in await bot.get_updates() if u.message]


async def test_plain_talk_is_not_delivered(bot: Bot, somchai: Person, group: Chat) -> None:
    somchai.says(group, "ขั้นตอนที่ 3 เสร็จแล้ว")
    somchai.says(group, "@sop_test_bot เสร็จแล้ว")
    somchai.sends_file(group, "รายงาน.pdf", b"%PDF")
    assert await heard(bot) == []


async def test_an_administrator_bot_hears_all(bot: Bot, somchai: Person, group: Chat) -> None:
    somchai.promotes_bot(group)
    somchai.says(group, "ขั้นตอนที่ 3 เสร็จแล้ว")
    somchai.demotes_bot(group)
    somchai.says(group, "ไม่มีใครได้ยิน")
    assert await heard(bot) == ["ขั้นตอนที่ 3 เสร็จแล้ว"]


async def test_without_privacy_mode_the_bot_hears_all(
    telegram: FakeTelegram, bot: Bot, somchai: Person, group: Chat
) -> None:
    telegram.world.privacy_mode = False
    somchai.says(group, "สวัสดี")
    assert await heard(bot) == ["สวัสดี"]
    assert (await bot.get_me()).can_read_all_group_messages


async def test_a_command_that_names_the_bot_is_delivered(
    bot: Bot, somchai: Person, group: Chat
) -> None:
    somchai.says(group, "/status@sop_test_bot 3")
    somchai.says(group, "/status@another_bot")
    assert await heard(bot) == ["/status@sop_test_bot 3"]


async def test_a_command_in_a_caption_is_not_delivered(
    bot: Bot, somchai: Person, group: Chat
) -> None:
    somchai.sends_file(group, "a.pdf", b"a", caption="/attach@sop_test_bot 3")
    assert await heard(bot) == []


async def test_a_bare_command_goes_to_the_bot_that_wrote_last(
    telegram: FakeTelegram, bot: Bot, somchai: Person, group: Chat
) -> None:
    other = telegram.person("เตือนภัย", username="other_bot", is_bot=True)
    somchai.adds(other, group)
    other.says(group, "สวัสดี")
    somchai.says(group, "/status")
    await bot.send_message(group.id, "ครับ")
    somchai.says(group, "/plan")
    assert (await heard(bot))[1:] == ["/plan"]


async def test_replies_to_the_bot_are_delivered_files_too(
    bot: Bot, somchai: Person, group: Chat
) -> None:
    await bot.send_message(group.id, "โปรดแนบเอกสาร")
    (asked,) = group.messages_from_bot()
    somchai.sends_file(group, "a.pdf", b"a", caption="ฉบับลงนาม", reply_to=asked)
    other = somchai.says(group, "คุยกันเอง")
    somchai.says(group, "ตอบกันเอง", reply_to=other)
    assert await heard(bot) == ["ฉบับลงนาม"]


async def test_a_command_carries_the_unheard_file_it_replies_to(
    bot: Bot, somchai: Person, malee: Person, group: Chat
) -> None:
    file = malee.sends_file(group, "คำสั่ง.pdf", b"%PDF")
    somchai.says(group, "/attach@sop_test_bot 3", reply_to=file)
    (update,) = await bot.get_updates()
    assert update.message is not None
    assert update.message.reply_to_message is not None
    assert update.message.reply_to_message.document is not None


async def test_service_messages_are_delivered(
    telegram: FakeTelegram, bot: Bot, somchai: Person, group: Chat
) -> None:
    telegram.person("ก้อง").joins(group)
    somchai.renames(group, "คณะทำงาน")
    joined, renamed = [u.message for u in await bot.get_updates()]
    assert joined is not None
    assert joined.new_chat_members[0].first_name == "ก้อง"
    assert renamed is not None
    assert renamed.new_chat_title == "คณะทำงาน"
