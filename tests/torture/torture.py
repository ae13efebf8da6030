"""Slot by slot: notices go out, people pour in what they have, and processes are killed."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.store.engine import engine_for
from bot.store.migrate import upgrade
from bot.store.tables import plan
from bot.store.unit import SqlStore
from tests.torture import world
from tests.torture.books import Books
from tests.torture.crowd import Crowd
from tests.torture.fleet import Fleet
from tests.torture.killer import Killer
from tests.torture.load import Load
from tests.torture.sides import Side

KILLS_PER_SLOT = 20
PAUSE = timedelta(minutes=2)
"""By so much the clock moves at a kill: what was leased is free again after one kill or two. Where
there can be but one process, the next one frees it at once."""
ALL_LEASES_END = timedelta(minutes=11)
"""With the pauses before, within the hour after which a notice would be late."""
RATE, DEEDS_PER_KILL = 15.0, 10
"""How fast people talk while a process lives, and how much at most: a slow machine, on which it
lives longer, must not have more to do for it."""
STUCK_AFTER = 30.0
"""Seconds in which nothing of what is left was done."""
LOOK_EVERY = 0.1


class Torture:
    """The committees, the crowd that talks, and the fleet that is tormented.

    `resting`: so many more committees stand in the database and have nothing to say yet.
    """

    def __init__(
        self, fleet: Fleet, side: Side, committees: int, seed: int, resting: int = 0
    ) -> None:
        self.fleet = fleet
        self.side = side
        self.books = Books(fleet.database_url)
        self.committees = _filled(fleet, side, committees, resting)
        self.killer = Killer(side, fleet, self.books, random.Random(f"killer {seed}"))
        crowd = Crowd(side, self.committees, random.Random(f"crowd {seed}"))
        self.load = Load(side, crowd, random.Random(f"load {seed}"))

    def run(self, kills: int, tell: Callable[[str], None] = lambda _: None) -> None:
        """Through as many slots as so many kills take."""
        self.fleet.at(world.SET_UP)
        for number in range(len(self.fleet)):
            self.fleet.start(number)
        self._settle()
        while (left := kills - len(self.killer.kills)) > 0:
            slot = self._next_slot()
            crowded = 2 * self._due(slot) >= len(self.committees)
            self.fleet.at(slot)
            if crowded:
                self._torment(min(KILLS_PER_SLOT, left))
                tell(
                    f"{slot:%Y-%m-%d}: {len(self.killer.kills)} kills, {len(self.load.done)} deeds"
                )
            self._settle()

    def _torment(self, kills: int) -> None:
        for _ in range(kills):
            with self.load.pouring(RATE, DEEDS_PER_KILL):
                number = self.killer.strike()
            self._let_pass(PAUSE)
            self.fleet.start(number)
        self._let_pass(ALL_LEASES_END)

    def _let_pass(self, time: timedelta) -> None:
        if not self.books.is_sqlite:
            self.fleet.at(self.fleet.clock.now() + time)

    def _settle(self) -> None:
        """Until all is heard and nothing is left to be done."""
        before, since = None, time.monotonic()
        while left := self._left():
            if left != before:
                before, since = left, time.monotonic()
            assert time.monotonic() < since + STUCK_AFTER, f"nothing moves any more: {left}"
            time.sleep(LOOK_EVERY)

    def _left(self) -> dict[str, int]:
        now = self.fleet.clock.now()
        with self.side.world.changed:
            unheard = self.side.unheard()
        return {"update": unheard} if unheard else self.books.left(now)

    def _next_slot(self) -> datetime:
        [(slot,)] = self.books.rows(select(func.min(plan.c.wake_at)))
        assert isinstance(slot, datetime), "no plan has anything more to say"
        return slot

    def _due(self, slot: datetime) -> int:
        """How many plans have something to say then."""
        [(number,)] = self.books.rows(select(func.count()).where(plan.c.wake_at <= slot))
        return int(number)


def _filled(fleet: Fleet, side: Side, committees: int, resting: int) -> list[world.Committee]:
    engine = engine_for(fleet.database_url)
    upgrade(engine)
    store = SqlStore(engine, world.DAYS_OFF)
    try:
        world.found(side, store, resting, world.LATER)
        return world.found(side, store, committees)
    finally:
        store.close()
