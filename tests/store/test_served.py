"""The operator's list of the only groups to serve."""

from __future__ import annotations

import pytest

from bot.store.unit import SqlStore
from tests.store import rows
from tests.store.rows import NOW

ON, OFF = "-100", "-200"


@pytest.fixture
def two_teams(store: SqlStore) -> SqlStore:
    """One person is in both."""
    with store.work() as work:
        for team in (rows.team(work, ON), rows.team(work, OFF)):
            work.teams.add_member(team.id, rows.person(work).id, NOW)
            work.chats.seen_in(team.group, rows.person(work).id)
        work.commit()
    return store


def _teams(store: SqlStore, *, unserved: bool = False) -> list[str]:
    with store.reading() as work:
        teams = work.teams.of_person(1, unserved=unserved)
        return [work.chats.by_id(team.group).address for team in teams]


def test_without_a_list_every_group_is_served(two_teams: SqlStore) -> None:
    two_teams.serve_only(frozenset(), NOW)
    assert _teams(two_teams) == [ON, OFF]


def test_a_team_whose_group_is_not_on_the_list_is_found_only_by_its_id(two_teams: SqlStore) -> None:
    two_teams.serve_only(frozenset({ON}), NOW)
    assert _teams(two_teams) == [ON]
    assert _teams(two_teams, unserved=True) == [ON, OFF]
    with two_teams.reading() as work:
        barred = rows.group(work, OFF)
        assert not barred.served
        assert work.teams.of_group(barred.id) is None
        assert [g.address for g in work.chats.groups_of("telegram", 1)] == [ON]
        assert not work.teams.by_id(barred.team or 0).served


def test_in_a_group_that_is_not_on_the_list_the_bot_is_not_at_work(store: SqlStore) -> None:
    with store.work() as work:
        for address in (ON, OFF):
            rows.plan(work, address)
        work.commit()
    store.serve_only(frozenset({ON}), NOW)
    with store.reading() as work:
        assert [group.address for group in work.chats.at_work(0, 10)] == [ON]


def test_a_longer_list_serves_it_again(two_teams: SqlStore) -> None:
    two_teams.serve_only(frozenset({ON}), NOW)
    two_teams.serve_only(frozenset({ON, OFF}), NOW)
    assert _teams(two_teams) == [ON, OFF]


def test_the_teams_that_a_list_leaves_out_are_counted(two_teams: SqlStore) -> None:
    counted = [two_teams.left_out(frozenset(one)) for one in ((), (ON,), (ON, OFF), ("-300",))]
    assert counted == [0, 1, 0, 2]


def test_a_group_met_later_is_judged_by_the_list(store: SqlStore) -> None:
    store.serve_only(frozenset({ON}), NOW)
    with store.work() as work:
        assert rows.group(work, ON).served
        assert not rows.group(work, OFF).served
        assert rows.private_chat(work).served


def test_a_group_that_moves_onto_the_list_is_served_at_once(store: SqlStore) -> None:
    with store.work() as work:
        plan = rows.plan(work, OFF)
        work.teams.add_member(plan.team, rows.person(work).id, NOW)
        work.commit()
    store.serve_only(frozenset({ON, "-1002"}), NOW)
    with store.work() as work:
        work.plans.planned(plan, NOW, None)
        assert work.plans.due(NOW) == []
        work.chats.move("telegram", OFF, "-1002")
        assert work.plans.due(NOW) == [plan.id]
        work.commit()
    assert _teams(store) == ["-1002"]


def test_a_group_that_became_a_supergroup_is_still_on_the_list(two_teams: SqlStore) -> None:
    with two_teams.work() as work:
        work.chats.move("telegram", ON, "-1001")
        work.commit()
    two_teams.serve_only(frozenset({ON}), NOW)
    assert _teams(two_teams) == ["-1001"]
    two_teams.serve_only(frozenset({"-1001"}), NOW)
    assert _teams(two_teams) == ["-1001"]
