"""The operator took the committee's group from the list: its team is served nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened
from bot.store.unit import SqlStore
from tests.cast import (
    CHAIR,
    COMMITTEE,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    Somebody,
    at_eight,
    found_team,
    make_plan,
    office_with_plan,
    pdf,
)
from tests.handlers.people.erasing import forgets
from tests.planning import plan_due
from tests.stores import fresh_store

NOT_SERVED = "กลุ่มของท่านไม่ได้รับอนุญาตให้ใช้ระบบ\nโปรดติดต่อผู้ดูแลระบบของหน่วยงาน"
PRIVATELY = (
    "สถานะ",
    "แผน",
    "งานของฉัน",
    "เสร็จ 5",
    "แนบ 5",
    "เอกสาร",
    "คืบหน้า 5 40",
    "ประวัติ",
    "วันหยุด",
    "สรุปสัปดาห์",
    "ลงชื่อ",
    "ถอนชื่อ",
    "มอบหมาย",
    "คู่มือ",
    "สิ้นสุดแผน",
    "จัดทำแผน",
    "/status 5",
    "/chair",
    "ทดลองแจ้งเตือน",
    "เลิกทำ",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = fresh_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def office(store: SqlStore) -> Office:
    """The committee's group is on no list yet."""
    return office_with_plan(store)


@pytest.fixture
def barred(office: Office, store: SqlStore) -> Office:
    """No longer on the list, while the committee is at work."""
    office.say(SECRETARY, "/start", PRIVATE)
    store.serve_only(frozenset({OTHER_GROUP.address}), office.now)
    return office


def other_team(office: Office, *people: Somebody) -> int:
    """A committee in the other group, which is on the list; its plan."""
    with office.store.work() as work:
        start = work.plans.by_id(1).start
        team = found_team(work, OTHER_GROUP, people, (), at_eight(start))
        plan = make_plan(work, team, start, {})
        work.commit()
    return plan.id


def planned(office: Office) -> list[Post]:
    plan_due(office.store, office.now)
    return office.outbox()


def events(office: Office) -> int:
    with office.store.reading() as work:
        return len(work.plans.by_id(1).events)


@pytest.mark.parametrize("text", PRIVATELY)
def test_in_private_nothing_of_the_team_is_said_or_done(barred: Office, text: str) -> None:
    before = events(barred)
    said = barred.say(SECRETARY, text, PRIVATE)
    assert (said.text, said.elsewhere) == (NOT_SERVED, ())
    assert events(barred) == before


def test_nobody_is_asked_who_is_in_its_group(office: Office, store: SqlStore) -> None:
    assert office.asked(SECRETARY, PRIVATE) == office.asked(STRANGER, GROUP) == {GROUP.address}
    store.serve_only(frozenset({OTHER_GROUP.address}), office.now)
    assert office.asked(SECRETARY, PRIVATE) == office.asked(STRANGER, GROUP) == set()


def test_the_private_chat_opens_with_that_sentence(barred: Office) -> None:
    assert barred.happens(Happened.OPENED, SECRETARY, PRIVATE, text="start").text == NOT_SERVED


def test_a_file_is_not_taken(barred: Office) -> None:
    said = barred.say(SECRETARY, "แนบ 5", PRIVATE, files=[pdf("คำสั่ง.pdf")])
    assert (said.text, said.elsewhere) == (NOT_SERVED, ())
    with barred.store.work() as work:
        assert work.files.claim(barred.now, barred.now) is None


@pytest.mark.parametrize(
    "action", ["done p1 5", "status p1", "holiday t1", "getfile f1", "undo p1", "my"]
)
def test_an_old_button_says_so(office: Office, store: SqlStore, action: str) -> None:
    office.keep_file(5, "คำสั่ง.pdf")
    store.serve_only(frozenset({OTHER_GROUP.address}), office.now)
    pressed = office.press(SECRETARY, action, chat=PRIVATE)
    assert (pressed.popup, pressed.posts, pressed.elsewhere) == (NOT_SERVED, (), ())


