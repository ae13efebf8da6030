"""Delivers events to the webhook, signed, and again after a refusal.

https://developers.line.biz/en/docs/messaging-api/receiving-messages/
"""

from __future__ import annotations

import asyncio
import base64
import hashlib
import hmac
import json
from collections.abc import Sequence

import httpx

from tests.peers.changing import Watch
from tests.peers.line.errors import Json
from tests.peers.line.world import World
from tests.peers.telegram.webhook import is_loopback

CHANNEL_SECRET = "only-for-tests-the-secret-of-a-channel"
SIGNATURE = "X-Line-Signature"
# LINE waits minutes before it sends again; a test does not.
FIRST_DELAY = 0.05
LONGEST_DELAY = 1.0
FOR_EVER = 86_400.0
TIMEOUT = 10.0


def signature(body: bytes, secret: str = CHANNEL_SECRET) -> str:
    """Base64 of the HMAC-SHA256 of the very bytes that are sent."""
    return base64.b64encode(hmac.digest(secret.encode(), body, hashlib.sha256)).decode()


async def send(world: World, client: httpx.AsyncClient, url: str, events: Sequence[Json]) -> int:
    """Posts the events, none of them to try the address; returns the status of the answer."""
    packet = {"destination": world.bot.id, "events": list(events)}
    body = json.dumps(packet, ensure_ascii=False).encode()
    headers = {"Content-Type": "application/json; charset=utf-8", SIGNATURE: signature(body)}
    answer = await client.post(url, content=body, headers=headers)
    return answer.status_code


async def deliver_one(world: World, client: httpx.AsyncClient) -> bool:
    """Makes the next post, if there is any; whether the bot took it."""
    with world.changing():
        events = take(world)
    return bool(events) and await deliver(world, client, events)


def take(world: World) -> list[Json]:
    """What the next post holds; without a webhook, or a working one, nothing."""
    if not world.hook.url or not world.hook.active:
        return []
    if not world.faults.overtaken:
        return world.events.take(world.hook.together)
    events = world.events.overtake()
    world.faults.overtaken -= len(events)
    return events


async def deliver(world: World, client: httpx.AsyncClient, events: list[Json]) -> bool:
    """Whether the bot took them; if not, they wait again."""
    try:
        status = await send(world, client, world.hook.url, events)
    except httpx.HTTPError as error:
        return _failed(world, events, str(error) or type(error).__name__)
    if not 200 <= status < 300:
        return _failed(world, events, f"status {status}")
    with world.changing():
        if world.faults.twice:
            world.faults.twice -= 1
            world.events.again(events)
        world.events.done(events)
    return True


def _failed(world: World, events: list[Json], why: str) -> bool:
    with world.changing():
        world.hook.last_error = why
        world.events.again(events)
    return False


async def deliver_for_ever(world: World) -> None:
    """The background of a running fake; what is not on loopback it never calls."""
    delay = FIRST_DELAY
    with Watch(world) as watch:
        async with httpx.AsyncClient(timeout=TIMEOUT, trust_env=False) as client:
            while True:
                events = await watch.until(lambda: _nearby(world), FOR_EVER)
                if not events or await deliver(world, client, events):
                    delay = FIRST_DELAY
                    continue
                await asyncio.sleep(delay)
                delay = min(2 * delay, LONGEST_DELAY)


def _nearby(world: World) -> list[Json]:
    return take(world) if is_loopback(world.hook.url) else []
