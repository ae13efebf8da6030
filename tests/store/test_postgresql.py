"""How a process speaks with a PostgreSQL that several share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.engine import engine_for
from bot.store.unit import SqlStore
from tests.store.rows import NOW
from tests.stores import fresh_store

pytestmark = pytest.mark.needs("postgresql")

OFTEN = 10
"""More often than psycopg waits before it prepares a statement."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """On a connection of its own."""
    lent = fresh_store(tmp_path, database="postgresql")
    own = SqlStore(engine_for(lent.engine.url))
    yield own
    own.close()


def prepared(store: SqlStore) -> list[str]:
    with store.engine.connect() as connection:
        query = "SELECT statement FROM pg_prepared_statements"
        return list(connection.exec_driver_sql(query).scalars())


def test_what_is_often_read_stays_prepared(store: SqlStore) -> None:
    for _ in range(OFTEN):
        with store.reading() as work:
            work.plans.due(NOW)
    assert any("wake_at" in one for one in prepared(store))
