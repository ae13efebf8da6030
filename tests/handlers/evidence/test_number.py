"""Number and date of the appointment order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import process_time

import pytest

from bot.domain.events import Numbered
from tests.cast import (
    ACADEMIC,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.handlers.evidence.arrivals import arrive
from tests.people import pdf
from tests.stores import fresh_store

LABEL = "ระบุเลขที่และวันที่"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Friday, 2 October 2026: step 1 is due."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, closed={})
    office.now = local("2026-10-02 10:00")
    yield office
    store.close()


def closed(office: Office) -> Post:
    asked = office.say(MEMBER, "เสร็จ 1").post
    return office.press(MEMBER, "ยืนยันปิดขั้นตอน", asked).post


def answered(office: Office, typed: str) -> Answer:
    asked = office.press(MEMBER, LABEL, closed(office)).post
    return office.say(MEMBER, typed, reply_to=asked)


def told(office: Office) -> Numbered | None:
    return office.plan().states[1].number_of("appointment-order")


def test_the_closing_asks_for_it_and_goes_on_without(office: Office) -> None:
    post = closed(office)
    assert "เลขที่และวันที่ซึ่งยังไม่ได้ระบุ (ถ้ามี)\n• คำสั่งแต่งตั้งคณะดำเนินงาน" in post.text
    assert post.labels == ["เลิกทำ", LABEL, "บันทึกบทเรียน"]
    assert LABEL not in office.say(MEMBER, "เสร็จ 2").labels


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12/2569 1 ต.ค. 69", "12/2569"),
        ("คำสั่งที่ ๑๒/๒๕๖๙ ลงวันที่ ๑ ตุลาคม ๒๕๖๙", "12/2569"),
        ("สธ 0901.02/123 ลว. 1/10/2569", "สธ 0901.02/123"),
        ("ที่ 12/2569 ลงวันที่ 1 ต.ค. 69", "12/2569"),
        ("คำสั่งสำนักอนามัยการเจริญพันธุ์ที่ ๑๒/๒๕๖๙ ลงวันที่ ๑ ตุลาคม ๒๕๖๙", "12/2569"),
        ("คำสั่งกลุ่มเจ้าหน้าที่วิชาการ ที่ 12/2569 สั่ง ณ วันที่ 1 ตุลาคม พ.ศ. 2569", "12/2569"),
        ("คำสั่ง 12/2569 ลงวันที่ 1 ต.ค. 69", "12/2569"),
        ("เลขที่ 12/2569ลงวันที่1 ต.ค. 69", "12/2569"),
        ("12/2569 ณ วันที่ 1 ต.ค. 69", "12/2569"),
    ],
)
def test_number_and_date_are_kept(office: Office, typed: str, number: str) -> None:
    said = answered(office, typed).text
    assert f"เลขที่ {number} ลงวันที่ 1 ตุลาคม 2569" in said
    event = told(office)
    assert event is not None
    assert (event.number, event.on) == (number, date(2026, 10, 1))


def test_it_stands_on_the_card_and_in_the_history(office: Office) -> None:
    answered(office, "12/2569 1 ต.ค. 69")
    assert "   เลขที่ 12/2569 ลงวันที่ 1 ต.ค. 69" in office.say(MEMBER, "สถานะ 1").text.splitlines()
    assert "เอกสารของขั้นตอนที่ 1: เลขที่ 12/2569 ลงวันที่ 1 ต.ค. 69" in office.say(MEMBER, "ประวัติ 1").text


@pytest.mark.parametrize("typed", ["12/2569", "1 ต.ค. 69", "12/2569 เร็ว ๆ นี้", "12/2569 5 ต.ค. 69"])
def test_what_is_not_read_is_asked_for_again(office: Office, typed: str) -> None:
    assert answered(office, typed).text.startswith("ไม่สามารถอ่านเลขที่และวันที่ได้")
    assert told(office) is None


def test_the_question_can_be_left(office: Office) -> None:
    assert answered(office, "ยกเลิก").text == "ไม่มีการเปลี่ยนแปลง"
    assert told(office) is None


def test_it_is_taken_back(office: Office) -> None:
    office.press(MEMBER, "เลิกทำ", answered(office, "12/2569 1 ต.ค. 69").post)
    assert told(office) is None


def test_the_attached_order_asks_for_it(office: Office) -> None:
    office.say(MEMBER, "แนบ 1", files=[pdf("คำสั่ง.pdf")])
    (receipt,) = arrive(office)
    assert "เลขที่และวันที่ซึ่งยังไม่ได้ระบุ (ถ้ามี)\n• คำสั่งแต่งตั้งคณะดำเนินงาน" in receipt.text
    assert LABEL in receipt.labels


def test_the_card_offers_it_to_those_who_may_also_once_the_step_is_closed(office: Office) -> None:
    closed(office)
    assert LABEL in office.say(MEMBER, "สถานะ 1", PRIVATE).labels
    assert LABEL not in office.say(ACADEMIC, "สถานะ 1", PRIVATE).labels
    assert LABEL in office.say(SECRETARY, "สถานะ 1", PRIVATE).labels


def test_a_number_adds_no_line_of_its_own(office: Office) -> None:
    said = answered(office, "1\nผู้บันทึก นพ.สมคิด\nลงวันที่ 1 ต.ค. 2569")
    assert "เลขที่ 1 ผู้บันทึก นพ.สมคิด ลงวันที่" in said.text


def test_a_text_without_end_is_no_number(office: Office) -> None:
    began = process_time()
    assert "เลขที่และวันที่" in answered(office, "ลว1 " * 1000).text
    assert told(office) is None
    assert process_time() - began < 1
