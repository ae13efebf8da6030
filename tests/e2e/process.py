"""The program as its users start it: a process of its own, which a test may kill."""

from __future__ import annotations

import os
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.clock import SettableClock
from tests.peers.telegram import FakeTelegram
from tests.stores import database_setting

STOP_WITHIN = 20.0


class Started(ABC):
    """`sopbot run` with a moved clock; `clock` and the process tell (nearly) the same time.

    Several may share a folder, and with it data and clock, each with a `log` of its own.
    """

    def __init__(
        self,
        clock: SettableClock,
        folder: Path,
        *,
        log: str = "log",
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._clock = clock
        self._folder = folder
        self._log = folder / log
        self._more = environment or {}
        self._offset = folder / "clock"
        self._process: subprocess.Popen[bytes] | None = None
        folder.mkdir(parents=True, exist_ok=True)

    @abstractmethod
    def platform(self) -> Mapping[str, str]:
        """The settings by which it finds its platform."""

    @property
    def log(self) -> str:
        """What it wrote so far, in all its lives."""
        return self._log.read_text(encoding="utf-8") if self._log.exists() else ""

    def at(self, moment: datetime) -> None:
        """Move the clock of the process and of the fake there."""
        self._clock.set(moment)
        written = self._folder / "clock.new"
        written.write_text(str((moment - datetime.now(UTC)).total_seconds()), encoding="ascii")
        written.replace(self._offset)

    def start(self) -> None:
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "bot", "run"],
                env=self._environment(),
                stdout=log,
                stderr=log,
            )

    def command(self, *arguments: str) -> str:
        """Another command of the program, with the same settings; what it printed."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *arguments],
            env=self._environment(),
            check=True,
            capture_output=True,
            encoding="utf-8",
            timeout=STOP_WITHIN,
        ).stdout

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
    def pid(self) -> int:
        assert self._process is not None
        return self._process.pid

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _environment(self) -> dict[str, str]:
        database = database_setting(self._folder / "data")
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path(__file__).parents[2]),
            "SOPBOT_DATA_DIR": str(self._folder / "data"),
            "SOPBOT_TEST_CLOCK_FILE": str(self._offset),
            **({"SOPBOT_DATABASE_URL": database} if database else {}),
            **self.platform(),
            **self._more,
        }


class Process(Started):
    """On Telegram."""

    def __init__(
        self, telegram: FakeTelegram, clock: SettableClock, folder: Path, **more: Any
    ) -> None:
        super().__init__(clock, folder, **more)
        self._telegram = telegram

    def platform(self) -> Mapping[str, str]:
        return {
            "SOPBOT_TELEGRAM_TOKEN": self._telegram.token,
            "SOPBOT_TELEGRAM_API_URL": self._telegram.url,
        }
