"""SQL is put together once by a process of the tests, not once by each of their engines.

What an engine has put together it keeps; tests have thousands of engines, all of the same kind.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import create_engine
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from bot.store import engine

KEPT: dict[Any, Any] = {}


def _is_alike(one: object, other: object) -> bool:
    return type(one) is type(other)


def _hash(one: object) -> int:
    return hash(type(one))


def pytest_configure() -> None:
    keeping = partial(create_engine, execution_options={"compiled_cache": KEPT})
    engine.create_engine = keeping  # type: ignore[attr-defined]
    SQLiteDialect_pysqlite.__eq__ = _is_alike  # type: ignore[method-assign]
    SQLiteDialect_pysqlite.__hash__ = _hash  # type: ignore[method-assign, assignment]
