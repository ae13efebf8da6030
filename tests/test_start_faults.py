"""What stands in the way of a start is told in one line that says how to mend it."""

from __future__ import annotations

import os
import re
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import psycopg
import pytest

from bot.settings import SECRETS
from bot.sops import loader
from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.system.lock import take_database
from tests.commandline import typed
from tests.postgres import server
from tests.store import rows
from tests.stores import fresh_store

NOBODY = 65534
NEEDED = (
    "bot.app",
    "bot.channels.telegram.checkup",
    "bot.operate.check",
    "bot.system.logs",
    "encodings.utf_8_sig",
)
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
        end = typed(monkeypatch, *arguments)
        return end, [line for out in capfd.readouterr() for line in out.split("\n") if line]

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


def told_by_both(sopbot: Sopbot) -> str:
    """The one line of `sopbot run`, which `sopbot check` says, too."""
    line = told(sopbot)
    code, lines = sopbot("check")
    assert code == 1
    assert line.removeprefix("sopbot: ") in "\n".join(lines)
    return line


TOKEN = "SOPBOT_TELEGRAM_TOKEN=123456:nobody\n"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (TOKEN.encode("utf-16"), ".env is UTF-16: save it again as UTF-8"),
        (TOKEN.encode("utf-16-le"), ".env is UTF-16: save it again as UTF-8"),
        (f"A=1\n{TOKEN}# กลุ่ม".encode("tis-620"), ".env, line 3: this is not UTF-8; save it"),
        (
            b"A=1\nSOPBOT_TELEGRAM_TOKEN 123456:nobody\n",
            ".env, line 2: cannot be read; write NAME=",
        ),
        (b"\nSOPBOT_TELEGRAM_TOKEN='123456:nobody\n", ".env, line 2: cannot be read; write NAME="),
    ],
)
def test_a_file_of_settings_that_cannot_be_read_to_its_end(
    sopbot: Sopbot, data: Path, content: bytes, expected: str
) -> None:
    (data / ".env").write_bytes(content)
    line = told_by_both(sopbot)
    assert line.startswith(f"sopbot: {expected}")
    assert "nobody" not in line


def test_a_folder_in_place_of_the_file_of_settings(sopbot: Sopbot, data: Path) -> None:
    (data / ".env").mkdir()
    assert ".env cannot be read: Is a directory; it must be a file" in told_by_both(sopbot)


def test_a_file_of_settings_that_is_somebody_elses(
    sopbot: Sopbot, data: Path, request: pytest.FixtureRequest
) -> None:
    (data / ".env").touch(0o000)
    request.getfixturevalue("somebody")
    line = told_by_both(sopbot)
    assert ".env cannot be read: Permission denied; it must be a file that this user may" in line


@pytest.mark.parametrize("name", SECRETS)
@pytest.mark.parametrize("value", ["", " "])
def test_a_secret_that_is_empty_starts_no_other_program(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.delenv("SOPBOT_TELEGRAM_TOKEN")
    (data / ".env").write_text(f"SOPBOT_{name}={value}\n", "utf-8")
    assert f"SOPBOT_{name}: is empty: write the secret behind it, or" in told_by_both(sopbot)


@pytest.mark.parametrize("name", SECRETS)
def test_a_secrets_file_that_is_empty_starts_no_other_program(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.delenv("SOPBOT_TELEGRAM_TOKEN")
    (data / "secret").write_text("\n", "utf-8")
    (data / ".env").write_text(f"SOPBOT_{name}_FILE=secret\n", "utf-8")
    line = told_by_both(sopbot)
    assert f"SOPBOT_{name}_FILE: secret is empty: write the secret into it" in line


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("", "SOPBOT_TELEGRAM_TOKEN_FILE: is empty: name the secret's file"),
        ("gone", "SOPBOT_TELEGRAM_TOKEN_FILE: gone cannot be read: No such file"),
        (".", "SOPBOT_TELEGRAM_TOKEN_FILE: . cannot be read: Is a directory"),
    ],
)
def test_a_secrets_file_that_is_none_starts_no_other_program(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, path: str, expected: str
) -> None:
    monkeypatch.delenv("SOPBOT_TELEGRAM_TOKEN")
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN_FILE", path)
    assert expected in told_by_both(sopbot)


