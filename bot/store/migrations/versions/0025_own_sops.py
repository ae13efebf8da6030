"""SOPs of a group's own, version by version, and those that were sent and are still to be read."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import at, index, maybe_at, number, of, row_id, text, word

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    op.create_table(
        "sop_version",
        row_id(),
        of("group_chat", "chat"),
        *word("sop"),
        *number("number"),
        *word("stage"),
        *word("source"),
        sa.Column("remarks", sa.Text, nullable=False),
        of("by", "person", null=True),
        *at("at"),
        *text("name"),
        sqlite_autoincrement=True,
    )
    index("ix_sop_version_group_chat", "sop_version", "group_chat", "sop")
    index(
        "uq_sop_version_number",
        "sop_version",
        "group_chat",
        "sop",
        "number",
        where="number > 0",
        unique=True,
    )
    op.create_table(
        "sop_file",
        row_id(),
        of("group_chat", "chat"),
        *text("name"),
        *number("size"),
        *text("source", "channel"),
        of("chat", "chat"),
        *text("message", "thread"),
        of("sent_by", "person"),
        *at("sent_at"),
        *text("cause"),
        *number("attempts"),
        *maybe_at("not_before", "lease_until"),
        sqlite_autoincrement=True,
    )
    index("ix_sop_version_reviewed", "sop_version", "at", where="stage = 'reviewed'")
    index("ix_sop_file_sent_at", "sop_file", "sent_at", where="attempts >= 0")
    index("ix_sop_file_lease_until", "sop_file", "lease_until")
