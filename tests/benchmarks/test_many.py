from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.store.unit import SqlStore
from tests.benchmarks import offices
from tests.benchmarks.many import multiply
from tests.planning import plan_due
from tests.torture.books import Books


@pytest.fixture
def url(tmp_path: Path) -> str:
    url = offices.sqlite(tmp_path)
    store = offices.opened(url)
    offices.found(store, 2)
    store.close()
    return url


@pytest.fixture
def store(url: str) -> SqlStore:
    multiply(url, 10, due=3, slot=offices.SLOT, never=offices.NEVER)
    return offices.opened(url)


def test_copies_are_whole_and_read_like_the_first(url: str, store: SqlStore) -> None:
    with store.reading() as work:
        first, last = (work.plans.by_id(plan) for plan in (2, 10))
        team = work.teams.by_id(last.team)
    store.close()
    assert (last.sop, last.baseline) == (first.sop, first.baseline)
    assert [replace(e, id=0) for e in last.events] == [replace(e, id=0) for e in first.events]
    assert len(team.secretaries) == 1
    assert list(Books(url).faults(offices.NOW)) == []


def test_as_many_as_asked_have_something_to_say_at_the_slot(store: SqlStore) -> None:
    now = offices.SLOT + timedelta(seconds=1)
    assert plan_due(store, offices.SLOT - timedelta(seconds=1)) == 0
    assert plan_due(store, now) == 3
    with store.reading() as work:
        assert work.agenda.depths(now)["outbox"].count == 3
    store.close()
