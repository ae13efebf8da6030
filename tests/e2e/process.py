"""The program as its users start it: a process of its own, which a test may kill."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from tests.clock import SettableClock
from tests.peers.telegram import FakeTelegram

STOP_WITHIN = 20.0


class Process:
    """`sopbot run` with a moved clock; `clock` and the process tell (nearly) the same time."""

    def __init__(self, telegram: FakeTelegram, clock: SettableClock, folder: Path) -> None:
        self._telegram = telegram
        self._clock = clock
        self._folder = folder
        self._offset = folder / "clock"
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def log(self) -> str:
        return (self._folder / "log").read_text(encoding="utf-8")

    def at(self, moment: datetime) -> None:
        """Move the clock of the process and of the fake there."""
        self._clock.set(moment)
        written = self._folder / "clock.new"
        written.write_text(str((moment - datetime.now(UTC)).total_seconds()), encoding="ascii")
        written.replace(self._offset)

    def start(self) -> None:
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                env=self._environment(),
                stdout=log,
                stderr=log,
            )

    def kill(self) -> None:
        """As a power cut would: no time to say anything."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(STOP_WITHIN)

    def stop(self) -> int:
        """As systemd would; the exit code."""
        assert self._process is not None
        self._process.terminate()
        return self._process.wait(STOP_WITHIN)

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "SOPBOT_TELEGRAM_TOKEN": self._telegram.token,
            "SOPBOT_TELEGRAM_API_URL": self._telegram.url,
            "SOPBOT_DATA_DIR": str(self._folder / "data"),
            "SOPBOT_TEST_CLOCK_FILE": str(self._offset),
        }
