"""The channel's own answers: who answers a press, and who administers the group."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import pytest

from bot.demo.web import channel as channel_module
from bot.ports import Envelope
from tests.demo.web.conftest import CLOSE, Web


async def test_a_press_brings_the_popup_that_answers_it(web: Web) -> None:
    async def accept(envelopes: Sequence[Envelope]) -> None:
        [incoming] = [web.channel.understand(e.payload) for e in envelopes]
        assert incoming is not None
        await web.channel.answer_press(incoming.press, "ปิดแล้ว")
        await web.channel.answer_press(incoming.press, "อีกครั้ง")

    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    listening = asyncio.create_task(web.channel.listen(accept))
    assert await web.channel.press("malee", post, "done p1 3") == "ปิดแล้ว"
    listening.cancel()


async def test_a_press_that_nobody_answers_ends_without_a_popup(
    web: Web, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(channel_module, "PRESS_SECONDS", 0.01)
    post = await web.bot_says("ครบกำหนด", buttons=CLOSE)
    assert await web.channel.press("malee", post, "done p1 3") == ""


async def test_an_answer_to_a_press_of_before_a_restart_goes_nowhere(web: Web) -> None:
    await web.channel.answer_press("forgotten", "ปิดแล้ว")


async def test_the_secretary_and_the_bot_administer_the_group(web: Web) -> None:
    assert await web.channel.administers("group", "malee")
    assert not await web.channel.administers("group", "somkid")
    assert not await web.channel.administers("malee", "malee")
    assert not await web.channel.administers("nowhere", "malee")
    assert await web.channel.is_member("group", "somkid")
    assert not await web.channel.is_member("group", "nobody")
    assert await web.channel.is_administrator("group")
    assert not await web.channel.is_administrator("malee")
