"""Waking for the next notice, and what is left to say after the program was down."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import cast

import pytest

from bot.domain import notice_rules
from bot.domain.calendar import Calendar
from bot.domain.events import Extended, Limited, Matter, Outcome, Reported, Returned
from bot.domain.notice_rules import Days, View
from bot.domain.notices import (
    STEP_KINDS,
    late_delivery_time,
    next_wake,
    notices,
    what_still_matters,
)
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind, Rules
from bot.domain.sop import FixedDay, Sop
from tests.domain.plans import closed, day, local, plan_of
from tests.domain.sops import CALENDAR, NO_DAYS_OFF, OFF_2570, chain, sop, step

ONLY_STEPS = Rules(off=frozenset({Kind.WEEKLY}))


def one(duration: int, not_after: FixedDay | None = None) -> Sop:
    return sop([step(1, duration, not_after=not_after)])


# next_wake


def wake(plan: Plan, after: str, calendar: Calendar = NO_DAYS_OFF) -> datetime | None:
    return next_wake(plan, calendar, local(after))


def test_the_next_wake_is_the_slot_of_the_next_notice() -> None:
    assert wake(plan_of(one(2)), "2026-10-01") == local("2026-10-02 08:30")


def test_the_slot_itself_is_still_to_come_a_moment_later_is_not() -> None:
    plan = plan_of(one(2))
    assert wake(plan, "2026-10-02 08:30") == local("2026-10-02 08:30")
    assert wake(plan, "2026-10-02 08:31") == local("2026-10-05 08:30")


def test_a_far_notice_is_found() -> None:
    made = sop([step(1, 1), step(2, 5, CALENDAR, (1,), FixedDay(8, 2))])
    plan = plan_of(made, closed(1, "2026-10-01"), rules=ONLY_STEPS)
    assert wake(plan, "2026-10-02") == local("2027-08-02 08:30")


def test_a_closed_plan_wakes_for_its_final_letter_and_never_after() -> None:
    plan = plan_of(one(1), closed(1, "2026-10-01"))
    assert wake(plan, "2026-10-02") == local("2026-10-05 08:30")
    assert wake(plan, "2026-10-06") is None


def test_before_the_set_up_the_first_wake_is_after_it() -> None:
    assert wake(plan_of(one(2)), "2026-01-01") == local("2026-10-02 08:30")


# what still matters


def left(plan: Plan, down: str, now: str, calendar: Calendar = NO_DAYS_OFF) -> list[str]:
    """What is left of the notices between two moments, for a plan as it is at the second."""
    late = notices(plan, calendar, local(down), local(now))
    found = what_still_matters(late, plan, calendar, local(now))
    return [f"{n.kind} {n.k} {n.audience}" for n in found]


def test_for_each_audience_the_newest_of_a_steps_reminders() -> None:
    # Due on Thursday 1 October; down from then on until Friday 16.
    plan = plan_of(one(1), rules=ONLY_STEPS)
    assert left(plan, "2026-10-01", "2026-10-16 09:00") == [
        "overdue 1 group",
        "overdue 7 chair",
        "overdue 14 responsible",
        "overdue 14 secretary",
    ]


def test_a_start_unsent_is_told_beside_the_newest_reminder() -> None:
    made = sop([step(1, 1), step(2, 14, CALENDAR, (1,), FixedDay(11, 2))])
    plan = plan_of(made, closed(1, "2026-10-01"), rules=ONLY_STEPS)
    assert left(plan, "2026-11-01", "2026-11-12 09:00") == [
        "start 0 group",
        "start 0 responsible",
        "ahead 7 group",
        "ahead 3 responsible",
    ]


def test_a_start_is_told_late_on_its_own_day_but_not_once_it_lies_ahead_again() -> None:
    made = sop([step(1, 1), step(2, 1, CALENDAR, (1,), FixedDay(11, 2))])
    plan = plan_of(made, closed(1, "2026-10-01"), rules=ONLY_STEPS)
    assert "start 0 group" in left(plan, "2026-11-01", "2026-11-02 10:00")
    later = Limited(at=local("2026-11-02 09:00"), step=2, not_before=day("2026-11-09"))
    moved = plan.with_event(later)
    assert left(moved, "2026-11-01", "2026-11-02 10:00") == []


def test_no_start_of_a_step_that_is_overdue_by_now() -> None:
    made = sop([step(1, 1), step(2, 1, CALENDAR, (1,), FixedDay(11, 2))])
    plan = plan_of(made, closed(1, "2026-10-01"), rules=ONLY_STEPS)
    assert left(plan, "2026-11-01", "2026-11-03 10:00") == [
        "overdue 1 group",
        "overdue 1 responsible",
        "overdue 1 secretary",
    ]


def test_of_the_weeklies_the_newest() -> None:
    plan = plan_of(one(85), start="2026-09-01")
    late = notices(plan, NO_DAYS_OFF, local("2026-10-01"), local("2026-10-20"))
    (weekly,) = what_still_matters(late, plan, NO_DAYS_OFF, local("2026-10-20"))
    assert (weekly.due, weekly.audience) == (day("2026-10-19"), Audience.CHAIR)


def test_nothing_of_a_step_that_is_closed_by_now() -> None:
    plan = plan_of(chain(2, 90), closed(1, "2026-10-02", at="10:00"), rules=ONLY_STEPS)
    assert left(plan, "2026-10-01", "2026-10-02 11:00") == []


def test_the_final_letter_is_told_late() -> None:
    plan = plan_of(one(90), closed(1, "2026-10-01", at="12:00"))
    assert left(plan, "2026-10-02", "2026-10-05 13:00") == ["weekly 0 group", "weekly 0 chair"]


def test_nothing_that_speaks_of_a_due_date_since_changed() -> None:
    extended = Extended(at=local("2026-10-02 10:00"), step=1, to=day("2026-11-30"), reason="-")
    plan = plan_of(one(2), extended, rules=ONLY_STEPS)
    assert left(plan, "2026-10-01", "2026-10-02 11:00") == []


def test_a_start_and_a_check_in_outlive_a_change_of_the_due_date() -> None:
    made = sop([step(1, 1), step(2, 120, CALENDAR, (1,), FixedDay(10, 12))])
    extended = Extended(at=local("2026-11-02 10:00"), step=2, to=day("2027-05-31"), reason="-")
    plan = plan_of(made, closed(1, "2026-10-01"), extended, rules=ONLY_STEPS)
    assert left(plan, "2026-10-12", "2026-11-02 11:00") == [
        "start 0 group",
        "start 0 responsible",
        "check-in 202611 responsible",
    ]


def test_no_reminder_of_days_left_when_none_is_left() -> None:
    rules = Rules(off=frozenset({Kind.WEEKLY, Kind.DUE, Kind.OVERDUE}))
    plan = plan_of(one(13), rules=rules)  # due on Tuesday 13 October
    assert left(plan, "2026-10-12", "2026-10-13 09:00") == ["ahead 1 responsible"]
    assert left(plan, "2026-10-12", "2026-10-14 09:00") == []


def test_nothing_of_a_kind_switched_off_since() -> None:
    plan = plan_of(one(2))
    late = notices(plan, NO_DAYS_OFF, local("2026-10-01"), local("2026-10-03"))
    off = plan_of(one(2), rules=Rules(off=frozenset({Kind.DUE})))
    assert what_still_matters(late, off, NO_DAYS_OFF, local("2026-10-03")) == []


class Added(StrEnum):
    MEETING = "meeting"


MEETING = cast(Kind, Added.MEETING)
"""A kind that is not there yet: told to the group so many days before the due date."""


@pytest.mark.parametrize("days", [2, 0])
def test_a_kind_added_later_neither_ousts_the_due_notice_nor_is_ousted_by_it(
    monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    def before(view: View, number: int) -> Days:
        yield view.placed[number].due - timedelta(days=days), 0, (Audience.GROUP,)

    monkeypatch.setattr(notice_rules, "_RULES", {**notice_rules._RULES, MEETING: before})
    monkeypatch.setattr("bot.domain.notices.STEP_KINDS", (*STEP_KINDS, MEETING))
    plan = plan_of(one(13), rules=ONLY_STEPS)  # due on Tuesday 13 October
    found = left(plan, "2026-10-08", "2026-10-13 10:00")
    assert [f for f in found if f.endswith("group")] == {
        2: ["meeting 0 group", "due 0 group"],
        0: ["due 0 group", "meeting 0 group"],
    }[days]


# when it goes out


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-10-01 08:29", "2026-10-01 08:30"),
        ("2026-10-01 08:30", "2026-10-01 08:30"),
        ("2026-10-01 12:00", "2026-10-01 12:00"),
        ("2026-10-01 16:30", "2026-10-01 16:30"),
        ("2026-10-01 16:31", "2026-10-02 08:30"),
        ("2026-10-02 20:00", "2026-10-05 08:30"),  # a Friday
        ("2026-10-03 12:00", "2026-10-05 08:30"),
        ("2026-10-13 07:00", "2026-10-14 08:30"),  # a day off
    ],
)
def test_late_notices_go_out_in_office_hours(now: str, expected: str) -> None:
    assert late_delivery_time(local(now), OFF_2570, Rules()) == local(expected)


def test_times_are_utc() -> None:
    found = late_delivery_time(local("2026-10-01 12:00").astimezone(Rules().tz), OFF_2570, Rules())
    assert found.utcoffset() == timedelta(0)


def test_who_verifies_is_not_asked_any_more_for_what_was_returned() -> None:
    """Also where it was reported on the day on which it is due."""
    reported = Reported(at=local("2026-10-14 16:00"), step=1, on=day("2026-10-14"))
    back = Returned(at=local("2026-10-16 09:00"), step=1, reason="-")
    waiting, returned = plan_of(one(14), reported), plan_of(one(14), reported, back)
    now = local("2026-10-16 10:00")
    late = notices(waiting, NO_DAYS_OFF, local("2026-10-16"), now)
    assert [n.kind for n in late] == [Kind.REVIEW]
    assert what_still_matters(late, waiting, NO_DAYS_OFF, now) == late
    assert what_still_matters(late, returned, NO_DAYS_OFF, now) == []


def test_of_what_was_assigned_for_two_days_each_has_its_newest_word() -> None:
    events = [
        Outcome(
            at=local("2026-10-01 09:00"),
            step=1,
            outcome=n,
            kind=Matter.ASSIGNED,
            text="งาน",
            owner=7,
            due=day(due),
        )
        for n, due in enumerate(("2026-10-05", "2026-10-07"), start=1)
    ]
    plan = plan_of(one(90), *events)
    late = notices(plan, NO_DAYS_OFF, local("2026-10-02"), local("2026-10-13"))
    mattering = what_still_matters(late, plan, NO_DAYS_OFF, local("2026-10-13"))
    owed = [n for n in mattering if n.audience is Audience.OWNER]
    assert [(n.k, str(n.due)) for n in owed] == [(1, "2026-10-07"), (7, "2026-10-05")]
