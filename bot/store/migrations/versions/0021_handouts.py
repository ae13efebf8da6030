"""Links to what is made for whoever presses them, on a platform that sends no files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from bot.store.migrations.columns import at, index, key_word, of

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "handout",
        key_word("hash"),
        of("plan", "plan"),
        of("person", "person"),
        sa.Column("wanted", sa.Text, nullable=False),
        *at("expires_at"),
    )
    index("ix_handout_plan", "handout", "plan")
    index("ix_handout_person", "handout", "person")
    index("ix_handout_expires_at", "handout", "expires_at")
