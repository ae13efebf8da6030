"""A picture made of a plan stands for two weeks at an address that nobody guesses."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.plan import Plan
from bot.ports import PICTURE_LASTS, UnitOfWork
from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import LATER, NOW

PNG = bytes(range(256)) * 40
SECOND = timedelta(seconds=1)


@pytest.fixture
def plan(work: UnitOfWork) -> Plan:
    return rows.plan(work)


def test_it_is_the_same_byte_for_byte_until_its_time_is_over(work: UnitOfWork, plan: Plan) -> None:
    token = work.pictures.show(plan.id, PNG, NOW)
    assert work.pictures.shown(token, NOW + PICTURE_LASTS - SECOND) == PNG
    assert work.pictures.shown(token, NOW + PICTURE_LASTS) is None


def test_the_same_picture_stands_once_and_lasts_from_when_it_was_last_asked_for(
    work: UnitOfWork, plan: Plan
) -> None:
    first, *others = (work.pictures.show(plan.id, PNG, at) for at in (NOW, NOW, LATER))
    assert others == [first, first]
    assert work.pictures.shown(first, LATER + PICTURE_LASTS - SECOND) == PNG


def test_another_picture_and_another_plan_have_addresses_of_their_own(
    work: UnitOfWork, plan: Plan
) -> None:
    other = rows.plan(work, "-200")
    shown = [(plan.id, PNG), (plan.id, PNG[1:]), (other.id, PNG)]
    tokens = {work.pictures.show(of, png, NOW) for of, png in shown}
    assert [len(token) for token in tokens] == [43, 43, 43]


def test_of_a_plan_the_newest_stand_and_no_more_than_a_hundred(
    work: UnitOfWork, plan: Plan
) -> None:
    other = work.pictures.show(rows.plan(work, "-200").id, PNG, NOW)
    made = [(b"%d" % n, NOW + n * SECOND) for n in range(102)]
    tokens = [work.pictures.show(plan.id, png, at) for png, at in made]
    assert work.pictures.show(plan.id, *made[2]) == tokens[2]
    assert [work.pictures.shown(token, LATER) for token in tokens[:3]] == [None, None, b"2"]
    assert work.pictures.shown(tokens[-1], LATER) == b"101"
    assert work.pictures.shown(other, LATER) == PNG


@pytest.mark.parametrize("guess", ["", "x", "ก", "A" * 43, "x" * 100_000, "' OR 1=1 --"])
def test_what_is_no_token_shows_nothing(work: UnitOfWork, plan: Plan, guess: str) -> None:
    work.pictures.show(plan.id, PNG, NOW)
    assert work.pictures.shown(guess, NOW) is None


def test_of_a_team_that_is_served_no_longer_nothing_is_shown(store: SqlStore) -> None:
    with store.work() as work:
        token = work.pictures.show(rows.plan(work).id, PNG, NOW)
        work.commit()
    store.serve_only(frozenset({"another"}), NOW)
    with store.reading() as work:
        assert work.pictures.shown(token, NOW) is None


def test_what_has_expired_is_deleted_and_nothing_else(work: UnitOfWork, plan: Plan) -> None:
    old, new = (work.pictures.show(plan.id, PNG[at:], when) for at, when in ((0, NOW), (1, LATER)))
    work.pictures.forget(NOW + PICTURE_LASTS)
    assert work.pictures.shown(old, NOW) is None
    assert work.pictures.shown(new, NOW) == PNG[1:]
