"""The ticks. APScheduler holds no business state: what is due stands in the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler

PLAN_EVERY = 1.0
"""Seconds between two looks at what is due: one indexed query if nothing is."""
FORESEE_EVERY = 15.0
DELIVER_EVERY = 1.0
"""The outbox is nudged whenever something is put into it; ticks find what was put off."""
HANDLE_EVERY = 1.0
FETCH_EVERY = 1.0
TIDY_EVERY = 3600.0
CALL_EVERY = 60.0
"""Whether a day has passed; the first comes when what waited for the start is done."""
PULSE_EVERY = 10.0
MARK_EVERY = 600.0

Nudges = Mapping[str, tuple[Callable[[], None], float]]
"""What is called, and every how many seconds."""


def ticking(nudges: Nudges, hurry: float = 1.0) -> AsyncIOScheduler:
    """A scheduler, not yet started, that only nudges: whoever is nudged does the work, and is
    waited for at the end. A job with work of its own would be cancelled by APScheduler's shutdown
    wherever it stood, and logged as an error.

    Called directly, in the event loop. A tick that comes late still runs, several missed ones once.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": DebugExecutor()},
        job_defaults={"misfire_grace_time": None, "coalesce": True},
    )
    for name, (nudge, seconds) in nudges.items():
        scheduler.add_job(nudge, "interval", seconds=seconds / hurry, id=name)
    return scheduler
