"""Who else takes of the cores: the Bot API server of its own, other programs of the one under test.

Either must take little, or it is what is measured.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol

import psutil

from tests.benchmarks.peer import Peer
from tests.benchmarks.processes import UNDER_TEST


class Worker(Protocol):
    """One program under test, or several."""

    @property
    def cpu(self) -> float: ...


class Shares(NamedTuple):
    """Of a core each, from 0 to 1."""

    server: float
    others: float


class _Look(NamedTuple):
    now: float
    server: float
    subject: float
    core: float


class Watch:
    """From its making on."""

    def __init__(self, peer: Peer, subject: Worker) -> None:
        self._peer = peer
        self._subject = subject
        self._before = self._look()

    def shares(self) -> Shares:
        """Until now."""
        wall, server, subject, core = (
            after - before for before, after in zip(self._before, self._look(), strict=True)
        )
        return Shares(server / wall, max(0.0, core - subject) / wall)

    def _look(self) -> _Look:
        report = self._peer.report()
        return _Look(report.now, report.cpu, self._subject.cpu, _busy())


def _busy() -> float:
    """Seconds that the core under test has worked, for whomever; 0 if it cannot be told."""
    if not UNDER_TEST:
        return 0.0
    times = psutil.cpu_times(percpu=True)[UNDER_TEST[0]]
    return float(times.user + times.nice + times.system)


def told(found: list[Shares]) -> str:
    """Of all that was measured, the worst."""
    server, others = (max(shares) for shares in zip(*found, strict=True))
    return (
        f"The Bot API server took {server:.0%} of its core at most, "
        f"programs that have nothing to do with it {others:.0%} of the one under test."
    )
