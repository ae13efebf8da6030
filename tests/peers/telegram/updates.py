"""The queue of updates: ids, what was asked for, what lies unconfirmed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tests.peers.telegram.errors import Json

KEPT = timedelta(hours=24)
QUIET = timedelta(days=7)
ONLY_WHEN_ASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
# An offset further ahead than this is of an older numbering, and confirms nothing.
FUTURE = 10


@dataclass(frozen=True)
class Waiting:
    at: datetime
    update: Json

    @property
    def id(self) -> int:
        return int(self.update["update_id"])


class UpdateQueue:
    def __init__(self) -> None:
        self.allowed: tuple[str, ...] = ()
        self.next_id = 700_000_001
        self._waiting: list[Waiting] = []
        self._last: datetime | None = None
        # Seeded: a test that fails on a jump fails on the same one again.
        self._chance = random.Random(543)

    def allow(self, kinds: Sequence[str] | None) -> None:
        """None leaves the setting as it is, an empty list returns to the default."""
        if kinds is not None:
            self.allowed = tuple(kinds)

    def wants(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in ONLY_WHEN_ASKED

    def push(self, kind: str, payload: Json, now: datetime) -> None:
        if not self.wants(kind):
            return
        if self._last is not None and now - self._last >= QUIET:
            # Below where the count begins: who trusts "greater than the last" is caught.
            self.next_id = self._chance.randrange(10**8, 6 * 10**8)
        self._last = now
        self._waiting.append(Waiting(now, {"update_id": self.next_id, kind: payload}))
        self.next_id += 1

    def take(self, offset: int, limit: int, now: datetime) -> list[Json]:
        """Confirms what lies before the offset, then shows what waits."""
        self._expire(now)
        if offset < 0:
            self._waiting = self._waiting[offset:]
        elif offset <= self.next_id + FUTURE:
            self._waiting = [w for w in self._waiting if w.id >= offset]
        return [w.update for w in self._waiting[:limit]]

    def confirm(self, update: Json) -> None:
        """A webhook took this one."""
        self._waiting = [w for w in self._waiting if w.update is not update]

    def pending(self, now: datetime) -> list[Json]:
        self._expire(now)
        return [w.update for w in self._waiting]

    def drop(self) -> None:
        self._waiting.clear()

    def _expire(self, now: datetime) -> None:
        self._waiting = [w for w in self._waiting if now - w.at < KEPT]
