"""/undo, typed: the newest thing that the person did is taken back, whatever it was."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    SOP,
    Office,
    mention,
    office_with_plan,
)
from tests.stores import fresh_store

NOT_NEWEST = (
    "การพิมพ์ “เลิกทำ” ใช้ได้กับรายการล่าสุดเท่านั้น\nรายการก่อนหน้านั้น โปรดกดปุ่ม “เลิกทำ” ใต้ข้อความของรายการ"
)
NEW_DAY = date(2027, 3, 2)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def skipped(office: Office) -> Office:
    """The secretary has just said that step 8 is not carried out."""
    office.say(SECRETARY, "ไม่ดำเนินการ 8 ปีนี้ไม่มีงบประมาณ")
    return office


def is_off(office: Office, day: date) -> bool:
    with office.store.reading() as work:
        return day in work.teams.days_off(office.team().id)


def parties(office: Office) -> frozenset[tuple[str, str]]:
    member = office.team().member(office.person(ACADEMIC).id)
    assert member is not None
    return member.parties


def chairs(office: Office) -> list[int]:
    return [m.person.id for m in office.team().chairs]


def test_a_day_off_goes_and_the_skip_before_it_stays(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570 วันหยุดพิเศษ")
    assert "ลบวันหยุดแล้ว" in skipped.say(SECRETARY, "เลิกทำ").text
    assert not is_off(skipped, NEW_DAY)
    assert skipped.plan().states[8].skipped


def test_days_too_many_for_a_button_go_too(skipped: Office) -> None:
    days = ", ".join(f"{n}/3/2570" for n in (1, 2, 3, 4, 5, 8, 9, 10))
    skipped.say(SECRETARY, f"วันหยุด เพิ่ม {days}")
    skipped.say(SECRETARY, "/undo")
    assert not any(is_off(skipped, NEW_DAY + timedelta(days=n)) for n in range(8))


def test_a_day_typed_in_answer_to_the_question_goes_too(skipped: Office) -> None:
    asked = skipped.say(SECRETARY, "วันหยุด เพิ่ม").post
    skipped.say(SECRETARY, "2/3/2570", reply_to=asked)
    skipped.say(SECRETARY, "เลิกทำ")
    assert not is_off(skipped, NEW_DAY)


def test_the_chair_that_was_named_gives_way_to_the_former(skipped: Office) -> None:
    before = chairs(skipped)
    skipped.say(SECRETARY, "กำหนดประธาน", reply_to=MEMBER)
    assert chairs(skipped) == [skipped.person(MEMBER).id]
    skipped.say(SECRETARY, "เลิกทำ")
    assert chairs(skipped) == before
    assert skipped.plan().states[8].skipped


def test_the_office_handed_over_comes_back(skipped: Office) -> None:
    named = skipped.say(SECRETARY, "กำหนดเลขานุการ", reply_to=MEMBER).post
    skipped.press(SECRETARY, next(b.action for b in named.buttons if "hand-over" in b.action))
    assert len(skipped.team().secretaries) == 1
    skipped.say(SECRETARY, "เลิกทำ")
    assert len(skipped.team().secretaries) == 2
    assert skipped.plan().states[8].skipped


@pytest.mark.parametrize("party", ["academic-board", "committee"])
def test_who_was_assigned_is_no_longer(skipped: Office, party: str) -> None:
    before = parties(skipped)
    chosen = skipped.say(SECRETARY, "มอบหมาย", mentions=[mention(ACADEMIC)]).post
    action = next(b.action for b in chosen.buttons if f" {party}" in b.action)
    skipped.press(SECRETARY, action, chosen)
    assert (SOP, party) in parties(skipped)
    skipped.say(SECRETARY, "เลิกทำ")
    assert parties(skipped) == before
    assert skipped.plan().states[8].skipped


def test_a_removed_file_comes_back(skipped: Office) -> None:
    file = skipped.keep_file(5, "สรุป.pdf", who=SECRETARY)
    asked = skipped.press(SECRETARY, f"removefile f{file}").post
    confirm = skipped.say(SECRETARY, "ฉบับเก่า", reply_to=asked).post
    skipped.press(SECRETARY, "ยืนยันลบ", confirm)
    said = skipped.say(SECRETARY, "เลิกทำ").text
    assert said.startswith("นำเอกสารแนบกลับคืนแล้ว\nเลขที่หลักฐาน 5-01")
    assert skipped.plan().states[8].skipped


@pytest.mark.parametrize("verb", ["close", "cancel", "redo"])
def test_the_end_of_a_plan_is_taken_back(skipped: Office, verb: str) -> None:
    skipped.press(SECRETARY, f"end p1 {verb} !")
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.plan().is_running
    assert skipped.plan().states[8].skipped


def test_an_entry_without_a_button_is_the_newest_too(skipped: Office) -> None:
    skipped.now += timedelta(minutes=1)
    skipped.press(SECRETARY, "checkin p1 5 on-plan")
    assert skipped.plan().states[5].check_ins
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.plan().states[5].check_ins == ()
    assert skipped.plan().states[8].skipped


def test_typed_twice_only_the_newest_goes(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570")
    skipped.say(SECRETARY, "เลิกทำ")
    assert skipped.say(SECRETARY, "เลิกทำ").text == NOT_NEWEST
    assert not is_off(skipped, NEW_DAY)
    assert skipped.plan().states[8].skipped


def test_pressed_then_typed_nothing_is_done_again(skipped: Office) -> None:
    post = skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570").post
    skipped.press(SECRETARY, "เลิกทำ", post)
    assert skipped.say(SECRETARY, "เลิกทำ").text == NOT_NEWEST
    assert not is_off(skipped, NEW_DAY)


def test_what_was_done_in_private_is_not_mistaken_in_the_group(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570", PRIVATE)
    assert skipped.say(SECRETARY, "เลิกทำ").text == NOT_NEWEST
    assert skipped.plan().states[8].skipped
    assert is_off(skipped, NEW_DAY)


def test_in_private_what_was_done_in_the_group_is_taken_back(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570")
    answer = skipped.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]
    assert not is_off(skipped, NEW_DAY)


def test_in_reply_to_an_earlier_announcement_nothing_is_guessed(office: Office) -> None:
    first = office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบประมาณ").post
    day = office.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570").post
    assert office.say(SECRETARY, "เลิกทำ", reply_to=first).text == NOT_NEWEST
    office.say(SECRETARY, "เลิกทำ", reply_to=day)
    assert not is_off(office, NEW_DAY)
    assert office.plan().states[8].skipped


def test_another_persons_newest_is_another(skipped: Office) -> None:
    skipped.say(CHAIR, "วันหยุด เพิ่ม 2/3/2570")
    skipped.say(SECRETARY, "เลิกทำ")
    assert is_off(skipped, NEW_DAY)
    assert not skipped.plan().states[8].skipped


def test_after_ten_minutes_typing_takes_nothing_back(skipped: Office) -> None:
    skipped.say(SECRETARY, "วันหยุด เพิ่ม 2/3/2570")
    skipped.now += timedelta(minutes=11)
    assert skipped.say(SECRETARY, "เลิกทำ").text.startswith("เลิกทำได้ภายใน 10 นาที")
    assert is_off(skipped, NEW_DAY)
