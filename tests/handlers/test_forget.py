"""/forget: what is asked first, who is held back, and who hears of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import RoleGiven
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    office_with_plan,
)
from tests.handlers.erasing import ERASE, LEAVE, asked, forgets, is_known, with_a_second_secretary
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def test_it_says_what_goes_and_what_stays_and_asks(office: Office) -> None:
    question = office.say(MEMBER, "/forget", PRIVATE).post
    assert "ข้อมูลที่จะลบ\n• รหัสบัญชี ชื่อผู้ใช้ ชื่อที่แสดง ชื่อ-สกุลและตำแหน่งทางการ\n" in question.text
    assert "• รายการที่ท่านบันทึก โดยแสดง “อดีตสมาชิกคณะดำเนินงาน” แทนชื่อ\n" in question.text
    assert "• หมายเหตุและเหตุผลตามที่พิมพ์ไว้\n• ไฟล์หลักฐาน\n" in question.text
    assert "ภายใน 10 นาที" in question.text
    assert question.labels == [ERASE, LEAVE]


def test_in_a_group_one_sentence_sends_to_the_private_chat(office: Office) -> None:
    answer = office.say(MEMBER, "ลบข้อมูลส่วนบุคคล")
    assert answer.text == (
        "การลบข้อมูลดำเนินการในแชตส่วนตัวกับระบบเท่านั้น โปรดพิมพ์ “ลบข้อมูลของฉัน” ในแชตส่วนตัว"
    )
    assert answer.post.buttons[0].invite == "start"


def test_asked_and_left_nothing_is_erased(office: Office) -> None:
    question = asked(office, MEMBER)
    assert office.press(MEMBER, LEAVE, question).text == "ไม่มีการลบข้อมูล"
    assert "ปุ่มนี้ใช้ไม่ได้แล้ว" in office.press(MEMBER, ERASE, question).popup
    assert office.person(MEMBER).official_name == MEMBER.official_name


def test_the_question_stands_for_ten_minutes(office: Office) -> None:
    question = asked(office, MEMBER)
    office.now += timedelta(minutes=10)
    assert "ปุ่มนี้ใช้ไม่ได้แล้ว" in office.press(MEMBER, ERASE, question).popup
    assert is_known(office, MEMBER)


def test_nobody_answers_anothers_question(office: Office) -> None:
    action = asked(office, MEMBER).action(ERASE)
    assert "ปุ่มนี้ใช้ไม่ได้แล้ว" in office.press(ACADEMIC, action, chat=PRIVATE).popup
    assert is_known(office, MEMBER)
    assert is_known(office, ACADEMIC)


def test_the_farewell_says_what_follows(office: Office) -> None:
    farewell = forgets(office, MEMBER).post
    assert farewell.text.startswith("ลบข้อมูลส่วนบุคคลของท่านแล้ว\n")
    assert "ระบบจะถือว่าท่านเป็นผู้ใช้รายใหม่" in farewell.text
    assert farewell.labels == []


def test_a_role_held_before_counts(office: Office) -> None:
    person = office.person(MEMBER).id
    office.record(RoleGiven(at=office.now, person=person, role="secretary", holds=False))
    assert "“อดีตเลขานุการ”" in asked(office, MEMBER).text


def test_the_only_secretary_of_a_running_plan_hands_over_first(office: Office) -> None:
    answer = office.say(SECRETARY, "ลบข้อมูลของฉัน", PRIVATE)
    assert answer.text.startswith("ยังลบข้อมูลของท่านไม่ได้\n\nท่านเป็นเลขานุการเพียงผู้เดียว")
    invitation = office.press(SECRETARY, "กำหนดเลขานุการ", answer.post).post
    assert any(button.invite for button in invitation.buttons)
    with_a_second_secretary(office)
    assert forgets(office, SECRETARY).text.startswith("ลบข้อมูลส่วนบุคคลของท่านแล้ว")


def test_who_became_the_only_secretary_after_asking_is_held_back_too(office: Office) -> None:
    with_a_second_secretary(office)
    question = asked(office, CHAIR)
    forgets(office, SECRETARY)
    assert "ยังลบข้อมูลของท่านไม่ได้" in office.press(CHAIR, ERASE, question).text
    assert is_known(office, CHAIR)


def test_once_the_plan_is_over_the_secretary_may_go(office: Office) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    assert forgets(office, SECRETARY).text.startswith("ลบข้อมูลส่วนบุคคลของท่านแล้ว")


def test_the_secretary_hears_which_office_is_vacant_but_no_name(office: Office) -> None:
    (told,) = forgets(office, CHAIR).elsewhere
    assert told.chat.address == SECRETARY.account
    assert "หน้าที่ที่ว่างลง: ประธาน\n" in told.text
    assert "โปรดมอบหมายผู้อื่นตามความจำเป็น" in told.text
    assert "สมคิด" not in told.text


def test_the_sign_up_message_no_longer_shows_the_name(office: Office) -> None:
    signup = office.say(SECRETARY, "ลงชื่อ").post
    assert MEMBER.official_name in signup.text
    (again,) = (p for p in forgets(office, MEMBER).elsewhere if p.chat.address == GROUP.address)
    assert again.edits == signup.id
    assert MEMBER.official_name not in again.text
