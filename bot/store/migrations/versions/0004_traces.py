"""What an answer was caused by, albums that are for us, people who asked to be forgotten, and the
processes that share the database."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import at, index, key_word, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    add("inbox", "album")
    index("ix_inbox_album", "inbox", "album", where="album != ''")
    add("delivery", "cause")
    add("file", "cause")
    add("person", "erased_as")
    op.create_table("process", key_word("name"), *at("seen_at"))


def add(table: str, name: str) -> None:
    """Not as a batch: a table that is rebuilt would need all that refers to it."""
    for column in text(name):
        op.add_column(table, column)
