"""The dates of a plan, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.events import Dated, Event, Extended, Limited, Reopened, Skipped, Undone
from bot.domain.sop import FixedDay, Sop
from bot.domain.timeline import (
    Conflict,
    ConflictKind,
    Timeline,
    baseline,
    moved,
    timeline,
)
from tests.domain.plans import closed, day, local
from tests.domain.sops import CALENDAR, LO_2_4, NO_DAYS_OFF, OFF_2570, WORKING, chain, sop, step

START = day("2026-10-01")
NOON = local("2026-10-20 12:00")


def spans(found: Timeline) -> dict[int, str]:
    return {n: f"{found[n].start} {found[n].due}" for n in sorted(found.steps)}


def built_in(*events: Event, today: str | None = None) -> Timeline:
    return timeline(LO_2_4, START, OFF_2570, events, day(today) if today else None)


def of(made: Sop, *events: Event, today: str | None = None) -> Timeline:
    """Without days off: 1 October 2026 is a Thursday."""
    return timeline(made, START, NO_DAYS_OFF, events, day(today) if today else None)


def test_the_reference_schedule_of_fiscal_year_2565() -> None:
    plain = LO_2_4.without_fixed_dates().in_calendar_days()
    found = timeline(plain, day("2021-10-01"), OFF_2570)
    assert spans(found) == {
        1: "2021-10-01 2021-10-02",
        2: "2021-10-03 2021-10-03",
        3: "2021-10-04 2021-10-08",
        4: "2021-10-09 2021-10-11",
        5: "2021-10-12 2022-03-10",
        6: "2022-03-11 2022-03-12",
        7: "2021-10-12 2022-08-07",
        8: "2021-10-12 2021-12-10",
        9: "2022-03-13 2022-03-13",
        10: "2022-03-14 2022-03-18",
        11: "2022-03-19 2022-08-15",
        12: "2022-08-16 2022-08-29",
    }
    assert not found.conflicts
    assert found.end == day("2022-08-29")


def test_the_built_in_dates_of_fiscal_year_2570() -> None:
    assert spans(built_in()) == {
        1: "2026-10-01 2026-10-02",  # Thursday and Friday
        2: "2026-10-05 2026-10-05",  # the Monday after
        3: "2026-10-06 2026-10-12",  # five working days: Tuesday to Friday, and Monday
        4: "2026-10-14 2026-10-16",  # 13 October is a day off; Wednesday to Friday
        5: "2026-10-17 2027-02-28",  # a Saturday; 150 days would end on 15 March
        6: "2027-03-01 2027-03-02",  # a Monday
        7: "2026-10-17 2027-07-31",  # 300 days would end on 12 August
        8: "2026-12-15 2027-02-12",  # from its fixed start, 60 days: 17 + 31 + 12
        9: "2027-03-03 2027-03-03",
        10: "2027-03-04 2027-03-10",  # Thursday, Friday, Monday to Wednesday
        11: "2027-03-11 2027-07-31",  # 150 days would end on 7 August
        12: "2027-08-01 2027-08-14",  # counted in calendar days: a Sunday to a Saturday
    }


def test_the_built_in_dates_always_shorten_5_7_and_11() -> None:
    assert built_in().conflicts == (
        Conflict(5, ConflictKind.SHORTENED, day("2027-02-28"), 15),
        Conflict(7, ConflictKind.SHORTENED, day("2027-07-31"), 12),
        Conflict(11, ConflictKind.SHORTENED, day("2027-07-31"), 7),
    )


@pytest.mark.parametrize("year", range(2021, 2036))
def test_other_years_shorten_the_same_steps(year: int) -> None:
    found = timeline(LO_2_4, date(year, 10, 1), NO_DAYS_OFF)
    assert {(c.step, c.kind) for c in found.conflicts} == {
        (n, ConflictKind.SHORTENED) for n in (5, 7, 11)
    }


def test_february_ends_on_the_29th_in_a_leap_year() -> None:
    assert timeline(LO_2_4, day("2027-10-01"), NO_DAYS_OFF)[5].due == day("2028-02-29")


def test_fixed_dates_belong_to_the_fiscal_year_of_the_start() -> None:
    late = timeline(LO_2_4, day("2027-09-30"), NO_DAYS_OFF)
    assert late[8].conflicts[0] == Conflict(
        8, ConflictKind.DUE_NOT_APPLIED, day("2027-02-28"), (late[8].due - day("2027-02-28")).days
    )


def test_steps_are_placed_whatever_their_order_and_numbers() -> None:
    made = sop([step(1, 2, CALENDAR, (9,)), step(5, 1, CALENDAR, (1,)), step(9, 3)])
    assert spans(of(made)) == {
        1: "2026-10-04 2026-10-05",
        5: "2026-10-06 2026-10-06",
        9: "2026-10-01 2026-10-03",
    }


def test_of_several_predecessors_the_last_to_end_counts() -> None:
    made = sop([step(1, 2), step(2, 9), step(3, 1, CALENDAR, (1, 2))])
    assert of(made)[3].start == day("2026-10-10")
    assert of(made, closed(2, "2026-10-01"))[3].start == day("2026-10-03")


def test_working_days_start_on_a_working_day_even_for_a_start_on_a_saturday() -> None:
    found = timeline(chain(2, unit=WORKING), day("2026-10-03"), NO_DAYS_OFF)
    assert spans(found) == {1: "2026-10-05 2026-10-06"}


def test_a_fixed_start_on_a_day_off_moves_only_a_step_of_working_days() -> None:
    sunday = FixedDay(11, 1)
    made = sop([step(1, 1, WORKING, (), sunday), step(2, 1, CALENDAR, (), sunday)])
    assert spans(of(made)) == {1: "2026-11-02 2026-11-02", 2: "2026-11-01 2026-11-01"}


def test_a_fixed_due_before_the_start_is_not_applied() -> None:
    made = sop([step(1, 10), step(2, 3, CALENDAR, (1,), None, FixedDay(10, 10))])
    found = of(made)
    assert found[2].due == day("2026-10-13")
    assert found.conflicts == (Conflict(2, ConflictKind.DUE_NOT_APPLIED, day("2026-10-10"), 3),)


def test_a_fixed_due_on_the_start_leaves_one_day() -> None:
    made = sop([step(1, 10, not_after=FixedDay(10, 1))])
    assert spans(of(made)) == {1: "2026-10-01 2026-10-01"}
    assert of(made).conflicts == (Conflict(1, ConflictKind.SHORTENED, START, 9),)


def test_a_fixed_due_on_the_last_day_cuts_nothing_off() -> None:
    assert not of(sop([step(1, 10, not_after=FixedDay(10, 10))])).conflicts


def test_a_slip_moves_what_follows_and_shortens_what_is_fixed() -> None:
    found = built_in(closed(4, "2026-10-26"))
    assert spans(found)[5] == "2026-10-27 2027-02-28"
    assert spans(found)[7] == "2026-10-27 2027-07-31"
    assert spans(found)[8] == "2026-12-15 2027-02-12"
    assert found[4].due == day("2026-10-16")
    assert [c.days for c in found.conflicts] == [25, 22, 7]


def test_a_late_closing_moves_only_what_it_must() -> None:
    changed = moved(built_in(), built_in(closed(6, "2027-03-09")))
    assert sorted(changed) == [9, 10, 11]
    before, after = changed[10]
    assert (before.start, after.start) == (day("2027-03-04"), day("2027-03-11"))


def test_an_early_closing_of_5_moves_nothing_for_6_has_a_fixed_start() -> None:
    assert moved(built_in(), built_in(closed(5, "2027-02-10"))) == {}


def test_an_early_closing_brings_forward_what_follows() -> None:
    assert spans(built_in(closed(1, "2026-10-01")))[2] == "2026-10-02 2026-10-02"


def test_a_closing_on_a_day_off_counts_from_that_day() -> None:
    assert spans(built_in(closed(4, "2026-10-18")))[5] == "2026-10-19 2027-02-28"


def test_a_step_closed_before_its_start_never_starts_after_its_closing() -> None:
    found = of(chain(5, 5), closed(2, "2026-10-02"))
    assert spans(found)[2] == "2026-10-02 2026-10-10"


def test_a_skipped_step_counts_as_closed() -> None:
    skipped = Skipped(at=NOON, step=1, on=day("2026-10-02"), reason="ยกเลิกโครงการ")
    assert of(chain(10, 3), skipped)[2].start == day("2026-10-03")


def test_a_forecast_lets_an_open_step_end_today_at_the_earliest() -> None:
    assert of(chain(2, 3), today="2026-10-02")[2].start == day("2026-10-03")
    late = of(chain(2, 3), today="2026-10-20")
    assert spans(late) == {1: "2026-10-01 2026-10-02", 2: "2026-10-21 2026-10-23"}
    assert of(chain(2, 3), closed(1, "2026-10-02"), today="2026-10-20")[2].start == day(
        "2026-10-03"
    )


def test_the_baseline_knows_no_today_but_what_was_closed_before() -> None:
    found = baseline(chain(2, 3), START, NO_DAYS_OFF, (closed(1, "2026-10-05"),))
    assert found[2].start == day("2026-10-06")


def test_an_extension_moves_the_due_date_also_past_a_fixed_one() -> None:
    found = built_in(Extended(at=NOON, step=5, to=day("2027-03-05"), reason="รอผล"))
    assert found[5].due == day("2027-03-05")
    assert found[6].start == day("2027-03-08")  # a Monday
    assert found.conflicts[0] == Conflict(5, ConflictKind.DUE_NOT_APPLIED, day("2027-02-28"), 5)


def test_an_extension_within_the_fixed_due_date_is_no_conflict() -> None:
    made = sop([step(1, 3, not_after=FixedDay(10, 31))])
    found = of(made, Extended(at=NOON, step=1, to=day("2026-10-20"), reason="-"))
    assert found[1].due == day("2026-10-20")
    assert not found.conflicts


def test_an_extension_to_the_first_day_leaves_that_day() -> None:
    found = of(chain(9), Extended(at=NOON, step=1, to=START, reason="-"))
    assert spans(found)[1] == "2026-10-01 2026-10-01"


def test_an_extension_before_the_start_is_as_if_not_made() -> None:
    found = of(chain(9, 3), Extended(at=NOON, step=2, to=day("2026-10-05"), reason="-"))
    assert spans(found)[2] == "2026-10-10 2026-10-12"


def test_an_extension_taken_back_is_as_if_not_made() -> None:
    extended = Extended(id=4, at=NOON, step=1, to=day("2026-12-01"), reason="-")
    assert spans(of(chain(3), extended, Undone(at=NOON, event=4))) == spans(of(chain(3)))


def test_the_day_of_a_meeting_is_its_start_and_due() -> None:
    found = built_in(Dated(at=NOON, step=2, on=day("2026-10-08")))
    assert spans(found)[2] == "2026-10-08 2026-10-08"
    assert spans(found)[3] == "2026-10-09 2026-10-16"  # the 13th is a day off


def test_a_meeting_may_be_fixed_for_a_day_off() -> None:
    found = built_in(Dated(at=NOON, step=2, on=day("2026-10-10")))
    assert spans(found)[2] == "2026-10-10 2026-10-10"


def test_the_day_of_a_longer_step_is_its_due() -> None:
    found = built_in(Dated(at=NOON, step=3, on=day("2026-10-20")))
    assert spans(found)[3] == "2026-10-06 2026-10-20"


def test_the_day_of_a_meeting_before_its_start_is_not_applied() -> None:
    found = built_in(
        Dated(at=NOON, step=9, on=day("2027-03-03")), closed(6, "2027-03-04", at="09:00")
    )
    assert spans(found)[9] == "2027-03-05 2027-03-05"
    assert found[9].conflicts == (Conflict(9, ConflictKind.DATE_NOT_APPLIED, day("2027-03-03"), 2),)


@pytest.mark.parametrize("extended_last", [True, False])
def test_the_newest_of_extension_and_meeting_day_decides(extended_last: bool) -> None:
    events: list[Event] = [
        Dated(at=NOON, step=1, on=day("2026-10-06")),
        Extended(at=NOON, step=1, to=day("2026-10-09"), reason="-"),
    ]
    found = of(chain(1), *(events if extended_last else reversed(events)))
    assert spans(found)[1] == (
        "2026-10-01 2026-10-09" if extended_last else "2026-10-06 2026-10-06"
    )


def test_the_plans_own_limits_replace_both_fixed_dates() -> None:
    found = built_in(Limited(at=NOON, step=8, not_before=day("2027-01-04")))
    assert spans(found)[8] == "2027-01-04 2027-03-04"
    assert not found[8].conflicts


def test_fixed_dates_switched_off() -> None:
    assert built_in(Limited(at=NOON, step=5))[5].due == day("2027-03-15")


def test_a_reopened_step_does_not_move_what_has_started() -> None:
    reopened = Reopened(at=NOON, step=1, reason="-", kept={2: day("2026-10-03")})
    found = of(chain(2, 30), closed(1, "2026-10-02"), reopened, today="2026-10-20")
    assert spans(found)[2] == "2026-10-03 2026-11-01"
    again = of(chain(2, 30), closed(1, "2026-10-02"), reopened, closed(1, "2026-10-22"))
    assert spans(again)[2] == "2026-10-03 2026-11-01"


def test_an_end_past_the_fiscal_year_is_a_conflict() -> None:
    found = built_in(closed(11, "2027-09-20"))
    assert found[12].conflicts == (
        Conflict(12, ConflictKind.PAST_FISCAL_YEAR, day("2027-09-30"), 4),
    )
    assert found.end == day("2027-10-04")


def test_a_step_closed_in_time_does_not_end_past_the_fiscal_year() -> None:
    found = built_in(closed(11, "2027-09-20"), closed(12, "2027-09-30"))
    assert not found[12].conflicts


def test_slack_counts_back_over_working_days() -> None:
    made = sop(
        [
            step(1, 3, WORKING),
            step(2, 2, WORKING, (1,)),
            step(3, 4, CALENDAR, (2,), None, FixedDay(10, 25)),
            step(4, 1, CALENDAR, (3,)),
        ]
    )
    found = of(made)
    # 3 must start on Thursday 22, so 2 has Tuesday 20 and Wednesday 21,
    # and 1 has Thursday 15, Friday 16 and Monday 19.
    rooms = {n: (d.slack, d.latest_start) for n, d in found.steps.items()}
    assert rooms == {
        1: (14, day("2026-10-15")),  # due 5 October, may end on the 19th
        2: (14, day("2026-10-20")),  # due 7 October, may end on the 21st
        3: (14, day("2026-10-22")),  # due 11 October
        4: (None, None),
    }


def test_slack_is_negative_where_a_full_duration_no_longer_fits() -> None:
    found = built_in()
    assert (found[7].slack, found[7].latest_start) == (0, day("2026-10-05"))
    # 11 needs 4 March for its 150 days; 10 then ends on the 3rd, a week before its due.
    assert (found[11].slack, found[11].latest_start) == (0, day("2027-03-04"))
    assert (found[10].slack, found[10].latest_start) == (-7, day("2027-02-25"))
    assert (found[8].slack, found[8].latest_start) == (16, day("2026-12-31"))


def test_a_fixed_due_that_is_not_applied_still_counts_as_slack_lost() -> None:
    made = sop([step(1, 10), step(2, 3, CALENDAR, (1,), None, FixedDay(10, 10))])
    assert of(made)[2].slack == -3
    assert of(made)[1].slack == -3


def test_a_decided_date_behind_a_step_is_kept_in_mind_like_a_fixed_one() -> None:
    found = of(chain(2, 1), Dated(at=NOON, step=2, on=day("2026-10-30")))
    assert (found[1].slack, found[1].latest_start) == (27, day("2026-10-28"))


def test_a_closed_step_has_no_slack_and_passes_none_on() -> None:
    made = sop([step(1, 5), step(2, 2, CALENDAR, (1,), None, FixedDay(10, 9))])
    found = of(made, closed(2, "2026-10-03"))
    assert found[1].slack is None
    assert found[2].slack is None


def test_length_counts_calendar_days_both_included() -> None:
    assert built_in()[3].length == 7
    assert built_in()[2].length == 1
