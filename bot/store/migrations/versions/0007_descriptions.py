"""What the sender of a file said it is."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    for column in text("description"):
        op.add_column("file", column)
