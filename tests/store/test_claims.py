"""Leases and pauses: who has gone leaves none, and a clock that was ahead writes none in stone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from bot.ports import LONGEST_HOLD, LONGEST_PAUSE, UnitOfWork
from tests.store import rows
from tests.store.rows import MINUTE, NOW

HOURS = timedelta(hours=5)
Claim = Callable[[UnitOfWork], int | None]
"""At NOW, for a minute; the row."""


def delivery(work: UnitOfWork) -> int | None:
    claimed = work.outbox.claim(NOW, NOW + MINUTE)
    return claimed[0].id if claimed else None


def update(work: UnitOfWork) -> int | None:
    claimed = work.inbox.claim(NOW, NOW + MINUTE)
    return claimed[0][0] if claimed else None


def file(work: UnitOfWork) -> int | None:
    claimed = work.files.claim(NOW, NOW + MINUTE)
    return claimed.id if claimed else None


EVERY_QUEUE = pytest.mark.parametrize("claim", [delivery, update, file])


@pytest.fixture
def filled(work: UnitOfWork) -> UnitOfWork:
    """One row in each queue."""
    rows.expect(work, rows.plan(work))
    work.outbox.post(rows.group(work).id, rows.message(), NOW)
    work.inbox.accept([rows.envelope("1")], NOW)
    return work


@EVERY_QUEUE
def test_what_a_killed_process_had_in_hand_is_free_once_it_is_released(
    filled: UnitOfWork, claim: Claim
) -> None:
    claimed = claim(filled)
    assert claimed is not None
    assert claim(filled) is None
    for queue in (filled.inbox, filled.outbox, filled.files):
        queue.release()
    assert claim(filled) == claimed


@EVERY_QUEUE
def test_a_lease_by_a_clock_that_was_ahead_holds_only_where_another_process_may_have_it(
    filled: UnitOfWork, claim: Claim, request: pytest.FixtureRequest
) -> None:
    later = NOW + HOURS
    for queue in (filled.inbox, filled.outbox, filled.files):
        queue.claim(later, later + MINUTE)
    alone = request.node.callspec.params["store"] == "sqlite"
    assert (claim(filled) is not None) == alone


def test_a_pause_longer_than_any_is_over(filled: UnitOfWork) -> None:
    claimed = rows.claim(filled)
    filled.outbox.try_again(claimed, NOW + LONGEST_PAUSE, "502")
    assert delivery(filled) is None
    filled.outbox.try_again(claimed, NOW + LONGEST_PAUSE + MINUTE, "502")
    assert delivery(filled) == claimed.id


def test_so_is_a_hold_longer_than_any(filled: UnitOfWork) -> None:
    chat = rows.group(filled).id
    filled.outbox.hold_chat(chat, NOW + LONGEST_HOLD)
    assert delivery(filled) is None
    filled.outbox.hold_chat(chat, NOW + LONGEST_HOLD + MINUTE)
    assert delivery(filled) is not None


def test_a_message_is_due_whenever_it_was_written_a_notice_at_its_slot(work: UnitOfWork) -> None:
    plan, chat = rows.plan(work), rows.group(work)
    work.outbox.plan([(rows.notice(plan), chat.id)], NOW + HOURS, late=False)
    work.outbox.post(chat.id, rows.message("written ahead"), NOW + HOURS)
    assert rows.texts(work, NOW) == ["written ahead"]


def test_plans_far_beyond_now_are_woken_and_no_others(work: UnitOfWork) -> None:
    plan, other = rows.plan(work), rows.plan(work, "-200")
    work.plans.planned(plan, NOW + HOURS, None)
    work.plans.planned(other, NOW + MINUTE, NOW + HOURS)
    assert work.plans.rewind(NOW) == 1
    assert work.plans.due(NOW) == [plan.id]
