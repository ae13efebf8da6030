"""What a machine does to a database in use, and takes back again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager

from tests.e2e.program import Program
from tests.postgres import server

Outage = Callable[[Program], AbstractContextManager[None]]


@contextmanager
def disk_full(program: Program) -> Iterator[None]:
    """Not a page more than there are; the free room in them is filled first."""
    with program.app.store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
    raw.execute("CREATE TABLE filling (content)")
    raw.execute(f"PRAGMA max_page_count={raw.execute('PRAGMA page_count').fetchone()[0]}")
    _fill(raw)
    try:
        yield
    finally:
        raw.execute("PRAGMA max_page_count=1000000")


@contextmanager
def locked(program: Program) -> Iterator[None]:
    """Another program writes, for longer than ours waits."""
    with program.app.store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
    raw.execute("PRAGMA busy_timeout=1")
    with closing(sqlite3.connect(program.folder / "sopbot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def moved(program: Program) -> Iterator[None]:
    """The whole folder, as when a disk is no longer mounted."""
    elsewhere = program.folder.with_name("elsewhere")
    program.folder.rename(elsewhere)
    try:
        yield
    finally:
        elsewhere.rename(program.folder)


@contextmanager
def deleted(program: Program) -> Iterator[None]:
    """The file alone, to be put back from where it was moved to; nothing is made in its place."""
    file = program.folder / "sopbot.db"
    file.rename(file.with_suffix(".old"))
    try:
        yield
        assert not file.exists()
    finally:
        file.with_suffix(".old").rename(file)


def stopped(_: Program) -> AbstractContextManager[None]:
    """The PostgreSQL server."""
    return server().away()


SQLITE: tuple[Outage, ...] = (disk_full, locked, moved, deleted)


def _fill(raw: sqlite3.Connection) -> None:
    size = 1 << 16
    while size:
        try:
            raw.execute("INSERT INTO filling VALUES (zeroblob(?))", (size,))
        except sqlite3.OperationalError:
            size //= 2
