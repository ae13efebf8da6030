"""Bringing a database to the tables of this program.

Everything happens in one transaction, under a lock that other processes wait for. A SQLite file
is copied first, and put back whatever a failed migration did to it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, String, column, inspect, select, table
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.errors import SopbotError
from bot.store.engine import BEGIN, DEFERRED, is_sqlite, translated
from bot.store.transfer import VERSION_TABLE

MIGRATIONS = Path(__file__).parent / "migrations"
PATIENT = "SET LOCAL lock_timeout = 0"
"""Another process may be changing the tables for minutes."""
LOCK = "SELECT pg_advisory_xact_lock(5029)"
"""Any number will do, as long as every process takes the same."""

OF_EXTENSIONS = """
SELECT relname FROM pg_class JOIN pg_depend ON objid = pg_class.oid
WHERE relnamespace = to_regnamespace(quote_ident(current_schema()))
AND classid = 'pg_class'::regclass AND deptype = 'e'
"""
"""Some of PostgreSQL's extensions, as PostGIS, keep tables where ours are made."""

RIGHTS = """
SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false),
quote_ident(coalesce(current_schema(), 'public')), quote_ident(current_user)
"""
"""There is no current schema for a user who may use none."""
OF_OTHERS = """
SELECT quote_ident(pg_get_userbyid(relowner)) FROM pg_class
WHERE oid = to_regclass('alembic_version') AND NOT pg_has_role(relowner, 'USAGE')
"""
"""All of our tables were made by one user, who alone may change them."""

_REVISION = select(column("version_num", String)).select_from(table(VERSION_TABLE))


class MigrationFailed(SopbotError):
    """The database could not be brought to this program's tables, and is as it was."""


def upgrade(engine: Engine, migrations: Path = MIGRATIONS, to: str = "head") -> None:
    """Create or change the tables as needed; refuse a database that a newer program wrote."""
    with translated(engine):
        if is_current(engine, migrations):
            _drop_copy(engine)
        elif is_sqlite(engine):
            _upgrade_sqlite(engine, migrations, to)
        else:
            with engine.begin() as connection:
                connection.exec_driver_sql(PATIENT)
                connection.exec_driver_sql(LOCK)
                _run(connection, migrations, to)


def is_current(engine: Engine, migrations: Path = MIGRATIONS) -> bool:
    """Whether there is nothing to do; raises if the database is newer than the program, or not
    ours, or takes no tables from this user."""
    deferred = engine.execution_options(**{BEGIN: DEFERRED})
    with translated(engine), deferred.connect() as connection:
        revision = revision_of(connection)
        if revision is None:
            _refuse_foreign(connection)
    if revision is not None and not is_known(revision, migrations):
        raise MigrationFailed(
            f"{_name(engine)} is at revision {revision}, which this version of sopbot does not"
            " know: it was written by a newer one, or by another program. Start that one, restore"
            " a backup, or set SOPBOT_DATABASE_URL to a database of sopbot's own"
        )
    if revision == revisions(migrations)[-1]:
        return True
    if not is_sqlite(engine):
        _require_rights(engine)
    return False


def is_empty(engine: Engine) -> bool:
    """Whether no migration has run there yet; of a database that `is_current` has not refused."""
    deferred = engine.execution_options(**{BEGIN: DEFERRED})
    with translated(engine), deferred.connect() as connection:
        return revision_of(connection) is None


def _require_rights(engine: Engine) -> None:
    """On PostgreSQL who may read and write may still make no tables."""
    with translated(engine), engine.connect() as connection:
        may, schema, user = connection.exec_driver_sql(RIGHTS).one()
        owner = connection.exec_driver_sql(OF_OTHERS).scalar()
    if not may:
        raise MigrationFailed(
            f"in {_name(engine)} the user {user} may make no tables in the schema {schema}. As its"
            f" owner, GRANT USAGE, CREATE ON SCHEMA {schema} TO {user}; or make {user} its owner"
        )
    if owner is not None:
        raise MigrationFailed(
            f"in {_name(engine)} the tables are older and must be changed, which only their owner"
            f" {owner} may: name {owner} in SOPBOT_DATABASE_URL, or GRANT {owner} TO {user}"
        )


