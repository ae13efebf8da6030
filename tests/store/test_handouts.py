"""A link to what is made works for one person and one hour."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.message import Made, ToMake
from bot.ports import DOWNLOAD_LASTS, Handout, UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import NOW

SECOND = timedelta(seconds=1)


@pytest.fixture
def wanted(work: UnitOfWork) -> ToMake:
    """Of a plan in whose team the person is."""
    plan = rows.plan(work)
    work.teams.add_member(plan.team, rows.person(work).id, NOW)
    return ToMake(Made.REPORT, plan.id, "รายงาน.docx", "th", "1")


@pytest.fixture
def token(work: UnitOfWork, wanted: ToMake) -> str:
    return work.handouts.lend(wanted, rows.person(work).id, NOW)


def test_it_leads_to_what_is_to_be_made_for_an_hour(
    work: UnitOfWork, wanted: ToMake, token: str
) -> None:
    lent = Handout(wanted, rows.person(work).id, NOW + DOWNLOAD_LASTS)
    assert work.handouts.lent(token, NOW + DOWNLOAD_LASTS - SECOND) == lent
    assert work.handouts.lent(token, NOW + DOWNLOAD_LASTS) is None
    assert work.handouts.lent("A" * 43, NOW) is None


def test_who_leaves_the_team_gets_nothing_any_more(
    work: UnitOfWork, wanted: ToMake, token: str
) -> None:
    team = work.plans.by_id(wanted.plan).team
    work.teams.remove_member(team, rows.person(work).id)
    assert work.handouts.lent(token, NOW) is None


def test_a_team_that_is_not_served_gets_nothing(store: SqlStore) -> None:
    with store.work() as work:
        plan, who = rows.plan(work), rows.person(work).id
        work.teams.add_member(plan.team, who, NOW)
        token = work.handouts.lend(ToMake(Made.REPORT, plan.id, "ก.docx", "th"), who, NOW)
        work.commit()
    store.serve_only(frozenset({"-999"}), NOW)
    with store.reading() as work:
        assert work.handouts.lent(token, NOW) is None


def test_what_is_over_is_deleted(work: UnitOfWork, token: str) -> None:
    work.handouts.forget(NOW + DOWNLOAD_LASTS)
    assert work.handouts.lent(token, NOW) is None
