"""The sample's folder: made whole or not at all, and used by one program at a time."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

import structlog

from bot.demo import rooms
from bot.domain.errors import SopbotError
from bot.system import lock

log = structlog.get_logger(__name__)

READY = "ready"
"""The file that says that the sample was played through; its content names this sample."""


class SampleFolder:
    """`data_dir` holds it; an office's own data stand beside it."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / "sample"
        self._lock = data_dir / "sample.lock"
        self.leave: Callable[[], None] = lambda: None

    @property
    def clock_file(self) -> Path:
        return self.path / "clock"

    @property
    def rooms(self) -> Path:
        return self.path / "rooms.db"

    @property
    def uploads(self) -> Path:
        return self.path / "uploads"

    @property
    def name(self) -> str:
        """Of the sample in it; empty if it was not played to its end."""
        try:
            return (self.path / READY).read_text(encoding="ascii")
        except FileNotFoundError:
            return ""

    def take(self) -> None:
        """Be the only program that uses it."""
        self.leave = lock.take(self.path, self._lock)

    def open(self) -> str:
        """What was left half made goes, and what another version made, which nothing migrates.

        The name of the sample in it, or of the one to be made.
        """
        if not self.name:
            self.wipe()
        elif not rooms.are_current(self.rooms):
            log.warning("sample.starts_over", folder=str(self.path), why="of another version")
            self.wipe()
        self.path.mkdir(mode=0o700, exist_ok=True)
        return self.name or secrets.token_hex(8)

    def wipe(self) -> None:
        """Half a sample is none: what says that it is whole goes first."""
        (self.path / READY).unlink(missing_ok=True)
        shutil.rmtree(self.path, ignore_errors=True)
        if self.path.exists():
            raise SopbotError(f"{self.path} cannot be deleted; close whatever uses its files")

    def finish(self, name: str) -> None:
        """From now on it is taken up where it was left."""
        written = self.path / f"{READY}.new"
        written.write_text(name, encoding="ascii")
        written.replace(self.path / READY)
