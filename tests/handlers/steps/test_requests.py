"""More time asked for by who may not extend, granted or not by who may."""

from __future__ import annotations

import pytest

from tests.cast import ACADEMIC, CHAIR, MEMBER, PRIVATE, SECRETARY, Answer, Office, Post, Somebody

ASKED = "ขยายเวลา 7 31/8/2570 รอผลการวิเคราะห์"


def to(answer: Answer, who: Somebody) -> Post:
    return next(p for p in answer.elsewhere if p.chat.address == who.account)


def due(office: Office) -> str:
    return str(office.plan().states[7].extended_to)


def unreachable(office: Office, who: Somebody) -> None:
    chat = office.person(who).private_chat
    assert chat is not None
    with office.store.work() as work:
        work.chats.set_reachable(chat, reachable=False)
        work.commit()


def test_who_is_responsible_asks_and_nothing_moves(office: Office) -> None:
    answer = office.say(ACADEMIC, ASKED)
    assert answer.text == (
        "ขอขยายเวลาขั้นตอนที่ 7\n"
        "พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม\n"
        "ขอขยายเวลาถึงวันอังคารที่ 31 สิงหาคม 2570\n"
        "เหตุผล: รอผลการวิเคราะห์\n\n"
        "ส่งคำขอถึงเลขานุการหรือประธานเพื่อพิจารณาแล้ว\n"
        "วันครบกำหนดคงเดิมจนกว่าจะได้รับอนุมัติ"
    )
    assert due(office) == "None"


def test_the_secretary_decides_by_buttons_and_sees_what_would_move(office: Office) -> None:
    asked = to(office.say(MEMBER, "ขยายเวลา 5 15/3/2570 รอผล"), SECRETARY)
    assert "ขั้นตอนที่ 6: ครบกำหนด 2 มี.ค. 70 → 17 มี.ค. 70" in asked.text
    assert asked.labels == ["อนุมัติ", "ไม่อนุมัติ", "กำหนดวันอื่น", "ภาพไทม์ไลน์กรณีนี้"]


def test_granted_it_is_an_extension_like_any_other(office: Office) -> None:
    asked = to(office.say(ACADEMIC, ASKED), SECRETARY)
    answer = office.press(SECRETARY, "อนุมัติ", asked)
    assert answer.text.startswith("ขยายเวลาขั้นตอนที่ 7 แล้ว")
    assert due(office) == "2027-08-31"
    assert "ขณะนี้ไม่มีคำขอ" in office.say(CHAIR, "อนุมัติขยายเวลา 7", PRIVATE).text


def test_what_was_asked_for_and_is_not_later_any_more_is_not_granted(office: Office) -> None:
    asked = to(office.say(MEMBER, "ขยายเวลา 6 10/3/2570 รอผล"), SECRETARY)
    office.press(SECRETARY, "extend p1 5 2027-03-31 ! รอผล")
    office.press(SECRETARY, "อนุมัติ", asked)
    assert office.plan().states[6].extended_to is None
    assert office.plan().states[6].asked


def test_who_asked_and_leads_by_now_reads_only_once_that_it_is_not_granted(office: Office) -> None:
    office.say(ACADEMIC, ASKED)
    office.press(SECRETARY, f"appoint t1 u{office.person(ACADEMIC).id} secretary")
    answer = office.say(ACADEMIC, "ไม่อนุมัติขยายเวลา 7 ไม่จำเป็นแล้ว", PRIVATE)
    assert office.plan().states[7].asked is None
    assert answer.elsewhere == ()


def test_not_granted_who_asked_reads_why_in_private(office: Office) -> None:
    asked = to(office.say(ACADEMIC, ASKED), SECRETARY)
    office.press(SECRETARY, "ไม่อนุมัติ", asked)
    answer = office.say(SECRETARY, "ขอให้เร่งรัดให้ทันกำหนด", PRIVATE)
    assert "เหตุผล: ขอให้เร่งรัดให้ทันกำหนด" in to(answer, ACADEMIC).text
    assert [p.chat.kind for p in answer.elsewhere] == ["private"]
    assert "เร่งรัด" not in office.say(MEMBER, "ประวัติ 7").text
    assert (office.plan().states[7].asked, due(office)) == (None, "None")


def test_where_who_asked_cannot_be_reached_that_is_said(office: Office) -> None:
    office.say(ACADEMIC, ASKED)
    unreachable(office, ACADEMIC)
    answer = office.say(SECRETARY, "ไม่อนุมัติขยายเวลา 7 ไม่สมควร", PRIVATE)
    assert "โปรดแจ้งเหตุผลแก่ผู้ขอโดยตรง" in answer.text


