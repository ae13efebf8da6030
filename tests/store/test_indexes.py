"""What is asked at every tick finds its rows by an index, however many rows there are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, inspect

from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.store.rows import LATER, NOW, envelope
from tests.stores import fresh_store

FOLLOWING = envelope("1", album="a", follows=True)
ASKED: dict[str, Callable[[UnitOfWork], object]] = {
    "ix_plan_wake_at": lambda work: work.plans.due(NOW),
    "ix_inbox_waiting": lambda work: work.inbox.claim(NOW, LATER),
    "ix_inbox_in_lane": lambda work: work.inbox.claim(NOW, LATER),
    "ix_inbox_album": lambda work: work.inbox.accept([FOLLOWING], NOW),
    "ix_delivery_waiting": lambda work: work.outbox.claim(NOW, LATER),
    "ix_delivery_in_chat": lambda work: work.outbox.claim(NOW, LATER),
    "ix_file_expected": lambda work: work.files.claim(NOW, LATER),
    "ix_file_album": lambda work: work.files.of_album(1, "a"),
    "ix_sent_message_key": lambda work: work.sent.named(1, "sign-up"),
    "ix_chat_person_person": lambda work: work.chats.committees_of("telegram", "7"),
    "ix_account_channel_username": lambda work: work.people.by_username("telegram", "x"),
}


@contextmanager
def explained(store: SqlStore) -> Iterator[list[str]]:
    """How SQLite goes about each statement of the block."""
    found: list[str] = []

    def explain(_: Any, cursor: Any, statement: str, parameters: Any, *__: Any) -> None:
        plan = cursor.connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)
        found.extend(row[3] for row in plan)

    event.listen(store.engine, "before_cursor_execute", explain)
    yield found
    event.remove(store.engine, "before_cursor_execute", explain)


@pytest.mark.parametrize("index", ASKED)
def test_the_index_is_used_and_no_table_is_read_through(index: str, tmp_path: Path) -> None:
    store = fresh_store(tmp_path, database="sqlite")
    with store.work() as work, explained(store) as steps:
        ASKED[index](work)
    assert any(index in step for step in steps), steps
    tables = set(inspect(store.engine).get_table_names())
    read_through = [s for s in steps if s.startswith("SCAN") and "USING" not in s]
    assert not [s for s in read_through if s.split()[1] in tables], steps
    store.close()
