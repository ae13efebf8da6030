"""Of members who do nothing the platform is asked too, once a day."""

from datetime import date
from functools import partial

import pytest

from bot.domain.people import Chat, ChatKind
from bot.domain.plan import PlanStatus
from bot.ports import UnitOfWork
from bot.store.chats import SqlChats
from bot.store.teams import SqlTeams
from handlers.core import plan_sleep
from handlers.dispatch import Dispatcher
from scheduler.inbox import Dispatch
from scheduler.memberships import Memberships
from scheduler.roll_call import RollCall
from scheduler.transactions import transact
from scheduler.worker import exhaust
from tests.fakes.channel import BARRED, DOWN
from tests.fakes.handlers import Needs
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, two_steps


def roll_call(office: Office, dispatch: Dispatch | None = None) -> RollCall:
    """All were seen in the group but the chair, who came by an invitation."""

    def meet(work: UnitOfWork) -> None:
        for account in (SECRETARY, MEMBER):
            work.chats.seen_in(office.group.id, office.people[account].id)

    transact(office.store, meet)
    return RollCall(office.tools, dispatch or office.dispatch, Memberships())


async def test_who_is_not_in_the_group_any_more_has_left_it(office: Office) -> None:
    roll, office.channel.outsiders = roll_call(office), {(GROUP, MEMBER), (GROUP, CHAIR)}
    await exhaust(roll)
    assert office.dispatch.gone_from == [(GROUP, MEMBER)]


async def test_it_is_called_once_a_day(office: Office) -> None:
    roll = roll_call(office)
    for hours in (0, 1, 22):
        office.clock.advance(hours=hours)
        await exhaust(roll)
    assert office.channel.looked_up == [(GROUP, SECRETARY), (GROUP, MEMBER)]
    office.clock.advance(hours=1)
    await exhaust(roll)
    assert len(office.channel.looked_up) == 4


async def test_a_platform_that_does_not_tell_is_not_asked_of_the_others(office: Office) -> None:
    roll = roll_call(office)
    office.channel.fails(DOWN, at=f"{GROUP} members")
    await exhaust(roll)
    assert office.channel.looked_up == [(GROUP, SECRETARY)]
    assert office.dispatch.gone_from == []


async def test_a_group_that_is_lost_to_us_is_not_asked_about(office: Office) -> None:
    roll = roll_call(office)
    transact(office.store, lambda work: work.chats.set_reachable(office.group.id, False))
    await exhaust(roll)
    assert office.channel.looked_up == []


async def test_a_group_lost_while_it_is_asked_about_stays_lost(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll = roll_call(office, Dispatcher({}, {}))

    async def is_member(address: str, account: str) -> bool:
        transact(office.store, lambda work: plan_sleep.gone(work, office.group, office.clock.now()))
        return False

    monkeypatch.setattr(office.channel, "is_member", is_member)
    await exhaust(roll)
    assert office.status() is PlanStatus.ASLEEP
    assert office.members() == {CHAIR, SECRETARY, MEMBER}


async def test_what_waits_for_a_group_where_the_bot_is_silenced_goes_on_waiting(
    office: Office,
) -> None:
    dispatcher = Dispatcher({}, {office.channel.name: office.channel})
    roll, office.channel.outsiders = roll_call(office, dispatcher), {(GROUP, MEMBER)}
    office.channel.fails(BARRED, at=GROUP)
    await office.at("2026-10-13 08:30")
    await exhaust(roll)
    assert office.members() == {CHAIR, SECRETARY}
    assert GROUP not in [said.split(":")[0] for said in await office.run()]


async def test_groups_are_looked_up_in_pages_until_all_were_called(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    roll, pages = roll_call(office), list[int]()
    others = [transact(office.store, partial(found_group, office, f"-{n}")) for n in (1, 2, 3)]
    at_work = SqlChats.at_work

    def page(chats: SqlChats, after: int, most: int) -> list[Chat]:
        pages.append(after)
        return at_work(chats, after, min(most, 2))

    monkeypatch.setattr(SqlChats, "at_work", page)
    await roll.claim()
    assert pages == [0]
    await exhaust(roll)
    assert pages == [0, others[0], others[2]]
    assert [group for group, _ in office.channel.looked_up] == [GROUP, "-1", "-2", "-3"]


def found_group(office: Office, address: str, work: UnitOfWork) -> int:
    """One more committee, of one member who was seen in its group; its team."""
    chat, who = work.chats.at("fake", address, ChatKind.GROUP), office.people[MEMBER].id
    team = work.teams.create("", chat.id, "th", office.clock.now()).id
    work.teams.add_member(team, who, office.clock.now())
    work.chats.seen_in(chat.id, who)
    work.plans.create(team, two_steps(), date(2026, 10, 1), (), {}, office.clock.now())
    return team


async def test_of_the_teams_nothing_is_read_to_begin_with(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A start reads them all at once, while people wait for the store."""
    roll, read = roll_call(office), list[int]()
    monkeypatch.setattr(SqlTeams, "by_id", lambda _, team: read.append(team))
    assert await roll.claim()
    assert read == []


async def test_who_answered_is_not_asked_about_at_the_next_word(office: Office) -> None:
    roll = roll_call(office)
    await exhaust(roll)
    asked = len(office.channel.looked_up)
    now, needs = office.clock.now(), Needs(belongs=(GROUP,))
    assert await roll.memberships.ask(office.channel, needs, MEMBER, now) == {}
    assert len(office.channel.looked_up) == asked
