"""What of a plan stands in a calendar, on which day, and in whose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from bot.domain.diary import Entry, Fate, Sort, diary, reminded_at
from bot.domain.events import (
    AssignmentDone,
    Closed,
    Dated,
    Event,
    Extended,
    LeadNamed,
    Outcome,
    Reported,
    Skipped,
    WorkNamed,
)
from bot.domain.events import Matter as Kind
from bot.domain.people import Deputy, Person, acting
from bot.domain.plan import PlanStatus
from bot.domain.standing import Standing
from tests.domain.sops import OFF_2570
from tests.render.slots import ACADEMIC, CHAIR, MEMBER, TEAM, closed_until, local, plan_of

AT = local("2027-02-01 09:00")
MEETING = Dated(id=50, at=AT, step=9, on=date(2027, 3, 10), time=time(13, 30), place="ห้อง 1")
GIVEN = Outcome(
    id=60,
    at=AT,
    step=2,
    outcome=1,
    kind=Kind.ASSIGNED,
    text="จัดพิมพ์",
    owner=4,
    due=date(2027, 2, 21),
)


def standing(*events: Event, today: str = "2027-02-01", until: int = 4) -> Standing:
    return Standing(
        plan_of(*closed_until(until), *events), OFF_2570, date.fromisoformat(today), TEAM
    )


def entry(s: Standing, key: str, person: int | None = None) -> Entry:
    return next(e for e in diary(s, person) if e.key == key)


def test_a_step_stands_on_its_due_date() -> None:
    due = entry(standing(), "s8")
    assert (due.on, due.falls_on, due.fate) == (date(2027, 2, 12), date(2027, 2, 12), Fate.COMES)


def test_on_a_day_off_it_stands_on_the_working_day_to_which_it_runs() -> None:
    due = entry(standing(), "s5")
    assert (due.falls_on, due.on) == (date(2027, 2, 28), date(2027, 3, 1))


def test_one_is_reminded_at_the_slot_of_the_working_day_before() -> None:
    s = standing()
    assert reminded_at(s, entry(s, "s5")) == local("2027-02-26 08:30")
    assert reminded_at(s, entry(s, "s1")) is None
    passed = standing(today="2027-03-03")
    assert reminded_at(passed, entry(passed, "s5")) is None


def test_a_step_whose_meeting_is_fixed_is_that_meeting_and_stays_it() -> None:
    held = standing(MEETING, Closed(id=51, at=AT, step=9, on=date(2027, 3, 11)), until=6)
    for s, fate in ((standing(MEETING), Fate.COMES), (held, Fate.DONE)):
        found = entry(s, "s9")
        assert (found.sort, found.on, found.time) == (Sort.MEETING, date(2027, 3, 10), time(13, 30))
        assert found.fate is fate


def test_what_is_closed_stands_on_the_day_it_was_completed_on() -> None:
    reported = Reported(id=50, at=AT, step=8, on=date(2027, 1, 29))
    verified = Closed(id=51, at=AT, step=8, on=date(2027, 2, 1), report=50)
    found = entry(standing(reported, verified), "s8")
    assert (found.on, found.fate) == (date(2027, 1, 29), Fate.DONE)


def test_a_meeting_that_was_to_come_after_its_step_was_completed_is_none() -> None:
    found = entry(standing(MEETING, Closed(id=51, at=AT, step=9, on=date(2027, 3, 9))), "s9")
    assert (found.sort, found.on, found.fate) == (Sort.DUE, date(2027, 3, 9), Fate.DONE)


def test_what_is_not_carried_out_is_skipped() -> None:
    found = standing(Skipped(id=50, at=AT, step=8, on=date(2027, 2, 1), reason="ไม่มีผลงาน"))
    assert entry(found, "s8").fate is Fate.SKIPPED


def test_an_extension_moves_the_entry_and_keeps_its_key() -> None:
    moved = Extended(id=50, at=AT, step=8, to=date(2027, 2, 19), reason="รอข้อมูล")
    assert entry(standing(moved), "s8").on == date(2027, 2, 19)


def test_what_a_meeting_assigned_has_an_entry_of_its_own() -> None:
    found = entry(standing(GIVEN), "s2w1")
    assert (found.falls_on, found.on) == (date(2027, 2, 21), date(2027, 2, 23))
    done = standing(GIVEN, AssignmentDone(id=61, at=AT, step=2, outcome=1))
    assert entry(done, "s2w1").fate is Fate.DONE


def test_a_round_ends_on_the_last_working_day_in_it() -> None:
    ends = [(e.round, e.falls_on, e.on) for e in diary(standing()) if e.sort is Sort.ROUND]
    assert ends == [
        (1, date(2027, 2, 28), date(2027, 2, 26)),
        (2, date(2027, 7, 31), date(2027, 7, 30)),
    ]


def test_of_a_plan_that_begins_in_the_second_round_the_first_is_none() -> None:
    s = standing()
    late = replace(s, plan=replace(s.plan, start=date(2027, 3, 15)))
    assert [e.round for e in diary(late) if e.sort is Sort.ROUND] == [2]


@pytest.mark.parametrize(
    ("status", "first"), [(PlanStatus.ENDED, Fate.DONE), (PlanStatus.CANCELLED, Fate.CALLED_OFF)]
)
def test_of_a_plan_that_is_over_what_was_to_come_is_called_off(
    status: PlanStatus, first: Fate
) -> None:
    s = standing()
    over = replace(s, plan=replace(s.plan, status=status))
    assert entry(over, "s1").fate is first
    assert entry(over, "s12").fate is Fate.CALLED_OFF


# --------------------------------------------------------- in whose


def mine(s: Standing, who: Person) -> set[str]:
    return {e.key for e in diary(s, who.id)}


def test_mine_are_the_steps_of_my_parties_the_meetings_and_the_rounds() -> None:
    s = standing(MEETING, GIVEN)
    assert mine(s, ACADEMIC) == {"s7", "s8", "s9", "s2w1", "r1", "r2"}


def test_the_chair_who_joined_no_party_has_the_meetings_and_the_rounds() -> None:
    assert mine(standing(MEETING, GIVEN), CHAIR) == {"s9", "r1", "r2"}


def test_who_leads_a_step_or_owns_a_work_of_it_has_it() -> None:
    named = WorkNamed(id=70, at=AT, step=7, work=1, title="งานวิจัย", owner=MEMBER.id)
    assert "s7" not in mine(standing(), MEMBER)
    assert "s7" in mine(standing(named), MEMBER)
    vacant = replace(standing(LeadNamed(id=71, at=AT, step=5, person=CHAIR.id)))
    alone = replace(vacant, team=replace(TEAM, members=TEAM.members[:2]))
    assert "s5" in mine(alone, CHAIR)


def test_a_deputy_has_what_is_whose_deputy_he_or_she_is_while_that_lasts() -> None:
    deputy = Deputy(1, ACADEMIC.id, CHAIR.id, date(2027, 2, 1), date(2027, 2, 5))
    team = replace(TEAM, deputies=(deputy,))
    s = standing(GIVEN)
    stands_in = replace(s, team=acting(team, date(2027, 2, 5)))
    over = replace(s, team=acting(team, date(2027, 2, 6)))
    assert {"s7", "s2w1"} <= mine(stands_in, CHAIR)
    assert "s7" not in mine(over, CHAIR)


def test_who_is_no_member_has_nothing() -> None:
    assert diary(standing(MEETING), 99) == []
