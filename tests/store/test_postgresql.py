"""How a process speaks with a PostgreSQL that several share."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import update

from bot.ports import UnitOfWork
from bot.store import engine
from bot.store.engine import engine_for
from bot.store.queue_tables import delivery, inbox
from bot.store.unit import SqlStore, SqlUnit
from tests.executed import hearing
from tests.store import rows
from tests.store.rows import LATER, NOW, envelope
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


def url_of(store: SqlStore) -> str:
    plain = store.engine.url.set(drivername="postgresql")
    return plain.render_as_string(hide_password=False)


def see(store: SqlStore) -> None:
    with store.work() as work:
        rows.person(work)


def prepared(store: SqlStore) -> list[str]:
    with store.engine.connect() as connection:
        query = "SELECT statement FROM pg_prepared_statements"
        return list(connection.exec_driver_sql(query).scalars())


def test_what_is_often_read_stays_prepared(store: SqlStore) -> None:
    for _ in range(OFTEN):
        with store.reading() as work:
            work.plans.due(NOW)
    assert any("wake_at" in one for one in prepared(store))


def test_only_a_connection_that_rested_is_asked_whether_it_is_there(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    seconds = 0.0
    monkeypatch.setattr(engine, "monotonic", lambda: seconds)
    monkeypatch.setattr(store.engine.dialect, "do_ping", asked.append)
    for _ in range(5):
        see(store)
        seconds += 0.6
    assert not asked
    seconds += 0.6
    see(store)
    see(store)
    assert len(asked) == 1


def test_a_connection_that_was_lost_at_rest_is_made_anew(
    store: SqlStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "SURE_FOR", 0.0)
    with store.engine.connect() as connection:
        process = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
    with psycopg.connect(url_of(store)) as other:
        other.execute("SELECT pg_terminate_backend(%s, 10000)", (process,))
    see(store)


def wait_in_both_queues(store: SqlStore, day: str) -> None:
    with store.work() as work:
        for n in range(20):
            group = rows.group(work, f"-{n}")
            for _ in range(10):
                work.outbox.post(group.id, rows.message(), NOW)
            work.inbox.accept([envelope(f"{day} {n}.{k}", f"-{n}") for k in range(10)], NOW)
        work.commit()


def all_is_done(store: SqlStore) -> None:
    with store.engine.begin() as connection:
        connection.execute(update(inbox).values(state="done"))
        connection.execute(update(delivery).values(state="sent"))


def make_statistics(store: SqlStore) -> None:
    with store.engine.connect() as connection:
        by_itself = connection.execution_options(isolation_level="AUTOCOMMIT")
        by_itself.exec_driver_sql("VACUUM ANALYZE")


def plan_of(store: SqlStore, ask: Callable[[UnitOfWork], object], told_by: str) -> list[str]:
    """How PostgreSQL goes about the statement with these words."""
    found: list[str] = []

    def explain(raw: Any, statement: str, given: Any) -> None:
        if told_by in statement:
            found.extend(row[0] for row in raw.execute(f"EXPLAIN {statement}", given))

    with store.work() as work, hearing(explain):
        ask(work)
    return found


@pytest.mark.parametrize("is_empty", [True, False])
@pytest.mark.parametrize(
    ("claim", "in_turn", "of_chat"),
    [
        (
            lambda work: work.inbox.claim(NOW, LATER, 16),
            "ix_inbox_waiting on inbox",
            ["ix_inbox_in_lane on inbox other"],
        ),
        (
            lambda work: work.outbox.claim(NOW, LATER, 16),
            "ix_delivery_waiting on delivery",
            ["ix_delivery_in_chat on delivery other", "ix_delivery_in_chat on delivery busy"],
        ),
    ],
)
def test_a_queue_is_looked_through_in_its_order(
    store: SqlStore,
    claim: Callable[[UnitOfWork], object],
    in_turn: str,
    of_chat: Sequence[str],
    is_empty: bool,
) -> None:
    """Whether it was empty when the statistics were made, as nearly always, or full."""
    wait_in_both_queues(store, "yesterday")
    if is_empty:
        all_is_done(store)
    make_statistics(store)
    wait_in_both_queues(store, "today")
    plan = plan_of(store, claim, "SKIP LOCKED")
    found = [step.partition(" using ")[2].partition("  (")[0] for step in plan]
    assert [step for step in found if "ix_" in step] == [in_turn, *of_chat]
    assert not [step for step in plan if "Sort" in step]
    of_one_chat = "(chat = delivery.chat)", "(lane = (inbox.lane)::text)"
    conditions = [step for step in plan if any(one in step for one in of_one_chat)]
    assert len(conditions) == len(of_chat)


def test_who_is_answered_in_a_full_chat_looks_at_that_chat_alone(store: SqlStore) -> None:
    """For notices that come before the answer now."""
    wait_in_both_queues(store, "yesterday")
    all_is_done(store)
    make_statistics(store)
    wait_in_both_queues(store, "today")
    plan = plan_of(store, lambda work: work.outbox.post(1, rows.message(), NOW), "SET turn")
    found = {word for step in plan for word in step.split() if word.startswith("ix_")}
    assert found == {"ix_delivery_in_chat"}


@pytest.mark.parametrize("queue", ["inbox", "outbox"])
def test_what_follows_a_claim_may_sort(store: SqlStore, queue: str) -> None:
    """Or it would read the whole ledger of notices in the order it asks for."""
    with store.work() as work:
        assert isinstance(work, SqlUnit)
        getattr(work, queue).claim(NOW, LATER, 16)
        shown = work._connection.exec_driver_sql("SHOW enable_sort")
        assert shown.scalar_one() == "on"
