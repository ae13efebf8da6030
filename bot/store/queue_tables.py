"""The tables of what goes out, what comes in and what was half said; the rest is in `tables`."""

from __future__ import annotations

from sqlalchemy import Column, Date, Index, Integer, String, Table, Text, UniqueConstraint, and_

from bot.store.columns import (
    at,
    flag,
    json,
    maybe_at,
    number,
    of,
    partial,
    row_id,
    table,
    text,
    word,
)
from bot.store.types import Json

WAITING = "waiting"
"""The state of what still stands in a queue (inbox, outbox)."""
HELD = "held"
"""The state of an update that is for us only if another of its album is."""
ASIDE = "aside"
"""The state of an update that was given up."""
FAILED = "failed"
"""The state of a delivery that was given up."""
KEPT_BACK = "kept back"
"""The state of a delivery that the month's quota leaves no room for: it goes with the next reply
to its chat, or in another month."""
CARRIED = "carried"
"""Why a delivery waits again that was kept back: it goes to another chat of its reader."""
DROPPED = "dropped"
"""The state of a delivery that no longer matters, or whose notices went into another."""


def in_turn(name: str, queue: Table) -> None:
    """What waits, as it is claimed. Who asks for what waits in one chat says nothing of turns: to
    PostgreSQL, which takes a queue for empty, this index would do as well as that of the chats.
    """
    where = and_(queue.c.state == WAITING, queue.c.turn >= 0)
    partial(name, queue.c.turn, queue.c.id, where=where)


# What goes out

notice = table(
    "notice",
    row_id(),
    of("plan", "plan"),
    Column("step", Integer, nullable=False),  # 0: none (NULLs would all be different)
    word("kind"),
    Column("k", Integer, nullable=False),
    Column("due", Date, nullable=False),  # date.min: none
    word("audience"),
    at("at"),
    UniqueConstraint("plan", "step", "kind", "k", "due", "audience"),
)

delivery = table(
    "delivery",
    row_id(),
    of("chat", "chat"),
    maybe_at("slot"),
    flag("late"),
    text("key"),
    Column("message", Json),
    Column("thread", String),  # NULL: the chat's own
    text("replies_to"),
    text("edits"),
    at("due_at"),  # its slot without the tick, or when it was posted
    maybe_at("not_before"),  # after an attempt that failed
    maybe_at("lease_until"),
    number("attempts"),
    word("state"),
    text("why"),
    maybe_at("finished_at"),
    text("cause"),  # the update that it answers
    number("turn"),  # `claims.turn`
    text("reply"),
    flag("lapses", unless_told=False),
    UniqueConstraint("chat", "slot"),
    ids_reused=False,
)
in_turn("ix_delivery_waiting", delivery)
_IN_CHAT = ("chat", "id", "slot", "due_at", "lease_until", "state")
# All that is asked of what waits in a chat: its rows, each with a message, are not read for it.
partial(
    "ix_delivery_in_chat", *map(delivery.c.__getitem__, _IN_CHAT), where=delivery.c.state == WAITING
)
partial(
    "ix_delivery_kept_back",
    delivery.c.chat,
    delivery.c.id,
    where=delivery.c.state == KEPT_BACK,
)
partial("ix_delivery_failed", delivery.c.chat, delivery.c.id, where=delivery.c.state == FAILED)

delivery_notice = table(
    "delivery_notice",
    of("delivery", "delivery", key=True),
    of("notice", "notice", key=True, index=True),
)

kept_reply = table(
    "kept_reply",
    word("cause", key=True),
    word("token"),
    at("at"),
    Index("ix_kept_reply_at", "at"),
)

sent_message = table(
    "sent_message",
    row_id(),
    of("chat", "chat"),
    word("external"),
    json("about"),
    text("key"),
    at("sent_at"),
    UniqueConstraint("chat", "external"),
)
partial(
    "ix_sent_message_key", sent_message.c.chat, sent_message.c.key, where=sent_message.c.key != ""
)

# What was half said

draft = table(
    "draft",
    row_id(),
    word("kind"),
    of("chat", "chat"),
    of("person", "person"),
    json("data"),
    at("expires_at"),
    UniqueConstraint("chat", "person", "kind"),
    Index("ix_draft_expires_at", "expires_at"),
    ids_reused=False,
)

invite = table(
    "invite",
    word("code", key=True),
    of("team", "team"),
    text("role"),
    of("by", "person"),
    at("expires_at"),
    Index("ix_invite_expires_at", "expires_at"),
)

# What came in

inbox = table(
    "inbox",
    row_id(),
    word("channel"),
    word("key"),
    word("lane"),
    Column("payload", Text),
    at("received_at"),
    maybe_at("not_before"),
    maybe_at("lease_until"),
    number("attempts"),
    word("state"),
    text("why"),
    maybe_at("finished_at"),
    text("album"),
    number("turn"),  # `claims.turn`
    UniqueConstraint("channel", "key"),
    ids_reused=False,
)
in_turn("ix_inbox_waiting", inbox)
partial("ix_inbox_album", inbox.c.album, where=inbox.c.album != "")
partial(
    "ix_inbox_in_lane", inbox.c.channel, inbox.c.lane, inbox.c.id, where=inbox.c.state == WAITING
)
partial("ix_inbox_held", inbox.c.channel, inbox.c.lane, inbox.c.id, where=inbox.c.state == HELD)
partial("ix_inbox_aside", inbox.c.finished_at, where=inbox.c.state == ASIDE)
partial("ix_inbox_finished", inbox.c.finished_at, where=inbox.c.finished_at.is_not(None))
