"""The engine of a database URL: SQLite, or PostgreSQL when an organisation outgrows one machine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import ArgumentError, InvalidatePoolError
from sqlalchemy.pool import ConnectionPoolEntry

from bot.domain.errors import SopbotError, Unavailable
from bot.store import file_watch, prepared
from bot.store.trouble import is_unusable
from bot.store.trouble import translated as translated

DRIVERS = {
    "sqlite": "sqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",  # as some who rent databases out write it
}

BEGIN = "sopbot_begin"
"""The execution option that says how a SQLite transaction begins."""
IMMEDIATE = ("BEGIN IMMEDIATE",)
"""For units that write: a deferred one that reads first may fail on a stale snapshot."""
DEFERRED = ("BEGIN",)
"""For units that only read: no lock. See `only_reading`."""

IN_MEMORY = "PRAGMA temp_store=MEMORY"
"""Pages as they were before a savepoint: with many to a transaction that were a file for each."""
PRAGMAS = (
    "PRAGMA busy_timeout=5000",  # first: switching to WAL may itself have to wait
    "PRAGMA journal_mode=WAL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",  # a handled message leaves no trace in the file
    "PRAGMA synchronous=FULL",  # we acknowledge to the platforms what we committed
    IN_MEMORY,
)

PATIENCE = {
    "connect_timeout": 10,
    "keepalives_idle": 30,
    "tcp_user_timeout": 30_000,
    "options": "-c lock_timeout=10s -c idle_in_transaction_session_timeout=60s",
}
"""Seconds, seconds, milliseconds: that a PostgreSQL is gone without a word is noticed well before
a lease ends; and who waits for somebody else's transaction tries again instead."""

SURE_FOR = 1.0
"""Seconds: a connection to PostgreSQL that was in use so long ago is still there; another is asked
first. Those that are lost all the same fail the units of work that get them, which are done again
like those within which one is lost.
"""
_USED = "used"


class BadDatabaseUrl(SopbotError):
    """SOPBOT_DATABASE_URL names no database that sopbot can use: write
    postgresql://user:password@host/name (%40 for an @ in the password, %2F for a /), or leave it
    unset for SQLite in the data folder"""


class NothingKept(SopbotError):
    """SOPBOT_DATABASE_URL names a database in memory, or no file: a stop would lose everything.
    Write sqlite:////absolute/path.db, or leave it unset for SQLite in the data folder"""


class BadSqliteUrl(SopbotError):
    """SOPBOT_DATABASE_URL names no file for SQLite: write sqlite:////full/path/name.db (with four
    slashes, and nothing behind the name), or leave it unset for SQLite in the data folder"""


class NoPostgresLibrary(SopbotError):
    """SOPBOT_DATABASE_URL needs a library that is not installed: pip install 'sopbot[postgres]',
    in a copy of the repository .venv/bin/pip install '.[postgres]'"""


def engine_for(url: str | URL) -> Engine:
    """The engine for a database URL; nothing is connected yet. SQL errors show no parameters."""
    made = _parsed(url)
    return _sqlite(made) if made.get_backend_name() == "sqlite" else _postgresql(made)


def _parsed(url: str | URL) -> URL:
    """With our driver. An error does not show the URL: there may be a password in it."""
    try:
        made = make_url(url)
    except (ArgumentError, ValueError):
        is_meant = str(url).strip().lower().startswith("sqlite")
        raise (BadSqliteUrl if is_meant else BadDatabaseUrl) from None
    if made.get_backend_name() not in DRIVERS or _is_torn(made):
        raise BadDatabaseUrl
    if made.get_backend_name() == "sqlite":
        _require_file(made)
    return made.set(drivername=DRIVERS[made.get_backend_name()])


def _is_torn(url: URL) -> bool:
    """A password with an @ or a / in it: its end would be shown as host or name."""
    is_server = not url.drivername.startswith("sqlite")
    return is_server and any("@" in (part or "") for part in (url.host, url.database))


def _require_file(url: URL) -> None:
    """After two slashes there is a host, also where a folder was meant."""
    if url.host or url.username or url.port:
        raise BadSqliteUrl
    if _is_no_file(url):
        raise NothingKept


def _is_no_file(url: URL) -> bool:
    """SQLite's own addresses, too: what they name we could neither lock nor copy."""
    name = url.database or ""
    return not name.strip() or name.startswith((":memory:", "file:")) or "mode" in url.query


def _postgresql(url: URL) -> Engine:
    patience = {name: value for name, value in PATIENCE.items() if name not in url.query}
    try:
        engine = create_engine(url, hide_parameters=True, connect_args=patience)
    except ImportError:
        raise NoPostgresLibrary from None
    event.listen(engine, "checkout", partial(_require_there, engine.dialect))
    event.listen(engine, "checkin", _note_use)
    return engine


