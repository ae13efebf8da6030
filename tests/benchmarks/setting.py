"""What all measurements have at hand, and how the two sides are started."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count
from pathlib import Path

from tests.benchmarks import offices, program
from tests.benchmarks.peer import TOKEN, Peer
from tests.benchmarks.processes import Subject


@dataclass
class Setting:
    """`quick`: fewer of everything; the figures then say less. `folder`: on a real disk."""

    peer: Peer
    folder: Path
    rounds: int = 5
    quick: bool = False
    servers: list[float] = field(default_factory=list)
    """The server's share of a core in each span that was measured."""

    def __post_init__(self) -> None:
        self._names = count(1)

    def new_folder(self) -> Path:
        made = self.folder / str(next(self._names))
        made.mkdir()
        return made

    def office(self) -> Path:
        """The data folder of an office with its committees; made once, then copied."""
        original = self.folder / "office"
        if not original.exists():
            original.mkdir()
            store = offices.opened(offices.sqlite(original))
            offices.found(store)
            store.close()
        return Path(shutil.copytree(original, self.folder / str(next(self._names))))

    def echo(self) -> Subject:
        return Subject("-m", "tests.benchmarks.echo", self.peer.url, log=self.folder / "echo.log")

    def sopbot(self, data: Path, at: datetime = offices.NOW, *, pace: bool = False) -> Subject:
        environment = {
            "SOPBOT_TELEGRAM_TOKEN": TOKEN,
            "SOPBOT_TELEGRAM_API_URL": self.peer.url,
            "SOPBOT_DATA_DIR": str(data),
        }
        log = self.folder / "sopbot.log"
        return Subject(*program.arguments(at, pace=pace), log=log, environment=environment)

    def tell(self, line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()


@contextmanager
def temporary() -> Iterator[Path]:
    """Not in memory: what is committed there waits for a disk."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        yield Path(folder)
