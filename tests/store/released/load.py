"""Databases as released programs left them: tables by their migrations, rows by themselves."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect

from bot.store.engine import is_sqlite

HERE = Path(__file__).parent
REVISIONS = ("0001", "0002", "0003", "0004")


def load(revision: str, engine: Engine) -> None:
    """Into an empty database."""
    tables = (HERE / f"{revision}.{engine.dialect.name}.sql").read_text(encoding="utf-8")
    rows = (HERE / f"{revision}.rows.sql").read_text(encoding="utf-8")
    raw = engine.raw_connection()
    try:
        connection = raw.driver_connection
        assert connection is not None
        if is_sqlite(engine):
            connection.executescript(tables + rows)
        else:
            connection.execute(f"SET TIME ZONE 'UTC'; {tables} {rows}")
            raw.commit()
    finally:
        raw.close()
    if not is_sqlite(engine):
        _count_on(engine)


def _count_on(engine: Engine) -> None:
    """PostgreSQL does not see that ids were given."""
    with engine.begin() as connection:
        found = inspect(connection)
        for table in found.get_table_names():
            if any(column["name"] == "id" for column in found.get_columns(table)):
                sequence = f"pg_get_serial_sequence('{table}', 'id')"
                last = f"(SELECT max(id) FROM {table})"  # noqa: S608 - our own name
                connection.exec_driver_sql(f"SELECT setval({sequence}, {last})")
