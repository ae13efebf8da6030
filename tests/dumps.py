"""Everything that stands in a database, as text."""

from __future__ import annotations

from sqlalchemy import Engine, Table, select

from bot.store import queue_tables, tables

TABLES = (tables, queue_tables)
"""The modules that put tables into the metadata."""


def all_tables() -> list[Table]:
    return tables.metadata.sorted_tables


def dump(engine: Engine) -> str:
    """Every row of every table, a line each."""
    with engine.connect() as connection:
        return "\n".join(
            f"{table.name}: {row._asdict()}"
            for table in all_tables()
            for row in connection.execute(select(table).order_by(*table.primary_key))
        )
