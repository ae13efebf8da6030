"""What does not fit is refused before any of it is extracted."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot.backup.bounds import COPIES, require_room
from bot.backup.manifest import DATABASE, BadBackup, Entry, Manifest, name_of
from bot.files.folder import LEAST_FREE_BYTES
from tests.backup.forging import forge
from tests.backup.offices import NOW, Office

SHA256 = "a" * 64
HUGE = 1 << 62


def of(database: int, files: int) -> Manifest:
    entries = (
        Entry(name=DATABASE, sha256=SHA256, size=database),
        Entry(name=name_of(SHA256), sha256=SHA256, size=files),
    )
    return Manifest(revision="0001", made_at=NOW, rows={}, entries=entries)


@pytest.fixture
def free(tmp_path: Path) -> int:
    return shutil.disk_usage(tmp_path).free


def test_what_fits_is_let_in(tmp_path: Path) -> None:
    require_room(of(1, 1), tmp_path, tmp_path / "files" / "not there yet")


@pytest.mark.parametrize(("database", "files"), [(HUGE, 0), (0, HUGE)])
def test_what_does_not_fit_is_refused(tmp_path: Path, database: int, files: int) -> None:
    with pytest.raises(BadBackup, match=r"needs [\d,.]+ GB on the disk of .* GB left"):
        require_room(of(database, files), tmp_path, tmp_path / "files")


def test_some_room_is_left(tmp_path: Path, free: int) -> None:
    with pytest.raises(BadBackup):
        require_room(of(0, free - LEAST_FREE_BYTES // 10), tmp_path, tmp_path)


def test_files_and_database_must_fit_on_one_disk_together(tmp_path: Path, free: int) -> None:
    (tmp_path / "files").mkdir()
    database, files = free * 6 // 10 // COPIES, free * 6 // 10
    require_room(of(database, 0), tmp_path, tmp_path / "files")
    require_room(of(0, files), tmp_path, tmp_path / "files")
    with pytest.raises(BadBackup):
        require_room(of(database, files), tmp_path, tmp_path / "files")


def test_files_that_go_into_a_bucket_need_no_room_here(tmp_path: Path) -> None:
    require_room(of(1, HUGE), tmp_path, None)


@pytest.mark.parametrize("entry", [0, 1])
def test_a_restore_asks_before_it_extracts(
    office: Office, target: Path, elsewhere: Office, entry: int
) -> None:
    office.back_up(target)
    forge(target, lambda _, manifest: manifest["entries"][entry].update(size=HUGE))
    with pytest.raises(BadBackup, match=r"GB left; nothing was changed"):
        elsewhere.restore(target)
    assert elsewhere.everything_below() == set()
