"""Whoever becomes deputy for a day keeps nothing of it, and evades no rule by it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened
from tests.cast import (
    ACADEMIC,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    office_with_plan,
)
from tests.handlers.people.erasing import forgets
from tests.handlers.people.taking import office_nobody_administers, set_up
from tests.stores import fresh_store

STEERS = "skip 8 ไม่มีงบประมาณ"
LEADS_ONLY = "ดำเนินการได้โดยเลขานุการหรือประธาน"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """MEMBER acts for the secretary today."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.say(SECRETARY, "รักษาการเลขานุการ @malee วันนี้", mentions=[MEMBER])
    yield office
    store.close()


@pytest.mark.parametrize(
    "text",
    [
        "chair",
        "secretary",
        "appoint t1 u3 chair",
        "appoint t1 u3 secretary",
        "appoint t1 u1 no-secretary",
        "expel t1 u2",
        "actingchair @malee 1/12/69",
        "actingsecretary @aree วันนี้",
        "deputyfor t1 u2 v3 2026-12-01 2026-12-31",
    ],
)
def test_a_deputy_gives_and_takes_no_office_and_names_no_deputies_for_others(
    office: Office, text: str
) -> None:
    roles = [(m.chair, m.secretary) for m in office.team().members]
    answer = office.press(MEMBER, text, chat=PRIVATE)
    assert LEADS_ONLY in answer.popup + answer.text
    assert [(m.chair, m.secretary) for m in office.team().members] == roles
    assert len(office.team().deputies) == 1


def test_the_day_after_only_parties_given_are_left_of_it_and_no_invitation_counts(
    office: Office,
) -> None:
    office.press(MEMBER, "grant p1 u5 committee", chat=PRIVATE)
    code = office.press(MEMBER, "assign p1", chat=PRIVATE).post.buttons[0].invite or ""
    office.now += timedelta(days=1)
    assert LEADS_ONLY in office.press(MEMBER, STEERS).popup
    joined = office.team().responsible("lo-2.4", ("committee",))
    assert ACADEMIC.name in {m.person.name for m in joined}
    opened = office.happens(Happened.OPENED, STRANGER, PRIVATE, text=code)
    assert "คำเชิญนี้ใช้ไม่ได้แล้ว" in opened.text


def test_an_invitation_to_an_office_made_before_counts_for_no_deputy(office: Office) -> None:
    office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC])
    code = office.say(ACADEMIC, "/secretary", PRIVATE).post.buttons[0].invite or ""
    office.press(SECRETARY, "appoint t1 u5 no-secretary")
    office.press(SECRETARY, "deputyend t1 n1")
    office.say(SECRETARY, "รักษาการ @aree วันนี้", mentions=[ACADEMIC])
    opened = office.happens(Happened.OPENED, STRANGER, PRIVATE, text=code)
    assert "คำเชิญนี้ใช้ไม่ได้แล้ว" in opened.text


def test_who_leaves_as_a_deputy_comes_back_without_the_office(office: Office) -> None:
    office.happens(Happened.LEFT, MEMBER, subject=MEMBER)
    office.happens(Happened.JOINED, MEMBER, subject=MEMBER)
    assert LEADS_ONLY in office.press(MEMBER, STEERS).popup
    assert office.team().deputies == ()


def test_who_is_absent_and_is_no_secretary_any_more_has_no_deputy_in_it(office: Office) -> None:
    office.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC])
    office.press(SECRETARY, "appoint t1 u1 hand-over")
    assert LEADS_ONLY in office.press(MEMBER, STEERS).popup


def test_for_an_office_open_to_objection_nobody_is_named(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    office = office_nobody_administers(store)
    set_up(office)
    for who in (SECRETARY, MEMBER):
        told = office.say(who, "รักษาการเลขานุการ วันนี้", reply_to=ACADEMIC).text
        assert "คัดค้าน" in told or LEADS_ONLY in told
    assert office.team().deputies == ()
    store.close()


def test_whose_deputy_one_was_before_an_office_was_taken_waits_its_ten_minutes_too(
    tmp_path: Path,
) -> None:
    store = fresh_store(tmp_path)
    office = office_nobody_administers(store)
    set_up(office)
    office.now += timedelta(days=2)
    office.say(ACADEMIC, "รักษาการ วันนี้", reply_to=MEMBER)
    office.press(SECRETARY, "quit t1 !", chat=PRIVATE)
    office.press(ACADEMIC, "takeover t1")
    assert "ดำเนินการได้ตั้งแต่เวลา" in office.press(MEMBER, "end p1 close !").text
    assert office.plan().is_running
    store.close()


def test_who_is_forgotten_is_in_no_row_of_deputies(office: Office) -> None:
    forgets(office, MEMBER)
    assert office.team().deputies == ()
    assert "อดีตสมาชิก" in office.say(CHAIR, "ประวัติ").text


def test_when_who_acts_leaves_the_secretary_hears_of_it(office: Office) -> None:
    gone = office.happens(Happened.LEFT, MEMBER, subject=MEMBER)
    assert SECRETARY.account in {p.chat.address for p in (*gone.posts, *gone.elsewhere)}
