from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import event

from bot.store.engine import (
    BadDatabaseUrl,
    BadSqliteUrl,
    NoPostgresLibrary,
    NothingKept,
    engine_for,
    file_of,
)


class Stop(Exception):
    pass


def connecting(url: str) -> Mapping[str, Any]:
    """With what PostgreSQL's library would be asked to connect."""
    engine, asked = engine_for(url), {}

    def stop(_dialect: object, _record: object, _: object, parameters: dict[str, Any]) -> None:
        asked.update(parameters)
        raise Stop

    event.listen(engine, "do_connect", stop)
    with pytest.raises(Stop):
        engine.connect()
    return asked


@pytest.mark.parametrize(
    "url",
    [
        "postgresql//u:s3cret@h/db",
        "postgresql://u:s3cret@h:s3cret/db",
        "mysql://u:s3cret@h",
        "postgresql://u:a@x/s3cret@h/db",
    ],
)
def test_a_wrong_url_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(BadDatabaseUrl) as refused:
        engine_for(url)
    assert "SOPBOT_DATABASE_URL" in str(refused.value)
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://",
        "sqlite:///",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:x?mode=memory&cache=shared&uri=true",
        "sqlite:///x.db?mode=memory&uri=true",
        "sqlite+pysqlite:///:memory:",
    ],
)
def test_a_database_that_a_stop_would_lose_is_refused(url: str) -> None:
    for asked in (engine_for, file_of):
        with pytest.raises(NothingKept, match="would lose everything"):
            asked(url)


@pytest.mark.parametrize(
    "url",
    [
        "sqlite://tmp/y.db",
        "sqlite:/tmp/y.db",
        "sqlite:y.db",
        "sqlite://u:s3cret@/y.db",
        "sqlite://u:s3cret/y.db",
        "sqlite:///y.db?timeout=s3cret",
    ],
)
def test_an_address_of_no_file_is_refused_with_the_form_of_one(url: str) -> None:
    with pytest.raises(BadSqliteUrl, match=r"write sqlite:////full/path/name\.db") as refused:
        engine_for(url)
    assert "s3cret" not in str(refused.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+asyncpg"])
def test_postgresql_is_spoken_to_with_our_driver(scheme: str) -> None:
    assert engine_for(f"{scheme}://u@h/db").driver == "psycopg"


def test_without_its_library_postgresql_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(NoPostgresLibrary, match=r"sopbot\[postgres\]"):
        engine_for("postgresql://u@h/db")


def test_a_server_that_says_nothing_is_not_waited_for_long() -> None:
    asked = connecting("postgresql://u@h/db")
    assert asked["connect_timeout"] == 10
    assert asked["tcp_user_timeout"] == 30_000


def test_what_the_url_says_about_waiting_holds() -> None:
    assert int(connecting("postgresql://u@h/db?connect_timeout=3")["connect_timeout"]) == 3
