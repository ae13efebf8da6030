"""What `back_up` writes, and what it does when it cannot."""

from __future__ import annotations

import os
import stat
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from bot.backup.manifest import BadBackup
from bot.domain.errors import SopbotError
from bot.files.folder import FileFolder
from bot.files.writing import place_of
from bot.store.engine import engine_for
from bot.store.unit import SqlStore
from tests.backup import offices
from tests.backup.offices import BYTES, HASHES, REPORT, Office
from tests.file_stores import bucket_shelf, disk_of
from tests.syncing import order_on_disk


def test_database_and_files_are_in_it_and_a_manifest(office: Office, target: Path) -> None:
    office.back_up(target)
    places = [f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}" for sha256 in HASHES]
    with ZipFile(target) as packed:
        assert packed.namelist() == ["sopbot.db", *places, "manifest.json"]
        assert [packed.read(place) for place in places] == list(BYTES.values())
        how = {one.filename: one.compress_type for one in packed.infolist()}
    assert how["sopbot.db"] == ZIP_DEFLATED
    assert {how[place] for place in places} == {ZIP_STORED}


def test_unpacked_by_hand_it_is_a_data_folder(office: Office, target: Path, tmp_path: Path) -> None:
    office.back_up(target)
    with ZipFile(target) as packed:
        packed.extractall(tmp_path / "data")
    by_hand = Office(
        tmp_path / "data", SqlStore(engine_for(f"sqlite:///{tmp_path}/data/sopbot.db"))
    )
    assert by_hand.rows() == office.rows()
    with by_hand.files().open(HASHES[0]) as file:
        assert file.read() == REPORT


def test_it_is_for_its_owner_only_and_nothing_else_is_left(office: Office, target: Path) -> None:
    before = office.everything_below()
    office.back_up(target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    assert list(target.parent.iterdir()) == [target]
    assert office.everything_below() == before


def folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("harm", [Path.unlink, lambda path: path.write_bytes(b"x"), folder_there])
def test_without_the_bytes_of_a_file_it_is_made_and_says_so(
    office: Office, target: Path, elsewhere: Office, harm: Any
) -> None:
    harm(office.path_of(HASHES[0]))
    made = office.back_up(target)
    assert [(one.sha256, one.file, one.plan) for one in made.lost] == [(HASHES[0], 1, 1)]
    assert made.lost[0].why == ("damaged" if office.path_of(HASHES[0]).exists() else "missing")
    assert [entry.sha256 for entry in made.files] == list(HASHES[1:])
    elsewhere.restore(target)
    assert elsewhere.rows() == office.rows()


class BadDisk(FileFolder):
    @contextmanager
    def open(self, sha256: str) -> Iterator[Any]:
        yield Unreadable()


class Unreadable(BytesIO):
    def read(self, size: int | None = -1, /) -> bytes:
        raise OSError(5, "Input/output error")


def test_a_disk_that_does_not_give_a_file_back_costs_that_file_only(
    office: Office, target: Path
) -> None:
    office.files = partial(BadDisk, office.folder / "files")
    made = office.back_up(target)
    assert {one.why for one in made.lost} == {"damaged"}
    assert target.exists()


def test_what_a_bucket_has_damaged_costs_that_file_only(
    tmp_path: Path, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bucket_shelf(tmp_path, monkeypatch) as shelf:
        office = offices.filled(tmp_path / "office", files=shelf.open)
        assert shelf.s3 is not None
        shelf.s3.put(place_of(HASHES[0]), b"rotten")
        made = office.back_up(target)
    assert [(one.sha256, one.why) for one in made.lost] == [(HASHES[0], "damaged")]


def test_any_name_will_do(office: Office, target: Path) -> None:
    named = target.with_name("สำรอง ๑? 100%#.zip")
    office.back_up(named)
    assert list(target.parent.iterdir()) == [named]


def test_what_is_there_is_not_overwritten(office: Office, target: Path) -> None:
    target.write_text("mine")
    with pytest.raises(SopbotError, match="there already"):
        office.back_up(target)
    assert target.read_text() == "mine"


def test_what_comes_there_meanwhile_is_not_overwritten(office: Office, target: Path) -> None:
    def files() -> FileFolder:
        target.write_text("mine")
        return FileFolder(office.folder / "files")

    office.files = files
    with pytest.raises(SopbotError, match="there already"):
        office.back_up(target)
    assert [path.read_text() for path in target.parent.iterdir()] == ["mine"]


def test_it_has_its_name_only_once_it_is_on_disk(office: Office, target: Path) -> None:
    with order_on_disk() as done:
        office.back_up(target)
    assert done == [f"sync {target.name}", f"rename {target.name}", f"sync {target.parent.name}"]


def test_a_folder_that_is_not_there_is_told(office: Office, target: Path) -> None:
    with pytest.raises(SopbotError, match=r"no folder .*missing; make"):
        office.back_up(target.parent / "missing" / "office.zip")


def test_what_cannot_be_read_back_is_no_backup(
    office: Office, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bad_disk(handle: int) -> None:
        os.pwrite(handle, b"\xff", os.fstat(handle).st_size // 2)

    monkeypatch.setattr(os, "fsync", bad_disk)
    with pytest.raises(BadBackup):
        office.back_up(target)
    assert list(target.parent.iterdir()) == []


@pytest.mark.parametrize("fits", [100_000, 600_000, 901_000])  # less than database, file, all
def test_a_full_disk_leaves_nothing_behind(office: Office, target: Path, fits: int) -> None:
    with disk_of(fits), pytest.raises(SopbotError, match=r"disk I/O error|File too large"):
        office.back_up(target)
    assert list(target.parent.iterdir()) == []


def test_it_takes_little_memory_however_large_the_files_are(office: Office, target: Path) -> None:
    office.keep(os.urandom(30_000_000))
    tracemalloc.start()
    try:
        office.back_up(target)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert target.stat().st_size > 30_000_000
    assert most < 10_000_000
