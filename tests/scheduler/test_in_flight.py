from __future__ import annotations

import asyncio

import pytest

from bot.domain.errors import DeliveryError
from scheduler import in_flight as turnstiles
from scheduler.in_flight import AT_ONCE, Turnstile


async def through(turnstile: Turnstile, name: str, log: list[str], landed: asyncio.Event) -> None:
    async with turnstile.passed():
        log.append(f"{name} in the air")
        await landed.wait()
        log.append(f"{name} landed")


async def test_no_more_than_a_few_are_in_the_air_in_the_order_of_asking(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    turnstile, log = Turnstile(), list[str]()
    names = [str(n) for n in range(2 * AT_ONCE)]
    landed = {name: asyncio.Event() for name in names}
    flights = [asyncio.create_task(through(turnstile, n, log, landed[n])) for n in names]
    await asyncio.sleep(0)
    assert log == [f"{name} in the air" for name in names[:AT_ONCE]]
    for landing, taking_off in zip(names, names[AT_ONCE:], strict=False):
        landed[landing].set()
        for _ in range(5):
            await asyncio.sleep(0)
        assert log[-2:] == [f"{landing} landed", f"{taking_off} in the air"]
    for event in landed.values():
        event.set()
    await asyncio.gather(*flights)


async def test_nobody_waits_long_behind_a_slow_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 0.001)
    turnstile, log, never = Turnstile(), list[str](), asyncio.Event()
    slow = [asyncio.create_task(through(turnstile, "slow", log, never)) for _ in range(AT_ONCE)]
    await asyncio.sleep(0)
    landed = asyncio.Event()
    landed.set()
    await asyncio.wait_for(through(turnstile, "quick", log, landed), 5)
    assert log == ["slow in the air"] * AT_ONCE + ["quick in the air", "quick landed"]
    for one in slow:
        one.cancel()
    await asyncio.gather(*slow, return_exceptions=True)


async def test_a_slow_one_that_lands_lets_nobody_in_a_second_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 0.001)
    monkeypatch.setattr(turnstiles, "AT_ONCE", 1)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()
    slow = asyncio.create_task(through(turnstile, "slow", log, landed))
    await asyncio.sleep(0)
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    async with turnstile.passed():  # once the slow one no longer counts
        assert log == ["slow in the air"]
        landed.set()
        await slow
        waiting = asyncio.create_task(through(turnstile, "next", log, landed))
        for _ in range(5):
            await asyncio.sleep(0)
        assert "next in the air" not in log
    await waiting


async def test_who_waits_for_a_turn_in_vain_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "AT_ONCE", 1)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()

    async def refuse() -> None:
        raise DeliveryError("more than the platform takes", retry_after=20)

    with pytest.raises(DeliveryError):
        async with turnstile.passed(refuse):
            log.append("in the air all the same")
    landed.set()
    await asyncio.wait_for(through(turnstile, "next", log, landed), 5)
    assert log == ["next in the air", "next landed"]


async def test_one_that_fails_or_is_given_up_while_it_waits_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(turnstiles, "LONGEST", 60)
    monkeypatch.setattr(turnstiles, "AT_ONCE", 1)
    turnstile, log, landed = Turnstile(), list[str](), asyncio.Event()
    first = asyncio.create_task(through(turnstile, "first", log, landed))
    second = asyncio.create_task(through(turnstile, "second", log, landed))
    await asyncio.sleep(0)
    second.cancel()
    first.cancel()
    landed.set()
    await asyncio.wait_for(through(turnstile, "third", log, landed), 5)
    assert log == ["first in the air", "third in the air", "third landed"]
