"""Pictures that were made stand for a while at an address, for platforms that fetch them."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import at, index, key_word, octets, of, word

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.create_table(
        "picture",
        key_word("token"),
        of("plan", "plan"),
        *word("digest"),
        *octets("data"),
        *at("expires_at"),
    )
    index("uq_picture_plan_digest", "picture", "plan", "digest", unique=True)
    index("ix_picture_expires_at", "picture", "expires_at")
