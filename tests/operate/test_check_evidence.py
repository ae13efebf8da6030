"""What `sopbot check` says of files that should be there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.files.writing import place_of
from bot.operate.check import check_up
from bot.settings import Settings
from tests.backup import offices
from tests.backup.offices import HASHES, REPORT
from tests.commandline import Sopbot
from tests.commandline import sopbot as sopbot
from tests.file_stores import Shelf, bucket_shelf

MEND = "see “When files are missing or damaged” in docs/operation.md"


@pytest.fixture(params=["folder", "bucket"])
def shelf(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shelf]:
    """With an office's three files, of which one was removed."""
    with ExitStack() as held:
        made = Shelf(tmp_path / "data")
        if request.param == "bucket":
            made = held.enter_context(bucket_shelf(made.folder, monkeypatch))
        held.callback(offices.filled(made.folder, files=made.open).store.close)
        yield made


def told(shelf: Shelf, *, deep: bool = False, last: int = 2) -> tuple[bool, list[str]]:
    settings = Settings(**shelf.settings)
    healthy, lines = asyncio.run(check_up(settings, deep=deep))
    return healthy, [line for line in lines if line.startswith(("evidence:", "files:"))][-last:]


def test_what_is_there_is_counted_and_compared(shelf: Shelf) -> None:
    healthy, lines = told(shelf)
    assert healthy
    assert lines[1:] == ["evidence: 3 files, all there; 3 compared byte for byte"]


def test_a_file_that_is_missing_is_named_by_its_number(shelf: Shelf) -> None:
    shelf.remove(place_of(HASHES[0]))
    assert told(shelf) == (
        False,
        [
            f"evidence: missing: file 1 of plan 1 (SHA-256 {HASHES[0]})",
            f"evidence: 3 files, 1 missing, 0 damaged; 2 compared byte for byte; {MEND}",
        ],
    )


@pytest.mark.parametrize("harm", [b"x", b"x" * len(REPORT)])
def test_a_file_that_was_overwritten_is_damaged(shelf: Shelf, harm: bytes) -> None:
    shelf.put(place_of(HASHES[0]), harm)
    healthy, lines = told(shelf)
    assert not healthy
    assert lines == [
        f"evidence: damaged: file 1 of plan 1 (SHA-256 {HASHES[0]})",
        f"evidence: 3 files, 0 missing, 1 damaged; 3 compared byte for byte; {MEND}",
    ]


@pytest.mark.parametrize(
    ("harm", "why"),
    [
        (Path.mkdir, "is no file: bring it back from a backup"),
        (lambda path: path.symlink_to(path), "cannot be read: Too many levels of symbolic links"),
    ],
)
def test_a_file_that_cannot_be_read_hides_no_other_damage(
    tmp_path: Path, harm: Callable[[Path], None], why: str
) -> None:
    shelf = Shelf(tmp_path / "data")
    offices.filled(shelf.folder, files=shelf.open).store.close()
    shelf.put(place_of(HASHES[1]), b"x")
    shelf.remove(place_of(HASHES[2]))
    path = shelf.folder / "files" / place_of(HASHES[0])
    path.unlink()
    harm(path)
    healthy, lines = told(shelf, last=4)
    assert not healthy
    assert lines == [
        f"evidence: missing: file 3 of plan 1 (SHA-256 {HASHES[2]})",
        f"evidence: damaged: file 1 of plan 1 (SHA-256 {HASHES[0]}): {path} {why}",
        f"evidence: damaged: file 2 of plan 1 (SHA-256 {HASHES[1]})",
        f"evidence: 3 files, 1 missing, 2 damaged; 2 compared byte for byte; {MEND}",
    ]


def test_that_all_files_are_gone_is_told_in_one_line(shelf: Shelf) -> None:
    for sha256 in HASHES:
        shelf.remove(place_of(sha256))
    healthy, lines = told(shelf)
    assert not healthy
    assert lines[1:] == [f"evidence: none of the 3 files of the database can be found; {MEND}"]


def test_a_folder_that_was_moved_away_is_missed_and_not_made(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "data")
    offices.filled(shelf.folder, files=shelf.open).store.close()
    (shelf.folder / "files").rename(tmp_path / "elsewhere")
    healthy, [line] = told(shelf)
    assert not healthy
    assert line == (
        f"files: {shelf.folder / 'files'} is not there; was it moved, is its disk mounted? "
        f"none of the 3 files of the database can be found; {MEND}"
    )
    assert not (shelf.folder / "files").exists()


def test_the_command_line_says_so_and_ends_with_1(sopbot: Sopbot, tmp_path: Path) -> None:
    office = offices.filled(tmp_path / "data")
    office.store.close()
    office.path_of(HASHES[2]).write_bytes(b"x")
    ended = sopbot("check", "--deep")
    assert ended.code == 1
    assert f"evidence: damaged: file 3 of plan 1 (SHA-256 {HASHES[2]})\n" in ended.out


def test_the_files_of_a_backup_unpacked_over_the_data_folder_mend_it(tmp_path: Path) -> None:
    office = offices.filled(tmp_path / "data")
    office.back_up(tmp_path / "office.zip")
    office.store.close()
    office.path_of(HASHES[0]).unlink()
    office.path_of(HASHES[2]).write_bytes(b"x")
    shelf = Shelf(office.folder)
    assert not told(shelf)[0]
    with ZipFile(tmp_path / "office.zip") as packed:
        packed.extractall(office.folder, [n for n in packed.namelist() if n.startswith("files/")])
    assert told(shelf, deep=True)[0]
