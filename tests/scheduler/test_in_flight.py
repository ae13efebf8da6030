from __future__ import annotations

import asyncio

import pytest

from scheduler import in_flight as turnstiles
from scheduler.in_flight import Turnstile


async def through(turnstile: Turnstile, name: str, log: list[str], landed: asyncio.Event) -> None:
    async with turnstile.passed():
        log.append(f"{name} in the air")
        await landed.wait()
        log.append(f"{name} landed")


async def test_one_message_at_a_time_is_in_the_air_in_the_order_of_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()
    names = ("first", "second", "third")
    flights = [asyncio.create_task(through(turnstile, n, log, landed)) for n in names]
    await asyncio.sleep(0)
    assert log == ["first in the air"]
    landed.set()
    await asyncio.gather(*flights)
    assert log == [f"{name} {what}" for name in names for what in ("in the air", "landed")]


async def test_nobody_waits_long_behind_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 0.001)
    turnstile, log, never = Turnstile(), list[str](), asyncio.Event()
    slow = asyncio.create_task(through(turnstile, "slow", log, never))
    await asyncio.sleep(0)
    landed = asyncio.Event()
    landed.set()
    await asyncio.wait_for(through(turnstile, "quick", log, landed), 5)
    assert log == ["slow in the air", "quick in the air", "quick landed"]
    slow.cancel()


async def test_one_that_fails_or_is_given_up_while_it_waits_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()
    first = asyncio.create_task(through(turnstile, "first", log, landed))
    second = asyncio.create_task(through(turnstile, "second", log, landed))
    await asyncio.sleep(0)
    second.cancel()
    first.cancel()
    landed.set()
    await asyncio.wait_for(through(turnstile, "third", log, landed), 5)
    assert log == ["first in the air", "third in the air", "third landed"]
