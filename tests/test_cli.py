"""The command line: what operators type, what they read, how it ends."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.sop_import import Imported, Tally
from scheduler import sop_apart
from tests.commandline import Sopbot
from tests.commandline import sopbot as sopbot

HEAVY = {
    "alembic", "aiohttp", "asyncio", "babel", "holidays", "httpx", "logging", "prometheus_client",
    "pydantic", "rich", "ruamel", "sqlalchemy", "starlette", "structlog", "telegram", "uvicorn",
}  # fmt: skip
MONTHLY = str(Path(__file__).parent / "sops" / "samples" / "hospital-data.yaml")
LOADED = """
import sys
from bot.cli import main
try:
    main()
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def test_help_is_short_and_waits_for_nothing_that_only_a_command_needs() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, "--help"], check=True, capture_output=True, encoding="utf-8"
    )
    assert {"bot.cli", "typer"} <= set(ended.stderr.split())
    assert HEAVY.isdisjoint(ended.stderr.split())
    assert "..." not in ended.stdout.replace("[ARGS]...", "")


def test_a_program_that_runs_loads_nothing_that_draws_frames(tmp_path: Path) -> None:
    given = {"SOPBOT_DATA_DIR": str(tmp_path), "SOPBOT_HTTP_HOST": "0.0.0.0"}  # noqa: S104 - refused
    ended = subprocess.run(
        [sys.executable, "-c", LOADED, "run"],
        env=os.environ | given,
        capture_output=True,
        encoding="utf-8",
    )
    assert "SOPBOT_WEB_PASSWORD" in ended.stderr
    assert "structlog" in ended.stderr.split()
    assert {"rich.console", "rich.traceback"}.isdisjoint(ended.stderr.split())


def test_timeline_prints_the_reference_schedule(sopbot: Sopbot) -> None:
    ended = sopbot(
        "timeline", "--start", "2021-10-01", "--no-fixed", "--calendar-days", "--format", "csv"
    )
    assert ended.code == 0
    assert ended.out.splitlines()[:4] == [
        "step,start,due,conflict",
        "1,2021-10-01,2021-10-02,",
        "2,2021-10-03,2021-10-03,",
        "3,2021-10-04,2021-10-08,",
    ]


def test_a_slip_moves_what_follows(sopbot: Sopbot) -> None:
    plain = sopbot("timeline", "--format", "csv").out.splitlines()
    slipped = sopbot("timeline", "--format", "csv", "--slip", "2=4").out.splitlines()
    assert plain[:3] == slipped[:3]
    assert slipped[3].startswith("3,2026-10-12,")


def test_one_time_of_a_step_slips_and_stands_in_the_column_of_steps(sopbot: Sopbot) -> None:
    lines = sopbot("simulate", "--sop", MONTHLY, "--format", "csv", "--slip", "1.2=10").out
    assert "2026-12-16T08:30,overdue,1.2,group" in lines
    assert "2027-01-15T08:30,due,1.3,group" in lines


def test_a_decision_takes_the_way_that_is_told(sopbot: Sopbot) -> None:
    review = ["--sop", str(Path(__file__).parent / "sops/samples/ethics-review.yaml")]
    taken = ["--way", "3=amend", "--way", "6=amend"]
    lines = sopbot("timeline", *review, *taken, "--format", "csv").out.splitlines()[1:]
    assert " ".join(line.partition(",")[0] for line in lines) == "1 2 3 4 5 5.2 6 6.2 7"
    told = sopbot("simulate", *review, "--format", "csv").out.splitlines()[1:]
    assert {line.split(",")[2] for line in told} == {"1", "2", "3", "7", ""}
    assert "step 3 can take accepted, amend" in sopbot("timeline", *review, "--way", "3=no").err


def test_simulate_prints_every_notice_of_a_year(sopbot: Sopbot) -> None:
    lines = sopbot("simulate", "--format", "csv").out.splitlines()
    assert lines[0] == "at,kind,step,to"
    assert "2026-10-05T08:30,weekly,,chair" in lines
    assert "2026-12-15T08:30,start,8,group" in lines
    assert len(lines) == len(set(lines))


def test_simulate_prints_what_a_year_costs(sopbot: Sopbot) -> None:
    lines = sopbot("simulate", "--cost", "line", "--group", "10").out.splitlines()
    assert lines[5] == "2027-02       8     2       43      143    97          184"


