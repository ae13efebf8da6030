from __future__ import annotations

import gc
import sqlite3
import weakref
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError, InternalError

from bot.domain.answers import kept
from bot.domain.errors import Conflict, SopbotError
from bot.ports import UnitOfWork
from bot.store.engine import WroteWhileReading, engine_for
from bot.store.unit import SqlStore, SqlUnit
from tests.store import rows
from tests.stores import fresh_store


def groups(store: SqlStore) -> int:
    """How many the person with account 7 was seen in."""
    with store.reading() as work:
        who = work.people.by_username("telegram", "somchai")
        return len(work.chats.groups_of("telegram", who.id)) if who else 0


def see(store: SqlStore, address: str, commit: bool = True) -> None:
    with store.work() as work:
        who = work.people.seen("telegram", "7", "สมชาย", "somchai", "th")
        work.chats.seen_in(rows.group(work, address).id, who.id)
        if commit:
            work.commit()


def test_what_is_committed_is_there(store: SqlStore) -> None:
    see(store, "-1")
    assert groups(store) == 1


def test_what_is_not_committed_never_was(store: SqlStore) -> None:
    see(store, "-1")
    see(store, "-2", commit=False)
    assert groups(store) == 1


def test_an_error_undoes_the_unit(store: SqlStore) -> None:
    def fail(work: UnitOfWork) -> None:
        work.chats.seen_in(rows.group(work).id, rows.person(work).id)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), store.work() as work:
        fail(work)
    assert groups(store) == 0


def test_a_unit_leaves_nothing_to_the_collector(store: SqlStore) -> None:
    """Whatever it used: in a circle of references all it has made would stay for a while."""
    gc.disable()
    try:
        with store.work() as work:
            for repository in vars(SqlUnit).values():
                if isinstance(repository, kept):
                    repository.__get__(work)
            gone = weakref.ref(work)
            work.commit()
        del work
        assert gone() is None
    finally:
        gc.enable()


def test_readers_do_not_wait_for_a_writer_and_see_what_was_before(store: SqlStore) -> None:
    see(store, "-1")
    with store.work() as work:
        rows.group(work, "-2")
        assert groups(store) == 1


def test_a_reader_sees_one_moment_whatever_is_written_meanwhile(store: SqlStore) -> None:
    see(store, "-1")
    with store.reading() as work:
        who = work.people.by_username("telegram", "somchai")
        assert who is not None
        see(store, "-2")
        assert len(work.chats.groups_of("telegram", who.id)) == 1
    assert groups(store) == 2


def write_while_reading(store: SqlStore) -> None:
    with store.reading() as work:
        rows.person(work, "1")
        work.commit()


def test_a_reader_writes_nothing(store: SqlStore) -> None:
    with pytest.raises((WroteWhileReading, InternalError)):
        write_while_reading(store)
    with store.reading() as work:
        assert work.people.by_account("telegram", "1") is None
    see(store, "-1")


def test_no_unit_changes_a_setting_at_which_sqlite_prepares_all_anew(tmp_path: Path) -> None:
    store, run = fresh_store(tmp_path, database="sqlite"), list[str]()
    with store.engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert isinstance(raw, sqlite3.Connection)
        raw.set_trace_callback(run.append)
    see(store, "-1")
    assert groups(store) == 1
    with store.together() as group, group.reading() as work:
        work.people.by_account("telegram", "7")
    assert run.count("BEGIN IMMEDIATE") == 2
    assert {one for one in run if one.startswith("PRAGMA")} <= {"PRAGMA data_version"}


def test_a_reference_to_nothing_is_refused_and_its_values_are_not_shown(store: SqlStore) -> None:
    with pytest.raises(IntegrityError, match="parameters hidden"), store.work() as work:
        work.chats.seen_in(12345, 67890)


def test_a_writer_that_waits_too_long_may_try_again(tmp_path: Path) -> None:
    store = fresh_store(tmp_path, database="sqlite")
    event.listen(store.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout=1"))
    with closing(sqlite3.connect(tmp_path / "sopbot.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Conflict), store.work() as work:
            rows.group(work)
    see(store, "-1")
    store.close()


@pytest.mark.parametrize("url", ["sqlite:////nowhere/at/all.db", "postgres://x@/y?host=/nowhere"])
def test_a_database_that_is_not_there_is_told_in_our_words(url: str) -> None:
    store = SqlStore(engine_for(url))
    with pytest.raises(SopbotError, match="database failed"), store.work() as work:
        rows.group(work)


def test_sqlite_promises_what_we_acknowledge(tmp_path: Path) -> None:
    store = fresh_store(tmp_path, database="sqlite")
    with store.engine.connect() as connection:
        names = ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "temp_store")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names]
    assert found == ["wal", 1, 5000, 2, 2]
    store.close()
