"""The rooms of the web chat, and what the bot has yet to hear of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import at, index, row_id, text, word

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "room_post",
        row_id(),
        *word("room"),
        *at("at"),
        *text("key"),
        sa.Column("content", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
    index("ix_room_post_room", "room_post", "room", "id")
    index("uq_room_post_key", "room_post", "key", where="key != ''", unique=True)
    op.create_table(
        "room_update",
        row_id(),
        sa.Column("payload", sa.Text, nullable=False),
        sqlite_autoincrement=True,
    )
