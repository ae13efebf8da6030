"""Writes down a released schema: `python -m tests.store.released.freeze 0005 filled.db`.

The file is a SQLite database that a program of that revision has filled; its rows are written so
that both databases take them. Once written, the files never change.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import event

from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from tests.postgres import server
from tests.store.released.load import HERE

TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"


def freeze(revision: str, filled: Path) -> None:
    with TemporaryDirectory() as folder:
        urls = {"sqlite": f"sqlite:///{folder}/empty.db", "postgresql": server().new_database()}
        for database, url in urls.items():
            _write(f"{revision}.{database}.sql", _tables(url, revision))
        with closing(sqlite3.connect(f"{folder}/empty.db")) as empty:
            _write(f"{revision}.rows.sql", "".join(_rows(empty, filled)))


def _write(name: str, text: str) -> None:
    (HERE / name).write_text(text, encoding="utf-8")


def _tables(url: str, revision: str) -> str:
    """What the migrations say to the database."""
    said: list[str] = []

    def hear(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if statement.split()[0] in ("CREATE", "ALTER", "DROP"):
            lines = (line.replace("\t", "    ").rstrip() for line in statement.splitlines())
            said.append("\n".join(filter(None, lines)) + ";\n")

    engine = engine_for(url)
    event.listen(engine, "before_cursor_execute", hear)
    upgrade(engine, to=revision)
    engine.dispose()
    version = f"INSERT INTO alembic_version (version_num) VALUES ('{revision}');\n"  # noqa: S608
    return "".join([*said, version])


def _rows(empty: sqlite3.Connection, filled: Path) -> Iterator[str]:
    """An INSERT a line; table by table, as the migrations made them: parents first."""
    with closing(sqlite3.connect(filled)) as old:
        for (table,) in empty.execute(f"{TABLES} AND name != 'alembic_version' ORDER BY rowid"):
            kinds = {
                name: kind for _, name, kind, *_ in empty.execute(f"PRAGMA table_info({table})")
            }
            names = ", ".join(f'"{name}"' for name in kinds)
            for row in old.execute(f'SELECT {names} FROM "{table}" ORDER BY rowid'):  # noqa: S608
                values = ", ".join(map(_literal, row, kinds.values()))
                yield f'INSERT INTO "{table}" ({names}) VALUES ({values});\n'  # noqa: S608


def _literal(value: str | int | None, kind: str) -> str:
    if value is None:
        return "NULL"
    if kind == "BOOLEAN":
        return "true" if value else "false"
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"


if __name__ == "__main__":
    freeze(sys.argv[1], Path(sys.argv[2]))
    server().stop()
