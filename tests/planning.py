"""The planner's work without its loop."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.ports import NOWHERE, Platform, Store
from scheduler.planner import plan_if_due


def plan_due(store: Store, now: datetime, channels: Mapping[str, Platform] = NOWHERE) -> int:
    """Plan whatever is due now; how many times a plan was."""
    planned = 0
    while True:
        with store.work() as work:
            done = [plan_if_due(work, plan, now, channels) for plan in work.plans.due(now)]
            work.commit()
        if not any(done):
            return planned
        planned += sum(done)
