"""What stands in the way of a start is told in one line that says how to mend it."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest

from bot.cli import main
from bot.system.lock import take_database
from tests.store import rows
from tests.stores import fresh_store

NOBODY = 65534
NEEDED = ("bot.app", "bot.system.logs")
Sopbot = Callable[..., tuple[int, list[str]]]


@pytest.fixture
def data(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A data folder with a database, where others may go, too; the token is one of nobody."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SOPBOT_DATA_DIR", str(folder))
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN", "123456:nobody")
    monkeypatch.setenv("SOPBOT_TELEGRAM_API_URL", "http://127.0.0.1:9")
    fresh_store(folder, database="sqlite").close()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def sopbot(
    own_logging: None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Sopbot:
    """Exit code, and the lines of both outputs."""

    def run(*arguments: str) -> tuple[int, list[str]]:
        monkeypatch.setattr("sys.argv", ["sopbot", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        return int(end.value.code or 0), [
            line for out in capfd.readouterr() for line in out.split("\n") if line
        ]

    return run


@pytest.fixture
def somebody(data: Path) -> Iterator[None]:
    """Root may write everywhere: for its tests this process is nobody's for a while."""
    for module in NEEDED:
        import_module(module)  # nobody may not read them where root has its Python
    if os.geteuid() != 0:
        yield
        return
    if not all(folder.stat().st_mode & 0o1 for folder in Path(__file__).parents):
        pytest.skip("nobody may enter the folder of this repository")
    os.seteuid(NOBODY)
    yield
    os.seteuid(0)


def told(sopbot: Sopbot) -> str:
    """The one line with which a start is refused."""
    code, [line] = sopbot("run")
    assert code == 1
    assert line.startswith("sopbot: ")
    return line


def test_a_folder_that_may_not_be_written_to(sopbot: Sopbot, data: Path, somebody: None) -> None:
    assert f"{data / 'sopbot.lock'} cannot be written: Permission denied" in told(sopbot)


def test_a_folder_that_may_not_be_made(
    sopbot: Sopbot, data: Path, somebody: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_DATA_DIR", str(data / "more"))
    assert "SOPBOT_DATA_DIR=" in (line := told(sopbot))
    assert "name a folder that this user may write to" in line


@pytest.mark.parametrize("rights", [0o444, 0o000])
def test_a_database_that_may_not_be_written_to(
    sopbot: Sopbot, data: Path, rights: int, request: pytest.FixtureRequest
) -> None:
    data.chmod(0o777)
    (data / "sopbot.db").chmod(rights)
    request.getfixturevalue("somebody")
    line = told(sopbot)
    assert "the database failed: " in line
    assert f"{data / 'sopbot.db'}" in line
    assert "may this user write to it" in line


@pytest.mark.parametrize("content", [b"hello" * 1000, b"\x00" * 8192])
def test_a_file_that_is_no_database(sopbot: Sopbot, data: Path, content: bytes) -> None:
    (data / "sopbot.db").write_bytes(content)
    line = told(sopbot)
    assert "file is not a database" in line
    assert "`sopbot restore`" in line


def test_a_database_with_a_damaged_page(sopbot: Sopbot, data: Path) -> None:
    """The first one, which names the tables."""
    damage(data / "sopbot.db", page=0, offset=100)
    assert "`sopbot restore`" in told(sopbot)


def damage(database: Path, page: int, offset: int = 0) -> None:
    with database.open("r+b") as file:
        file.seek(page * 4096 + offset)
        file.write(b"\xff" * 512)


def test_a_second_program_on_the_same_folder(sopbot: Sopbot, data: Path) -> None:
    leave = take_database(data / "sopbot.db")
    assert "is in use: sopbot runs there already" in told(sopbot)
    leave()


def test_a_full_disk(sopbot: Sopbot, data: Path) -> None:
    """A file may have so many bytes and no more; the tables need more."""
    (data / "sopbot.db").unlink()
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        line = told(sopbot)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "the database" in line
    assert "disk" in line


def test_check_tells_of_damage_that_does_not_stop_a_start(sopbot: Sopbot, data: Path) -> None:
    pages = (data / "sopbot.db").stat().st_size // 4096
    damage(data / "sopbot.db", page=pages - 1)
    code, lines = sopbot("check")
    assert code == 1
    assert [line for line in lines if line.startswith("integrity: ")]


def test_check_tells_of_a_row_that_refers_to_nothing(sopbot: Sopbot, data: Path) -> None:
    with closing(sqlite3.connect(data / "sopbot.db")) as connection, connection:
        connection.execute("INSERT INTO chat_person (chat, person) VALUES (7, 7)")
    _, lines = sopbot("check")
    assert "integrity: chat_person 1 refers to a person that is not there" in lines


def set_aside(data: Path, key: int, days_ago: int) -> None:
    """An update on which the program tripped."""
    at = f"{datetime.now(UTC) - timedelta(days=days_ago):%Y-%m-%d %H:%M:%S}"
    row = "telegram", str(key), "1", at, "aside", "incident 12ab", at, 3, ""
    columns = "channel, key, lane, received_at, state, why, finished_at, attempts, album"
    marks = ", ".join("?" * len(row))
    with closing(sqlite3.connect(data / "sopbot.db")) as connection, connection:
        connection.execute(f"INSERT INTO inbox ({columns}) VALUES ({marks})", row)  # noqa: S608 - ours


def test_check_tells_of_what_was_set_aside(sopbot: Sopbot, data: Path) -> None:
    set_aside(data, 1, days_ago=6)
    code, lines = sopbot("check")
    assert code == 1
    assert [line for line in lines if "set aside: " in line and "update 1: incident 12ab" in line]


def test_check_counts_what_is_long_past_and_finds_nothing_wrong_with_it(
    sopbot: Sopbot, data: Path
) -> None:
    set_aside(data, 1, days_ago=8)
    set_aside(data, 2, days_ago=30)
    _, lines = sopbot("check")
    assert "set aside: 2 more, older than 7 days" in lines
    assert not [line for line in lines if "incident" in line]


def test_check_counts_the_teams_that_the_list_of_groups_leaves_out(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with fresh_store(data, database="sqlite").work() as work:
        rows.team(work)
        work.commit()
    monkeypatch.setenv("SOPBOT_ALLOWED_CHATS", "-1001234567890")
    _, lines = sopbot("check")
    assert "teams not served, their groups not being in SOPBOT_ALLOWED_CHATS: 1" in lines


def test_check_of_a_whole_database_finds_nothing(sopbot: Sopbot, data: Path) -> None:
    _, lines = sopbot("check")
    assert {"integrity: fine", "set aside: nothing", "undelivered: nothing"} <= set(lines)
