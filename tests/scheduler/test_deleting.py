"""The bytes of deleted files go within the hour after their time, and only then."""

from __future__ import annotations

import asyncio
from datetime import timedelta

from structlog.testing import capture_logs

from scheduler.deleting import Deleting
from tests.scheduler.office import Office


async def with_one_deleted(office: Office) -> tuple[Deleting, str]:
    """Its bytes may go in an hour."""
    office.channel.files["a"] = b"bytes"
    office.expects("a")
    await office.run()
    (sha256,) = office.files.kept
    with office.store.work() as work:
        work.deletions.delete(office.plan.id, office.clock.now() + timedelta(hours=1))
        work.commit()
    return Deleting(office.tools, office.files), sha256


async def test_they_go_when_their_time_has_come(office: Office) -> None:
    deleting, _ = await with_one_deleted(office)
    await deleting.exhaust()
    assert office.files.kept
    office.clock.advance(hours=1)
    await deleting.exhaust()
    assert office.files.kept == {}


async def test_a_program_that_starts_deletes_what_waited(office: Office) -> None:
    await with_one_deleted(office)
    office.clock.advance(hours=1)
    await office.engine.start()
    await asyncio.wait_for(office.files.deleted.wait(), 5)
    await office.engine.stop()
    assert office.files.kept == {}


async def test_what_somebody_has_just_brought_again_stays_for_now(office: Office) -> None:
    deleting, sha256 = await with_one_deleted(office)
    office.files.just_kept.add(sha256)
    office.clock.advance(hours=1)
    await deleting.exhaust()
    assert sha256 in office.files.kept
    office.files.just_kept.clear()
    office.clock.advance(days=1)
    await deleting.exhaust()
    assert office.files.kept == {}


async def test_a_store_that_does_not_let_them_go_is_told_and_asked_again(office: Office) -> None:
    deleting, sha256 = await with_one_deleted(office)
    office.files.undeletable = True
    office.clock.advance(hours=1)
    with capture_logs() as logs:
        await deleting.exhaust()
    assert [e["why"] for e in logs if e["event"] == "file.not_deleted"] == ["Access Denied"]
    office.files.undeletable = False
    office.clock.advance(days=1)
    await deleting.exhaust()
    assert sha256 not in office.files.kept
