"""Every test of the store runs on a real SQLite file and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.ports import UnitOfWork
from bot.store.engine import engine_for
from bot.store.unit import SqlStore
from tests.postgres import server
from tests.stores import fresh_store

DAYS_OFF = {date(2026, 10, 13): "วันนวมินทรมหาราช", date(2026, 12, 10): "วันรัฐธรรมนูญ"}


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """Migrated and empty."""
    made = fresh_store(tmp_path, DAYS_OFF, request.param)
    yield made
    made.close()


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Of a database without tables, which on SQLite is not there yet."""
    file = f"sqlite:///{tmp_path / 'empty.db'}"
    engine = engine_for(file if request.param == "sqlite" else server().new_database())
    yield engine
    engine.dispose()


@pytest.fixture
def work(store: SqlStore) -> Iterator[UnitOfWork]:
    """A unit of work that is never committed."""
    with store.work() as work:
        yield work
