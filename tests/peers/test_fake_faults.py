"""What goes wrong when a test orders it, and Telegram's rates."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import httpx
import pytest
from telegram import Bot
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut
from telegram.request import HTTPXRequest

from tests.clock import SettableClock
from tests.peers.telegram import Chat, FakeTelegram, Person


@pytest.fixture
def started(somchai: Person) -> Person:
    somchai.starts()
    return somchai


async def test_an_ordered_rate_limit_says_when_to_come_back(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    telegram.faults.rate_limit(7, method="sendMessage")
    with pytest.raises(RetryAfter) as limit:
        await bot.send_message(started.id, "หนึ่ง")
    assert limit.value.retry_after == timedelta(seconds=7)
    await bot.send_message(started.id, "สอง")
    assert [m.text for m in started.private.messages_from_bot()] == ["สอง"]


async def test_errors_last_n_calls_of_one_chat(
    telegram: FakeTelegram, bot: Bot, started: Person, group: Chat
) -> None:
    fault = telegram.faults.fail(502, "Bad Gateway", times=2, chat=started.id)
    await bot.send_message(group.id, "กลุ่ม")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(started.id, "ส่วนตัว")
    await bot.send_message(started.id, "ส่วนตัว")
    assert fault.hits == 2


async def test_polls_do_not_use_up_a_fault_meant_for_messages(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    telegram.faults.forbid("user is deactivated")
    assert len(await bot.get_updates()) == 1
    with pytest.raises(Forbidden, match=r"(?i)user is deactivated"):
        await bot.send_message(started.id, "หนึ่ง")


async def test_a_cut_before_acting_leaves_nothing(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    telegram.faults.cut()
    with pytest.raises(NetworkError):
        await bot.send_message(started.id, "หนึ่ง")
    assert started.private.messages_from_bot() == []
    assert telegram.calls[-1].fault == "cut"


async def test_a_cut_after_acting_has_acted(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    telegram.faults.cut_after_acting(method="sendMessage")
    with pytest.raises(NetworkError):
        await bot.send_message(started.id, "หนึ่ง")
    assert [m.text for m in started.private.messages_from_bot()] == ["หนึ่ง"]


async def test_silence_is_a_time_out(telegram: FakeTelegram, bot: Bot, started: Person) -> None:
    telegram.faults.hang()
    with pytest.raises(TimedOut):
        await bot.send_message(started.id, "หนึ่ง", read_timeout=0.2)
    await bot.send_message(started.id, "สอง")
    assert [m.text for m in started.private.messages_from_bot()] == ["สอง"]


async def test_silence_can_end_with_a_closed_connection(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    telegram.faults.hang(0.05)
    with pytest.raises(NetworkError):
        await bot.send_message(started.id, "หนึ่ง")


async def test_while_down_nothing_works_polls_neither(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    telegram.faults.down()
    with pytest.raises(NetworkError):
        await bot.get_updates()
    telegram.faults.up()
    assert len(await bot.get_updates()) == 1


async def test_a_download_can_fail(telegram: FakeTelegram, bot: Bot, started: Person) -> None:
    sent = started.sends_file(started.private, "a.pdf", b"a")
    file = await bot.get_file(sent.content["document"]["file_id"])
    telegram.faults.fail(method="file")
    with pytest.raises(TelegramError):
        await file.download_as_bytearray()
    assert await file.download_as_bytearray() == b"a"


async def test_in_process_a_cut_and_a_silence_are_the_client_s_errors(clock: SettableClock) -> None:
    telegram = FakeTelegram(clock.now)
    wire = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(telegram.asgi)})
    async with Bot(telegram.token, telegram.base_url, request=wire) as bot:
        telegram.faults.cut()
        with pytest.raises(NetworkError):
            await bot.get_me()
        telegram.faults.hang()
        with pytest.raises(TimedOut):
            await bot.get_me()


async def test_short_bursts_pass_then_one_message_a_second(
    telegram: FakeTelegram, clock: SettableClock, bot: Bot, started: Person
) -> None:
    telegram.world.enforce_rates = True
    for _ in range(5):
        await bot.send_message(started.id, "ครับ")
    with pytest.raises(RetryAfter):
        await bot.send_message(started.id, "ครับ")
    clock.advance(seconds=5)
    await bot.send_message(started.id, "ครับ")


async def test_a_group_takes_twenty_a_minute(
    telegram: FakeTelegram, clock: SettableClock, bot: Bot, group: Chat
) -> None:
    telegram.world.enforce_rates = True
    for _ in range(20):
        await bot.send_message(group.id, "ครับ")
        clock.advance(seconds=1)
    with pytest.raises(RetryAfter) as limit:
        await bot.send_message(group.id, "ครับ")
    assert limit.value.retry_after == timedelta(seconds=40)


async def test_overall_thirty_a_second(telegram: FakeTelegram, bot: Bot) -> None:
    telegram.world.enforce_rates = True
    people = [telegram.person(f"คนที่ {n}") for n in range(31)]
    for person in people:
        person.starts()
    for person in people[:30]:
        await bot.send_message(person.id, "ครับ")
    with pytest.raises(RetryAfter):
        await bot.send_message(people[30].id, "ครับ")


async def test_a_slow_answer_comes_when_it_is_let_go_and_the_deed_is_done_at_once(
    telegram: FakeTelegram, bot: Bot, started: Person
) -> None:
    fault = telegram.faults.slow(method="sendMessage")
    asked = asyncio.create_task(bot.send_message(started.id, "หนึ่ง"))
    await telegram.eventually(started.private.messages_from_bot)
    assert not asked.done()
    fault.lift()
    assert (await asked).text == "หนึ่ง"


@pytest.mark.parametrize("body", ["<html>502 Bad Gateway</html>", "", "[1, 2"])
async def test_something_else_may_answer_in_words_of_its_own(
    telegram: FakeTelegram, bot: Bot, started: Person, body: str
) -> None:
    telegram.faults.words(body, method="sendMessage")
    with pytest.raises(TelegramError, match="Invalid server response"):
        await bot.send_message(started.id, "หนึ่ง")
    assert started.private.messages_from_bot() == []
