from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot.ports import UnitOfWork
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.unit import SqlStore
from tests.postgres import server
from tests.store.released import values
from tests.store.released.load import REVISIONS, load

POSTGRESQL = pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))


@pytest.fixture(scope="module", params=REVISIONS)
def revision(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=["sqlite", POSTGRESQL])
def database(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def old(revision: str, database: str, tmp_path: Path) -> Iterator[Engine]:
    """As that program left it."""
    with _loaded(revision, database, tmp_path) as engine:
        yield engine


@pytest.fixture(scope="module")
def upgraded(
    revision: str, database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SqlStore]:
    """The tests commit nothing to it."""
    with _loaded(revision, database, tmp_path_factory.mktemp("released")) as engine:
        upgrade(engine)
        yield SqlStore(engine, {values.NO_DAY_OFF: "วันสงกรานต์"})


@contextmanager
def _loaded(revision: str, database: str, folder: Path) -> Iterator[Engine]:
    file = f"sqlite:///{folder / 'sopbot.db'}"
    engine = engine_for(file if database == "sqlite" else server().new_database())
    load(revision, engine)
    yield engine
    engine.dispose()


@pytest.fixture
def work(upgraded: SqlStore) -> Iterator[UnitOfWork]:
    with upgraded.work() as work:
        yield work
