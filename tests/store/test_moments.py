"""The next moment at which something waits to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.ports import UnitOfWork
from bot.store.known_plans import KnownPlans
from bot.store.moments import Moments
from bot.store.read_cache import ReadCache
from bot.store.unit import SqlStore, SqlUnit
from tests.store.rows import LATER, MINUTE, NOW, claim, envelope, expect, group, message, plan

BEFORE = NOW - timedelta(days=1)


@pytest.fixture
def connection(store: SqlStore) -> Iterator[Connection]:
    with store.engine.connect() as connection:
        yield connection


@pytest.fixture
def work(connection: Connection) -> UnitOfWork:
    return SqlUnit(connection, {}, KnownPlans(), ReadCache())


@pytest.fixture
def moments(connection: Connection) -> Moments:
    return Moments(connection)


def test_nothing_waits_in_an_empty_store(work: UnitOfWork, moments: Moments) -> None:
    assert moments.next_after(NOW) is None
    assert moments.next_notices(NOW) is None


def test_a_plan_wakes(work: UnitOfWork, moments: Moments) -> None:
    work.plans.planned(plan(work), NOW, LATER)
    assert moments.next_after(NOW) == LATER
    assert moments.next_notices(NOW) == LATER
    assert moments.next_after(LATER) is None


def test_a_plan_that_sleeps_wakes_nobody(work: UnitOfWork, moments: Moments) -> None:
    work.plans.planned(plan(work), NOW, None)
    assert moments.next_after(BEFORE) is None


def test_a_delivery_comes_due_and_is_no_notice(work: UnitOfWork, moments: Moments) -> None:
    work.outbox.post(group(work).id, message(), LATER)
    assert moments.next_after(NOW) == LATER
    assert moments.next_notices(NOW) is None


def test_a_delivery_is_tried_again_and_once_sent_waits_for_nothing(
    work: UnitOfWork, moments: Moments
) -> None:
    work.outbox.post(group(work).id, message(), NOW)
    claimed = claim(work)
    assert moments.next_after(NOW) == NOW + MINUTE, "when its lease ends"
    work.outbox.try_again(claimed, NOW + 3 * MINUTE, "busy")
    assert moments.next_after(NOW) == NOW + 3 * MINUTE
    work.outbox.sent(claim(work, NOW + 3 * MINUTE), ["1"], message(), NOW + 3 * MINUTE)
    assert moments.next_after(NOW) is None


def test_a_file_is_fetched_later(work: UnitOfWork, moments: Moments) -> None:
    file = expect(work, plan(work))
    work.plans.planned(work.plans.by_id(file.plan), NOW, None)
    work.files.try_again(file.id, LATER)
    assert moments.next_after(NOW) == LATER
    work.files.failed(file.id)
    assert moments.next_after(NOW) is None


def test_an_update_is_handled_later(work: UnitOfWork, moments: Moments) -> None:
    work.inbox.accept([envelope("1")], NOW)
    [(row, *_)] = work.inbox.claim(NOW, NOW + MINUTE)
    work.inbox.put_off(row, LATER + MINUTE)
    assert moments.next_after(NOW) == LATER + MINUTE
