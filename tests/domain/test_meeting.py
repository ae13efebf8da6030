"""The agenda of a meeting and who comes, whatever happens to it in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.errors import Refusal
from bot.domain.events import (
    AgendaItem,
    AgendaMoved,
    AgendaRemoved,
    AssignmentDone,
    Attending,
    Dated,
    Event,
    Matter,
    Outcome,
    Presence,
    Undone,
)
from bot.domain.meeting import Meeting
from bot.domain.meeting_place import LINK_LENGTH, PLACE_LENGTH, place_told, take_link
from bot.domain.plan import fold
from bot.domain.rules import Kind
from tests.domain.plans import closed, day, local, plan_of, told
from tests.domain.sops import LO_2_4
from tests.domain.strategies import calendars, of_meeting, plans

AT = local("2027-03-01 10:00")
FIRST, SECOND, THIRD = (
    AgendaItem(id=n, at=AT, step=9, item=n, text=f"เรื่องที่ {n}") for n in (1, 2, 3)
)


def met(*events: Event) -> Meeting:
    return fold(LO_2_4, events)[9].met


def items(*events: Event) -> list[int]:
    return [i.item for i in met(*events).agenda]


def test_matters_stand_in_the_order_in_which_they_were_proposed_and_then_moved() -> None:
    up = AgendaMoved(id=4, at=AT, step=9, item=3, place=1)
    assert items(FIRST, SECOND, THIRD) == [1, 2, 3]
    assert items(FIRST, SECOND, THIRD, up) == [3, 1, 2]
    assert items(FIRST, SECOND, THIRD, replace(up, place=9)) == [1, 2, 3]
    assert met(FIRST, SECOND, THIRD, up).number(2) == 3


def test_what_was_taken_back_is_as_if_it_had_never_been() -> None:
    gone = AgendaRemoved(id=4, at=AT, step=9, item=1)
    up = AgendaMoved(id=5, at=AT, step=9, item=2, place=1)
    assert items(FIRST, SECOND, gone, Undone(id=6, at=AT, event=4)) == [1, 2]
    assert items(FIRST, SECOND, up, Undone(id=6, at=AT, event=2)) == [1]


def said(on: str, answer: Presence, by: int = 1, id: int = 0) -> Attending:
    return Attending(id=id, at=AT, by=by, step=9, answer=answer, on=day(on))


def dated(on: str, id: int = 0) -> Dated:
    return Dated(id=id, at=AT, step=9, on=day(on))


COMES, ABSENT = Presence.COMES, Presence.ABSENT


def test_of_the_answers_of_a_person_the_newest_counts() -> None:
    first, second = said("2027-03-03", COMES), said("2027-03-03", ABSENT)
    assert met(dated("2027-03-03"), first, second, said("2027-03-03", COMES, by=2)).answers == (
        second,
        said("2027-03-03", COMES, by=2),
    )


def test_answers_are_for_the_day_for_which_they_were_asked() -> None:
    asked, answer = dated("2027-03-03"), said("2027-03-03", COMES, id=2)
    moved = dated("2027-03-10", id=3)
    assert met(asked, answer, dated("2027-03-03")).answers == (answer,)
    assert met(asked, answer, moved).answers == ()
    assert met(asked, answer, moved, said("2027-03-03", ABSENT)).answers == ()
    assert met(asked, answer, moved, dated("2027-03-03")).answers == ()
    assert met(asked, answer, moved, Undone(id=4, at=AT, event=3)).answers == (answer,)


@settings(max_examples=30)
@given(st.data(), calendars())
def test_nothing_of_a_meeting_moves_a_date_or_closes_a_step(
    data: st.DataObject, calendar: Calendar
) -> None:
    plan = data.draw(plans(calendar))
    at = max((e.at for e in plan.events), default=plan.confirmed_at) + timedelta(hours=1)
    step = data.draw(st.sampled_from(sorted(plan.states)))
    after = plan.with_event(data.draw(of_meeting(at, 99, step, at.date())))
    known = plan.states[step]
    assert replace(after.states[step], met=known.met) == known
    assert after.states == fold(plan.sop, after.events)
    taken_back = after.with_event(Undone(id=100, at=at, event=99))
    assert taken_back.states == plan.states


@pytest.mark.parametrize(
    ("typed", "link", "rest"),
    [
        ("ห้อง 3 https://meet.example.go.th/a?b=1", "https://meet.example.go.th/a?b=1", "ห้อง 3"),
        ("http://x.go.th/1 ห้อง 3", "http://x.go.th/1", "ห้อง 3"),
        ('https://x.go.th/"ก', "https://x.go.th/%22%E0%B8%81", ""),
        ("ห้องประชุมชั้น 3", "", "ห้องประชุมชั้น 3"),
    ],
)
def test_the_address_of_a_meeting_is_taken_out_of_the_line(
    typed: str, link: str, rest: str
) -> None:
    assert take_link(typed) == (link, rest)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("ftp://x.go.th/a", "link-unusable"),
        ("javascript://x.go.th/%0aalert(1)", "link-unusable"),
        ("https://", "link-unusable"),
        ("https://localhost/a", "link-unusable"),
        ("https://chair:secret@x.go.th/a", "link-unusable"),
        (f"https://x.go.th/{'a' * LINK_LENGTH}", "meeting-link-too-long"),
        (f"https://x.go.th/{'a' * 9999}", "meeting-link-too-long"),
    ],
)
def test_an_address_behind_which_nothing_could_be_opened_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        take_link(typed)
    assert refused.value.code == code


@pytest.mark.parametrize("lead", ["", ", ", "สถานที่: ", "ณ "])
def test_only_what_leads_to_the_room_is_left_out_of_its_name(lead: str) -> None:
    room = "ห้อง 3-1, อาคาร 2: สถานที่ราชการ"
    assert place_told(f"{lead}{room}") == room


@given(st.text(max_size=PLACE_LENGTH))
def test_whatever_else_is_typed_is_a_place_on_one_line_or_none(typed: str) -> None:
    place = place_told(typed)
    assert place == " ".join(place.split())
    assert len(place) <= PLACE_LENGTH


def test_a_place_is_what_is_left_of_the_line() -> None:
    assert place_told(" ณ ห้องประชุมชั้น 3 ค่ะ") == "ห้องประชุมชั้น 3"
    assert place_told("สถานที่: ที่ว่าการอำเภอ") == "ที่ว่าการอำเภอ"
    assert place_told("ครับ") == ""
    with pytest.raises(Refusal):
        place_told("ก" * (PLACE_LENGTH + 1))


def assigned(due: str, id: int = 1, owner: int = 7) -> Outcome:
    return Outcome(
        id=id,
        at=local("2027-03-03 17:00"),
        step=9,
        outcome=id,
        kind=Matter.ASSIGNED,
        text=f"งานที่ {id}",
        owner=owner,
        due=day(due),
    )


def reminders(*events: Event, until: str = "2027-12-31") -> list[str]:
    return told(plan_of(LO_2_4, *events), Kind.ASSIGNMENT, step=9, until=until)


EVERY = (
    "2027-03-26 assignment owner",
    "2027-03-30 assignment 1 owner",
    "2027-04-05 assignment 7 owner",
    "2027-04-05 assignment 7 secretary",
    "2027-05-03 assignment 35 owner",
    "2027-05-03 assignment 35 secretary",
)


def test_what_was_assigned_is_told_when_due_and_until_it_is_done() -> None:
    """Due on a Sunday: told on the Friday before, overdue from the Tuesday behind."""
    assert reminders(assigned("2027-03-28"), until="2027-05-10") == list(EVERY)
    done = AssignmentDone(id=2, at=local("2027-04-02 10:00"), step=9, outcome=1)
    assert reminders(assigned("2027-03-28"), done) == list(EVERY[:2])


def test_it_belongs_to_the_plan_and_not_to_the_step() -> None:
    over = closed(9, "2027-03-04", id=2)
    assert reminders(assigned("2027-03-28"), over, until="2027-05-10") == list(EVERY)


def test_what_is_due_on_one_day_is_one_notice_of_all_its_owners() -> None:
    both = assigned("2027-03-28"), assigned("2027-03-28", id=2, owner=8)
    assert reminders(*both, until="2027-05-10") == list(EVERY)
    first_done = AssignmentDone(id=3, at=local("2027-04-02 10:00"), step=9, outcome=1)
    assert reminders(*both, first_done, until="2027-05-10") == list(EVERY)


def test_assigned_to_another_it_keeps_its_place() -> None:
    first, other = assigned("2027-03-28"), assigned("2027-03-28", id=2)
    anew = replace(first, id=3, owner=8)
    assert plan_of(LO_2_4, first, other, anew).states[9].met.outcomes == (anew, other)


def test_a_plan_that_assigns_nothing_says_nothing_of_it() -> None:
    noted = replace(assigned("2027-03-28"), kind=Matter.NOTED)
    assert reminders(noted) == []
