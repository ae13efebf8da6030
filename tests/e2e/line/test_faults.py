"""A year on LINE in which calls fail: nothing that is pushed is lost, and nothing is doubled."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.clock import SettableClock
from tests.e2e.line.committee import in_group
from tests.e2e.line.program import Program
from tests.e2e.line.year import Read, moments, read_by
from tests.e2e.program import local
from tests.peers.line import FakeLine
from tests.peers.line.faults import SENDING
from tests.stores import fresh_store

MINUTES = (1, 4, 15)
"""After which what failed is tried again."""


class Year(NamedTuple):
    """What was read, the cost of each month, and how many replies were accepted unheard."""

    read: Counter[Read]
    costs: dict[tuple[int, int], int]
    unheard: int


async def lived(folder: Path, chance: random.Random | None) -> Year:
    """By `chance` calls fail on most days."""
    clock = SettableClock(local("2026-10-01 08:00"))
    fresh_store(folder).close()
    with FakeLine(clock.now, month_limit=None) as line:
        committee, program = in_group(line), await Program(line, clock, folder).start()
        await committee.sets_up(program)
        costs: dict[tuple[int, int], int] = {}
        for at, close in moments():
            clock.set(at)
            if chance is not None:
                _order(line, chance)
            if close:
                committee.secretary.says(f"/done {close} !", committee.group)
            await program.at(at)
            for minutes in MINUTES:
                await program.at(at + timedelta(minutes=minutes))
            costs[at.year, at.month] = line.cost()
        await program.stop()
        unheard = [c for c in line.calls if c.fault and c.status == 200 and "reply" in c.path]
        return Year(read_by(committee), costs, len(unheard))


def _order(line: FakeLine, chance: random.Random) -> None:
    faults = line.faults
    match chance.randrange(5):
        case 0:
            faults.http_500_after_accepting()
        case 1:
            faults.disconnect_after_accepting()
        case 2:
            faults.disconnect_before(1, *SENDING)
        case 3:
            faults.http_500_before(1, *SENDING)


@pytest.mark.long
async def test_what_fails_is_neither_lost_nor_doubled(tmp_path: Path) -> None:
    for name in ("calm", "troubled"):
        (tmp_path / name).mkdir()
    calm = await lived(tmp_path / "calm", None)
    troubled = await lived(tmp_path / "troubled", random.Random(2570))
    assert set(calm.read) == set(troubled.read)
    doubled = troubled.read - calm.read
    assert all(said.startswith("ปิดขั้นตอน") for _, _, said in doubled), "an answer"
    assert doubled.total() <= troubled.unheard
    assert max(calm.costs.values()) <= 100
