"""An address for a calendar: of one member and one team, until it is revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.subscription import READING_NOTED, Subscription
from bot.ports import UnitOfWork
from bot.store.unit import SqlStore
from tests.dumps import dump
from tests.store import rows
from tests.store.rows import LATER, NOW


def made(work: UnitOfWork, account: str = "7", group: str = "-100") -> tuple[int, int, str]:
    team, who = rows.team(work, group).id, rows.person(work, account).id
    work.teams.add_member(team, who, NOW)
    return team, who, work.subscriptions.make(team, who, NOW)


def test_the_address_leads_to_its_person_and_team(work: UnitOfWork) -> None:
    team, who, token = made(work)
    assert len(token) == 43
    assert work.subscriptions.led_to(token) == Subscription(team, who, NOW)
    assert work.subscriptions.of_person(who) == [Subscription(team, who, NOW)]


@pytest.mark.parametrize("guess", ["", "ก", "A" * 43, "x" * 100_000, "' OR 1=1 --"])
def test_what_is_no_token_leads_nowhere(work: UnitOfWork, guess: str) -> None:
    made(work)
    assert work.subscriptions.led_to(guess) is None


def test_a_new_one_takes_the_place_of_the_old(work: UnitOfWork) -> None:
    team, who, old = made(work)
    new = work.subscriptions.make(team, who, LATER)
    assert work.subscriptions.led_to(old) is None
    assert work.subscriptions.led_to(new) == Subscription(team, who, LATER)


def test_each_team_and_each_member_has_one_of_its_own(work: UnitOfWork) -> None:
    team, who, token = made(work)
    other_team, _, _ = made(work, group="-200")
    other = rows.person(work, "8").id
    work.teams.add_member(team, other, NOW)
    work.subscriptions.make(team, other, NOW)
    assert [s.team for s in work.subscriptions.of_person(who)] == [team, other_team]
    assert work.subscriptions.led_to(token) is not None
    assert work.subscriptions.all() == (3, None)


def test_revoked_it_leads_nowhere(work: UnitOfWork) -> None:
    team, who, token = made(work)
    assert work.subscriptions.revoke(team, who)
    assert not work.subscriptions.revoke(team, who)
    assert work.subscriptions.led_to(token) is None


def test_who_leaves_the_team_leaves_no_address(work: UnitOfWork) -> None:
    team, who, token = made(work)
    work.teams.remove_member(team, who)
    work.teams.add_member(team, who, LATER)
    assert work.subscriptions.led_to(token) is None


def test_who_is_forgotten_leaves_none(work: UnitOfWork) -> None:
    _, who, token = made(work)
    work.privacy.erase(who, "member", NOW)
    assert work.subscriptions.led_to(token) is None
    assert work.subscriptions.all() == (0, None)


def test_who_turns_out_to_be_another_keeps_it(work: UnitOfWork) -> None:
    team, gone, token = made(work)
    kept = work.people.seen("line", "U1", "Somchai", "", "th").id
    work.linking.link(kept, gone, "line")
    assert work.subscriptions.led_to(token) == Subscription(team, kept, NOW)


def test_of_two_that_are_one_the_kept_persons_counts(work: UnitOfWork) -> None:
    team, kept, token = made(work)
    gone = work.people.seen("line", "U1", "Somchai", "", "th").id
    work.teams.add_member(team, gone, NOW)
    other = work.subscriptions.make(team, gone, NOW)
    work.linking.link(kept, gone, "telegram")
    assert work.subscriptions.led_to(token) == Subscription(team, kept, NOW)
    assert work.subscriptions.led_to(other) is None


def test_a_team_that_is_not_served_is_read_by_nobody(store: SqlStore) -> None:
    with store.work() as work:
        _, _, token = made(work)
        work.commit()
    store.serve_only(frozenset({"-999"}), NOW)
    with store.reading() as work:
        assert work.subscriptions.led_to(token) is None


def test_the_store_does_not_know_the_token(store: SqlStore) -> None:
    with store.work() as work:
        _, _, token = made(work)
        work.commit()
    assert token not in dump(store.engine)


def test_a_reading_is_noted_once_an_hour(work: UnitOfWork) -> None:
    _, _, token = made(work)
    work.subscriptions.note_reading(token, LATER)
    read = work.subscriptions.led_to(token)
    assert read is not None
    assert read.read_at == LATER
    assert not read.is_to_be_noted(LATER + READING_NOTED - timedelta(seconds=1))
    assert read.is_to_be_noted(LATER + READING_NOTED)
    assert work.subscriptions.all() == (1, LATER)
