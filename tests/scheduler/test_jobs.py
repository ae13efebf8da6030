"""The ticks of APScheduler; what they call is tested elsewhere."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

import pytest

from scheduler.jobs import ticking
from tests.explained import explained, read_through
from tests.scheduler.office import Office
from tests.stores import DATABASE


async def test_a_tick_in_the_very_moment_of_the_end_is_no_error(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ticks = ticking({"nothing": (lambda: None, 60)})
    ticks.start()
    [job] = ticks.get_jobs()
    with caplog.at_level(logging.WARNING):
        job.modify(next_run_time=datetime.now(UTC))
        ticks.shutdown(wait=False)
        for _ in range(5):
            await asyncio.sleep(0)
    assert [record.getMessage() for record in caplog.records] == []


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
