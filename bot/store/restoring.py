"""A snapshot put in the place of an empty database: all of it or nothing."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.errors import SopbotError
from bot.files.writing import sync_file, sync_folder
from bot.store import processes
from bot.store.engine import is_sqlite, translated
from bot.store.migrate import upgrade
from bot.store.snapshot import database_file, sqlite_file
from bot.store.tables import process
from bot.store.transfer import OF_THE_OFFICE, to_postgresql
from scheduler.processes import LOST_AFTER

BESIDE = ("", "-wal", "-journal")
"""What SQLite would read as part of a database, were another one put in its place."""


class NotEmpty(SopbotError):
    """There is data already, and a restore overwrites nothing."""


class AtWork(SopbotError):
    """A bot runs on the database."""


def require_empty(engine: Engine) -> None:
    """Raises NotEmpty or, on PostgreSQL, AtWork, saying how to go on.

    On SQLite a program that runs is known by its lock (`bot.system.lock`).
    """
    with translated(engine):
        if is_sqlite(engine):
            _require_no_file(database_file(engine))
        else:
            with engine.connect() as connection:
                _require_nobody(connection)
                _require_no_rows(connection)


def folder_of(engine: Engine) -> Path | None:
    """Where the database is a file; None: on a server."""
    return database_file(engine).parent if is_sqlite(engine) else None


def bring_up_to_date(snapshot: Path) -> None:
    """To the tables of this program: the only migration of a restore, on a copy."""
    with sqlite_file(snapshot) as engine:
        upgrade(engine)


def put(snapshot: Path, engine: Engine) -> None:
    """The snapshot becomes the database; on SQLite the file itself, from the same file system."""
    with translated(engine):
        if is_sqlite(engine):
            _move(snapshot, database_file(engine))
        else:
            upgrade(engine)
            _fill(snapshot, engine)


def _require_no_file(file: Path) -> None:
    there = [str(file) + end for end in BESIDE if Path(str(file) + end).exists()]
    if there:
        raise NotEmpty(
            f"{there[0]} is there already, and a restore overwrites nothing. Stop the bot, move its"
            " data folder away (keep it until all is well) and restore again"
        )


def _require_nobody(connection: Connection) -> None:
    if not inspect(connection).has_table(process.name):
        return
    if there := processes.at_work(connection, LOST_AFTER):
        raise AtWork(
            f"a bot runs on this database (processes: {there}). Stop it and restore again;"
            " one that was killed counts for another minute"
        )


def _require_no_rows(connection: Connection) -> None:
    there = inspect(connection).get_table_names()
    for name in sorted(OF_THE_OFFICE.intersection(there)):
        if connection.exec_driver_sql(f'SELECT 1 FROM "{name}" LIMIT 1').first():  # noqa: S608 - our own name
            raise NotEmpty(
                f"the database has data already (in {name}), and a restore overwrites nothing."
                " Create an empty database, name it in SOPBOT_DATABASE_URL and restore again"
            )


def _move(snapshot: Path, file: Path) -> None:
    sync_file(snapshot)
    _require_no_file(file)
    snapshot.rename(file)
    sync_folder(file.parent)


def _fill(snapshot: Path, engine: Engine) -> None:
    """Whoever writes meanwhile, or begins to work, waits and finds the restored rows."""
    try:
        with sqlite_file(snapshot) as copy, copy.connect() as source, engine.begin() as target:
            names = ", ".join(f'"{name}"' for name in sorted({*OF_THE_OFFICE, process.name}))
            target.exec_driver_sql(f"LOCK TABLE {names} IN EXCLUSIVE MODE")
            _require_nobody(target)
            _require_no_rows(target)
            to_postgresql(source, target)
    except (SQLAlchemyError, ValueError, TypeError) as error:  # a value that is not of its column
        why = str(getattr(error, "orig", error)).partition("\n")[0]
        raise SopbotError(f"the database did not take the rows and is empty: {why}") from error
