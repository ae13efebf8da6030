"""What all measurements have at hand, and how the two sides are started."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from tests.benchmarks import offices, program
from tests.benchmarks.many import multiply
from tests.benchmarks.peer import TOKEN, Peer
from tests.benchmarks.processes import Subject
from tests.benchmarks.shares import Shares

PLANS, PLANS_QUICKLY = 100_000, 10_000
DUE, DUE_QUICKLY = 2000, 250


@dataclass
class Setting:
    """`quick`: fewer of everything; the figures then say less. `folder`: on a real disk."""

    peer: Peer
    folder: Path
    rounds: int = 5
    quick: bool = False
    shares: list[Shares] = field(default_factory=list)
    """Who else worked, in each span that was measured."""

    def __post_init__(self) -> None:
        self._names = count(1)

    def office(self) -> Path:
        """The data folder of an office with its committees; made once, then copied."""
        original = self.folder / "office"
        if not original.exists():
            original.mkdir()
            store = offices.opened(offices.sqlite(original))
            offices.found(store)
            store.close()
        return self._copied(original)

    def archive(self, plans: int) -> Path:
        """The same with so many plans, of which some are due at the slot."""
        original = self.folder / f"archive-{plans}"
        if not original.exists():
            self.office().rename(original)
            url = offices.sqlite(original)
            multiply(url, plans, self.due, offices.SLOT, offices.NEVER)
        return self._copied(original)

    @property
    def plans(self) -> int:
        return PLANS_QUICKLY if self.quick else PLANS

    @property
    def due(self) -> int:
        """How many plans, or jobs, are due at the same second."""
        return DUE_QUICKLY if self.quick else DUE

    @staticmethod
    def throw_away(data: Path) -> None:
        """Archives are large."""
        shutil.rmtree(data)

    def _copied(self, original: Path) -> Path:
        """Written down before anything else is measured."""
        copy = Path(shutil.copytree(original, self.folder / str(next(self._names))))
        if hasattr(os, "sync"):
            os.sync()
        return copy

    def echo(self) -> Subject:
        return Subject("-m", "tests.benchmarks.echo", self.peer.url, log=self.folder / "echo.log")

    def sopbot(
        self,
        data: Path,
        at: datetime = offices.NOW,
        *,
        pace: bool = False,
        on: Sequence[int] | None = None,
        **more: str,
    ) -> Subject:
        """`more`: further settings; `on`: its cores, if not the usual one."""
        settings = {
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_URL": self.peer.url,
            "DATA_DIR": str(data),
            **{name.upper(): value for name, value in more.items()},
        }
        environment = {f"SOPBOT_{name}": value for name, value in settings.items()}
        log = self.folder / "sopbot.log"
        return Subject(*program.arguments(at, pace=pace), log=log, environment=environment, on=on)

    def tell(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


@contextmanager
def temporary() -> Iterator[Path]:
    """Not in memory: what is committed there waits for a disk."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)
