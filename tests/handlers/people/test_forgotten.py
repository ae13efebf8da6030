"""Who was forgotten: what was recorded stays by the role, and nothing brings the name back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import RoleGiven, WorkNamed
from bot.domain.incoming import Happened, Place
from handlers.evidence import receipts
from tests.cast import (
    ACADEMIC,
    CHAIR,
    COMMITTEE,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    Somebody,
    office_with_plan,
    pdf,
)
from tests.handlers.people.erasing import ERASE, asked, forgets, is_known, with_a_second_secretary
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.mark.parametrize(
    ("who", "called"),
    [(MEMBER, "อดีตสมาชิกคณะดำเนินงาน"), (CHAIR, "อดีตประธาน"), (SECRETARY, "อดีตเลขานุการ")],
)
def test_the_history_keeps_what_was_done_by_the_role(
    office: Office, who: Somebody, called: str
) -> None:
    with_a_second_secretary(office)
    office.say(SECRETARY, "/chair", reply_to=ACADEMIC)
    office.close(5, who=who)
    forgets(office, who)
    history = office.say(ACADEMIC, "ประวัติ 5").text
    assert f"น. · {called}\nปิดขั้นตอนที่ 5 แล้วเสร็จ 22 พ.ย. 69" in history
    assert who.official_name not in office.say(ACADEMIC, "ประวัติ", PRIVATE).text


@pytest.mark.parametrize(
    ("holds", "entry"),
    [(True, "บันทึกประธาน (ข้อมูลถูกลบแล้ว)"), (False, "ยกเลิกการบันทึกประธาน (ข้อมูลถูกลบแล้ว)")],
)
def test_an_appointment_is_told_by_the_role_alone(office: Office, holds: bool, entry: str) -> None:
    person = office.person(CHAIR).id
    office.record(RoleGiven(at=office.now, person=person, role="chair", holds=holds))
    forgets(office, CHAIR)
    assert f"\n{entry}\n" in office.say(SECRETARY, "ประวัติ").text


def test_who_talks_again_reads_the_notice_again(office: Office) -> None:
    office.say(MEMBER, "/start", PRIVATE)
    forgets(office, MEMBER)
    assert "ข้อมูลที่จัดเก็บ: " in office.say(MEMBER, "สวัสดี", PRIVATE).text


def test_files_stay_and_name_the_role_of_their_sender(office: Office) -> None:
    office.keep_file(5, "แผน.pdf", who=MEMBER)
    forgets(office, MEMBER)
    listed = office.say(SECRETARY, "เอกสาร 5").post
    assert "5-01 แผน.pdf\n1 KB · อดีตสมาชิกคณะดำเนินงาน · 22 พ.ย. 69" in listed.text
    sent = office.press(SECRETARY, "5-01 แผน.pdf", listed).post
    assert [a.name for a in sent.message.attachments] == ["แผน.pdf"]


def test_pressed_twice_it_meets_nobody_anew(office: Office) -> None:
    question = asked(office, MEMBER)
    office.press(MEMBER, ERASE, question)
    again = office.press(MEMBER, ERASE, question)
    assert again.popup == "ลบข้อมูลแล้ว"
    assert again.posts == ()
    assert not is_known(office, MEMBER)


@pytest.mark.parametrize(
    ("happened", "where"),
    [
        (Happened.BLOCKED, PRIVATE),
        (Happened.EDITED, PRIVATE),
        (Happened.LEFT, GROUP),
        (Happened.BOT_REMOVED, GROUP),
    ],
)
def test_going_away_afterwards_is_not_kept(
    office: Office, happened: Happened, where: Place
) -> None:
    forgets(office, MEMBER)
    office.happens(happened, MEMBER, where, text="/done 5", subject=MEMBER)
    assert not is_known(office, MEMBER)


def test_who_writes_again_is_somebody_new(office: Office) -> None:
    before = office.person(MEMBER).id
    forgets(office, MEMBER)
    said = office.say(MEMBER, "/privacy", PRIVATE).text
    assert office.person(MEMBER).id != before
    assert "ชื่อ-สกุล:" not in said
    assert COMMITTEE not in said


def test_what_waited_to_be_sent_in_private_is_not_sent(office: Office) -> None:
    chat, question = office.person(ACADEMIC).private_chat or 0, asked(office, ACADEMIC)
    with office.store.work() as work:
        work.outbox.post(chat, question.message, office.now + timedelta(hours=1))
        work.commit()
    office.press(ACADEMIC, ERASE, question)
    office.now += timedelta(hours=2)
    assert office.outbox() == []


def test_a_file_on_its_way_is_kept_and_answered_in_the_group_by_the_role(office: Office) -> None:
    office.say(MEMBER, "แนบ 5", files=[pdf("แผน.pdf")])
    forgets(office, MEMBER)
    (receipt,) = fetched(office)
    assert "ผู้ส่ง อดีตสมาชิกคณะดำเนินงาน" in receipt.text


def test_a_file_on_its_way_in_private_is_kept_and_not_answered(office: Office) -> None:
    office.say(MEMBER, "แนบ 5", PRIVATE, files=[pdf("แผน.pdf")])
    forgets(office, MEMBER)
    assert fetched(office) == []
    assert "5-01 แผน.pdf" in office.say(SECRETARY, "เอกสาร 5").text


def test_who_was_removed_does_not_come_back_as_somebody_new(office: Office) -> None:
    code = office.say(SECRETARY, "/assign", PRIVATE).post.buttons[0].invite or ""
    office.press(SECRETARY, f"expel t1 u{office.person(MEMBER).id}", chat=PRIVATE)
    forgets(office, MEMBER)
    opened = office.happens(Happened.OPENED, MEMBER, PRIVATE, text=code)
    assert opened.text.startswith("คำเชิญนี้ใช้ไม่ได้แล้ว")
    assert office.team().member(office.person(MEMBER).id) is None


def test_nobody_is_appointed_who_was_forgotten_meanwhile(office: Office) -> None:
    code = office.say(SECRETARY, "/chair", PRIVATE).post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, STRANGER, PRIVATE, text=code).elsewhere
    forgets(office, STRANGER)
    assert "ปุ่มนี้ใช้ไม่ได้แล้ว" in office.press(SECRETARY, "ยืนยัน", question).popup


def test_own_invitations_end_with_who_gave_them(office: Office) -> None:
    with_a_second_secretary(office)
    code = office.say(SECRETARY, "/assign", PRIVATE).post.buttons[0].invite or ""
    forgets(office, SECRETARY)
    opened = office.happens(Happened.OPENED, STRANGER, PRIVATE, text=code)
    assert opened.text.startswith("คำเชิญนี้ใช้ไม่ได้แล้ว")


def test_a_work_shows_that_its_owner_is_gone(office: Office) -> None:
    owner = office.person(ACADEMIC).id
    office.record(WorkNamed(at=office.now, step=7, work=1, title="งานวิจัย", owner=owner))
    forgets(office, ACADEMIC)
    shown = office.press(SECRETARY, "works p1 7", chat=PRIVATE).text
    assert "เจ้าของผลงาน อดีตสมาชิกคณะดำเนินงาน" in shown


def fetched(office: Office) -> list[Post]:
    """What is said once the bytes of every expected file are here."""
    with office.store.work() as work:
        while file := work.files.claim(office.now, office.now + timedelta(minutes=1)):
            receipts.acknowledge(work, [work.files.kept(file, "a" * 64, 10)], office.now)
        work.commit()
    return office.outbox()
