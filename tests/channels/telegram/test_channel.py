"""The channel as the core sees it: starting, asking, fetching."""

from __future__ import annotations

from traceback import format_exception

import pytest
from structlog.testing import capture_logs

from bot.channels.telegram.channel import TelegramChannel, TelegramSettings
from bot.channels.telegram.download import LOCAL_MODE
from bot.domain.errors import DeliveryError, SopbotError
from bot.domain.message import Message, plain
from bot.ports import Channel, Outgoing
from tests.channels.telegram.conftest import MENU, Outside, make_channel
from tests.peers.telegram import Chat, FakeTelegram, Person
from tests.peers.telegram.model import Member, Status


async def fetched(channel: TelegramChannel, source: str) -> bytes:
    return b"".join([chunk async for chunk in channel.fetch(source)])


def source_of(telegram: FakeTelegram, name: str = "แผน.pdf", size: int | None = None) -> str:
    return telegram.world.files.issue(telegram.world.files.put(name, b"0123456789", size=size))


def test_it_is_a_channel(telegram: FakeTelegram, outside: Outside) -> None:
    channel: Channel = make_channel(telegram, outside)
    assert channel.name == "telegram"


async def test_at_start_it_learns_who_it_is(channel: TelegramChannel) -> None:
    assert (channel.username, channel.can_read_all_group_messages) == ("sop_test_bot", False)


async def test_at_start_polling_replaces_a_web_hook(
    telegram: FakeTelegram, outside: Outside
) -> None:
    telegram.world.webhook.url = "https://sopbot.example/telegram/x"
    channel = make_channel(telegram, outside)
    await channel.start()
    await channel.stop()
    assert telegram.world.webhook.url == ""


@pytest.mark.parametrize("scope", ["all_private_chats", "all_group_chats"])
async def test_the_menu_is_thai_for_thai_clients_and_english_for_others(
    telegram: FakeTelegram, channel: TelegramChannel, scope: str
) -> None:
    thai, english = telegram.menu("th", type=scope), telegram.menu("", type=scope)
    assert thai[0] == {"command": "status", "description": "สถานะของแผน"}
    assert [entry["description"] for entry in english] == [texts["en"] for _, texts in MENU]


async def test_a_menu_that_is_refused_stops_nothing(
    telegram: FakeTelegram, outside: Outside
) -> None:
    telegram.faults.fail(400, "Bad Request: BOT_COMMAND_INVALID", method="setMyCommands")
    with capture_logs() as logs:
        channel = make_channel(telegram, outside)
        await channel.start()
        await channel.stop()
    assert [entry["event"] for entry in logs] == [
        "telegram.starting",
        "telegram.menu_refused",
        "telegram.started",
    ]


@pytest.mark.parametrize("token", ["", "with space", "1:line\nbreak"])
def test_what_cannot_be_a_token_is_refused_without_asking(
    telegram: FakeTelegram, outside: Outside, token: str
) -> None:
    settings = TelegramSettings(token, telegram.url)
    with pytest.raises(SopbotError, match="SOPBOT_TELEGRAM_TOKEN"):
        make_channel(telegram, outside, settings)


async def test_a_wrong_token_says_how_to_mend_it_and_is_not_shown(
    telegram: FakeTelegram, outside: Outside
) -> None:
    channel = make_channel(telegram, outside, TelegramSettings("700:not-this-one", telegram.url))
    with pytest.raises(SopbotError, match="SOPBOT_TELEGRAM_TOKEN") as refused:
        await channel.start()
    await channel.stop()
    assert "not-this-one" not in "".join(format_exception(refused.value))


async def test_a_start_without_network_waits_for_it(
    telegram: FakeTelegram, outside: Outside
) -> None:
    telegram.faults.cut(times=2, method="getMe")
    telegram.faults.rate_limit(5, method="deleteWebhook")
    channel = make_channel(telegram, outside)
    await channel.start()
    await channel.stop()
    assert (len(outside.waits), outside.waits[2]) == (3, 5)


async def test_a_channel_never_started_can_be_stopped(
    telegram: FakeTelegram, outside: Outside
) -> None:
    await make_channel(telegram, outside).stop()


