"""Where each copy costs something: who reads the group is not told the same in private."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import cast

import pytest

from bot.domain.people import ChatKind
from bot.ports import Abilities, Snooze, UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import BARRED, FakeChannel
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office

DUE, OVERDUE = "2026-10-20 08:30", "2026-10-21 08:30"
IN_GROUP, IN_PRIVATE = f"{GROUP}: due group", f"{MEMBER}: due responsible"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """On a channel that counts; all were seen in the group but the chair."""
    made = Office(tmp_path)
    made.channel.can = Abilities(counted=True)
    does(made, lambda work: meets(work, made))
    yield made
    made.tools.desk.close()
    made.store.close()


def does(office: Office, what: Callable[[UnitOfWork], None]) -> None:
    transact(office.store, what)


def meets(work: UnitOfWork, office: Office) -> None:
    for account in (SECRETARY, MEMBER):
        work.chats.seen_in(office.group.id, office.people[account].id)


async def test_what_the_group_is_told_is_not_told_in_private(office: Office) -> None:
    assert await office.at(DUE) == [IN_GROUP]


async def test_where_nothing_is_counted_both_are_told(office: Office) -> None:
    office.channel.can = Abilities()
    assert await office.at(DUE) == [IN_GROUP, IN_PRIVATE]


async def test_the_secretary_is_told_in_private_what_is_overdue(office: Office) -> None:
    await office.at(DUE)
    assert await office.at(OVERDUE) == [
        f"{GROUP}: overdue1 group",
        f"{SECRETARY}: overdue1 secretary",
    ]


async def test_what_the_group_is_not_told_comes_in_private(office: Office) -> None:
    await office.at(OVERDUE)
    said = await office.at("2026-10-23 08:30")
    assert f"{MEMBER}: overdue3 responsible" in said


async def test_who_was_never_seen_in_the_group_is_told_in_private(office: Office) -> None:
    chair = office.people[CHAIR].id
    does(office, lambda w: w.teams.join_party(office.plan.team, chair, "test", "academics"))
    assert await office.at(DUE) == [IN_GROUP, f"{CHAIR}: due responsible"]


async def test_who_reads_where_nothing_is_counted_is_told_there(office: Office) -> None:
    free = FakeChannel("free")
    cast("dict[str, FakeChannel]", office.tools.channels)[free.name] = free

    def joins(work: UnitOfWork) -> None:
        person = work.people.seen(free.name, "99", "สมหญิง", "", "th").id
        work.chats.opened_by(work.chats.at(free.name, "99", ChatKind.PRIVATE).id, person)
        work.teams.join_party(office.plan.team, person, "test", "academics")
        work.chats.seen_in(office.group.id, person)

    does(office, joins)
    assert await office.at(DUE) == [IN_GROUP]
    assert free.texts() == ["due responsible"]


async def test_while_the_group_takes_no_message_all_are_told_in_private(office: Office) -> None:
    office.channel.fails(*[BARRED] * 9, at=GROUP)
    await office.at("2026-10-13 08:30")
    assert IN_PRIVATE in await office.at(DUE)


async def test_what_the_group_has_paused_is_told_in_private(office: Office) -> None:
    until = date(2026, 10, 21)
    does(office, lambda w: w.plans.snooze(Snooze(office.plan.id, 1, office.group.id, until)))
    assert await office.at(DUE) == [IN_PRIVATE]


async def test_after_the_pause_it_is_told_in_the_group_only(office: Office) -> None:
    until = date(2026, 10, 20)
    does(office, lambda w: w.plans.snooze(Snooze(office.plan.id, 1, office.group.id, until)))
    assert await office.at(DUE) == [IN_GROUP]


async def test_a_pause_in_private_changes_nothing_for_the_group(office: Office) -> None:
    chat, until = office.people[MEMBER].private_chat or 0, date(2026, 10, 21)
    does(office, lambda w: w.plans.snooze(Snooze(office.plan.id, 1, chat, until)))
    assert await office.at(DUE) == [IN_GROUP]


async def test_late_it_is_told_in_the_group_only(office: Office) -> None:
    assert await office.at("2026-10-20 12:00") == [f"{GROUP}: late: due group"]


async def test_a_new_day_off_tells_nobody_again_what_the_group_was_told(office: Office) -> None:
    await office.at(DUE)
    office.day_off(date(2026, 10, 20), recheck="2026-10-19")
    assert await office.at("2026-10-20 10:00") == []
