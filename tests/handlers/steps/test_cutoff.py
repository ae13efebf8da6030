"""The closing date of DOC 4.0, changed while the plan runs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cast import MEMBER, PRIVATE, SECRETARY, Answer, Office, office_with_plan
from tests.stores import fresh_store

LABEL = "ระบุวันปิดระบบ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def answer(office: Office, typed: str, step: int = 6) -> Answer:
    asked = office.press(SECRETARY, LABEL, office.say(SECRETARY, f"สถานะ {step}").post).post
    return office.say(SECRETARY, typed, reply_to=asked)


def test_the_card_of_the_step_offers_it(office: Office) -> None:
    assert LABEL in office.say(SECRETARY, "สถานะ 6", PRIVATE).labels
    assert LABEL not in office.say(MEMBER, "สถานะ 6", PRIVATE).labels
    assert LABEL not in office.say(SECRETARY, "สถานะ 5").labels


def test_a_new_date_is_announced_and_limits_the_step(office: Office) -> None:
    said = answer(office, "1/3/2570").text
    assert said.startswith("บันทึกวันปิดระบบสำหรับขั้นตอนที่ 6 แล้ว")
    assert "วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก: 1 มีนาคม 2570" in said
    limited = office.plan().states[6].limited
    assert limited is not None
    assert (limited.not_before, limited.not_after) == (date(2027, 3, 1), date(2027, 3, 1))


def test_it_can_be_taken_back(office: Office) -> None:
    post = answer(office, "1/3/2570").post
    office.press(SECRETARY, "เลิกทำ", post)
    assert office.plan().states[6].limited is None


def test_the_rounds_stay_in_order(office: Office) -> None:
    answer(office, "5/3/2570")
    assert "วันปิดระบบรอบหลังต้องอยู่หลังรอบแรก" in answer(office, "1/3/2570", 12).text


def test_the_question_can_be_left(office: Office) -> None:
    assert answer(office, "ยกเลิก").text == "ไม่มีการเปลี่ยนแปลง"
    assert office.plan().states[6].limited is None


def test_a_member_changes_nothing(office: Office) -> None:
    popup = office.press(MEMBER, LABEL, office.say(SECRETARY, "สถานะ 6").post).popup
    assert "รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน" in popup
