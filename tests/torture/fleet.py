"""The processes that are killed, and the clock that they share with the fake."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from tests.clock import SettableClock
from tests.peers.balancer import Balancer, free_ports
from tests.torture.sides import Side

RUNNING = b"sopbot.running"
"""What a process logs once it has started."""


class RunningClock(SettableClock):
    """Goes on from where it was set, as the clocks of the processes do."""

    def now(self) -> datetime:
        return self._now + timedelta(seconds=time.monotonic() - self._since)

    def set(self, now: datetime) -> None:
        super().set(now)
        self._since = time.monotonic()


class Life(NamedTuple):
    """Of a process: when it began, by the moved clock and by ours, and how long its log was."""

    began: datetime
    since: float
    logged: int


def _started_balancer(servers: int) -> Balancer:
    made = Balancer(free_ports(servers))
    made.start()
    return made


class Fleet:
    """Identical processes on one database and one folder; SQLite in it unless a URL is given."""

    def __init__(
        self,
        side: Side,
        clock: RunningClock,
        folder: Path,
        *,
        processes: int = 1,
        database_url: str | None = None,
    ) -> None:
        self.clock = clock
        self.data = folder / "data"
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.database_url = database_url or f"sqlite:///{self.data / 'sopbot.db'}"
        self._logs = [folder / f"log.{number}" for number in range(processes)]
        self._balancer = _started_balancer(processes) if processes > 1 else None
        self._processes = [
            side.process(clock, folder, log=log.name, environment=self._told(number))
            for number, log in enumerate(self._logs)
        ]
        self._lives = [Life(clock.now(), 0.0, 0)] * processes
        self.at(clock.now())

    def _told(self, number: int) -> dict[str, str]:
        """One alone asks for updates; to several they are posted, whoever's turn it is."""
        database = {"SOPBOT_DATABASE_URL": self.database_url}
        if self._balancer is None:
            return database
        port = self._balancer.ports[number]
        return database | {
            "SOPBOT_PUBLIC_URL": self._balancer.url,
            "SOPBOT_HTTP_PORT": str(port),
        }

    @property
    def served(self) -> Sequence[int]:
        """How many updates were posted to each; none, if they are asked for."""
        return self._balancer.served if self._balancer is not None else ()

    def __len__(self) -> int:
        return len(self._processes)

    def at(self, moment: datetime) -> None:
        """Move everybody's clock there."""
        self._processes[0].at(moment)

    def start(self, number: int = 0) -> None:
        log = self._logs[number]
        logged = log.stat().st_size if log.exists() else 0
        self._lives[number] = Life(self.clock.now(), time.monotonic(), logged)
        self._processes[number].start()

    def is_up(self, number: int = 0) -> bool:
        """Whether it has finished starting, as its log tells."""
        with self._logs[number].open("rb") as log:
            log.seek(self._lives[number].logged)
            return RUNNING in log.read()

    @property
    def youngest(self) -> int:
        """The process that was started last."""
        return max(range(len(self)), key=lambda number: self._lives[number].since)

    def stop(self) -> None:
        for process in self._processes:
            if process.is_running:
                process.kill()
        if self._balancer is not None:
            self._balancer.stop()

    def began(self, number: int = 0) -> datetime:
        """The moment, by the moved clock, at which it was started last."""
        return self._lives[number].began

    def age(self, number: int = 0) -> float:
        """Seconds since then."""
        return time.monotonic() - self._lives[number].since

    def kill(self, number: int = 0) -> None:
        self._processes[number].kill()

    @property
    def log(self) -> str:
        return "".join(process.log for process in self._processes)
