"""`sopbot export`: what operators type, what they read, and what is in the folder then."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from bot.operate.export import OF_A_PLAN
from scheduler.makers import MAKERS
from tests.backup import offices
from tests.backup.offices import Office
from tests.commandline import Sopbot
from tests.commandline import sopbot as sopbot


@pytest.fixture
def office(sopbot: Sopbot, tmp_path: Path) -> Iterator[Office]:
    """Where the command line looks for it."""
    made = offices.filled(tmp_path / "data")
    with made.store.work() as work:
        work.templates.put_away(1)  # its bytes are no Word file
        work.commit()
    yield made
    made.store.close()


def test_without_a_number_all_plans_are_listed(sopbot: Sopbot, office: Office) -> None:
    ended = sopbot("export")
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("1  test, fiscal year 2027, active: ")


def test_all_that_is_handed_in_is_written_into_a_folder(
    sopbot: Sopbot, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "out").mkdir()
    ended = sopbot("export", "1", "--out", "out")
    assert (ended.code, ended.err) == (0, "")
    written = [*(tmp_path / "out").iterdir()]
    assert len(written) == len(ended.out.splitlines()) == len(OF_A_PLAN)
    assert {one.suffix for one in written} == {".docx", ".xlsx", ".zip", ".png", ".ics"}
    assert all(one.stat().st_size for one in written)
    again = sopbot("export", "1", "--out", "out")
    assert again.code == 1
    assert again.err.endswith("is there already; name another folder\n")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (("1", "--out", "nowhere"), "nowhere: there is no such folder; make it first"),
        (("7",), "there is no plan 7; to see which there are: sopbot export"),
    ],
)
def test_what_is_not_there_is_told(
    sopbot: Sopbot, office: Office, typed: tuple[str, ...], told: str
) -> None:
    ended = sopbot("export", *typed)
    assert (ended.code, ended.err) == (1, f"sopbot: {told}\n")


def test_on_a_full_disk_nothing_stays_half_written(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(made: BinaryIO, written: BinaryIO) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    (tmp_path / "out").mkdir()
    ended = sopbot("export", "1", "--out", "out")
    assert ended.code == 1
    assert ended.err.endswith(".docx cannot be written: No space left on device\n")
    assert not [*(tmp_path / "out").iterdir()]


def test_every_one_of_them_has_a_maker() -> None:
    assert {*OF_A_PLAN} <= {*MAKERS}
