from __future__ import annotations

import asyncio
import errno
import hashlib
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import blobs
from bot.blobs import FileFolder
from bot.domain.errors import DeliveryError, Missing, SopbotError, TooLarge

MANY = 100 * 1024 * 1024
HELLO = hashlib.sha256(b"hello world").hexdigest()


@pytest.fixture
def files(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "files")


async def chunks(*parts: bytes, error: Exception | None = None) -> AsyncIterator[bytes]:
    for part in parts:
        yield part
    if error is not None:
        raise error


def names(files: FileFolder) -> list[str]:
    """Whatever stands in the folder, by its path."""
    return sorted(str(p.relative_to(files.folder)) for p in files.folder.rglob("*") if p.is_file())


async def test_what_is_kept_is_read_back_by_its_hash(files: FileFolder) -> None:
    kept = await files.keep(chunks(b"hello ", b"world"), MANY)
    assert kept == (HELLO, 11)
    with files.open(HELLO) as file:
        assert file.read() == b"hello world"
    assert names(files) == [f"{HELLO[:2]}/{HELLO[2:4]}/{HELLO}"]


async def test_the_same_bytes_are_kept_once(files: FileFolder) -> None:
    both = await asyncio.gather(*(files.keep(chunks(b"hello world"), MANY) for _ in range(5)))
    assert set(both) == {(HELLO, 11)}
    assert len(names(files)) == 1


async def test_large_and_empty_files_are_kept_whole(files: FileFolder) -> None:
    for parts in ([os.urandom(300_000)] * 9, [b""], []):
        sha256, size = await files.keep(chunks(*parts), MANY)
        with files.open(sha256) as file:
            assert file.read() == b"".join(parts)
        assert size == sum(map(len, parts))


async def test_a_file_may_be_as_large_as_the_limit_and_no_larger(files: FileFolder) -> None:
    await files.keep(chunks(b"hello ", b"world"), 11)
    with pytest.raises(TooLarge):
        await files.keep(chunks(b"hello ", b"world", b"!"), 11)
    assert len(names(files)) == 1


async def test_what_breaks_off_leaves_nothing_behind(files: FileFolder) -> None:
    with pytest.raises(DeliveryError):
        await files.keep(chunks(b"hello", error=DeliveryError("gone")), MANY)
    assert names(files) == []


async def test_what_is_cancelled_leaves_nothing_behind(files: FileFolder) -> None:
    begun = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(2 * blobs.WRITE_BYTES)
            begun.set()

    keeping = asyncio.create_task(files.keep(endless(), 1 << 60))
    await begun.wait()
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert names(files) == []


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may grow past this: the same errors as on a full disk, from the kernel."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, ignored)


async def test_on_a_full_disk_nothing_half_written_stays(files: FileFolder) -> None:
    with disk_of(1000), pytest.raises(SopbotError, match="cannot be written"):
        await files.keep(chunks(bytes(3 * blobs.WRITE_BYTES)), MANY)
    with disk_of(1000), pytest.raises(SopbotError, match="cannot be written"):
        await files.keep(chunks(bytes(2000)), MANY)
    assert names(files) == []


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
        done.append("file" if path.suffix == blobs.PART else str(path.relative_to(files.folder)))
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
from bot.blobs import FileFolder

async def chunks():
    yield bytes(5_000_000)
    print("writing", flush=True)
    await asyncio.sleep(600)

asyncio.run(FileFolder(Path(sys.argv[1])).keep(chunks(), 1 << 40))
"""


def test_what_a_killed_process_left_is_swept_at_the_next_start(files: FileFolder) -> None:
    command = [sys.executable, "-c", WRITER, str(files.folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"writing\n"
        writer.kill()
    assert len(names(files)) == 1
    assert files.sweep(datetime.now(UTC) + timedelta(minutes=1)) == 1
    assert names(files) == []


async def test_sweeping_leaves_whole_files_and_what_others_are_writing(files: FileFolder) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    for name, age in (("old", 7200), ("new", 0)):
        part = files.folder / f"{name}{blobs.PART}"
        part.touch()
        os.utime(part, (time.time() - age,) * 2)
    assert files.sweep(datetime.now(UTC) - timedelta(hours=1)) == 1
    assert names(files) == [f"{HELLO[:2]}/{HELLO[2:4]}/{HELLO}", "new.part"]


@pytest.mark.parametrize("sha256", ["0" * 64, "../../etc/passwd", "", HELLO.upper()])
def test_what_is_not_kept_is_missing(files: FileFolder, sha256: str) -> None:
    with pytest.raises(Missing), files.open(sha256):
        pass
