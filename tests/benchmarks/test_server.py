from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.benchmarks.peer import TOKEN, Peer


@pytest.fixture
def peer() -> Iterator[Peer]:
    with Peer() as running:
        yield running


def send(peer: Peer, chat: int, text: str) -> None:
    """As a bot does."""
    url = f"{peer.url}/bot{TOKEN}/sendMessage"
    assert httpx.post(url, data={"chat_id": chat, "text": text}).status_code == 200


def test_who_measures_is_told_what_came_and_when(peer: Peer) -> None:
    before = peer.report()
    send(peer, -5, "one")
    send(peer, -5, "two")
    found = peer.wait(2, within=5)
    assert (found.sent, found.calls) == (2, 2)
    assert [(one.chat, one.text) for one in peer.said()] == [(-5, "one"), (-5, "two")]
    assert before.now <= peer.said()[0].at <= peer.said()[1].at == found.last
    assert 0 <= found.cpu - before.cpu < 1


def test_what_does_not_come_is_not_waited_for_forever(peer: Peer) -> None:
    assert peer.wait(1, within=0.05).sent == 0


def test_a_reset_forgets_all(peer: Peer) -> None:
    send(peer, -5, "one")
    peer.reset()
    assert peer.report().sent == 0
    assert peer.said() == []
