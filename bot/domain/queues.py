"""What lies in the queues between people, platforms and the core. All instants are aware UTC."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from bot.domain.message import Message
from bot.domain.notices import Notice
from bot.domain.people import Chat

INVITE_LASTS = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Envelope:
    """An update as it came, committed before it is acknowledged. `lane` keeps a chat's order."""

    channel: str
    key: str
    lane: str
    payload: str


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One thing to send. `edits` replaces that message; `replies_to` answers under it."""

    address: str
    message: Message
    thread: str = ""
    replies_to: str = ""
    edits: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """Something half said: a form being filled, a question waiting for its answer."""

    id: int
    kind: str
    chat: int
    person: int
    data: Mapping[str, Any]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Invite:
    """What opening a private chat with `code` brings: a role, a party, or only membership."""

    code: str
    team: int
    role: str
    by: int
    expires_at: datetime

    @property
    def made_at(self) -> datetime:
        return self.expires_at - INVITE_LASTS


@dataclass(frozen=True, slots=True)
class Delivery:
    """A claimed row of the outbox. Either `notices`, rendered at sending, or a ready `message`."""

    id: int
    chat: Chat
    slot: datetime | None
    late: bool
    notices: tuple[Notice, ...]
    message: Message | None
    thread: str
    replies_to: str
    edits: str
    attempts: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A delivery that will not arrive, for the secretary and the operator to see."""

    chat: Chat
    reason: str
    at: datetime
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Snooze:
    """No notices about this step to this chat before `until` (a local day)."""

    plan: int
    step: int
    chat: int
    until: date
