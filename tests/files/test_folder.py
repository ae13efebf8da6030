from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.domain.errors import AllMissing, Damaged, NoRoom, NotGiven, SopbotError
from bot.files import folder as folder_module
from bot.files.folder import PART, FileFolder
from bot.files.writing import place_of
from tests.clock import SettableClock
from tests.file_stores import HELLO, MANY, chunks


@pytest.fixture
def files(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


def names(files: FileFolder) -> list[str]:
    """Whatever stands in the folder, by its path."""
    return sorted(str(p.relative_to(files.folder)) for p in files.folder.rglob("*") if p.is_file())


async def test_bytes_that_cannot_be_brought_to_disk_are_not_kept(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fsync(_: int) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(SopbotError, match="Input/output error"):
        await files.keep(chunks(b"hello world"), MANY)
    assert names(files) == []


async def test_file_then_name_then_folder_reach_the_disk(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    fsync, replace = os.fsync, Path.replace

    def seen_fsync(handle: int) -> None:
        path = Path(os.readlink(f"/proc/self/fd/{handle}"))
        done.append("file" if path.suffix == PART else str(path.relative_to(files.folder)))
        fsync(handle)

    def seen_replace(path: Path, target: Path) -> Path:
        done.append("rename")
        return replace(path, target)

    monkeypatch.setattr(os, "fsync", seen_fsync)
    monkeypatch.setattr(Path, "replace", seen_replace)
    await files.keep(chunks(b"hello world"), MANY)
    first, second = HELLO[:2], f"{HELLO[:2]}/{HELLO[2:4]}"
    assert done == ["file", ".", first, "rename", second]


WRITER = """
import asyncio, sys
from pathlib import Path
from bot.files.folder import FileFolder

async def chunks():
    yield bytes(5_000_000)
    print("writing", flush=True)
    await asyncio.sleep(600)

asyncio.run(FileFolder(Path(sys.argv[1])).keep(chunks(), 1 << 40))
"""


def test_what_a_killed_process_left_is_swept(files: FileFolder) -> None:
    command = [sys.executable, "-c", WRITER, str(files.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        writer.kill()
    assert len(names(files)) == 1
    assert files.sweep(datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert names(files) == []


async def test_what_a_crash_left_goes_while_the_program_runs_on(tmp_path: Path) -> None:
    clock = SettableClock(datetime.now(UTC))
    files = FileFolder(tmp_path / "files", clock)
    left = files.folder / f"left{PART}"
    left.touch()
    await files.keep(chunks(b"a"), MANY)
    assert left.exists()
    clock.advance(days=1, minutes=1)
    await files.keep(chunks(b"b"), MANY)
    assert not left.exists()
    assert len(names(files)) == 2


async def test_what_was_kept_an_hour_ago_is_deleted_and_once_more_is_no_error(
    tmp_path: Path,
) -> None:
    clock = SettableClock(datetime.now(UTC))
    files = FileFolder(tmp_path / "files", clock)
    sha256, _ = await files.keep(chunks(b"a"), MANY)
    clock.advance(hours=1, minutes=1)
    assert await files.delete(sha256)
    assert names(files) == []
    assert await files.delete(sha256)


async def test_sweeping_leaves_whole_files_and_what_others_are_writing(files: FileFolder) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    for name, age in (("old", 7200), ("new", 0)):
        part = files.folder / f"{name}{PART}"
        part.touch()
        os.utime(part, (time.time() - age,) * 2)
    assert files.sweep(datetime.now(UTC) - timedelta(hours=1)) == 1
    assert names(files) == [f"{HELLO[:2]}/{HELLO[2:4]}/{HELLO}", "new.part"]


async def test_a_disk_that_is_nearly_full_is_left_to_the_database(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_module, "LEAST_FREE_BYTES", 1 << 60)
    with pytest.raises(NoRoom, match="make room"):
        await files.keep(chunks(b"hello world"), MANY)
    assert names(files) == []
    assert files.spare() < 0


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EDQUOT])
async def test_a_disk_that_is_full_all_of_a_sudden_has_no_room(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def fsync(_: int) -> None:
        raise OSError(error, os.strerror(error))

    monkeypatch.setattr(os, "fsync", fsync)
    with pytest.raises(NoRoom, match=os.strerror(error)):
        await files.keep(chunks(b"hello world"), MANY)
    assert names(files) == []


async def test_a_folder_without_anything_is_rather_not_the_one(
    files: FileFolder, tmp_path: Path
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    files.folder.rename(tmp_path / "elsewhere")
    with pytest.raises(AllMissing, match="was it moved, is its disk mounted"), files.open(HELLO):
        pass
    files.folder.mkdir()
    with pytest.raises(AllMissing), files.open(HELLO):
        pass


def endless(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


def pipe_there(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def file_above(path: Path) -> None:
    path.unlink()
    path.parent.rmdir()
    path.parent.touch()


@pytest.mark.parametrize("harm", [endless, folder_there, pipe_there, file_above])
async def test_what_cannot_be_read_in_the_place_of_one_file_is_the_harm_of_that_file(
    files: FileFolder, harm: Callable[[Path], None]
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    harm(files.folder / place_of(HELLO))
    with pytest.raises(NotGiven, match=HELLO), files.open(HELLO):
        pass


@pytest.mark.parametrize(
    ("error", "kind"),
    [(errno.EACCES, NotGiven), (errno.EIO, NotGiven), (errno.EMFILE, SopbotError)],
)
async def test_what_the_system_refuses_for_one_file_is_told_from_what_ails_all(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch, error: int, kind: type[SopbotError]
) -> None:
    def refused(*_: object) -> object:
        raise OSError(error, os.strerror(error))

    await files.keep(chunks(b"hello world"), MANY)
    monkeypatch.setattr(Path, "open", refused)
    with pytest.raises(SopbotError, match=os.strerror(error)) as told, files.open(HELLO):
        pass
    assert type(told.value) is kind


async def test_a_folder_that_may_not_be_used_is_no_harm_of_its_files(
    files: FileFolder, tmp_path: Path
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    files.folder.rename(tmp_path / "elsewhere")
    files.folder.touch()
    with pytest.raises(SopbotError) as told, files.open(HELLO):
        pass
    assert type(told.value) is SopbotError


def shut(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def looked(path: str) -> object:
        if Path(path) == folder:
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", looked)


async def test_what_may_not_be_looked_into_is_not_taken_for_empty(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    shut(files.folder, monkeypatch)
    with pytest.raises(SopbotError, match="cannot be read: Permission denied"):
        list(files.held())


async def test_a_folder_below_that_may_not_be_looked_into_hides_no_other(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    kept = await files.keep(chunks(b"a"), MANY)
    shut(files.folder / HELLO[:2], monkeypatch)
    assert list(files.held()) == [kept]


async def test_a_disk_that_does_not_give_a_file_back_is_told(
    files: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def digest(*_: object) -> object:
        raise OSError(5, "Input/output error")

    await files.keep(chunks(b"hello world"), MANY)
    monkeypatch.setattr("hashlib.file_digest", digest)
    with pytest.raises(Damaged, match="cannot be read: Input/output error"), files.open(HELLO):
        pass
