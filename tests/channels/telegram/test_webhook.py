"""Telegram posts updates: who may, what is taken, and when it is told that it was."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import httpx
import pytest
from starlette.routing import Router
from structlog.testing import capture_logs

from bot.channels.telegram.channel import TelegramChannel, TelegramSettings
from bot.channels.telegram.webhook import MOST_BYTES, SECRET_HEADER, Secrets
from bot.domain.errors import SopbotError
from bot.ports import Envelope
from tests.channels.telegram.conftest import Outside, make_channel
from tests.channels.telegram.updates import said
from tests.peers.telegram import FakeTelegram, Person

PUBLIC = "https://sop.example.go.th"
SECRETS = Secrets.of(FakeTelegram.token)
PATH = f"/telegram/{SECRETS.path}"
HEADERS = {SECRET_HEADER: SECRETS.header}


@dataclass
class Door:
    """The channel behind its route, as the web server serves it; `taken` is what it accepted."""

    channel: TelegramChannel
    client: httpx.AsyncClient
    taken: list[Envelope] = field(default_factory=list)
    refuses: list[Exception] = field(default_factory=list)

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        if self.refuses:
            raise self.refuses.pop()
        self.taken += envelopes

    async def post(self, body: object, path: str = PATH, headers: dict[str, str] = HEADERS) -> int:
        content = body if isinstance(body, bytes | AsyncIterator) else None
        answer = await self.client.post(
            path, content=content, json=None if content else body, headers=headers
        )
        return answer.status_code


async def unreadable() -> AsyncIterator[bytes]:
    """A body that nobody may begin to read."""
    raise AssertionError("read")
    yield b""


def settings(telegram: FakeTelegram) -> TelegramSettings:
    return TelegramSettings(telegram.token, telegram.url, public_url=PUBLIC)


@pytest.fixture
async def closed(telegram: FakeTelegram, outside: Outside) -> AsyncIterator[Door]:
    """Started, but not listening yet."""
    channel = make_channel(telegram, outside, settings(telegram))
    await channel.start()
    transport = httpx.ASGITransport(Router(channel.routes))
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        yield Door(channel, client)
    await channel.stop()


@pytest.fixture
async def door(closed: Door, telegram: FakeTelegram, outside: Outside) -> AsyncIterator[Door]:
    listening = asyncio.create_task(closed.channel.listen(closed.accept))
    await telegram.eventually(lambda: telegram.world.webhook.url)
    yield closed
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def test_telegram_is_told_where_to_post_and_what(door: Door, telegram: FakeTelegram) -> None:
    hook = telegram.world.webhook
    assert (hook.url, hook.secret) == (PUBLIC + PATH, SECRETS.header)
    [call] = telegram.calls_of("setWebhook")
    assert "chat_member" in call.params["allowed_updates"]
    assert telegram.calls_of("deleteWebhook") == []


async def test_what_is_for_us_is_accepted_before_it_is_acknowledged(door: Door) -> None:
    assert await door.post(said("/status")) == 200
    assert [e.key for e in door.taken] == ["900"]


async def test_other_talk_is_acknowledged_and_dropped(door: Door) -> None:
    assert await door.post(said("กินข้าวกัน")) == 200
    assert door.taken == []


async def test_what_could_not_be_written_down_is_not_acknowledged(door: Door) -> None:
    door.refuses = [SopbotError("the disk is full")]
    with capture_logs() as logs:
        assert await door.post(said("/status")) == 500
    assert [entry["event"] for entry in logs] == ["telegram.not_accepted"]
    assert await door.post(said("/status")) == 200


@pytest.mark.parametrize("secret", ["", "wrong", SECRETS.header[:-1], SECRETS.path, "ก"])
async def test_a_wrong_secret_is_refused_unread(door: Door, secret: str) -> None:
    headers = {SECRET_HEADER: secret.encode()} if secret else {}
    assert await door.post(unreadable(), headers=headers) == 403  # type: ignore[arg-type]
    assert door.taken == []


@pytest.mark.parametrize("path", ["/telegram/", "/telegram/x", PATH + "0", "/telegram", "/"])
async def test_a_wrong_address_is_not_there(door: Door, path: str) -> None:
    assert await door.post(unreadable(), path=path) == 404
    assert door.taken == []


async def test_path_and_secret_are_compared_in_a_time_that_tells_nothing(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared, honest = [], hmac.compare_digest

    def spy(given: bytes, wanted: bytes) -> bool:
        compared.append((given.decode(), wanted.decode()))
        return honest(given, wanted)

    monkeypatch.setattr(hmac, "compare_digest", spy)
    assert await door.post(said("/status"), headers={SECRET_HEADER: "wrong"}) == 403
    assert compared == [(SECRETS.path, SECRETS.path), ("wrong", SECRETS.header)]


async def test_a_body_longer_than_any_update_is_refused(door: Door) -> None:
    assert await door.post(b"[" + b" " * MOST_BYTES) == 413


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"x"', b'{"update_id": "1"}', b"[" * 10_000])
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400


async def test_an_update_that_cannot_be_read_is_acknowledged_so_that_it_stops_nothing(
    door: Door,
) -> None:
    assert await door.post({"update_id": 1, "message": {"chat": 7}}) == 200


async def test_who_posts_before_we_listen_is_to_come_again(closed: Door) -> None:
    assert await closed.post(said("/status")) == 503


async def test_only_posting_is_understood(door: Door) -> None:
    assert (await door.client.get(PATH)).status_code == 405


async def test_a_webhook_taken_away_is_set_again(
    door: Door, telegram: FakeTelegram, outside: Outside
) -> None:
    with telegram.world.changing():
        telegram.world.webhook.url = ""
    await telegram.eventually(lambda: telegram.world.webhook.url == PUBLIC + PATH)


async def test_a_telegram_that_fails_is_asked_again_soon(
    closed: Door, telegram: FakeTelegram, outside: Outside
) -> None:
    telegram.faults.fail(method="setWebhook", times=1)
    listening = asyncio.create_task(closed.channel.listen(closed.accept))
    await telegram.eventually(lambda: telegram.world.webhook.url)
    listening.cancel()
    assert outside.waits[0] < 60


async def test_trouble_that_telegram_has_with_us_is_logged_without_the_secret(
    door: Door, telegram: FakeTelegram, somchai: Person
) -> None:
    with capture_logs() as logs:
        with telegram.world.changing():
            telegram.world.webhook.last_error = "Connection refused"
            telegram.world.webhook.last_error_at = telegram.world.now()
        looked = len(telegram.calls_of("getWebhookInfo"))
        await telegram.eventually(lambda: len(telegram.calls_of("getWebhookInfo")) > looked + 1)
    told = [entry for entry in logs if entry["event"] == "telegram.webhook_trouble"]
    assert [entry["error"] for entry in told] == ["Connection refused"]
    assert SECRETS.path not in str(told)


async def test_when_it_ends_the_webhook_stays_for_the_other_processes(
    telegram: FakeTelegram, outside: Outside
) -> None:
    channel = make_channel(telegram, outside, settings(telegram))
    await channel.start()
    listening = asyncio.create_task(channel.listen(Door.accept))  # type: ignore[arg-type]
    await telegram.eventually(lambda: telegram.world.webhook.url)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    await channel.stop()
    assert telegram.world.webhook.url == PUBLIC + PATH


def test_every_process_makes_the_same_secrets_and_another_bot_others() -> None:
    assert Secrets.of("1:a") == Secrets.of("1:a")
    made = [*vars_of(Secrets.of("1:a")), *vars_of(Secrets.of("1:b"))]
    assert len({*made}) == 4
    assert not any("1:a" in one for one in made)


def vars_of(secrets: Secrets) -> tuple[str, str]:
    return secrets.path, secrets.header
