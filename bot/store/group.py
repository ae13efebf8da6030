"""Group commit: several units of work in one transaction, so that one fsync serves them all."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine

from bot import ports
from bot.domain.errors import Unavailable
from bot.store.engine import WroteWhileReading, only_reading
from bot.store.known_plans import Uncommitted
from bot.store.read_cache import Cache
from bot.store.trouble import translated

Opens = Callable[[Uncommitted, Callable[[], None]], ports.UnitOfWork]
"""A unit on the group's connection, with what it may know and what it does to commit."""


class SqlGroup:
    """Each unit stands on a savepoint of its own: undone alone, committed with all the others.

    Of SQLite, whose savepoints cost next to nothing.
    """

    def __init__(
        self,
        connection: Connection,
        known: Uncommitted,
        cache: Cache,
        opens: Opens,
        engine: Engine,
    ) -> None:
        """`engine`: of which errors tell."""
        self._connection = connection
        self._known = known
        self._cache = cache
        self._opens = opens
        self._engine = engine
        self._raw: Any = connection.connection.driver_connection
        self._is_spoilt = False

    @contextmanager
    def work(self) -> Iterator[ports.UnitOfWork]:
        """What it commits is committed when the group is; an error undoes this unit alone.

        Raises Unavailable if the whole transaction is lost.
        """
        with translated(self._engine), self._cache.unit() as keep:
            known, is_kept = Uncommitted(self._known), False

            def release() -> None:
                nonlocal is_kept
                self._run("RELEASE unit")
                known.keep()
                keep()
                is_kept = True

            self._run("SAVEPOINT unit")
            try:
                yield self._opens(known, release)
            finally:
                if not is_kept:
                    self._undo()

    @contextmanager
    def reading(self) -> Iterator[ports.UnitOfWork]:
        """A unit that only reads; also what the others of the group have written.

        Raises Unavailable if it has written all the same: the whole transaction is lost.
        """
        try:
            with translated(self._engine), only_reading(self._connection):
                yield self._opens(self._known, lambda: None)
        except WroteWhileReading as error:
            self._is_spoilt = True
            raise Unavailable("what only reads has written") from error

    def commit(self) -> None:
        if self._is_spoilt:
            raise Unavailable("what only reads has written: nothing is kept")
        # First the commit: what is kept is served to everybody, and may never come to be.
        self._connection.commit()
        self._known.keep()
        self._cache.committed()

    def _undo(self) -> None:
        """Fails where SQLite itself has undone everything, as after some errors (a full disk)."""
        self._run("ROLLBACK TO unit")
        self._run("RELEASE unit")

    def _run(self, statement: str) -> None:
        """Past SQLAlchemy, which takes ten times as long."""
        try:
            self._raw.execute(statement)
        except sqlite3.Error as error:
            raise Unavailable(f"the database failed: {error}") from error
