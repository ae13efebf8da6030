"""Hears of every statement that the store executes, by SQLAlchemy or prepared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event

from bot.store import prepared

Hear = Callable[[Any, str, Any], None]
"""The driver's connection, the statement and its values."""


@contextmanager
def hearing(hear: Hear) -> Iterator[None]:
    """Before each is executed."""

    def execute(_: Any, cursor: Any, statement: str, values: Any, __: Any, are_many: bool) -> None:
        hear(cursor.connection, statement, values[0] if are_many else values)

    def run(raw: Any, sql: str, values: Sequence[Any]) -> Any:
        hear(raw, sql, values)
        return usual(raw, sql, values)

    usual, prepared.run = prepared.run, run
    event.listen(Engine, "before_cursor_execute", execute)
    try:
        yield
    finally:
        event.remove(Engine, "before_cursor_execute", execute)
        prepared.run = usual
