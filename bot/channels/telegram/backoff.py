"""How long to wait before the next try."""

from __future__ import annotations

import random

FIRST = 1.0
LONGEST = 30.0


class Backoff:
    """Doubles from FIRST to LONGEST seconds, less up to half: not all bots come back at once."""

    def __init__(self) -> None:
        self.tries = 0

    def next(self) -> float:
        # The exponent is capped: an outage of days must not count up to a huge number.
        full = min(LONGEST, FIRST * 2.0 ** min(self.tries, 10))
        self.tries += 1
        return full * random.uniform(0.5, 1.0)  # noqa: S311 - no secret hangs on it

    def reset(self) -> None:
        self.tries = 0
