"""Which groups the operator lets the bot serve, and by which address a group was known before."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import flag, text

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    for column in (*flag("served"), *text("former")):
        op.add_column("chat", column)
