"""The monthly question and what is answered to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.events import CheckedIn
from tests.cast import ACADEMIC, GROUP, PRIVATE, SECRETARY, Answer, Office, local, office_with_plan
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def answers(office: Office, situation: str) -> Answer:
    return office.press(ACADEMIC, f"checkin p{office.plan().id} 7 {situation}", chat=PRIVATE)


def test_an_obstacle_is_told_at_once_and_its_content_asked(office: Office) -> None:
    answer = answers(office, "obstacle")
    assert answer.text == (
        "บันทึกแล้ว: ขั้นตอนที่ 7 มีอุปสรรค และแจ้งเลขานุการแล้ว\n"
        "โปรดพิมพ์อุปสรรคโดยย่อเพื่อแจ้งเลขานุการ หรือพิมพ์ “ยกเลิก”"
    )
    assert answer.post.message.asks
    (told,) = answer.elsewhere
    assert told.chat.address == SECRETARY.account
    assert told.text.startswith("ขั้นตอนที่ 7 มีอุปสรรค")


def test_the_words_go_to_the_secretary(office: Office) -> None:
    answers(office, "obstacle")
    answer = office.say(ACADEMIC, "ยังไม่ได้รับงบประมาณ", PRIVATE)
    assert "อุปสรรค: ยังไม่ได้รับงบประมาณ" in answer.text
    (told,) = answer.elsewhere
    assert "อุปสรรค: ยังไม่ได้รับงบประมาณ\nผู้รายงาน ดร.อารีย์ ตัวอย่าง" in told.text
    last = office.plan().events[-1]
    assert isinstance(last, CheckedIn)
    assert last.note == "ยังไม่ได้รับงบประมาณ"


def test_an_obstacle_may_stay_without_words(office: Office) -> None:
    answers(office, "obstacle")
    answer = office.say(ACADEMIC, "ยกเลิก", PRIVATE)
    assert answer.text == "ไม่บันทึกรายละเอียด ขั้นตอนที่ 7 ยังบันทึกว่ามีอุปสรรค"
    assert answer.elsewhere == ()


def test_the_same_answer_twice_is_told_once(office: Office) -> None:
    answers(office, "obstacle")
    again = answers(office, "obstacle")
    assert (again.popup, again.posts, again.elsewhere) == ("บันทึกไว้แล้ว", (), ())


def test_the_next_months_answer_counts_anew(office: Office) -> None:
    answers(office, "obstacle")
    office.now = local("2026-12-01 09:00")
    assert answers(office, "obstacle").elsewhere


def test_on_plan_after_an_obstacle_is_told_too(office: Office) -> None:
    answers(office, "obstacle")
    answer = answers(office, "on-plan")
    assert answer.text == "บันทึกแล้ว: ขั้นตอนที่ 7 เป็นไปตามแผน"
    (told,) = answer.elsewhere
    assert told.text.startswith("ขั้นตอนที่ 7 เป็นไปตามแผน")
    assert "(เปลี่ยนจากที่เคยแจ้งว่ามีอุปสรรค)" in told.text
    assert "บันทึกแล้ว" not in office.say(ACADEMIC, "ขอบคุณ", PRIVATE).text


def test_where_no_secretary_is_told_it_is_not_said_so(office: Office) -> None:
    line = f"checkin p{office.plan().id} 7 obstacle"
    answer = office.press(SECRETARY, line, chat=PRIVATE)
    assert answer.text == ("บันทึกแล้ว: ขั้นตอนที่ 7 มีอุปสรรค\nโปรดพิมพ์อุปสรรคโดยย่อ หรือพิมพ์ “ยกเลิก”")


def test_in_the_group_the_words_come_by_reply(office: Office) -> None:
    asked = office.press(ACADEMIC, f"checkin p{office.plan().id} 7 obstacle", chat=GROUP).post
    assert "ดร.อารีย์ ตัวอย่าง โปรดพิมพ์อุปสรรคโดยย่อโดยตอบกลับข้อความนี้" in asked.text
    assert office.say(ACADEMIC, "รองบประมาณ", reply_to=asked).elsewhere
