"""What the folder and the bucket both promise."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.domain.errors import AllMissing, Damaged, DeliveryError, Missing, SopbotError, TooLarge
from bot.files.writing import WRITE_BYTES
from bot.ports import FileStore
from tests.file_stores import HELLO, MANY, Shelf, bucket_shelf, chunks, disk_of

PLACE = f"{HELLO[:2]}/{HELLO[2:4]}/{HELLO}"


@pytest.fixture(params=["folder", "bucket"])
def shelf(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Shelf]:
    if request.param == "folder":
        yield Shelf(tmp_path)
        return
    with bucket_shelf(tmp_path, monkeypatch) as made:
        yield made


@pytest.fixture
def files(shelf: Shelf) -> FileStore:
    return shelf.open()


async def test_what_is_kept_is_read_back_by_its_hash(shelf: Shelf, files: FileStore) -> None:
    kept = await files.keep(chunks(b"hello ", b"world"), MANY)
    assert kept == (HELLO, 11)
    with files.open(HELLO) as file:
        assert file.read() == b"hello world"
    assert shelf.names() == [PLACE]


async def test_what_one_process_keeps_another_opens(shelf: Shelf, files: FileStore) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    with shelf.open().open(HELLO) as file:
        assert file.read() == b"hello world"


async def test_the_same_bytes_are_kept_once(shelf: Shelf, files: FileStore) -> None:
    all_five = await asyncio.gather(*(files.keep(chunks(b"hello world"), MANY) for _ in range(5)))
    assert set(all_five) == {(HELLO, 11)}
    assert shelf.names() == [PLACE]


async def test_what_was_just_kept_is_not_deleted(shelf: Shelf, files: FileStore) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    assert not await files.delete(HELLO)
    assert shelf.names() == [PLACE]


async def test_large_and_empty_files_are_kept_whole(files: FileStore) -> None:
    for parts in ([os.urandom(300_000)] * 30, [b""], []):
        sha256, size = await files.keep(chunks(*parts), MANY)
        with files.open(sha256) as file:
            assert file.read() == b"".join(parts)
        assert size == sum(map(len, parts))


async def test_a_file_may_be_as_large_as_the_limit_and_no_larger(
    shelf: Shelf, files: FileStore
) -> None:
    await files.keep(chunks(b"hello ", b"world"), 11)
    with pytest.raises(TooLarge):
        await files.keep(chunks(b"hello ", b"world", b"!"), 11)
    assert shelf.names() == [PLACE]


async def test_what_breaks_off_leaves_nothing_behind(shelf: Shelf, files: FileStore) -> None:
    with pytest.raises(DeliveryError):
        await files.keep(chunks(bytes(3 * WRITE_BYTES), error=DeliveryError("gone")), MANY)
    assert shelf.names() == []


async def test_what_is_cancelled_leaves_nothing_behind(shelf: Shelf, files: FileStore) -> None:
    begun = asyncio.Event()

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(2 * WRITE_BYTES)
            begun.set()

    keeping = asyncio.create_task(files.keep(endless(), 1 << 60))
    await begun.wait()
    keeping.cancel()
    with pytest.raises(asyncio.CancelledError):
        await keeping
    assert shelf.names() == []


@pytest.mark.parametrize("room", [1000, 2 * WRITE_BYTES + 500])
async def test_on_a_full_disk_nothing_half_written_stays(
    shelf: Shelf, files: FileStore, room: int
) -> None:
    """The last few bytes wait in memory: a disk without room for them tells so at the very end."""
    with disk_of(room), pytest.raises(SopbotError, match="cannot be written"):
        await files.keep(chunks(*[bytes(WRITE_BYTES)] * 2, bytes(1000)), MANY)
    assert shelf.names() == []


KEEPER = """
import asyncio, sys
from bot.files.folder import FileFolder
from bot.files.bucket import S3Files
from bot.settings import PREFIX, read_settings
from bot.system.environment import variables

async def chunks():
    yield b"hello world"

async def keep():
    s = read_settings(variables(PREFIX))
    files = S3Files(s.bucket, s.data_dir) if s.bucket else FileFolder(s.files_dir)
    print("ready", flush=True)
    sys.stdin.readline()
    for _ in range(20):
        await files.keep(chunks(), 100)
    print("kept", flush=True)
    sys.stdin.readline()

asyncio.run(keep())
"""


def test_two_processes_keep_the_same_bytes_at_once(shelf: Shelf) -> None:
    command = [sys.executable, "-c", KEEPER]
    keepers = [
        subprocess.Popen(
            command,
            cwd=shelf.folder.parent,
            env=shelf.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    try:
        assert [_said(keeper) for keeper in keepers] == [b"ready\n"] * 2
        for keeper in keepers:
            assert keeper.stdin is not None
            keeper.stdin.write(b"go\n")
            keeper.stdin.flush()
        assert [_said(keeper) for keeper in keepers] == [b"kept\n"] * 2
    finally:
        # A thread of obstore may outlive Python itself, which before 3.14 ends the process for it.
        for keeper in keepers:
            keeper.kill()
            keeper.communicate()
    assert shelf.names() == [PLACE]


def _said(keeper: subprocess.Popen[bytes]) -> bytes:
    """Its next line; empty: it has ended."""
    assert keeper.stdout is not None
    return keeper.stdout.readline()


@pytest.mark.parametrize("sha256", ["0" * 64, "../../etc/passwd", "", HELLO.upper()])
def test_what_is_not_kept_is_missing(files: FileStore, sha256: str) -> None:
    with pytest.raises(Missing), files.open(sha256):
        pass


async def test_one_file_that_is_gone_is_missing_alone(shelf: Shelf, files: FileStore) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    with pytest.raises(Missing) as missing, files.open("0" * 64):
        pass
    assert not isinstance(missing.value, AllMissing)


@pytest.mark.parametrize("held", [b"hello", b"hello_world", b""])
async def test_changed_bytes_are_never_given_back(
    shelf: Shelf, files: FileStore, held: bytes
) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    shelf.put(PLACE, held)
    with pytest.raises(Damaged, match="bring it back from a backup"), files.open(HELLO):
        pass


async def test_what_is_kept_again_mends_what_was_changed(shelf: Shelf, files: FileStore) -> None:
    await files.keep(chunks(b"hello world"), MANY)
    shelf.put(PLACE, b"hello_world")
    await files.keep(chunks(b"hello world"), MANY)
    with files.open(HELLO) as file:
        assert file.read() == b"hello world"


async def test_all_that_is_there_is_listed_with_its_size(shelf: Shelf, files: FileStore) -> None:
    assert list(files.held()) == []
    kept = {await files.keep(chunks(bytes(size)), MANY) for size in range(7)}
    shelf.put("notes.txt", b"somebody's")
    assert set(files.held()) == kept
