"""Events to envelopes; the sieve drops other people's talk unseen."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

import structlog

from bot.channels.line.events import album_of, mentions_us
from bot.channels.line.limits import Json
from bot.channels.line.translate import IN_SET, NAME, OF_BOT, translate
from bot.domain.errors import SopbotError
from bot.domain.incoming import Happened, Incoming
from bot.domain.people import ChatKind
from bot.ports import Envelope

Understands = Callable[[str], bool]

_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
SETS = 1000
"""Pictures; a set is forgotten by the store after ten minutes."""
_MEMBERS = {"memberJoined": "joined", "memberLeft": "left"}

log: structlog.stdlib.BoundLogger = structlog.stdlib.get_logger(__name__)


class Memory(Protocol):
    """What tells whether something in a group is for us that does not say so itself."""

    async def was_sent(self, group: str, message: str) -> bool:
        """Whether this message is one of ours."""

    async def is_committee(self, group: str) -> bool:
        """Whether anybody there could attach a file."""

    async def awaits_file(self, incoming: Incoming) -> bool:
        """Whether we asked for this file, or for what to do with the rest of its album."""

    async def takes_back(self, group: str, account: str, text: str) -> bool:
        """Whether it takes back what we asked this person there."""


class Sieve:
    """What is for us becomes an envelope; a file in a group, which cannot say whether it is, is
    held for a while: who wants it taken quotes it. The rest is neither stored nor logged.
    """

    def __init__(self, understands: Understands, memory: Memory) -> None:
        self._understands = understands
        self._memory = memory
        self._sets: dict[str, str] = {}
        """The set of each picture that came in one of late: who quotes one means all."""

    async def envelopes(self, events: Sequence[Json]) -> list[Envelope]:
        return [envelope for event in events for envelope in await self._read(event)]

    async def _read(self, event: Json) -> list[Envelope]:
        """One strange event must not stop those behind it; the store being away stops them all."""
        try:
            found = [await self._envelope(part) for part in split(event)]
        except SopbotError:
            raise
        except Exception as error:
            log.error("line.unreadable", error=type(error).__name__)
            return []
        return [envelope for envelope in found if envelope is not None]

    async def _envelope(self, event: Json) -> Envelope | None:
        incoming = translate(event)
        if incoming is None:
            return None
        replied = incoming.replied
        if replied is not None and incoming.place.kind is ChatKind.GROUP:
            event[OF_BOT] = await self._memory.was_sent(incoming.place.address, replied.message)
            event[IN_SET] = self._sets.get(replied.message, "")
            incoming = translate(event) or incoming
        ours = await self._is_for_us(event, incoming)
        if not ours and not await self._is_held(incoming):
            return None
        album = album_of(event["message"]) if incoming.files else ""
        if album:
            self._remember(incoming.message, album)
        if not ours:  # by this name it is found again, if it came alone
            album = album or incoming.message
        address, text = incoming.place.address, _dumped(event)
        return Envelope(NAME, incoming.key, address, text, album, not ours, incoming)

    async def _is_for_us(self, event: Json, incoming: Incoming) -> bool:
        if incoming.happened is not Happened.SAID or incoming.place.kind is ChatKind.PRIVATE:
            return True
        if incoming.files:
            return await self._memory.awaits_file(incoming)
        quotes_us = incoming.replied is not None and incoming.replied.by_bot
        if quotes_us or self._understands(incoming.text) or mentions_us(event["message"]):
            return True
        address, account = incoming.place.address, incoming.account
        return await self._memory.takes_back(address, account, incoming.text)

    async def _is_held(self, incoming: Incoming) -> bool:
        return bool(incoming.files) and await self._memory.is_committee(incoming.place.address)

    def _remember(self, message: str, album: str) -> None:
        self._sets[message] = album
        for older in list(self._sets)[:-SETS]:
            del self._sets[older]


def split(event: Json) -> Iterable[Json]:
    """One event for each person who came or went: the core hears of people one by one."""
    where = _MEMBERS.get(event.get("type", ""), "")
    members = (event.get(where) or {}).get("members") or []
    if len(members) < 2:
        return [event]
    return [_of_one(event, where, number, one) for number, one in enumerate(members)]


def _of_one(event: Json, where: str, number: int, member: Json) -> Json:
    """The reply token, which serves once, goes to the first."""
    key = f"{event['webhookEventId']}.{number}" if number else event["webhookEventId"]
    alone = event | {"webhookEventId": key, where: {"members": [member]}}
    if number:
        alone.pop("replyToken", None)
    return alone


def _dumped(event: Json) -> str:
    """A lone surrogate, which no database takes, must not stop all others for ever."""
    return _json(event).encode("utf-8", "replace").decode("utf-8")
