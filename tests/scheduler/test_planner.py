from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.errors import Conflict
from bot.domain.events import SopRevised, Undone
from bot.domain.plan import PlanStatus
from bot.domain.rules import Rules
from bot.ports import Group, UnitOfWork
from scheduler.planner import Planning
from scheduler.planning_gate import Gate
from scheduler.transactions import TRIES
from tests.scheduler.office import CHAIR, GROUP, MEMBER, SECRETARY, Office, local


class Crash(BaseException):
    """No fault that anybody deals with."""


class Interrupted:
    """The store; its first commits fail."""

    def __init__(self, office: Office, *errors: BaseException) -> None:
        self.tools = replace(office.tools, store=self)
        self._store = office.store
        self._errors = list(errors)

    @contextmanager
    def work(self) -> Iterator[UnitOfWork]:
        with self._store.work() as work:
            if self._errors:
                vars(work)["commit"] = self._fail
            yield work

    def reading(self) -> AbstractContextManager[UnitOfWork]:
        return self._store.reading()

    def together(self) -> AbstractContextManager[Group]:
        return self._store.together()

    def scrub(self) -> None:
        self._store.scrub()

    @property
    def writers(self) -> int:
        return self._store.writers

    def _fail(self) -> None:
        raise self._errors.pop(0)


def planning_of(store: Interrupted) -> Planning:
    return Planning(store.tools, Gate())


async def test_a_notice_goes_out_at_its_slot_and_not_before(office: Office) -> None:
    assert await office.at("2026-10-13 08:29:59") == []
    assert await office.at("2026-10-13 08:30:00") == [f"{GROUP}: ahead7 group"]


async def test_what_was_sent_is_not_sent_again(office: Office) -> None:
    await office.at("2026-10-13 08:30")
    assert await office.run() == []
    assert await office.at("2026-10-15 23:00") == []


async def test_everybody_gets_their_own_at_the_slot(office: Office) -> None:
    await office.at("2026-10-21 08:30")
    assert await office.at("2026-10-27 08:30") == [
        f"{CHAIR}: overdue7 chair",
        f"{SECRETARY}: overdue7 secretary",
        f"{MEMBER}: overdue7 responsible",
    ]


async def test_a_crash_before_the_commit_loses_and_doubles_nothing(office: Office) -> None:
    office.clock.advance(days=12, minutes=30)
    planning = planning_of(Interrupted(office, Crash()))
    with pytest.raises(Crash):
        await planning.step()
    assert await office.run() == [f"{GROUP}: ahead7 group"]


async def test_a_plan_that_was_changed_meanwhile_is_planned_again(office: Office) -> None:
    office.clock.advance(days=12, minutes=30)
    planning = planning_of(Interrupted(office, *[Conflict()] * TRIES))
    assert await planning.step()
    assert office.undelivered() == []
    assert await planning.step()
    assert not await planning.step()


async def test_a_plan_that_cannot_be_planned_is_left_aside_for_a_while(office: Office) -> None:
    office.clock.advance(days=12, minutes=30)
    planning = planning_of(Interrupted(office, ZeroDivisionError()))
    assert await planning.step()
    assert not await planning.step()
    office.clock.advance(minutes=5)
    assert await planning.step()


def revised(office: Office, days: int) -> SopRevised:
    """Step 1 takes so many calendar days."""
    first, second = office.plan.sop.steps
    sop = replace(office.plan.sop, steps=(replace(first, duration=days), second))
    return SopRevised(at=office.clock.now(), sop=sop, version=2)


async def test_by_a_new_version_of_the_sop_the_new_due_date_is_told_and_nothing_twice(
    office: Office,
) -> None:
    assert await office.at("2026-10-13 08:30") == [f"{GROUP}: ahead7 group"]
    office.clock.advance(minutes=5)
    office.happens(revised(office, 20))
    assert await office.run() == []
    office.happens(revised(office, 30))
    assert await office.at("2026-10-22 08:30") == []
    assert await office.at("2026-10-23 08:30") == [f"{GROUP}: ahead7 group"]
    assert await office.at("2026-10-27 08:30") == [f"{MEMBER}: ahead3 responsible"]


async def test_a_new_version_that_is_taken_back_leaves_the_notices_as_they_were(
    office: Office,
) -> None:
    await office.at("2026-10-19 09:00")
    office.happens(revised(office, 60))
    assert await office.at("2026-10-19 09:09") == []
    with office.store.reading() as work:
        newest = work.plans.by_id(office.plan.id).events[-1]
    office.happens(Undone(at=office.clock.now(), event=newest.id))
    said = await office.at("2026-10-20 08:30")
    assert said == [f"{GROUP}: due group", f"{MEMBER}: due responsible"]


