"""The ticks. APScheduler holds no business state: what is due stands in the store."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC

from apscheduler.schedulers.asyncio import AsyncIOScheduler

PLAN_EVERY = 5.0
"""Seconds between two looks at what is due: one indexed query if nothing is."""
DELIVER_EVERY = 1.0
"""The outbox is nudged whenever something is put into it; ticks find what was put off."""
HANDLE_EVERY = 1.0
FETCH_EVERY = 1.0
TIDY_EVERY = 3600.0
PULSE_EVERY = 10.0
MARK_EVERY = 600.0

Job = Callable[[], Awaitable[None]]


def ticking(jobs: dict[str, tuple[Job, float]], hurry: float = 1.0) -> AsyncIOScheduler:
    """A scheduler, not yet started, that calls each job every so many seconds.

    A tick that comes late still runs, several missed ones run once, and none runs beside itself.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1},
    )
    for name, (job, seconds) in jobs.items():
        scheduler.add_job(job, "interval", seconds=seconds / hurry, id=name)
    return scheduler
