"""Delivers updates to the webhook, again with growing delay after a refusal."""

from __future__ import annotations

import asyncio
import ipaddress
from urllib.parse import urlsplit

import httpx

from tests.peers.changing import Watch
from tests.peers.telegram.errors import Json
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
    update = due(world)
    return update is not None and await deliver(world, client, update)


async def deliver(world: World, client: httpx.AsyncClient, update: Json) -> bool:
    """Whether the bot took it."""
    hook = world.webhook
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
            await Postman(world, client).run(watch)


class Postman:
    """One chat's updates go one after another, those of several chats side by side."""

    def __init__(self, world: World, client: httpx.AsyncClient) -> None:
        self._world = world
        self._client = client
        self._under_way: dict[object, asyncio.Task[None]] = {}

    async def run(self, watch: Watch) -> None:
        try:
            while True:
                update = await watch.until(self._next, FOR_EVER)
                if update is not None:
                    self._under_way[lane(update)] = asyncio.create_task(self._deliver(update))
        finally:
            for task in self._under_way.values():
                task.cancel()

    def _next(self) -> Json | None:
        hook = self._world.webhook
        if not is_loopback(hook.url) or len(self._under_way) >= hook.max_connections:
            return None
        waiting = self._world.updates.pending(self._world.now())
        return next((update for update in waiting if lane(update) not in self._under_way), None)

    async def _deliver(self, update: Json) -> None:
        """Until it is taken, or the webhook is another one."""
        delay = FIRST_DELAY
        while is_loopback(self._world.webhook.url):
            if await deliver(self._world, self._client, update):
                break
            await asyncio.sleep(delay)
            delay = min(2 * delay, LONGEST_DELAY)
        with self._world.changing():
            del self._under_way[lane(update)]


def lane(update: Json) -> object:
    """The chat it is about, or nothing in particular."""
    about = next(value for key, value in update.items() if key != "update_id")
    message = about.get("message", about)
    return message.get("chat", {}).get("id")


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
