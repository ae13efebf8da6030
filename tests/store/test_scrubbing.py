"""What was deleted leaves the files of SQLite too; PostgreSQL sees to that by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.executed import hearing
from tests.store import rows
from tests.store.rows import NOW
from tests.stores import fresh_store

FILE, MEMORY = 1, 2
PEOPLE = 400
"""So many that pages are rearranged, which leaves bytes behind that nothing overwrites."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = fresh_store(tmp_path, database="sqlite")
    yield made
    made.close()


def bytes_of(folder: Path) -> bytes:
    """The database and its journal."""
    return b"".join(file.read_bytes() for file in sorted(folder.glob("sopbot.db*")))


def meet(work: UnitOfWork, number: int) -> None:
    person = rows.person(work, f"acc{number:04}z", f"nam{number:04}z" * (number % 7 + 1))
    work.people.set_official(person.id, f"off{number:04}z" * (number % 5 + 1), "")


def test_who_was_forgotten_is_in_no_byte_of_the_file(store: SqlStore, tmp_path: Path) -> None:
    with store.work() as work:
        for number in range(PEOPLE):
            meet(work, number)
        work.commit()
    with store.work() as work:
        for number in range(PEOPLE):
            who = rows.person(work, f"acc{number:04}z", "")
            work.people.set_official(who.id, f"off{number:04}z" * 9, "")
            work.privacy.erase(who.id, "member", NOW)
        work.commit()
    store.scrub()
    left = bytes_of(tmp_path)
    assert not [n for n in range(PEOPLE) if f"{n:04}z".encode() in left]


def test_what_was_handled_leaves_the_journal(store: SqlStore, tmp_path: Path) -> None:
    with store.work() as work:
        work.inbox.accept([rows.envelope("1234567")], NOW)
        work.commit()
    with store.work() as work:
        [(row, *_)] = work.inbox.claim(NOW, rows.LATER)
        work.inbox.done(row, NOW)
        work.commit()
    assert b"payload 1234567" in bytes_of(tmp_path)
    store.scrub()
    assert b"payload 1234567" not in bytes_of(tmp_path)


def test_while_nobody_is_forgotten_the_pages_are_left_as_they_are(
    store: SqlStore, tmp_path: Path
) -> None:
    with store.work() as work:
        meet(work, 1)
        work.commit()
    store.scrub()
    before = (tmp_path / "sopbot.db").read_bytes()
    store.scrub()
    assert (tmp_path / "sopbot.db").read_bytes() == before


def test_an_erasure_that_is_not_committed_asks_for_nothing(store: SqlStore) -> None:
    with store.work() as work:
        work.privacy.erase(rows.person(work).id, "member", NOW)
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == 0


def test_the_whole_database_is_not_written_anew_in_memory(store: SqlStore) -> None:
    with store.work() as work:
        work.privacy.erase(rows.person(work).id, "member", NOW)
        work.commit()
    with hearing(lambda raw, sql, _: kept.append((sql, *raw.execute("PRAGMA temp_store")))):
        kept: list[tuple[object, ...]] = []
        store.scrub()
    assert ("VACUUM", (FILE,)) in kept
    with store.engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA temp_store").scalar_one() == MEMORY
