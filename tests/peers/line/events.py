"""Events as the webhook tells of them, and the queue in which they wait.

https://developers.line.biz/en/reference/messaging-api/#webhook-event-objects
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tests.peers.line.errors import Json
from tests.peers.line.model import Message, User
from tests.peers.line.shapes import units

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
EVERYBODY = "all"
OURS = {"type": "line"}
DURATION = 60_000
"""Milliseconds that every video and audio of the fake lasts."""


@dataclass(frozen=True)
class Source:
    chat_id: str
    is_group: bool
    user_id: str | None

    def body(self) -> Json:
        user = {"userId": self.user_id} if self.user_id else {}
        if self.is_group and self.chat_id.startswith("R"):
            return {"type": "room", "roomId": self.chat_id, **user}
        if self.is_group:
            return {"type": "group", "groupId": self.chat_id, **user}
        return {"type": "user", "userId": self.chat_id}


class EventQueue:
    """Oldest first. What a webhook has refused goes to the end, as LINE sends it again later."""

    def __init__(self) -> None:
        self.waiting: list[Json] = []
        self.under_way: list[Json] = []

    def push(self, event: Json) -> None:
        self.waiting.append(event)

    def take(self, count: int) -> list[Json]:
        """The oldest ones, which are then under way."""
        return self._start(self.waiting[:count])

    def overtake(self) -> list[Json]:
        """The newest one, before all others; none if it is alone."""
        return self._start(self.waiting[-1:] if len(self.waiting) > 1 else [])

    def done(self, events: list[Json]) -> None:
        self.under_way = [e for e in self.under_way if e not in events]

    def again(self, events: list[Json]) -> None:
        """The same events with the same tokens, marked as redelivered."""
        self.done(events)
        self.waiting += [event | {"deliveryContext": {"isRedelivery": True}} for event in events]

    def _start(self, events: list[Json]) -> list[Json]:
        self.waiting = [e for e in self.waiting if e not in events]
        self.under_way += events
        return events


def ulid(milliseconds: int, chance: int) -> str:
    """26 letters: 48 bits of time and 80 of chance."""
    number = milliseconds << 80 | chance
    return "".join(CROCKFORD[number >> shift & 31] for shift in range(125, -1, -5))


def told(message: Message) -> Json:
    """A person's message as the event holds it."""
    body = {"id": message.id, **message.content}
    if message.quote_token:
        body["quoteToken"] = message.quote_token
    if message.quoted is not None:
        body["quotedMessageId"] = message.quoted.id
    return body


def mention(text: str, whom: Mapping[str, User | str], bot: User) -> Json:
    """Where the words stand that mention somebody; positions are UTF-16 units."""
    found = [
        {"index": units(text[: text.index(word)]), "length": units(word), **_mentioned(who, bot)}
        for word, who in whom.items()
    ]
    return {"mention": {"mentionees": sorted(found, key=lambda one: int(one["index"]))}}


def _mentioned(who: User | str, bot: User) -> Json:
    if isinstance(who, str):
        return {"type": EVERYBODY}
    return {"type": "user", "userId": who.id, "isSelf": who is bot}
