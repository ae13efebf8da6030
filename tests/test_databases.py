from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.store.unit import SqlStore
from tests.databases import Databases
from tests.store import rows

pytestmark = pytest.mark.needs("postgresql")
FOLDER, OTHER = Path("a"), Path("b")


@pytest.fixture
def databases() -> Iterator[Databases]:
    made = Databases()
    yield made
    made.take_back()
    made.close()


def meet(databases: Databases, folder: Path, account: str = "7") -> int:
    """The number of that person, who is new if the database is."""
    with SqlStore(databases.of(folder)).work() as work:
        person = rows.person(work, account).id
        work.commit()
        return person


def test_a_folder_has_one_database_and_another_folder_another_one(databases: Databases) -> None:
    assert meet(databases, FOLDER, "7") == 1
    assert meet(databases, FOLDER, "8") == 2
    assert meet(databases, OTHER, "8") == 1


def test_the_next_test_finds_it_as_it_was_made(databases: Databases) -> None:
    meet(databases, FOLDER, "7")
    used = databases.of(FOLDER)
    databases.take_back()
    assert databases.of(OTHER) is used
    with SqlStore(used).reading() as work:
        assert work.people.by_account("telegram", "7") is None
    assert meet(databases, OTHER, "8") == 1
