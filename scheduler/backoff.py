"""When to try again."""

from __future__ import annotations

from datetime import timedelta

FIRST = timedelta(seconds=5)
LONGEST = timedelta(minutes=15)
DOUBLINGS = 10
"""More change nothing; an outage of days must not count up to a huge number."""


def backoff(attempts: int, chance: float, longest: timedelta = LONGEST) -> timedelta:
    """Doubles with every attempt, less up to half: not everything comes back at once."""
    full = min(longest, FIRST * (1 << min(max(attempts - 1, 0), DOUBLINGS)))
    return full * (0.5 + chance / 2)
