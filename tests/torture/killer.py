"""Kills at a random instant of a phase, and finds out what the process was doing just then."""

from __future__ import annotations

import random
import time
from collections import Counter
from datetime import datetime

from tests.torture.books import Books
from tests.torture.fleet import Fleet
from tests.torture.phases import Aim, Phase
from tests.torture.sides import Side

IN_HAND = (Phase.HANDLE, Phase.SEND, Phase.FETCH)
"""As the books tell them."""
UP_WITHIN, LOG_SHOWN = 60.0, 2000
PATIENCE = 1.0
"""Seconds: what does not begin by then is not waited for; the kill comes anyhow."""
LOOK_EVERY = 0.01


class Killer:
    """`kills`: when they were; `hit` counts by phase, of which one kill may hit several."""

    def __init__(self, side: Side, fleet: Fleet, books: Books, chance: random.Random) -> None:
        self.kills: list[datetime] = []
        self.hit: Counter[Phase] = Counter()
        self._side = side
        self._world = side.world
        self._fleet = fleet
        self._books = books
        self._chance = chance
        self._starts_in = side.aims[0].lasts

    def strike(self) -> int:
        """Kill one process; which."""
        shares = [aim.share for aim in self._side.aims]
        [aim], moment = self._chance.choices(self._side.aims, shares), self._chance.random()
        number = self._chance.randrange(len(self._fleet))
        if aim.phase is Phase.START:
            number = self._fleet.youngest
            time.sleep(moment * self._starts_in)
        else:
            self._wait_until_up(number)
            self._wait_for(aim)
            time.sleep(moment * aim.lasts)
        self._kill(number)
        return number

    def _kill(self, number: int) -> None:
        is_up = self._fleet.is_up(number)
        with self._world.changed:
            takes_in = self._side.is_taking_in()
        self._fleet.kill(number)
        self.kills.append(self._world.now())
        self.hit.update(self._phases(number, takes_in) if is_up else [Phase.START])
        self._world.calls.clear()

    def _phases(self, number: int, takes_in: bool) -> list[Phase]:
        in_hand = self._books.in_hand(self._fleet.began(number))
        hit = [phase for phase, rows in zip(IN_HAND, in_hand, strict=True) if rows]
        return hit + [Phase.ACCEPT] * takes_in or [Phase.REST]

    def _wait_until_up(self, number: int) -> None:
        if self._fleet.is_up(number):
            return
        while not self._fleet.is_up(number):
            assert self._fleet.age(number) < UP_WITHIN, self._fleet.log[-LOG_SHOWN:]
            time.sleep(LOOK_EVERY)
        self._starts_in = self._fleet.age(number)

    def _wait_for(self, aim: Aim) -> None:
        with self._world.changed:
            self._world.changed.wait_for(aim.has_begun, PATIENCE)
