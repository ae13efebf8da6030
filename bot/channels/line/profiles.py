"""What people and groups are called, which no event tells; asked for once a day.

https://developers.line.biz/en/reference/messaging-api/#get-profile: of a friend; of a member of a
group also without that.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.channels.line.api import LineApi
from bot.channels.line.errors import LineError
from bot.domain.incoming import Happened, Incoming, Mention, Place, Sender
from bot.domain.people import ChatKind

KEPT = timedelta(days=1)
NOT_AGAIN = timedelta(minutes=3)
"""So long what LINE did not tell is not asked for again: each time somebody waits for it."""
SILENT = timedelta(minutes=1)
"""So long nothing at all is asked of a LINE that did not answer in time."""
MOST = 10_000
PATIENCE = 3.0
"""Seconds: somebody waits for an answer that only would be nicer with a name."""
_PARTING = frozenset({Happened.BOT_REMOVED, Happened.LEFT, Happened.BLOCKED, Happened.UNSENT})
"""Of which there is nothing to ask any more, or nothing to be called."""

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


def inside(address: str) -> str:
    """The path of a group, or of a chat of several people without a name (`room`)."""
    return f"/v2/bot/{'room' if address.startswith('R') else 'group'}/{address}"


def is_person(address: str) -> bool:
    """Whether a private chat has it."""
    return address.startswith("U")


class Profiles:
    """By each process for itself."""

    def __init__(self, api: LineApi, now: Callable[[], datetime]) -> None:
        self._api = api
        self._now = now
        self._known: dict[str, tuple[datetime, str]] = {}
        self._silent_at: datetime | None = None

    async def introduce(self, incoming: Incoming) -> Incoming:
        if incoming.happened in _PARTING:
            return incoming
        place = incoming.place
        title, sender, subject, mentions = await asyncio.gather(
            self._title(place),
            self._named(place, incoming.sender),
            self._named(place, incoming.subject),
            asyncio.gather(*(self._called(place, one) for one in incoming.mentions)),
        )
        return replace(
            incoming,
            place=replace(place, title=title),
            sender=sender,
            subject=subject,
            mentions=tuple(mentions),
        )

    async def _title(self, place: Place) -> str:
        if place.kind is ChatKind.PRIVATE or place.address.startswith("R"):
            return ""
        return await self._told(f"{inside(place.address)}/summary", "groupName")

    async def _named(self, place: Place, sender: Sender | None) -> Sender | None:
        return sender and replace(sender, name=await self._name(place, sender.account))

    async def _called(self, place: Place, mention: Mention) -> Mention:
        if not mention.account:
            return mention
        return replace(mention, name=await self._name(place, mention.account))

    async def _name(self, place: Place, account: str) -> str:
        path = f"/v2/bot/profile/{account}"
        if place.kind is ChatKind.GROUP:
            path = f"{inside(place.address)}/member/{account}"
        return await self._told(path, "displayName")

    async def _told(self, path: str, what: str) -> str:
        now = self._now()
        at, known = self._known.get(path, (now - KEPT, ""))
        if at <= now < at + KEPT or self._is_silent(now):
            return known
        try:
            async with asyncio.timeout(PATIENCE):
                told = str((await self._api.get(path)).get(what) or "")
        except (LineError, TimeoutError) as error:
            log.info("line.not_told", what=what, error=str(error))
            if isinstance(error, TimeoutError):
                self._silent_at = now
            self._remember(path, now - KEPT + NOT_AGAIN, known)
            return known
        self._remember(path, now, told)
        return told

    def _is_silent(self, now: datetime) -> bool:
        return self._silent_at is not None and self._silent_at <= now < self._silent_at + SILENT

    def _remember(self, path: str, now: datetime, told: str) -> None:
        self._known.pop(path, None)
        self._known[path] = now, told
        if len(self._known) > MOST:
            del self._known[next(iter(self._known))]
