"""Migrations that do not exist, and what they do to a database."""

from __future__ import annotations

import shutil
from pathlib import Path
from textwrap import indent
from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from bot.store import migrate
from bot.store.tables import metadata

NEXT = """
from alembic import op
import sqlalchemy as sa
revision, down_revision = "9999", "0025"

def upgrade():
"""


def migrations(folder: Path, body: str) -> Path:
    """Ours, and one more that does this."""
    made = folder / "migrations"
    shutil.copytree(migrate.MIGRATIONS, made, ignore=shutil.ignore_patterns("__pycache__"))
    (made / "versions" / "9999_next.py").write_text(NEXT + indent(body, "    "))
    return made


def contents(engine: Engine) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
        found = {n: connection.execute(text(f'SELECT * FROM "{n}"')).all() for n in names}  # noqa: S608 - names of our own tables
    return {name: sorted(map(tuple, held), key=repr) for name, held in found.items()}


def differences(engine: Engine) -> list[Any]:
    """Between its tables and those of the program."""
    with engine.connect() as connection:
        # On SQLite Alembic takes every default for a changed one.
        defaults = engine.dialect.name == "postgresql"
        context = MigrationContext.configure(connection, opts={"compare_server_default": defaults})
        return list(compare_metadata(context, metadata))
