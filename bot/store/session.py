"""A connection in a transaction, as the repositories use it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any, cast

from sqlalchemy import Connection

from bot.store.prepared import Statements
from bot.store.read_cache import Cache, NoCache


def session(connection: Connection, cache: Cache, statements: Statements) -> Connection:
    """The cache hears of what is written; to SQLite statements go prepared."""
    if isinstance(cache, NoCache):
        return connection
    return cast(Connection, _Session(connection, cache, statements))


_READING = nullcontext()


class _Session:
    def __init__(self, connection: Connection, cache: Cache, statements: Statements) -> None:
        self._connection = connection
        self._cache = cache
        self._statements = statements
        self._raw: Any = connection.connection.driver_connection
        self.dialect = connection.dialect
        self.connection = connection.connection
        self.exec_driver_sql = connection.exec_driver_sql
        """Writes no rows, in the repositories."""

    def execute(self, statement: Any, given: Any = None) -> Any:
        prepared = self._statements.prepared(statement, given, self.dialect)
        if prepared is None:
            self._write(statement)
            return self._connection.execute(statement, given)
        with self._noted(statement):
            return prepared.execute(self._raw, given or {})

    def scalars(self, statement: Any, given: Any = None) -> Any:
        prepared = self._statements.prepared(statement, given, self.dialect)
        if prepared is None:
            self._write(statement)
            return self._connection.scalars(statement, given)
        with self._noted(statement):
            return prepared.scalars(self._raw, given or {})

    def scalar(self, statement: Any, given: Any = None) -> Any:
        return self.scalars(statement, given).first()

    def _write(self, statement: Any) -> None:
        if statement.is_dml:
            self._cache.written(statement.table.name)

    def _noted(self, statement: Any) -> AbstractContextManager[None]:
        return self._changing(statement) if statement.is_dml else _READING

    @contextmanager
    def _changing(self, statement: Any) -> Iterator[None]:
        """Most of what looks for something to do finds no row to change. SQLite tells how many it
        has changed once all that is returned is read.
        """
        before = self._raw.total_changes
        try:
            yield
        finally:
            if self._raw.total_changes != before:
                self._write(statement)
