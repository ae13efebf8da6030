"""A member's deputy on certain days."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import at, index, maybe_at, of, row_id

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "deputy",
        row_id(),
        of("team", "team"),
        of("person", "person"),
        of("deputy", "person"),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=False),
        sa.Column("delegated", sa.Boolean, nullable=False),
        of("by", "person"),
        *at("given_at"),
        *maybe_at("ended_at"),
        sqlite_autoincrement=True,
    )
    index("ix_deputy_team", "deputy", "team")
