"""A connection in a transaction, as the repositories use it."""

from __future__ import annotations

from typing import Any, cast

from sqlalchemy import Connection

from bot.store.prepared import Statements
from bot.store.read_cache import Cache, NoCache


def session(connection: Connection, cache: Cache, statements: Statements) -> Connection:
    """The cache hears of what is written; to SQLite statements go prepared."""
    if isinstance(cache, NoCache):
        return connection
    return cast(Connection, _Session(connection, cache, statements))


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
        self._note(statement)
        prepared = self._statements.prepared(statement, given, self.dialect)
        if prepared is None:
            return self._connection.execute(statement, given)
        return prepared.execute(self._raw, given or {})

    def scalars(self, statement: Any, given: Any = None) -> Any:
        self._note(statement)
        prepared = self._statements.prepared(statement, given, self.dialect)
        if prepared is None:
            return self._connection.scalars(statement, given)
        return prepared.scalars(self._raw, given or {})

    def scalar(self, statement: Any, given: Any = None) -> Any:
        return self.scalars(statement, given).first()

    def _note(self, statement: Any) -> None:
        if statement.is_dml:
            self._cache.written(statement.table.name)