def _require_there(dialect: Dialect, raw: Any, record: ConnectionPoolEntry, _: object) -> None:
    """`pool_pre_ping` would ask before each unit of work, which takes as long as a statement."""
    if monotonic() - record.info.setdefault(_USED, monotonic()) > SURE_FOR:
        try:
            dialect.do_ping(raw)
        except dialect.loaded_dbapi.Error:
            raise InvalidatePoolError from None


def _note_use(_: object, record: ConnectionPoolEntry) -> None:
    record.info[_USED] = monotonic()


def _sqlite(url: URL) -> Engine:
    try:
        engine = create_engine(url, hide_parameters=True)
    except ValueError:  # of an option behind the name
        raise BadSqliteUrl from None
    event.listen(engine, "connect", _prepare_sqlite)
    file_watch.watch(engine)  # after it has made a file that was not there
    event.listen(engine, "begin", _begin_sqlite)
    event.listen(engine, "handle_error", _part_with_unusable)
    return engine


def without_listeners(engine: Engine, begin: Sequence[str]) -> Engine:
    """On the same connections to SQLite; SQLAlchemy looks for listeners at each statement, which
    takes a tenth of a /status. With `begun`.
    """
    options = {**engine.get_execution_options(), BEGIN: begin}
    return Engine(
        engine.pool, engine.dialect, engine.url, execution_options=options, hide_parameters=True
    )


@contextmanager
def begun(engine: Engine, connection: Connection) -> Iterator[None]:
    """The connection in a transaction, with what the listeners of `engine` would do."""
    connection.begin()
    engine.dispatch.begin(connection)
    with _parting_with_unusable(connection):
        yield


class WroteWhileReading(Exception):
    """A unit of work that only reads has written: a mistake of ours, and not kept."""


@contextmanager
def only_reading(connection: Connection) -> Iterator[None]:
    """Raises WroteWhileReading if rows were changed, which is then to be undone; the rest that a
    statement may change (tables, PRAGMAs) is not noticed.

    `PRAGMA query_only` would refuse it all, as PostgreSQL does; but it has SQLite prepare every
    statement anew, which takes longer than most of them
    (https://sqlite.org/src/file?name=src/pragma.c, "OP_Expire").
    """
    raw: Any = connection.connection.driver_connection
    before = raw.total_changes
    try:
        yield
    finally:
        if raw.total_changes != before:
            raise WroteWhileReading


@contextmanager
def keeping_prepared(connection: Connection) -> Iterator[None]:
    """What has only read is committed like what has written: after a ROLLBACK psycopg forgets all
    that the connection has prepared, and PostgreSQL plans it anew
    (psycopg/_preparing.py, `_should_discard`).
    """
    yield
    connection.commit()


def is_sqlite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


def require_writable(engine: Engine) -> None:
    """Raises SopbotError if nothing could be written now; changes nothing."""
    with translated(engine), engine.connect() as connection:
        if is_sqlite(engine):
            # SQLite begins to write also where it may not; what is written is rolled back.
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            connection.exec_driver_sql(f"PRAGMA user_version={version:d}")
            connection.rollback()
            return
        if connection.exec_driver_sql("SHOW transaction_read_only").scalar_one() == "on":
            where = engine.url.set(query={}).render_as_string()
            raise Unavailable(
                f"the database takes no writing ({where}): is it a standby, or read-only for this"
                " user? Set SOPBOT_DATABASE_URL to the one that is written to"
            )


def file_of(url: str) -> Path | None:
    """The file of a SQLite database."""
    made = _parsed(url)
    return Path(str(made.database)) if made.get_backend_name() == "sqlite" else None


def _prepare_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # the driver begins nothing by itself; `_begin_sqlite` does
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    raw = connection.connection.driver_connection
    with _parting_with_unusable(connection):
        for statement in connection.get_execution_options().get(BEGIN, IMMEDIATE):
            prepared.executed(raw, statement, (), connection.dialect)


@contextmanager
def _parting_with_unusable(connection: Connection) -> Iterator[None]:
    """After an error that it does not recover from, nobody gets the connection again, whatever
    that error has been called on its way.
    """
    try:
        yield
    except Exception as error:
        if is_unusable(error):
            connection.invalidate()
        raise


def _part_with_unusable(context: ExceptionContext) -> None:
    """A file that was moved away and back, or restored, is opened again."""
    if is_unusable(context.original_exception):
        context.is_disconnect = True
