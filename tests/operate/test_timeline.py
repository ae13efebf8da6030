"""What `sopbot timeline` and `sopbot simulate` print."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain.month_days import MonthDays
from bot.domain.sop import Unit
from bot.operate.timeline import print_simulation, print_timeline, width
from tests.domain.plans import day
from tests.domain.sops import CALENDAR, LO_2_4, NO_DAYS_OFF, OFF_2570, WORKING, sop, step

START = day("2026-10-01")
TITLES = {1: "จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน", 2: "ประชุมวางแผน ปี {fiscal_year}"}
TITLED = sop(replace(s, title=TITLES.get(s.number, s.title)) for s in LO_2_4.steps)


def dates(slips: Mapping[int, int] | None = None, fmt: str = "csv") -> str:
    return print_timeline(TITLED, START, OFF_2570, slips or {}, fmt)


def told(slips: Mapping[int, int] | None = None, fmt: str = "csv") -> str:
    return print_simulation(TITLED, START, OFF_2570, slips or {}, fmt)


def test_timeline_csv() -> None:
    assert dates() == (
        "step,start,due,conflict\n"
        "1,2026-10-01,2026-10-02,\n"
        "2,2026-10-05,2026-10-05,\n"
        "3,2026-10-06,2026-10-12,\n"
        "4,2026-10-14,2026-10-16,\n"
        "5,2026-10-17,2027-02-28,shortened\n"
        "6,2027-03-01,2027-03-02,\n"
        "7,2026-10-17,2027-07-31,shortened\n"
        "8,2026-12-15,2027-02-12,\n"
        "9,2027-03-03,2027-03-03,\n"
        "10,2027-03-04,2027-03-10,\n"
        "11,2027-03-11,2027-07-31,shortened\n"
        "12,2027-08-01,2027-08-14,\n"
    )


def test_timeline_csv_with_a_slip() -> None:
    lines = dates({4: 10, 11: 70}).splitlines()
    assert lines[4] == "4,2026-10-14,2026-10-16,"
    assert lines[5] == "5,2026-10-27,2027-02-28,shortened"
    assert lines[11] == "11,2027-03-11,2027-07-31,shortened;past-fiscal-year"
    assert lines[12] == "12,2027-10-10,2027-10-23,past-fiscal-year"


def test_slips_add_up_each_on_the_forecast_as_it_then_stands() -> None:
    lines = dates({1: 5, 2: 2}).splitlines()
    assert lines[2] == "2,2026-10-08,2026-10-08,"  # 1 closed on the 7th
    assert lines[3] == "3,2026-10-12,2026-10-19,"  # 2 closed on Saturday 10; the 13th is off


def test_simulation_csv() -> None:
    lines = told().splitlines()
    assert lines[:6] == [
        "at,kind,step,to",
        "2026-10-02T08:30,due,1,group",
        "2026-10-02T08:30,due,1,responsible",
        "2026-10-05T08:30,weekly,,chair",
        "2026-10-05T08:30,weekly,,group",
        "2026-10-05T08:30,due,2,group",
    ]
    assert lines[-1] == "2027-08-16T08:30,weekly,,group"
    assert len(lines) == 126


def test_csv_ends_lines_with_line_feeds_only() -> None:
    assert "\r" not in dates() + told()
    assert list(csv.reader(io.StringIO(told()), strict=True))[1][3] == "group"


def test_the_table_is_aligned_for_thai() -> None:
    head, *rows = dates(fmt="table").splitlines()[:13]
    column = width(head[: head.index("Title")])
    for number, row in enumerate(rows, start=1):
        title = TITLED.for_fiscal_year(2027).step(number).title
        assert width(row[: row.index(title)]) == column


def test_the_table_speaks_both_calendars_and_names_what_was_cut_off() -> None:
    table = dates({4: 10}, "table")
    assert "2026-10-14  14 ต.ค. 69" in table
    assert "25 days cut off by the fixed due date 2027-02-28" in table
    assert "closed 2026-10-26" in table
    assert "ประชุมวางแผน ปี 2570" in table
    assert "Fiscal year 2570 (ends 2027-09-30). The plan ends 2027-08-14 = 14 ส.ค. 70." in table


def test_the_table_of_notices() -> None:
    lines = told(fmt="table").splitlines()
    assert " ".join(lines[1].split()) == f"2026-10-02 08:30 2 ต.ค. 69 due 1 group {TITLES[1]}"
    assert lines[-1] == "125 notices."


def test_a_table_without_fixed_dates_has_no_slack_to_explain() -> None:
    table = print_timeline(TITLED.without_fixed_dates(), START, OFF_2570, {}, "table")
    assert "Slack:" not in table


@pytest.mark.parametrize("printed", [print_timeline, print_simulation])
def test_a_slip_of_an_unknown_step_says_which_there_are(printed: object) -> None:
    assert callable(printed)
    with pytest.raises(ValueError, match="has no step 15"):
        printed(TITLED, START, OFF_2570, {15: 1}, "csv")


def test_width_counts_what_a_screen_shows() -> None:
    assert width("ที่นี่") == 2
    assert width("กำ") == 2
    assert width("abc") == 3
    assert width("表") == 2


def test_what_is_due_on_no_day_has_an_empty_cell_and_other_rules_are_told_in_words() -> None:
    by = replace(step(1, 0), by=MonthDays((7, 21)), next_round=True)
    weeks = replace(step(2, 2, Unit.WEEK, (1,)), least=1)
    ranged = replace(step(3, 5, WORKING, (2,)), least=3)
    made = sop([by, weeks, ranged, step(4, 0, CALENDAR, (3,)), step(5, 3, CALENDAR, (4,))])
    lines = print_timeline(made, START, NO_DAYS_OFF, {}, "csv").splitlines()
    assert lines[4:] == ["4,2026-10-29,,", "5,,,"]
    table = print_timeline(made, START, NO_DAYS_OFF, {}, "table")
    for told in (
        "By day 7 or 21 of the month; Who misses it is in time for the next round  ",
        "1–2 weeks  ",
        "3-5 working  ",
        "No duration is set  ",
        "When the plan ends is not known",
    ):
        assert told in table
    closed = print_timeline(made, START, NO_DAYS_OFF, {4: 30}, "csv").splitlines()
    assert closed[4:] == ["4,2026-10-29,,", "5,2026-11-29,2026-12-01,"]
