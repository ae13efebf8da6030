"""The ZIP of the evidence, as other programs read it."""

from __future__ import annotations

import hashlib
import os
import resource
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

import pytest

from bot.domain.errors import AllMissing
from bot.domain.files import File, FileState
from bot.domain.pack import Item, Lack
from bot.files.folder import FileFolder
from bot.render.documents.pack import Told, write_pack
from tests.domain.packs import CLOSED, MB, file, packed
from tests.domain.plans import BANGKOK, local
from tests.fakes.blobs import FakeFiles
from tests.file_stores import chunks

NOW = local("2026-10-06 09:30")
FOLDER = "รอบ1/ขั้นตอน01_จัดทำแผน/"
LACKING = "รอบ1/ขั้นตอน02_ประชุม/_ขาด_รายงานการประชุม.txt"


def index(items: Sequence[Item]) -> Mapping[str, bytes]:
    return {"สารบัญ.txt": "\n".join(f"{i.lack or '-'} {i.path}" for i in items).encode()}


TOLD = Told(lambda item: f"ขั้นตอนที่ {item.step.number}\nโปรดทราบ", index, "manifest-sha256.txt")


def kept(store: FakeFiles, id: int, name: str, data: bytes) -> File:
    sha256 = hashlib.sha256(data).hexdigest()
    store.kept[sha256] = data
    return file(id, name, sha256=sha256, size=len(data), on="2026-10-04 10:42")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store, path = FakeFiles(), tmp_path_factory.mktemp("pack") / "ชุดหลักฐาน.zip"
    files = [
        kept(store, 1, "แผน 2570.pdf", b"%PDF" + bytes(1000)),
        kept(store, 2, "ตาราง.csv", b"a,b\n" * 1000),
        file(3, "หาย.pdf", sha256="0" * 64),
        file(4, "ประกาศ", link="https://www.doh.go.th/", size=0),
    ]
    with path.open("w+b") as into:
        write_pack(store, packed(files, CLOSED), TOLD, into, NOW, BANGKOK)
    return path


def entry(path: Path, name: str) -> zipfile.ZipInfo:
    with zipfile.ZipFile(path) as archive:
        return archive.getinfo(name)


def test_it_holds_what_can_be_read_and_notes_on_the_rest(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [
            f"{FOLDER}1-01_แผน 2570.pdf",
            f"{FOLDER}1-02_ตาราง.csv",
            f"{FOLDER}_สูญหาย_1-03_หาย.txt",
            f"{FOLDER}1-04_ประกาศ.txt",
            LACKING,
            "สารบัญ.txt",
            "manifest-sha256.txt",
        ]
        assert archive.read(f"{FOLDER}1-02_ตาราง.csv") == b"a,b\n" * 1000
        note = archive.read(LACKING).decode()
        assert note == "\ufeffขั้นตอนที่ 2\r\nโปรดทราบ"
        assert f"lost {FOLDER}_สูญหาย_1-03_หาย.txt" in archive.read("สารบัญ.txt").decode()


def test_names_times_and_rights_are_as_every_system_reads_them(made: Path) -> None:
    pdf, table = entry(made, f"{FOLDER}1-01_แผน 2570.pdf"), entry(made, f"{FOLDER}1-02_ตาราง.csv")
    assert pdf.flag_bits == 0x800  # UTF-8, and nothing behind the bytes
    assert pdf.date_time == (2026, 10, 4, 10, 42, 0)
    assert entry(made, LACKING).date_time == (2026, 10, 6, 9, 30, 0)
    assert (pdf.create_system, pdf.external_attr >> 16) == (3, 0o100644)
    assert (pdf.compress_type, table.compress_type) == (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize("command", [["unzip", "-tq"], ["7z", "t", "-bso0"]], ids=["unzip", "7z"])
def test_other_programs_find_no_fault(made: Path, command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"no {command[0]} on this machine")
    subprocess.run([*command, str(made)], check=True, capture_output=True, timeout=60)


def test_the_hashes_are_those_of_what_was_unpacked(made: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        archive.extractall(tmp_path)
    lines = (tmp_path / "manifest-sha256.txt").read_text("utf-8").splitlines()
    told = {path: sha256 for sha256, path in (line.split("  ", 1) for line in lines)}
    there = {p.relative_to(tmp_path).as_posix(): p for p in tmp_path.rglob("*") if p.is_file()}
    del there["manifest-sha256.txt"]
    assert told == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in there.items()}


def test_a_changed_file_is_lost_and_stands_in_no_byte() -> None:
    store, into = FakeFiles(), BytesIO()
    found = kept(store, 1, "ก.pdf", b"forged")
    store.changed.add(found.sha256)
    first, *_ = write_pack(store, packed([found], CLOSED), TOLD, into, NOW, BANGKOK)
    assert (first.lack, first.path) == (Lack.LOST, f"{FOLDER}_สูญหาย_1-01_ก.txt")
    assert b"forged" not in into.getvalue()


def test_a_store_that_was_moved_away_is_no_loss_of_each_file(tmp_path: Path) -> None:
    items = packed([file(1, sha256="0" * 64)], CLOSED)
    with pytest.raises(AllMissing):
        write_pack(FileFolder(tmp_path), items, TOLD, BytesIO(), NOW, BANGKOK)


def test_what_was_deleted_on_purpose_is_no_loss(tmp_path: Path) -> None:
    items = packed([file(1, sha256="0" * 64, state=FileState.DELETED)], CLOSED)
    first, *_ = write_pack(FileFolder(tmp_path), items, TOLD, BytesIO(), NOW, BANGKOK)
    assert (first.lack, first.path) == (Lack.DELETED, f"{FOLDER}_ลบแล้ว_1-01_ก.txt")


@pytest.mark.long
async def test_500_files_of_a_megabyte_take_no_more_memory_than_a_few(tmp_path: Path) -> None:
    store = FileFolder(tmp_path)
    sha256, size = await store.keep(chunks(os.urandom(MB)), MB)
    files = [file(n, f"{n}.pdf", sha256=sha256, size=size) for n in range(1, 501)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with tempfile.TemporaryFile(dir=tmp_path) as into:
        write_pack(store, packed(files, CLOSED), TOLD, into, NOW, BANGKOK)
        assert into.tell() > 500 * MB
    more = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    assert more < 100 * 1024
