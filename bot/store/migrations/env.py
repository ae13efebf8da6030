"""Run by Alembic for `bot.store.migrate`, within the transaction that was begun there."""

from __future__ import annotations

from alembic import context

from bot.store import queue_tables, tables

assert queue_tables.delivery.metadata is tables.metadata, "all tables are loaded"

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.metadata,
    render_as_batch=True,  # SQLite alters a table by building it anew
)
context.run_migrations()