async def test_a_press_is_answered_with_a_word(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    await channel.send(Outgoing(str(group.id), Message(plain("ปุ่ม"))))
    press = somchai.presses_data(group.messages_from_bot()[0], "done 3")
    await channel.answer_press(press.id, "บันทึกแล้ว")
    assert (press.answer, press.alert) == ("บันทึกแล้ว", False)


async def test_a_long_pop_up_waits_to_be_read(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    press = somchai.presses_data(somchai.says(group, "x"), "done 3")
    await channel.answer_press(press.id, "ก" * 300)
    assert (len(press.answer), press.answer[-1], press.alert) == (200, "…", True)


async def test_an_old_press_is_nobodys_trouble(channel: TelegramChannel) -> None:
    await channel.answer_press("long-ago", "บันทึกแล้ว")


async def test_who_administers_a_group(
    channel: TelegramChannel, telegram: FakeTelegram, group: Chat, somchai: Person
) -> None:
    malee = telegram.person("มาลี")
    assert await channel.administers(str(group.id), str(somchai.id))
    assert not await channel.administers(str(group.id), str(malee.id))


@pytest.mark.parametrize(
    ("status", "inside"),
    [
        ("creator", True), ("administrator", True), ("member", True), ("restricted", True),
        ("left", False), ("kicked", False),
    ],
)  # fmt: skip
async def test_who_is_in_a_group(
    channel: TelegramChannel, telegram: FakeTelegram, group: Chat, status: Status, inside: bool
) -> None:
    malee = telegram.person("มาลี")
    group.members[malee.id] = Member(malee.user, status)
    assert await channel.is_member(str(group.id), str(malee.id)) is inside


async def test_that_telegram_does_not_tell_who_is_in_a_group_is_no_answer(
    channel: TelegramChannel, telegram: FakeTelegram, group: Chat
) -> None:
    telegram.faults.fail(400, "Bad Request: CHAT_ADMIN_REQUIRED", method="getChatMember")
    with pytest.raises(DeliveryError):
        await channel.is_member(str(group.id), str(telegram.person("มาลี").id))


async def test_whether_the_bot_itself_does(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    assert await channel.is_administrator(str(group.id))
    somchai.demotes_bot(group)
    assert not await channel.is_administrator(str(group.id))


async def test_a_group_that_threw_the_bot_out_is_gone(
    channel: TelegramChannel, group: Chat, somchai: Person
) -> None:
    somchai.removes_bot(group)
    with pytest.raises(DeliveryError) as refused:
        await channel.send(Outgoing(str(group.id), Message(plain("สวัสดี"))))
    assert (refused.value.permanent, refused.value.gone) == (True, True)


async def test_whether_it_is_in_the_group_is_what_telegram_says_when_asked(
    channel: TelegramChannel, telegram: FakeTelegram, group: Chat, somchai: Person
) -> None:
    assert await channel.is_inside(str(group.id))
    telegram.faults.fail(502, "Bad Gateway", method="getChatMember")
    with pytest.raises(DeliveryError):
        await channel.is_inside(str(group.id))
    somchai.removes_bot(group)
    assert not await channel.is_inside(str(group.id))


async def test_a_group_that_moved_tells_its_new_address(
    channel: TelegramChannel, telegram: FakeTelegram, somchai: Person
) -> None:
    old = telegram.group("คณะกรรมการ", somchai, bot="member")
    new = somchai.upgrades(old)
    with pytest.raises(DeliveryError) as refused:
        await channel.send(Outgoing(str(old.id), Message(plain("สวัสดี"))))
    assert refused.value.new_address == str(new.id)


async def test_a_file_comes_with_all_its_bytes(
    channel: TelegramChannel, telegram: FakeTelegram
) -> None:
    assert await fetched(channel, source_of(telegram)) == b"0123456789"


async def test_a_file_too_large_to_fetch_is_refused_for_good(
    channel: TelegramChannel, telegram: FakeTelegram
) -> None:
    with pytest.raises(DeliveryError) as refused:
        await fetched(channel, source_of(telegram, size=21 * 1024 * 1024))
    assert refused.value.permanent


@pytest.mark.parametrize("status", [404, 502])
async def test_a_download_that_fails_is_tried_again(
    channel: TelegramChannel, telegram: FakeTelegram, status: int
) -> None:
    telegram.faults.fail(status, method="file")
    with pytest.raises(DeliveryError) as refused:
        await fetched(channel, source_of(telegram))
    assert not refused.value.permanent


async def test_a_download_that_breaks_off_is_tried_again(
    channel: TelegramChannel, telegram: FakeTelegram
) -> None:
    telegram.faults.cut(method="file", times=2)  # once more it is asked for at once
    with pytest.raises(DeliveryError) as refused:
        await fetched(channel, source_of(telegram))
    assert not refused.value.permanent


async def test_a_server_that_keeps_files_to_itself_is_told_of(
    channel: TelegramChannel, telegram: FakeTelegram
) -> None:
    source = source_of(telegram)
    link = telegram.world.files.link
    telegram.world.files.link = (  # type: ignore[method-assign]
        lambda *args: {**link(*args), "file_path": "/var/lib/telegram/file_1.pdf"}
    )
    with pytest.raises(DeliveryError, match="without --local") as refused:
        await fetched(channel, source)
    assert (refused.value.reason, refused.value.permanent) == (LOCAL_MODE, True)


def test_settings_do_not_show_the_token() -> None:
    assert "secret" not in repr(TelegramSettings("12345:secret"))
