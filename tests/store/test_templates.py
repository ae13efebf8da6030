"""Which template a team uses, and that its bytes count as kept."""

from __future__ import annotations

from bot.domain.files import Bytes, Template
from bot.ports import UnitOfWork
from tests.store import rows
from tests.store.rows import LATER, NOW


def test_a_new_one_is_in_use_in_place_of_the_one_before(work: UnitOfWork) -> None:
    team = rows.plan(work).team
    assert work.templates.of_team(team) is None
    first = work.templates.add(team, "ก.docx", "a" * 64, 10, NOW)
    second = work.templates.add(team, "ข.docx", "b" * 64, 20, LATER)
    assert work.templates.of_team(team) == second == Template(2, "ข.docx", "b" * 64, 20, LATER)
    assert work.templates.use(team, first.id) == first == work.templates.of_team(team)


def test_what_was_put_away_is_used_no_more_and_may_be_again(work: UnitOfWork) -> None:
    team = rows.plan(work).team
    kept = work.templates.add(team, "ก.docx", "a" * 64, 10, NOW)
    work.templates.put_away(team)
    assert work.templates.of_team(team) is None
    assert work.templates.use(team, kept.id) == kept


def test_no_team_uses_that_of_another(work: UnitOfWork) -> None:
    mine, other = rows.plan(work).team, rows.plan(work, "-200").team
    kept = work.templates.add(mine, "ก.docx", "a" * 64, 10, NOW)
    assert work.templates.use(other, kept.id) is None
    assert work.templates.of_team(mine) == kept


def test_its_bytes_must_stand_and_take_the_teams_room(work: UnitOfWork) -> None:
    plan = rows.plan(work)
    work.templates.add(plan.team, "ก.docx", "a" * 64, 10, NOW)
    work.templates.add(plan.team, "ก.docx", "a" * 64, 10, NOW)
    work.templates.add(plan.team, "ข.docx", "b" * 64, 20, NOW)
    assert work.files.stored() == [
        Bytes("b" * 64, 20, 0, plan.id),
        Bytes("a" * 64, 10, 0, plan.id),
    ]
    assert work.holdings.seen_from(0, plan.id).used == 30
