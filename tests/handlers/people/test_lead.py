"""/lead: who is mainly responsible for a step."""

from __future__ import annotations

import pytest

from tests.cast import ACADEMIC, BOARD_MEMBER, MEMBER, PRIVATE, SECRETARY, Office

LINE = "ผู้รับผิดชอบหลัก นายวิชัย ตัวอย่าง"


def test_it_is_chosen_among_those_responsible(office: Office) -> None:
    asked = office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5")
    assert asked.labels == ["นางมาลี ตัวอย่าง", "นายวิชัย ตัวอย่าง"]
    answer = office.press(SECRETARY, "นายวิชัย ตัวอย่าง", asked.post)
    assert answer.text.startswith("ผู้รับผิดชอบหลักของขั้นตอนที่ 5\n")
    (told,) = answer.elsewhere
    assert told.chat.address == BOARD_MEMBER.account
    assert told.text.startswith("ระบบบันทึกท่านเป็นผู้รับผิดชอบหลักของขั้นตอนที่ 5 แล้ว\n")


def test_the_card_names_the_person_in_private_only(office: Office) -> None:
    office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5 วิชัย")
    assert LINE in office.say(MEMBER, "สถานะ 5", PRIVATE).text
    assert LINE not in office.say(MEMBER, "สถานะ 5").text


def test_nobody_is_any_more(office: Office) -> None:
    office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5 วิชัย")
    asked = office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5")
    assert LINE in asked.text
    office.press(SECRETARY, "ไม่กำหนด", asked.post)
    assert LINE not in office.say(MEMBER, "สถานะ 5", PRIVATE).text


def test_in_reply_to_the_persons_message_no_name_is_needed(office: Office) -> None:
    office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5", reply_to=BOARD_MEMBER)
    assert LINE in office.say(MEMBER, "สถานะ 5", PRIVATE).text


@pytest.mark.parametrize(
    ("name", "said"),
    [("อารีย์", "บุคคลนี้ไม่อยู่ในคณะหรือกลุ่มที่รับผิดชอบขั้นตอนที่ 5"), ("สมศรี", "ไม่พบสมาชิกชื่อ “สมศรี”")],
)
def test_only_who_is_responsible_can_be_mainly_so(office: Office, name: str, said: str) -> None:
    assert office.say(SECRETARY, f"ผู้รับผิดชอบหลัก 5 {name}").text.startswith(said)
    assert office.plan().states[5].lead is None


def test_where_nobody_answers_for_the_step_anyone_can_be(office: Office) -> None:
    office.press(ACADEMIC, "quit t1 !", chat=PRIVATE)
    office.say(SECRETARY, "ผู้รับผิดชอบหลัก 7 วิชัย")
    assert office.plan().states[7].lead == office.person(BOARD_MEMBER).id


def test_a_member_names_nobody(office: Office) -> None:
    refused = office.say(ACADEMIC, "ผู้รับผิดชอบหลัก 7 อารีย์").text
    assert refused.startswith("รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน")


def test_who_left_the_party_is_named_no_more(office: Office) -> None:
    office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5 มาลี")
    assert "ผู้รับผิดชอบหลัก นางมาลี" in office.say(SECRETARY, "สถานะ 5", PRIVATE).text
    with office.store.work() as work:
        plan, person = office.plan(), work.people.by_account("telegram", MEMBER.account)
        assert person is not None
        work.teams.leave_party(plan.team, person.id, plan.sop.id, "committee")
        work.commit()
    assert "ผู้รับผิดชอบหลัก" not in office.say(SECRETARY, "สถานะ 5", PRIVATE).text


def test_it_stands_in_the_history_and_is_taken_back(office: Office) -> None:
    named = office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5 วิชัย")
    assert "ผู้รับผิดชอบหลักของขั้นตอนที่ 5: นายวิชัย ตัวอย่าง" in office.say(MEMBER, "ประวัติ 5").text
    back = office.press(SECRETARY, "เลิกทำ", named.post)
    assert "รายการ: กำหนดผู้รับผิดชอบหลักของขั้นตอนที่ 5: นายวิชัย ตัวอย่าง" in back.text
    assert office.plan().states[5].lead is None
