from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, select
from sqlalchemy.exc import StatementError

from bot.store.types import Json, UtcDateTime
from bot.store.unit import SqlStore
from tests.store.rows import NOW

BANGKOK = timezone(timedelta(hours=7))


def read(store: SqlStore, value: object, kind: UtcDateTime | Json) -> object:
    """What the database gives back."""
    with store.engine.connect() as connection:
        return connection.scalar(select(bindparam("value", type_=kind)), {"value": value})


def test_an_instant_is_the_same_when_read_back_and_in_utc(store: SqlStore) -> None:
    written = datetime(2026, 10, 1, 8, 30, 0, 123456, BANGKOK)
    found = read(store, written, UtcDateTime())
    assert isinstance(found, datetime)
    assert (found, found.tzinfo) == (written, UTC)
    assert read(store, None, UtcDateTime()) is None


def test_a_naive_instant_is_refused(store: SqlStore) -> None:
    with pytest.raises(StatementError, match="naive"):
        read(store, NOW.replace(tzinfo=None), UtcDateTime())


@pytest.mark.parametrize("value", [{"ก": [1, None, "ข"]}, [], "", 0, False, None])
def test_json_is_the_same_when_read_back(store: SqlStore, value: object) -> None:
    assert read(store, value, Json()) == value


def test_thai_stays_readable_in_the_database() -> None:
    bind = Json().process_bind_param({"ก": 1}, None)  # type: ignore[arg-type]
    assert bind == '{"ก":1}'
