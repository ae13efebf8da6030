"""The number and the date that a document bears itself."""

from __future__ import annotations

from datetime import date

import pytest

from bot.domain.files import File
from tests.cast import MEMBER, Office, Post, local, pdf
from tests.handlers.evidence.arrivals import arrive, sent_together

LETTER = "บันทึกข้อความ ที่ สธ 0919/123 ลงวันที่ 16 ต.ค. 2569"
READ = "ที่ สธ 0919/123 ลงวันที่ 16 ต.ค. 69"
CLOSING = "16 ต.ค. 69 (วันที่แล้วเสร็จ)"
ASKED = "โปรดระบุวันที่ของเอกสาร"


@pytest.fixture
def filed(office: Office) -> Office:
    office.keep_file(4, "แผน.pdf", "action-plan")
    return office


@pytest.fixture
def later(office: Office) -> Office:
    """In the second round; step 4 was closed in the first."""
    office.now = local("2027-03-10 10:00")
    return office


def sent(office: Office, caption: str, name: str = "แผน.pdf") -> Post:
    office.say(MEMBER, caption, files=[pdf(name)])
    (receipt,) = arrive(office)
    return receipt


def file(office: Office, id: int = 1) -> File:
    with office.store.reading() as work:
        found = work.files.by_id(id)
        assert found is not None
        return found


def test_the_caption_tells_it_and_the_receipt_shows_what_was_read(office: Office) -> None:
    receipt = sent(office, f"แนบ 4 {LETTER}").text.splitlines()
    assert receipt[2:4] == ["คำอธิบาย: บันทึกข้อความ", READ]
    assert READ in office.say(MEMBER, "เอกสาร 4").text.splitlines()
    assert file(office).dated == date(2026, 10, 16)


def test_what_the_caption_tells_of_the_order_is_its_number(office: Office) -> None:
    receipt = sent(office, "แนบ 1 คำสั่งที่ 12/2569 ลงวันที่ 1 ต.ค. 69")
    assert "ที่ 12/2569 ลงวันที่ 1 ต.ค. 69" in receipt.text.splitlines()
    assert "ระบุเลขที่และวันที่" not in receipt.labels
    assert "   เลขที่ 12/2569 ลงวันที่ 1 ต.ค. 69" in office.say(MEMBER, "สถานะ 1").text.splitlines()
    office.say(MEMBER, "เลิกทำ")
    assert office.plan().states[1].numbers == ()
    assert "ยังไม่มีเอกสารแนบ" in office.say(MEMBER, "เอกสาร 1").text


def test_chosen_as_the_order_later_it_is_numbered_then(office: Office) -> None:
    sent(office, "แนบ 1 คำสั่งที่ 12/2569 ลงวันที่ 1 ต.ค. 69", "คำสั่ง.exe")
    assert office.plan().states[1].numbers == ()
    office.press(MEMBER, "document f1 d1")
    assert [n.number for n in office.plan().states[1].numbers] == ["12/2569"]


def test_it_is_told_later_and_taken_back(filed: Office) -> None:
    said = filed.say(MEMBER, f"วันที่เอกสาร 4-01 {LETTER}").post
    assert said.text.startswith("บันทึกวันที่ของเอกสารแล้ว (ขั้นตอนที่ 4)\n• 4-01 แผน.pdf\n" + READ)
    assert f"เอกสาร 4-01: {READ}" in filed.say(MEMBER, "ประวัติ 4").text
    filed.say(MEMBER, "วันที่เอกสาร 4-01 15 ต.ค. 69")
    assert (file(filed).letter, file(filed).dated) == ("สธ 0919/123", date(2026, 10, 15))
    assert "รายการที่บันทึกภายหลัง" in filed.press(MEMBER, "เลิกทำ", said).popup
    filed.say(MEMBER, "เลิกทำ")
    assert file(filed).dated == date(2026, 10, 16)
    filed.press(MEMBER, "เลิกทำ", said)
    assert (file(filed).letter, file(filed).dated) == ("", None)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("วันที่เอกสาร 4-01 เร็ว ๆ นี้", "ไม่สามารถอ่านวันที่ของเอกสารได้"),
        ("วันที่เอกสาร 4-01 1 ธ.ค. 2569", "วันที่ 1 ธันวาคม 2569 ยังมาไม่ถึง"),
        ("/dated", "โปรดระบุเลขที่หลักฐาน"),
    ],
)
def test_what_cannot_be_is_refused(filed: Office, typed: str, told: str) -> None:
    assert filed.say(MEMBER, typed).text.startswith(told)
    assert file(filed).dated is None


