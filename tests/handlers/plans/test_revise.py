"""/revise: a running plan takes another version of its SOP, and the former one again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import Dated
from bot.domain.plan import PlanStatus
from bot.domain.sop_import import Change, SopVersion, Value
from bot.sop_import.changing import changed
from bot.sops.loader import source_of
from tests.cast import (
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    SOP,
    Answer,
    Office,
    Post,
    Somebody,
    office_with_plan,
)
from tests.stores import fresh_store

CONFIRM, UNDO = "ยืนยัน", "เลิกทำ"
MOVES = "ขั้นตอนที่ 5: ครบกำหนด 28 ก.พ. 70 → 24 ม.ค. 70"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def version(office: Office, *changes: Change, group: int | None = None) -> SopVersion:
    """The SOP that came with the system, corrected."""
    by, group = office.person(SECRETARY).id, group or office.team().group
    source = changed(source_of(SOP), changes)
    with office.store.work() as work:
        made = work.sops.begin(group, source, by, office.now)
        work.commit()
        return made


def shorter(office: Office) -> SopVersion:
    """Step 5 takes 100 days, not 150."""
    return version(office, Change(("steps", 4, "duration"), 100))


def asked(office: Office, made: SopVersion, who: Somebody = SECRETARY) -> Answer:
    return office.press(who, f"revise p{office.plan().id} v{made.id}", chat=PRIVATE)


def revised(office: Office, made: SopVersion) -> Post:
    return office.press(SECRETARY, CONFIRM, asked(office, made).post).post


def duration(office: Office) -> int:
    return office.plan().sop.step(5).duration


def test_it_shows_what_would_move_before_it_is_written(office: Office) -> None:
    answer = asked(office, shorter(office))
    assert answer.text.startswith("ยืนยันใช้ SOP ฉบับที่ 1 กับแผนปีงบประมาณ พ.ศ. 2570 หรือไม่")
    assert "• ขั้นตอนที่ 5: 150 วันปฏิทิน → 100 วันปฏิทิน" in answer.text
    assert f"กำหนดการที่จะเปลี่ยนแปลง\n{MOVES}" in answer.text
    assert answer.labels == [CONFIRM, "ยกเลิก"]
    assert duration(office) == 150


def test_confirmed_the_group_hears_what_moves(office: Office) -> None:
    answer = office.press(SECRETARY, CONFIRM, asked(office, shorter(office)).post)
    assert answer.post.text.startswith("ปรับแผนตาม SOP ฉบับที่ 1 แล้ว")
    (told,) = answer.elsewhere
    assert told.chat.address == GROUP.address
    assert f"กำหนดการที่เปลี่ยนแปลง\n{MOVES}" in told.text
    assert "ผู้บันทึก นางสาวพิมพ์ใจ" in told.text
    assert duration(office) == 100


def test_cancelled_nothing_is_changed(office: Office) -> None:
    question = asked(office, shorter(office)).post
    office.press(SECRETARY, "ยกเลิก", question)
    assert duration(office) == 150
    office.press(SECRETARY, CONFIRM, question)
    assert duration(office) == 150


def test_what_was_first_planned_and_what_is_closed_stay(office: Office) -> None:
    before = office.plan()
    revised(office, version(office, Change(("steps", 0, "duration"), 20)))
    after = office.plan()
    assert after.baseline == before.baseline
    assert after.states[1].closed_on == before.states[1].closed_on


def test_taken_back_within_ten_minutes_the_former_dates_hold_and_the_group_hears(
    office: Office,
) -> None:
    done = revised(office, shorter(office))
    office.now += timedelta(minutes=9)
    answer = office.press(SECRETARY, UNDO, done)
    (told,) = answer.elsewhere
    assert "รายการ: ปรับแผนตาม SOP ฉบับที่ 1\n" in told.text
    assert "ขั้นตอนที่ 5: ครบกำหนด 24 ม.ค. 70 → 28 ก.พ. 70" in told.text
    assert duration(office) == 150


def test_later_it_is_not_taken_back(office: Office) -> None:
    done = revised(office, shorter(office))
    office.now += timedelta(minutes=11)
    office.press(SECRETARY, UNDO, done)
    assert duration(office) == 100


def test_of_two_the_earlier_is_not_taken_back_alone(office: Office) -> None:
    first = revised(office, shorter(office))
    second = revised(office, version(office, Change(("steps", 4, "duration"), 90)))
    office.press(SECRETARY, UNDO, first)
    assert duration(office) == 90
    office.press(SECRETARY, UNDO, second)
    assert duration(office) == 100


def test_only_who_steers_the_plan_may(office: Office) -> None:
    answer = asked(office, shorter(office), MEMBER)
    assert "ยืนยัน" not in answer.labels
    line = f"revise p{office.plan().id} v1 !"
    office.press(MEMBER, line, chat=PRIVATE)
    assert duration(office) == 150


def test_the_version_that_it_follows_already_changes_nothing(office: Office) -> None:
    made = shorter(office)
    revised(office, made)
    events = len(office.plan().events)
    assert asked(office, made).popup == "แผนใช้ SOP ฉบับที่ 1 อยู่แล้ว"
    assert len(office.plan().events) == events


def test_a_version_with_other_steps_is_refused_with_what_can_be_done(office: Office) -> None:
    extra: dict[str, Value] = {"number": 13, "title": "สรุป", "detail": ["สรุป"], "duration": 5}
    extra |= {"unit": "working", "after": [12], "parties": ["committee"]}
    more = Change(("steps", 12), extra)
    text = asked(office, version(office, more)).text
    assert text.startswith("ใช้ SOP ฉบับที่ 1 กับแผนปีงบประมาณ พ.ศ. 2570 ไม่ได้")
    assert "• มีขั้นตอนที่แผนไม่มี: ขั้นตอนที่ 13" in text
    assert "/end" in text
    assert "/clone" in text


def test_a_version_of_another_group_or_none_is_no_version(office: Office) -> None:
    with office.store.work() as work:
        other = work.chats.at("telegram", OTHER_GROUP.address, OTHER_GROUP.kind, "อื่น").id
        work.commit()
    theirs = version(office, Change(("steps", 4, "duration"), 99), group=other)
    for id in (theirs.id, 999):
        answer = office.press(SECRETARY, f"revise p{office.plan().id} v{id} !", chat=PRIVATE)
        assert not answer.labels
        assert duration(office) == 150


def test_a_plan_that_is_over_takes_none(office: Office) -> None:
    made = shorter(office)
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    assert CONFIRM not in asked(office, made).labels


def test_a_file_of_a_document_that_is_gone_stays_with_its_step(office: Office) -> None:
    office.keep_file(5, "ภาพ.pdf", "first-activities")
    made = version(office, Change(("steps", 4, "documents"), None))
    question = asked(office, made)
    assert "ไฟล์ของเอกสารที่ไม่มีในฉบับนี้ยังเก็บไว้ในขั้นตอนเดิม: ขั้นตอนที่ 5" in question.text
    office.press(SECRETARY, CONFIRM, question.post)
    assert "ภาพ.pdf" in office.say(MEMBER, "เอกสาร 5", PRIVATE).text
    assert "5-01" in office.say(MEMBER, "สถานะ 5", PRIVATE).text


def test_a_party_in_which_nobody_is_yet_is_told(office: Office) -> None:
    party: dict[str, Value] = {"id": "auditors", "name": "ผู้ตรวจสอบภายใน", "short": "ผู้ตรวจสอบ"}
    parties = len(office.plan().sop.parties)
    made = version(
        office,
        Change(("parties", parties), party),
        Change(("steps", 4, "parties", 0), "auditors"),
    )
    assert "ยังไม่มีผู้เข้าร่วมเป็น: ผู้ตรวจสอบภายใน" in asked(office, made).text


def test_a_day_that_was_fixed_stays(office: Office) -> None:
    meeting = Dated(at=office.now, step=5, on=(office.now + timedelta(days=30)).date())
    office.record(meeting)
    text = asked(office, shorter(office)).text
    assert "วันครบกำหนดไม่เปลี่ยนแปลง" in text
    assert "คงวันครบกำหนดที่คณะทำงานกำหนดไว้แล้ว: ขั้นตอนที่ 5" in text


def test_the_history_tells_of_it(office: Office) -> None:
    revised(office, shorter(office))
    assert "ปรับแผนตาม SOP ฉบับที่ 1" in office.say(MEMBER, "ประวัติ").text


def test_a_pause_of_reminders_ends_for_what_is_due_on_another_day(office: Office) -> None:
    office.say(MEMBER, "พักแจ้งเตือน 5")
    revised(office, version(office, Change(("steps", 11, "duration"), 3)))
    assert paused(office) == {5}
    revised(office, shorter(office))
    assert paused(office) == set()


def paused(office: Office) -> set[int]:
    with office.store.reading() as work:
        return {s.step for s in work.plans.snoozes(office.plan().id)}


def test_the_sop_of_the_plan_offers_the_version_that_the_group_uses(office: Office) -> None:
    shorter(office)
    menu = office.say(SECRETARY, "คู่มือ", PRIVATE).post
    assert "หน่วยงานใช้ SOP ฉบับที่ 1 แล้ว แผนนี้ยังใช้ฉบับอื่น" in menu.text
    question = office.press(SECRETARY, "ใช้ฉบับที่ 1 กับแผนนี้", menu).post
    office.press(SECRETARY, CONFIRM, question)
    assert duration(office) == 100
    assert "ยังใช้ฉบับอื่น" not in office.say(SECRETARY, "คู่มือ", PRIVATE).text


def test_to_who_does_not_steer_the_plan_no_version_is_offered(office: Office) -> None:
    shorter(office)
    assert "ยังใช้ฉบับอื่น" not in office.say(MEMBER, "คู่มือ", PRIVATE).text
