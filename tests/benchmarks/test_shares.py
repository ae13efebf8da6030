from __future__ import annotations

import pytest

from tests.benchmarks.peer import Peer, Report
from tests.benchmarks.shares import Shares, Watch, told


class Told(Peer):
    """A server that says what time it is there, and how much it has worked so far."""

    def __init__(self) -> None:
        self.now, self.cpu = 100.0, 0.0

    def report(self) -> Report:
        return Report(self.now, self.cpu, 0, 0, 0.0, False)


class Working:
    cpu = 0.0


def test_a_share_is_work_by_time() -> None:
    peer, subject = Told(), Working()
    watch = Watch(peer, subject)
    peer.now, peer.cpu, subject.cpu = 104.0, 2.0, 60.0
    found = watch.shares()
    assert found.server == pytest.approx(0.5)
    assert found.others == 0.0, "all work on its core was its own"


def test_the_worst_of_all_spans_is_told() -> None:
    line = told([Shares(0.1, 0.0), Shares(0.05, 0.3)])
    assert "10% of its core" in line
    assert "30% of the one under test" in line
