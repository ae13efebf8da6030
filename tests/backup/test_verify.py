"""A backup is believed only when every byte of it is what its manifest says."""

from __future__ import annotations

import random
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.backup.manifest import BadBackup, Manifest
from bot.backup.verify import verify
from tests.backup import offices
from tests.backup.forging import Change, add, forge, leave_out, tell, write
from tests.backup.offices import HASHES, Office

CHANCE = random.Random(2570)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("made")
    office = offices.filled(folder / "office")
    office.back_up(folder / "office.zip")
    office.store.close()
    return (folder / "office.zip").read_bytes()


@pytest.fixture
def backup(made: bytes, target: Path) -> Path:
    """For the test to spoil."""
    target.write_bytes(made)
    return target


def read(backup: Path) -> tuple[Manifest, bytes]:
    """Manifest and database."""
    database = backup.with_name("read.db")
    return verify(backup, database), database.read_bytes()


def test_what_was_written_is_read(office: Office, target: Path) -> None:
    office.back_up(target)
    manifest, _ = read(target)
    assert manifest.revision == "0025"
    assert manifest.rows == {name: len(held) for name, held in office.rows().items()}
    assert [entry.sha256 for entry in manifest.files] == list(HASHES)
    assert manifest.lost == ()


@pytest.mark.parametrize("part", [0, 0.001, 0.1, 0.5, 0.9, 0.999])
def test_a_cut_one_is_refused(made: bytes, backup: Path, part: float) -> None:
    backup.write_bytes(made[: int(len(made) * part)])
    with pytest.raises(BadBackup, match="not a whole backup"):
        read(backup)


def test_a_changed_bit_is_refused_or_means_nothing(made: bytes, backup: Path) -> None:
    before = read(backup)
    inside, at_the_end = range(len(made)), range(len(made) - 2000, len(made))
    refused = 0
    for position in CHANCE.choices(inside, k=20) + CHANCE.choices(at_the_end, k=20):
        backup.write_bytes(with_a_changed_bit(made, position))
        try:
            assert read(backup) == before
        except BadBackup:
            refused += 1
    assert refused > 20


def with_a_changed_bit(whole: bytes, position: int) -> bytes:
    changed = bytearray(whole)
    changed[position] ^= 1 << CHANCE.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("data", [b"", b"PK", b"SQLite format 3\0" * 99])
def test_what_is_no_zip_is_refused(target: Path, data: bytes) -> None:
    target.write_bytes(data)
    with pytest.raises(BadBackup, match="not a whole backup"):
        read(target)


def test_a_zip_of_something_else_is_refused(target: Path) -> None:
    with ZipFile(target, "w") as packed:
        packed.writestr("holiday.jpg", b"")
    with pytest.raises(BadBackup, match=r"manifest\.json"):
        read(target)


def test_a_file_that_is_not_there_is_told(target: Path) -> None:
    with pytest.raises(BadBackup, match="cannot be read: No such file"):
        read(target)


WRONG: list[tuple[Change, str]] = [
    (tell(format=2), "format 2.*the version that made it"),
    (tell(format="1"), "not one that sopbot writes"),
    (tell(entries=None), "not one that sopbot writes"),
    (tell(revision="0099"), "newer sopbot made it.*0099"),
    (tell(revision="0003"), "counts other rows"),
    (tell(made_at="2026-10-01T08:30:00"), "not one that sopbot writes"),
    (tell(rows={"plan": 1}), "counts other rows"),
    (add("../evil"), "not of sopbot: '../evil'"),
    (add("/etc/passwd"), "not of sopbot"),
    (add("files/aa/bb/../../../evil"), "not of sopbot"),
    (add("../evil", named=False), "does not name what is in it"),
    (leave_out("sopbot.db", named=False), "no sopbot.db"),
    (leave_out("sopbot.db", named=True), "does not name what is in it"),
    (leave_out(HASHES[0], named=False), "the bytes of file 1 are not in it"),
    (write("DELETE FROM chat"), "a row of .* refers to nothing"),
    (write("DELETE FROM snooze"), "counts other rows"),
    (write("DELETE FROM alembic_version"), "has no revision"),
    (write("DROP TABLE file_number"), "counts other rows"),
    (write("CREATE TABLE other (x INT)"), "counts other rows"),
]


@pytest.mark.parametrize(("change", "told"), WRONG)
def test_one_that_is_not_what_its_manifest_says_is_refused(
    backup: Path, change: Change, told: str
) -> None:
    forge(backup, change)
    with pytest.raises(BadBackup, match=told):
        read(backup)


@pytest.mark.parametrize("size", [1, 10**12])
def test_a_part_larger_or_smaller_than_it_says_is_refused(backup: Path, size: int) -> None:
    forge(backup, lambda _, manifest: manifest["entries"][1].update(size=size))
    with pytest.raises(BadBackup, match="was changed"):
        read(backup)
