"""A migrated SQLite store in a folder, made in a moment: the migrations run once per process."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore


def sqlite_store(folder: Path, days_off: Mapping[date, str] | None = None) -> SqlStore:
    """Opens `sopbot.db` in the folder, empty when it is new there; close it when done."""
    file = folder / "sopbot.db"
    if not file.exists():
        file.write_bytes(_migrated())
    return SqlStore(engine_for(f"sqlite:///{file}"), days_off)


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
