"""The ticks. APScheduler holds no business state: what is due stands in the store."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

PLAN_EVERY = 1.0
"""Seconds between two looks at what is due: one indexed query if nothing is."""
JUST_AFTER = timedelta(milliseconds=10)
"""So long after a whole second ticks come: slots begin with one, and are not waited for."""
FORESEE_EVERY = 15.0
DELIVER_EVERY = 1.0
"""The outbox is nudged whenever something is put into it; ticks find what was put off."""
HANDLE_EVERY = 1.0
FETCH_EVERY = 1.0
TIDY_EVERY = 3600.0
MONTH_EVERY = 3600.0
DELETE_EVERY = 3600.0
CALL_EVERY = 60.0
"""Whether a day has passed; the first comes when what waited for the start is done."""
PULSE_EVERY = 10.0
MARK_EVERY = 600.0
LOOK_EVERY = 5.0
"""Seconds, by a clock that nobody sets, between two looks at whether the other was set back."""

Nudges = Mapping[str, tuple[Callable[[], None], float]]
"""What is called, and every how many seconds."""


class Every(IntervalTrigger):  # type: ignore[misc]  # APScheduler has no types
    """Missed ticks are passed over. APScheduler counts them up, millions where a clock was a month
    behind, and nothing else is done meanwhile.
    """

    def get_next_fire_time(self, previous_fire_time: datetime | None, now: datetime) -> Any:
        if previous_fire_time is not None and now - previous_fire_time > 2 * self.interval:
            previous_fire_time = None
        return super().get_next_fire_time(previous_fire_time, now)


def ticking(
    nudges: Nudges, now: datetime, hurry: float = 1.0, machine: datetime | None = None
) -> AsyncIOScheduler:
    """A scheduler, not yet started, that only nudges: whoever is nudged does the work, and is
    waited for at the end. A job with work of its own would be cancelled by APScheduler's shutdown
    wherever it stood, and logged as an error.

    Called directly, in the event loop. A tick that comes late still runs, several missed ones once.
    `now`: by the clock whose whole seconds count, while it is `machine` by that of the machine.
    """
    scheduler = AsyncIOScheduler(
        timezone=UTC,
        executors={"default": DebugExecutor()},
        job_defaults={"misfire_grace_time": None, "coalesce": True},
    )
    whole_second = (machine or datetime.now(UTC)) - timedelta(microseconds=now.microsecond)
    for name, (nudge, seconds) in nudges.items():
        first = whole_second + timedelta(seconds=seconds / hurry) + JUST_AFTER
        scheduler.add_job(nudge, Every(seconds=seconds / hurry, start_date=first), id=name)
    return scheduler


async def follow_clock(ticks: AsyncIOScheduler) -> None:
    """Until cancelled. APScheduler waits for the moment that it has worked out: where the clock was
    set back by seven hours, nothing would tick for so long.
    """
    while True:
        await asyncio.sleep(LOOK_EVERY)
        catch_up(ticks, datetime.now(UTC))


def catch_up(ticks: AsyncIOScheduler, now: datetime) -> None:
    """What is to tick later than it does once from `now` on ticks from `now` on."""
    for job in ticks.get_jobs():
        every = job.trigger.interval
        if job.next_run_time > now + every + timedelta(seconds=1):
            first = now.replace(microsecond=job.next_run_time.microsecond) + every
            job.reschedule(Every(seconds=every.total_seconds(), start_date=first))
