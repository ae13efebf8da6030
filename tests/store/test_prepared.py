"""What is executed past SQLAlchemy comes out as it does through it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, MultipleResultsFound, NoResultFound, OperationalError

from bot.store.prepared import OFTEN, Statements
from bot.store.queue_tables import delivery, inbox
from bot.store.read_cache import ReadCache
from bot.store.session import session
from bot.store.tables import chat, chat_person, event
from bot.store.types import insert as upserting
from tests.executed import hearing
from tests.store import rows
from tests.store.rows import NOW
from tests.stores import fresh_store

_MEET = (
    insert(chat)
    .values(kind="group", reachable=True, served=True)
    .returning(chat.c.id, chat.c.address)
)
_ALL = select(chat).order_by(chat.c.id)
_TITLE = update(chat).where(chat.c.id == bindparam("row")).values(title=bindparam("becomes"))
_SEEN = upserting(chat_person).on_conflict_do_nothing()
_SOME = select(chat.c.id).where(
    chat.c.id.in_(bindparam("rows", expanding=True)), chat.c.title == bindparam("title")
)
_DELIVERIES = select(delivery).order_by(delivery.c.id)
_EVENTS = select(event.c.id, event.c.at, event.c.data, event.c.step).order_by(event.c.id)
_INBOX = select(inbox.c.id, inbox.c.received_at, inbox.c.not_before, inbox.c.payload)


class Both:
    """One connection, by SQLAlchemy alone and as the repositories have it."""

    def __init__(self, connection: Connection) -> None:
        self.plain = connection
        self.ours = session(connection, ReadCache(), Statements())

    def often(self, statement: Any) -> None:
        """It is prepared now."""
        for _ in range(OFTEN):
            self.ours.execute(statement).all()


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Both]:
    store = fresh_store(tmp_path, database="sqlite")
    with store.work() as work:
        plan = rows.plan(work)
        work.plans.append(plan, rows.closed(1))
        work.outbox.post(rows.group(work).id, rows.message("สวัสดี"), NOW)
        work.inbox.accept([rows.envelope("1")], NOW)
        work.commit()
    with store.engine.connect() as connection:
        yield Both(connection)


@pytest.mark.parametrize("statement", [_ALL, _DELIVERIES, _EVENTS, _INBOX])
def test_rows_are_the_same_by_place_and_by_name(both: Both, statement: Any) -> None:
    both.often(statement)
    through, past = both.plain.execute(statement).all(), both.ours.execute(statement).all()
    assert [tuple(row) for row in past] == [tuple(row) for row in through]
    assert [row.id for row in past] == [row.id for row in through]
    assert past


def test_instants_days_and_json_are_read_and_written_as_what_they_are(both: Both) -> None:
    both.often(_EVENTS)
    (found,) = both.ours.execute(_EVENTS)
    assert (found.at, found.at.tzinfo, found.data["on"]) == (
        NOW,
        UTC,
        date(2026, 10, 1).isoformat(),
    )


def test_what_is_prepared_is_not_put_together_again(both: Both) -> None:
    both.often(_ALL)
    heard: list[str] = []
    with hearing(lambda _, sql, __: heard.append(sql)):
        both.ours.execute(_ALL)
    assert len(heard) == 1
    assert both.ours.execute(_ALL).all() == both.ours.execute(_ALL).all()


def test_values_go_by_name_whatever_their_order(both: Both) -> None:
    met = [both.ours.execute(_MEET, {"channel": "fake", "address": str(n)}).one() for n in range(5)]
    met += [both.ours.execute(_MEET, {"address": "9", "channel": "fake"}).one()]
    assert [one.address for one in met] == ["0", "1", "2", "3", "4", "9"]
    assert [one.id for one in met] == sorted({one.id for one in met})


def test_how_many_rows_were_changed_is_told(both: Both) -> None:
    for _ in range(OFTEN + 1):
        assert both.ours.execute(_TITLE, {"row": 1, "becomes": "ก"}).rowcount == 1
        assert both.ours.execute(_TITLE, {"row": 99, "becomes": "ก"}).rowcount == 0


@pytest.mark.parametrize("of", [list, tuple, set])
def test_lists_of_any_length_find_what_is_in_them(both: Both, of: Any) -> None:
    """A set, too, which SQLAlchemy is left to deal with."""
    for _ in range(OFTEN + 1):
        assert both.ours.scalars(_SOME, {"rows": of([1, 2]), "title": "กลุ่ม"}).all() == [1]
        assert both.ours.scalars(_SOME, {"rows": of([1]), "title": "another"}).all() == []
        assert both.ours.scalars(_SOME, {"rows": of([]), "title": "กลุ่ม"}).all() == []
        assert both.ours.scalars(_SOME, {"title": "กลุ่ม", "rows": of([3, 2, 1])}).all() == [1]


def test_a_list_may_stand_in_the_statement_itself(both: Both) -> None:
    some = select(chat.c.id).where(chat.c.id.in_([1, 2]), chat.c.title == bindparam("title"))
    for _ in range(OFTEN + 1):
        assert both.ours.scalars(some, {"title": "กลุ่ม"}).all() == [1]


def test_a_list_is_prepared_for_its_length_and_not_for_endlessly_many(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.store.prepared.SHAPES", 3)
    statements = Statements()
    for n in range(OFTEN + 6):
        given = {"rows": [1] * n, "title": "กลุ่ม"}
        statements.prepared(_SOME, given, both.plain.dialect)
    shapes = [
        statements.prepared(_SOME, {"rows": [1] * n, "title": "กลุ่ม"}, both.plain.dialect)
        for n in range(OFTEN + 6)
    ]
    assert len([one for one in shapes if one is not None]) == 3


def test_too_few_and_too_many_rows_are_errors(both: Both) -> None:
    both.ours.execute(_MEET, {"channel": "fake", "address": "1"})
    both.often(_ALL)
    with pytest.raises(MultipleResultsFound):
        both.ours.execute(_ALL).one()
    nothing = _ALL.where(chat.c.id == 99)
    both.often(nothing)
    with pytest.raises(NoResultFound):
        both.ours.execute(nothing).one()
    assert both.ours.execute(nothing).one_or_none() is both.ours.scalars(nothing).first() is None


def test_what_the_database_refuses_is_told_as_sqlalchemy_does_and_without_the_values(
    both: Both,
) -> None:
    for _ in range(OFTEN + 1):
        with pytest.raises(IntegrityError, match="FOREIGN KEY") as refused:
            both.ours.execute(_SEEN, {"chat": 12345, "person": 67890})
        assert "12345" not in str(refused.value)


def test_a_table_that_is_gone_is_told_too(both: Both) -> None:
    both.often(_EVENTS)
    both.plain.exec_driver_sql("ALTER TABLE event RENAME TO happened")
    with pytest.raises(OperationalError, match="no such table"):
        both.ours.execute(_EVENTS)
