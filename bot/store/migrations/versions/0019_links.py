"""Evidence may be a page on the web: its address, in place of bytes."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import text

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    for column in text("link"):
        op.add_column("file", column)
