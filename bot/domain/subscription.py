"""An address under which a calendar reads the plans of a team, for one person who is in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

READING_NOTED = timedelta(hours=1)
"""A calendar may look every few minutes; more often nothing is written."""


@dataclass(frozen=True, slots=True)
class Subscription:
    """`read_at`: when a calendar last came for it, within `READING_NOTED`; None: none has."""

    team: int
    person: int
    made_at: datetime
    read_at: datetime | None = None

    def is_to_be_noted(self, now: datetime) -> bool:
        return self.read_at is None or now - self.read_at >= READING_NOTED
