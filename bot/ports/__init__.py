"""What the core asks of the outside: clock, channels, store, files. All instants are aware UTC."""

from __future__ import annotations

from bot.domain.queues import (
    ALBUM_HELD,
    ALBUM_PAUSE,
    EVIDENCE_LACKS,
    FAREWELL,
    FILES_WAIT,
    INVITE_LASTS,
    LEFT_TEAM,
    LONGEST_HOLD,
    LONGEST_PAUSE,
    NO_SECRETARY,
    YEAR_OVER,
    Aside,
    Behind,
    Delivery,
    Depth,
    Draft,
    Envelope,
    Invite,
    Outgoing,
    Posted,
    Snooze,
    Undelivered,
)
from bot.ports.channels import Accept, Answers, Channel, Clock
from bot.ports.files import Files, FileStore, Holdings
from bot.ports.meter import Attempt, Meter
from bot.ports.people import Chats, People, Privacy, Teams
from bot.ports.plans import Agenda, Plans, Taken
from bot.ports.queues import Drafts, Inbox, Outbox, Sent
from bot.ports.store import Group, Processes, Store, UnitOfWork

__all__ = (
    "ALBUM_HELD",
    "ALBUM_PAUSE",
    "EVIDENCE_LACKS",
    "FAREWELL",
    "FILES_WAIT",
    "INVITE_LASTS",
    "LEFT_TEAM",
    "LONGEST_HOLD",
    "LONGEST_PAUSE",
    "NO_SECRETARY",
    "YEAR_OVER",
    "Accept",
    "Agenda",
    "Answers",
    "Aside",
    "Attempt",
    "Behind",
    "Channel",
    "Chats",
    "Clock",
    "Delivery",
    "Depth",
    "Draft",
    "Drafts",
    "Envelope",
    "FileStore",
    "Files",
    "Group",
    "Holdings",
    "Inbox",
    "Invite",
    "Meter",
    "Outbox",
    "Outgoing",
    "People",
    "Plans",
    "Posted",
    "Privacy",
    "Processes",
    "Sent",
    "Snooze",
    "Store",
    "Taken",
    "Teams",
    "Undelivered",
    "UnitOfWork",
)
