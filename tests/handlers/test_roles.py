"""/assign, /chair, /secretary: by reply, by mention, by an invitation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Mention, Replied, Sender
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Somebody,
    office_with_plan,
)
from tests.stores import sqlite_store

NEWCOMER = Somebody("2001", "ใหม่")
STEERED = "รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = sqlite_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def secretaries(office: Office) -> list[str]:
    return [m.person.name for m in office.team().secretaries]


def chairs(office: Office) -> list[str]:
    return [m.person.name for m in office.team().chairs]


def test_the_chair_is_named_by_replying_to_a_message(office: Office) -> None:
    answer = office.say(SECRETARY, "กำหนดประธาน", reply_to=BOARD_MEMBER)
    assert "กำหนด นายวิชัย ตัวอย่าง เป็นประธานแล้ว" in answer.text
    assert "นพ.สมคิด ตัวอย่าง พ้นจากหน้าที่ประธานแล้ว" in answer.text
    assert chairs(office) == ["วิชัย"]


def test_whoever_is_named_is_told_in_private(office: Office) -> None:
    (told,) = office.say(SECRETARY, "/chair", reply_to=BOARD_MEMBER).elsewhere
    assert told.chat.address == BOARD_MEMBER.account
    assert "ท่านได้รับการกำหนดเป็นประธานของ คณะดำเนินงานตัวชี้วัดที่ 2.4" in told.text


def test_taken_back_the_former_chair_is_chair_again(office: Office) -> None:
    named = office.say(SECRETARY, "/chair @malee", mentions=[MEMBER]).post
    office.press(SECRETARY, "เลิกทำ", named)
    assert chairs(office) == ["สมคิด"]


def test_a_person_who_cannot_be_reached_is_asked_to_open_the_chat(office: Office) -> None:
    said = office.say(SECRETARY, "กำหนดประธาน", reply_to=NEWCOMER).text
    assert "โปรดแจ้ง คุณใหม่ ให้เปิดแชตส่วนตัวกับระบบ" in said


def test_who_names_another_secretary_stays_one(office: Office) -> None:
    answer = office.say(SECRETARY, "/secretary", reply_to=MEMBER)
    assert "กำหนด นางมาลี ตัวอย่าง เป็นเลขานุการแล้ว" in answer.text
    assert "เลขานุการ: นางสาวพิมพ์ใจ ตัวอย่าง, นางมาลี ตัวอย่าง" in answer.text
    assert secretaries(office) == ["พิมพ์ใจ", "มาลี"]


def test_the_office_is_handed_over_by_a_button(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    handed = office.press(SECRETARY, post.labels[1], post)
    assert "นางสาวพิมพ์ใจ ตัวอย่าง พ้นจากหน้าที่เลขานุการแล้ว" in handed.text
    assert secretaries(office) == ["มาลี"]
    assert STEERED in office.say(SECRETARY, "/assign").text


def test_a_team_keeps_a_secretary(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    office.press(SECRETARY, post.labels[1], post)
    popup = office.press(MEMBER, "เลิกทำ", post).popup
    assert popup.startswith("คณะดำเนินงานต้องมีเลขานุการ")
    assert secretaries(office) == ["มาลี"]


def test_assigned_to_a_party_by_reply_and_button(office: Office) -> None:
    question = office.say(SECRETARY, "มอบหมาย", reply_to=NEWCOMER).post
    assert "โปรดเลือกคณะหรือกลุ่มที่ คุณใหม่ สังกัด" in question.text
    said = office.press(SECRETARY, "นักวิชาการ", question).text
    assert "มอบหมาย คุณใหม่ ใน นักวิชาการ สำนักอนามัยการเจริญพันธุ์ แล้ว" in said
    assert "คุณใหม่" in office.say(SECRETARY, "ลงชื่อ").text


def test_nobody_named_there_are_invitations_for_every_party(office: Office) -> None:
    answer = office.say(SECRETARY, "/assign")
    assert "ตอบกลับข้อความของบุคคลด้วย มอบหมาย" in answer.text
    assert answer.labels[0] == "ข้าพเจ้าสังกัด คณะดำเนินงาน"
    assert all(b.invite for b in answer.post.buttons)


def test_an_invited_chair_is_chair_only_once_confirmed(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    asked = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code)
    assert chairs(office) == ["สมคิด"]
    (question,) = asked.elsewhere
    said = office.press(SECRETARY, "ยืนยัน", question).text
    assert "กำหนด คุณใหม่ เป็นประธานแล้ว" in said


def test_a_confirmation_refused_changes_nothing(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).elsewhere
    office.press(SECRETARY, "ยกเลิก", question)
    assert chairs(office) == ["สมคิด"]


def test_an_invitation_from_the_group_is_confirmed_by_no_member(office: Office) -> None:
    office.happens(Happened.BLOCKED, SECRETARY, PRIVATE)
    code = office.say(SECRETARY, "/secretary").post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).elsewhere
    assert STEERED in office.press(MEMBER, "ยืนยัน", question).popup
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_a_member_gives_no_role_by_word_or_button(office: Office) -> None:
    assert STEERED in office.say(MEMBER, "กำหนดประธาน", reply_to=ACADEMIC).text
    question = office.say(SECRETARY, "มอบหมาย", reply_to=ACADEMIC).post
    assert STEERED in office.press(MEMBER, "คณะดำเนินงาน", question).popup
    assert chairs(office) == ["สมคิด"]


def test_the_chair_gives_roles_too(office: Office) -> None:
    office.say(CHAIR, "/secretary", reply_to=ACADEMIC)
    assert secretaries(office) == ["พิมพ์ใจ", "อารีย์"]


def test_an_unknown_username_is_told(office: Office) -> None:
    nobody = Mention("@nobody", username="nobody")
    assert "ระบบยังไม่รู้จัก @nobody" in office.say(SECRETARY, "/chair @nobody", mentions=[nobody]).text


def test_an_anonymous_administrator_is_nobody(office: Office) -> None:
    anonymous = Replied("5", Sender("1087968824", "Group", anonymous=True, is_bot=True))
    said = office.say(SECRETARY, "กำหนดประธาน", reply_to=anonymous).text
    assert "จึงไม่ทราบว่าเป็นท่านใด" in said


def test_another_bot_gets_no_role(office: Office) -> None:
    bot = Replied("5", Sender("77", "บอตอื่น", is_bot=True))
    assert "ข้อความนี้ส่งโดยบอต" in office.say(SECRETARY, "/assign", reply_to=bot).text


def test_a_stranger_in_private_learns_of_no_team(office: Office) -> None:
    assert "ยังไม่มีคณะดำเนินงาน" in office.say(STRANGER, "/chair", PRIVATE).text
