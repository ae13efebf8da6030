"""Several cases that are opened at the same moment, as from private chats."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Incoming
from bot.ports import Answers, UnitOfWork
from bot.store.unit import SqlStore
from scheduler.transactions import transact
from tests.cases import open_cases, with_cases
from tests.cast import CHANNEL, PRIVATE, SECRETARY, Office, office_with_plan, place_of
from tests.store.test_concurrency import at_once
from tests.stores import fresh_store

START = date(2026, 11, 20)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    """On SQLite who writes waits for who writes anyway."""
    made = fresh_store(tmp_path, database="postgresql")
    yield made
    made.close()


def opens(office: Office, name: str, key: str) -> None:
    place = place_of(SECRETARY, PRIVATE)
    said = Incoming(CHANNEL, key, place, Happened.SAID, SECRETARY.sender, f"/case {name}", key)

    def handle(work: UnitOfWork) -> None:
        office.dispatcher.handle(said, work, office.now, Answers())

    transact(office.store, handle)


@pytest.mark.needs("postgresql")
def test_each_has_a_number_of_its_own_and_one_name_is_asked_about(store: SqlStore) -> None:
    office = with_cases(office_with_plan(store, date(2026, 10, 1), {}))
    open_cases(office, ["แรก"], START)
    at_once(lambda n: opens(office, f"เรื่องใหม่ {n}", f"a{n}"))
    at_once(lambda n: opens(office, "ชื่อเดียวกัน", f"b{n}"))
    with store.reading() as work:
        found = [p for p in work.plans.of_team(office.team().id) if p.number]
    assert sorted(p.number for p in found) == [*range(1, 7)]
    assert [p.name for p in found].count("ชื่อเดียวกัน") == 1
