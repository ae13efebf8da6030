"""What a month will have cost at its end, where what is sent is counted."""

from __future__ import annotations

from collections import Counter
from functools import partial

import pytest

from bot.domain.errors import DeliveryError
from bot.ports import Abilities, Allowance, Outlook, UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import DOWN
from tests.scheduler.office import GROUP, MEMBER, SECRETARY, Office, local, on_line

CLOSINGS = {20: 1, 30: 2}
"""The days of October on which the steps are due."""
READERS = 3


@pytest.fixture
def counting(office: Office) -> Office:
    """All were seen in the group but the chair."""
    office.channel.can = Abilities(counted=True)
    office.channel.left = Allowance(300, 10)
    for account in (SECRETARY, MEMBER):
        seen = partial(_seen, group=office.group.id, person=office.people[account].id)
        transact(office.store, seen)
    return office


def _seen(work: UnitOfWork, group: int, person: int) -> None:
    work.chats.seen_in(group, person)


async def looked(office: Office) -> Outlook | None:
    await office.engine._month.do()
    return office.tools.outlooks.get("fake")


async def lives_october(office: Office) -> int:
    """What is counted; each step closes when it is due, and the group is told by a message."""
    for day in range(1, 32):
        await office.at(f"2026-10-{day:02} 08:30")
        if day in CLOSINGS:
            await office.at(f"2026-10-{day:02} 16:30")
            office.closes(CLOSINGS[day])
    sent = Counter(one.address for one in office.channel.sent)
    return READERS * (sent.pop(GROUP) + len(CLOSINGS)) + sent.total()


async def test_what_is_foreseen_is_what_the_month_then_costs(counting: Office) -> None:
    found = await looked(counting)
    assert found is not None
    assert (found.limit, found.used) == (300, 10)
    assert found.expected == 10 + await lives_october(counting)


async def test_what_was_sent_is_not_to_come_any_more(counting: Office) -> None:
    first = await looked(counting)
    await counting.at("2026-10-20 12:00")
    later = await looked(counting)
    assert first is not None
    assert later is not None
    assert later.expected < first.expected
    assert later.at == local("2026-10-20 12:00")


@pytest.mark.parametrize("error", [DOWN, DeliveryError("no", permanent=True), TimeoutError()])
async def test_what_the_platform_does_not_tell_is_not_known(
    counting: Office, error: Exception
) -> None:
    counting.channel.fails(error, at="allowance")
    assert await looked(counting) is None


async def test_who_reads_there_is_counted_though_the_group_is_elsewhere(office: Office) -> None:
    line = on_line(office, MEMBER, reads="line")
    line.can, line.left = Abilities(counted=True), Allowance(300, 10)
    await office.engine._month.do()
    expected = office.tools.outlooks["line"].expected
    await lives_october(office)
    assert expected == 10 + len(line.sent) > 10


async def test_of_a_group_elsewhere_whose_members_all_read_there_nothing_is_counted(
    office: Office,
) -> None:
    line = on_line(office, MEMBER, reads="fake")
    line.can, line.left = Abilities(counted=True), Allowance(300, 10)
    await office.engine._month.do()
    assert office.tools.outlooks["line"].expected == 10


async def test_where_nothing_is_counted_nothing_is_asked(office: Office) -> None:
    assert await looked(office) is None
    assert office.channel.asked == 0
