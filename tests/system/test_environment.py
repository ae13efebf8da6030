"""Variables of the environment and of `.env`."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import Settings
from bot.system.environment import Variable, variables


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_environment_wins(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / ".env").write_text("OUR_A=1\n\nour_b=2\nTHEIR_C=3\n", "utf-8")
    monkeypatch.setenv("OUR_A", "4")
    assert variables("OUR_") == {
        "OUR_A": Variable("4", "environment"),
        "OUR_B": Variable("2", ".env, line 3"),
    }


def test_what_an_editor_of_windows_writes_is_read(folder: Path) -> None:
    (folder / ".env").write_bytes("OUR_A=ก ข\r\nOUR_B='2'\r\n".encode("utf-8-sig"))
    found = variables("OUR_")
    assert [one.value for one in found.values()] == ["ก ข", "2"]


def test_settings_take_none_of_them_unasked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOPBOT_OFFICE_NAME", "สำนักงานอื่น")
    assert Settings().office_name == ""
