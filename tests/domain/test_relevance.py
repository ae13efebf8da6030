from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.domain.events import Closed, Dated, Extended
from bot.domain.notices import Notice, notices, notices_and_wake
from bot.domain.plan import Plan, PlanStatus
from bot.domain.relevance import still_relevant
from bot.domain.rules import Kind, Rules
from tests.domain import sops

CONFIRMED = datetime(2026, 10, 1, 1, tzinfo=UTC)
RULES = Rules(off=frozenset({Kind.WEEKLY}))
PLAN = Plan(1, 1, sops.chain(20, 10), date(2026, 10, 1), CONFIRMED, rules=RULES)
TOMORROW = {1: date(2026, 10, 28)}


def at_slot(day: date, plan: Plan = PLAN) -> list[Notice]:
    slot = RULES.slot_on(day)
    return notices(plan, sops.NO_DAYS_OFF, slot, slot + timedelta(minutes=1))


def kinds(planned: list[Notice], plan: Plan, now: datetime, snoozed: dict[int, date]) -> list[str]:
    found = still_relevant(planned, plan, sops.NO_DAYS_OFF, snoozed, now)
    return [f"{n.kind}{n.k} {n.audience}" for n in found]


AHEAD_7 = at_slot(date(2026, 10, 13))
OVERDUE_7 = at_slot(date(2026, 10, 27))
SOON = RULES.slot_on(date(2026, 10, 13)) + timedelta(seconds=5)


def test_at_its_slot_a_notice_is_relevant() -> None:
    assert kinds(AHEAD_7, PLAN, SOON, {}) == ["ahead7 group"]


def test_what_was_worked_out_when_it_was_planned_is_not_so_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    plan = replace(PLAN)
    notices_and_wake(plan, sops.NO_DAYS_OFF, SOON - timedelta(days=1), SOON)
    monkeypatch.delattr("bot.domain.notices.notices")
    assert kinds(AHEAD_7, plan, SOON, {}) == ["ahead7 group"]


def test_of_a_closed_step_nothing_is() -> None:
    closed = PLAN.with_event(Closed(at=SOON, step=1, on=date(2026, 10, 13)))
    assert kinds(AHEAD_7, closed, SOON + timedelta(seconds=1), {}) == []


def test_of_an_extended_step_the_old_date_is_not() -> None:
    extended = Extended(at=SOON, step=1, to=date(2026, 11, 20), reason="รอผล")
    assert kinds(AHEAD_7, PLAN.with_event(extended), SOON + timedelta(seconds=1), {}) == []


def test_a_newer_notice_of_the_step_overtakes_the_older() -> None:
    next_day = at_slot(date(2026, 10, 16)) + at_slot(date(2026, 10, 20))
    now = RULES.slot_on(date(2026, 10, 20))
    assert kinds(AHEAD_7 + next_day, PLAN, now, {}) == ["due0 group", "due0 responsible"]


def test_also_one_that_stands_in_another_message() -> None:
    assert kinds(AHEAD_7, PLAN, RULES.slot_on(date(2026, 10, 20)), {}) == []


def test_of_a_plan_that_ended_or_sleeps_nothing_is() -> None:
    for status in (PlanStatus.ENDED, PlanStatus.ASLEEP, PlanStatus.CANCELLED):
        assert kinds(AHEAD_7, replace(PLAN, status=status), SOON, {}) == []


MEETING = Dated(at=CONFIRMED, step=2, on=date(2026, 10, 23), time=time(13, 30))
MEETS = PLAN.with_event(MEETING)
BEFORE_IT, ON_ITS_DAY = at_slot(date(2026, 10, 22), MEETS), at_slot(date(2026, 10, 23), MEETS)


def of_the_meeting(planned: list[Notice], plan: Plan, day: int, hour: int) -> list[str]:
    now = datetime(2026, 10, day, hour, tzinfo=UTC)
    return kinds([n for n in planned if n.step == 2], plan, now, {})


def test_a_meeting_is_announced_until_its_day_and_on_it() -> None:
    """Also while the step before it, due on the 20th, is open."""
    assert of_the_meeting(BEFORE_IT, MEETS, 22, 5) == ["ahead1 group", "ahead1 responsible"]
    assert of_the_meeting(BEFORE_IT, MEETS, 23, 1) == ["ahead1 group", "ahead1 responsible"]
    assert of_the_meeting(BEFORE_IT, MEETS, 23, 5) == []  # the day's own notice says it
    assert of_the_meeting(ON_ITS_DAY, MEETS, 23, 5) == ["due0 group", "due0 responsible"]


def test_of_a_meeting_whose_day_has_passed_or_was_moved_nothing_is_said() -> None:
    assert of_the_meeting(ON_ITS_DAY, MEETS, 24, 1) == []
    moved = MEETS.with_event(replace(MEETING, on=date(2026, 11, 6)))
    assert of_the_meeting(BEFORE_IT, moved, 22, 5) == []


def test_of_an_ended_plan_only_the_letter_is() -> None:
    plan = replace(PLAN, rules=Rules(), status=PlanStatus.ENDED)
    plan = plan.with_event(Closed(at=SOON, step=1, on=date(2026, 10, 13)))
    slot = RULES.slot_on(date(2026, 10, 19))
    letter = notices(plan, sops.NO_DAYS_OFF, slot, slot + timedelta(minutes=1))
    assert kinds(letter, plan, slot, {}) == ["weekly0 group", "weekly0 chair"]
    assert kinds(letter, replace(plan, status=PlanStatus.CANCELLED), slot, {}) == []


def test_a_snooze_does_not_stop_an_escalation() -> None:
    now = RULES.slot_on(date(2026, 10, 27))
    assert kinds(OVERDUE_7, PLAN, now, TOMORROW) == ["overdue7 secretary", "overdue7 chair"]


def test_a_snooze_ends_on_its_day() -> None:
    now = RULES.slot_on(date(2026, 10, 27))
    assert len(kinds(OVERDUE_7, PLAN, now, {1: date(2026, 10, 27)})) == 3