async def test_up_to_an_hour_behind_is_not_called_late(office: Office) -> None:
    assert await office.at("2026-10-13 09:30") == [f"{GROUP}: ahead7 group"]


async def test_more_than_an_hour_behind_is_called_late(office: Office) -> None:
    assert await office.at("2026-10-13 09:31") == [f"{GROUP}: late: ahead7 group"]


async def test_late_in_the_evening_waits_for_the_next_slot(office: Office) -> None:
    assert await office.at("2026-10-13 20:00") == []
    assert await office.at("2026-10-14 08:30") == [f"{GROUP}: late: ahead7 group"]


async def test_after_a_week_only_the_newest_of_a_step_goes_out(office: Office) -> None:
    assert await office.at("2026-10-20 12:00") == [
        f"{GROUP}: late: due group",
        f"{MEMBER}: late: due responsible",
    ]


async def test_after_two_months_one_message_each(office: Office) -> None:
    said = await office.at("2026-12-01 10:00")
    assert sorted(said) == [
        f"{GROUP}: late: overdue1 group",
        f"{CHAIR}: late: overdue21 chair",
        f"{SECRETARY}: late: overdue21 secretary",
        f"{MEMBER}: late: overdue21 responsible",
    ]
    assert await office.run() == []


async def test_late_and_on_time_are_one_message(tmp_path_factory: pytest.TempPathFactory) -> None:
    office = Office(tmp_path_factory.mktemp("weekly"), Rules())
    said = await office.at("2026-10-13 08:40")
    assert said == [f"{GROUP}: late: ahead7 group, weekly group", f"{CHAIR}: late: weekly chair"]


async def test_what_a_new_day_off_moves_into_the_past_goes_out_at_once(office: Office) -> None:
    await office.at("2026-10-19 10:00")
    office.day_off(date(2026, 10, 20), recheck="2026-10-19 00:00")
    assert await office.run() == [f"{GROUP}: due group", f"{MEMBER}: due responsible"]
    assert await office.at("2026-10-20 08:30") == []


async def test_planning_again_from_the_beginning_repeats_nothing(office: Office) -> None:
    await office.at("2026-10-13 08:30")
    await office.at("2026-10-16 08:30")
    office.day_off(date(2026, 12, 9), recheck="2026-10-01 00:00")
    assert await office.run() == []


async def test_a_sleeping_plan_says_nothing_and_wakes_by_the_rule_of_lateness(
    office: Office,
) -> None:
    office.status(PlanStatus.ASLEEP)
    assert await office.at("2026-10-20 08:30") == []
    office.clock.set(local("2026-10-20 13:00"))
    office.status(PlanStatus.ACTIVE)
    assert await office.run() == [f"{GROUP}: late: due group", f"{MEMBER}: late: due responsible"]


async def test_an_ended_plan_says_nothing_but_the_final_letter(tmp_path: Path) -> None:
    office = Office(tmp_path, rules=Rules())
    await office.at("2026-10-20 17:00")
    office.closes(1)
    office.status(PlanStatus.ENDED)
    letter = [f"{GROUP}: weekly group", f"{CHAIR}: weekly chair"]
    assert await office.at("2026-10-26 08:30") == letter
    assert await office.at("2026-11-30 09:00") == []
    office.tools.desk.close()
    office.store.close()


async def test_a_cancelled_plan_says_nothing(tmp_path: Path) -> None:
    office = Office(tmp_path, rules=Rules())
    await office.at("2026-10-20 17:00")
    office.closes(1)
    office.status(PlanStatus.CANCELLED)
    assert await office.at("2026-11-30 09:00") == []
    office.tools.desk.close()
    office.store.close()


async def test_an_end_that_is_taken_back_loses_no_notice(office: Office) -> None:
    await office.at("2026-10-20 08:25")
    office.status(PlanStatus.ENDED)
    assert await office.at("2026-10-20 08:31") == []
    office.status(PlanStatus.ACTIVE)
    assert await office.run() == [f"{GROUP}: due group", f"{MEMBER}: due responsible"]


async def test_a_clock_set_back_repeats_nothing(office: Office) -> None:
    await office.at("2026-10-13 08:30")
    assert await office.at("2026-10-12 08:30") == []
    assert await office.at("2026-10-13 08:31") == []
