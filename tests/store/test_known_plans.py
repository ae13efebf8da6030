"""Plans are read once per version; what was never committed is never served."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import Connection

from bot.domain.errors import Unavailable
from bot.domain.events import Closed
from bot.domain.plan import Plan
from bot.ports import UnitOfWork
from bot.store import known_plans
from bot.store.known_plans import KnownPlans
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import DUE, LATER, NOW

CLOSED = Closed(at=LATER, step=1, on=DUE)
ROLLED_BACK = Closed(at=LATER, step=1, on=DUE, note="อีกฉบับ")


@pytest.fixture
def plan(store: SqlStore) -> Plan:
    with store.work() as work:
        made = rows.plan(work)
        work.commit()
    return made


def read(store: SqlStore, plan: Plan) -> Plan:
    with store.reading() as work:
        return work.plans.by_id(plan.id)


def test_a_plan_to_which_nothing_happened_is_the_same_one(store: SqlStore, plan: Plan) -> None:
    assert read(store, plan) is read(store, plan)


def test_of_many_plans_the_last_asked_for_are_kept(
    plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(known_plans, "MOST", 2)
    known = KnownPlans()
    for number in (1, 2):
        known.put(replace(plan, id=number))
    known.get(1, plan.version)
    known.put(replace(plan, id=3))
    assert [known.get(number, plan.version) is not None for number in (1, 2, 3)] == [
        True,
        False,
        True,
    ]


def test_what_happened_elsewhere_is_read(store: SqlStore, plan: Plan) -> None:
    assert not read(store, plan).states[1].is_closed
    with SqlStore(store.engine).work() as elsewhere:
        elsewhere.plans.append(elsewhere.plans.by_id(plan.id), CLOSED)
        elsewhere.commit()
    assert read(store, plan).states[1].is_closed


def test_what_was_just_written_is_not_read_again(store: SqlStore, plan: Plan) -> None:
    with store.work() as work:
        written = work.plans.append(work.plans.by_id(plan.id), CLOSED)
        work.commit()
    assert read(store, plan) is written
    with SqlStore(store.engine).reading() as elsewhere:
        assert elsewhere.plans.by_id(plan.id) == written


def append(work: UnitOfWork, plan: Plan) -> None:
    work.plans.append(work.plans.by_id(plan.id), ROLLED_BACK)


def recheck(work: UnitOfWork, plan: Plan) -> None:
    work.plans.recheck(plan.team, NOW)


@pytest.mark.parametrize("change", [append, recheck])
def test_a_version_that_was_rolled_back_is_not_taken_for_another_of_that_number(
    store: SqlStore, plan: Plan, change: Callable[[UnitOfWork, Plan], None]
) -> None:
    with store.work() as work:
        change(work, plan)
        assert work.plans.of_team(plan.team)[0].version == 2
    with SqlStore(store.engine).work() as elsewhere:
        elsewhere.plans.append(elsewhere.plans.by_id(plan.id), CLOSED)
        elsewhere.commit()
    assert read(store, plan).version == 2
    assert read(store, plan).states[1].note == CLOSED.note
    assert read(store, plan).states[1].is_closed


def fail(_: Connection) -> None:
    raise Unavailable("the disk is full")


def commit_in_vain(store: SqlStore, plan: Plan) -> None:
    with store.work() as work:
        append(work, plan)
        work.commit()


def test_nor_is_one_whose_commit_failed(
    store: SqlStore, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Connection, "commit", fail)
        with pytest.raises(Unavailable):
            commit_in_vain(store, plan)
    with store.work() as work:
        recheck(work, plan)
        work.commit()
    assert read(store, plan).version == 2
    assert not read(store, plan).states[1].is_closed


def test_a_plan_that_was_never_made_is_not_known(store: SqlStore) -> None:
    with store.work() as work:
        abandoned = rows.plan(work)
        assert work.plans.by_id(abandoned.id).start == abandoned.start
    with SqlStore(store.engine).work() as elsewhere:
        made = rows.plan(elsewhere, "-200")
        elsewhere.plans.append(made, CLOSED)
        elsewhere.commit()
    assert read(store, made).states[1].is_closed


def test_rules_of_the_team_come_without_a_new_version(store: SqlStore, plan: Plan) -> None:
    rules = replace(read(store, plan).rules, off=frozenset())
    changed = replace(rules, zone="Asia/Tokyo")
    with store.work() as work:
        work.teams.set_rules(plan.team, changed)
        work.commit()
    assert read(store, plan).rules == changed
    assert read(store, plan).version == plan.version
