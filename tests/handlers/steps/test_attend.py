"""Who comes to a meeting: counted in the group, named to the secretary alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import Presence
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    Somebody,
    local,
    office_with_plan,
)
from tests.stores import fresh_store

COUNTS = "มา 1 · ไม่มา 1 · ส่งผู้แทน 0 · ยังไม่ตอบ 3"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def asked(office: Office) -> Post:
    """The announcement of the meeting's day."""
    return office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30 ห้องประชุมชั้น 3").post


def private(office: Office, who: Somebody, post: Post, label: str) -> Post:
    """What the press in the group brings the person in private."""
    (told,) = [p for p in office.press(who, label, post).elsewhere if p.chat.address == who.account]
    return told


def names(office: Office, who: Somebody = SECRETARY) -> str:
    return office.say(who, "เข้าประชุม 9 รายชื่อ", PRIVATE).text


def test_the_announcement_asks_and_counts_under_its_buttons(office: Office, asked: Post) -> None:
    assert asked.text.endswith("โปรดแจ้งการเข้าประชุมโดยกดปุ่มด้านล่าง")
    assert asked.labels == ["เลิกทำ", "มา", "ไม่มา", "ส่งผู้แทน"]
    office.press(MEMBER, "มา", asked)
    answer = office.press(ACADEMIC, "ไม่มา", asked)
    assert answer.popup == f"บันทึกคำตอบของท่านแล้ว\n{COUNTS}"
    assert office.labels_under(asked) == ["เลิกทำ", "มา 1", "ไม่มา 1", "ส่งผู้แทน"]
    assert COUNTS in office.say(MEMBER, "ระเบียบวาระ 9").text


def test_no_name_of_who_does_not_come_stands_in_the_group(office: Office, asked: Post) -> None:
    here = office.press(ACADEMIC, "ไม่มา", asked).posts
    here += office.say(ACADEMIC, "เข้าประชุม 9 ไม่มา").posts
    here += office.say(SECRETARY, "ระเบียบวาระ 9").posts
    here += office.say(SECRETARY, "เข้าประชุม 9 รายชื่อ").posts
    here += office.say(SECRETARY, "ประวัติ 9").posts
    assert [p.text for p in here if "ไม่มาประชุม" in p.text] == []
    assert all("อารีย์" not in p.text for p in here[:-1])


def test_who_acts_for_the_chair_has_the_button_of_the_names_in_private(
    office: Office, asked: Post
) -> None:
    assert "รายชื่อ" not in office.say(MEMBER, "เข้าประชุม 9", PRIVATE).labels
    office.say(SECRETARY, "รักษาการประธาน @malee 22/11/69", mentions=[MEMBER])
    assert "รายชื่อ" in office.say(MEMBER, "เข้าประชุม 9", PRIVATE).labels


def test_secretary_and_chair_read_the_names_in_private(office: Office, asked: Post) -> None:
    office.press(MEMBER, "มา", asked)
    office.press(ACADEMIC, "ไม่มา", asked)
    told = names(office)
    assert (
        "ผู้แจ้งว่ามาประชุม 1 คน\n• นางมาลี ตัวอย่าง\n\n"
        "ผู้แจ้งว่าไม่มาประชุม 1 คน\n• ดร.อารีย์ ตัวอย่าง\n\nผู้ที่ยังไม่ตอบ 3 คน\n" in told
    )
    assert names(office, CHAIR) == told
    assert "เลขานุการหรือประธาน" in names(office, MEMBER)


def test_the_newest_answer_counts_and_can_be_taken_back(office: Office, asked: Post) -> None:
    office.press(MEMBER, "มา", asked)
    office.say(MEMBER, "เข้าประชุม 9 ไม่มา")
    assert "ผู้แจ้งว่าไม่มาประชุม 1 คน\n• นางมาลี ตัวอย่าง" in names(office)
    office.say(MEMBER, "เลิกทำ")
    assert "ผู้แจ้งว่ามาประชุม 1 คน\n• นางมาลี ตัวอย่าง" in names(office)


def test_who_sends_somebody_is_asked_in_private_whom(office: Office, asked: Post) -> None:
    question = private(office, BOARD_MEMBER, asked, "ส่งผู้แทน")
    assert "โปรดระบุผู้แทนของท่านในการประชุมขั้นตอนที่ 9" in question.text
    said = office.say(BOARD_MEMBER, "นางสาวสุดา ตัวอย่าง\nนักวิชาการ", PRIVATE, reply_to=question)
    assert "ผู้แทน: นางสาวสุดา ตัวอย่าง นักวิชาการ" in said.text
    assert "(ผู้แทน: นางสาวสุดา ตัวอย่าง นักวิชาการ)" in names(office)


