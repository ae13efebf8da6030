"""A store that is away is told of once, not by every tick; one writer has one thread."""

from __future__ import annotations

from pathlib import Path

import pytest
from structlog.testing import capture_logs
from structlog.typing import EventDict

from bot.domain.errors import Away, Unavailable
from scheduler.executor import QUIET_SECONDS, REMIND_SECONDS, Desk, Outage
from tests.stores import fresh_store

FULL = Unavailable("the database failed: database or disk is full")


class Watch:
    """A monotonic clock in a test's hand."""

    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def told(logs: list[EventDict]) -> list[str]:
    return [entry["event"] for entry in logs]


def test_it_is_told_at_once_why_and_again_from_time_to_time() -> None:
    watch = Watch()
    outage = Outage(watch)
    with capture_logs() as logs:
        for _ in range(int(2 * REMIND_SECONDS) + 1):
            outage.failed(FULL)
            watch.seconds += 1
    assert told(logs) == ["store.unavailable"] * 3
    assert [entry["failures"] for entry in logs] == [1, 61, 121]
    assert logs[0]["why"] == str(FULL)


def test_what_succeeds_in_between_does_not_make_it_news() -> None:
    watch = Watch()
    outage = Outage(watch)
    with capture_logs() as logs:
        for _ in range(int(REMIND_SECONDS) - 1):
            outage.failed(FULL)
            outage.succeeded()
            watch.seconds += 1
    assert told(logs) == ["store.unavailable"]


def test_once_it_has_been_quiet_it_is_over_and_the_next_is_news_again() -> None:
    watch = Watch()
    outage = Outage(watch)
    with capture_logs() as logs:
        outage.failed(FULL)
        watch.seconds += QUIET_SECONDS
        outage.succeeded()
        outage.succeeded()
        outage.failed(FULL)
    assert told(logs) == ["store.unavailable", "store.available", "store.unavailable"]


def test_what_was_wholly_away_is_back_for_whoever_reads_it_and_a_full_disk_is_not() -> None:
    watch = Watch()
    outage = Outage(watch)
    outage.failed(Away("the database failed: connection refused"))
    assert not outage.is_on
    outage.failed(FULL)
    outage.succeeded()
    assert outage.is_on
    watch.seconds += QUIET_SECONDS
    assert not outage.is_on


def test_of_a_store_that_never_failed_nothing_is_said() -> None:
    with capture_logs() as logs:
        Outage().succeeded()
    assert logs == []


async def test_a_store_with_one_writer_is_not_served_by_two_threads(tmp_path: Path) -> None:
    store, desk = fresh_store(tmp_path, database="sqlite"), Desk(2)
    for do in (desk.write, desk.read):
        with pytest.raises(ValueError, match="one thread only"):
            await do(store, lambda work: None)
    desk.close()
