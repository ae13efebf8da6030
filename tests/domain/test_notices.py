"""The notices of a plan, by the sentences of the design. Without days off unless named."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.calendar import Calendar, calendar_of, days
from bot.domain.events import (
    Acknowledged,
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    Agreed,
    Attending,
    CheckedIn,
    Cloned,
    Dated,
    Event,
    Exported,
    Extended,
    ExtensionAsked,
    ExtensionDeclined,
    FileDated,
    FilesDeleted,
    LeadNamed,
    LessonTold,
    Limited,
    Numbered,
    ObstacleOver,
    Presence,
    Progressed,
    QuorumSet,
    Reopened,
    Reported,
    Returned,
    Situation,
    Skipped,
    Undone,
    WorkNamed,
    WorkRemoved,
)
from bot.domain.notices import SETTLES_NO_NOTICE, next_wake, notices
from bot.domain.plan import Plan, PlanStatus
from bot.domain.rules import Kind, Rules
from bot.domain.sop import FixedDay, Sop
from tests.domain import strategies
from tests.domain.plans import LATER, closed, day, local, plan_of, told
from tests.domain.sops import CALENDAR, OFF_2570, WORKING, chain, sop, step

START, AHEAD, DUE, OVERDUE = Kind.START, Kind.AHEAD, Kind.DUE, Kind.OVERDUE
CHECK_IN, REVIEW, WEEKLY = Kind.CHECK_IN, Kind.REVIEW, Kind.WEEKLY
STEP_KINDS = (START, AHEAD, DUE, OVERDUE, CHECK_IN)


def one(duration: int, not_after: FixedDay | None = None) -> Sop:
    return sop([step(1, duration, not_after=not_after)])


def awaited(not_before: FixedDay, duration: int = 1) -> Sop:
    """Step 2 follows step 1 and has a fixed start."""
    return sop([step(1, 1), step(2, duration, CALENDAR, (1,), not_before)])


# start


def test_start_is_told_at_the_slot_of_its_first_day() -> None:
    plan = plan_of(awaited(FixedDay(12, 15)), closed(1, "2026-10-01"))
    assert told(plan, START) == ["2026-12-15 start group", "2026-12-15 start responsible"]
    first = next(n for n in notices(plan, Calendar(), plan.confirmed_at, LATER) if n.step == 2)
    assert first.at == local("2026-12-15 08:30")
    assert (first.k, first.due) == (0, day("2026-12-15"))


def test_start_on_a_day_off_is_told_on_the_next_working_day() -> None:
    plan = plan_of(awaited(FixedDay(11, 1), 5), closed(1, "2026-10-01"))
    assert told(plan, START)[0] == "2026-11-02 start group"  # 1 November is a Sunday


@pytest.mark.parametrize(("closing", "is_told"), [("2026-10-01", True), ("2026-10-02", False)])
def test_a_start_within_three_days_was_named_by_the_closing(closing: str, is_told: bool) -> None:
    plan = plan_of(awaited(FixedDay(10, 5)), closed(1, closing))
    assert bool(told(plan, START)) == is_told


def test_it_is_the_day_of_telling_that_lies_three_days_after_the_closing() -> None:
    # Starts on Sunday 4 October, three days after; told of on Monday.
    plan = plan_of(awaited(FixedDay(10, 4), 5), closed(1, "2026-10-01"))
    assert told(plan, START)[0] == "2026-10-05 start group"


@pytest.mark.parametrize(("confirmed", "is_told"), [("2026-09-27", True), ("2026-09-28", False)])
def test_a_first_step_counts_from_the_set_up(confirmed: str, is_told: bool) -> None:
    plan = plan_of(one(1), confirmed=confirmed + " 17:00")
    assert bool(told(plan, START)) == is_told


# ahead


@pytest.mark.parametrize(
    ("duration", "ks"),
    [(2, []), (3, [1]), (13, [1]), (14, [7, 3, 1]), (59, [7, 3, 1]), (60, [30, 14, 7, 3, 1])],
)
def test_the_longer_the_step_the_earlier_it_is_told_ahead(duration: int, ks: list[int]) -> None:
    found = told(plan_of(one(duration)), AHEAD, calendar=EveryDay())
    assert [int(line.split()[2]) for line in found] == ks


class EveryDay(Calendar):
    """An office that works every day, so that no two notices fall together."""

    def is_working(self, day: date) -> bool:
        return True


def test_a_step_of_sixty_days() -> None:
    # 1 October to 29 November, a Sunday; B(D) is Friday 27 and takes the notice of k = 1.
    assert told(plan_of(one(60)), AHEAD) == [
        "2026-10-30 ahead 30 group",
        "2026-11-13 ahead 14 group",  # the 15th is a Sunday
        "2026-11-20 ahead 7 group",  # the 22nd is a Sunday
        "2026-11-26 ahead 3 responsible",
    ]


def test_of_several_ahead_on_one_day_the_smallest_k() -> None:
    # Due on Wednesday 14 October; the week before it is off from the 8th: 7, 3 and 1 fall there.
    off = calendar_of(days(day("2026-10-08"), day("2026-10-13")))
    assert told(plan_of(one(14)), AHEAD, calendar=off) == ["2026-10-07 ahead 1 responsible"]


def test_ahead_on_the_day_of_the_due_notice_is_dropped() -> None:
    assert told(plan_of(one(4)), AHEAD, DUE) == [  # due on Sunday 4 October
        "2026-10-02 due group",
        "2026-10-02 due responsible",
    ]


def test_with_due_notices_switched_off_that_ahead_stays() -> None:
    plan = plan_of(one(4), rules=Rules(off=frozenset({DUE})))
    assert told(plan, AHEAD, DUE) == ["2026-10-02 ahead 1 responsible"]


def test_nothing_ahead_on_or_before_the_first_day() -> None:
    # Saturday 3 to Monday 5, told of from Monday on: k = 1 would be Friday 2.
    assert told(plan_of(one(3), start="2026-10-03"), AHEAD) == []
    # Thursday 1 to Monday 5: k = 1 is Friday 2.
    assert told(plan_of(one(5)), AHEAD) == ["2026-10-02 ahead 1 responsible"]


# due


def test_due_is_told_on_its_day_or_the_working_day_before() -> None:
    assert told(plan_of(one(2)), DUE)[0] == "2026-10-02 due group"
    assert told(plan_of(one(3)), DUE)[0] == "2026-10-02 due group"  # due on Saturday


def test_due_is_not_told_before_the_first_day() -> None:
    plan = plan_of(one(2), start="2026-10-03")  # Saturday and Sunday
    assert told(plan, DUE)[0] == "2026-10-05 due group"


# overdue


def test_overdue_is_told_to_more_people_the_longer_it_lasts() -> None:
    # Due on Thursday 1 October.
    assert told(plan_of(one(1)), OVERDUE, until="2026-11-18") == [
        "2026-10-02 overdue 1 responsible",
        "2026-10-02 overdue 1 secretary",
        "2026-10-02 overdue 1 group",
        "2026-10-05 overdue 3 responsible",  # the 4th is a Sunday
        "2026-10-05 overdue 3 secretary",
        "2026-10-08 overdue 7 responsible",
        "2026-10-08 overdue 7 secretary",
        "2026-10-08 overdue 7 chair",
        "2026-10-15 overdue 14 responsible",
        "2026-10-15 overdue 14 secretary",
        "2026-10-22 overdue 21 responsible",
        "2026-10-22 overdue 21 secretary",
        "2026-10-22 overdue 21 chair",
    ]


def test_a_due_date_on_a_day_off_runs_to_the_next_working_day() -> None:
    # Due on Sunday 28 February, so until Monday 1 March.
    plan = plan_of(one(1), start="2027-02-28")
    assert told(plan, OVERDUE)[0] == "2027-03-02 overdue 1 responsible"


def test_overdue_goes_on_every_four_weeks_until_it_is_closed() -> None:
    # Due on Thursday 1 October, closed on 11 February: 49, 77, 105 and 133 days, all Thursdays.
    plan = plan_of(one(1), closed(1, "2027-02-11", at="08:00"))
    assert told(plan, OVERDUE)[-6:] == [
        "2026-11-19 overdue 49 responsible",
        "2026-11-19 overdue 49 secretary",
        "2026-12-17 overdue 77 responsible",
        "2026-12-17 overdue 77 secretary",
        "2027-01-14 overdue 105 responsible",
        "2027-01-14 overdue 105 secretary",
    ]


def test_a_step_due_on_a_friday_is_told_to_the_group_on_monday() -> None:
    # One day after Friday 2 October falls to Monday, and so do three days after.
    assert told(plan_of(one(2)), OVERDUE)[:3] == [
        "2026-10-05 overdue 3 responsible",
        "2026-10-05 overdue 3 secretary",
        "2026-10-05 overdue 3 group",
    ]


def test_of_several_overdue_on_one_day_the_largest_k_to_all_whom_any_is_for() -> None:
    off = calendar_of(days(day("2026-10-02"), day("2026-10-07")))
    found = told(plan_of(one(1)), OVERDUE, calendar=off, until="2026-10-09")
    assert found == [
        "2026-10-08 overdue 7 responsible",
        "2026-10-08 overdue 7 secretary",
        "2026-10-08 overdue 7 group",
        "2026-10-08 overdue 7 chair",
    ]


def test_a_step_overdue_when_its_plan_is_confirmed_is_told_at_the_first_slot_after() -> None:
    # Due on Thursday 1 October; set up on Saturday 10.
    plan = plan_of(one(1), confirmed="2026-10-10 11:00")
    assert told(plan, OVERDUE, until="2026-10-16") == [
        "2026-10-12 overdue 7 responsible",
        "2026-10-12 overdue 7 secretary",
        "2026-10-12 overdue 7 group",
        "2026-10-12 overdue 7 chair",
        "2026-10-15 overdue 14 responsible",
        "2026-10-15 overdue 14 secretary",
    ]


def test_what_falls_on_the_day_of_making_up_is_one_notice_with_it() -> None:
    # Set up in the evening before the seventh day.
    plan = plan_of(one(1), confirmed="2026-10-07 20:00")
    assert told(plan, OVERDUE, until="2026-10-14") == [
        "2026-10-08 overdue 7 responsible",
        "2026-10-08 overdue 7 secretary",
        "2026-10-08 overdue 7 group",
        "2026-10-08 overdue 7 chair",
    ]


def test_a_reopened_step_is_told_what_it_missed_and_not_what_was_said() -> None:
    # Due on Thursday 1 October; told on 2 and 5 October; closed until the 9th.
    reopened = Reopened(at=local("2026-10-09 10:00"), step=1, reason="-", kept={})
    plan = plan_of(one(1), closed(1, "2026-10-05"), reopened)
    assert told(plan, OVERDUE, until="2026-10-15")[5:] == [
        "2026-10-12 overdue 7 responsible",
        "2026-10-12 overdue 7 secretary",
        "2026-10-12 overdue 7 chair",
    ]


def test_a_step_closed_and_reopened_between_two_notices_is_told_nothing_again() -> None:
    reopened = Reopened(at=local("2026-10-07 10:00"), step=1, reason="-", kept={})
    plan = plan_of(one(1), closed(1, "2026-10-05"), reopened)
    assert told(plan, OVERDUE, until="2026-10-08 08:30")[5:] == []


# check-in


def test_check_in_on_the_first_working_day_of_each_month() -> None:
    found = told(plan_of(one(150)), CHECK_IN, calendar=OFF_2570)
    assert found == [  # 1 October to 27 February
        "2026-11-02 check-in responsible",
        "2026-12-01 check-in responsible",
        "2027-01-04 check-in responsible",
        "2027-02-01 check-in responsible",
    ]


def test_check_ins_of_one_step_are_different_notices() -> None:
    plan = plan_of(one(150))
    found = notices(plan, Calendar(), plan.confirmed_at, LATER)
    assert [n.k for n in found if n.kind is CHECK_IN] == [202611, 202612, 202701, 202702]


@pytest.mark.parametrize(("duration", "count"), [(89, 0), (90, 2)])
def test_check_ins_are_for_steps_of_ninety_days(duration: int, count: int) -> None:
    assert len(told(plan_of(one(duration)), CHECK_IN)) == count


def test_no_check_in_on_a_day_with_an_ahead_notice() -> None:
    # 92 days, to 31 December: 30 days ahead is Tuesday 1 December.
    plan = plan_of(one(92))
    assert told(plan, CHECK_IN) == ["2026-11-02 check-in responsible"]
    without = replace(plan, rules=Rules(off=frozenset({AHEAD})))
    assert len(told(without, CHECK_IN)) == 2


def test_no_check_in_on_the_first_and_on_the_due_notices_day() -> None:
    # Sunday 1 November, so first told of on the 2nd, to Monday 1 February.
    plan = plan_of(one(93), start="2026-11-01", rules=Rules(off=frozenset({AHEAD})))
    assert [line[:7] for line in told(plan, CHECK_IN)] == ["2026-12", "2027-01"]


# review


def reported(step: int, on: str, at: str = "16:30", id: int = 0) -> Reported:
    return Reported(id=id, at=local(f"{on} {at}"), step=step, on=day(on))


def test_what_was_reported_is_told_to_who_verifies_it_and_to_nobody_else() -> None:
    # Due on Wednesday 14 October; reported on Thursday 15, a day late.
    plan = plan_of(one(14), reported(1, "2026-10-15"))
    assert told(plan, *STEP_KINDS, REVIEW)[-3:] == [
        "2026-10-19 review 2 secretary",
        "2026-10-22 review 5 secretary",
        "2026-10-22 review 5 chair",
    ]


def test_the_clock_of_the_review_stops_with_the_closing_and_with_a_return() -> None:
    closing = plan_of(one(14), reported(1, "2026-10-12"), closed(1, "2026-10-14"))
    assert told(closing, REVIEW) == ["2026-10-14 review 2 secretary"]
    back = Returned(at=local("2026-10-13 10:00"), step=1, reason="-", to=day("2026-10-30"))
    assert told(plan_of(one(14), reported(1, "2026-10-12"), back), REVIEW) == []


def test_what_is_returned_is_reminded_of_by_its_new_date() -> None:
    back = Returned(at=local("2026-10-13 10:00"), step=1, reason="-", to=day("2026-10-30"))
    plan = plan_of(one(14), reported(1, "2026-10-12"), back)
    assert told(plan, DUE, OVERDUE, until="2026-11-03") == [
        "2026-10-30 due group",
        "2026-10-30 due responsible",
        "2026-11-02 overdue 3 responsible",  # Saturday's k = 1 on Monday, with k = 3
        "2026-11-02 overdue 3 secretary",
        "2026-11-02 overdue 3 group",
    ]


def test_of_what_is_returned_late_the_overdue_days_are_made_up_for_once() -> None:
    # Due on Wednesday 14 October; k = 1 and 3 pass while it waits to be verified.
    back = Returned(at=local("2026-10-20 10:00"), step=1, reason="-")
    plan = plan_of(one(14), reported(1, "2026-10-14"), back)
    assert told(plan, OVERDUE, until="2026-10-22")[0] == "2026-10-21 overdue 7 responsible"
    assert told(plan, REVIEW) == ["2026-10-16 review 2 secretary"]


# weekly


def test_the_chair_hears_every_monday_up_to_the_first_after_the_last_closing() -> None:
    plan = plan_of(one(90), closed(1, "2026-10-26"))
    chair = [line for line in told(plan, WEEKLY) if line.endswith("chair")]
    assert [line[:10] for line in chair] == [
        "2026-10-05",
        "2026-10-12",
        "2026-10-19",
        "2026-10-26",  # closed at 16.30 of that day
        "2026-11-02",
    ]


def test_the_final_letter_counts_from_the_day_on_which_the_closing_was_recorded() -> None:
    late = replace(closed(1, "2026-10-05"), at=local("2026-10-20 10:00"))
    plan = plan_of(one(90), late)
    assert told(plan, WEEKLY)[-1] == "2026-10-26 weekly chair"


def test_ending_the_plan_does_not_drop_the_final_letter_but_all_else() -> None:
    made = sop([step(1, 10), step(2, 30)])  # 2 stays open
    ended = replace(plan_of(made, closed(1, "2026-10-13")), status=PlanStatus.ENDED)
    assert told(ended, *Kind)[-2:] == ["2026-10-19 weekly group", "2026-10-19 weekly chair"]
    assert told(ended, *STEP_KINDS) == []


def test_a_plan_ended_without_a_closing_has_no_letter_more() -> None:
    assert told(replace(plan_of(one(90)), status=PlanStatus.ENDED), *Kind) == []


def test_no_weekly_before_the_plans_start() -> None:
    plan = plan_of(one(1), confirmed="2026-09-01")
    assert told(plan, WEEKLY)[0].startswith("2026-10-05")


def test_a_monday_off_is_told_on_the_next_working_day() -> None:
    plan = plan_of(one(60), start="2026-12-01")
    assert "2026-12-08 weekly chair" in told(plan, WEEKLY, calendar=OFF_2570)


def test_the_monday_before_is_not_forgotten_when_time_is_cut_on_a_day_off() -> None:
    plan = plan_of(one(60), start="2026-12-01")
    found = notices(plan, OFF_2570, local("2026-12-07 12:00"), local("2026-12-09"))
    assert {n.due for n in found} == {day("2026-12-07")}


def test_after_a_whole_week_off_only_the_newest_monday_is_told() -> None:
    off = calendar_of(days(day("2026-10-12"), day("2026-10-20")))
    plan = plan_of(one(90))
    found = notices(plan, off, local("2026-10-06"), local("2026-10-24"))
    assert [(n.at, n.due) for n in found if n.kind is WEEKLY] == [
        (local("2026-10-21 08:30"), day("2026-10-19"))
    ]


def group_weeks(plan: Plan, until: str) -> list[str]:
    return [n[:10] for n in told(plan, WEEKLY, until=until) if n.endswith("group")]


def test_the_group_hears_of_a_start_in_the_week_before() -> None:
    assert group_weeks(plan_of(one(90), start="2026-09-28"), "2026-11-30") == ["2026-10-05"]
    assert group_weeks(plan_of(one(90), start="2026-10-04"), "2026-11-30") == ["2026-10-05"]
    assert group_weeks(plan_of(one(90), start="2026-10-05"), "2026-11-30") == ["2026-10-12"]


def test_the_group_hears_of_a_closing_in_the_week_before() -> None:
    made = sop([step(1, 90), step(2, 90)])
    plan = plan_of(made, closed(1, "2026-10-18"), start="2026-09-28")
    assert group_weeks(plan, "2026-11-30") == ["2026-10-05", "2026-10-19"]


def test_the_group_hears_while_a_due_date_lies_in_the_fourteen_days() -> None:
    # Due on Sunday 29 November.
    weeks = group_weeks(plan_of(one(60)), "2026-11-30")
    assert weeks == ["2026-10-05", "2026-11-16", "2026-11-23"]
    # Due on Monday 30 November: the fifteenth day from the 16th.
    weeks = group_weeks(plan_of(one(61)), "2026-12-01")
    assert weeks == ["2026-10-05", "2026-11-23", "2026-11-30"]


def test_the_group_hears_while_a_step_is_overdue() -> None:
    weeks = group_weeks(plan_of(one(1)), "2026-11-30")
    assert len(weeks) == 8
    assert weeks[-1] == "2026-11-23"


def test_a_waiting_step_is_no_reason_to_tell_the_group() -> None:
    # 1 runs to 29 December; 2 would follow for a day.
    assert group_weeks(plan_of(chain(90, 1)), "2026-12-14") == ["2026-10-05"]


def test_the_team_may_switch_the_groups_weekly_off() -> None:
    plan = plan_of(one(1), rules=Rules(group_weekly=False))
    assert group_weeks(plan, "2026-12-01") == []
    assert told(plan, WEEKLY, until="2026-10-06") == ["2026-10-05 weekly chair"]


# what never speaks


def test_a_waiting_step_says_nothing() -> None:
    assert told(plan_of(chain(1, 1)), *STEP_KINDS, step=2) == []


def test_a_closed_or_skipped_step_says_nothing_more() -> None:
    skipped = Skipped(at=local("2026-10-05 09:00"), step=1, on=day("2026-10-05"), reason="-")
    for end in (closed(1, "2026-10-05", at="09:00"), skipped):
        assert told(plan_of(one(1), end), OVERDUE)[-1] == "2026-10-05 overdue 3 secretary"


def test_a_closing_at_the_very_slot_comes_first() -> None:
    assert told(plan_of(one(2), closed(1, "2026-10-02", at="08:30")), DUE) == []
    assert told(plan_of(one(2), closed(1, "2026-10-02", at="08:31")), DUE) != []


def test_nothing_before_the_confirmation_of_set_up() -> None:
    assert told(plan_of(one(2), confirmed="2026-10-02 08:31"), DUE) == []
    plan = plan_of(one(2), confirmed="2026-10-02 08:30")
    assert len(notices(plan, Calendar(), local("2020-01-01"), local("2026-10-03"))) == 2


def test_kinds_that_the_team_switched_off() -> None:
    plan = plan_of(chain(150, 3), rules=Rules(off=frozenset(Kind)))
    assert notices(plan, OFF_2570, plan.confirmed_at, LATER) == []


def test_the_slot_is_the_teams() -> None:
    rules = Rules(slot=local("2026-10-01 07:15").astimezone(Rules().tz).time())
    plan = plan_of(one(1), rules=rules)
    assert notices(plan, Calendar(), plan.confirmed_at, LATER)[0].at == local("2026-10-01 07:15")


# when things change


def test_an_extension_brings_the_notices_of_the_new_date_and_no_second_copy() -> None:
    extended = Extended(at=local("2026-10-02 10:00"), step=1, to=day("2026-10-09"), reason="-")
    assert told(plan_of(one(2), extended), DUE, OVERDUE, AHEAD, until="2026-10-13") == [
        "2026-10-02 due group",
        "2026-10-02 due responsible",
        "2026-10-08 ahead 1 responsible",
        "2026-10-09 due group",
        "2026-10-09 due responsible",
        "2026-10-12 overdue 3 responsible",
        "2026-10-12 overdue 3 secretary",
        "2026-10-12 overdue 3 group",
    ]


def test_a_closing_taken_back_lets_the_reminders_go_on() -> None:
    plan = plan_of(
        one(1), closed(1, "2026-10-02", id=1), Undone(id=2, at=local("2026-10-06"), event=1)
    )
    assert told(plan, OVERDUE)[:3][-1] == "2026-10-02 overdue 1 group"
    # On Monday 5 October it was closed.
    assert told(plan, OVERDUE)[3:6] == [
        "2026-10-06 overdue 3 responsible",
        "2026-10-06 overdue 3 secretary",
        "2026-10-08 overdue 7 responsible",
    ]


def test_a_reopened_predecessor_silences_what_follows_until_it_is_closed_again() -> None:
    reopened = Reopened(
        at=local("2026-10-02 12:00"), step=1, reason="-", kept={2: day("2026-10-02")}
    )
    plan = plan_of(chain(1, 5), closed(1, "2026-10-01"), reopened, closed(1, "2026-10-06"))
    assert told(plan, *STEP_KINDS, step=2, until="2026-10-08") == [
        "2026-10-07 overdue 1 responsible",
        "2026-10-07 overdue 1 secretary",
        "2026-10-07 overdue 1 group",
    ]


def test_a_start_that_moves_while_the_due_date_stays_is_told_once() -> None:
    made = sop([step(1, 1), step(2, 60, CALENDAR, (1,), FixedDay(10, 12), FixedDay(10, 30))])
    later = Limited(
        at=local("2026-10-12 09:00"),
        step=2,
        not_before=day("2026-10-14"),
        not_after=day("2026-10-30"),
    )
    plan = plan_of(made, closed(1, "2026-10-01"), later)
    assert told(plan, START) == ["2026-10-12 start group", "2026-10-12 start responsible"]
    assert notices(plan, Calendar(), local("2026-10-13"), local("2026-10-15")) == []


def test_a_start_that_moves_with_its_due_date_is_told_again() -> None:
    later = Limited(at=local("2026-10-12 09:00"), step=2, not_before=day("2026-10-20"))
    plan = plan_of(awaited(FixedDay(10, 12), 5), closed(1, "2026-10-01"), later)
    assert [line[:10] for line in told(plan, START)] == ["2026-10-12"] * 2 + ["2026-10-20"] * 2


def test_a_due_that_stood_on_another_day_is_told_once() -> None:
    # Due on Sunday 4 October: told on Friday. Then its start moves to Saturday, so W(S) is Monday.
    made = sop([step(1, 4, not_after=FixedDay(10, 4))])
    limits = Limited(
        at=local("2026-10-02 10:00"),
        step=1,
        not_before=day("2026-10-03"),
        not_after=day("2026-10-04"),
    )
    assert told(plan_of(made, limits), DUE) == [
        "2026-10-02 due group",
        "2026-10-02 due responsible",
    ]


def test_of_what_is_recorded_late_the_past_is_told_as_one_notice() -> None:
    # 1 closed on the 5th, but told to the bot on the 20th: 2 was due on the 6th.
    late = replace(closed(1, "2026-10-05"), at=local("2026-10-20 10:00"))
    assert told(plan_of(chain(1, 1), late), *STEP_KINDS, step=2, until="2026-10-28") == [
        "2026-10-21 overdue 14 responsible",
        "2026-10-21 overdue 14 secretary",
        "2026-10-21 overdue 14 group",
        "2026-10-21 overdue 14 chair",
        "2026-10-27 overdue 21 responsible",
        "2026-10-27 overdue 21 secretary",
        "2026-10-27 overdue 21 chair",
    ]


def test_what_was_heard_of_one_due_date_is_not_missed_when_another_is_taken_back() -> None:
    longer = Extended(id=1, at=local("2026-10-05 10:00"), step=1, to=day("2026-11-30"), reason="-")
    back = Undone(id=2, at=local("2026-10-09 10:00"), event=1)
    # Due on Thursday 1 October, so told on the 2nd and the 5th; the seventh day passed unheard.
    assert told(plan_of(one(1), longer, back), OVERDUE, until="2026-10-15")[5:] == [
        "2026-10-12 overdue 7 responsible",
        "2026-10-12 overdue 7 secretary",
        "2026-10-12 overdue 7 chair",
    ]


# meetings

MONDAY = Dated(at=local("2026-10-01 10:00"), step=2, on=day("2026-10-12"), time=time(13, 30))
MEETING = [
    "2026-10-09 ahead 1 group",
    "2026-10-09 ahead 1 responsible",
    "2026-10-12 due group",
    "2026-10-12 due responsible",
]


def test_a_meeting_is_told_the_working_day_before_and_on_its_day() -> None:
    plan = plan_of(chain(2, 1), MONDAY, closed(1, "2026-10-02"))
    assert told(plan, *STEP_KINDS, step=2, until="2026-10-13") == MEETING


def test_also_while_a_step_before_it_is_open_and_whatever_its_length() -> None:
    for made in (chain(2, 1), chain(2, 5), chain(90, 1), chain(90, 30)):
        assert told(plan_of(made, MONDAY), *STEP_KINDS, step=2, until="2026-10-13") == MEETING


def test_a_meeting_on_a_day_off_has_no_notice_on_its_day() -> None:
    sunday = replace(MONDAY, on=day("2026-10-11"))
    assert (
        told(plan_of(chain(2, 1), sunday), *STEP_KINDS, step=2, until="2026-10-13") == MEETING[:2]
    )


def test_a_meeting_fixed_on_the_day_before_is_told_on_its_day() -> None:
    soon = replace(MONDAY, at=local("2026-10-09 10:00"))
    assert told(plan_of(chain(90, 1), soon), *STEP_KINDS, step=2) == MEETING[2:]


def test_a_meeting_that_was_not_closed_is_overdue_from_its_day() -> None:
    plan = plan_of(chain(2, 1), MONDAY, closed(1, "2026-10-02"))
    assert told(plan, OVERDUE, step=2)[0] == "2026-10-13 overdue 1 responsible"


def test_a_meeting_is_not_overdue_while_a_step_before_it_is_open() -> None:
    freed = Limited(at=local("2026-10-15 10:00"), step=2, not_before=None, not_after=None)
    plan = plan_of(chain(2, 1), MONDAY, freed)
    assert told(plan, *STEP_KINDS, step=2, until="2026-12-01") == MEETING


def test_a_meeting_that_is_moved_is_told_for_its_new_day_only() -> None:
    moved = replace(MONDAY, at=local("2026-10-09 07:00"), on=day("2026-10-14"))
    plan = plan_of(chain(2, 1), MONDAY, closed(1, "2026-10-02"), moved)
    assert [line[:10] for line in told(plan, AHEAD, DUE, step=2)] == ["2026-10-13"] * 2 + [
        "2026-10-14"
    ] * 2


def test_a_meeting_whose_step_is_extended_is_one_no_more() -> None:
    longer = Extended(at=local("2026-10-08 10:00"), step=2, to=day("2026-10-30"), reason="-")
    plan = plan_of(chain(2, 1), MONDAY, closed(1, "2026-10-02"), longer)
    assert told(plan, AHEAD, DUE, step=2)[-2:] == [
        "2026-10-30 due group",
        "2026-10-30 due responsible",
    ]


def test_a_meeting_that_its_day_passed_by_is_a_step_like_others() -> None:
    # 1 was closed on the day of the meeting: 2 can start on the day after only.
    plan = plan_of(chain(2, 1), MONDAY, closed(1, "2026-10-12"))
    assert told(plan, *STEP_KINDS, step=2, until="2026-10-15") == [
        *MEETING,
        "2026-10-13 due group",
        "2026-10-13 due responsible",
        "2026-10-14 overdue 1 responsible",
        "2026-10-14 overdue 1 secretary",
        "2026-10-14 overdue 1 group",
    ]


# what lasts


def test_a_step_of_working_days_is_measured_in_calendar_days() -> None:
    # Three working days from Thursday to Monday: L = 5.
    made = sop([step(1, 3, WORKING)])
    assert told(plan_of(made), AHEAD) == ["2026-10-02 ahead 1 responsible"]


QUIET: dict[type[Event], Callable[[datetime, int], Event]] = {
    Acknowledged: lambda at, step: Acknowledged(at=at, step=step),
    Agreed: lambda at, step: Agreed(at=at, step=step, on=day("2026-10-01")),
    QuorumSet: lambda at, step: QuorumSet(at=at, step=step, rule="all"),
    FileDated: lambda at, step: FileDated(at=at, step=step, file=1, label="1-01"),
    AgendaItem: lambda at, step: AgendaItem(at=at, step=step, item=1, text="เรื่อง"),
    AgendaMoved: lambda at, step: AgendaMoved(at=at, step=step, item=1, place=1),
    AgendaRemoved: lambda at, step: AgendaRemoved(at=at, step=step, item=1),
    Attending: lambda at, step: Attending(
        at=at, by=1, step=step, answer=Presence.COMES, on=day("2026-12-01")
    ),
    CheckedIn: lambda at, step: CheckedIn(at=at, step=step, situation=Situation.OBSTACLE),
    Cloned: lambda at, step: Cloned(at=at, plan=9, year=2026),
    FilesDeleted: lambda at, step: FilesDeleted(at=at, files=1, size=9),
    Exported: lambda at, step: Exported(at=at, what="report"),
    ExtensionAsked: lambda at, step: ExtensionAsked(
        at=at, step=step, to=day("2026-12-01"), reason="-"
    ),
    ExtensionDeclined: lambda at, step: ExtensionDeclined(at=at, step=step, asked=3, reason="-"),
    LeadNamed: lambda at, step: LeadNamed(at=at, step=step, person=4),
    LessonTold: lambda at, step: LessonTold(at=at, step=step, text="-"),
    Numbered: lambda at, step: Numbered(
        at=at, step=step, document="order", number="7", on=day("2026-12-01")
    ),
    ObstacleOver: lambda at, step: ObstacleOver(at=at, step=step, obstacle=3),
    Progressed: lambda at, step: Progressed(at=at, step=step, percent=40),
    WorkNamed: lambda at, step: WorkNamed(at=at, step=step, work=1, title="ผลงาน"),
    WorkRemoved: lambda at, step: WorkRemoved(at=at, step=step, work=1),
}


@given(st.data())
def test_an_entry_that_settles_no_notice_makes_none_and_moves_none(data: st.DataObject) -> None:
    calendar, make = (
        data.draw(strategies.calendars()),
        data.draw(st.sampled_from([*QUIET.values()])),
    )
    plan = data.draw(strategies.plans(calendar))
    at, step = data.draw(strategies.instants(plan.confirmed_at)), data.draw(steps_of(plan))
    noted, until = plan.with_event(make(at, step)), at + timedelta(days=200)
    assert notices(noted, calendar, at, until) == notices(plan, calendar, at, until)
    assert next_wake(noted, calendar, at) == next_wake(plan, calendar, at)


def steps_of(plan: Plan) -> st.SearchStrategy[int]:
    return st.sampled_from(sorted(plan.states))


def test_every_entry_that_settles_no_notice_is_tried() -> None:
    assert set(QUIET) == set(SETTLES_NO_NOTICE)
