"""What an answer was caused by, albums that are for us, and people who asked to be forgotten."""

from __future__ import annotations

from alembic import op

from bot.store.migrations.columns import index, text

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    add("inbox", "album")
    index("ix_inbox_album", "inbox", "channel", "lane", "album", where="album != ''")
    add("delivery", "cause")
    add("file", "cause")
    add("person", "erased_as")


def add(table: str, name: str) -> None:
    """Not as a batch: a table that is rebuilt would need all that refers to it."""
    for column in text(name):
        op.add_column(table, column)
