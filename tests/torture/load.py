"""Pours in what the crowd does, whether or not anybody listens."""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.torture.crowd import Crowd
from tests.torture.deeds import Deed
from tests.torture.sides import Side

BURST = 6
"""So much comes at once, at most; between bursts chance decides."""
MOST_UNHEARD = 100
"""With so many updates unheard people wait, too: all is to be done within the hour."""


class Load:
    """`done` tells, in order, what people did."""

    def __init__(self, side: Side, crowd: Crowd, chance: random.Random) -> None:
        self.done: list[Deed] = []
        self._side = side
        self._crowd = crowd
        self._chance = chance
        self._end = threading.Event()

    @contextmanager
    def pouring(self, rate: float, most: int) -> Iterator[None]:
        """About so many deeds a second, from a thread of their own, until there were `most`."""
        self._end.clear()
        thread = threading.Thread(target=self._pour, args=[rate, most], name="load", daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._end.set()
            thread.join()

    def _pour(self, rate: float, most: int) -> None:
        until = len(self.done) + most
        while (left := until - len(self.done)) > 0:
            burst = min(self._chance.randint(1, BURST), left)
            if self._end.wait(self._chance.expovariate(rate / burst)):
                return
            if self._side.unheard() < MOST_UNHEARD:
                self.done += [self._crowd.act() for _ in range(burst)]
