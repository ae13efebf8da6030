"""/whatif: what would move if a step were late; nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.message import Made
from tests.cast import ACADEMIC, MEMBER, PRIVATE, STRANGER, Office, local, office_with_plan
from tests.stores import fresh_store

LATE = "ถ้าขั้นตอนที่ 5 ช้า 10 วัน"
PICTURE = "ภาพไทม์ไลน์กรณีนี้"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def test_it_tells_what_would_move_and_which_fixed_dates_would_not_be_kept(office: Office) -> None:
    before = office.plan()
    answer = office.say(ACADEMIC, LATE)
    assert answer.text == (
        "หากขั้นตอนที่ 5 แล้วเสร็จวันที่ 10 มีนาคม 2570 (ช้ากว่ากำหนด 10 วัน)\n"
        "ดำเนินการตามแผน (5 เดือนแรก)\n"
        "วันครบกำหนดปัจจุบัน: 28 กุมภาพันธ์ 2570\n\n"
        "เกินวันสิ้นสุดที่กำหนดไว้ 10 วัน (28 กุมภาพันธ์ 2570)\n\n"
        "กำหนดการที่จะเปลี่ยนแปลง\n"
        "ขั้นตอนที่ 6: ครบกำหนด 2 มี.ค. 70 → 12 มี.ค. 70\n"
        "ขั้นตอนที่ 9: ครบกำหนด 3 มี.ค. 70 → 15 มี.ค. 70\n"
        "ขั้นตอนที่ 10: ครบกำหนด 10 มี.ค. 70 → 22 มี.ค. 70\n\n"
        "ข้อสังเกต\n"
        "ขั้นตอนที่ 11 สิ้นสุดวันที่ 31 ก.ค. 70 ตามที่กำหนดไว้ จึงสั้นกว่าระยะเวลาที่กำหนดไว้ 19 วัน\n\n"
        "เป็นการประมาณการเท่านั้น ไม่มีการเปลี่ยนแปลงแผน"
    )
    assert office.plan().events == before.events


def test_the_end_of_the_fiscal_year_is_told(office: Office) -> None:
    text = office.say(MEMBER, "/whatif 7 90").text
    assert "ขั้นตอนอื่นไม่เปลี่ยนแปลง" in text
    assert "ขั้นตอนที่ 7 สิ้นสุดหลังสิ้นปีงบประมาณ 29 วัน" in text


@pytest.mark.parametrize(
    "said",
    [
        "/whatif 5 10",
        "/whatif 5 10 days",
        "/whatif 5 until 10/3/2570",
        "ถ้า 5 ช้า 10 วัน",
        "ถ้า ๕ ช้า ๑๐ วัน คะ",
        "หากขั้นตอนที่ 5 ล่าช้าไป 10 วัน",
        "ถ้าข้อ 5 ช้ากว่ากำหนด 10 วันจะเป็นอย่างไร?",
        "ถ้าขั้นตอนที่ 5 เลื่อนออกไปอีก 10 วัน จะกระทบอะไรบ้างครับ",
        "ถ้าขั้นตอนที่ 5 เลื่อนไปวันที่ 10 มี.ค. 70",
        "ถ้าขั้นตอนที่ 5 แล้วเสร็จวันที่ 10 มีนาคม 2570",
    ],
)
def test_it_is_asked_in_many_ways(office: Office, said: str) -> None:
    assert office.say(MEMBER, said).text == office.say(MEMBER, LATE).text


@pytest.mark.parametrize(
    "said",
    [
        "ถ้า",
        "ถ้า 5",
        "ถ้าขั้นตอนที่ 5 ช้า",
        "ถ้าขั้นตอนที่ 5 ช้า 10 นาที",
        "ถ้าขั้นตอนที่ 5 ช้า 10 วัน เราจะไม่ทันประชุม",
        "ถ้าขั้นตอนที่ 5 เสร็จแล้ว แจ้งด้วยนะคะ",
        "ถ้า 5 คนช้า 10 วัน",
        "ถ้าเลื่อนไปวันที่ 10 มี.ค. 70",
        "ถ้าขั้นตอนที่ 5 เลื่อนไปพรุ่งนี้",
        "ถ้างบประมาณช้า 10 วัน",
        "เกรงว่าถ้าขั้นตอนที่ 5 ช้า 10 วัน",
    ],
)
def test_ordinary_talk_is_not_answered(office: Office, said: str) -> None:
    assert office.say(MEMBER, said).posts == ()


def test_of_what_is_overdue_days_count_from_today(office: Office) -> None:
    office.now = local("2027-03-10 09:00")
    assert "วันที่ 13 มีนาคม 2570 (ช้ากว่ากำหนด 13 วัน)" in office.say(MEMBER, "ถ้า 5 ช้า 3 วัน").text


def test_working_days_count_as_the_office_works(office: Office) -> None:
    text = office.say(MEMBER, "ถ้าขั้นตอนที่ 5 ช้า 5 วันทำการ").text
    assert "แล้วเสร็จวันที่ 5 มีนาคม 2570 (ช้ากว่ากำหนด 5 วัน)" in text


def test_its_picture_has_the_same_case_and_says_it_in_words(office: Office) -> None:
    asked = office.say(MEMBER, LATE).post
    post = office.press(ACADEMIC, PICTURE, asked).post
    (picture,) = post.message.pictures
    assert (picture.what, picture.of) == (Made.TIMELINE, "5 2027-03-10")
    assert "\nกำหนดการที่จะเปลี่ยนแปลง: ขั้นตอนที่ 6, 9 และ 10\n" in post.text


def test_where_no_picture_can_be_shown_there_is_no_button(office: Office) -> None:
    office.channel.can = replace(office.channel.can, pictures=False)
    assert office.say(MEMBER, LATE).labels == []


@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ("/whatif 5", "เช่น “ถ้าขั้นตอนที่ 5 ช้า 10 วัน”"),
        ("/whatif 5 soon", "เช่น “ถ้าขั้นตอนที่ 5 ช้า 10 วัน”"),
        ("ถ้า 4 ช้า 10 วัน", "ปิดแล้ว"),
        ("ถ้า 15 ช้า 10 วัน", "ไม่พบขั้นตอนที่ 15"),
        ("ถ้า 5 ช้า 999 วัน", "ห่างจากวันนี้มากเกินไป"),
        ("ถ้า 5 เลื่อนไปวันที่ 1 ก.พ. 70", "28 กุมภาพันธ์ 2570"),
    ],
)
def test_what_cannot_be_supposed_is_said(office: Office, said: str, refused: str) -> None:
    assert refused in office.say(MEMBER, said).text


def test_a_step_that_is_not_told_is_asked_for(office: Office) -> None:
    asked = office.say(MEMBER, "/whatif").post
    assert [label[0] for label in asked.labels] == ["5", "7", "8"]


def test_a_stranger_learns_nothing(office: Office) -> None:
    assert "ขั้นตอนที่ 6" not in office.say(STRANGER, LATE, PRIVATE).text
