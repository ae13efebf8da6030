from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from bot.domain.errors import Conflict, Missing
from bot.domain.events import Closed, Event, Progressed, Reopened, SopRevised, Undone
from bot.domain.plan import Plan, PlanStatus, Span
from bot.domain.rules import Rules
from bot.ports import Snooze, Taken, UnitOfWork
from bot.store.unit import SqlStore
from tests.domain import sops
from tests.store import rows
from tests.store.rows import DUE, LATER, MINUTE, NOW


def closed(step: int = 1, at: datetime = LATER, by: int | None = None) -> Closed:
    return Closed(at=at, by=by, step=step, on=DUE)


def settled(work: UnitOfWork, wake_at: datetime | None = None) -> Plan:
    """A plan that the planner has seen to."""
    plan = rows.plan(work)
    work.plans.planned(plan, NOW, wake_at)
    return plan


def test_a_plan_is_read_back_as_it_was_made(work: UnitOfWork) -> None:
    made = rows.plan(work)
    assert made.sop == sops.chain(20, 10)
    assert (made.start, made.confirmed_at) == (date(2026, 10, 1), NOW)
    assert made.baseline == {1: Span(date(2026, 10, 1), DUE)}
    assert (made.status, made.version, made.rules) == (PlanStatus.ACTIVE, 1, Rules())
    assert work.plans.by_id(made.id) == made


def test_steps_closed_before_set_up_are_written_with_it(work: UnitOfWork) -> None:
    team, event = rows.team(work), closed(at=NOW)
    made = work.plans.create(team.id, sops.chain(20), date(2026, 10, 1), [event], {}, NOW)
    assert [replace(e, id=0) for e in made.events] == [event]
    assert made.states[1].is_closed


def test_a_plan_nobody_knows_is_missing(work: UnitOfWork) -> None:
    with pytest.raises(Missing):
        work.plans.by_id(99)
    with pytest.raises(Missing):
        work.plans.planned_until(99)


def test_a_teams_plans_come_newest_first(work: UnitOfWork) -> None:
    first = rows.plan(work)
    second = work.plans.create(first.team, first.sop, first.start, (), {}, NOW)
    assert [p.id for p in work.plans.of_team(first.team)] == [second.id, first.id]


def test_a_plan_has_the_rules_of_its_team(work: UnitOfWork) -> None:
    made, rules = rows.plan(work), Rules(overdue=(2,))
    work.teams.set_rules(made.team, rules)
    assert work.plans.by_id(made.id).rules == rules


def test_events_get_ids_by_which_they_can_be_taken_back(work: UnitOfWork) -> None:
    after = work.plans.append(rows.plan(work), closed(by=rows.person(work).id))
    undone = work.plans.append(after, Undone(at=LATER, event=after.events[0].id))
    read = work.plans.by_id(undone.id)
    assert read == undone
    assert read.version == 3
    assert not read.states[1].is_closed


def test_events_keep_what_they_say(work: UnitOfWork) -> None:
    event: Event = Reopened(at=LATER, step=1, reason="แก้ไข", kept={2: DUE})
    made = rows.plan(work)
    work.plans.append(made, closed(), event)
    assert replace(work.plans.by_id(made.id).events[-1], id=0) == event


def test_a_plan_follows_the_version_that_it_took_until_that_is_taken_back(
    store: SqlStore,
) -> None:
    version = replace(sops.chain(30, 10), title="คู่มือ ฉบับที่ 2")
    with store.work() as work:
        made = rows.plan(work)
        taken = work.plans.append(made, SopRevised(at=LATER, sop=version, version=2))
        work.commit()
    assert _read(store, made.id).sop == version
    assert _read(store, made.id).first_sop == made.sop
    with store.work() as work:
        back = Undone(at=LATER, event=taken.events[-1].id)
        work.plans.append(work.plans.by_id(made.id), back)
        work.commit()
    assert _read(store, made.id).sop == made.sop


def _read(store: SqlStore, plan: int) -> Plan:
    """By a program that has just been started."""
    with SqlStore(store.engine).reading() as work:
        return work.plans.by_id(plan)


def test_appending_nothing_changes_nothing(work: UnitOfWork) -> None:
    made = settled(work)
    assert work.plans.append(made) is made
    assert work.plans.by_id(made.id).version == 1


def test_who_read_before_somebody_else_wrote_must_read_again(work: UnitOfWork) -> None:
    read = rows.plan(work)
    work.plans.append(read, closed())
    with pytest.raises(Conflict):
        work.plans.append(read, closed(2))
    with pytest.raises(Conflict):
        work.plans.set_status(read, PlanStatus.ENDED)
    with pytest.raises(Conflict):
        work.plans.planned(read, LATER, None)
    assert len(work.plans.by_id(read.id).events) == 1


def test_a_new_plan_is_due_at_once(work: UnitOfWork) -> None:
    made = rows.plan(work)
    assert work.plans.due(NOW) == [made.id]
    assert work.plans.planned_until(made.id) == (NOW, None)


