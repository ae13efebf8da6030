"""When the platform is asked who is in a group."""

from collections.abc import Mapping

import pytest

from bot.domain.errors import DeliveryError
from scheduler import memberships as module
from scheduler.memberships import Memberships
from tests.fakes.channel import DOWN, FakeChannel
from tests.fakes.handlers import Needs
from tests.scheduler.office import GROUP, MEMBER, Office, local

REFUSED = DeliveryError("member list is inaccessible", permanent=True)


async def asks(office: Office, text: str) -> Mapping[str, bool]:
    """What the handler of this word was told of who is in which group."""
    await office.receives(office.says(text))
    await office.run()
    return office.dispatch.inside[-1]


async def test_of_a_member_the_platform_is_asked_once_a_day(office: Office) -> None:
    office.dispatch.needed = Needs(belongs=(GROUP, "-300"))
    office.channel.outsiders = {("-300", MEMBER)}
    assert await asks(office, "1") == {GROUP: True, "-300": False}
    assert await asks(office, "2") == {"-300": False}
    office.clock.advance(days=1)
    assert await asks(office, "3") == {GROUP: True, "-300": False}


async def test_of_who_is_no_member_the_platform_is_asked_each_time(office: Office) -> None:
    office.dispatch.needed = Needs(arrives=GROUP)
    assert [await asks(office, text) for text in "12"] == [{GROUP: True}] * 2
    office.channel.outsiders = {(GROUP, MEMBER)}
    assert await asks(office, "3") == {GROUP: False}


@pytest.mark.parametrize(("error", "told"), [(DOWN, {GROUP: False}), (REFUSED, {})])
async def test_who_is_no_member_stays_none_while_the_platform_cannot_be_asked(
    office: Office, error: DeliveryError, told: Mapping[str, bool]
) -> None:
    office.dispatch.needed = Needs(arrives=GROUP)
    office.channel.fails(error, at=f"{GROUP} members")
    assert await asks(office, "1") == told
    assert await asks(office, "2") == {GROUP: True}, "asked anew"


async def test_a_platform_that_does_not_tell_of_a_member_is_not_waited_for_again(
    office: Office,
) -> None:
    office.dispatch.needed = Needs(belongs=(GROUP,))
    office.channel.fails(DOWN, at=f"{GROUP} members")
    assert [await asks(office, text) for text in "12"] == [{}, {}]
    assert office.channel.looked_up == [(GROUP, MEMBER)]
    office.clock.advance(minutes=10)
    assert await asks(office, "3") == {GROUP: True}


async def test_what_is_remembered_of_members_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    channel, memberships, now = FakeChannel(), Memberships(), local("2026-10-01 08:00")
    for account in "1231":
        await memberships.ask(channel, Needs(belongs=(GROUP,)), account, now)
    assert [account for _, account in channel.looked_up] == ["1", "2", "3", "1"]
