"""`sopbot backup` and `sopbot restore`: what operators type, what they read, how it ends."""

from __future__ import annotations

import re
import stat
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from zipfile import ZipFile

import pytest

from bot.system.lock import take_database
from tests.backup import offices
from tests.backup.offices import BYTES, HASHES, Office
from tests.commandline import Sopbot
from tests.commandline import sopbot as sopbot
from tests.stores import fresh_store

TOKEN = "123456:very-secret-token"


@pytest.fixture
def office(sopbot: Sopbot, tmp_path: Path) -> Iterator[Office]:
    """Where the command line looks for it."""
    made = offices.filled(tmp_path / "data")
    yield made
    made.store.close()


def test_backup_says_what_was_written_and_how_large(
    sopbot: Sopbot, office: Office, tmp_path: Path
) -> None:
    ended = sopbot("backup")
    assert (ended.code, ended.err) == (0, "")
    found = re.fullmatch(
        r"wrote (sopbot-\d{4}-\d\d-\d\d-\d{6}\.zip):"
        r" the database \(\d\d rows\) and 3 files, 9\d\d kB\n",
        ended.out,
    )
    assert found
    assert (tmp_path / found[1]).is_file()


def test_backup_goes_into_a_folder_or_a_named_file(
    sopbot: Sopbot, office: Office, tmp_path: Path
) -> None:
    (tmp_path / "usb").mkdir()
    assert sopbot("backup", "usb").code == 0
    assert [path.suffix for path in (tmp_path / "usb").iterdir()] == [".zip"]
    assert sopbot("backup", "usb/mine.zip").code == 0
    again = sopbot("backup", "usb/mine.zip")
    assert again.code == 1
    assert again.err == "sopbot: usb/mine.zip is there already; name another file\n"


@pytest.mark.parametrize("target", ["not-mounted", "not-mounted/", "usb.tar"])
def test_a_folder_that_is_not_there_does_not_become_a_file(
    sopbot: Sopbot, office: Office, tmp_path: Path, target: str
) -> None:
    ended = sopbot("backup", target)
    assert ended.code == 1
    assert "there is no such folder; make it first" in ended.err
    assert not (tmp_path / target).exists()


def test_backup_without_all_files_says_which_and_ends_with_1(
    sopbot: Sopbot, office: Office, tmp_path: Path
) -> None:
    office.path_of(HASHES[0]).unlink()
    ended = sopbot("backup", "mine.zip")
    assert ended.code == 1
    assert "2 files" in ended.out
    assert f"file 1 of plan 1; in the file store its bytes were missing (SHA-256 {HASHES[0]})" in (
        ended.err
    )
    assert (tmp_path / "mine.zip").is_file()


def test_of_many_files_that_a_backup_lacks_some_are_told_and_the_rest_counted(
    sopbot: Sopbot, office: Office
) -> None:
    for number in range(1, 24):
        office.keep(b"%d" % number)
    for file in (office.folder / "files").rglob("?" * 64):
        file.unlink()
    told = sopbot("backup", "mine.zip").err.splitlines()
    assert len(told) == 21
    assert told[-1] == "sopbot: … and 6 more"


def test_backup_without_a_database_makes_nothing(sopbot: Sopbot, tmp_path: Path) -> None:
    ended = sopbot("backup")
    assert ended.code == 1
    assert "SOPBOT_DATA_DIR" in ended.err
    assert list(tmp_path.iterdir()) == []


def test_no_secret_is_in_a_backup(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("SOPBOT_WEB_PASSWORD", "a very secret password")
    assert sopbot("backup", "mine.zip").code == 0
    with ZipFile(tmp_path / "mine.zip") as packed:
        everything = b"".join(map(packed.read, packed.namelist()))
    assert b"very-secret" not in everything
    assert b"very secret" not in everything
    assert str(tmp_path).encode() not in everything


def test_restore_brings_everything_back_for_its_owner_only(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sopbot("backup", "mine.zip")
    monkeypatch.setenv("SOPBOT_DATA_DIR", "new/data")
    ended = sopbot("restore", "mine.zip")
    assert (ended.code, ended.err) == (0, "")
    assert re.match(r"restored mine\.zip of \d{4}-\d\d-\d\d \d\d:\d\d: the database", ended.out)
    new = offices.bare(tmp_path / "new" / "data")
    assert (new.rows(), new.bytes()) == (office.rows(), BYTES)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "new" / "data").rglob("*")}
    assert modes <= {0o600, 0o700}
    new.store.close()


