"""Column types that mean the same on SQLite and PostgreSQL, and the upsert both understand."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    DateTime,
    Dialect,
    String,
    Table,
    Text,
    TypeDecorator,
    literal_column,
)

# PostgreSQL's construct compiles on SQLite as well (same names, same fields), so that a statement
# is written once; tests/store run every one of them on both.
from sqlalchemy.dialects.postgresql import Insert
from sqlalchemy.dialects.postgresql import insert as insert


def upsert(table: Table, key: list[str], *columns: str) -> Insert:
    """Insert; where a row with this key is, write these columns of it."""
    new = insert(table)
    written = {name: new.excluded[name] for name in columns}
    return new.on_conflict_do_update(index_elements=key, set_=written)


def verbatim(word: str) -> ColumnElement[str]:
    """A word of ours written out in the statement, not sent beside it.

    A partial index serves only statements that say its condition as the index does; and SQLite
    prepares anew, for each new value, what compares its column with one that is sent beside it.
    """
    return literal_column(f"'{word}'", String)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant, kept and given back as UTC (SQLite would drop the offset in silence)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime: the store takes aware instants only")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


class Encoded(str):
    """JSON text, as `codec.encoded` makes it."""

    __slots__ = ()


_WRITER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Json(TypeDecorator[Any]):
    """JSON as text, Thai left readable; None is NULL."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> str | None:
        if value is None or isinstance(value, Encoded):
            return value
        return _WRITER.encode(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> Any:
        return None if value is None else json.loads(value)
