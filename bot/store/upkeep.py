"""The upkeep of a SQLite file: whether it is whole; and what was deleted, out of it too.

`secure_delete` overwrites deleted rows, but their bytes still stand in the journal, and here and
there in a page that was rearranged before. The journal is emptied every time; the pages are written
anew (VACUUM) only when somebody was forgotten, which the file itself remembers.

PostgreSQL does the like by itself (autovacuum).
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine

from bot.store.engine import BEGIN, DEFERRED, IN_MEMORY, is_sqlite, translated

MOST = 10
"""Faults named at most: one is enough to want a backup."""
OUTSIDE = ()
"""What SQLite does outside of transactions begins none."""
_IS_DUE, _MAKE_DUE, _DONE = (
    "PRAGMA user_version",
    "PRAGMA user_version=1",
    "PRAGMA user_version=0",
)
"""A number in the head of the file that is ours to use; it is rolled back like everything else."""


def scrub_soon(connection: Connection) -> None:
    """From the next commit on."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(_MAKE_DUE)


def scrub(engine: Engine) -> None:
    """In no transaction; while somebody reads, the journal stays until the next time."""
    if not is_sqlite(engine):
        return
    outside = engine.execution_options(**{BEGIN: OUTSIDE})
    with translated(), outside.connect() as connection:
        if connection.exec_driver_sql(_IS_DUE).scalar_one():
            connection.exec_driver_sql("PRAGMA temp_store=FILE")  # the whole database, once more
            connection.exec_driver_sql("VACUUM")
            connection.exec_driver_sql(IN_MEMORY)
            connection.exec_driver_sql(_DONE)
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def damage(engine: Engine) -> list[str] | None:
    """What is wrong; None: nobody looked, PostgreSQL looks after itself."""
    if not is_sqlite(engine):
        return None
    with (
        translated(engine),
        engine.connect().execution_options(**{BEGIN: DEFERRED}) as connection,
    ):
        told = connection.exec_driver_sql(f"PRAGMA quick_check({MOST})").scalars().all()
        dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    rows = [f"{table} {row} refers to a {to} that is not there" for table, row, to, _ in dangling]
    return [*(line for line in told if line != "ok"), *rows[:MOST]]