def test_a_secret_that_is_given_twice(sopbot: Sopbot, data: Path) -> None:
    (data / ".env").write_text("SOPBOT_TELEGRAM_TOKEN_FILE=secret\n", "utf-8")
    assert "leave out one of them" in told_by_both(sopbot)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SOPBOT_TELEGRAM_TOKN", "is SOPBOT_TELEGRAM_TOKEN meant?"),
        ("SOPBOT_TELEGRAMTOKEN", "is SOPBOT_TELEGRAM_TOKEN meant?"),
        ("SOPBOT_TELEGRAM_TOKEN_FILES", "is SOPBOT_TELEGRAM_TOKEN_FILE meant?"),
        ("SOPBOT_DATADIR", "is SOPBOT_DATA_DIR meant?"),
        ("SOPBOT_SERVICE_PORT", "see docs/settings.md"),
    ],
)
def test_a_name_that_is_no_setting_is_told_with_the_nearest_that_is_one(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, name: str, expected: str
) -> None:
    monkeypatch.setenv("SOPBOT_TIMEZONE", "Bangkok")
    (data / ".env").write_text(f"\n{name}=1\n", "utf-8")
    first = f"{name} (.env, line 2) is no setting and counts for nothing; {expected}"
    for command in ("run", "check"):
        code, lines = sopbot(command)
        assert (code, lines[0], len(lines)) == (1, f"sopbot: {first}", 2)
    monkeypatch.delenv("SOPBOT_TIMEZONE")
    assert [line for line in sopbot("check")[1] if name in line] == [f"sopbot: {first}"]


ADDRESSES = (
    "SOPBOT_TELEGRAM_API_URL",
    "SOPBOT_PUBLIC_URL",
    "SOPBOT_S3_ENDPOINT",
)


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_of_no_server_is_refused_and_not_tried_for_ever(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "https://h:99999")
    line = told_by_both(sopbot)
    assert line.startswith(f"sopbot: {name}: is no address of a server; write it as https://")


@pytest.mark.parametrize("name", ADDRESSES)
def test_an_address_of_another_kind_is_refused(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "socks5://h:1080")
    assert told_by_both(sopbot).startswith(f"sopbot: {name}: must begin with https://")


