"""What waits to be heard is handed to the bot, and forgotten only when the bot has it."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from bot.demo.web.inbound import AT_ONCE
from bot.demo.web.live import Posted, Typing
from bot.domain.incoming import Happened
from bot.ports import Envelope
from tests.demo.web.conftest import Web


async def test_a_room_is_a_lane_and_each_update_has_a_key_of_its_own(web: Web) -> None:
    for room in ("group", "malee", "group"):
        await web.says("เสร็จ 3", room)
    await web.hears()
    assert [e.lane for e in web.envelopes] == ["group", "malee", "group"]
    assert len({e.key for e in web.envelopes}) == 3
    assert {e.channel for e in web.envelopes} == {"web"}


async def test_what_the_bot_could_not_take_in_is_handed_over_again(web: Web) -> None:
    async def fail(_: Sequence[Envelope]) -> None:
        raise OSError("the disk is full")

    await web.says("เสร็จ 3")
    with pytest.raises(OSError, match="full"):
        await web.channel.hand_over(fail)
    assert [i.text for i in await web.hears()] == ["เสร็จ 3"]


async def test_what_was_taken_in_but_not_yet_forgotten_comes_again_under_the_same_key(
    web: Web, tmp_path: Path
) -> None:
    async def accept_and_die(envelopes: Sequence[Envelope]) -> None:
        await web.accept(envelopes)
        raise OSError("the power is out")

    await web.says("เสร็จ 3")
    with pytest.raises(OSError, match="power"):
        await web.channel.hand_over(accept_and_die)
    restarted = Web(tmp_path)
    await restarted.hears()
    restarted.close()
    assert restarted.envelopes == web.envelopes


async def test_a_key_is_never_used_again(web: Web) -> None:
    for text in ("เสร็จ 3", "เสร็จ 4"):
        await web.says(text)
        await web.hears()
    first, second = web.envelopes
    assert first.key != second.key


async def test_a_long_queue_is_handed_over_in_parts_and_in_order(web: Web) -> None:
    sizes: list[int] = []

    async def accept(envelopes: Sequence[Envelope]) -> None:
        sizes.append(len(envelopes))
        web.envelopes += envelopes

    for n in range(AT_ONCE + 1):
        await web.channel.hall.happens(Happened.OPENED, "malee", "malee", f"code-{n}")
    await web.channel.hand_over(accept)
    assert sizes == [AT_ONCE, 1]
    heard = [web.channel.understand(e.payload) for e in web.envelopes]
    assert [i.text for i in heard if i] == [f"code-{n}" for n in range(AT_ONCE + 1)]


async def test_who_listens_hears_what_waited_and_what_comes_later(web: Web) -> None:
    arrived: asyncio.Queue[str] = asyncio.Queue()

    async def accept(envelopes: Sequence[Envelope]) -> None:
        for envelope in envelopes:
            incoming = web.channel.understand(envelope.payload)
            arrived.put_nowait(incoming.text if incoming else "")

    await web.says("เสร็จ 3")
    listening = asyncio.create_task(web.channel.listen(accept))
    assert await asyncio.wait_for(arrived.get(), 5) == "เสร็จ 3"
    await web.says("เสร็จ 4")
    assert await asyncio.wait_for(arrived.get(), 5) == "เสร็จ 4"
    listening.cancel()


async def test_the_room_sees_that_the_bot_is_at_work_on_what_was_said(web: Web) -> None:
    await web.says("เสร็จ 3")
    await web.says("เสร็จ 4")
    await web.channel.hall.happens(Happened.BOT_ADDED, "malee", "malee")
    with web.channel.live.listening() as listener:
        await web.hears()
        await web.says("สวัสดี")
        assert await listener.next(1) == Typing("group")
        assert isinstance(await listener.next(1), Posted)
