"""Delivers updates to the webhook: one after another, again with growing delay after a refusal."""

from __future__ import annotations

import asyncio
import ipaddress
from urllib.parse import urlsplit

import httpx

from tests.peers.telegram.errors import Json
from tests.peers.telegram.waiting import Watch
from tests.peers.telegram.world import Webhook, World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
# Telegram waits minutes; a test does not.
FIRST_DELAY = 0.05
LONGEST_DELAY = 1.0
FOR_EVER = 86_400.0
TIMEOUT = 10.0


def due(world: World) -> Json | None:
    """The update to deliver next."""
    with world.changed:
        pending = world.updates.pending(world.now()) if world.webhook.url else []
        return pending[0] if pending else None


async def deliver_one(world: World, client: httpx.AsyncClient) -> bool:
    """Posts the oldest update; whether there was one and the bot took it."""
    update, hook = due(world), world.webhook
    if update is None:
        return False
    headers = {SECRET_HEADER: hook.secret} if hook.secret else {}
    try:
        answer = await client.post(hook.url, json=update, headers=headers)
    except httpx.HTTPError as error:
        return _failed(world, hook, str(error) or type(error).__name__)
    if not answer.is_success:
        return _failed(world, hook, f"Wrong response from the webhook: {answer.status_code}")
    with world.changing():
        world.updates.confirm(update)
    return True


async def deliver_for_ever(world: World) -> None:
    """The background of a running fake; what is not on loopback it never calls."""
    with Watch(world) as watch:
        await watch.until(lambda: _near(world), FOR_EVER)
        async with httpx.AsyncClient(timeout=TIMEOUT) as client:
            await _deliver_all(world, watch, client)


async def _deliver_all(world: World, watch: Watch, client: httpx.AsyncClient) -> None:
    delay = FIRST_DELAY
    while True:
        await watch.until(lambda: _near(world), FOR_EVER)
        if await deliver_one(world, client):
            delay = FIRST_DELAY
        else:
            await asyncio.sleep(delay)
            delay = min(2 * delay, LONGEST_DELAY)


def is_loopback(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _near(world: World) -> bool:
    return due(world) is not None and is_loopback(world.webhook.url)


def _failed(world: World, hook: Webhook, why: str) -> bool:
    with world.changing():
        hook.last_error, hook.last_error_at = why, world.now()
    return False