def test_check_leaves_the_place_of_the_database_empty_for_a_restore(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sopbot("backup", "mine.zip")
    monkeypatch.setenv("SOPBOT_DATA_DIR", "new")
    monkeypatch.setenv("SOPBOT_DATABASE_URL", f"sqlite:///{tmp_path}/own.db")
    for _ in range(2):
        assert "database: none yet" in sopbot("check").out
    assert not (tmp_path / "own.db").exists()
    assert sopbot("restore", "mine.zip").code == 0


@pytest.mark.needs("postgresql")
def test_restore_moves_an_office_to_postgresql_beside_its_files(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sopbot("backup", "mine.zip")
    new = Office(tmp_path / "data", offices.bare(tmp_path / "pg", "postgresql").store)
    monkeypatch.setenv("SOPBOT_DATABASE_URL", new.url)
    assert sopbot("restore", "mine.zip").code == 0
    assert (new.rows(), new.bytes()) == (office.rows(), BYTES)
    again = sopbot("restore", "mine.zip")
    assert again.code == 1
    assert "has data already" in again.err
    new.store.close()


def test_restore_overwrites_nothing_and_says_how_to_go_on(sopbot: Sopbot, office: Office) -> None:
    sopbot("backup", "mine.zip")
    ended = sopbot("restore", "mine.zip")
    assert ended.code == 1
    assert "sopbot.db is there already" in ended.err
    assert "Stop the bot, move" in ended.err


def test_restore_keeps_away_from_a_program_that_runs(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sopbot("backup", "mine.zip")
    monkeypatch.setenv("SOPBOT_DATA_DIR", "new")
    (tmp_path / "new").mkdir()
    leave = take_database(tmp_path / "new" / "sopbot.db")
    ended = sopbot("restore", "mine.zip")
    leave()
    assert ended.code == 1
    assert "is in use" in ended.err
    assert sopbot("restore", "mine.zip").code == 0


@pytest.mark.needs("postgresql")
def test_restore_keeps_away_from_a_program_that_runs_on_postgresql(
    sopbot: Sopbot, office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sopbot("backup", "mine.zip")
    store = fresh_store(tmp_path / "pg", database="postgresql")
    with store.work() as work:
        work.processes.seen("one", now := datetime.now(UTC), now)
        work.commit()
    monkeypatch.setenv("SOPBOT_DATABASE_URL", Office(tmp_path, store).url)
    ended = sopbot("restore", "mine.zip")
    assert (ended.code, ended.out) == (1, "")
    assert "a bot runs on this database (processes: 1). Stop it and restore again" in ended.err


def test_restore_of_what_is_no_backup_ends_with_1(sopbot: Sopbot, tmp_path: Path) -> None:
    (tmp_path / "mine.zip").write_text("mine")
    ended = sopbot("restore", "mine.zip")
    assert ended.code == 1
    assert "sopbot: mine.zip is not a whole backup" in ended.err


@pytest.mark.parametrize("arguments", [[], ["missing.zip"], ["."], ["one.zip", "two.zip"]])
def test_restore_typed_wrongly_ends_with_2(sopbot: Sopbot, arguments: list[str]) -> None:
    assert sopbot("restore", *arguments).code == 2


def test_restore_of_a_backup_that_lacks_bytes_says_so_again(
    sopbot: Sopbot, office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    office.path_of(HASHES[0]).write_bytes(b"rotten")
    sopbot("backup", "mine.zip")
    monkeypatch.setenv("SOPBOT_DATA_DIR", "new")
    ended = sopbot("restore", "mine.zip")
    assert ended.code == 0
    assert "not in the backup: file 1 of plan 1; in the file store its bytes were damaged" in (
        ended.err
    )
