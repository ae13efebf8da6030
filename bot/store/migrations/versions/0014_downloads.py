"""A kept file may reach its person by a link, of which the hash is remembered for an hour."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import at, index, key_word, of

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.create_table(
        "download", key_word("hash"), of("file", "file"), of("person", "person"), *at("expires_at")
    )
    for column in ("file", "person", "expires_at"):
        index(f"ix_download_{column}", "download", column)
