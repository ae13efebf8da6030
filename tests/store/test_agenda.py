"""The next moment at which something waits to be done."""

from __future__ import annotations

from datetime import timedelta

from bot.ports import UnitOfWork
from tests.store.rows import LATER, MINUTE, NOW, claim, envelope, expect, group, message, plan

BEFORE = NOW - timedelta(days=1)


def test_nothing_waits_in_an_empty_store(work: UnitOfWork) -> None:
    assert work.agenda.next_after(NOW) is None
    assert work.agenda.next_notices(NOW) is None


def test_a_plan_wakes(work: UnitOfWork) -> None:
    work.plans.planned(plan(work), NOW, LATER)
    assert work.agenda.next_after(NOW) == LATER
    assert work.agenda.next_notices(NOW) == LATER
    assert work.agenda.next_after(LATER) is None


def test_a_plan_that_sleeps_wakes_nobody(work: UnitOfWork) -> None:
    work.plans.planned(plan(work), NOW, None)
    assert work.agenda.next_after(BEFORE) is None


def test_a_delivery_comes_due_and_is_no_notice(work: UnitOfWork) -> None:
    work.outbox.post(group(work).id, message(), LATER)
    assert work.agenda.next_after(NOW) == LATER
    assert work.agenda.next_notices(NOW) is None


def test_a_delivery_is_tried_again_and_once_sent_waits_for_nothing(work: UnitOfWork) -> None:
    work.outbox.post(group(work).id, message(), NOW)
    claimed = claim(work)
    assert work.agenda.next_after(NOW) == NOW + MINUTE, "when its lease ends"
    work.outbox.try_again(claimed, NOW + 3 * MINUTE, "busy")
    assert work.agenda.next_after(NOW) == NOW + 3 * MINUTE
    work.outbox.sent(claim(work, NOW + 3 * MINUTE), ["1"], message(), NOW + 3 * MINUTE)
    assert work.agenda.next_after(NOW) is None


def test_a_file_is_fetched_later(work: UnitOfWork) -> None:
    file = expect(work, plan(work))
    work.plans.planned(work.plans.by_id(file.plan), NOW, None)
    work.files.try_again(file.id, LATER)
    assert work.agenda.next_after(NOW) == LATER
    work.files.failed(file.id)
    assert work.agenda.next_after(NOW) is None


def test_an_update_is_handled_later(work: UnitOfWork) -> None:
    work.inbox.accept([envelope("1")], NOW)
    claimed = work.inbox.claim(NOW, NOW + MINUTE)
    assert claimed is not None
    work.inbox.put_off(claimed[0], LATER + MINUTE)
    assert work.agenda.next_after(NOW) == LATER + MINUTE
