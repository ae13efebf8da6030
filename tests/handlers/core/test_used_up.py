"""Confirmations are used up once pressed: their buttons go."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

import pytest

from bot.domain.notices import Notice
from bot.domain.rules import Audience, Kind
from tests.cast import (
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    ZONE,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def letter(office: Office) -> Post:
    """What the chair gets of step 8, seven days overdue."""
    office.now = local("2027-02-19 08:30")
    at = datetime.combine(date(2027, 2, 19), time(8, 30), ZONE)
    chat = office.person(CHAIR).private_chat
    assert chat is not None
    told = Notice(office.plan().id, 8, Kind.OVERDUE, 7, date(2027, 2, 12), Audience.CHAIR, at)
    with office.store.work() as work:
        work.outbox.plan([(told, chat)], at, late=False)
        work.commit()
    (post,) = office.outbox()
    return post


def test_the_chair_acknowledges_once_and_may_still_hand_over(office: Office) -> None:
    post = letter(office)
    assert office.labels_under(post) == ["รับทราบ", "มอบเลขานุการติดตาม"]
    office.press(CHAIR, "รับทราบ", post)
    assert office.labels_under(post) == ["มอบเลขานุการติดตาม"]
    office.press(CHAIR, "มอบเลขานุการติดตาม", post)
    assert office.labels_under(post) == []


def test_what_the_chair_acknowledged_stands_in_the_history(office: Office) -> None:
    office.press(CHAIR, "รับทราบ", letter(office))
    for place in (PRIVATE, GROUP):
        assert "รับทราบการแจ้งเตือนขั้นตอนที่ 8" in office.say(CHAIR, "ประวัติ 8", place).text


def test_a_closing_that_was_asked_about_is_confirmed_once(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 5").post
    assert office.labels_under(asked)
    office.press(MEMBER, "ยืนยันปิดขั้นตอน", asked)
    assert office.plan().states[5].is_closed
    assert office.labels_under(asked) == []


def test_an_extension_is_confirmed_once(office: Office) -> None:
    asked = office.say(SECRETARY, "ขยายเวลา 5 30/4/2570 รอข้อมูล").post
    office.press(SECRETARY, asked.labels[0], asked)
    assert office.plan().states[5].extended_to
    assert office.labels_under(asked) == []


def test_a_refused_press_leaves_the_buttons(office: Office) -> None:
    asked = office.say(SECRETARY, "ขยายเวลา 5 30/4/2570 รอข้อมูล").post
    office.press(MEMBER, asked.labels[0], asked)
    assert office.labels_under(asked) == asked.labels


def test_the_end_of_a_plan_is_confirmed_once(office: Office) -> None:
    asked = office.press(SECRETARY, "end p1 cancel").post
    office.press(SECRETARY, asked.labels[0], asked)
    assert not office.plan().is_running
    assert office.labels_under(asked) == []


def test_what_was_taken_back_is_not_offered_again(office: Office) -> None:
    said = office.say(SECRETARY, "คืบหน้า 7 100").post
    assert said.labels == ["ปิดขั้นตอน", "เลิกทำ"]
    office.press(SECRETARY, "เลิกทำ", said)
    assert office.labels_under(said) == ["ปิดขั้นตอน"]