def test_a_planned_plan_sleeps_until_it_wakes(work: UnitOfWork) -> None:
    made = rows.plan(work)
    work.plans.planned(made, LATER, LATER + MINUTE)
    assert work.plans.due(LATER) == []
    assert work.plans.due(LATER + MINUTE) == [made.id]
    assert work.plans.planned_until(made.id) == (LATER, None)
    assert work.plans.by_id(made.id) == made


def test_what_happens_wakes_the_planner(work: UnitOfWork) -> None:
    made = settled(work)
    assert work.plans.due(LATER) == []
    work.plans.append(made, closed())
    assert work.plans.due(LATER) == [made.id]


def test_what_no_notice_hangs_on_leaves_the_planner_in_peace(work: UnitOfWork) -> None:
    told = Progressed(at=LATER, step=1, percent=40)
    idle, awake = settled(work, LATER + MINUTE), rows.plan(work, "-2")
    work.plans.append(work.plans.append(idle, told), told)
    work.plans.append(awake, told)
    assert work.plans.due(LATER) == [awake.id]
    assert work.plans.due(LATER + MINUTE) == [awake.id, idle.id]
    work.plans.append(work.plans.by_id(idle.id), told, closed())
    assert idle.id in work.plans.due(LATER)


def test_the_longest_waiting_is_due_first(work: UnitOfWork) -> None:
    first, second, third = (rows.plan(work, a) for a in ("-1", "-2", "-3"))
    for plan, minutes in ((first, 3), (second, 1), (third, 2)):
        work.plans.planned(plan, NOW, NOW + minutes * MINUTE)
    end = NOW + timedelta(hours=1)
    assert work.plans.due(end) == [second.id, third.id, first.id]
    assert work.plans.due(end, limit=2) == [second.id, third.id]


def test_a_plan_that_is_due_is_taken_with_how_far_it_is_planned(work: UnitOfWork) -> None:
    made = rows.plan(work)
    work.plans.planned(made, LATER, LATER + MINUTE)
    assert work.plans.take(made.id, LATER) is None
    assert work.plans.take(made.id, LATER + MINUTE) == Taken(made, LATER, None)
    work.plans.recheck(made.team, NOW)
    again = Taken(work.plans.by_id(made.id), LATER, NOW)
    assert work.plans.take(made.id, NOW) == again
    assert again.since == NOW


def test_plans_that_will_be_due_come_in_their_order(work: UnitOfWork) -> None:
    later, soon = settled(work, LATER + MINUTE), rows.plan(work, "-2")
    work.plans.planned(soon, NOW, LATER)
    assert work.plans.coming(NOW, LATER + MINUTE, 2) == [soon.id, later.id]
    assert work.plans.coming(NOW, LATER + MINUTE, 1) == [soon.id]
    assert work.plans.coming(NOW, LATER, 2) == [soon.id]
    assert work.plans.coming(LATER, LATER + MINUTE, 2) == [later.id]


@pytest.mark.parametrize("status", [PlanStatus.ASLEEP, PlanStatus.CANCELLED])
def test_only_a_plan_that_has_notices_is_ever_due(work: UnitOfWork, status: PlanStatus) -> None:
    stopped = work.plans.set_status(rows.plan(work), status)
    work.plans.append(stopped, closed())
    work.plans.recheck(stopped.team, NOW)
    assert work.plans.due(LATER) == []
    assert work.plans.by_id(stopped.id).status is status


def test_a_plan_that_slept_is_planned_from_where_it_stopped(work: UnitOfWork) -> None:
    asleep = work.plans.set_status(settled(work), PlanStatus.ASLEEP)
    awake = work.plans.set_status(asleep, PlanStatus.ACTIVE)
    assert work.plans.due(NOW) == [awake.id]
    assert work.plans.planned_until(awake.id) == (NOW, None)


def test_a_new_calendar_has_the_teams_plans_planned_again(work: UnitOfWork) -> None:
    made, other = settled(work, LATER + MINUTE), rows.plan(work, "-2")
    work.plans.recheck(made.team, LATER)
    assert made.id in work.plans.due(LATER)
    assert work.plans.planned_until(made.id) == (NOW, LATER)
    assert work.plans.planned_until(other.id) == (NOW, None)
    with pytest.raises(Conflict):
        work.plans.planned(made, LATER, None)


def test_of_two_changes_of_the_calendar_the_earlier_counts_until_planned(work: UnitOfWork) -> None:
    made = settled(work)
    for since in (LATER, NOW, LATER):
        work.plans.recheck(made.team, since)
    assert work.plans.planned_until(made.id) == (NOW, NOW)
    work.plans.planned(work.plans.by_id(made.id), LATER, None)
    assert work.plans.planned_until(made.id) == (LATER, None)


def test_a_chat_snoozes_a_step_until_a_day(work: UnitOfWork) -> None:
    made, chat = rows.plan(work), rows.group(work)
    for until in (DUE, DUE + timedelta(days=1)):
        work.plans.snooze(Snooze(made.id, 1, chat.id, until))
    assert work.plans.snoozes(made.id) == [Snooze(made.id, 1, chat.id, DUE + timedelta(days=1))]
