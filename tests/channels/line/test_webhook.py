"""What is posted to the webhook: believed by its signature, acknowledged once it is committed."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from bot.channels.line.api import Access
from bot.channels.line.channel import LineChannel
from bot.channels.line.checkup import check_line
from bot.channels.line.webhook import MOST_BYTES, SIGNATURE
from bot.domain.errors import SopbotError
from bot.ports import Envelope
from tests.channels.line.conftest import MENU, PUBLIC
from tests.peers.line import FakeLine, Person, signature


class Desk:
    """Takes envelopes down, unless it is to fail."""

    def __init__(self) -> None:
        self.taken: list[Envelope] = []
        self.fails = False

    async def accept(self, envelopes: Sequence[Envelope]) -> None:
        if self.fails:
            raise RuntimeError("the disk is full")
        self.taken += envelopes


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
async def client(
    channel: LineChannel, desk: Desk, line: FakeLine
) -> AsyncIterator[httpx.AsyncClient]:
    """Of the server, while the channel listens."""
    listening = asyncio.create_task(channel.listen(desk.accept))
    await line.eventually(lambda: line.world.hook.url)
    app = Starlette(routes=list(channel.routes))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=PUBLIC) as made:
        yield made
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


def packet(*events: dict[str, Any]) -> bytes:
    return json.dumps({"destination": "U1", "events": list(events)}).encode()


async def post(client: httpx.AsyncClient, body: bytes, signed: str | None = None) -> int:
    told = signature(body) if signed is None else signed
    answer = await client.post("/line", content=body, headers={SIGNATURE: told})
    return answer.status_code


async def test_the_address_is_set_when_it_listens(
    client: httpx.AsyncClient, line: FakeLine
) -> None:
    assert line.world.hook.url == f"{PUBLIC}/line"


async def test_what_is_signed_is_taken_down_and_acknowledged(
    client: httpx.AsyncClient, desk: Desk, line: FakeLine, member: Person
) -> None:
    member.says("เสร็จ 3")
    member.says("เสร็จ 4")
    assert await post(client, packet(*line.world.events.waiting)) == 200
    assert len({one.key for one in desk.taken}) == len(desk.taken) == 3  # one befriended
    assert {one.lane for one in desk.taken} == {member.user_id}


@pytest.mark.parametrize("signed", ["", "bm9uc2Vuc2U=", "é"])
async def test_what_is_not_signed_by_line_is_refused(
    client: httpx.AsyncClient, desk: Desk, signed: str
) -> None:
    body = packet({"type": "follow", "source": {"type": "user", "userId": "U1"}})
    answer = await client.post("/line", content=body, headers={SIGNATURE.encode(): signed.encode()})
    assert answer.status_code == 403
    assert desk.taken == []


async def test_a_byte_more_than_was_signed_is_refused(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    body = packet()
    assert await post(client, body + b" ", signature(body)) == 403


async def test_to_try_the_address_out_line_posts_no_event(
    client: httpx.AsyncClient, desk: Desk
) -> None:
    assert await post(client, packet()) == 200
    assert desk.taken == []


async def test_what_could_not_be_taken_down_is_to_come_again(
    client: httpx.AsyncClient, desk: Desk, line: FakeLine, member: Person
) -> None:
    member.says("เสร็จ 3")
    desk.fails = True
    assert await post(client, packet(*line.world.events.waiting)) == 500
    desk.fails = False
    assert await post(client, packet(*line.world.events.waiting)) == 200


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"events": 7}', b'{"events": [7]}'])
async def test_what_is_no_packet_of_events_is_refused(
    client: httpx.AsyncClient, body: bytes
) -> None:
    assert await post(client, body) == 400


async def test_a_flood_of_bytes_is_not_read_to_its_end(client: httpx.AsyncClient) -> None:
    assert await post(client, b" " * (MOST_BYTES + 1)) == 413


def reached(channel: LineChannel) -> httpx.AsyncClient:
    app = Starlette(routes=list(channel.routes))
    return httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url=PUBLIC)


async def test_before_anybody_listens_line_is_asked_to_come_again(
    channel: LineChannel, line: FakeLine, member: Person
) -> None:
    member.says("เสร็จ 3")
    async with reached(channel) as client:
        assert await post(client, packet(*line.world.events.waiting)) == 503


async def test_once_nobody_listens_any_more_nothing_is_taken(
    channel: LineChannel, desk: Desk, line: FakeLine, member: Person
) -> None:
    """What LINE was told to be taken nobody would write down: the store may be closed."""
    listening = asyncio.create_task(channel.listen(desk.accept))
    await line.eventually(lambda: line.world.hook.url)
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)
    member.says("เสร็จ 3")
    async with reached(channel) as client:
        assert await post(client, packet(*line.world.events.waiting)) == 503
    assert desk.taken == []


async def test_check_tells_account_webhook_and_quota(
    client: httpx.AsyncClient, line: FakeLine
) -> None:
    access = Access(line.channel_access_token, line.url, line.url)
    line.world.hook.transport = httpx.MockTransport(lambda _: httpx.Response(200))
    found = await check_line(access, PUBLIC, MENU)
    assert found.account == "@000testy"
    assert (found.is_heard, found.quota) == (True, "0 of 300 messages this month")
    elsewhere = await check_line(access, "https://other.example.go.th", MENU)
    assert (elsewhere.is_heard, elsewhere.webhook) == (True, "not set; `sopbot run` does so")


async def test_check_says_why_line_does_not_get_through(
    client: httpx.AsyncClient, line: FakeLine
) -> None:
    access = Access(line.channel_access_token, line.url, line.url)
    line.world.hook.transport = httpx.MockTransport(lambda _: httpx.Response(502))
    found = await check_line(access, PUBLIC, MENU)
    assert not found.is_heard
    assert "502" in found.webhook


async def test_check_names_a_token_that_line_refuses_without_showing_it(line: FakeLine) -> None:
    with pytest.raises(SopbotError, match="SOPBOT_LINE_CHANNEL_ACCESS_TOKEN") as error:
        await check_line(Access("wrong-token-0123", line.url, line.url), PUBLIC, MENU)
    assert "wrong-token" not in str(error.value)