def test_a_reason_is_for_the_secretary_alone_and_can_be_erased(office: Office, asked: Post) -> None:
    told = private(office, ACADEMIC, asked, "ไม่มา")
    question = office.press(ACADEMIC, "แจ้งเหตุผล", told).post
    assert "เหตุผลนี้มีเพียงเลขานุการที่เห็น" in question.text
    noted = office.say(ACADEMIC, "ลาป่วย", PRIVATE, reply_to=question).post
    assert "ดร.อารีย์ ตัวอย่าง (เหตุผล: ลาป่วย)" in names(office)
    assert "ลาป่วย" not in names(office, CHAIR)
    assert "ลาป่วย" not in office.say(ACADEMIC, "ประวัติ", PRIVATE).text
    assert "เหตุผลที่แจ้งไม่มาประชุม: ลาป่วย" in office.say(ACADEMIC, "/privacy", PRIVATE).text
    office.press(ACADEMIC, "เลิกทำ", noted)
    assert "ลาป่วย" not in names(office)


def test_who_comes_after_all_leaves_no_reason(office: Office, asked: Post) -> None:
    told = private(office, ACADEMIC, asked, "ไม่มา")
    question = office.press(ACADEMIC, "แจ้งเหตุผล", told).post
    office.say(ACADEMIC, "ลาป่วย", PRIVATE, reply_to=question)
    again = office.press(ACADEMIC, "แจ้งเหตุผล", told).post
    office.press(ACADEMIC, "มา", asked)
    assert "ลาป่วย" not in office.say(ACADEMIC, "/privacy", PRIVATE).text
    assert "ไม่มาประชุม" in office.say(ACADEMIC, "ลาป่วย", PRIVATE, reply_to=again).text
    assert "ลาป่วย" not in office.say(ACADEMIC, "/privacy", PRIVATE).text


def test_on_another_day_it_is_asked_anew(office: Office, asked: Post) -> None:
    office.press(MEMBER, "มา", asked)
    moved = office.say(SECRETARY, "กำหนดวัน 9 4/3/2570 13.30").post
    assert moved.labels[1:] == ["มา", "ไม่มา", "ส่งผู้แทน"]
    assert "วันประชุมเปลี่ยนแปลงแล้ว" in office.press(MEMBER, "มา", asked).popup
    assert "ยังไม่ตอบ 5 คน" in names(office)


def test_a_delegate_for_the_former_day_is_none_for_the_new_one(office: Office, asked: Post) -> None:
    question = private(office, MEMBER, asked, "ส่งผู้แทน")
    office.say(SECRETARY, "กำหนดวัน 9 4/3/2570 13.30")
    said = office.say(MEMBER, "นางสาวสุดา ตัวอย่าง", PRIVATE, reply_to=question)
    assert "วันประชุมเปลี่ยนแปลงแล้ว" in said.text
    assert "ยังไม่ตอบ 5 คน" in names(office)


def test_without_a_day_or_after_it_nobody_is_asked(office: Office) -> None:
    assert "ยังไม่ได้กำหนดวันประชุม" in office.say(MEMBER, "เข้าประชุม 9 มา").text
    asked = office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30").post
    office.now = local("2027-03-04 09:00")
    assert "ผ่านไปแล้ว" in office.press(MEMBER, "มา", asked).popup


def test_where_nothing_can_be_edited_the_answer_is_said(office: Office, asked: Post) -> None:
    office.channel.can = replace(office.channel.can, edits=False, popups=False)
    said = office.press(MEMBER, "มา", asked)
    assert "บันทึกคำตอบของท่านแล้ว\nมา 1 · ไม่มา 0" in said.text
    assert said.labels == []


def test_what_one_pressed_in_the_group_is_what_one_takes_back(office: Office, asked: Post) -> None:
    office.press(MEMBER, "มา", asked)
    (told,) = office.say(MEMBER, "เลิกทำ").elsewhere
    assert (told.chat.address, "ตอบรับการประชุม" in told.text) == (MEMBER.account, True)
    assert "ยังไม่ตอบ 5 คน" in names(office)


def test_an_answer_is_undone_for_ten_minutes_only(office: Office, asked: Post) -> None:
    office.press(MEMBER, "มา", asked)
    office.now += timedelta(minutes=11)
    assert "10 นาที" in office.say(MEMBER, "/undo").text


def test_who_comes_after_all_is_asked_for_no_name_any_more(office: Office, asked: Post) -> None:
    private(office, MEMBER, asked, "ส่งผู้แทน")
    office.press(MEMBER, "มา", asked)
    office.say(MEMBER, "ไปด้วยตนเอง", PRIVATE)
    (answer,) = office.plan().states[9].met.answers
    assert (answer.answer, answer.delegate) == (Presence.COMES, "")


def test_a_press_of_who_is_no_member_is_no_answer(office: Office, asked: Post) -> None:
    """Who was removed presses an old message; who has never signed up is told how."""
    office.press(SECRETARY, "expel t1 u5")
    for who in (ACADEMIC, STRANGER):
        answer = office.press(who, "ไม่มา", asked)
        assert "โปรดพิมพ์ “ลงชื่อ”" in answer.popup
        assert answer.elsewhere == ()
        assert "โปรดพิมพ์ “ลงชื่อ”" in office.press(who, "agenda p1 9 pick d0").popup
    met = office.plan().states[9].met
    assert (met.answers, met.agenda) == ((), ())