@pytest.mark.parametrize("name", ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"])
@pytest.mark.parametrize("value", ["https://h:99999", "socks5://a:very-secret@h:1080"])
def test_a_proxy_that_cannot_be_used_is_told_as_one(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    line = told_by_both(sopbot)
    assert line.startswith(f"sopbot: {name}: is no proxy that can be used; write it as http://pr")
    assert "very-secret" not in line


EMPTY = "database: empty; its tables are made at the first start on a platform"


def test_check_tells_a_database_that_is_empty_from_one_that_is_older(
    sopbot: Sopbot, data: Path
) -> None:
    (data / "sopbot.db").write_bytes(b"")
    assert EMPTY in sopbot("check")[1]
    engine = engine_for(f"sqlite:///{data / 'sopbot.db'}")
    upgrade(engine, to="0001")
    engine.dispose()
    assert "database: older; `sopbot run` updates it" in sopbot("check")[1]


@pytest.mark.needs("postgresql")
def test_check_of_an_empty_database_of_postgresql(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_DATABASE_URL", server().new_database())
    assert EMPTY in sopbot("check")[1]


def test_a_database_in_memory(sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPBOT_DATABASE_URL", "sqlite://")
    assert "a stop would lose everything" in told_by_both(sopbot)


def test_a_database_after_two_slashes(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_DATABASE_URL", "sqlite://tmp/y.db")
    line = told_by_both(sopbot)
    assert line.startswith(
        "sopbot: SOPBOT_DATABASE_URL names no file for SQLite: write sqlite:////"
    )


@pytest.mark.needs("postgresql")
@pytest.mark.parametrize("closed", [False, True])
def test_a_user_of_postgresql_who_may_make_no_tables(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    """Since PostgreSQL 15 that is everybody but the owner. `closed`: nor look into the schema."""
    url = server().new_database()
    if closed:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("REVOKE ALL ON SCHEMA public FROM public")
    monkeypatch.setenv("SOPBOT_DATABASE_URL", server().as_guest(url))
    line = told_by_both(sopbot)
    found = re.search(r'/(\w+) the user ("guest-\1") may make no tables in the schema public', line)
    assert found
    assert f"GRANT USAGE, CREATE ON SCHEMA public TO {found[2]}; or make {found[2]} its" in line
    assert "LINE" not in line


WRITTEN = Path(loader.__file__).with_name("lo-2.4.yaml").read_bytes()


@pytest.fixture
def sops(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of SOPs that others wrote to."""
    (data / "sops").mkdir()
    (data / "sops" / "lo-2.4.yaml").write_bytes(WRITTEN)
    monkeypatch.setattr(loader, "files", lambda _: data / "sops")
    return data / "sops"


def test_two_sops_with_one_id(sopbot: Sopbot, sops: Path) -> None:
    (sops / "own.yaml").write_bytes(WRITTEN)
    line = sop_fault(sopbot)
    assert line.startswith(f"{sops / 'own.yaml'}:1:1: ")
    assert "lo-2.4" in line
    assert "lo-2.4.yaml" in line


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"id: [", "1:6"), (WRITTEN.decode().encode("utf-16"), "1:1"), (b"", "1:1")],
)
def test_an_sop_that_cannot_be_read(sopbot: Sopbot, sops: Path, content: bytes, place: str) -> None:
    (sops / "bad.yaml").write_bytes(content)
    assert sop_fault(sopbot).startswith(f"{sops / 'bad.yaml'}:{place}: ")


def test_a_folder_in_place_of_an_sop(sopbot: Sopbot, sops: Path) -> None:
    (sops / "dir.yaml").mkdir()
    assert sop_fault(sopbot).startswith(f"{sops / 'dir.yaml'}:1:1: ")


def sop_fault(sopbot: Sopbot) -> str:
    """The one line of both; it has the form in which editors find a place."""
    code, [line] = sopbot("run")
    assert code == 1
    assert line in sopbot("check")[1]
    return line


def test_a_folder_that_may_not_be_written_to(sopbot: Sopbot, data: Path, somebody: None) -> None:
    line = told_by_both(sopbot)
    assert f"SOPBOT_DATA_DIR={data}: Permission denied; name a folder that this user" in line


def test_a_folder_that_may_not_be_made(
    sopbot: Sopbot, data: Path, somebody: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_DATA_DIR", str(data / "more" / "data"))
    line = told_by_both(sopbot)
    assert f"SOPBOT_DATA_DIR={data}/more/data: Permission denied; name a folder that" in line


@pytest.mark.parametrize("under", ["", "/data"])
def test_a_file_in_place_of_the_folder(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch, under: str
) -> None:
    monkeypatch.setenv("SOPBOT_DATA_DIR", f"{data / 'sopbot.db'}{under}")
    line = told_by_both(sopbot)
    assert "SOPBOT_DATA_DIR=" in line
    assert "Not a directory; name a folder that this user may write to" in line


def test_a_lock_that_is_somebody_elses(
    sopbot: Sopbot, data: Path, request: pytest.FixtureRequest
) -> None:
    data.chmod(0o777)
    (data / "sopbot.lock").touch(0o600)
    request.getfixturevalue("somebody")
    line = told_by_both(sopbot)
    assert f"{data / 'sopbot.lock'} cannot be written: Permission denied; give this user" in line


def test_a_database_in_a_folder_that_is_not_there(
    sopbot: Sopbot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_DATABASE_URL", f"sqlite:///{data}/gone/own.db")
    assert "own.lock cannot be written: No such file or directory" in told_by_both(sopbot)


def test_a_folder_in_place_of_the_database(sopbot: Sopbot, data: Path) -> None:
    (data / "sopbot.db").unlink()
    (data / "sopbot.db").mkdir()
    assert "unable to open database file" in told_by_both(sopbot)


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
    assert [one for one in sopbot("check")[1] if "may this user write to it" in one]


@pytest.mark.parametrize("content", [b"hello" * 1000, b"\x00" * 8192])
def test_a_file_that_is_no_database(sopbot: Sopbot, data: Path, content: bytes) -> None:
    (data / "sopbot.db").write_bytes(content)
    line = told(sopbot)
    assert "file is not a database" in line
    assert "`sopbot restore`" in line


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        (["CREATE TABLE loan (book)"], "has tables (loan) but not sopbot's mark"),
        (["CREATE TABLE chat (id)", "CREATE TABLE a (b)"], "has tables (a, chat) but not"),
        (
            ["CREATE TABLE chat (id)", "CREATE TABLE alembic_version (version_num)"],
            "has tables (chat) but not sopbot's mark",
        ),
        (
            [
                "CREATE TABLE alembic_version (version_num)",
                "INSERT INTO alembic_version VALUES ('9')",
            ],
            "is at revision 9, which this version of sopbot does not know",
        ),
    ],
)
def test_a_database_that_is_another_programs(
    sopbot: Sopbot, data: Path, statements: list[str], expected: str
) -> None:
    (data / "sopbot.db").unlink()
    with closing(sqlite3.connect(data / "sopbot.db")) as connection, connection:
        for statement in statements:
            connection.execute(statement)
    line = told(sopbot)
    assert f"{data / 'sopbot.db'} {expected}" in line
    assert "SOPBOT_DATABASE_URL" in line


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
