"""A document that is not needed this year."""

from __future__ import annotations

import pytest

from tests.cast import MEMBER, SECRETARY, Answer, Office

BUTTON = "ยกเว้นเอกสาร"


def waived(office: Office) -> Answer:
    """The appointment order, by the button and the reason."""
    asked = office.press(SECRETARY, BUTTON, office.say(SECRETARY, "เอกสาร 1").post).post
    return office.say(SECRETARY, "ใช้คำสั่งของปีก่อน", reply_to=asked)


def lines(office: Office, step: int) -> list[str]:
    return office.say(MEMBER, f"เอกสาร {step}").text.splitlines()


def test_the_list_tells_why_it_is_not_needed(office: Office) -> None:
    said = waived(office)
    assert said.text.startswith("บันทึกการยกเว้นเอกสารแล้ว\nคำสั่งแต่งตั้ง")
    assert said.elsewhere == ()
    (line,) = [told for told in lines(office, 1) if told.startswith("– 1. คำสั่งแต่งตั้ง")]
    assert line.endswith("(ยกเว้น: ใช้คำสั่งของปีก่อน)")
    assert "(ยกเว้น: ใช้คำสั่งของปีก่อน)" in office.say(MEMBER, "สถานะ 1").text
    assert "ยกเว้นเอกสารของขั้นตอนที่ 1 “คำสั่งแต่งตั้ง" in office.say(MEMBER, "ประวัติ 1").text


def test_nothing_asks_for_it_any_more(office: Office) -> None:
    assert "ขั้นตอนที่ 1" in office.say(MEMBER, "เอกสาร").text
    waived(office)
    assert "ขั้นตอนที่ 1" not in office.say(MEMBER, "เอกสาร").text
    office.say(SECRETARY, "ยกเลิกการปิด 1 ทดสอบ")
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in office.say(MEMBER, "เสร็จ 1").text


def test_it_is_taken_back_and_ended(office: Office) -> None:
    office.press(SECRETARY, "เลิกทำ", waived(office).post)
    assert office.plan().states[1].waived == ()
    waived(office)
    assert "ยกเลิกการยกเว้นเอกสารแล้ว" in office.say(SECRETARY, "ยกเลิกการยกเว้นเอกสาร 1").text
    assert lines(office, 1)[-1].endswith("(ยังไม่แนบ)")
    assert "ไม่มีการยกเว้น" in office.say(SECRETARY, "/unwaive 1 1").text


def test_of_several_it_is_asked_which(office: Office) -> None:
    asked = office.say(SECRETARY, "ยกเว้นเอกสาร 4").post
    assert asked.text == "โปรดเลือกเอกสารของขั้นตอนที่ 4"
    why = office.press(SECRETARY, "waive p1 4 d2", asked).post
    assert "แผนดำเนินการพัฒนาผลงานวิจัย" in why.text
    assert office.say(SECRETARY, "ยกเลิก", reply_to=why).text == "ยกเลิกแล้ว ไม่มีการเปลี่ยนแปลง"
    assert office.plan().states[4].waived == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("ยกเว้นเอกสาร 4 9 ไม่มี", "ขั้นตอนที่ 4 ไม่มีเอกสารลำดับนี้"),
        ("ยกเว้นเอกสาร 4 1 ไม่มี", "เอกสารรายการนี้แนบแล้ว (4-01)"),
        ("ยกเว้นเอกสาร 1", "ขั้นตอนที่ 1 ไม่มีหลักฐานที่ยังขาด"),
    ],
)
def test_what_cannot_be_waived_says_why(office: Office, typed: str, told: str) -> None:
    office.keep_file(1, "คำสั่ง.pdf", "appointment-order")
    office.keep_file(4, "แผน.pdf", "action-plan")
    assert office.say(SECRETARY, typed).text.startswith(told)


def test_what_is_only_recommended_is_waived_where_nothing_else_lacks(office: Office) -> None:
    """An assessor wants a reason, not a hole."""
    waived = office.say(SECRETARY, "ยกเว้นเอกสาร 7 ไม่มีผลงานในปีนี้").text
    assert "1. ผลงานวิจัย/ผลงานวิชาการ/นวัตกรรมที่พัฒนา (ยกเว้น: ไม่มีผลงานในปีนี้)" in waived


def test_it_is_for_secretary_and_chair(office: Office) -> None:
    assert BUTTON not in office.say(MEMBER, "เอกสาร 1").labels
    assert "เลขานุการหรือประธาน" in office.say(MEMBER, "ยกเว้นเอกสาร 1 1 ไม่ใช้").text
    assert BUTTON not in office.say(SECRETARY, "เอกสาร 10").labels  # it has not begun
    waived(office)
    office.say(MEMBER, "ยกเลิกการยกเว้นเอกสาร 1")
    assert office.plan().states[1].waived
