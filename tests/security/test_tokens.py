"""Secrets stand in no repr, no log, no error and nowhere in the data."""

from __future__ import annotations

import io
import json
import logging
import sys
from pathlib import Path

import httpx
import pytest
import structlog
from pydantic import SecretStr

from bot.channels.telegram.api import make_bot
from bot.channels.telegram.channel import TelegramSettings
from bot.channels.telegram.webhook import Secrets
from bot.settings import Settings
from bot.store.engine import engine_for
from bot.system import logs, redact
from scheduler.incidents import incident
from tests.clock import SettableClock
from tests.e2e.process import Process
from tests.peers.telegram import FakeTelegram

SECRET = "very-secret"
OTHER = "of-another-shape"
TOKEN = f"123456:{SECRET}"
DATABASE = f"postgresql://sopbot:{SECRET}@127.0.0.1:1/sopbot"
URL = f"http://127.0.0.1:1/bot{TOKEN}/getMe"


def settings() -> Settings:
    return Settings(
        telegram_token=SecretStr(TOKEN),
        database_url=SecretStr(DATABASE),
        web_password=SecretStr(f"{SECRET}-password"),
        files_url="s3://bucket",
        s3_region="ap-southeast-7",
        s3_access_key_id=SecretStr(SECRET),
        s3_secret_access_key=SecretStr(SECRET),
    )


@pytest.mark.parametrize(
    "shown",
    [
        settings(),
        settings().model_dump_json(),
        TelegramSettings(TOKEN),
        make_bot(TOKEN, "http://127.0.0.1:1"),
        engine_for(DATABASE),
    ],
    ids=lambda it: type(it).__name__,
)
def test_what_knows_a_secret_does_not_show_it(shown: object) -> None:
    assert SECRET not in repr(shown)
    assert SECRET not in str(shown)


def test_what_telegram_must_know_is_not_shown_either() -> None:
    secrets = Secrets.of(TOKEN)
    assert secrets.path not in repr(secrets)
    assert secrets.header not in repr(secrets)


@pytest.fixture
def logged(
    own_logging: None, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(redact, "_secrets", {OTHER})


def failing() -> Exception:
    """As httpx and the library fail: the address, token and all, stands in it."""
    try:
        try:
            httpx.Response(404, request=httpx.Request("GET", URL)).raise_for_status()
        except httpx.HTTPError as error:
            raise ValueError(f"the token `{TOKEN}` was rejected") from error
    except ValueError as error:
        return error
    raise AssertionError


def log_it_all() -> None:
    error, log = failing(), structlog.stdlib.get_logger("bot")
    log.error(URL, error=error, deep={"of": [URL, {"url": URL}]}, token=TOKEN, alone=OTHER)
    log.error("with its traceback", exc_info=error)
    logging.getLogger("httpx").error("HTTP Request: GET %s", URL)
    logging.getLogger("asyncio").error("never retrieved", exc_info=error)
    incident("inbox", error)


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_log_shows_a_secret(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    logs.set_up("DEBUG", form)
    log_it_all()
    written = capfd.readouterr().err
    assert SECRET not in written
    assert OTHER not in written
    assert "Traceback" in written
    if form == "json":
        assert [json.loads(line)["level"] for line in written.splitlines()] == ["error"] * 5


@pytest.mark.usefixtures("logged")
def test_a_log_that_cannot_be_written_shows_no_secret_elsewhere(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = io.StringIO()
    closed.close()
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stderr", closed)
        logs.set_up("DEBUG", "text")
        log_it_all()
    assert SECRET not in "".join(capfd.readouterr())


def test_whatever_befalls_the_program_neither_log_nor_data_hold_the_token(
    telegram: FakeTelegram, clock: SettableClock, tmp_path: Path
) -> None:
    faults = telegram.faults
    befell = [
        faults.fail(502, method="getMe"),
        faults.fail(401, "Unauthorized", method="setMyCommands"),
        faults.fail(401, "Unauthorized", method="getUpdates"),
    ]
    process = Process(telegram, clock, tmp_path, environment={"SOPBOT_LOG_LEVEL": "DEBUG"})
    process.at(clock.now())
    process.start()
    assert telegram.wait_for(lambda: all(fault.hits for fault in befell), within=30)
    process.stop()
    kept = [f.read_bytes() for f in tmp_path.rglob("*") if f.is_file()]
    assert b"telegram.unreachable" in b"".join(kept)
    assert not any(telegram.token.encode() in data for data in kept)


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("form", ["text", "json"])
def test_nothing_that_is_told_makes_a_line_of_its_own(
    form: str, capfd: pytest.CaptureFixture[str]
) -> None:
    logs.set_up("DEBUG", form)
    log = structlog.stdlib.get_logger("bot")
    log.warning("refused", why="no\nevent='sent' level='info'", number=1)
    [line] = capfd.readouterr().err.splitlines()
    assert "refused" in line
    assert "no\\nevent" in line


@pytest.mark.usefixtures("logged")
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_log_steers_a_terminal(form: str, capfd: pytest.CaptureFixture[str]) -> None:
    steering = "\x1b[2J\x9b31m\x07\u2028\r"
    logs.set_up("DEBUG", form)
    log = structlog.stdlib.get_logger("bot")
    log.error(steering, why=steering, deep={steering: [steering]}, error=OSError(steering))
    logging.getLogger("asyncio").error("of others: %s", steering)
    written = capfd.readouterr().err
    assert written.count("u001b") >= 5
    assert not set(steering) - set("[2J31m") & set(written)
