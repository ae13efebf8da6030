"""SQL is put together once by a process of the tests, not once by each of their stores.

What an engine or a store has put together it keeps; tests have thousands, all of the same kind.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from bot.store import engine, prepared

KEPT: dict[Any, Any] = {}
PREPARED: dict[Any, prepared.Prepared] = {}


def _prepared_once(
    statement: Any, given: Any, dialect: Any, make: Any = prepared.Prepared
) -> prepared.Prepared:
    key = statement, prepared._shape(given), type(dialect)
    if key not in PREPARED:
        PREPARED[key] = make(statement, given, dialect)
    return PREPARED[key]


def _is_alike(one: object, other: object) -> bool:
    return type(one) is type(other)


def _hash(one: object) -> int:
    return hash(type(one))


def pytest_configure() -> None:
    keeping = partial(create_engine, execution_options={"compiled_cache": KEPT})
    engine.create_engine = keeping  # type: ignore[attr-defined]
    prepared.Prepared = _prepared_once  # type: ignore[assignment, misc]
    SQLiteDialect_pysqlite.__eq__ = _is_alike  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.__hash__ = _hash  # type: ignore[method-assign, assignment]
