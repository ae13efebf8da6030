"""getUpdates, webhooks, and the fake without a socket."""

from __future__ import annotations

import asyncio
import threading

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot
from telegram.error import BadRequest, Conflict
from telegram.request import HTTPXRequest

from tests.clock import SettableClock
from tests.peers.telegram import FakeTelegram, Person, deliver_one


async def test_an_offset_confirms_what_lies_before_it(bot: Bot, somchai: Person) -> None:
    for word in ("หนึ่ง", "สอง", "สาม"):
        somchai.says(somchai.private, word)
    first, second, _ = await bot.get_updates()
    assert [u.update_id for u in await bot.get_updates(limit=1)] == [first.update_id]
    left = await bot.get_updates(offset=second.update_id)
    assert [u.message.text for u in left if u.message] == ["สอง", "สาม"]
    assert len(await bot.get_updates()) == 2


async def test_a_long_poll_ends_when_somebody_writes(bot: Bot, somchai: Person) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    threading.Thread(target=somchai.starts).start()
    (update,) = await asyncio.wait_for(poll, 5)
    assert update.message is not None


async def test_a_long_poll_ends_empty_when_its_time_is_over(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == ()


async def test_of_two_pollers_the_earlier_gets_the_conflict(
    telegram: FakeTelegram, bot: Bot, somchai: Person
) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await telegram.eventually(lambda: telegram.world.poll_turn == 1)
    async with Bot(telegram.token, telegram.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await asyncio.wait_for(first, 5)
        somchai.starts()
        assert len(await second) == 1


async def test_a_poller_that_died_leaves_no_conflict_and_takes_nothing(
    telegram: FakeTelegram, bot: Bot, somchai: Person
) -> None:
    async with httpx.AsyncClient(base_url=telegram.url, timeout=0.1) as dying:
        with pytest.raises(httpx.ReadTimeout):
            await dying.get(f"/bot{telegram.token}/getUpdates?timeout=30")
    await telegram.eventually(lambda: telegram.calls_of("getUpdates"))
    somchai.starts()
    assert len(await bot.get_updates()) == 1
    assert all(call.ok for call in telegram.calls)


async def test_allowed_updates_stay_until_changed(bot: Bot, somchai: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    somchai.starts()
    assert await bot.get_updates() == ()
    await bot.get_updates(allowed_updates=[])
    somchai.starts()
    assert len(await bot.get_updates()) == 1


async def test_updates_are_kept_a_day(clock: SettableClock, bot: Bot, somchai: Person) -> None:
    somchai.starts()
    clock.advance(hours=25)
    somchai.says(somchai.private, "วันใหม่")
    assert [u.message.text for u in await bot.get_updates() if u.message] == ["วันใหม่"]


async def test_ids_jump_after_a_quiet_week_and_old_offsets_confirm_nothing(
    clock: SettableClock, bot: Bot, somchai: Person
) -> None:
    somchai.starts()
    (before,) = await bot.get_updates()
    await bot.get_updates(offset=before.update_id + 1)
    clock.advance(days=8)
    somchai.starts()
    (after,) = await bot.get_updates(offset=before.update_id + 1)
    assert after.update_id < before.update_id


async def test_a_webhook_forbids_polling(bot: Bot) -> None:
    await bot.set_webhook("https://sop.example.go.th/telegram/x", allowed_updates=["message"])
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    info = await bot.get_webhook_info()
    assert (info.url, info.allowed_updates) == (
        "https://sop.example.go.th/telegram/x",
        ("message",),
    )
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


@pytest.mark.parametrize("url", ["http://sop.example.go.th/x", "https://sop.example.go.th:8080/x"])
async def test_a_webhook_needs_https_and_a_known_port(bot: Bot, url: str) -> None:
    with pytest.raises(BadRequest, match=r"(?i)bad webhook"):
        await bot.set_webhook(url)


def receiver(statuses: list[int], heard: list[str]) -> Starlette:
    async def take(request: Request) -> Response:
        heard.append(request.headers["X-Telegram-Bot-Api-Secret-Token"])
        return Response(status_code=statuses.pop(0))

    return Starlette(routes=[Route("/hook", take, methods=["POST"])])


async def test_a_webhook_gets_an_update_again_until_it_is_taken(
    clock: SettableClock,
) -> None:
    telegram, heard = FakeTelegram(clock.now), list[str]()
    somchai = telegram.person("สมชาย")
    telegram.world.webhook.url = "http://127.0.0.1/hook"
    telegram.world.webhook.secret = "s3cret"
    somchai.starts()
    app = httpx.ASGITransport(receiver([500, 200], heard))
    async with httpx.AsyncClient(transport=app) as client:
        assert [await deliver_one(telegram.world, client) for _ in range(3)] == [False, True, False]
    assert heard == ["s3cret", "s3cret"]
    assert telegram.world.webhook.last_error == "Wrong response from the webhook: 500"


async def test_a_running_fake_delivers_to_the_webhook_by_itself(
    telegram: FakeTelegram, bot: Bot, somchai: Person
) -> None:
    heard = asyncio.Event()

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"/start")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()
        heard.set()

    async with await asyncio.start_server(take, "127.0.0.1", 0) as server:
        await bot.set_webhook(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook")
        somchai.starts()
        await asyncio.wait_for(heard.wait(), 5)
        await telegram.eventually(lambda: not telegram.world.updates.pending(telegram.world.now()))


async def test_the_fake_works_without_a_socket(clock: SettableClock) -> None:
    telegram = FakeTelegram(clock.now)
    wire = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(telegram.asgi)})
    polls = HTTPXRequest(httpx_kwargs={"transport": httpx.ASGITransport(telegram.asgi)})
    bot = Bot(telegram.token, telegram.base_url, request=wire, get_updates_request=polls)
    async with bot:
        somchai = telegram.person("สมชาย")
        poll = asyncio.create_task(bot.get_updates(timeout=30))
        await telegram.eventually(lambda: telegram.world.poll_turn == 1)
        somchai.starts()
        assert len(await poll) == 1
        await bot.send_message(somchai.id, "สวัสดี")
    assert len(somchai.private.messages_from_bot()) == 1
