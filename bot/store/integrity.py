"""Whether a SQLite file is whole."""

from __future__ import annotations

from sqlalchemy import Engine

from bot.store.engine import BEGIN, DEFERRED, is_sqlite, translated

MOST = 10
"""Faults named at most: one is enough to want a backup."""


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
