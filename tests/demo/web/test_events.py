"""A browser that listens is told what happens, as it happens."""

from __future__ import annotations

import asyncio

import pytest

from bot.demo.web import events
from bot.demo.web.live import Moved
from tests.demo.web.conftest import Site, Stream, Web


async def test_who_listens_hears_posts_and_the_clock_as_they_come(web: Web, site: Site) -> None:
    stream = Stream(site)
    assert await stream.next() == {"type": "hello", "sample": "a3f"}
    id = await web.says("เสร็จ 3")
    event = await stream.next()
    assert (event["type"], event["post"]["id"]) == ("post", id)
    assert event["post"]["day_label"] == "Thursday 26 November 2026"
    await web.hears()
    assert await stream.next() == {"type": "typing", "room": "group"}
    web.clock.advance(days=1)
    web.channel.live.publish(Moved())
    assert (await stream.next())["clock"]["label"] == "Fri 27 Nov 2026"
    await web.channel.stop()
    await asyncio.wait_for(stream.ended, 5)


async def test_in_silence_the_time_is_told(
    web: Web, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "BEAT", 0.01)
    stream = Stream(site)
    await stream.next()
    assert (await stream.next())["type"] == "clock"
    await web.channel.stop()
    await asyncio.wait_for(stream.ended, 5)
