"""A year of the built-in SOP, day by day: people get exactly the notices of the simulation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

import pytest

from bot.compose.parts import built_in_sops, official_days
from bot.domain.calendar import calendar_of, days
from bot.domain.events import Closed
from bot.domain.simulate import closings, simulate
from tests.e2e import notices
from tests.e2e.committee import Committee, set_up
from tests.e2e.program import BANGKOK, Program

START = date(2026, 10, 1)
SOP = built_in_sops()["lo-2.4"].for_fiscal_year(2027)
CALENDAR = calendar_of(official_days(START))
SLIPS = {2: 3, 4: 10, 6: 25, 8: -5, 12: 2}


@pytest.mark.long
@pytest.mark.parametrize(
    "slips",
    [
        pytest.param({}, id="to plan"),
        pytest.param(SLIPS, id="with slips", marks=pytest.mark.databases),
    ],
)
async def test_a_year_brings_the_notices_of_the_simulation_and_no_other(
    program: Program, committee: Committee, slips: Mapping[int, int]
) -> None:
    await set_up(program, committee)
    closed, rows = closings(SOP, START, CALENDAR, slips), simulate(SOP, START, CALENDAR, slips)
    for day in days(START, rows[-1].at.date()):
        await program.at(_local(day, time(8, 30)))
        await _close(program, committee, [c for c in closed if c.on == day])
    assert notices.told(committee) == notices.expected(rows)


async def _close(program: Program, committee: Committee, today: list[Closed]) -> None:
    for closing in sorted(today, key=lambda c: c.step):
        program.clock.set(_local(closing.on, time(16, 30)) + timedelta(seconds=closing.step))
        committee.secretary.says(committee.group, f"/done {closing.step} !")
        await program.settle()


def _local(day: date, at: time) -> datetime:
    return datetime.combine(day, at, BANGKOK)
