"""What a database in trouble is called, and that a file in use is still the one at its path."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text

from bot.domain.errors import Busy, Conflict, Unavailable
from bot.ports import Group
from bot.store.engine import translated
from bot.store.unit import SqlStore
from tests.store import rows
from tests.stores import fresh_store


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[SqlStore]:
    """In a folder of its own, with one group in it."""
    (tmp_path / "data").mkdir()
    store = fresh_store(tmp_path / "data", database="sqlite")
    event.listen(store.engine, "connect", lambda c, _: c.execute("PRAGMA busy_timeout=1"))
    see(store, "-1")
    yield store
    store.close()


def see(store: SqlStore, address: str) -> None:
    with store.work() as work:
        rows.group(work, address)
        work.commit()


def ask(store: SqlStore, statement: str) -> None:
    with translated(), store.engine.connect() as connection:
        connection.execute(text(statement))


def known(store: SqlStore, address: str) -> bool:
    with store.reading() as work:
        return work.chats.known_at("telegram", address) is not None


def test_what_another_program_holds_is_busy_and_may_be_tried_again(
    sqlite: SqlStore, tmp_path: Path
) -> None:
    other = sqlite3.connect(tmp_path / "data" / "sopbot.db", isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Busy) as busy:
            see(sqlite, "-2")
    assert isinstance(busy.value, Conflict)
    assert isinstance(busy.value, Unavailable)
    see(sqlite, "-2")


def test_a_wrong_statement_is_no_outage(store: SqlStore) -> None:
    with pytest.raises(Exception, match="nowhere") as wrong:
        ask(store, "SELECT * FROM nowhere")
    assert not isinstance(wrong.value, Unavailable)


def test_a_file_that_was_moved_away_takes_and_gives_nothing(
    sqlite: SqlStore, tmp_path: Path
) -> None:
    (tmp_path / "data").rename(tmp_path / "elsewhere")
    with pytest.raises(Unavailable, match="was moved, deleted or replaced"):
        see(sqlite, "-2")
    with pytest.raises(Unavailable, match="was moved, deleted or replaced"):
        known(sqlite, "-1")
    (tmp_path / "elsewhere").rename(tmp_path / "data")
    see(sqlite, "-3")
    assert [known(sqlite, one) for one in ("-1", "-2", "-3")] == [True, False, True]


def test_a_file_that_was_deleted_is_not_made_again_and_empty(
    sqlite: SqlStore, tmp_path: Path
) -> None:
    (tmp_path / "data" / "sopbot.db").unlink()
    for _ in range(2):
        with pytest.raises(Unavailable):
            see(sqlite, "-2")
    assert not (tmp_path / "data" / "sopbot.db").exists()


def test_a_file_put_in_its_place_is_neither_read_nor_mixed_with_the_old_one(
    sqlite: SqlStore, tmp_path: Path
) -> None:
    data = tmp_path / "data"
    (data / "sopbot.db").rename(data / "old.db")
    shutil.copy(data / "old.db", data / "sopbot.db")
    before = (data / "sopbot.db").read_bytes()
    for _ in range(2):
        with pytest.raises(Unavailable, match="stop sopbot first"):
            known(sqlite, "-1")
    assert (data / "sopbot.db").read_bytes() == before


class Breaking(sqlite3.Connection):
    is_broken = False

    def execute(self, *args: Any) -> sqlite3.Cursor:
        self._require_whole()
        return super().execute(*args)

    def cursor(self, *args: Any) -> Any:
        self._require_whole()
        return super().cursor(*args)

    def _require_whole(self) -> None:
        if self.is_broken:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_READ"
            raise error


def at_the_next_unit(group: Group, raw: Breaking) -> None:
    raw.is_broken = True
    with group.work():
        pass


def at_a_statement(group: Group, raw: Breaking) -> None:
    with group.work() as work:
        raw.is_broken = True
        rows.group(work, "-3")


def at_a_statement_that_undoes_all(group: Group, raw: Breaking) -> None:
    try:
        with group.work() as work, broken(raw):
            rows.group(work, "-3")
    finally:
        raw.is_broken = True


@contextmanager
def broken(raw: Breaking) -> Iterator[None]:
    raw.is_broken = True
    try:
        yield
    finally:
        raw.is_broken = False
        raw.rollback()


Break = Callable[[Group, Breaking], None]


def break_after_a_unit(store: SqlStore, breaks: Break) -> None:
    with store.together() as group:
        with group.work() as work:
            rows.group(work, "-2")
            work.commit()
        breaks(group, group._raw)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "breaks", [at_the_next_unit, at_a_statement, at_a_statement_that_undoes_all]
)
def test_a_connection_that_breaks_in_a_group_serves_none_of_its_units_when_done_again(
    sqlite: SqlStore, breaks: Break
) -> None:
    @event.listens_for(sqlite.engine, "do_connect")
    def make(_: object, __: object, args: object, more: dict[str, Any]) -> None:
        more["factory"] = Breaking

    sqlite.close()
    with pytest.raises(Unavailable):
        break_after_a_unit(sqlite, breaks)
    for address in ("-2", "-3"):
        see(sqlite, address)
