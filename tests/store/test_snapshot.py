"""The whole database in one file, at one moment, whatever is written meanwhile."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import Engine, event, text

from bot.domain.errors import SopbotError
from bot.store import snapshot, sqlite_contents
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.snapshot import NothingThere
from bot.store.unit import SqlStore
from tests.store import everything, rows
from tests.store.rows import NOW

on_postgresql = pytest.mark.parametrize(
    "store", [pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))], indirect=True
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "snapshot.db"


def test_a_snapshot_has_every_row(store: SqlStore, file: Path) -> None:
    everything.put_into(store)
    snapshot.take(store.engine, file)
    before = everything.contents(store.engine)
    assert sqlite_contents.look(file).rows == {name: len(held) for name, held in before.items()}
    assert everything.contents(engine_for(f"sqlite:///{file}")) == before
    assert all(before.values()), "something in every table"


def test_a_snapshot_is_one_file(store: SqlStore, file: Path) -> None:
    everything.put_into(store)
    before = set(file.parent.iterdir())
    snapshot.take(store.engine, file)
    assert set(file.parent.iterdir()) - before == {file}
    assert file.read_bytes()[18:20] == b"\1\1", "not in WAL mode"


def test_a_snapshot_is_of_the_office_not_of_the_processes_that_serve_it(
    store: SqlStore, file: Path
) -> None:
    everything.put_into(store)
    snapshot.take(store.engine, file)
    with closing(sqlite3.connect(file)) as connection:
        assert connection.execute("SELECT * FROM process").fetchall() == []


def test_every_snapshot_is_consistent_while_others_write(store: SqlStore, tmp_path: Path) -> None:
    with writing(store) as commits:
        for number in range(5):
            file, before = tmp_path / f"{number}.db", next(commits)
            snapshot.take(store.engine, file)
            held = sqlite_contents.look(file).rows
            assert held["inbox"] == held["account"] >= before
    assert next(commits) > 5


@contextmanager
def writing(store: SqlStore) -> Iterator[Iterator[int]]:
    """A thread commits to two tables at once, over and over; how often it has so far."""
    enough, done = Event(), 0

    def write() -> None:
        nonlocal done
        while not enough.is_set() or done < 10:
            with store.work() as work:
                work.inbox.accept([rows.envelope(str(done))], NOW)
                work.people.seen("fake", str(done), "สมชาย", "", "th")
                work.commit()
            done += 1

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        try:
            yield (done for _ in count())
        finally:
            enough.set()
            writer.result()


@on_postgresql
def test_what_is_committed_between_two_tables_is_in_none(store: SqlStore, file: Path) -> None:
    everything.put_into(store)
    before = everything.contents(store.engine)
    with after_every_read(store.engine, "INSERT INTO person (name) VALUES ('')"):
        snapshot.take(store.engine, file)
    assert everything.contents(engine_for(f"sqlite:///{file}")) == before
    assert len(everything.contents(store.engine)["person"]) > 20


@on_postgresql
def test_no_table_changes_its_shape_meanwhile(store: SqlStore, file: Path) -> None:
    with (
        pytest.raises(SopbotError, match="lock timeout"),
        after_every_read(
            store.engine,
            "SET LOCAL lock_timeout = 1; ALTER TABLE invite ADD COLUMN new integer",
        ),
    ):
        snapshot.take(store.engine, file)


@contextmanager
def after_every_read(engine: Engine, statement: str) -> Iterator[None]:
    """Another connection does this and commits, whenever a row of ours was asked for."""
    other = engine_for(engine.url.render_as_string(hide_password=False))

    def act(_connection: object, _cursor: object, read: str, *_: object) -> None:
        if read.startswith("SELECT") and "pg_catalog" not in read:
            with other.begin() as connection:
                connection.exec_driver_sql(statement)

    event.listen(engine, "after_cursor_execute", act)
    try:
        yield
    finally:
        event.remove(engine, "after_cursor_execute", act)
        other.dispose()


def test_a_database_that_was_not_brought_up_to_date_is_kept_as_it_is(
    empty: Engine, file: Path
) -> None:
    upgrade(empty, to="0002")
    with empty.begin() as connection:
        connection.execute(text("INSERT INTO person (name) VALUES ('สมชาย')"))
    snapshot.take(empty, file)
    held = sqlite_contents.look(file)
    assert held.revision == "0002"
    assert held.rows["person"] == 1
    assert "process" not in held.rows


def test_a_database_of_a_newer_program_is_left_to_that_one(empty: Engine, file: Path) -> None:
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SopbotError, match=r"9999.*the version that wrote it"):
        snapshot.take(empty, file)


def test_where_there_is_no_database_none_is_made(empty: Engine, file: Path) -> None:
    before = set(file.parent.iterdir())
    with pytest.raises(NothingThere):
        snapshot.take(empty, file)
    assert set(file.parent.iterdir()) == before
