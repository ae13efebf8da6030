"""A second program on the same SQLite database is turned away, and only while there is a first."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bot.domain.errors import SopbotError
from bot.system.lock import InUse, take, take_database

HOLD = """
import pathlib, sys
from bot.system.lock import take_database
leave = take_database(pathlib.Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def holder(database: Path) -> subprocess.Popen[str]:
    """Another process that has it when this returns."""
    started = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "held\n"
    return started


def test_a_second_one_in_the_same_process_is_told_what_to_do(tmp_path: Path) -> None:
    leave = take_database(tmp_path / "sopbot.db")
    with pytest.raises(InUse, match=r"sopbot\.db is in use: sopbot runs there already\. Stop it"):
        take_database(tmp_path / "sopbot.db")
    leave()


def test_what_was_let_go_of_can_be_taken_again(tmp_path: Path) -> None:
    for _ in range(2):
        leave = take_database(tmp_path / "sopbot.db")
        leave()


def test_another_name_of_the_same_file_is_the_same_file(tmp_path: Path) -> None:
    (tmp_path / "other").symlink_to(tmp_path)
    leave = take_database(tmp_path / "sopbot.db")
    with pytest.raises(InUse):
        take_database(tmp_path / "other" / "sopbot.db")
    leave()


def test_a_killed_process_leaves_no_lock_behind(tmp_path: Path) -> None:
    with holder(tmp_path / "sopbot.db") as other:
        with pytest.raises(InUse):
            take_database(tmp_path / "sopbot.db")
        other.send_signal(signal.SIGKILL)
    take_database(tmp_path / "sopbot.db")()


def test_a_folder_that_is_not_there_is_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(SopbotError, match=r"sopbot\.lock cannot be written: No such file"):
        take(tmp_path, tmp_path / "nowhere" / "sopbot.lock")
