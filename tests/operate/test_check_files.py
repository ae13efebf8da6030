"""What `sopbot check` says of the place where files are kept."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.room import RESERVE_BYTES
from bot.files import folder as folder_module
from bot.files.folder import FileFolder
from bot.operate.check import check_up
from bot.ports import UnitOfWork
from bot.settings import Settings
from bot.system.redact import redact
from tests.file_stores import Shelf, bucket_shelf, disk_of
from tests.peers.s3 import FakeS3
from tests.store import rows
from tests.stores import fresh_store


@pytest.fixture
def bucket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shelf]:
    with bucket_shelf(tmp_path / "data", monkeypatch) as made:
        made.folder.mkdir()
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "data")


async def told(shelf: Shelf) -> tuple[bool, str]:
    healthy, lines = await check_up(Settings(**shelf.settings))
    return healthy, next(line for line in lines if line.startswith("files:"))


async def test_a_bucket_is_tried_with_a_few_bytes_that_are_taken_away_again(bucket: Shelf) -> None:
    healthy, line = await told(bucket)
    assert healthy
    assert line.startswith("files: s3://evidence/office/2570 at http://127.0.0.1:")
    assert line.endswith("readable and writable")
    assert bucket.names() == []


async def test_a_key_that_may_not_delete_is_no_fault(bucket: Shelf) -> None:
    s3 = _s3(bucket)
    s3.faults.fail(403, "AccessDenied", method="DELETE")
    assert (await told(bucket))[0]
    assert [len(data) for data in s3.objects.values()] == [16]


@pytest.mark.parametrize("method", ["HEAD", "PUT", "GET"])
async def test_a_key_without_a_right_it_needs_is_told(bucket: Shelf, method: str) -> None:
    _s3(bucket).faults.fail(403, "AccessDenied", method=method)
    healthy, line = await told(bucket)
    assert not healthy
    assert "may list the bucket, get and put objects" in line


async def test_a_bucket_out_of_reach_is_told(bucket: Shelf) -> None:
    _s3(bucket).faults.down()
    healthy, line = await told(bucket)
    assert not healthy
    assert "error sending request" in line


async def test_the_key_is_hidden_from_the_log_from_then_on(bucket: Shelf) -> None:
    await told(bucket)
    assert FakeS3.key_id not in redact(f"{FakeS3.key_id} {FakeS3.secret}")
    assert FakeS3.secret not in redact(f"{FakeS3.key_id} {FakeS3.secret}")


async def test_without_the_library_it_is_told_how_to_install_it(
    bucket: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("bot.files.bucket", "bot.files.objects"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    monkeypatch.setitem(sys.modules, "obstore", None)
    healthy, line = await told(bucket)
    assert not healthy
    assert "pip install 'sopbot[s3]'" in line


async def test_a_folder_tells_how_much_room_is_left(folder: Shelf) -> None:
    FileFolder(folder.folder / "files")
    healthy, line = await told(folder)
    assert healthy
    assert "writable" in line
    assert line.endswith("GB left")
    assert folder.names() == []


async def test_a_folder_on_a_full_disk_is_told(folder: Shelf) -> None:
    FileFolder(folder.folder / "files")
    with disk_of(0):
        healthy, line = await told(folder)
    assert not healthy
    assert "cannot be written: File too large" in line
    assert folder.names() == []


async def test_a_disk_that_is_nearly_full_is_told(
    folder: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    FileFolder(folder.folder / "files")
    monkeypatch.setattr(folder_module, "LEAST_FREE_BYTES", 1 << 60)
    healthy, line = await told(folder)
    assert not healthy
    assert "make room" in line


async def test_a_disk_on_which_the_last_part_has_begun_is_told(
    folder: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    FileFolder(folder.folder / "files")
    monkeypatch.setattr(FileFolder, "spare", lambda _: RESERVE_BYTES - 1)
    healthy, line = await told(folder)
    assert not healthy
    assert line.endswith("1.2 GB left: too little for teams that are new; make room")


async def test_it_is_told_whose_files_take_most(folder: Shelf) -> None:
    folder.folder.mkdir()
    store = fresh_store(folder.folder, database="sqlite")
    with store.work() as work:
        for n, sent in enumerate("aabbbccd"):
            here = work.plans.running(_team(work, f"-10{sent}"))[0]
            work.files.kept(rows.expect(work, here, f"{n}.pdf", album=""), f"{n}" * 64, 1 << 30)
        work.commit()
    store.close()
    settings = Settings(**folder.settings)
    _, lines = await check_up(settings)
    assert [line for line in lines if line.startswith("room:")] == [
        "room: teams with files: 4, together 8 GB",
        "room: team 2 of group -10b: 3 GB of 2 GB",
        "room: team 1 of group -10a: 2 GB of 2 GB",
        "room: team 3 of group -10c: 2 GB of 2 GB",
    ]


async def test_a_folder_that_is_not_there_yet_is_not_made(folder: Shelf) -> None:
    healthy, line = await told(folder)
    assert healthy
    assert "none yet" in line
    assert not folder.folder.exists()


def _team(work: UnitOfWork, address: str) -> int:
    """The team of the group there, with a plan; made when first asked for."""
    there = work.teams.of_group(rows.group(work, address).id)
    return there.id if there is not None else rows.plan(work, address).team


def _s3(shelf: Shelf) -> FakeS3:
    assert shelf.s3 is not None
    return shelf.s3