def test_own_days_off_replace_the_built_in_ones(sopbot: Sopbot, tmp_path: Path) -> None:
    (tmp_path / "off.txt").write_text("2026-10-01 วันหยุดพิเศษ\n2026-10-02\n", encoding="utf-8")
    lines = sopbot("timeline", "--format", "csv", "--holidays", "off.txt").out.splitlines()
    assert lines[1].startswith("1,2026-10-05,2026-10-06")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["timeline", "--slip", "15=3"], "steps 1 to 12"),
        (["timeline", "--slip", "soon"], "STEP=DAYS"),
        (["timeline", "--sop", MONTHLY, "--slip", "1=3"], "1.1 to 1.12; write 1.1=10"),
        (["timeline", "--way", "3=no"], "STEP=WAY, the step of a decision"),
        (["timeline", "--format", "xml"], "table or csv"),
        (["simulate", "--cost", "line"], "--group"),
        (["simulate", "--cost", "line", "--group", "1"], "2 or more"),
        (["simulate", "--cost", "post", "--group", "10"], "use line"),
        (["simulate", "--group", "10"], "--cost"),
        (["timeline", "--start", "1/10/2569"], "--start"),
        (["dance"], "dance"),
    ],
)
def test_a_wrong_call_ends_with_2_and_says_how_to_mend_it(
    sopbot: Sopbot, arguments: list[str], told: str
) -> None:
    ended = sopbot(*arguments)
    assert ended.code == 2
    assert told in ended.err


