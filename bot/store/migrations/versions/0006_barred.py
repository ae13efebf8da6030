"""Since when a group takes no messages of the bot, though it is in it."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import maybe_at

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    for column in maybe_at("barred_since"):
        op.add_column("chat", column)
