"""A connection in a transaction, as the repositories use it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from sqlalchemy import Connection

from bot.store.prepared import Statements
from bot.store.read_cache import Cache


def session(connection: Connection, cache: Cache, statements: Statements) -> Connection:
    """The cache hears of what is written; to SQLite statements go prepared."""
    if connection.dialect.name == "sqlite":
        return cast(Connection, _ToSqlite(connection, cache, statements))
    return cast(Connection, _Session(connection, cache))


class _Session:
    def __init__(self, connection: Connection, cache: Cache) -> None:
        self._connection = connection
        self._cache = cache
        self.dialect = connection.dialect
        self.connection = connection.connection
        self.exec_driver_sql = connection.exec_driver_sql
        """Writes no rows, in the repositories."""

    def execute(self, statement: Any, given: Any = None) -> Any:
        self._tell_cache(statement)
        return self._connection.execute(statement, given)

    def scalars(self, statement: Any, given: Any = None) -> Any:
        self._tell_cache(statement)
        return self._connection.scalars(statement, given)

    def scalar(self, statement: Any, given: Any = None) -> Any:
        return self.scalars(statement, given).first()

    def _tell_cache(self, statement: Any) -> None:
        if statement.is_dml:
            self._cache.written(statement.table.name)


class _ToSqlite(_Session):
    def __init__(self, connection: Connection, cache: Cache, statements: Statements) -> None:
        super().__init__(connection, cache)
        self._statements = statements
        self._raw: Any = self.connection.driver_connection

    def execute(self, statement: Any, given: Any = None) -> Any:
        prepared = self._statements.prepared(statement, given, self.dialect)
        if prepared is None:
            return super().execute(statement, given)
        return self._noted(prepared.execute, statement, given)

    def scalars(self, statement: Any, given: Any = None) -> Any:
        prepared = self._statements.prepared(statement, given, self.dialect)
        if prepared is None:
            return super().scalars(statement, given)
        return self._noted(prepared.scalars, statement, given)

    def _noted(self, run: Callable[[Any, Any], Any], statement: Any, given: Any) -> Any:
        """Most of what looks for something to do finds no row to change. SQLite tells how many it
        has changed once all that is returned is read.
        """
        if not statement.is_dml:
            return run(self._raw, given or {})
        before = self._raw.total_changes
        try:
            return run(self._raw, given or {})
        finally:
            if self._raw.total_changes != before:
                self._tell_cache(statement)
