"""What was kept back is told on the reader's other platform, if it is still of now."""

from __future__ import annotations

import pytest

from bot.domain.message import About, Message, plain
from bot.ports import EVIDENCE_KEY, UnitOfWork
from scheduler.transactions import transact
from tests.fakes.channel import FakeChannel
from tests.scheduler.months import OVER
from tests.scheduler.office import MEMBER, SECRETARY, Office, on_line

pytestmark = pytest.mark.usefixtures("quiet")
OCTOBER, NOVEMBER = "2026-10-30 12:00", "2026-11-01 12:00"


async def switches(office: Office, account: str, line: FakeChannel, moment: str) -> list[str]:
    """What is told on the other platform once it was chosen."""
    await office.at(moment)

    def choose(work: UnitOfWork) -> None:
        work.linking.choose(office.people[account].id, line.name)

    transact(office.store, choose)
    await office.run()
    return line.texts()


@pytest.mark.parametrize(("moment", "told"), [(OCTOBER, 1), (NOVEMBER, 0)])
async def test_that_the_month_is_used_up_is_told_while_it_lasts(
    office: Office, moment: str, told: int
) -> None:
    line = on_line(office, SECRETARY, reads="fake")
    office.channel.fails(OVER, at=SECRETARY)
    office.post("news")
    await office.run()
    assert len(await switches(office, SECRETARY, line, moment)) == told


@pytest.mark.parametrize(("moment", "told"), [(OCTOBER, ["evidence"]), (NOVEMBER, [])])
async def test_evidence_is_asked_for_in_its_month(
    office: Office, moment: str, told: list[str]
) -> None:
    line = on_line(office, MEMBER, reads="fake")
    key = EVIDENCE_KEY.format(plan=office.plan.id, day=office.clock.now())
    office.post("evidence", MEMBER, key=key)
    await office.run()
    assert await switches(office, MEMBER, line, moment) == told


@pytest.mark.parametrize(("leaves", "told"), [(False, ["theirs"]), (True, [])])
async def test_of_a_team_that_was_left_nothing_is_told(
    office: Office, leaves: bool, told: list[str]
) -> None:
    line = on_line(office, MEMBER, reads="fake")
    office.send(Message(plain("theirs"), about=(About(office.plan.id),)), MEMBER)
    await office.run()
    if leaves:
        transact(office.store, lambda work: _leaves(work, office))
    assert await switches(office, MEMBER, line, OCTOBER) == told


def _leaves(work: UnitOfWork, office: Office) -> None:
    work.teams.remove_member(office.plan.team, office.people[MEMBER].id)
