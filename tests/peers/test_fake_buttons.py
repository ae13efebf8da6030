"""Buttons: presses, answers, deep links, limits of keyboards."""

from __future__ import annotations

import pytest
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.error import BadRequest

from tests.clock import SettableClock
from tests.peers.telegram import Chat, FakeTelegram, Message, NotPossible, Person

KEYBOARD = InlineKeyboardMarkup(
    [
        [InlineKeyboardButton("ปิดขั้นตอน", callback_data="done:3")],
        [InlineKeyboardButton("เปิดแชต", url="https://t.me/sop_test_bot?start=k7Qx")],
    ]
)


async def asked(bot: Bot, chat: Chat) -> Message:
    await bot.send_message(chat.id, "ขั้นตอนที่ 3", reply_markup=KEYBOARD)
    return chat.messages_from_bot()[-1]


async def test_a_press_is_answered_once(bot: Bot, malee: Person, group: Chat) -> None:
    message = await asked(bot, group)
    press = malee.presses(message, "ปิดขั้นตอน")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert (query.data, query.from_user.id) == ("done:3", malee.id)
    assert query.message is not None
    assert query.message.message_id == message.id
    await query.answer("ปิดได้โดย เลขานุการ", show_alert=True)
    assert (press.answer, press.alert) == ("ปิดได้โดย เลขานุการ", True)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await query.answer()


async def test_an_old_press_cannot_be_answered(
    clock: SettableClock, bot: Bot, malee: Person, group: Chat
) -> None:
    press = malee.presses(await asked(bot, group), "done:3")
    clock.advance(minutes=5)
    with pytest.raises(BadRequest, match=r"(?i)query is too old"):
        await bot.answer_callback_query(press.id)
    assert not press.answered


async def test_a_deep_link_starts_the_bot(bot: Bot, malee: Person, group: Chat) -> None:
    malee.presses(await asked(bot, group), "เปิดแชต")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert (message.chat.id, message.text) == (malee.id, "/start k7Qx")


async def test_an_edit_without_a_keyboard_takes_it_away(
    bot: Bot, malee: Person, group: Chat
) -> None:
    message = await asked(bot, group)
    await bot.edit_message_text("ปิดแล้ว", group.id, message.id)
    with pytest.raises(NotPossible):
        malee.presses(message, "ปิดขั้นตอน")
    malee.presses_data(message, "done:3")
    assert (await bot.get_updates())[-1].callback_query is not None


async def test_a_keyboard_can_be_changed_alone(bot: Bot, group: Chat) -> None:
    message = await asked(bot, group)
    await bot.edit_message_reply_markup(group.id, message.id)
    assert (message.text, message.buttons) == ("ขั้นตอนที่ 3", [])
    with pytest.raises(BadRequest, match=r"(?i)not modified"):
        await bot.edit_message_reply_markup(group.id, message.id)


async def test_a_press_under_a_deleted_message_shows_it_inaccessible(
    bot: Bot, malee: Person, group: Chat
) -> None:
    message = await asked(bot, group)
    await bot.delete_message(group.id, message.id)
    malee.presses_data(message, "done:3")
    query = (await bot.get_updates())[-1].callback_query
    assert query is not None
    assert query.message is not None
    assert not query.message.is_accessible


@pytest.mark.parametrize("data", ["ก" * 22, ""], ids=["66 bytes", "empty"])
async def test_callback_data_has_1_to_64_bytes(
    telegram: FakeTelegram, bot: Bot, group: Chat, data: str
) -> None:
    markup = InlineKeyboardMarkup([[InlineKeyboardButton("ปิด", callback_data=data)]])
    with pytest.raises(BadRequest, match=r"(?i)button_data_invalid"):
        await bot.send_message(group.id, "ก", reply_markup=markup)
    assert telegram.violations == ["sendMessage: Bad Request: BUTTON_DATA_INVALID"]


async def test_an_answer_has_at_most_200_characters(bot: Bot, malee: Person, group: Chat) -> None:
    press = malee.presses(await asked(bot, group), "done:3")
    with pytest.raises(BadRequest, match=r"(?i)message_too_long"):
        await bot.answer_callback_query(press.id, "ก" * 201)
    await bot.answer_callback_query(press.id, "ก" * 200)
