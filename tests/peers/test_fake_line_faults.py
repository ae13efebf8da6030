"""What goes wrong when a test orders it."""

from __future__ import annotations

import threading

import httpx
import pytest

from tests.clock import SettableClock
from tests.peers.line import FakeLine, Person
from tests.peers.line_calls import PUSH, last_event, push, reply

KEY = "123e4567-e89b-12d3-a456-426614174000"


def test_a_500_before_leaves_nothing(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    line.faults.http_500_before(2)
    assert [push(api, somsri.user_id).status_code for _ in range(3)] == [500, 500, 200]
    assert len(line.messages(somsri)) == 1


def test_a_500_after_accepting_has_sent(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    line.faults.http_500_after_accepting()
    assert push(api, somsri.user_id, key=KEY).status_code == 500
    assert push(api, somsri.user_id, key=KEY).status_code == 409
    assert len(line.messages(somsri)) == 1


def test_what_is_refused_is_refused_though_a_500_is_ordered(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    line.faults.http_500_after_accepting()
    assert push(api, somsri.user_id, {"type": "text", "text": ""}).status_code == 400


def test_a_rate_limit(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    line.faults.rate_limited(1, PUSH)
    assert api.get("/v2/bot/info").status_code == 200
    limited = push(api, somsri.user_id)
    assert limited.status_code == 429
    assert limited.json()["message"].startswith("The API rate limit has been exceeded")


def test_a_month_that_is_over_stops_pushes_only(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    line.faults.monthly_limit_reached()
    assert reply(api, last_event(line)["replyToken"]).status_code == 200
    assert push(api, somsri.user_id).status_code == 429


def test_a_connection_is_dropped_before(line: FakeLine, api: httpx.Client, somsri: Person) -> None:
    line.faults.disconnect_before()
    with pytest.raises(httpx.TransportError):
        push(api, somsri.user_id)
    assert line.messages(somsri) == []


def test_a_connection_is_dropped_after_accepting(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    line.faults.disconnect_after_accepting()
    with pytest.raises(httpx.TransportError):
        push(api, somsri.user_id)
    assert len(line.messages(somsri)) == 1


async def test_in_process_a_silence_is_a_time_out(clock: SettableClock) -> None:
    line = FakeLine(clock.now)
    boonmee = line.person("บุญมี")
    boonmee.befriend()
    line.faults.timeout_after_accepting()
    wire = httpx.ASGITransport(line.asgi)
    headers = {"Authorization": f"Bearer {line.channel_access_token}"}
    async with httpx.AsyncClient(transport=wire, base_url=line.url, headers=headers) as api:
        body = {"to": boonmee.user_id, "messages": [{"type": "text", "text": "งาน"}]}
        with pytest.raises(httpx.ReadTimeout):
            await api.post(PUSH, json=body)
    assert len(line.messages(boonmee)) == 1


def test_a_slow_answer_comes_when_it_is_let_go(
    line: FakeLine, api: httpx.Client, somsri: Person
) -> None:
    fault = line.faults.slow(1, PUSH)
    asked = threading.Thread(target=push, args=[api, somsri.user_id])
    asked.start()
    line.wait_for(lambda: line.messages(somsri))
    assert asked.is_alive()
    fault.lift()
    asked.join(5)
    assert not asked.is_alive()
