"""getUpdates, and the settings of the webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tests.peers.changing import Watch
from tests.peers.telegram.errors import Json, Violation, conflict
from tests.peers.telegram.registry import method
from tests.peers.telegram.render import unix
from tests.peers.telegram.requests import Ask
from tests.peers.telegram.webhook import is_loopback
from tests.peers.telegram.world import Webhook, World

LIMIT = 100
LONGEST = 50
PORTS = frozenset({None, 443, 80, 88, 8443})
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


async def get_updates(world: World, ask: Ask) -> list[Json]:
    """A new poll ends the one that waits: that one gets the 409, as at Telegram."""
    offset = ask.params.get("offset", 0)
    with world.changing():
        turn = _begin(world, ask)
        world.updates.take(offset, 0, world.now())  # who waits for all to be heard looks again
    limit = min(max(ask.params.get("limit", LIMIT), 1), LIMIT)

    def look() -> list[Json]:
        if world.webhook.url:
            raise conflict("terminated by setWebhook request")
        if world.poll_turn != turn:
            raise conflict(OTHER_POLLER)
        return world.updates.take(offset, limit, world.now())

    with Watch(world) as watch:
        return await watch.until(look, min(ask.params.get("timeout", 0), LONGEST))


def _begin(world: World, ask: Ask) -> int:
    if world.webhook.url:
        raise conflict(WEBHOOK_ACTIVE)
    world.updates.allow(ask.params.get("allowed_updates"))
    world.poll_turn += 1
    return world.poll_turn


@method("setWebhook")
def set_webhook(world: World, ask: Ask) -> bool:
    url, secret = ask.params["url"], ask.params.get("secret_token", "")
    if url:
        _check_url(url)
    if secret and not SECRET.fullmatch(secret):
        raise Violation("secret token contains unallowed characters")
    world.webhook = Webhook(url, secret, ask.params.get("max_connections", 40))
    world.updates.allow(ask.params.get("allowed_updates"))
    _maybe_drop(world, ask)
    return True


@method("deleteWebhook")
def delete_webhook(world: World, ask: Ask) -> bool:
    world.webhook = Webhook()
    _maybe_drop(world, ask)
    return True


@method("getWebhookInfo")
def get_webhook_info(world: World, ask: Ask) -> Json:
    hook = world.webhook
    pending = len(world.updates.pending(world.now()))
    info: Json = {"url": hook.url, "has_custom_certificate": False}
    info |= {"pending_update_count": pending, "max_connections": hook.max_connections}
    if world.updates.allowed:
        info["allowed_updates"] = list(world.updates.allowed)
    if hook.last_error_at is not None:
        told = {"last_error_date": unix(hook.last_error_at)}
        info |= told | {"last_error_message": hook.last_error}
    return info


def _maybe_drop(world: World, ask: Ask) -> None:
    if ask.params.get("drop_pending_updates"):
        world.updates.drop()


def _check_url(url: str) -> None:
    """HTTPS and Telegram's ports; loopback is let through, as a server of one's own does."""
    parts = urlsplit(url)
    if is_loopback(url):
        return
    if parts.scheme != "https":
        raise Violation("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port not in PORTS:
        raise Violation("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")
