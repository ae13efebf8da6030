"""Back from a backup: the same rows and bytes, wherever it was made and wherever it goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from bot.backup.manifest import BadBackup
from bot.domain.errors import SopbotError
from bot.store.migrate import is_current
from bot.store.restoring import NotEmpty
from tests.backup import offices
from tests.backup.forging import forge, tell
from tests.backup.offices import BYTES, HASHES, Office
from tests.file_stores import bucket_shelf, disk_of
from tests.store.released.load import load

DATABASES = ["sqlite", pytest.param("postgresql", marks=pytest.mark.needs("postgresql"))]


@pytest.mark.parametrize("there", DATABASES)
@pytest.mark.parametrize("here", DATABASES)
def test_every_row_and_every_byte_comes_back(tmp_path: Path, here: str, there: str) -> None:
    old = offices.filled(tmp_path / "old", here)
    old.back_up(tmp_path / "office.zip")
    new = offices.bare(tmp_path / "new", there)
    new.restore(tmp_path / "office.zip")
    assert new.rows() == old.rows()
    assert new.bytes() == BYTES
    old.store.close()
    new.store.close()


def test_files_go_from_a_bucket_into_a_folder_and_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with (
        bucket_shelf(tmp_path, monkeypatch) as one,
        bucket_shelf(tmp_path, monkeypatch) as other,
    ):
        old = offices.filled(tmp_path / "old", files=one.open)
        old.back_up(tmp_path / "one.zip")
        moved = offices.bare(tmp_path / "moved")
        moved.restore(tmp_path / "one.zip")
        moved.back_up(tmp_path / "two.zip")
        new = offices.bare(tmp_path / "new", files=other.open)
        new.restore(tmp_path / "two.zip")
        assert old.bytes() == moved.bytes() == new.bytes() == BYTES
    for office in (old, moved, new):
        office.store.close()


def test_a_bad_backup_touches_nothing(office: Office, target: Path, elsewhere: Office) -> None:
    office.back_up(target)
    forge(target, tell(revision="9999"))
    with pytest.raises(BadBackup, match="nothing was changed"):
        elsewhere.restore(target)
    assert elsewhere.everything_below() == set()


def test_a_database_that_does_not_fit_is_told_before_it_is_unpacked(
    office: Office, target: Path, elsewhere: Office
) -> None:
    office.back_up(target)
    forge(target, lambda _, manifest: manifest["entries"][0].update(size=1 << 62))
    with pytest.raises(BadBackup, match=r"needs [\d,]+ MB on the disk of .* left; nothing was cha"):
        elsewhere.restore(target)
    assert elsewhere.everything_below() == set()


def test_files_that_do_not_fit_are_told_and_the_restore_can_begin_anew(
    office: Office, target: Path, elsewhere: Office
) -> None:
    office.back_up(target)
    with disk_of(600_000), pytest.raises(SopbotError, match="cannot be written: File too"):
        elsewhere.restore(target)
    assert not (elsewhere.folder / "sopbot.db").exists()
    elsewhere.restore(target)
    assert elsewhere.bytes() == BYTES


def test_where_data_are_nothing_is_touched(office: Office, target: Path) -> None:
    office.back_up(target)
    office.path_of(HASHES[0]).unlink()
    before = office.everything_below()
    with pytest.raises(NotEmpty, match=r"sopbot\.db is there already.*move its data folder away"):
        office.restore(target)
    assert office.everything_below() == before


@pytest.mark.parametrize("database", DATABASES)
def test_an_office_of_an_older_program_is_brought_up_to_date(
    elsewhere: Office, target: Path, tmp_path: Path, database: str
) -> None:
    old = offices.bare(tmp_path / "old", database)
    load("0001", old.store.engine)
    assert old.back_up(target).revision == "0001"
    elsewhere.restore(target)
    assert is_current(elsewhere.store.engine)
    assert not is_current(old.store.engine)
    with elsewhere.store.reading() as work:
        assert len(work.plans.by_id(1).events) == 18
    old.store.close()


POWER_CUT = """
import os, sys
from functools import partial
from pathlib import Path
from bot.files.folder import FileFolder
from tests.backup import offices

class Cut(FileFolder):
    async def keep(self, chunks, limit):
        kept = await super().keep(chunks, limit)
        if len(list(self.folder.rglob("?" * 64))) == 2:
            os._exit(9)
        return kept

folder = Path(sys.argv[1])
offices.bare(folder, files=partial(Cut, folder / "files")).restore(Path(sys.argv[2]))
"""


def test_after_a_power_cut_it_begins_anew(office: Office, target: Path, elsewhere: Office) -> None:
    office.back_up(target)
    command = [sys.executable, "-c", POWER_CUT, str(elsewhere.folder), str(target)]
    cut = subprocess.run(command, cwd=Path(__file__).parents[2], check=False, timeout=60)
    assert cut.returncode == 9
    assert elsewhere.path_of(HASHES[0]).exists()
    assert not (elsewhere.folder / "sopbot.db").exists()
    elsewhere.restore(target)
    assert elsewhere.rows() == office.rows()
    assert elsewhere.bytes() == BYTES
