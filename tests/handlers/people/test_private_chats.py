"""Who has a duty and no private chat: the secretary is told, and told again as that changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.incoming import Happened
from tests.cast import ACADEMIC, CHAIR, MEMBER, PRIVATE, SECRETARY, Office, Post, office_with_plan
from tests.stores import fresh_store

BUTTON = "คณะดำเนินงาน (2)"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store, unopened=(CHAIR, ACADEMIC))
    store.close()


def signs_up(office: Office) -> Post:
    """The secretary's message after the academic has joined another party."""
    post = office.say(SECRETARY, "ลงชื่อ").post
    answer = office.press(ACADEMIC, BUTTON, post)
    return next(p for p in answer.elsewhere if p.chat.address == SECRETARY.account)


def test_the_pop_up_says_how_reminders_arrive(office: Office) -> None:
    popup = office.press(ACADEMIC, BUTTON, office.say(SECRETARY, "ลงชื่อ").post).popup
    assert popup == (
        "ลงชื่อเป็นผู้รับผิดชอบแล้ว: คณะดำเนินงาน "
        "โปรดกด “เปิดแชตส่วนตัวกับระบบ” ด้านล่าง แล้วกดเริ่ม (Start) เพื่อรับการแจ้งเตือน"
    )


def test_the_secretary_hears_who_cannot_be_reached(office: Office) -> None:
    told = signs_up(office)
    assert "• นพ.สมคิด ตัวอย่าง\n• ดร.อารีย์ ตัวอย่าง" in told.text
    assert "โปรดเรียนประธานเพื่อเปิดแชตส่วนตัวกับระบบ" in told.text
    assert told.labels == ["เปิดแชตส่วนตัวกับระบบ"]


def test_the_message_is_one_and_kept_up_to_date(office: Office) -> None:
    told = signs_up(office)
    (first,) = office.happens(Happened.OPENED, ACADEMIC, PRIVATE).elsewhere
    assert first.edits == told.id
    assert "อารีย์" not in first.text
    (last,) = office.happens(Happened.OPENED, CHAIR, PRIVATE).elsewhere
    assert last.edits == told.id
    assert last.text.startswith("ผู้มีหน้าที่ทุกท่านเปิดแชตส่วนตัวกับระบบแล้ว")


def test_of_who_can_be_reached_nobody_is_told(office: Office) -> None:
    answer = office.press(MEMBER, "นักวิชาการ (1)", office.say(SECRETARY, "ลงชื่อ").post)
    assert answer.elsewhere == ()
