"""A snapshot in the place of an empty database: all of it or nothing, in four directions."""

from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from bot.domain.errors import SopbotError
from bot.domain.events import Progressed
from bot.store import restoring, snapshot
from bot.store.migrate import is_current, upgrade
from bot.store.restoring import AtWork, NotEmpty
from bot.store.snapshot import database_file
from bot.store.unit import SqlStore
from tests.store import everything, rows
from tests.store.rows import LATER, NOW
from tests.syncing import order_on_disk

from_sqlite = pytest.mark.parametrize("store", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize(
    "empty", [pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))], indirect=True
)
WAITING = text("SELECT 1 FROM pg_locks WHERE NOT granted LIMIT 1")


@pytest.fixture
def file(store: SqlStore, tmp_path: Path) -> Path:
    """A snapshot of a store with something in every table."""
    everything.put_into(store)
    file = tmp_path / "snapshot.db"
    snapshot.take(store.engine, file)
    return file


def test_every_row_comes_back(store: SqlStore, file: Path, empty: Engine) -> None:
    restoring.require_empty(empty)
    restoring.put(file, empty)
    assert is_current(empty)
    assert everything.contents(empty) == everything.contents(store.engine)


def test_ids_go_on_where_they_stopped_also_after_a_deleted_row(
    store: SqlStore, empty: Engine, tmp_path: Path
) -> None:
    everything.put_into(store)
    snapshot.take(store.engine, tmp_path / "snapshot.db")
    restoring.put(tmp_path / "snapshot.db", empty)
    with SqlStore(empty).work() as work:
        plan = rows.plan(work, "-200")
        chat, who = rows.private_chat(work), rows.person(work)
        draft = work.drafts.put("setup", chat.id, who.id, {}, LATER)
        assert (plan.id, draft) == (2, 3)


def test_a_restored_store_is_read_and_written_as_before(file: Path, empty: Engine) -> None:
    restoring.put(file, empty)
    with SqlStore(empty).work() as work:
        plan = work.plans.by_id(1)
        progressed = plan.events[0]
        assert isinstance(progressed, Progressed)
        assert progressed.note == "ร้อยละ ๔๐ “คืบหน้า”"
        assert work.teams.by_id(plan.team).members[0].parties == {("test", "academics")}
        assert [one.label for one in work.files.of_plan(1)] == ["1-01", "1-03", "2-01"]
        assert len(rows.claim(work, LATER).notices) == 2
        assert work.plans.append(plan, progressed).version == plan.version + 1


def test_an_older_snapshot_is_brought_up_to_date_before_it_is_put(
    empty: Engine, tmp_path: Path
) -> None:
    file = tmp_path / "old.db"
    with snapshot.sqlite_file(file) as old:
        upgrade(old, to="0001")
        with old.begin() as connection:
            connection.execute(text("INSERT INTO person (name) VALUES ('สมชาย')"))
    restoring.bring_up_to_date(file)
    restoring.put(file, empty)
    assert is_current(empty)
    with SqlStore(empty).work() as work:
        assert work.people.by_id(1).name == "สมชาย"


def test_nothing_is_put_over_data(store: SqlStore, file: Path) -> None:
    before = everything.contents(store.engine)
    with pytest.raises(NotEmpty, match="overwrites nothing"):
        restoring.require_empty(store.engine)
    with pytest.raises(NotEmpty):
        restoring.put(file, store.engine)
    assert everything.contents(store.engine) == before


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
@pytest.mark.parametrize("end", ["-wal", "-journal"])
def test_a_log_that_would_be_read_as_part_of_it_is_not_overlooked(empty: Engine, end: str) -> None:
    Path(f"{database_file(empty)}{end}").touch()
    with pytest.raises(NotEmpty, match=end):
        restoring.require_empty(empty)


@from_sqlite
@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)
def test_it_has_its_name_only_once_it_is_on_disk(file: Path, empty: Engine) -> None:
    there = database_file(empty)
    with order_on_disk() as done:
        restoring.put(file, empty)
    assert done == [f"sync {file.name}", f"rename {there.name}", f"sync {there.parent.name}"]


@from_sqlite
@on_postgresql
def test_tables_without_rows_are_empty_whoever_served_them(file: Path, empty: Engine) -> None:
    upgrade(empty)
    with SqlStore(empty).work() as work:
        work.processes.seen("one", NOW, NOW)
        work.commit()
    restoring.require_empty(empty)
    restoring.put(file, empty)
    assert everything.contents(empty)["plan"]


@on_postgresql
def test_nothing_is_put_where_a_bot_runs(empty: Engine, tmp_path: Path) -> None:
    upgrade(empty)
    with SqlStore(empty).work() as work:
        work.processes.seen("one", datetime.now(UTC), NOW)
        work.commit()
    with pytest.raises(AtWork, match=r"a bot runs .*\(processes: 1\)\. Stop it"):
        restoring.require_empty(empty)
    with SqlStore(empty).work() as work:
        work.processes.gone("one")
        work.commit()
    restoring.require_empty(empty)


@from_sqlite
@on_postgresql
def test_nor_where_one_began_meanwhile(file: Path, empty: Engine) -> None:
    upgrade(empty)
    with ThreadPoolExecutor(1) as pool:
        with SqlStore(empty).work() as work:
            work.processes.seen("one", datetime.now(UTC), NOW)
            putting = pool.submit(restoring.put, file, empty)
            with empty.connect() as watching:
                while not watching.scalar(WAITING):
                    watching.rollback()
            work.commit()
        with pytest.raises(AtWork):
            putting.result()
    assert not everything.contents(empty)["plan"]


@from_sqlite
@on_postgresql
def test_what_the_database_refuses_leaves_it_empty(file: Path, empty: Engine) -> None:
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("UPDATE draft SET kind = 'a' || char(0)")  # PostgreSQL has no NUL
    with pytest.raises(SopbotError, match=r"is empty: .*NUL"):
        restoring.put(file, empty)
    assert not any(everything.contents(empty).values())


@from_sqlite
@on_postgresql
def test_what_is_not_a_table_of_ours_is_not_put(file: Path, empty: Engine) -> None:
    with closing(sqlite3.connect(file)) as foreign, foreign:
        foreign.execute("CREATE TABLE another (description TEXT)")
        foreign.execute("INSERT INTO another VALUES ('theirs')")
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE another (description text)"))
    restoring.put(file, empty)
    with empty.connect() as connection:
        assert connection.execute(text("SELECT * FROM another")).all() == []


@from_sqlite
@on_postgresql
def test_what_was_being_written_is_waited_for_and_not_mixed_in(file: Path, empty: Engine) -> None:
    upgrade(empty)
    with ThreadPoolExecutor(1) as pool:
        with SqlStore(empty).work() as work:
            rows.person(work)
            putting = pool.submit(restoring.put, file, empty)
            with empty.connect() as watching:
                while not watching.scalar(WAITING):
                    watching.rollback()
            work.commit()
        with pytest.raises(NotEmpty):
            putting.result()
    assert not everything.contents(empty)["plan"]
