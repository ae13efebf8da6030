"""The whole of it, put together: a fake Telegram, a fleet, its torture, and the verdict."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

from tests.peers.telegram import FakeTelegram
from tests.torture.distance import Distance
from tests.torture.fleet import Fleet, RunningClock
from tests.torture.judge import Verdict, judge
from tests.torture.migrating import Migrating
from tests.torture.torture import Torture
from tests.torture.world import SET_UP

MIGRATING = 20
"""One of so many kills comes while tables are changed."""


def run(
    folder: Path,
    kills: int,
    seed: int,
    *,
    committees: int,
    resting: int = 0,
    processes: int = 1,
    database_url: str | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> Verdict:
    clock = RunningClock(SET_UP)
    telegram = FakeTelegram(clock.now)
    telegram.asgi.add_middleware(Distance)
    with telegram:
        old = Fleet(telegram, clock, folder / "old")
        fleet = Fleet(telegram, clock, folder, processes=processes, database_url=database_url)
        migrating = Migrating(old, random.Random(f"migrating {seed}"))
        torture = Torture(fleet, telegram, committees, seed, resting)
        try:
            migrating.run(kills // MIGRATING)
            torture.run(kills - kills // MIGRATING, tell)
        finally:
            old.stop()
            fleet.stop()
        return judge(torture, migrating)
