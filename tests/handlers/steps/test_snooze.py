"""/snooze: no reminders of a step in this chat for some days; its due date never moves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from scheduler.planner import Planner
from tests.cast import (
    ACADEMIC,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.stores import fresh_store

DUE_NOTICE = local("2027-02-26 08:30")
"""The slot at which step 5, due on Sunday 28 February, is told to be due."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def until(office: Office, step: int, chat: str = GROUP.address) -> date | None:
    with office.store.reading() as work:
        return next(
            (
                s.until
                for s in work.plans.snoozes(office.plan().id)
                if s.step == step and work.chats.by_id(s.chat).address == chat
            ),
            None,
        )


def notices(office: Office) -> list[Post]:
    while Planner(office.store).step(office.now):
        pass
    return office.outbox()


def notice(office: Office) -> Post:
    """In the group, about step 5 alone."""
    return office.say(MEMBER, "สถานะ 5").post


@pytest.mark.parametrize("words", ["5 ถึง 25/11/2569", "5 25 พ.ย. 69", "5 3 วัน"])
def test_it_may_be_told_until_which_day(office: Office, words: str) -> None:
    office.say(MEMBER, f"พักแจ้งเตือน {words}")
    assert until(office, 5) == date(2026, 11, 25)


def test_what_is_no_number_of_days_is_asked_for(office: Office) -> None:
    assert "“พักแจ้งเตือน 5 3 วัน”" in office.say(MEMBER, "/snooze 5 สักพัก").text
    assert "วันที่ใกล้เคียง" in office.say(MEMBER, "/snooze 5 ถึง 31/11").text
    assert until(office, 5) is None


def test_it_says_until_when_and_that_the_due_date_stays(office: Office) -> None:
    said = office.say(MEMBER, "พักแจ้งเตือน 5 3").text
    assert said.startswith("พักแจ้งเตือนขั้นตอนที่ 5 แล้ว")
    assert "ระบบจะแจ้งเตือนขั้นตอนนี้ในกลุ่มอีกครั้งตั้งแต่วันพุธที่ 25 พฤศจิกายน 2569" in said
    assert "วันครบกำหนดไม่เปลี่ยนแปลง (วันที่ 28 กุมภาพันธ์ 2570)" in said


def test_without_days_it_is_three(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5")
    assert until(office, 5) == date(2026, 11, 25)


def test_it_ends_on_a_working_day(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5 6 วัน")
    assert until(office, 5) == date(2026, 11, 30)


def test_in_reply_to_a_notice_a_number_alone_counts_days(office: Office) -> None:
    about_5 = notice(office)
    office.say(MEMBER, "พักแจ้งเตือน 7 วัน", reply_to=about_5)
    assert until(office, 5) == date(2026, 11, 30)
    assert until(office, 7) is None


def test_in_reply_without_a_number_it_is_the_step_of_the_notice(office: Office) -> None:
    office.say(MEMBER, "/snooze", reply_to=notice(office))
    assert until(office, 5) == date(2026, 11, 25)


def test_in_private_it_is_paused_for_oneself_only(office: Office) -> None:
    said = office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE).text
    assert "ระบบจะแจ้งเตือนขั้นตอนนี้แก่ท่านอีกครั้งตั้งแต่วันพุธที่ 25 พฤศจิกายน 2569" in said
    assert until(office, 5, MEMBER.account) == date(2026, 11, 25)
    assert until(office, 5) is None


def test_what_is_paused_does_not_go_out_there(office: Office) -> None:
    office.now = local("2027-02-25 10:00")
    notices(office)
    office.say(MEMBER, "พักแจ้งเตือน 5 3", PRIVATE)
    office.now = DUE_NOTICE
    told = [p for p in notices(office) if "ขั้นตอนที่ 5" in p.text]
    assert GROUP.address in {p.chat.address for p in told}
    assert MEMBER.account not in {p.chat.address for p in told}


def test_a_month_is_the_most(office: Office) -> None:
    said = office.say(MEMBER, "พักแจ้งเตือน 5 31").text
    assert said.startswith("พักแจ้งเตือนได้ไม่เกิน 30 วัน")
    assert until(office, 5) is None


def test_several_steps_of_ones_own_are_asked_about(office: Office) -> None:
    choice = office.say(SECRETARY, "พักแจ้งเตือน").post
    assert choice.text == "โปรดเลือกขั้นตอนที่ต้องการ"
    label = next(label for label in choice.labels if label.startswith("7."))
    office.press(SECRETARY, label, choice)
    assert until(office, 7) == date(2026, 11, 25)


def test_a_closed_step_sends_no_reminders_anyway(office: Office) -> None:
    assert "ขั้นตอนที่ 4 ปิดแล้ว" in office.say(SECRETARY, "พักแจ้งเตือน 4 3").text


def test_only_whose_step_it_is_pauses_it(office: Office) -> None:
    said = office.say(ACADEMIC, "พักแจ้งเตือน 5 3").text
    assert said.startswith("ขั้นตอนที่ 5 ดำเนินการได้โดย")
    assert until(office, 5) is None


def test_a_stranger_hears_nothing_of_any_team(office: Office) -> None:
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(STRANGER, "พักแจ้งเตือน 5 3", PRIVATE).text
