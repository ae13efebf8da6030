"""What goes out, what comes in, what was half said."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import (
    at,
    index,
    key_word,
    maybe_at,
    number,
    of,
    row_id,
    text,
    word,
)

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    create_outbox()
    create_drafts()
    create_inbox()


def create_outbox() -> None:
    op.create_table(
        "notice",
        row_id(),
        of("plan", "plan"),
        sa.Column("step", sa.Integer, nullable=False),
        *word("kind"),
        sa.Column("k", sa.Integer, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        *word("audience"),
        *at("at"),
        sa.UniqueConstraint("plan", "step", "kind", "k", "due", "audience"),
    )
    op.create_table(
        "delivery",
        row_id(),
        of("chat", "chat"),
        *maybe_at("slot"),
        sa.Column("late", sa.Boolean, nullable=False),
        *text("key"),
        sa.Column("message", sa.Text),
        sa.Column("thread", sa.String),
        *text("replies_to", "edits"),
        *at("due_at"),
        *maybe_at("not_before", "lease_until"),
        *number("attempts"),
        *word("state"),
        *text("why"),
        *maybe_at("finished_at"),
        sa.UniqueConstraint("chat", "slot"),
        sqlite_autoincrement=True,
    )
    index("ix_delivery_failed", "delivery", "chat", "id", where="state = 'failed'")
    index("ix_delivery_in_chat", "delivery", "chat", "id", where="state = 'waiting'")
    index("ix_delivery_waiting", "delivery", "id", where="state = 'waiting'")
    op.create_table(
        "delivery_notice", of("delivery", "delivery", key=True), of("notice", "notice", key=True)
    )
    index("ix_delivery_notice_notice", "delivery_notice", "notice")
    op.create_table(
        "sent_message",
        row_id(),
        of("chat", "chat"),
        *word("external"),
        sa.Column("about", sa.Text, nullable=False),
        *text("key"),
        *at("sent_at"),
        sa.UniqueConstraint("chat", "external"),
    )
    index("ix_sent_message_key", "sent_message", "chat", "key", where="key != ''")


def create_drafts() -> None:
    op.create_table(
        "draft",
        row_id(),
        *word("kind"),
        of("chat", "chat"),
        of("person", "person"),
        sa.Column("data", sa.Text, nullable=False),
        *at("expires_at"),
        sa.UniqueConstraint("chat", "person", "kind"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invite",
        key_word("code"),
        of("team", "team"),
        *text("role"),
        of("by", "person"),
        *at("expires_at"),
    )


def create_inbox() -> None:
    op.create_table(
        "inbox",
        row_id(),
        *word("channel", "key", "lane"),
        sa.Column("payload", sa.Text),
        *at("received_at"),
        *maybe_at("not_before", "lease_until"),
        *number("attempts"),
        *word("state"),
        *text("why"),
        *maybe_at("finished_at"),
        sa.UniqueConstraint("channel", "key"),
        sqlite_autoincrement=True,
    )
    index("ix_inbox_in_lane", "inbox", "channel", "lane", "id", where="state = 'waiting'")
    index("ix_inbox_waiting", "inbox", "id", where="state = 'waiting'")
