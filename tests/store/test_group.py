"""Group commit: several units of work in one transaction, each of them undone alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from bot.domain.errors import Unavailable
from bot.domain.plan import Plan
from bot.ports import Group, UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import LATER, NOW
from tests.stores import fresh_store


@pytest.fixture
def store(tmp_path: Path) -> SqlStore:
    """SQLite has one writer; nothing else commits in groups."""
    return fresh_store(tmp_path, database="sqlite")


@pytest.fixture
def plan(store: SqlStore) -> Plan:
    with store.work() as work:
        made = rows.plan(work)
        work.commit()
    return made


@pytest.fixture
def group(store: SqlStore) -> Iterator[Group]:
    with store.together() as group:
        yield group


def meets(group: Group, account: str) -> None:
    with group.work() as work:
        rows.person(work, account)
        work.commit()


def fails(group: Group, account: str) -> None:
    with group.work() as work:
        rows.person(work, account)
        raise RuntimeError


def known(store: SqlStore, *accounts: str) -> list[bool]:
    with store.reading() as work:
        return [work.people.by_account("telegram", a) is not None for a in accounts]


def test_all_is_there_once_the_group_is_committed(store: SqlStore) -> None:
    with store.together() as group:
        meets(group, "1")
        meets(group, "2")
        assert known(store, "1", "2") == [False, False]
        group.commit()
    assert known(store, "1", "2") == [True, True]


def test_a_unit_that_fails_is_undone_alone(store: SqlStore) -> None:
    with store.together() as group:
        meets(group, "1")
        with pytest.raises(RuntimeError):
            fails(group, "2")
        with group.work() as work:
            rows.person(work, "3")  # and does not commit
        meets(group, "4")
        group.commit()
    assert known(store, "1", "2", "3", "4") == [True, False, False, True]


def test_a_group_that_is_not_committed_leaves_nothing(store: SqlStore) -> None:
    with store.together() as group:
        meets(group, "1")
    assert known(store, "1") == [False]


def test_one_that_reads_sees_what_the_others_wrote(group: Group) -> None:
    meets(group, "1")
    with group.reading() as work:
        assert work.people.by_account("telegram", "1") is not None
    meets(group, "2")


def write_while_reading(group: Group) -> None:
    with group.reading() as work:
        rows.person(work, "2")


def test_one_that_reads_and_writes_all_the_same_is_a_bug_that_leaves_nothing(
    store: SqlStore,
) -> None:
    with store.together() as group:
        meets(group, "1")
        with pytest.raises(Unavailable):
            write_while_reading(group)
        with pytest.raises(Unavailable):
            group.commit()
    assert known(store, "1", "2") == [False, False]


def write_and_fail_while_reading(group: Group) -> None:
    with group.reading() as work:
        rows.person(work, "2")
        raise RuntimeError


def test_also_if_it_fails_thereafter(store: SqlStore) -> None:
    with store.together() as group:
        meets(group, "1")
        with pytest.raises(Unavailable):
            write_and_fail_while_reading(group)
        with pytest.raises(Unavailable):
            group.commit()
    assert known(store, "1", "2") == [False, False]


def closes(work: UnitOfWork, plan: Plan, step: int) -> Plan:
    return work.plans.append(work.plans.by_id(plan.id), rows.closed(step))


def test_a_version_that_was_undone_is_not_taken_for_another_of_that_number(
    store: SqlStore, plan: Plan
) -> None:
    with store.together() as group:
        with group.work() as work:
            assert closes(work, plan, 1).version == 2
        with group.work() as work:
            assert not work.plans.by_id(plan.id).states[1].is_closed
            work.plans.recheck(plan.team, NOW)
            seen = work.plans.by_id(plan.id)
            work.commit()
        group.commit()
    assert (seen.version, seen.states[1].is_closed) == (2, False)
    with store.reading() as work:
        assert work.plans.by_id(plan.id) is seen


def test_what_a_unit_of_a_group_knows_the_next_ones_know(store: SqlStore, plan: Plan) -> None:
    with store.together() as group:
        with group.work() as work:
            written = closes(work, plan, 1)
            work.commit()
        with group.work() as work:
            assert work.plans.by_id(plan.id) is written
        group.commit()
    with store.reading() as work:
        assert work.plans.by_id(plan.id) is written


def test_nor_is_one_of_a_group_that_was_never_committed(store: SqlStore, plan: Plan) -> None:
    with store.together() as group, group.work() as work:
        closes(work, plan, 1)
        work.commit()
    with store.work() as work:
        closes(work, plan, 2)
        work.commit()
    with store.reading() as work:
        assert not work.plans.by_id(plan.id).states[1].is_closed


def fail(_: Connection) -> None:
    raise Unavailable("the disk is full")


def close_in_vain(store: SqlStore, plan: Plan) -> None:
    with store.together() as group:
        with group.work() as work:
            closes(work, plan, 1)
            work.commit()
        group.commit()


def test_nor_is_one_of_a_group_whose_commit_failed(
    store: SqlStore, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Connection, "commit", fail)
        with pytest.raises(Unavailable):
            close_in_vain(store, plan)
    with store.work() as work:
        work.plans.recheck(plan.team, NOW)
        work.commit()
    with store.reading() as work:
        seen = work.plans.by_id(plan.id)
    assert (seen.version, seen.states[1].is_closed) == (2, False)


def test_a_disk_that_is_full_is_told_as_such(store: SqlStore) -> None:
    with store.together() as group:
        group._raw.execute("PRAGMA max_page_count=1")  # type: ignore[attr-defined]
        with pytest.raises(Unavailable):
            meets(group, "1" * 10_000)
    assert known(store, "1" * 10_000) == [False]


def lose_all(group: Group) -> None:
    """As SQLite does by itself when the disk is full."""
    with group.work() as work:
        work.plans._connection.connection.rollback()  # type: ignore[attr-defined]
        raise RuntimeError


def test_where_the_database_undoes_all_of_it_nobody_thinks_it_was_kept(store: SqlStore) -> None:
    with store.together() as group:
        meets(group, "1")
        with pytest.raises(Unavailable):
            lose_all(group)
    assert known(store, "1") == [False]


def test_the_inbox_hears_of_what_came_before_in_the_group(group: Group) -> None:
    with group.work() as work:
        assert work.inbox.accept([rows.envelope("1")], NOW) == 1
        work.commit()
    with group.work() as work:
        assert work.inbox.accept([rows.envelope("1")], LATER) == 0
