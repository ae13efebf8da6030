"""What every released program wrote of an office is read by this one as it was meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from bot.domain.events import Closed
from bot.domain.files import FileState
from bot.domain.plan import PlanStatus
from bot.ports import Snooze, UnitOfWork
from tests.store.released import values
from tests.store.released.values import LATER, LEASE, NOW, SETUP


def test_what_happened_is_as_it_was_told(work: UnitOfWork, revision: str) -> None:
    events = work.plans.by_id(1).events
    assert [event.id for event in events] == list(range(1, len(events) + 1))
    first = (values.CONFIRMED,) if revision >= "0003" else ()
    *told, undone = (replace(event, id=0) for event in events)
    assert tuple(told) == first + values.EVENTS
    assert undone == values.undone(by=values.CHAIR, event=len(told))


def test_a_plan_keeps_its_sop_its_dates_and_when_it_wakes(work: UnitOfWork) -> None:
    plan = work.plans.by_id(1)
    assert (plan.status, plan.start, plan.confirmed_at) == (
        PlanStatus.ACTIVE,
        date(2026, 10, 1),
        SETUP,
    )
    assert [step.number for step in plan.sop.steps] == list(range(1, 13))
    assert plan.sop.steps[0].title == "จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน"
    assert plan.sop.steps[5].not_before is not None
    assert {number: plan.baseline[number] for number in values.BASELINE} == values.BASELINE
    assert work.plans.planned_until(1) == (NOW, NOW + timedelta(minutes=4, seconds=30))
    assert work.plans.due(LATER) == [1]
    assert work.plans.snoozes(1) == [Snooze(1, 2, values.PRIVATE.id, date(2026, 10, 8))]


def test_a_team_keeps_its_members_rules_and_days_off(work: UnitOfWork) -> None:
    team = work.teams.by_id(1)
    assert (team.name, team.group, team.language) == ("คณะดำเนินงาน LO 2570", 1, "th")
    assert team.rules == work.plans.by_id(1).rules == values.RULES
    assert team.members == values.MEMBERS
    assert work.teams.days_off(1) == values.DAYS_OFF


def test_people_and_chats_are_known_where_they_were(work: UnitOfWork) -> None:
    assert [work.chats.by_id(chat) for chat in (1, 2, 3)] == [
        values.GROUP,
        values.PRIVATE,
        values.BLOCKED,
    ]
    assert work.chats.groups_of("telegram", values.MEMBER) == [values.GROUP]
    assert work.people.by_account("telegram", "7003") == values.MEMBERS[2].person
    assert work.people.by_username("telegram", "@pimjai") == values.MEMBERS[0].person


def test_files_keep_their_labels_and_bytes(work: UnitOfWork) -> None:
    assert [
        (f.id, f.label, f.version, f.name, f.document, f.size, f.sha256)
        for f in work.files.of_plan(1)
    ] == values.FILES
    removed = work.files.by_id(2)
    assert removed is not None
    assert (removed.state, removed.sha256) == (FileState.REMOVED, "2e" * 32)


def test_a_file_that_was_to_come_is_still_fetched(work: UnitOfWork) -> None:
    file = work.files.claim(LATER, LEASE)
    assert file is not None
    assert (file.id, file.name, file.album, file.attempts) == (4, "รายงานการประชุม.pdf", "13579", 2)
    kept = work.files.kept(file, "4c" * 32, 1)
    assert (kept.label, kept.version) == ("3-01", 1)


def test_the_plan_goes_on(work: UnitOfWork) -> None:
    plan = work.plans.by_id(1)
    after = work.plans.append(plan, Closed(at=LATER, step=2, on=date(2026, 10, 5)))
    assert after.version == plan.version + 1
    assert after.events[-1].id == len(plan.events) + 1
