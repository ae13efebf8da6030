"""The address of the webhook: set, told, tried.

https://developers.line.biz/en/reference/messaging-api/#webhook-settings
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx

from tests.peers.line.errors import Json, LineError, bad_request
from tests.peers.line.requests import Answer, Ask, route
from tests.peers.line.shapes import address, shape, wrong
from tests.peers.line.webhook import send
from tests.peers.line.world import World
from tests.peers.telegram.webhook import is_loopback

ADDRESS = 500
TRIAL = "/v2/bot/channel/webhook/test"


def _endpoint(value: Any, path: str) -> Iterator[Json]:
    """HTTPS only; loopback is let through, for there is no other server in a test."""
    near = isinstance(value, str) and is_loopback(value)
    if list(address(ADDRESS, *(("http", "https") if near else ()))(value, path)):
        yield wrong("Invalid webhook endpoint URL", path)


@route("PUT", "/v2/bot/channel/webhook/endpoint")
def set_endpoint(world: World, ask: Ask) -> Answer:
    world.hook.url = ask.checked(shape({"endpoint": _endpoint}))["endpoint"]
    return Answer()


@route("GET", "/v2/bot/channel/webhook/endpoint")
def endpoint(world: World, ask: Ask) -> Answer:
    if not world.hook.url:
        raise LineError(404, "Webhook endpoint not found")
    return Answer({"endpoint": world.hook.url, "active": world.hook.active})


async def try_out(world: World, ask: Ask) -> Answer:
    """Sends a post without events to the address that is set, or to another one."""
    asked = ask.checked(shape({}, {"endpoint": _endpoint})) if ask.body else {}
    url = asked.get("endpoint") or world.hook.url
    if not url:
        raise bad_request("Webhook endpoint not found")
    status, reason = await _tried(world, url)
    result = {"success": reason == "OK", "statusCode": status, "reason": reason}
    return Answer(result | {"timestamp": world.now().isoformat(), "detail": str(status)})


async def _tried(world: World, url: str) -> tuple[int, str]:
    if world.hook.transport is None and not is_loopback(url):
        return 0, "COULD_NOT_CONNECT"
    try:
        async with httpx.AsyncClient(transport=world.hook.transport, trust_env=False) as client:
            status = await send(world, client, url, [])
    except httpx.HTTPError:
        return 0, "COULD_NOT_CONNECT"
    return status, "OK" if 200 <= status < 300 else "ERROR_STATUS_CODE"
