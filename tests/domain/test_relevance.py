from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.domain.events import Closed, Extended
from bot.domain.notices import Notice, notices
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


def test_a_snooze_does_not_stop_an_escalation() -> None:
    now = RULES.slot_on(date(2026, 10, 27))
    assert kinds(OVERDUE_7, PLAN, now, TOMORROW) == ["overdue7 secretary", "overdue7 chair"]


def test_a_snooze_ends_on_its_day() -> None:
    now = RULES.slot_on(date(2026, 10, 27))
    assert len(kinds(OVERDUE_7, PLAN, now, {1: date(2026, 10, 27)})) == 3
