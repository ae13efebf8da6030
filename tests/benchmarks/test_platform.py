from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.benchmarks.http import Request
from tests.benchmarks.platform import BATCH, Platform


@pytest.fixture
def platform() -> Platform:
    return Platform()


def call(platform: Platform, method: str, **fields: object) -> list[Any]:
    """What is answered, now or later."""
    answers: list[Any] = []
    ask(platform, method, answers.append, **fields)
    return answers


async def seconds(platform: Platform, method: str, **fields: object) -> tuple[float, Any]:
    """How long it took, and what was answered."""
    loop = asyncio.get_running_loop()
    began, answer = loop.time(), loop.create_future()
    ask(platform, method, answer.set_result, **fields)
    async with asyncio.timeout(60):
        found = await answer
    return loop.time() - began, found


def ask(platform: Platform, method: str, hear: Callable[[Any], object], **fields: object) -> None:
    def reply(body: bytes) -> None:
        told = json.loads(body)
        assert told["ok"] is True
        hear(told["result"])

    platform.answer(Request(f"/bot1:t/{method}", urlencode(fields).encode()), reply)


def ids(answers: list[Any]) -> list[int]:
    [found] = answers
    return [update["update_id"] for update in found]


def test_updates_come_in_batches_until_their_offset_confirms_them(platform: Platform) -> None:
    platform.load([{"update_id": number} for number in range(5, 5 + BATCH + 1)])
    assert ids(call(platform, "getUpdates")) == [*range(5, 5 + BATCH)]
    assert ids(call(platform, "getUpdates", offset=5)) == [*range(5, 5 + BATCH)]
    assert ids(call(platform, "getUpdates", offset=5 + BATCH)) == [5 + BATCH]


async def test_who_asks_too_early_is_answered_when_something_comes(platform: Platform) -> None:
    answers = call(platform, "getUpdates", timeout=50)
    assert platform.is_polled
    assert not answers
    platform.load([{"update_id": 1}])
    assert ids(answers) == [1]
    assert not platform.is_polled


async def test_nobody_waits_longer_than_was_asked_for(platform: Platform) -> None:
    assert ids(call(platform, "getUpdates", timeout=0)) == []
    took, updates = await seconds(platform, "getUpdates", timeout=1)
    assert took >= 1
    assert updates == []
    assert not platform.is_polled


def test_what_was_sent_is_counted_and_kept_in_its_order(platform: Platform) -> None:
    told: list[int] = []
    platform.when_sent(2, lambda: told.append(len(platform.sent)))
    reply = json.dumps({"message_id": 8})
    [first] = call(platform, "sendMessage", chat_id=-7, text="สอง", reply_parameters=reply)
    assert not told
    call(platform, "sendChatAction", chat_id=-7)
    call(platform, "sendMessage", chat_id=9, text="x")
    assert told == [2]
    assert first["chat"]["id"] == -7
    kept = [(one["chat"], one["text"], one["replies_to"]) for one in platform.answers()]
    assert kept == [(-7, "สอง", 8), (9, "x", None)]


async def test_a_far_platform_takes_its_time_for_every_call(platform: Platform) -> None:
    platform.delay = 0.05
    took, bot = await seconds(platform, "getMe")
    assert took >= platform.delay
    assert bot["is_bot"] is True
