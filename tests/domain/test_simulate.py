"""A plan played to its end, by the hand-built SOP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from bot.domain.rules import Audience, Kind
from bot.domain.simulate import Row, closings, simulate
from bot.domain.sop import Sop
from tests.domain.plans import day, local
from tests.domain.sops import LO_2_4, NO_DAYS_OFF, OFF_2570, chain

START = day("2026-10-01")


def rows(made: Sop, slips: Mapping[int, int] | None = None) -> list[Row]:
    return simulate(made, START, NO_DAYS_OFF, slips or {})


def lines(found: list[Row]) -> list[str]:
    return [f"{r.at:%Y-%m-%d %H:%M} {r.kind} {r.step or '-'} {r.to}" for r in found]


def test_a_small_plan_to_the_last_line() -> None:
    # 1: Thursday 1 to Saturday 3, closed on that Saturday; 2: Sunday 4 to Tuesday 6.
    assert lines(rows(chain(3, 3))) == [
        "2026-10-02 08:30 due 1 group",
        "2026-10-02 08:30 due 1 responsible",
        "2026-10-05 08:30 weekly - chair",
        "2026-10-05 08:30 weekly - group",
        "2026-10-06 08:30 due 2 group",
        "2026-10-06 08:30 due 2 responsible",
        "2026-10-12 08:30 weekly - chair",
        "2026-10-12 08:30 weekly - group",
    ]


def test_a_slip_of_one_day_on_a_step_due_on_thursday() -> None:
    found = [line for line in lines(rows(chain(1, 3), {1: 1})) if " 1 " in line]
    assert found == [
        "2026-10-01 08:30 due 1 group",
        "2026-10-01 08:30 due 1 responsible",
        "2026-10-02 08:30 overdue 1 group",
        "2026-10-02 08:30 overdue 1 responsible",
        "2026-10-02 08:30 overdue 1 secretary",
    ]


def test_the_set_up_comes_before_the_slot_of_the_start_day() -> None:
    assert rows(chain(1))[0].at == local("2026-10-01 08:30")


def test_every_step_closes_on_its_due_or_as_much_later_as_it_slips() -> None:
    days = {c.step: c.on for c in closings(LO_2_4, START, OFF_2570, {4: 10, 6: 3})}
    assert days[4] == day("2026-10-26")
    assert days[5] == day("2027-02-28")
    assert days[6] == day("2027-03-05")
    assert days[9] == day("2027-03-08")
    assert days[12] == day("2027-08-14")


def test_a_step_may_close_on_a_day_off() -> None:
    assert closings(chain(1), START, NO_DAYS_OFF, {1: 2})[0].at == local("2026-10-03 16:30")


def test_a_negative_slip_closes_early_but_never_before_the_start() -> None:
    first, second = closings(chain(5, 5), START, NO_DAYS_OFF, {1: -2, 2: -99})
    assert (first.on, second.on) == (day("2026-10-03"), day("2026-10-04"))


def test_it_runs_past_the_fiscal_year_to_the_letter_after_the_last_closing() -> None:
    found = simulate(LO_2_4, START, OFF_2570, {12: 60})
    # Closed on Wednesday 13 October.
    assert [r.at for r in found[-2:]] == [local("2027-10-18 08:30")] * 2
    assert {r.kind for r in found if r.at > local("2027-10-05")} == {Kind.WEEKLY}


def test_the_built_in_year_in_figures() -> None:
    found = Counter((r.to, r.kind) for r in simulate(LO_2_4, START, OFF_2570, {}))
    assert found == {
        # Only 8 starts more than three days after what it waits for.
        (Audience.GROUP, Kind.START): 1,
        (Audience.RESPONSIBLE, Kind.START): 1,
        # 5, 7, 8 and 11 at 30, 14 and 7 days; 12 at 7.
        (Audience.GROUP, Kind.AHEAD): 13,
        # 3, 4, 10 at 1 day; 5, 7, 11, 12 at 3 (1 falls on the due notice's day); 8 at 3 and 1.
        (Audience.RESPONSIBLE, Kind.AHEAD): 9,
        (Audience.GROUP, Kind.DUE): 12,
        (Audience.RESPONSIBLE, Kind.DUE): 12,
        # 5: November to February; 7: November to June; 11: April to June. In July is an ahead.
        (Audience.RESPONSIBLE, Kind.CHECK_IN): 15,
        # 5 October to 16 August; 12 was closed on Saturday 14.
        (Audience.CHAIR, Kind.WEEKLY): 46,
        # 3 in October, 21 December, all from 1 February to 15 March, all from 19 July.
        (Audience.GROUP, Kind.WEEKLY): 16,
    }


def test_rows_are_sorted_by_time_step_kind_and_audience() -> None:
    found = simulate(LO_2_4, START, OFF_2570, {6: 30, 8: 12})
    assert found == sorted(found, key=lambda r: (r.at, r.step or 0, r.kind, r.to))
    assert len(set(found)) == len(found)


@pytest.mark.parametrize(("slip", "times"), [(0, 0), (6, 0), (7, 1), (20, 1), (21, 2), (90, 2)])
def test_the_chair_hears_of_a_late_step_twice_at_most(slip: int, times: int) -> None:
    found = simulate(LO_2_4, START, OFF_2570, {6: slip})  # due on Tuesday 2 March
    late = [r for r in found if r.to is Audience.CHAIR and r.kind is Kind.OVERDUE]
    assert len(late) == times
