"""What counts when nobody wants to know."""

from __future__ import annotations

from bot.ports import Attempt


class NoMeter:
    """A `bot.ports.Meter`."""

    def accepted(self, channel: str, count: int) -> None: ...
    def handled(self, channel: str, outcome: str) -> None: ...
    def delivered(self, channel: str, what: str, outcome: Attempt, seconds: float) -> None: ...
    def fetched(self, channel: str, outcome: str) -> None: ...
