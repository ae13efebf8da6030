"""A migrated store in a folder, made in a moment: the migrations run once per process.

On SQLite, or with SOPBOT_TEST_DATABASE=postgresql on a PostgreSQL of the tests' own.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Hashable, Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.ports import Store
from bot.store.engine import engine_for, file_of
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from tests import requirements_gate
from tests.databases import databases
from tests.memory import fastest

DATABASE = os.environ.get("SOPBOT_TEST_DATABASE") or "sqlite"
alone = pytest.mark.skipif(DATABASE != "sqlite", reason="others may be at work on PostgreSQL")
"""For what a process does only where nobody else writes."""


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


def fill_once(store: Store, what: Hashable, fill: Callable[[Store], None]) -> None:
    """What `fill` writes into a new store; `what` tells it from all else that is written so.

    On SQLite it is written once per process and then copied. A store that is in use is filled as
    it stands.
    """
    assert isinstance(store, SqlStore)
    file = file_of(str(store.engine.url))
    if file is None or not _is_untouched(file):
        fill(store)
        return
    days_off = store._days_off
    key = what, tuple(days_off.items())
    if key not in _filled:
        _filled[key] = _written(lambda engine: fill(SqlStore(engine, days_off)), _migrated())
    file.write_bytes(_filled[key])


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


_filled: dict[Hashable, bytes] = {}


def _is_untouched(file: Path) -> bool:
    """Since it was made: what is written goes into another file first."""
    return not file.with_name(f"{file.name}-wal").exists() and file.read_bytes() == _migrated()


@cache
def _migrated() -> bytes:
    return _written(upgrade)


def _written(write: Callable[[Engine], None], into: bytes = b"") -> bytes:
    """The file of a database, after that."""
    with tempfile.TemporaryDirectory(dir=fastest()) as folder:
        file = Path(folder) / "made.db"
        file.write_bytes(into)
        engine = engine_for(f"sqlite:///{file}")
        write(engine)
        engine.dispose()
        return file.read_bytes()
