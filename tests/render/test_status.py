"""What a status keeps for the day is of that day, that language and that plan only."""

from __future__ import annotations

from datetime import date

from bot.domain.calendar import Calendar
from bot.domain.events import Progressed
from bot.domain.plan import Plan
from bot.domain.standing import Standing
from bot.render.language import speaker
from bot.render.text.status import whole
from tests.domain.sops import OFF_2570
from tests.render.slots import TEAM, closed_until, local, plan_of

NOW = local("2027-02-25 09:00")


def status(
    plan: Plan, now: str = "2027-02-25 09:00", language: str = "th", calendar: Calendar = OFF_2570
) -> str:
    at = local(now)
    standing = Standing(plan, calendar, plan.rules.local_day(at), TEAM)
    return whole(speaker(language), standing, at).plain


def test_on_another_day_it_counts_the_days_anew() -> None:
    plan = plan_of(*closed_until(4))
    assert "เหลือ 3 วัน" in status(plan)
    assert "เหลือ 2 วัน" in status(plan, "2027-02-26 09:00")


def test_later_on_the_same_day_it_tells_the_hour() -> None:
    plan = plan_of(*closed_until(4))
    assert "เวลา 09.00 น." in status(plan)
    assert "เวลา 15.30 น." in status(plan, "2027-02-25 15:30")


def test_each_reads_it_in_the_own_language() -> None:
    plan = plan_of(*closed_until(4))
    told = [status(plan, language=language) for language in ("th", "en", "th")]
    assert "Overdue" in told[1]
    assert told[0] == told[2] != told[1]


def test_after_an_event_it_tells_of_it() -> None:
    plan = plan_of(*closed_until(4))
    told, reported = status(plan), Progressed(id=9, at=NOW, step=5, percent=55)
    assert "ร้อยละ 55" in status(plan.with_event(reported))
    assert status(plan) == told


def test_by_another_calendar_another_day_is_the_due_one() -> None:
    plan, monday = plan_of(*closed_until(4)), "2027-03-01 09:00"
    off = Calendar(OFF_2570.days_off | {date(2027, 3, 1)})
    assert "ครบกำหนดวันนี้" in status(plan, monday)
    assert "ครบกำหนดวันนี้" not in status(plan, monday, calendar=off)
