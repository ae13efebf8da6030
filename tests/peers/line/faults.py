"""What goes wrong, on order of a test."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal

from tests.peers.line.errors import LineError, month_exceeded, not_authorized, rate_exceeded

Kind = Literal["error", "error after acting", "cut", "cut after acting", "silence", "slow"]
SENDING = ("/v2/bot/message/reply", "/v2/bot/message/push")
PUSHING = ("/v2/bot/message/push",)
SILENCE = 3600.0


@dataclass(eq=False)
class Fault:
    """One thing that goes wrong, `left` times; at any path if none is named."""

    kind: Kind
    left: int
    paths: tuple[str, ...] = ()
    error: LineError | None = None
    hits: int = 0
    lifted: threading.Event = field(default_factory=threading.Event)

    @property
    def acts(self) -> bool:
        """Whether what was asked for is done all the same."""
        return self.kind in ("error after acting", "cut after acting", "silence", "slow")

    def strikes(self, path: str) -> bool:
        return self.left > 0 and (not self.paths or path in self.paths)

    def use(self) -> None:
        self.hits += 1
        self.left -= 1

    def lift(self) -> None:
        self.left = 0
        self.lifted.set()


@dataclass
class Faults:
    """Each for the next `n` calls. What acts first strikes replies and pushes only."""

    twice: int = 0
    overtaken: int = 0
    unready: int = 0
    _ordered: list[Fault] = field(default_factory=list)

    def http_500_before(self, n: int = 1, *paths: str) -> Fault:
        """Answers 500 and does nothing."""
        return self._add(Fault("error", n, paths, internal_error()))

    def http_500_after_accepting(self, n: int = 1) -> Fault:
        """The message stands, the answer is 500."""
        return self._add(Fault("error after acting", n, SENDING, internal_error()))

    def rate_limited(self, n: int = 1, *paths: str) -> Fault:
        return self._add(Fault("error", n, paths, rate_exceeded()))

    def forbidden(self, n: int = 1, *paths: str) -> Fault:
        """The account, or its plan, may not do that."""
        return self._add(Fault("error", n, paths, not_authorized()))

    def monthly_limit_reached(self, n: int = 1) -> Fault:
        """Pushes are refused, whatever was counted; replies are not."""
        return self._add(Fault("error", n, PUSHING, month_exceeded()))

    def disconnect_before(self, n: int = 1, *paths: str) -> Fault:
        """Drops the connection without acting."""
        return self._add(Fault("cut", n, paths))

    def disconnect_after_accepting(self, n: int = 1) -> Fault:
        """The message stands, the connection is dropped."""
        return self._add(Fault("cut after acting", n, SENDING))

    def timeout_after_accepting(self, n: int = 1) -> Fault:
        """The message stands, no answer comes; in process: the client's time-out at once."""
        return self._add(Fault("silence", n, SENDING))

    def slow(self, n: int = 1, *paths: str) -> Fault:
        """Acts, and keeps the answer back until the fault is lifted."""
        return self._add(Fault("slow", n, paths))

    def content_not_ready(self, n: int = 1) -> None:
        """The next `n` downloads of a video or audio get 202."""
        self.unready = n

    def deliver_twice(self, n: int = 1) -> None:
        """The next `n` posts to the webhook come again, marked, though they were taken."""
        self.twice = n

    def deliver_out_of_order(self, n: int = 1) -> None:
        """`n` times the newest event overtakes all that wait; a single one waits for another."""
        self.overtaken = n

    def next_for(self, path: str) -> Fault | None:
        """The first ordered fault that concerns this path, used once."""
        for fault in self._ordered:
            if fault.strikes(path):
                fault.use()
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._ordered.append(fault)
        return fault


def internal_error() -> LineError:
    return LineError(500, "Internal server error")
