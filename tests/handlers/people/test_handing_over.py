"""The chair's buttons under a letter: รับทราบ and มอบเลขานุการติดตาม."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.events import Acknowledged
from bot.domain.standing import Standing, StepStatus
from tests.cast import CHAIR, MEMBER, PRIVATE, SECRETARY, Office, Somebody, local, office_with_plan
from tests.domain.sops import OFF_2570
from tests.stores import fresh_store

FOLLOW_UP = "followup p1 6"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Step 6 is overdue for seven days."""
    store = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    office = office_with_plan(store)
    office.close(5, date(2027, 2, 26))
    office.now = local("2027-03-09 09:00")
    yield office
    store.close()


def test_the_secretary_gets_an_order_to_act_on(office: Office) -> None:
    answer = office.press(CHAIR, FOLLOW_UP, chat=PRIVATE)
    assert answer.popup == "มอบเลขานุการติดตามขั้นตอนที่ 6 แล้ว"
    (order,) = answer.elsewhere
    assert order.chat.address == SECRETARY.account
    assert order.text.startswith("ประธานมอบหมายให้ติดตามขั้นตอนที่ 6")
    assert "เกินกำหนด 7 วัน" in order.text
    assert "ผู้รับผิดชอบ คณะดำเนินงาน\nรายชื่อ นางมาลี ตัวอย่าง" in order.text
    assert "เอกสารที่ต้องแนบ\n• รายงานความก้าวหน้าการดำเนินงาน" in order.text
    assert "ขยายเวลา 6" in order.text
    assert order.labels == ["ปิดขั้นตอน", "ดูสถานะ"]


def test_the_buttons_of_the_order_act_on_its_step(office: Office) -> None:
    (order,) = office.press(CHAIR, FOLLOW_UP, chat=PRIVATE).elsewhere
    assert "ขั้นตอนที่ 6" in office.press(SECRETARY, "ดูสถานะ", order).text
    assert "ขั้นตอนที่ 6" in office.press(SECRETARY, "ปิดขั้นตอน", order).text


def test_a_second_press_on_the_same_day_orders_nothing_more(office: Office) -> None:
    office.press(CHAIR, FOLLOW_UP, chat=PRIVATE)
    again = office.press(CHAIR, FOLLOW_UP, chat=PRIVATE)
    assert again.popup == "มอบเลขานุการติดตามขั้นตอนที่ 6 แล้ว"
    assert again.elsewhere == ()
    office.now = local("2027-03-10 09:00")
    assert office.press(CHAIR, FOLLOW_UP, chat=PRIVATE).elsewhere


def test_taken_back_the_secretary_hears_that_it_is_off(office: Office) -> None:
    office.press(CHAIR, FOLLOW_UP, chat=PRIVATE)
    (told,) = office.say(CHAIR, "เลิกทำ", PRIVATE).elsewhere
    assert told.chat.address == SECRETARY.account
    assert "รายการ: มอบเลขานุการติดตามขั้นตอนที่ 6" in told.text
    assert office.press(CHAIR, FOLLOW_UP, chat=PRIVATE).elsewhere


@pytest.mark.parametrize("who", [SECRETARY, MEMBER])
def test_nobody_else_speaks_for_the_chair(office: Office, who: Somebody) -> None:
    answer = office.press(who, FOLLOW_UP, chat=PRIVATE)
    assert answer.popup.startswith("การมอบเลขานุการติดตามดำเนินการได้โดยประธาน")
    assert answer.elsewhere == ()


def test_one_press_acknowledges_all_steps_of_a_letter(office: Office) -> None:
    assert office.press(CHAIR, "ack p1 6 8 overdue", chat=PRIVATE).popup == "รับทราบแล้ว"
    seen = [(e.step, e.notice) for e in office.plan().events if isinstance(e, Acknowledged)]
    assert seen == [(6, "overdue"), (8, "overdue")]


def test_of_more_steps_than_a_button_can_name_all_that_are_overdue_are_meant(
    office: Office,
) -> None:
    office.press(CHAIR, "ack p1 all overdue", chat=PRIVATE)
    late = Standing(office.plan(), OFF_2570, office.now.date(), office.team())
    seen = [e.step for e in office.plan().events if isinstance(e, Acknowledged)]
    assert seen == late.having(StepStatus.OVERDUE)
    assert 6 in seen
