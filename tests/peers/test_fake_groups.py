"""Members, administrators, migration, topics; and where the bot may not write."""

from __future__ import annotations

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden

from tests.peers.telegram import Chat, FakeTelegram, NotPossible, Person


async def test_being_added_and_promoted_is_told(
    telegram: FakeTelegram, bot: Bot, somchai: Person
) -> None:
    group = telegram.group("ทีม", somchai)
    somchai.adds_bot(group)
    somchai.promotes_bot(group)
    added, message, promoted = await bot.get_updates()
    assert added.my_chat_member is not None
    assert added.my_chat_member.new_chat_member.status == "member"
    assert message.message is not None
    assert message.message.new_chat_members == (bot.bot,)
    assert promoted.my_chat_member is not None
    assert promoted.my_chat_member.new_chat_member.status == "administrator"


async def test_members_are_told_only_to_an_administrator_who_asked(
    telegram: FakeTelegram, bot: Bot, somchai: Person, group: Chat
) -> None:
    newcomer = telegram.person("ก้อง")
    newcomer.joins(group)
    somchai.promotes_bot(group)
    newcomer.leaves(group)
    await bot.get_updates(allowed_updates=["message", "chat_member"])
    newcomer.joins(group)
    changes = [u.chat_member for u in await bot.get_updates() if u.chat_member]
    assert [change.new_chat_member.status for change in changes] == ["member"]


async def test_who_rules_a_group_is_known(bot: Bot, somchai: Person, group: Chat) -> None:
    (owner,) = await bot.get_chat_administrators(group.id)
    assert (owner.status, owner.user.id) == ("creator", somchai.id)
    assert (await bot.get_chat_member(group.id, bot.id)).status == "member"
    assert await bot.get_chat_member_count(group.id) == 3
    assert (await bot.get_chat(group.id)).title == "คณะกรรมการ"


async def test_a_kicked_bot_may_not_write(bot: Bot, somchai: Person, group: Chat) -> None:
    somchai.removes_bot(group)
    left = (await bot.get_updates())[0].my_chat_member
    assert left is not None
    assert left.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match=r"(?i)bot was kicked from the group chat"):
        await bot.send_message(group.id, "ครับ")


async def test_a_bot_that_is_restricted_may_not_write(
    bot: Bot, somchai: Person, forum: Chat
) -> None:
    somchai.restricts_bot(forum)
    change = (await bot.get_updates())[-1].my_chat_member
    assert change is not None
    assert change.new_chat_member.status == "restricted"
    with pytest.raises(BadRequest, match=r"(?i)not enough rights to send text messages"):
        await bot.send_message(forum.id, "ครับ")
    somchai.frees_bot(forum)
    await bot.send_message(forum.id, "ครับ")


async def test_where_members_may_not_write_a_bot_may_as_an_administrator(
    bot: Bot, somchai: Person, group: Chat
) -> None:
    somchai.lets_members_write(group, False)
    with pytest.raises(BadRequest, match=r"(?i)not enough rights to send text messages"):
        await bot.send_message(group.id, "ครับ")
    somchai.promotes_bot(group)
    await bot.send_message(group.id, "ครับ")


async def test_a_bot_that_left_is_no_member(bot: Bot, forum: Chat) -> None:
    await bot.leave_chat(forum.id)
    with pytest.raises(Forbidden, match=r"(?i)bot is not a member of the supergroup chat"):
        await bot.send_message(forum.id, "ครับ")


async def test_an_upgrade_kills_the_old_id(bot: Bot, somchai: Person, group: Chat) -> None:
    new = somchai.upgrades(group)
    joined, old_word, new_word = await bot.get_updates()
    assert joined.my_chat_member is not None
    assert joined.my_chat_member.chat.id == new.id
    assert old_word.message is not None
    assert (old_word.message.chat.id, old_word.message.migrate_to_chat_id) == (group.id, new.id)
    assert new_word.message is not None
    assert new_word.message.migrate_from_chat_id == group.id
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(group.id, "ครับ")
    assert (await bot.send_message(moved.value.new_chat_id, "ครับ")).chat_id == new.id


async def test_the_bot_cannot_begin_a_conversation(bot: Bot, somchai: Person) -> None:
    with pytest.raises(Forbidden, match=r"(?i)bot can't initiate conversation with a user"):
        await bot.send_message(somchai.id, "สวัสดี")
    with pytest.raises(BadRequest, match=r"(?i)chat not found"):
        await bot.send_message(424242, "สวัสดี")


async def test_a_blocked_bot_hears_of_it_and_may_not_write(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    somchai.blocks_bot()
    with pytest.raises(Forbidden, match=r"(?i)bot was blocked by the user"):
        await bot.send_message(somchai.id, "สวัสดี")
    somchai.starts()
    assert (await bot.send_message(somchai.id, "สวัสดี")).text == "สวัสดี"
    changes = [u.my_chat_member for u in await bot.get_updates() if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked", "member"]


async def test_a_deleted_account_is_forbidden(bot: Bot, somchai: Person) -> None:
    somchai.starts()
    somchai.deactivates()
    with pytest.raises(Forbidden, match=r"(?i)user is deactivated"):
        await bot.send_message(somchai.id, "สวัสดี")


async def test_a_topic_takes_answers_with_its_thread(
    bot: Bot, somchai: Person, forum: Chat
) -> None:
    topic = somchai.opens_topic(forum, "แผนปี 2570")
    somchai.says(forum, "/plan", thread=topic)
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert (message.message_thread_id, message.is_topic_message) == (topic.id, True)
    assert message.reply_to_message is not None
    assert message.reply_to_message.forum_topic_created is not None
    await bot.send_message(forum.id, "แผน", message_thread_id=topic.id)
    assert forum.messages_from_bot()[-1].topic is topic


async def test_the_general_topic_has_no_thread(
    telegram: FakeTelegram, bot: Bot, forum: Chat
) -> None:
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(forum.id, "แผน", message_thread_id=1)
    assert telegram.violations == ["sendMessage: Bad Request: message thread not found"]
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(forum.id, "แผน", message_thread_id=77)


async def test_a_reply_outside_forums_has_a_thread_that_no_send_accepts(
    telegram: FakeTelegram, bot: Bot, somchai: Person
) -> None:
    group = telegram.group("ใหญ่", somchai, bot="administrator", supergroup=True)
    first = somchai.says(group, "หนึ่ง")
    somchai.says(group, "สอง", reply_to=first)
    reply = (await bot.get_updates())[-1].message
    assert reply is not None
    assert (reply.message_thread_id, reply.is_topic_message) == (first.id, None)
    with pytest.raises(BadRequest, match=r"(?i)message thread not found"):
        await bot.send_message(group.id, "ครับ", message_thread_id=first.id)


async def test_in_a_public_group_people_write_without_being_in_it(
    bot: Bot, telegram: FakeTelegram, group: Chat
) -> None:
    stranger = telegram.person("คนนอก")
    with pytest.raises(NotPossible):
        stranger.says(group, "สวัสดี")
    group.anybody_may_write = True
    stranger.says(group, "สวัสดี")
    assert (await bot.get_chat_member(group.id, stranger.id)).status == "left"
