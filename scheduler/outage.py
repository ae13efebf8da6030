"""Says that the store is away: once, then from time to time, and when it is back."""

from __future__ import annotations

import time
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)

REMIND_SECONDS = 60.0
"""Every loop and every tick trips over it; so often, at most, the log is told."""
QUIET_SECONDS = 60.0
"""Without a failure for so long, it is over: on a full disk most units succeed in between, but what
came in is offered again within half of this."""


class Outage:
    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._monotonic = monotonic
        self._since: float | None = None
        self._failed = 0.0
        self._told = 0.0
        self._failures = 0

    @property
    def is_on(self) -> bool:
        return self._since is not None

    def failed(self, error: Exception) -> None:
        now = self._monotonic()
        self._failures += 1
        self._failed = now
        if self._since is None:
            self._since = now
        elif now - self._told < REMIND_SECONDS:
            return
        self._told = now
        log.error("store.unavailable", why=str(error), failures=self._failures)

    def succeeded(self) -> None:
        now = self._monotonic()
        if self._since is None or now - self._failed < QUIET_SECONDS:
            return
        log.warning("store.available", failures=self._failures, seconds=round(now - self._since))
        self._since, self._failures = None, 0
