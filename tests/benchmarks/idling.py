"""What it costs to have many plans of which none is due: a tick of the planner."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from sqlalchemy import delete, update

from bot.store.engine import engine_for
from bot.store.tables import chat_person, event, membership, party_member, plan
from bot.store.unit import SqlStore
from tests.benchmarks import offices
from tests.benchmarks.many import multiply
from tests.benchmarks.processes import UNDER_TEST, pinned
from tests.benchmarks.setting import Setting
from tests.benchmarks.table import Bound, Row
from tests.planning import plan_due

FEW, MANY, MANY_QUICKLY = 10_000, 1_000_000, 100_000
TICKS = 500


def idle(setting: Setting) -> list[Row]:
    few, many = [], []
    plans = MANY_QUICKLY if setting.quick else MANY
    with ExitStack() as stack:
        stack.enter_context(pinned(UNDER_TEST))
        one, other = (_lean(setting.folder / f"lean-{n}", n) for n in (FEW, plans))
        for _ in range(setting.rounds):
            few.append(_tick(one))
            many.append(_tick(other))
        one.close()
        other.close()
    return [
        Row(
            "idle",
            f"the planner's tick with {plans:,} plans and nothing due",
            "µs",
            few,
            many,
            must=(Bound("ratio", 1.5, at_most=True),),
            aim=(Bound("ratio", 1.1, at_most=True),),
            rival=f"with {FEW:,}",
        )
    ]


def _tick(store: SqlStore) -> float:
    found = []
    for _ in range(TICKS):
        before = time.perf_counter()
        assert plan_due(store, offices.NOW) == 0
        found.append(time.perf_counter() - before)
    return 1e6 * median(found)


def _lean(folder: Path, plans: int) -> SqlStore:
    """Plans as the planner's question sees them: of what stands beside them it reads nothing."""
    folder.mkdir()
    url = offices.sqlite(folder)
    store = offices.opened(url)
    offices.found(store, 1)
    store.close()
    engine = engine_for(url)
    with engine.begin() as connection:
        for table in (party_member, membership, chat_person, event):
            connection.execute(delete(table))
        connection.execute(update(plan).values(sop="", baseline={}))
    engine.dispose()
    multiply(url, plans, 0, offices.SLOT, offices.NEVER)
    return offices.opened(url)
