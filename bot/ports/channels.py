"""What the core asks of a platform, and of the time. All instants are aware UTC."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from bot.domain.abilities import EVERYTHING, Abilities
from bot.domain.incoming import Incoming
from bot.domain.queues import Envelope, Outgoing


class Clock(Protocol):
    def now(self) -> datetime: ...


@dataclass(frozen=True, slots=True)
class Answers:
    """What a platform said when it was asked, before a unit of work, of the sender and of the bot.

    What it could not tell is not known: nobody gets a right by an outage.
    """

    administered: frozenset[str] = frozenset()
    """Addresses of the groups that the sender administers."""
    bot_is_administrator: bool | None = None
    inside: Mapping[str, bool] = field(default_factory=dict)
    """By addresses of groups, whether the sender is in them."""


Accept = Callable[[Sequence[Envelope]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Allowance:
    """What may be sent in this month at a cost, and what was; `limit` None: there is none."""

    limit: int | None = None
    used: int = 0


OUTLOOK_LASTS = timedelta(hours=3)
"""Looked at every hour: what is older says nothing of the month that may have begun meanwhile."""


@dataclass(frozen=True, slots=True)
class Outlook:
    """What of a month was used at `at` (aware UTC), and what will be by its end; in messages times
    who gets them. `limit` None: there is none.
    """

    limit: int | None
    used: int
    expected: int
    at: datetime

    def holds(self, now: datetime) -> bool:
        return self.at <= now < self.at + OUTLOOK_LASTS


class Platform(Protocol):
    """What is to be known of a channel to understand and to answer.

    `title`: as people know it. `username`: `/done@username` is meant for this bot; empty: nobody
    is named so.
    """

    title: str

    @property
    def can(self) -> Abilities: ...
    @property
    def username(self) -> str: ...


NOWHERE: Mapping[str, Platform] = MappingProxyType({})
"""No channel at all, by its name."""


def abilities(channels: Mapping[str, Platform], name: str) -> Abilities:
    """Of the platform of that name; one that is not configured now could do everything."""
    there = channels.get(name)
    return EVERYTHING if there is None else there.can


class Channel(Platform, Protocol):
    """A platform. Raises DeliveryError, and nothing else, for what the platform refuses."""

    name: str
    keeps: timedelta | None
    """How long the platform keeps updates for who is away; None: as long as need be."""

    async def start(self) -> None: ...
    async def stop(self) -> None: ...
    async def listen(self, accept: Accept) -> None:
        """Hand over updates until cancelled; acknowledge them only after `accept` returned."""

    def understand(self, payload: str) -> Incoming | None: ...
    async def introduce(self, incoming: Incoming) -> Incoming:
        """With the names of people that the update does not bring, if the platform tells them."""

    async def send(self, outgoing: Outgoing) -> Sequence[str]:
        """The platform's ids of the messages this became, in order; the buttons are on the last.

        Raises FileUnread, too, and ReplyRefused.
        """

    async def show_typing(self, address: str, thread: str) -> None:
        """For some seconds, at best: asked only where it can be shown (`Abilities.typing`)."""

    async def allowance(self) -> Allowance:
        """Asked only of a platform that counts (`Abilities.counted`)."""

    async def answer_press(self, press: str, popup: str) -> None: ...
    async def administers(self, address: str, account: str) -> bool: ...
    async def is_member(self, address: str, account: str) -> bool:
        """Whether that person is in that group."""

    async def is_administrator(self, address: str) -> bool:
        """Whether the bot itself is an administrator there."""

    async def is_inside(self, address: str) -> bool:
        """Whether the bot is in that group."""

    def fetch(self, source: str) -> AsyncIterator[bytes]: ...
