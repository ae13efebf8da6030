"""A migrated store in a folder, made in a moment: the migrations run once per process.

On SQLite, or with SOPBOT_TEST_DATABASE=postgresql on a PostgreSQL of the tests' own.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from tests import requirements_gate
from tests.databases import databases

DATABASE = os.environ.get("SOPBOT_TEST_DATABASE") or "sqlite"


class LentStore(SqlStore):
    def close(self) -> None:
        """Its connections serve the next test, too."""


def fresh_store(
    folder: Path, days_off: Mapping[date, str] | None = None, database: str = DATABASE
) -> SqlStore:
    """The store of the folder, empty when it is new there; close it when done."""
    if database == "postgresql":
        return LentStore(databases.of(folder), days_off)
    file = folder / "sopbot.db"
    if not file.exists():
        file.write_bytes(_migrated())
    return SqlStore(engine_for(f"sqlite:///{file}"), days_off)


def database_setting(folder: Path) -> str | None:
    """What a program with this data folder is told; on SQLite nothing: it makes its own there."""
    if DATABASE == "sqlite":
        return None
    return databases.of(folder).url.render_as_string(hide_password=False)


def pytest_configure() -> None:
    if DATABASE not in ("sqlite", "postgresql"):
        raise pytest.UsageError(f"SOPBOT_TEST_DATABASE={DATABASE}: use sqlite or postgresql")
    if DATABASE == "postgresql" and not requirements_gate.postgresql():
        raise pytest.UsageError(f"SOPBOT_TEST_DATABASE={DATABASE}: it is not installed here")


def pytest_report_header() -> str:
    return f"database: {DATABASE}"


@cache
def _migrated() -> bytes:
    folder = Path(tempfile.mkdtemp())
    try:
        engine = engine_for(f"sqlite:///{folder / 'empty.db'}")
        upgrade(engine)
        engine.dispose()
        return (folder / "empty.db").read_bytes()
    finally:
        shutil.rmtree(folder)
