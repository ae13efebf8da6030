"""Whatever becomes of a delivery, what is then said of it is never said in a group."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.errors import DeliveryError, Unreadable
from bot.domain.notices import Notice
from bot.domain.people import ChatKind
from bot.domain.rules import Audience, Kind
from bot.ports import Delivery, UnitOfWork
from handlers.core import plan_sleep
from scheduler import delivery_outcomes, kept_back
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local, spelled

NOW = local("2026-10-27 08:30")
PEOPLE = (CHAIR, SECRETARY, MEMBER)
Outcome = Callable[[UnitOfWork, Delivery], None]

errors = st.builds(DeliveryError, st.text(max_size=9), permanent=st.booleans(), gone=st.booleans())


def refused(work: UnitOfWork, delivery: Delivery, error: DeliveryError) -> None:
    delivery_outcomes.refused(
        work, delivery, NOW + timedelta(days=2), error, 1.0, spelled, plan_sleep.gone
    )


def broke(work: UnitOfWork, delivery: Delivery) -> None:
    delivery_outcomes.broke(work, delivery, NOW, "incident")


def unreadable(work: UnitOfWork, delivery: Delivery) -> None:
    kept_back.set_aside(work, Unreadable("delivery", delivery.id), "incident", NOW)


whatever = st.one_of(
    errors.map(lambda error: partial(refused, error=error)), st.sampled_from([broke, unreadable])
)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("office"))
    yield made
    made.tools.desk.close()
    made.store.close()


@settings(max_examples=100, deadline=None)
@given(
    whatever,
    st.sampled_from(Audience),
    st.sampled_from([GROUP, *PEOPLE]),
    st.sets(st.sampled_from(PEOPLE)),
    st.integers(1, 200),
)
def test_nothing_that_follows_from_it_goes_to_a_group(
    office: Office,
    outcome: Outcome,
    audience: Audience,
    to: str,
    away: set[str],
    attempts: int,
) -> None:
    with office.store.work() as work:  # never committed
        for who in away:
            work.chats.set_reachable(work.chats.at("fake", who, ChatKind.PRIVATE).id, False)
        delivery = _delivery(work, office, audience, to, attempts)
        outcome(work, delivery)
        assert [d for d in _waiting(work) if d.chat.kind is ChatKind.GROUP] == []


def _delivery(
    work: UnitOfWork, office: Office, audience: Audience, to: str, attempts: int
) -> Delivery:
    notice = Notice(office.plan.id, 1, Kind.OVERDUE, 7, date(2026, 10, 20), audience, NOW)
    kind = ChatKind.GROUP if to == GROUP else ChatKind.PRIVATE
    chat = work.chats.at("fake", to, kind)
    work.outbox.plan([(notice, chat.id)], NOW, late=False)
    (claimed,) = work.outbox.claim(NOW, NOW)
    return replace(claimed, attempts=attempts)


def _waiting(work: UnitOfWork) -> list[Delivery]:
    """All but the one whose outcome it is: that one was claimed, and waits or has ended."""
    after = NOW + timedelta(minutes=1)
    found = work.outbox.claim(after, after + timedelta(hours=1), 100)
    return [d for d in found if d.message is not None]
