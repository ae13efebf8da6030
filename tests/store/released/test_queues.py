"""What stood in the queues of a released program is neither lost nor done twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.message import About
from bot.ports import Delivery, UnitOfWork
from tests.store.released import values
from tests.store.released.load import REVISIONS
from tests.store.released.values import LATER, LEASE, NOW, SLOT

since_0002 = pytest.mark.parametrize("revision", REVISIONS[1:], scope="module")
since_0004 = pytest.mark.parametrize("revision", REVISIONS[3:], scope="module")


@since_0002
def test_what_waited_is_sent_in_its_order(work: UnitOfWork) -> None:
    late, said = _claim(work), _claim(work)
    assert (late.chat, late.slot, late.late) == (values.PRIVATE, SLOT, True)
    assert set(late.notices) == values.NOTICES
    assert (said.chat, said.message, said.replies_to, said.thread) == (
        values.GROUP,
        values.MESSAGE,
        "55",
        "",
    )
    assert work.outbox.claim(LATER, LEASE) == []
    assert work.outbox.known(1) == {
        (n.step, n.kind, n.k, n.due, n.audience) for n in values.NOTICES
    }


def _claim(work: UnitOfWork) -> Delivery:
    (claimed,) = work.outbox.claim(LATER, LEASE)
    return claimed


@since_0002
def test_what_was_sent_or_failed_is_remembered(work: UnitOfWork) -> None:
    assert work.sent.about(1, "901") == (About(1),)
    assert work.sent.named(1, "sign-up") == "901"
    (failed,) = work.outbox.undelivered(1)
    assert (failed.chat, failed.reason, failed.at) == (
        values.BLOCKED,
        "Forbidden: bot was blocked by the user",
        NOW,
    )


@since_0002
def test_what_was_half_said_can_be_finished(work: UnitOfWork) -> None:
    asked, form = work.drafts.get(1, LATER), work.drafts.get(2, LATER)
    assert asked is not None
    assert form is not None
    assert asked.data == {"step": 2, "หมายเหตุ": "รอ “ลงนาม”", "days": [1, 2], "on": None}
    assert form.data == {"start": "2027-10-01", "limits": {"6": ["2028-03-01", None]}}
    assert work.drafts.waiting(2, values.SECRETARY, LATER) == asked
    invite = work.drafts.invitation(values.INVITE, LATER)
    assert invite is not None
    assert (invite.team, invite.role, invite.made_at) == (1, "academics", NOW)


@since_0002
def test_what_came_in_is_handled_once(work: UnitOfWork) -> None:
    [(row, envelope, attempts)] = work.inbox.claim(LATER, LEASE)
    assert (row, envelope.key, envelope.lane, envelope.payload, attempts) == (
        2,
        "880002",
        "7001",
        values.PAYLOAD,
        1,
    )
    assert work.inbox.accept([envelope, replace(envelope, key="880001")], LATER) == 0
    assert work.inbox.claim(LATER, LEASE) == []


@since_0004
def test_what_an_answer_was_caused_by_is_known(work: UnitOfWork) -> None:
    by_clock, said = _claim(work), _claim(work)
    assert (by_clock.cause, said.cause) == ("", "telegram.880001")