def test_of_the_order_it_is_the_number_of_the_plan_that_is_corrected(office: Office) -> None:
    office.keep_file(1, "คำสั่ง.pdf", "appointment-order")
    assert "เลขที่และวันที่" in office.say(MEMBER, "วันที่เอกสาร 1-01 1 ต.ค. 69").text
    office.say(MEMBER, "วันที่เอกสาร 1-01 คำสั่งที่ 12/2569 ลงวันที่ 1 ต.ค. 69")
    office.say(MEMBER, "วันที่เอกสาร 1-01 2 ต.ค. 69")
    (told,) = office.plan().states[1].numbers
    assert (told.number, told.on) == ("12/2569", date(2026, 10, 2))


def test_in_the_round_of_the_closing_nothing_is_asked(office: Office) -> None:
    assert ASKED not in sent(office, "แนบ 4").text


def test_in_another_round_the_closing_day_is_offered_for_all_sent_together(later: Office) -> None:
    sent_together(later, MEMBER, [("ก.pdf", "แนบ 4"), ("ข.pdf", "")])
    (asked,) = arrive(later)
    assert ASKED not in asked.text  # first which documents they are
    asked = later.press(MEMBER, "document f1 d1", asked).post
    asked = later.press(MEMBER, "document f2 d2", asked).post
    assert f"\n{ASKED}\nขั้นตอนที่ 4 แล้วเสร็จ 16 ต.ค. 69 ซึ่งเป็นคนละรอบกับวันที่ส่งเอกสาร" in asked.text
    later.press(MEMBER, CLOSING, asked)
    assert [file(later, id).dated for id in (1, 2)] == [date(2026, 10, 16)] * 2
    later.say(MEMBER, "เลิกทำ")
    assert [file(later, id).dated for id in (1, 2)] == [None] * 2


@pytest.mark.parametrize(("asks", "dated"), [("/dated 4-01", 1), ("", 2)])
def test_asked_for_one_file_it_is_told_of_that_alone(later: Office, asks: str, dated: int) -> None:
    sent_together(later, MEMBER, [("ก.pdf", "แนบ 4"), ("ข.pdf", "")])
    receipt = arrive(later)[0]
    receipt = later.press(MEMBER, "document f1 d1", receipt).post
    receipt = later.press(MEMBER, "document f2 d2", receipt).post
    asked = later.say(MEMBER, asks) if asks else later.press(MEMBER, "ระบุวันที่อื่น", receipt)
    later.say(MEMBER, "15 ต.ค. 69", reply_to=asked.post)
    assert [file(later, id).dated for id in (1, 2)].count(date(2026, 10, 15)) == dated


def test_another_date_is_typed(later: Office) -> None:
    receipt = later.press(MEMBER, "document f1 d1", sent(later, "แนบ 4")).post
    asked = later.press(MEMBER, "ระบุวันที่อื่น", receipt).post
    assert "บันทึกวันที่ของเอกสารแล้ว" in later.say(MEMBER, "15 ต.ค. 69", reply_to=asked).text
    assert file(later).dated == date(2026, 10, 15)


def test_it_may_be_left_open(later: Office) -> None:
    receipt = later.press(MEMBER, "document f1 d1", sent(later, "แนบ 4")).post
    assert receipt.labels[:3] == [CLOSING, "ระบุวันที่อื่น", "ไม่ระบุวันที่"]
    answer = later.press(MEMBER, "ไม่ระบุวันที่", receipt)
    assert answer.popup == "คงไว้ตามเดิม"
    assert file(later).dated is None


def test_a_date_of_another_year_is_asked_about_and_kept(office: Office) -> None:
    receipt = sent(office, "แนบ 1 คำสั่งที่ 12/2569 ลงวันที่ 30 ก.ย. 69")
    assert "ลงวันที่ 30 กันยายน 2569 ซึ่งอยู่นอกปีงบประมาณ พ.ศ. 2570 ของแผนนี้" in receipt.text
    assert receipt.labels[:2] == ["ถูกต้องแล้ว", "แก้ไขวันที่"]
    office.press(MEMBER, "ถูกต้องแล้ว", receipt)
    assert [n.on for n in office.plan().states[1].numbers] == [date(2026, 9, 30)]
