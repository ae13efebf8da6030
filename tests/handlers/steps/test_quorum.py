"""Steps that several close: each confirms for himself or herself, the last one closes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.incoming import Happened
from bot.domain.quorum import tally
from bot.domain.recipients import recipients
from bot.domain.rules import Audience, Kind
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Somebody,
    local,
)
from tests.domain.plans import day
from tests.planning import plan_due
from tests.render.slots import notice

CLOSE, TAKE_BACK = "ยืนยันปิดขั้นตอน", "เลิกทำ"


def closing(office: Office, who: Somebody, words: str = "เสร็จ 5") -> Answer:
    return office.press(who, CLOSE, office.say(who, words).post)


def is_closed(office: Office) -> bool:
    return office.plan().states[5].is_closed


@pytest.fixture
def by_all(office: Office) -> Office:
    """Step 5, of two responsible members, is closed by both."""
    office.say(SECRETARY, "ยืนยันร่วม 5 all")
    return office


def test_it_is_set_by_buttons_under_the_settings(office: Office) -> None:
    shown = office.press(SECRETARY, "การยืนยันร่วมก่อนปิดขั้นตอน", office.say(SECRETARY, "ตั้งค่า").post)
    rules = office.press(SECRETARY, "quorum p1 5", shown.post)
    assert rules.labels == [
        "ผู้รับผิดชอบคนใดคนหนึ่ง",
        "ผู้รับผิดชอบทุกคน",
        "คณะหรือกลุ่มละ 1 คน",
    ]
    answer = office.press(SECRETARY, "ผู้รับผิดชอบทุกคน", rules.post)
    assert answer.text.startswith("กำหนดผู้ยืนยันการปิดขั้นตอนที่ 5 แล้ว: ผู้รับผิดชอบทุกคน")
    office.press(SECRETARY, TAKE_BACK, answer.post)
    assert office.plan().states[5].quorum == ""


def test_where_one_of_each_party_confirms_it_does_not_say_everybody_must(office: Office) -> None:
    office.say(SECRETARY, "ยืนยันร่วม 5 parties")
    told = closing(office, MEMBER).text
    assert told.endswith("ยืนยันแล้ว 1 จาก 2 คณะหรือกลุ่ม\nขั้นตอนจะปิดเมื่อยืนยันครบ")


def test_one_of_several_confirms_and_the_group_reads_numbers_only(by_all: Office) -> None:
    answer = closing(by_all, MEMBER)
    assert answer.text == (
        "บันทึกการยืนยันขั้นตอนที่ 5 แล้ว\n"
        "ดำเนินการตามแผน (5 เดือนแรก)\n"
        "แล้วเสร็จ 22 พ.ย. 69\n"
        "ยืนยันแล้ว 1 จาก 2 คน\n"
        "ขั้นตอนจะปิดเมื่อยืนยันครบ"
    )
    assert not is_closed(by_all)
    card = by_all.say(MEMBER, "สถานะ 5", PRIVATE).text
    assert "ยืนยันแล้ว 1 จาก 2 คน" in card
    assert "ยังไม่ยืนยัน" not in card
    assert "ผู้ที่ยังไม่ยืนยัน: นายวิชัย ตัวอย่าง" in by_all.say(SECRETARY, "สถานะ 5", PRIVATE).text
    assert "วิชัย" not in by_all.say(SECRETARY, "สถานะ 5").text


def test_the_last_one_closes_on_the_latest_day_told(by_all: Office) -> None:
    closing(by_all, MEMBER)
    answer = closing(by_all, BOARD_MEMBER, "เสร็จ 5 20/11/2569")
    assert answer.text.startswith("ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว")
    assert by_all.plan().states[5].closed_on == day("2026-11-22")


def test_to_confirm_twice_counts_once(by_all: Office) -> None:
    closing(by_all, MEMBER), closing(by_all, MEMBER)
    assert not is_closed(by_all)


def test_who_has_confirmed_is_told_so_and_the_day_stays(by_all: Office) -> None:
    closing(by_all, MEMBER, "เสร็จ 5 20/11/2569")
    again = closing(by_all, MEMBER)
    assert again.popup == "ท่านยืนยันขั้นตอนที่ 5 ไว้แล้ว\nยืนยันแล้ว 1 จาก 2 คน"
    assert [a.on for a in by_all.plan().states[5].agreed] == [day("2026-11-20")]


def test_the_question_before_it_tells_what_a_yes_brings(by_all: Office) -> None:
    assert "เมื่อผู้รับผิดชอบท่านอื่นยืนยันครบด้วย" in by_all.say(MEMBER, "เสร็จ 5").text
    closing(by_all, MEMBER)
    assert "ท่านอื่น" not in by_all.say(BOARD_MEMBER, "เสร็จ 5").text


def test_of_more_people_than_there_are_it_is_said_how_many_there_are(office: Office) -> None:
    assert "ขณะนี้มีผู้รับผิดชอบ 2 คน" in office.say(SECRETARY, "ยืนยันร่วม 5 9").text
    assert "ขณะนี้มีผู้รับผิดชอบ" not in office.say(SECRETARY, "ยืนยันร่วม 5 2").text


def test_the_last_word_and_the_closing_are_taken_back_together(by_all: Office) -> None:
    closing(by_all, MEMBER)
    by_all.press(BOARD_MEMBER, TAKE_BACK, closing(by_all, BOARD_MEMBER).post)
    assert not is_closed(by_all)
    assert len(by_all.plan().states[5].agreed) == 1


def test_who_leads_closes_after_being_told_who_has_confirmed(by_all: Office) -> None:
    closing(by_all, MEMBER)
    asked = by_all.say(SECRETARY, "เสร็จ 5")
    assert "ยืนยันแล้ว 1 จาก 2 คน" in asked.text
    by_all.press(SECRETARY, CLOSE, asked.post)
    assert is_closed(by_all)


def test_opened_again_all_confirm_anew(by_all: Office) -> None:
    closing(by_all, MEMBER), closing(by_all, BOARD_MEMBER)
    by_all.say(SECRETARY, "ยกเลิกการปิด 5 ผิด")
    assert by_all.plan().states[5].agreed == ()


def test_who_has_confirmed_is_not_reminded(by_all: Office) -> None:
    closing(by_all, MEMBER)
    plan = by_all.plan()
    with by_all.store.work() as work:
        team = work.teams.by_id(plan.team)
        told = recipients(notice(5, Kind.DUE, "2027-02-28", Audience.RESPONSIBLE), plan, team)
        assert [work.chats.by_id(c).address for c in told.chats] == [BOARD_MEMBER.account]


def test_the_secretary_follows_up_with_who_has_not_confirmed(by_all: Office) -> None:
    closing(by_all, MEMBER)
    by_all.now = local("2027-03-02 08:30")
    plan_due(by_all.store, by_all.now)
    told = [p.text for p in by_all.outbox() if p.chat.address == SECRETARY.account]
    assert "รายชื่อ นายวิชัย ตัวอย่าง\n" in "".join(told)
    assert "นางมาลี" not in "".join(told)


def test_who_is_away_closes_nothing_alone_but_has_one_word_with_the_deputy(by_all: Office) -> None:
    by_all.say(SECRETARY, "รักษาการ @aree แทน วิชัย วันนี้", mentions=[ACADEMIC])
    assert "ยืนยันแล้ว 1 จาก 2 คน" in closing(by_all, BOARD_MEMBER).text
    assert "ยืนยันแล้ว 1 จาก 2 คน" in closing(by_all, ACADEMIC).text
    closing(by_all, MEMBER)
    assert is_closed(by_all)


def test_where_all_who_are_left_have_confirmed_they_are_reminded_until_it_is_closed(
    by_all: Office,
) -> None:
    closing(by_all, MEMBER)
    by_all.happens(Happened.LEFT, BOARD_MEMBER, subject=BOARD_MEMBER)
    plan, team = by_all.plan(), by_all.team()
    told = recipients(notice(5, Kind.DUE, "2027-02-28", Audience.RESPONSIBLE), plan, team)
    assert told.chats == (by_all.person(MEMBER).private_chat,)
    closing(by_all, MEMBER)
    assert is_closed(by_all)


def verifies(office: Office) -> None:
    """The team has it that closings are verified."""
    with office.store.work() as work:
        team = work.teams.by_id(office.plan().team)
        work.teams.set_rules(team.id, replace(team.rules, review=True))
        work.commit()


def test_where_closings_are_verified_the_last_word_reports(by_all: Office) -> None:
    verifies(by_all)
    closing(by_all, MEMBER), closing(by_all, BOARD_MEMBER)
    assert by_all.plan().states[5].awaits_verification


def test_what_is_sent_back_is_told_to_all_who_are_to_confirm_anew(by_all: Office) -> None:
    verifies(by_all)
    closing(by_all, MEMBER), closing(by_all, BOARD_MEMBER)
    answer = by_all.say(SECRETARY, "ส่งกลับ 5 โปรดแก้ตารางที่ 2", PRIVATE)
    told = {p.chat.address for p in answer.elsewhere if "เหตุผล: โปรดแก้" in p.text}
    assert told == {MEMBER.account, BOARD_MEMBER.account}
    undone = by_all.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert told <= {p.chat.address for p in undone.elsewhere}


def test_where_one_of_them_cannot_be_reached_who_sends_it_back_is_told_so(by_all: Office) -> None:
    verifies(by_all)
    closing(by_all, MEMBER), closing(by_all, BOARD_MEMBER)
    chat = by_all.person(MEMBER).private_chat
    assert chat is not None
    with by_all.store.work() as work:
        work.chats.set_reachable(chat, reachable=False)
        work.commit()
    answer = by_all.say(SECRETARY, "ส่งกลับ 5 โปรดแก้ตารางที่ 2", PRIVATE)
    assert "โปรดแจ้งเหตุผลแก่ผู้รายงานโดยตรง" in answer.text


@pytest.mark.parametrize(
    ("rule", "needed", "of"),
    [("all", 2, 2), ("2", 2, 2), ("9", 2, 2), ("parties", 2, 2)],
)
def test_nobody_waits_for_more_than_there_are(
    office: Office, rule: str, needed: int, of: int
) -> None:
    office.say(SECRETARY, f"ยืนยันร่วม 5 {rule}")
    with office.store.work() as work:
        found = tally(office.plan(), work.teams.by_id(office.plan().team), 5)
    assert found
    assert (found.needed, found.of) == (needed, of)


def test_one_alone_closes_as_before(office: Office) -> None:
    office.say(SECRETARY, "ยืนยันร่วม 7 all")
    closing(office, ACADEMIC, "เสร็จ 7")
    assert office.plan().states[7].is_closed


def test_a_member_sets_nothing(office: Office) -> None:
    assert "เลขานุการหรือประธาน" in office.say(MEMBER, "ยืนยันร่วม 5 all").text
    assert office.plan().states[5].quorum == ""


def test_who_has_confirmed_does_not_verify_it(by_all: Office) -> None:
    """As a member of the step's parties, who acts for the chair these days."""
    by_all.say(SECRETARY, "รักษาการประธาน @malee วันนี้", mentions=[MEMBER])
    with by_all.store.work() as work:
        team = work.teams.by_id(by_all.plan().team)
        work.teams.set_rules(team.id, replace(team.rules, review=True))
        work.commit()
    closing(by_all, MEMBER), closing(by_all, BOARD_MEMBER)
    assert "ของตนเองไม่ได้" in by_all.say(MEMBER, "ตรวจรับ 5", PRIVATE).text
    assert by_all.plan().states[5].awaits_verification
