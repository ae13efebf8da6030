from __future__ import annotations

from datetime import timedelta

from bot.ports import UnitOfWork
from tests.store.rows import NOW

LOST = timedelta(minutes=1)


def test_processes_are_counted_as_long_as_they_show_themselves(work: UnitOfWork) -> None:
    assert work.processes.seen("a", NOW, NOW - LOST) == 1
    assert work.processes.seen("b", NOW, NOW - LOST) == 2
    assert work.processes.seen("a", NOW, NOW - LOST) == 2


def test_one_that_has_left_or_was_killed_counts_no_more(work: UnitOfWork) -> None:
    for name in ("a", "b", "c"):
        work.processes.seen(name, NOW, NOW - LOST)
    work.processes.gone("b")
    later = NOW + 2 * LOST
    assert work.processes.seen("a", later, later - LOST) == 1
