"""Rows from one database into another with the same tables: PostgreSQL to SQLite and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, DateTime, MetaData, Table, event, func, insert, select, text

from bot.store.queue_tables import delivery
from bot.store.tables import metadata, process
from bot.store.types import UtcDateTime

VERSION_TABLE = "alembic_version"
"""Alembic's own: the migrations write it, on either side."""
OF_HERE = frozenset({VERSION_TABLE, process.name})
"""What belongs to one database, not to the office whose data are in it."""
assert delivery.metadata is metadata, "all tables are loaded"
OF_THE_OFFICE = frozenset(metadata.tables) - OF_HERE

BATCH = 500
"""Rows held in memory at a time."""

_SERIAL = "pg_get_serial_sequence(:table, 'id')"
_LAST_SERIAL = text(f"SELECT pg_sequence_last_value({_SERIAL}::regclass)")
_SET_SERIAL = text(f"SELECT setval({_SERIAL}, :last)")
_COUNTED = text(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
)
_LAST_ID = text("SELECT max(seq) FROM sqlite_sequence WHERE name = :table")
_FORGET_LAST_ID = text("DELETE FROM sqlite_sequence WHERE name = :table")
_SET_LAST_ID = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)")


def to_sqlite(source: Connection, target: Connection) -> None:
    """From PostgreSQL into empty tables. Ids go on where they stopped, also after a deleted row."""
    for table in tables_in(target):
        _copy(table, source, target)
    for name in target.scalars(_COUNTED).all():
        highest = target.scalar(_LAST_ID, {"table": name}) or 0
        given = source.scalar(_LAST_SERIAL, {"table": name}) or 0
        target.execute(_FORGET_LAST_ID, {"table": name})
        target.execute(_SET_LAST_ID, {"table": name, "last": max(highest, given)})


def to_postgresql(source: Connection, target: Connection) -> None:
    """The same from SQLite, into our tables only, whatever others either side has."""
    for table in tables_in(source):
        if table.name not in OF_THE_OFFICE:
            continue
        _copy(table, source, target)
        if "id" in table.c:
            highest = target.scalar(select(func.max(table.c.id))) or 0
            given = source.scalar(_LAST_ID, {"table": table.name}) or 0
            if last := max(highest, given):
                target.execute(_SET_SERIAL, {"table": table.name, "last": last})


def tables_in(sqlite: Connection) -> Iterator[Table]:
    """The tables of a SQLite database as they are, parents first, whatever their revision.

    JSON stays the text it is; dates and instants become values, since each database has its own
    way to write them.
    """
    found = MetaData()
    event.listen(found, "column_reflect", _same_on_both)
    found.reflect(sqlite)
    return (table for table in found.sorted_tables if table.name not in OF_HERE)


def _same_on_both(_inspector: object, _table: object, column: dict[str, Any]) -> None:
    kind = column["type"].as_generic()
    column["type"] = UtcDateTime() if isinstance(kind, DateTime) else kind


def _copy(table: Table, source: Connection, target: Connection) -> None:
    rows = source.execute(select(table), execution_options={"yield_per": BATCH}).mappings()
    for batch in rows.partitions():
        target.execute(insert(table), [dict(row) for row in batch])
