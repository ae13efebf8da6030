"""The ticks of APScheduler; what they call is tested elsewhere."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from scheduler.jobs import catch_up, ticking
from tests.explained import explained, read_through
from tests.scheduler.office import Office
from tests.stores import DATABASE


async def test_a_tick_in_the_very_moment_of_the_end_is_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks = ticking({"nothing": (lambda: None, 60)}, datetime.now(UTC))
    ticks.start()
    [job] = ticks.get_jobs()
    with caplog.at_level(logging.WARNING):
        job.modify(next_run_time=datetime.now(UTC))
        ticks.shutdown(wait=False)
        for _ in range(5):
            await asyncio.sleep(0)
    assert [record.getMessage() for record in caplog.records] == []


async def test_ticks_fall_just_after_the_whole_seconds_of_the_clock() -> None:
    """Which need not be those of the machine."""
    machine = datetime.now(UTC)
    ahead = timedelta(seconds=-1000, microseconds=712_345)
    ticks = ticking({"nothing": (lambda: None, 15)}, machine + ahead, machine=machine)
    ticks.start()
    [job] = ticks.get_jobs()
    ticks.shutdown(wait=False)
    later = job.trigger.get_next_fire_time(job.next_run_time, job.next_run_time)
    for tick in (job.next_run_time, later):
        assert (tick + ahead).microsecond == 10_000
    assert timedelta(seconds=14) < job.next_run_time - machine <= timedelta(seconds=15.01)


async def test_a_month_of_missed_ticks_is_passed_over() -> None:
    nudged = asyncio.Event()
    ticks = ticking({"often": (nudged.set, 1)}, datetime.now(UTC))
    ticks.start()
    [job] = ticks.get_jobs()
    job.modify(next_run_time=job.next_run_time - timedelta(days=30))
    counted = job._get_run_times(datetime.now(UTC))
    await asyncio.wait_for(nudged.wait(), 5)
    ticks.shutdown(wait=False)
    assert len(counted) <= 2
    assert timedelta() < job.next_run_time - datetime.now(UTC) <= timedelta(seconds=2)


async def test_a_clock_that_is_set_back_stops_no_tick() -> None:
    """APScheduler goes on waiting for a moment that is hours away by then."""
    ticks = ticking({"seldom": (lambda: None, 60), "often": (lambda: None, 1)}, datetime.now(UTC))
    ticks.start()
    usual = [job.next_run_time for job in ticks.get_jobs()]
    catch_up(ticks, datetime.now(UTC))
    assert [job.next_run_time for job in ticks.get_jobs()] == usual
    for job in ticks.get_jobs():
        job.modify(next_run_time=job.next_run_time + timedelta(hours=7))
    catch_up(ticks, datetime.now(UTC))
    found = [job.next_run_time for job in ticks.get_jobs()]
    ticks.shutdown(wait=False)
    for before, after in zip(usual, found, strict=True):
        assert abs(after - before) <= timedelta(seconds=1)
        assert after.microsecond == before.microsecond


@pytest.mark.skipif(DATABASE != "sqlite", reason="PostgreSQL decides by what it has counted")
async def test_no_tick_reads_through_a_table(office: Office) -> None:
    """A start does what each of them does: what was left may be anything."""
    await office.run()
    with explained(office.store) as steps:
        await office.engine.start()
        await office.engine.settle()
        await office.engine.stop()
    assert steps
    assert not read_through(office.store, steps)
