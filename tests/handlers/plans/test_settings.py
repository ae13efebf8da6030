"""/settings: when, what, in which language; and the test notice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path

import pytest

from bot.domain.rules import Kind
from bot.ports import Abilities, Outlook
from bot.ports.channels import OUTLOOK_LASTS
from tests.cast import (
    ACADEMIC,
    CHAIR,
    CHANNEL,
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
from tests.domain.sops import OFF_2570
from tests.planning import plan_due
from tests.stores import fresh_store

START_OF_STEP_8 = local("2026-12-15 08:30")
STEP_8 = "ส่งผลงานเข้ารับการประเมินรางวัล"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    yield office_with_plan(store, unopened=(ACADEMIC,))
    store.close()


def planned(office: Office) -> list[Post]:
    """What the planner sends to the group about step 8 now."""
    plan_due(office.store, office.now)
    found = office.outbox()
    return [p for p in found if p.chat.address == GROUP.address and STEP_8 in p.text]


def test_it_shows_how_things_are_set(office: Office) -> None:
    answer = office.say(SECRETARY, "ตั้งค่า")
    assert "การตั้งค่าของ คณะดำเนินงานตัวชี้วัดที่ 2.4\nเวลาแจ้งเตือน: 08.30 น." in answer.text
    assert "สรุปประจำสัปดาห์ในกลุ่ม: เปิด\nภาษาในกลุ่ม: ไทย" in answer.text
    assert "ทดลองแจ้งเตือน" in answer.labels


def test_a_member_sees_who_may_change_them_and_who_gets_what(office: Office) -> None:
    answer = office.say(MEMBER, "ตั้งค่า", PRIVATE)
    assert "ปรับการตั้งค่าได้โดยเลขานุการหรือประธาน" in answer.text
    assert answer.labels == ["ผู้รับการแจ้งเตือน", "ภาษาในแชตส่วนตัว"]
    told = office.press(MEMBER, "ผู้รับการแจ้งเตือน", answer.post).text
    assert "ประธาน (แชตส่วนตัว): สรุปความก้าวหน้าประจำสัปดาห์" in told


def outlook(at: datetime, limit: int | None = 300) -> Outlook:
    return Outlook(limit, 112, 168, at)


def test_where_it_counts_the_month_is_shown_and_what_it_will_come_to(office: Office) -> None:
    office.channel.can = Abilities(counted=True)
    office.outlooks[CHANNEL] = outlook(office.now)
    shown = office.say(SECRETARY, "ตั้งค่า").text
    assert "ข้อความที่ส่งได้ในเดือนนี้: ใช้ไป 112 จาก 300 (คาดว่าจะใช้ถึงสิ้นเดือน 168)" in shown
    office.outlooks[CHANNEL] = outlook(office.now, limit=None)
    shown = office.say(SECRETARY, "ตั้งค่า").text
    assert "ข้อความที่ส่งในเดือนนี้: 112 (คาดว่าจะใช้ถึงสิ้นเดือน 168)" in shown


def test_what_was_not_told_yet_or_long_ago_is_not_known(office: Office) -> None:
    office.channel.can = Abilities(counted=True)
    unknown = "ข้อความที่ส่งได้ในเดือนนี้: ระบบยังไม่ได้รับข้อมูลจำนวนที่ใช้ไป"
    assert unknown in office.say(SECRETARY, "ตั้งค่า").text
    office.outlooks[CHANNEL] = outlook(office.now - OUTLOOK_LASTS)
    assert unknown in office.say(SECRETARY, "ตั้งค่า").text


def test_where_nothing_is_counted_nothing_is_said_of_it(office: Office) -> None:
    office.outlooks[CHANNEL] = outlook(office.now)
    assert "ในเดือนนี้" not in office.say(SECRETARY, "ตั้งค่า").text


def test_a_usual_time_is_one_press(office: Office) -> None:
    times = office.press(SECRETARY, "เวลาแจ้งเตือน", office.say(SECRETARY, "ตั้งค่า").post)
    answer = office.press(SECRETARY, "13.00 น.", times.post)
    assert answer.popup == "บันทึกแล้ว"
    assert "เวลาแจ้งเตือน: 13.00 น." in answer.text
    assert office.plan().rules.slot == time(13)


def test_another_time_is_typed_in_reply(office: Office) -> None:
    asked = office.press(CHAIR, f"settings t{office.team().id} time other").post
    assert "โปรดตอบกลับข้อความนี้ด้วยเวลา" in asked.text
    assert "เวลาแจ้งเตือน: 09.15 น." in office.say(CHAIR, "๙.๑๕ น.", reply_to=asked).text


@pytest.mark.parametrize("typed", ["25.00", "03.00", "3", "99", "ตอนเช้า", "09.00 หรือ 10.00"])
def test_a_time_that_cannot_be_is_asked_for_again(office: Office, typed: str) -> None:
    asked = office.press(CHAIR, f"settings t{office.team().id} time other").post
    said = office.say(CHAIR, typed, reply_to=asked).text
    assert said == "โปรดพิมพ์เวลาระหว่าง 06.00 น. ถึง 16.00 น. เช่น “08.30”"
    assert "09.00 น." in office.say(CHAIR, "09.00", reply_to=asked).text


@pytest.mark.parametrize(
    ("typed", "slot"),
    [
        ("9", time(9)),
        ("๙ โมง", time(9)),
        ("9 โมงเช้า", time(9)),
        ("9 โมงครึ่ง", time(9, 30)),
        ("8.30", time(8, 30)),
        ("13", time(13)),
        ("10 น.", time(10)),
    ],
)
def test_an_hour_is_a_time_too(office: Office, typed: str, slot: time) -> None:
    asked = office.press(CHAIR, f"settings t{office.team().id} time other").post
    office.say(CHAIR, typed, reply_to=asked)
    assert office.team().rules.slot == slot


def test_a_question_can_be_left(office: Office) -> None:
    asked = office.press(CHAIR, f"settings t{office.team().id} name").post
    assert office.say(CHAIR, "ยกเลิก", reply_to=asked).text.startswith("ยกเลิกแล้ว")
    assert office.team().name == "คณะดำเนินงานตัวชี้วัดที่ 2.4"


def test_the_team_gets_another_name(office: Office) -> None:
    asked = office.press(SECRETARY, f"settings t{office.team().id} name").post
    assert "การตั้งค่าของ คณะทำงาน LO" in office.say(SECRETARY, "คณะทำงาน LO", reply_to=asked).text


def test_a_kind_switched_off_does_not_go_out(office: Office) -> None:
    kinds = office.press(SECRETARY, f"settings t{office.team().id} kinds").post
    after = office.press(SECRETARY, "✓ เริ่มขั้นตอน", kinds).post
    assert "– เริ่มขั้นตอน" in after.labels
    assert office.team().rules.off == {Kind.START}
    office.now = START_OF_STEP_8
    assert planned(office) == []


def test_pressed_again_it_is_on(office: Office) -> None:
    kinds = office.press(SECRETARY, f"settings t{office.team().id} kinds").post
    off = office.press(SECRETARY, "✓ เกินกำหนด", kinds).post
    office.press(SECRETARY, "– เกินกำหนด", off)
    assert office.team().rules.off == frozenset()


def test_the_weekly_counts_in_the_group_can_be_off(office: Office) -> None:
    kinds = office.press(SECRETARY, f"settings t{office.team().id} kinds").post
    office.press(SECRETARY, "✓ สรุปประจำสัปดาห์ในกลุ่ม", kinds)
    assert "สรุปประจำสัปดาห์ในกลุ่ม: ปิด" in office.say(SECRETARY, "ตั้งค่า").text


def test_an_earlier_time_that_has_passed_today_loses_nothing(office: Office) -> None:
    team = office.team().id
    office.press(SECRETARY, f"settings t{team} time 13.00")
    office.now = START_OF_STEP_8 + timedelta(hours=2)
    assert planned(office) == []
    office.press(SECRETARY, f"settings t{team} time 09.00")
    assert len(planned(office)) == 1


def test_a_later_time_sends_nothing_twice(office: Office) -> None:
    office.now = START_OF_STEP_8
    assert len(planned(office)) == 1
    office.press(SECRETARY, f"settings t{office.team().id} time 13.00")
    office.now += timedelta(hours=5)
    assert planned(office) == []


def test_the_group_speaks_another_language_from_the_next_word_on(office: Office) -> None:
    languages = office.press(SECRETARY, f"settings t{office.team().id} language").post
    said = office.press(SECRETARY, "English", languages).text
    assert "Language of the group: English" in said
    assert office.say(MEMBER, "/settings").text.startswith("Settings of")


def test_ones_own_language_is_ones_own(office: Office) -> None:
    menu = office.say(MEMBER, "ตั้งค่า", PRIVATE).post
    choice = office.press(MEMBER, "ภาษาในแชตส่วนตัว", menu).post
    said = office.press(MEMBER, "English", choice).text
    assert said == "From now on I write to you in English."
    assert office.person(MEMBER).language == "en"
    assert office.team().language == "th"


def test_a_stranger_may_choose_a_language_and_sees_no_team(office: Office) -> None:
    answer = office.say(STRANGER, "ตั้งค่า", PRIVATE)
    assert answer.text == "โปรดเลือกภาษาที่ใช้ในแชตส่วนตัวของท่าน"
    assert answer.labels == ["✓ ไทย", "English"]


def test_a_member_cannot_press_what_the_secretary_asked_for(office: Office) -> None:
    menu = office.say(SECRETARY, "ตั้งค่า").post
    popup = office.press(MEMBER, "เวลาแจ้งเตือน", menu).popup
    assert popup.startswith("รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน")


def test_a_test_notice_goes_to_the_group_and_to_whoever_asked(office: Office) -> None:
    answer = office.say(SECRETARY, "ทดลองแจ้งเตือน", PRIVATE)
    (to_group,) = answer.elsewhere
    own, told = answer.posts
    for sample in (to_group, own):
        assert sample.text.startswith("ทดลองแจ้งเตือน\nข้อความนี้เป็นตัวอย่าง ไม่ต้องดำเนินการใด ๆ")
        assert "ขั้นตอนที่ 5 ดำเนินการตามแผน" in sample.text
        assert sample.labels == []
    assert "• ดร.อารีย์ ตัวอย่าง" in told.text


def test_in_the_group_who_cannot_be_reached_is_counted_not_named(office: Office) -> None:
    answer = office.press(SECRETARY, f"testnotice t{office.team().id}")
    assert "ยังส่งข้อความส่วนตัวถึงสมาชิกไม่ได้ 1 คน" in answer.text
    assert "อารีย์" not in answer.text
    assert answer.labels == ["เปิดแชตส่วนตัวกับระบบ"]


def test_the_test_notice_speaks_of_an_overdue_step_as_overdue(office: Office) -> None:
    office.now = local("2027-03-10 09:00")
    assert "เกินกำหนด" in office.say(SECRETARY, "ทดลองแจ้งเตือน").text


def test_without_a_plan_the_test_notice_still_shows_where_notices_appear(office: Office) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    said = office.say(SECRETARY, "ทดลองแจ้งเตือน").text
    assert "ระบบจะส่งการแจ้งเตือนของแผนมายังแชตนี้" in said
