"""The planner's work without its loop."""

from __future__ import annotations

from datetime import datetime

from bot.ports import Store
from scheduler.planner import plan_if_due


def plan_due(store: Store, now: datetime) -> int:
    """Plan whatever is due now; how many times a plan was."""
    planned = 0
    while True:
        with store.work() as work:
            done = [plan_if_due(work, plan, now) for plan in work.plans.due(now)]
            work.commit()
        if not any(done):
            return planned
        planned += sum(done)