def test_a_bad_sop_file_is_told_with_line_and_column(sopbot: Sopbot, tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("id: x\nstepz: []\n", encoding="utf-8")
    ended = sopbot("sop", "check", "own.yaml")
    assert ended.code == 1
    assert "own.yaml:2:1:" in ended.err


def test_a_sound_sop_file_tells_what_is_still_to_be_decided(sopbot: Sopbot, tmp_path: Path) -> None:
    own = Path(MONTHLY).read_text("utf-8").replace("steps:\n", "# decide: A?\nsteps:\n", 1)
    (tmp_path / "own.yaml").write_text(own, encoding="utf-8")
    ended = sopbot("sop", "check", "own.yaml")
    assert ended.code == 0
    assert ended.out.splitlines()[-1] == '  ยังมีจุดที่ต้องตัดสินใจ (บรรทัด "# decide:") 1 แห่ง'
    assert "decide" not in sopbot("sop", "check", MONTHLY).out


def test_an_sop_is_read_and_its_file_written_or_printed(
    sopbot: Sopbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Path(MONTHLY).read_text("utf-8")

    async def read(data: bytes, name: str) -> Imported:
        return Imported(source, (), Tally(1, 1, 2, 2, 1))

    monkeypatch.setattr(sop_apart, "read_apart", read)
    (tmp_path / "a.docx").write_bytes(b"PK")
    ended = sopbot("sop", "import", "a.docx", "-o", "own.yaml")
    assert ended.code == 0
    assert ended.out.endswith("  sopbot sop check own.yaml\n  sopbot timeline --sop own.yaml\n")
    assert (tmp_path / "own.yaml").read_text("utf-8") == source
    printed = sopbot("sop", "import", "a.docx", "-o", "-")
    assert printed.out == source
    assert "sopbot sop check" in printed.err
    assert sopbot("sop", "import", "a.docx", "-o", "own.yaml").code == 1
    assert sopbot("sop", "import", "a.docx", "-o", "own.yaml", "--force").code == 0


def test_a_sop_file_is_made_a_word_file(sopbot: Sopbot, tmp_path: Path) -> None:
    ended = sopbot("sop", "word", MONTHLY, "-o", "own.docx")
    assert (ended.code, ended.out) == (0, "own.docx\n")
    assert (tmp_path / "own.docx").read_bytes().startswith(b"PK")


def test_the_web_chat_is_not_opened_to_others_without_a_password(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_HTTP_HOST", "0.0.0.0")  # noqa: S104 - refused
    ended = sopbot("run")
    assert ended.code == 1
    assert "SOPBOT_WEB_PASSWORD" in ended.err


def test_a_password_too_short_to_keep_anybody_out_is_refused(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_WEB_PASSWORD", "letmein")
    ended = sopbot("check")
    assert ended.code == 1
    assert "SOPBOT_WEB_PASSWORD: must have at least 12 characters" in ended.err
    assert "letmein" not in ended.out + ended.err


def test_a_port_that_is_taken_is_told_before_anything_else_is_done(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setenv("SOPBOT_HTTP_PORT", str(taken.getsockname()[1]))
        ended = sopbot("run")
    assert ended.code == 1
    assert "SOPBOT_HTTP_PORT" in ended.err
    assert not (tmp_path / "data" / "sample").exists()


def test_check_without_a_channel_says_what_will_run(sopbot: Sopbot) -> None:
    ended = sopbot("check")
    assert ended.code == 0
    assert "127.0.0.1:8080" in ended.out
    assert "SOPBOT_TELEGRAM_TOKEN" in ended.out


def test_check_shows_whose_system_it_is(sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "office: people are not told whose system it is" in sopbot("check").out
    monkeypatch.setenv("SOPBOT_OFFICE_NAME", " สำนักอนามัย\nการเจริญพันธุ์ ")
    monkeypatch.setenv("SOPBOT_OFFICE_CONTACT", "โทร. 0 2000 0000")
    told = sopbot("check").out
    assert "SOPBOT_OFFICE_NAME=สำนักอนามัย การเจริญพันธุ์\n" in told
    assert "office:" not in told


def test_a_wrong_setting_names_its_variable(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_TIMEZONE", "Bangkok")
    ended = sopbot("check")
    assert ended.code == 1
    assert "SOPBOT_TIMEZONE" in ended.err


def test_check_shows_settings_but_no_secret(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN", "123456:very-secret-token")
    monkeypatch.setenv("SOPBOT_TELEGRAM_API_URL", "http://127.0.0.1:9")
    ended = sopbot("check")
    assert ended.code == 1
    assert "very-secret" not in ended.out + ended.err
    assert "telegram: cannot be reached" in ended.out


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_database_that_is_not_reached_is_told_in_one_line_without_its_password(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN", "123456:very-secret-token")
    monkeypatch.setenv("SOPBOT_TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv(
        "SOPBOT_DATABASE_URL", "postgresql://u:s3cret@127.0.0.1:9/db?password=s3cret"
    )
    ended = sopbot(command)
    assert ended.code == 1
    (told,) = (line for line in (ended.out + ended.err).splitlines() if "refused" in line)
    assert "the database failed" in told
    assert "postgresql+psycopg://u:***@127.0.0.1:9/db)" in told
    assert "s3cret" not in ended.out + ended.err
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("command", ["check", "run"])
def test_a_wrong_database_url_is_told_with_what_to_write(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("SOPBOT_TELEGRAM_TOKEN", "123456:very-secret-token")
    monkeypatch.setenv("SOPBOT_TELEGRAM_API_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("SOPBOT_DATABASE_URL", "mysql://u:s3cret@h/db")
    ended = sopbot(command)
    assert ended.code == 1
    assert "write postgresql://user:password@host/name" in ended.out + ended.err
    assert "s3cret" not in ended.out + ended.err


@pytest.mark.parametrize("quota", ["lots", "5", "5 TB", "-1 GB", ""])
def test_a_quota_that_is_none_is_refused(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch, quota: str
) -> None:
    monkeypatch.setenv("SOPBOT_TEAM_QUOTA", quota)
    ended = sopbot("check")
    assert ended.code == 1
    assert "SOPBOT_TEAM_QUOTA: write 2 GB or 500 MB; 0: no team has a limit" in ended.err


@pytest.mark.parametrize(("quota", "told"), [("500mb", "500 MB"), ("0", "0"), (None, "2 GB")])
def test_a_quota_is_told_as_people_say_it(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch, quota: str | None, told: str
) -> None:
    if quota is not None:
        monkeypatch.setenv("SOPBOT_TEAM_QUOTA", quota)
    assert f"SOPBOT_TEAM_QUOTA={told}" in sopbot("check").out.splitlines()


@pytest.mark.parametrize("group", ["abc", "1001234567890", "-100 12"])
def test_a_group_that_cannot_be_one_is_refused(
    sopbot: Sopbot, monkeypatch: pytest.MonkeyPatch, group: str
) -> None:
    monkeypatch.setenv("SOPBOT_ALLOWED_CHATS", f"-1001234567890, {group}")
    ended = sopbot("check")
    assert ended.code == 1
    assert "SOPBOT_ALLOWED_CHATS" in ended.err
    assert "minus" in ended.err
