"""The whole database as one SQLite file: as it is at one moment, while others go on writing."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, delete, inspect

from bot.domain.errors import SopbotError
from bot.store.engine import engine_for, is_sqlite, translated
from bot.store.migrate import is_known, revision_of, upgrade
from bot.store.tables import process
from bot.store.transfer import OF_THE_OFFICE, VERSION_TABLE, to_sqlite


class NothingThere(SopbotError):
    """The database holds no tables of sopbot: there is nothing to back up."""


def take(engine: Engine, file: Path) -> None:
    """Write the database to a SQLite file that is not there yet, at the revision it has."""
    with translated(engine), sqlite_file(file) as copy:
        if is_sqlite(engine):
            _copy(database_file(engine), file)
            with copy.begin() as copied:
                _known(revision_of(copied))
                _leave_out_processes(copied)
        else:
            with _one_moment(engine) as source:
                upgrade(copy, to=_known(revision_of(source)))
                with copy.begin() as target:
                    to_sqlite(source, target)


def database_file(engine: Engine) -> Path:
    """Where a SQLite database is; it need not be there."""
    return Path(str(engine.url.database)).absolute()


@contextmanager
def sqlite_file(file: Path) -> Iterator[Engine]:
    """A SQLite file to work in, by one process; afterwards it is whole without a log beside it."""
    engine = engine_for(URL.create("sqlite", database=str(file)))  # whatever is in its name
    try:
        yield engine
    finally:
        engine.dispose()
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA journal_mode=DELETE")


def _copy(source: Path, file: Path) -> None:
    """SQLite's own way, in one step: it knows about the write-ahead log and about writers."""
    if not source.exists():
        raise NothingThere(f"there is no database {source} to back up; is SOPBOT_DATA_DIR right?")
    try:
        with (
            closing(sqlite3.connect(f"{source.as_uri()}?mode=rw", uri=True)) as old,
            closing(sqlite3.connect(file)) as new,
        ):
            old.backup(new)
    except sqlite3.Error as error:
        raise SopbotError(f"the database {source} cannot be copied to {file}: {error}") from error


def _leave_out_processes(copy: Connection) -> None:
    """Those that work on the database do not work on what will be made of its copy."""
    if inspect(copy).has_table(process.name):
        copy.execute(delete(process))


@contextmanager
def _one_moment(engine: Engine) -> Iterator[Connection]:
    """A PostgreSQL transaction that sees one state of all tables, and in which none changes shape.

    The lock must come before the first read, which fixes what is seen.
    """
    ours = {*OF_THE_OFFICE, VERSION_TABLE} & set(inspect(engine).get_table_names())
    if VERSION_TABLE not in ours:
        raise NothingThere
    names = ", ".join(f'"{name}"' for name in sorted(ours))
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection:
        connection.exec_driver_sql(f"LOCK TABLE {names} IN ACCESS SHARE MODE")
        yield connection


def _known(revision: str | None) -> str:
    if revision is None:
        raise NothingThere
    if not is_known(revision):
        raise SopbotError(
            f"the database is at revision {revision}, which this version of sopbot does not know:"
            " back it up with the version that wrote it"
        )
    return revision