@pytest.mark.parametrize("asks", ["holiday add", "settings t1 time"])
def test_the_answer_to_a_question_asked_before_comes_too_late(
    office: Office, store: SqlStore, asks: str
) -> None:
    office.press(SECRETARY, asks, chat=PRIVATE)
    store.serve_only(frozenset({OTHER_GROUP.address}), office.now)
    said = office.say(SECRETARY, "09.00" if "time" in asks else "31/12/2569", PRIVATE)
    assert (said.text, said.elsewhere) == (NOT_SERVED, ())


def test_a_form_begun_before_makes_no_plan(office: Office, store: SqlStore) -> None:
    preview = office.say(SECRETARY, "/setup 1/10/2570", PRIVATE).posts[-1]
    store.serve_only(frozenset({OTHER_GROUP.address}), office.now)
    pressed = office.press(SECRETARY, preview.buttons[0].action, preview)
    assert (pressed.popup, pressed.elsewhere) == (NOT_SERVED, ())


def test_an_invitation_brings_nobody_in(office: Office, store: SqlStore) -> None:
    code = office.say(SECRETARY, "มอบหมาย").post.buttons[0].invite or ""
    store.serve_only(frozenset({OTHER_GROUP.address}), office.now)
    said = office.happens(Happened.OPENED, STRANGER, PRIVATE, text=code)
    assert said.text.startswith(NOT_SERVED)
    assert COMMITTEE not in said.text
    assert said.elsewhere == ()


def test_of_two_teams_only_the_one_served_is_seen(barred: Office) -> None:
    other = other_team(barred, MEMBER, SECRETARY)
    said = barred.say(SECRETARY, "สถานะ", PRIVATE)
    assert said.labels
    assert not any("p1" in b.action.split() for b in said.posts[-1].buttons)
    barred.press(SECRETARY, f"done p{other} 1", chat=PRIVATE)
    assert {p.chat.address for p in barred.outbox()} <= {OTHER_GROUP.address}
    assert barred.press(SECRETARY, "status p1", chat=PRIVATE).popup == NOT_SERVED


def test_a_stranger_hears_of_no_such_team(barred: Office) -> None:
    assert "ปุ่ม" in barred.press(STRANGER, "status p1", chat=PRIVATE).popup
    assert "ยังไม่ได้อยู่" in barred.say(STRANGER, "สถานะ", PRIVATE).text


def test_what_is_kept_of_a_person_is_shown_and_erased_all_the_same(barred: Office) -> None:
    assert COMMITTEE in barred.say(SECRETARY, "ข้อมูลส่วนบุคคล", PRIVATE).text
    question = barred.say(SECRETARY, "/forget", PRIVATE).post
    barred.press(SECRETARY, question.buttons[0].action, question)
    with barred.store.reading() as work:
        assert [m.person.name for m in work.teams.by_id(1).secretaries] == []


def test_a_group_left_without_secretary_is_told_when_it_is_on_the_list_again(
    barred: Office, store: SqlStore
) -> None:
    barred.outbox()
    said = forgets(barred, SECRETARY)
    assert GROUP.address not in {p.chat.address for p in said.elsewhere}
    assert CHAIR.account in {p.chat.address for p in said.elsewhere}
    store.serve_only(frozenset({GROUP.address}), barred.now)
    barred.now += timedelta(days=1)  # to a working day
    told = [p for p in planned(barred) if "ยังไม่มีเลขานุการ" in p.text]
    assert [(p.chat.address, p.labels) for p in told] == [(GROUP.address, ["รับหน้าที่เลขานุการ"])]
    barred.now += timedelta(days=1)
    assert not any("ยังไม่มีเลขานุการ" in p.text for p in planned(barred))


def test_its_secretary_hears_who_else_was_forgotten(barred: Office) -> None:
    said = forgets(barred, CHAIR)
    assert [p.chat.address for p in said.elsewhere] == [SECRETARY.account]
    assert "หน้าที่เดิม: ประธาน" in said.elsewhere[0].text


def test_on_the_list_again_everything_is_as_it_was(barred: Office, store: SqlStore) -> None:
    store.serve_only(frozenset({GROUP.address}), barred.now)
    assert "แล้วเสร็จ 4" in barred.say(SECRETARY, "สถานะ", PRIVATE).text
    before = events(barred)
    barred.say(SECRETARY, "คืบหน้า 5 40", PRIVATE)
    assert events(barred) == before + 1