def test_where_no_secretary_can_be_reached_the_chair_is_asked_by_letter(office: Office) -> None:
    unreachable(office, SECRETARY)
    letter = to(office.say(ACADEMIC, ASKED), CHAIR).text
    assert letter.startswith("เรื่อง ขอขยายเวลาขั้นตอนที่ 7\nเรียน ประธาน")
    assert "\nขั้นตอนที่ 7 พัฒนาผลงานวิจัย" in letter
    assert "จึงเรียนมาเพื่อโปรดพิจารณา" in letter


def test_another_date_answers_the_request_too(office: Office) -> None:
    asked = to(office.say(ACADEMIC, ASKED), SECRETARY)
    office.press(SECRETARY, "กำหนดวันอื่น", asked)
    preview = office.say(SECRETARY, "15/8/2570 ขยายได้เพียงเท่านี้", PRIVATE)
    office.press(SECRETARY, "ยืนยันขยายเวลา", preview.post)
    assert (office.plan().states[7].asked, due(office)) == (None, "2027-08-15")


def test_until_it_is_decided_it_stands_on_the_card_in_private(office: Office) -> None:
    office.say(ACADEMIC, ASKED)
    line = "คำขอขยายเวลาถึง 31 ส.ค. 70 (รอพิจารณา): รอผลการวิเคราะห์"
    card = office.say(SECRETARY, "สถานะ 7", PRIVATE)
    assert line in card.text
    assert card.labels[:3] == ["อนุมัติ", "ไม่อนุมัติ", "กำหนดวันอื่น"]
    assert "อนุมัติ" not in office.say(ACADEMIC, "สถานะ 7", PRIVATE).labels
    assert line not in office.say(SECRETARY, "สถานะ 7").text


def test_where_nobody_can_be_reached_the_buttons_stand_under_the_request(office: Office) -> None:
    with office.store.work() as work:
        for member in work.teams.by_id(office.plan().team).members:
            if member.person.private_chat is not None:
                work.chats.set_reachable(member.person.private_chat, reachable=False)
        work.commit()
    assert office.say(ACADEMIC, ASKED).labels[-3:] == ["อนุมัติ", "ไม่อนุมัติ", "กำหนดวันอื่น"]


def test_who_has_nothing_to_do_with_the_step_does_not_ask(office: Office) -> None:
    assert "ดำเนินการได้โดย นักวิชาการ" in office.say(MEMBER, ASKED).text
    assert office.plan().states[7].asked is None


@pytest.mark.parametrize("words", ["อนุมัติขยายเวลา 7", "ไม่อนุมัติขยายเวลา 7 ไม่สมควร"])
def test_who_asked_does_not_decide(office: Office, words: str) -> None:
    office.say(ACADEMIC, ASKED)
    office.say(ACADEMIC, words)
    assert office.plan().states[7].asked


def test_a_request_is_taken_back_until_it_is_decided(office: Office) -> None:
    asked = office.say(ACADEMIC, ASKED)
    back = office.press(ACADEMIC, "เลิกทำ", asked.post)
    assert "ขอขยายเวลาขั้นตอนที่ 7" in to(back, SECRETARY).text
    asked = office.say(ACADEMIC, ASKED)
    office.say(SECRETARY, "อนุมัติขยายเวลา 7", PRIVATE)
    assert office.press(ACADEMIC, "เลิกทำ", asked.post).popup.startswith("มีรายการที่บันทึกภายหลัง")
    assert due(office) == "2027-08-31"


def test_a_refusal_taken_back_is_told_to_who_had_asked(office: Office) -> None:
    office.say(ACADEMIC, ASKED)
    declined = office.say(SECRETARY, "ไม่อนุมัติขยายเวลา 7 ไม่สมควร", PRIVATE)
    back = office.press(SECRETARY, "เลิกทำ", declined.post)
    assert "ไม่อนุมัติการขอขยายเวลา" in to(back, ACADEMIC).text
    assert office.plan().states[7].asked


def test_where_nobody_can_decide_nothing_is_asked(office: Office) -> None:
    with office.store.work() as work:
        team = work.teams.by_id(office.plan().team)
        for member in team.members:
            for role in ("chair", "secretary"):
                work.teams.set_role(team.id, member.person.id, role, holds=False)
        work.commit()
    assert "ยังไม่มีเลขานุการ" in office.say(ACADEMIC, ASKED).text
    assert office.plan().states[7].asked is None
