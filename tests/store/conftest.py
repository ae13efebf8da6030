"""Every test of the store runs on a real SQLite file and on a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.ports import UnitOfWork
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.tables import metadata
from bot.store.unit import SqlStore
from tests.store.postgres import postgres_url as postgres_url
from tests.stores import sqlite_store

DAYS_OFF = {date(2026, 10, 13): "วันนวมินทรมหาราช", date(2026, 12, 10): "วันรัฐธรรมนูญ"}


@pytest.fixture(
    params=["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]
)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SqlStore]:
    """Migrated and empty."""
    if request.param == "sqlite":
        made = sqlite_store(tmp_path, DAYS_OFF)
        yield made
        made.close()
    else:
        yield SqlStore(request.getfixturevalue("postgres"), DAYS_OFF)


@pytest.fixture
def postgres(postgres_engine: Engine, request: pytest.FixtureRequest) -> Iterator[Engine]:
    """With empty tables, and left so."""
    yield postgres_engine
    if "work" in request.fixturenames:
        return  # it committed nothing
    with postgres_engine.begin() as connection:
        names = ", ".join(f'"{table.name}"' for table in metadata.sorted_tables)
        connection.execute(text(f"TRUNCATE {names} RESTART IDENTITY"))


@pytest.fixture(scope="session")
def postgres_engine(postgres_url: str) -> Iterator[Engine]:
    engine = engine_for(postgres_url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def work(store: SqlStore) -> Iterator[UnitOfWork]:
    """A unit of work that is never committed."""
    with store.work() as work:
        yield work
