"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, timedelta


class SettableClock:
    def __init__(self, now: datetime) -> None:
        self.set(now)

    def now(self) -> datetime:
        return self._now

    def set(self, now: datetime) -> None:
        assert now.tzinfo is not None
        self._now = now

    def advance(self, **by: float) -> datetime:
        """Move on by `timedelta(**by)`."""
        self._now += timedelta(**by)
        return self._now
