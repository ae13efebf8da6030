"""The database as an auditor reads it: by its tables, beside the processes that write it."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, NullPool, create_engine, func, make_url, select, text

from bot.store.queue_tables import WAITING, delivery, inbox
from bot.store.tables import EXPECTED, file, plan
from scheduler import fetch, outbox
from scheduler import inbox as reception

QUEUES = (
    (inbox, inbox.c.state == WAITING, reception.LEASE),
    (delivery, delivery.c.state == WAITING, outbox.LEASE),
    (file, file.c.state == EXPECTED, fetch.LEASE),
)
"""Each with what waits in it, and for how long a process takes a row."""

GIVEN_UP = ("aside", "failed")
"""The states of what was tried in vain."""


class Books:
    """No connection is kept: a killed process's journal is for the next process to mend."""

    def __init__(self, database_url: str) -> None:
        self._url = make_url(database_url)
        self.engine = create_engine(self._url, poolclass=NullPool)

    @property
    def is_sqlite(self) -> bool:
        return self._url.get_backend_name() == "sqlite"

    def rows(self, statement: Any) -> Sequence[Any]:
        with self.engine.connect() as connection:
            return connection.execute(statement).all()

    def in_hand(self, since: datetime) -> tuple[int, ...]:
        """How many updates, deliveries and files were taken since then, and not put down."""
        with self.aside() as connection:
            return tuple(
                _count(connection, waits & (table.c.lease_until >= since + lease))
                for table, waits, lease in QUEUES
            )

    def left(self, now: datetime) -> dict[str, int]:
        """What is still to be done at this moment, by table."""
        with self._snapshot() as connection:
            found = {table.name: _count(connection, waits) for table, waits, _ in QUEUES}
            found[plan.name] = _count(connection, plan.c.wake_at <= now)
        return {name: number for name, number in found.items() if number}

    def faults(self, now: datetime) -> Iterator[str]:
        """What should not be there in the end, and what the database finds wrong with itself."""
        yield from (f"{number} {table} to be done" for table, number in self.left(now).items())
        for table, _, _ in QUEUES:
            given_up = table.c.state.in_(GIVEN_UP) | table.c.lease_until.is_not(None)
            yield from (f"{table.name}: {row}" for row in self.rows(select(table).where(given_up)))
        if self.is_sqlite:
            checks = ("integrity_check", "foreign_key_check")
            found = [row for check in checks for row in self.rows(text(f"PRAGMA {check}"))]
            yield from (str(row) for row in found if tuple(row) != ("ok",))

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """All that is read is of one moment: what a transaction moves from one table to another is
        never missed between them.
        """
        with self.engine.connect() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("BEGIN")
            else:
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """Of SQLite a copy, journal and all."""
        if not self.is_sqlite:
            with self.engine.connect() as connection:
                yield connection
            return
        with tempfile.TemporaryDirectory() as folder:
            copy = create_engine(_copied(self._url, folder), poolclass=NullPool)
            with copy.connect() as connection:
                yield connection


def _copied(url: URL, folder: str) -> URL:
    original = Path(str(url.database))
    for part in original.parent.glob(f"{original.name}*"):
        shutil.copy(part, folder)
    return url.set(database=str(Path(folder) / original.name))


def _count(connection: Connection, condition: Any) -> int:
    return connection.scalar(select(func.count()).where(condition)) or 0
