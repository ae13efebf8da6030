"""A row that nobody can make sense of is found out, put aside and shown; the others go on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from bot.domain.errors import Unreadable
from bot.domain.people import ChatKind
from bot.domain.plan import Plan
from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import LATER, MINUTE, NOW
from tests.stores import fresh_store

GARBAGE = [
    "UPDATE delivery SET message = '{\"text\": '",
    "UPDATE delivery SET message = '[]'",
    'UPDATE delivery SET message = \'{"text": {"runs": [{"text": "a", "style": "huge"}]}}\'',
    "UPDATE chat SET kind = 'channel'",
]


def spoil(store: SqlStore, statement: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(statement))


@pytest.fixture
def plan(store: SqlStore) -> Plan:
    with store.work() as work:
        made = rows.plan(work)
        work.commit()
    return made


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqlStore]:
    """Only SQLite lets anything stand in any column."""
    store = fresh_store(tmp_path, database="sqlite")
    yield store
    store.close()


def claimed_after_setting_aside(work: UnitOfWork) -> list[str]:
    with pytest.raises(Unreadable) as found:
        work.outbox.claim(NOW, LATER, 2)
    work.outbox.set_aside(found.value.row, "incident 1", NOW)
    return rows.texts(work)


@pytest.mark.parametrize("statement", GARBAGE)
def test_a_message_that_cannot_be_read_gives_way_to_the_next(
    store: SqlStore, statement: str
) -> None:
    with store.work() as work:
        work.outbox.post(rows.group(work).id, rows.message("spoilt"), NOW)
        work.commit()
    spoil(store, statement)
    with store.work() as work:
        work.outbox.post(work.chats.at("telegram", "-2", ChatKind.GROUP).id, rows.message("b"), NOW)
        assert claimed_after_setting_aside(work) == ["b"]


def test_it_is_shown_as_undelivered(store: SqlStore) -> None:
    with store.work() as work:
        rows.team(work)
        work.outbox.post(rows.group(work).id, rows.message(), NOW)
        work.commit()
    spoil(store, GARBAGE[0])
    with store.work() as work:
        claimed_after_setting_aside(work)
        assert [u.reason for u in work.outbox.undelivered()] == ["incident 1"]


def test_to_a_chat_that_cannot_be_read_either_it_is_shown_by_its_number(store: SqlStore) -> None:
    with store.work() as work:
        work.outbox.post(rows.group(work).id, rows.message(), NOW)
        work.commit()
    spoil(store, GARBAGE[3])
    with store.work() as work:
        claimed_after_setting_aside(work)
        assert work.outbox.undelivered() == []
        assert [a.what for a in work.agenda.aside()] == ["delivery 1"]


def test_of_notices_only_those_that_cannot_be_read_are_left_out(
    store: SqlStore, plan: Plan
) -> None:
    with store.work() as work:
        chat = rows.group(work).id
        two = [(rows.notice(plan, k), chat) for k in (7, 3)]
        work.outbox.plan(two, NOW, late=False)
        work.commit()
    spoil(store, "UPDATE notice SET kind = 'birthday' WHERE k = 7")
    with store.work() as work:
        with pytest.raises(Unreadable) as found:
            work.outbox.claim(NOW, LATER)
        to = work.outbox.set_aside(found.value.row, "incident 1", NOW)
        assert to is not None
        assert to.id == chat
        assert [n.k for n in rows.claim(work).notices] == [3]


def test_a_file_that_cannot_be_read_gives_way_to_the_next_of_its_album(sqlite: SqlStore) -> None:
    with sqlite.work() as work:
        plan = rows.plan(work)
        spoilt, whole = (rows.expect(work, plan, name) for name in "ab")
        work.commit()
    spoil(sqlite, "UPDATE file SET sent_at = 'yesterday' WHERE name = 'a'")
    with sqlite.work() as work:
        with pytest.raises(Unreadable):
            work.files.claim(NOW, LATER)
        assert work.files.set_aside(spoilt.id, "incident 1") == plan.id
        claimed = work.files.claim(NOW, LATER)
        assert claimed is not None
        assert [f.id for f in work.files.of_album(claimed.chat, "a1")] == [whole.id]
        assert [(a.what, a.reason) for a in work.agenda.aside()] == [("file 1", "incident 1")]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE event SET kind = 'Celebrated'",
        "UPDATE event SET data = '{'",
        "UPDATE event SET data = '{}'",
        "UPDATE plan SET sop = 'x'",
        "UPDATE plan SET baseline = '7'",
    ],
)
def test_a_plan_that_cannot_be_read_says_so_and_whose_it_is(
    store: SqlStore, plan: Plan, statement: str
) -> None:
    with store.work() as work:
        other = rows.plan(work, "-200")
        work.plans.append(plan, rows.closed(1))
        work.commit()
    spoil(store, f"{statement} WHERE {'plan' if 'event' in statement else 'id'} = {plan.id}")
    with SqlStore(store.engine).reading() as work:  # which has not written it itself
        with pytest.raises(Unreadable):
            work.plans.by_id(plan.id)
        assert work.plans.team_of(plan.id) == plan.team
        assert work.plans.unreadable() == [plan.id]
        assert work.plans.by_id(other.id).id == other.id


def test_an_update_set_aside_is_shown_with_its_number(work: UnitOfWork) -> None:
    work.inbox.accept([rows.envelope("1")], NOW)
    [(row, *_)] = work.inbox.claim(NOW, LATER)
    work.inbox.set_aside(row, "incident 1", NOW + MINUTE)
    [aside] = work.agenda.aside()
    assert (aside.what, aside.reason, aside.at) == ("update 1", "incident 1", NOW + MINUTE)
