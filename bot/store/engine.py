"""Engines: SQLite by default, PostgreSQL when an organisation outgrows one machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import OperationalError

from bot.domain.errors import Conflict, SopbotError

BEGIN = "sopbot_begin"
"""The execution option that says how a SQLite transaction begins."""
IMMEDIATE = ("PRAGMA query_only=OFF", "BEGIN IMMEDIATE")
"""For units that write: a deferred one that reads first may fail on a stale snapshot."""
DEFERRED = ("PRAGMA query_only=ON", "BEGIN")
"""For units that only read: no lock, and what they would write is refused, as on PostgreSQL."""

PRAGMAS = (
    "PRAGMA busy_timeout=5000",  # first: switching to WAL may itself have to wait
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # a handled message leaves no trace in the file
    "PRAGMA synchronous=FULL",  # we acknowledge to the platforms what we committed
)

COLLISIONS = frozenset({"40001", "40P01", "55P03", "SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT"})
"""Serialization failure, deadlock, lock time-out: the same unit may succeed when tried again."""


def engine_for(url: str) -> Engine:
    """The engine for a database URL; nothing is connected yet. SQL errors show no parameters."""
    made = _with_driver(make_url(url))
    if made.get_backend_name() != "sqlite":
        return create_engine(made, pool_pre_ping=True, hide_parameters=True)
    engine = create_engine(made, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


@contextmanager
def translated() -> Iterator[None]:
    """What the database cannot do now, in our own words; a wrong statement stays what it is."""
    try:
        yield
    except OperationalError as error:
        code = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
        if code in COLLISIONS:
            raise Conflict(f"the database is busy: {error.orig}") from error
        raise SopbotError(f"the database failed: {error.orig}") from error


def _with_driver(url: URL) -> URL:
    if url.drivername in ("postgres", "postgresql"):
        return url.set(drivername="postgresql+psycopg")
    return url


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin_sqlite` does
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    for statement in connection.get_execution_options().get(BEGIN, IMMEDIATE):
        connection.exec_driver_sql(statement)
