"""Browsers that listen: each hears all, in order, and none waits for another."""

from __future__ import annotations

import pytest

from bot.demo.web import live as live_module
from bot.demo.web.live import Live, Moved, Typing

ONE, TWO, THREE = Typing("one"), Typing("two"), Typing("three")


async def test_all_who_listen_hear_all_in_order() -> None:
    live = Live()
    with live.listening() as first, live.listening() as second:
        live.publish(ONE)
        live.publish(Moved())
        for listener in (first, second):
            assert [await listener.next(1), await listener.next(1)] == [ONE, Moved()]


async def test_silence_is_told_as_a_timeout() -> None:
    live = Live()
    with live.listening() as listener, pytest.raises(TimeoutError):
        await listener.next(0.01)


async def test_a_slow_listener_is_let_go_and_the_others_hear_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(live_module, "BEHIND", 2)
    live = Live()
    with live.listening() as slow, live.listening() as quick:
        for event in (ONE, TWO, THREE):
            live.publish(event)
            assert await quick.next(1) == event
        live.publish(ONE)
        assert [await slow.next(1), await slow.next(1)] == [TWO, None]
        assert await quick.next(1) == ONE


async def test_who_has_left_is_told_nothing_and_holds_nobody_up() -> None:
    live = Live()
    with live.listening() as gone:
        pass
    live.publish(ONE)
    with pytest.raises(TimeoutError):
        await gone.next(0.01)


async def test_at_the_end_all_are_let_go() -> None:
    live = Live()
    with live.listening() as first, live.listening() as second:
        live.publish(ONE)
        live.close()
        live.publish(TWO)
        assert [await first.next(1), await first.next(1)] == [ONE, None]
        assert [await second.next(1), await second.next(1)] == [ONE, None]


async def test_who_comes_after_the_end_is_let_go_at_once() -> None:
    live = Live()
    live.close()
    with live.listening() as late:
        assert await late.next(1) is None
