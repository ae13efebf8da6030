"""ยกเลิก, typed in private: the newest question is taken back, were its answers words or buttons."""

from __future__ import annotations

import pytest

from tests.cast import PRIVATE, SECRETARY, Office, Post, pdf
from tests.handlers.evidence.arrivals import arrive

pytestmark = pytest.mark.usefixtures("on_line")
CANCEL = "ยกเลิก"


def preview(office: Office) -> Post:
    return office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอข้อมูล", PRIVATE).post


def test_the_word_takes_back_a_question_with_buttons(office: Office) -> None:
    question = preview(office)
    assert office.say(SECRETARY, CANCEL, PRIVATE).text == "ยกเลิกแล้ว ไม่มีการเปลี่ยนแปลง"
    assert "คำถามนี้ปิดแล้ว" in office.press(SECRETARY, "ยืนยันขยายเวลา", question).text
    assert "ไม่มีรายการที่รอคำตอบ" in office.say(SECRETARY, CANCEL, PRIVATE).text


def test_the_word_takes_back_the_newest_question_of_either_kind(office: Office) -> None:
    office.say(SECRETARY, "ความก้าวหน้า 7", PRIVATE)
    preview(office)
    assert "ไม่มีการเปลี่ยนแปลง" in office.say(SECRETARY, CANCEL, PRIVATE).text
    question = preview(office)
    office.say(SECRETARY, "ไม่ดำเนินการ 8", PRIVATE)
    office.say(SECRETARY, CANCEL, PRIVATE)
    assert "ขยายเวลา" in office.press(SECRETARY, "ยืนยันขยายเวลา", question).text
    office.say(SECRETARY, "50", PRIVATE)
    assert office.plan().states[7].progress == 50


def test_the_word_after_a_file_that_came_tells_of_the_file(office: Office) -> None:
    preview(office)
    office.say(SECRETARY, "แนบ 5", PRIVATE, files=[pdf("ก.pdf")])
    arrive(office)
    assert "ก.pdf" in office.say(SECRETARY, CANCEL, PRIVATE).text
