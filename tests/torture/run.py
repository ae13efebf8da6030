"""The whole of it, put together: a fake platform, a fleet, its torture, and the verdict."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.peers.line import FakeLine
from tests.peers.telegram import FakeTelegram
from tests.torture.distance import Distance
from tests.torture.fleet import Fleet, RunningClock
from tests.torture.judge import Verdict, judge
from tests.torture.migrating import Migrating
from tests.torture.on_line import OnLine
from tests.torture.on_telegram import OnTelegram
from tests.torture.sides import Side
from tests.torture.torture import Torture
from tests.torture.world import SET_UP

MIGRATING = 20
"""One of so many kills comes while tables are changed."""


@contextmanager
def on_telegram(clock: RunningClock) -> Iterator[Side]:
    telegram = FakeTelegram(clock.now)
    telegram.asgi.add_middleware(Distance)
    with telegram:
        yield OnTelegram(telegram)


@contextmanager
def on_line(clock: RunningClock) -> Iterator[Side]:
    """Nobody counts: of what is kept back nothing could be judged."""
    line = FakeLine(clock.now, month_limit=None)
    line.asgi.add_middleware(Distance)
    with line:
        yield OnLine(line)


SIDES = {"telegram": on_telegram, "line": on_line}


def run(
    folder: Path,
    kills: int,
    seed: int,
    *,
    committees: int,
    resting: int = 0,
    processes: int = 1,
    database_url: str | None = None,
    channel: str = "telegram",
    tell: Callable[[str], None] = lambda _: None,
) -> Verdict:
    clock = RunningClock(SET_UP)
    with SIDES[channel](clock) as side:
        old = Fleet(side, clock, folder / "old")
        fleet = Fleet(side, clock, folder, processes=processes, database_url=database_url)
        migrating = Migrating(old, random.Random(f"migrating {seed}"))
        torture = Torture(fleet, side, committees, seed, resting)
        try:
            migrating.run(kills // MIGRATING)
            torture.run(kills - kills // MIGRATING, tell)
        finally:
            old.stop()
            fleet.stop()
        return judge(torture, migrating)