def _refuse_foreign(connection: Connection) -> None:
    """Tables without the mark of a migration: making ours among them would spoil both."""
    found = set(inspect(connection).get_table_names()) - {VERSION_TABLE}
    if not is_sqlite(connection.engine):
        found -= set(connection.exec_driver_sql(OF_EXTENSIONS).scalars())
    if found:
        raise MigrationFailed(
            f"{_name(connection.engine)} has tables ({', '.join(sorted(found)[:3])}) but not"
            " sopbot's mark: it is another program's, or not whole. Move it away, restore a backup,"
            " or set SOPBOT_DATABASE_URL to an empty one"
        )


def _name(engine: Engine) -> str:
    """Without its password, and without what follows the ?, where another may stand."""
    return f"the database {engine.url.set(query={}).render_as_string()}"


def revision_of(connection: Connection) -> str | None:
    """The newest migration that has run there; None: none has."""
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    return connection.scalars(_REVISION).one_or_none()


def is_known(revision: str, migrations: Path = MIGRATIONS) -> bool:
    """Whether this program has that migration; a newer one may have more."""
    return revision in revisions(migrations)


def revisions(migrations: Path = MIGRATIONS) -> list[str]:
    """Of all migrations, in their order: their files are called so.

    Most starts have nothing to change and do without Alembic, which is large.
    """
    return sorted(
        file.name.partition("_")[0] for file in (migrations / "versions").glob("[0-9]*.py")
    )


def _upgrade_sqlite(engine: Engine, migrations: Path, to: str) -> None:
    file = Path(str(engine.url.database))
    with _foreign_keys_off(engine) as connection:
        transaction = connection.begin()
        copy = _copied(file)
        try:
            _run(connection, migrations, to)
            _check_references(connection)
            transaction.commit()
        except BaseException:
            transaction.rollback()
            _put_back(copy, file)
            raise
        _drop_copy(engine)


def _check_references(connection: Connection) -> None:
    if wrong := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
        raise MigrationFailed(f"rows that refer to nothing after the migration: {wrong[:5]}")


def _run(connection: Connection, migrations: Path, to: str) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.attributes["connection"] = connection  # for migrations/env.py
    try:
        command.upgrade(config, to)
    except (SQLAlchemyError, CommandError) as error:
        told = " ".join(str(getattr(error, "orig", None) or error).split())
        raise MigrationFailed(f"the database is as it was: {told}") from error


@contextmanager
def _foreign_keys_off(engine: Engine) -> Iterator[Connection]:
    """For rebuilding tables: dropping the old one would delete what refers to it."""
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.execute("PRAGMA foreign_keys=OFF")  # does nothing inside a transaction
        try:
            yield connection
        finally:
            unusable = connection.invalidated
            connection.rollback()
            if not unusable:
                raw.execute("PRAGMA foreign_keys=ON")


def _drop_copy(engine: Engine) -> None:
    """Also one that a program left which was killed between the commit and this."""
    if is_sqlite(engine):
        _copy_of(Path(str(engine.url.database))).unlink(missing_ok=True)


def _copy_of(file: Path) -> Path:
    return file.with_name(file.name + ".before-upgrade")


def _copied(file: Path) -> Path:
    copy = _copy_of(file)
    try:
        _copy(file, copy)
    except sqlite3.Error as error:
        copy.unlink(missing_ok=True)
        raise MigrationFailed(f"no copy of {file} could be made first: {error}") from error
    return copy


def _put_back(copy: Path, file: Path) -> None:
    """A copy that cannot be put back stays: it may be all there is."""
    try:
        _copy(copy, file)
    except sqlite3.Error as error:
        raise MigrationFailed(
            f"the migration failed, and so did putting {file} back ({error}); "
            f"see that its disk has room, then put {copy} in its place"
        ) from error
    copy.unlink()


def _copy(source: Path, target: Path) -> None:
    """SQLite's own way, which knows about the write-ahead log and about other processes."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
