"""What a year of the built-in SOP costs where each who gets a message counts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from bot.domain.cost import Cost, Month, cost, month_end, on_time
from bot.domain.events import Closed
from bot.domain.rules import Rules
from bot.domain.sop import Sop
from bot.sops.loader import load
from tests.domain.plans import closed, day, local, plan_of
from tests.domain.sops import NO_DAYS_OFF, OFF_2570, chain

START = day("2026-10-01")
BUILT_IN = load("lo-2.4").for_fiscal_year(2027)
FREE_PLAN, WITHOUT_RESERVE = 300, 240
SLIPS: tuple[Mapping[int, int], ...] = ({}, {4: 10}, {8: 30}, {4: 10, 8: 30})


def of_year(readers: int, slips: Mapping[int, int] | None = None, sop: Sop = BUILT_IN) -> Cost:
    return cost(sop, START, OFF_2570, slips or {}, readers)


def counted(found: Cost) -> dict[date, int]:
    return {month: of_month.counted for month, of_month in found.months.items()}


@pytest.mark.parametrize("slips", SLIPS)
def test_a_group_of_ten_never_comes_to_the_reserve(slips: Mapping[int, int]) -> None:
    assert max(counted(of_year(10, slips)).values()) <= WITHOUT_RESERVE


@pytest.mark.parametrize("slips", SLIPS)
def test_a_group_of_fifteen_never_uses_up_the_free_plan(slips: Mapping[int, int]) -> None:
    assert max(counted(of_year(15, slips)).values()) <= FREE_PLAN


def test_a_small_plan_to_the_last_message() -> None:
    # Set-up and two closings; two due dates, two weekly summaries, each to the chair, too.
    found = cost(chain(3, 3), START, NO_DAYS_OFF, {}, 10).months
    assert found[date(2026, 10, 1)] == Month(group=4, told=3, private=3, counted=73)


def test_on_a_morning_everybody_gets_one_message_however_much_there_is_to_tell() -> None:
    # On 5 March all hear that 8 is late, two of them as secretary and as chair, too.
    late, on_time = of_year(10, {8: 30}).months, of_year(10).months
    march = date(2027, 3, 1)
    assert late[march].private - on_time[march].private == 10


@pytest.mark.parametrize("readers", [2, 10, 25])
def test_a_bot_that_knows_no_economy_never_costs_less(readers: int) -> None:
    found = of_year(readers, {4: 10, 8: 30})
    assert all(found.each[month] >= count for month, count in counted(found).items())
    assert sum(found.each.values()) > sum(counted(found).values())


def test_as_a_plan_goes_on_each_open_step_closes_when_it_is_due() -> None:
    plan = plan_of(chain(3, 3, 3), closed(1, "2026-10-02"))
    course = on_time(plan, NO_DAYS_OFF, local("2026-10-03 09:00"))
    assert [(e.step, e.on.day) for e in course.events if isinstance(e, Closed)] == [
        (1, 2),
        (2, 5),
        (3, 8),
    ]


def test_what_is_overdue_closes_today_and_the_rest_behind_it() -> None:
    now = local("2026-10-07 18:00")
    course = on_time(plan_of(chain(3, 3)), NO_DAYS_OFF, now)
    assert [(e.step, e.on.day) for e in course.events if isinstance(e, Closed)] == [(1, 7), (2, 10)]
    assert course.events[0].at == now


def test_a_month_ends_where_the_office_is() -> None:
    assert month_end(Rules(), local("2026-12-31 23:59")) == local("2027-01-01")
    assert month_end(Rules(), local("2026-02-01")) == local("2026-03-01")


def test_every_month_of_the_fiscal_year_is_there() -> None:
    months = [*of_year(5, sop=chain(1)).months]
    assert (len(months), months[0], months[-1]) == (12, START, date(2027, 9, 1))


def test_so_is_every_month_until_the_last_message() -> None:
    assert [*of_year(5, {12: 90}).months][-1] == date(2027, 11, 1)
