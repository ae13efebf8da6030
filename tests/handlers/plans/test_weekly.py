"""/weekly: the letter to chair and secretary, counts to everybody else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.cast import (
    CHAIR,
    FIRST_FOUR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Somebody,
    local,
    office_with_plan,
)
from tests.domain.sops import OFF_2570
from tests.stores import fresh_store

Opened = Callable[..., Office]


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Opened]:
    store = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    yield lambda **how: office_with_plan(store, **how)
    store.close()


@pytest.fixture
def office(opened: Opened) -> Office:
    return opened()


@pytest.mark.parametrize("who", [CHAIR, SECRETARY])
def test_chair_and_secretary_get_the_letter_in_private(office: Office, who: Somebody) -> None:
    office.close(5, date(2026, 11, 22))
    text = office.say(who, "สรุปสัปดาห์", PRIVATE).text
    assert text.startswith(
        "เรื่อง สรุปความก้าวหน้าประจำสัปดาห์ (16–22 พ.ย. 69)\nเรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n\n"
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\nข้อมูล ณ วันที่ 22 พ.ย. 69 เวลา 09.00 น.\n\n"
    )
    closed = "• ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก) (แล้วเสร็จ 22 พ.ย. 69)"
    assert f"2. แล้วเสร็จในรอบสัปดาห์\n{closed}" in text
    assert "\n\nจึงเรียนมาเพื่อโปรดทราบ\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ" in text


def test_who_has_not_reported_is_told_to_the_secretary_alone(office: Office) -> None:
    text = office.say(SECRETARY, "สรุปสัปดาห์", PRIVATE).text
    assert text.endswith(
        "ผู้ที่ยังไม่รายงาน (แสดงเฉพาะเลขานุการ)\n"
        "• ขั้นตอนที่ 5: นางมาลี ตัวอย่าง และนายวิชัย ตัวอย่าง\n• ขั้นตอนที่ 7: ดร.อารีย์ ตัวอย่าง"
    )
    chair = office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).text
    assert "ยังไม่มีรายงานประจำเดือน: ขั้นตอนที่ 5 และ 7" in chair
    assert "มาลี" not in chair


def test_who_was_not_asked_owes_no_report(opened: Opened) -> None:
    office = opened(closed={n: day for n, day in FIRST_FOUR.items() if n < 4})
    office.now = local("2026-11-02 09:00")  # after the check-in's slot, at which 4 was open
    office.close(4, date(2026, 10, 16))
    office.now = local("2026-11-09 09:00")
    text = office.say(SECRETARY, "/weekly", PRIVATE).text
    assert "ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก) (ครบกำหนด 28 ก.พ. 70)\n" in text
    assert "ยังไม่มีรายงาน" not in text
    assert "ผู้ที่ยังไม่รายงาน" not in text


def test_a_quiet_week_is_short(office: Office) -> None:
    text = office.say(CHAIR, "/weekly", PRIVATE).text
    assert "ไม่มีการเปลี่ยนแปลงจากสัปดาห์ก่อน และไม่มีขั้นตอนครบกำหนดใน 14 วัน · ยังไม่มีรายงาน" in text
    assert len(text.splitlines()) <= 10


def test_who_acts_for_the_chair_since_the_last_letter_gets_a_whole_one(office: Office) -> None:
    office.say(CHAIR, "รักษาการ @malee วันนี้", mentions=[MEMBER])
    text = office.say(MEMBER, "/weekly", PRIVATE).text
    assert "ไม่เปลี่ยนแปลงจากสัปดาห์ก่อน" not in text
    assert "ไม่มีการเปลี่ยนแปลง" not in text
    assert "ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก)" in text


def test_so_does_who_became_chair_since(office: Office) -> None:
    office.say(SECRETARY, "/chair มาลี")
    text = office.say(MEMBER, "/weekly", PRIVATE).text
    assert text.startswith("เรื่อง สรุปความก้าวหน้าประจำสัปดาห์")
    assert "ไม่มีการเปลี่ยนแปลง" not in text


@pytest.mark.parametrize(
    ("now", "span"),
    [
        ("2026-11-23 09:00", "(16–22 พ.ย. 69)"),
        ("2026-11-25 09:00", "(19–25 พ.ย. 69)"),
        ("2026-11-22 09:00", "(16–22 พ.ย. 69)"),
    ],
)
def test_on_a_monday_the_week_before_else_the_seven_days_that_end_today(
    office: Office, now: str, span: str
) -> None:
    office.now = local(now)
    assert f"สรุปความก้าวหน้าประจำสัปดาห์ {span}" in office.say(CHAIR, "/weekly", PRIVATE).text


def test_what_was_closed_today_and_what_is_due_today_count(office: Office) -> None:
    office.now = local("2027-02-12 15:00")
    office.close(5)
    text = office.say(CHAIR, "/weekly", PRIVATE).text
    assert "2. แล้วเสร็จในรอบสัปดาห์\n• ขั้นตอนที่ 5" in text
    assert "5. ครบกำหนดใน 14 วัน (12–25 ก.พ. 70)\n• ขั้นตอนที่ 8 ส่งผลงาน" in text


def test_the_group_gets_counts_only(office: Office) -> None:
    answer = office.say(MEMBER, "สรุปสัปดาห์")
    assert "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2" in answer.text
    assert "เรียน" not in answer.text
    assert answer.elsewhere == ()


def test_asked_in_the_group_the_letter_goes_to_the_private_chat(office: Office) -> None:
    answer = office.say(SECRETARY, "สรุปสัปดาห์")
    assert answer.text.endswith("ส่งสรุปฉบับเต็มทางแชตส่วนตัวของผู้ขอแล้ว")
    (letter,) = answer.elsewhere
    assert letter.chat.address == SECRETARY.account
    assert "\nเรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n" in letter.text


def test_without_a_private_chat_the_group_hears_how_to_get_it(opened: Opened) -> None:
    answer = opened(unopened=[CHAIR]).say(CHAIR, "สรุปสัปดาห์")
    assert answer.elsewhere == ()
    assert answer.text.endswith("โปรดเปิดแชตส่วนตัวกับระบบ กดเริ่ม (Start) แล้วพิมพ์ “สรุปสัปดาห์”")


def test_members_get_the_counts_in_private(office: Office) -> None:
    text = office.say(MEMBER, "/weekly", PRIVATE).text
    assert text.startswith("สรุปความก้าวหน้าประจำสัปดาห์")
    assert "เรียน" not in text


def test_the_status_button_stands_below(office: Office) -> None:
    weekly = office.say(MEMBER, "สรุปสัปดาห์").post
    status = office.press(MEMBER, "ดูสถานะ", weekly).post
    assert status.edits == ""
    assert status.text.startswith("สถานะตัวชี้วัดที่ 2.4")


def test_beside_it_the_letter_has_one_for_the_picture(office: Office) -> None:
    letter = office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).post
    assert office.press(CHAIR, "ภาพไทม์ไลน์", letter).post.message.pictures
    assert "ภาพไทม์ไลน์" not in office.say(MEMBER, "สรุปสัปดาห์").post.labels


def test_but_not_where_no_picture_can_be_shown(office: Office) -> None:
    office.channel.can = replace(office.channel.can, pictures=False)
    assert office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).post.labels == ["ดูสถานะ"]


def test_a_stranger_gets_none(office: Office) -> None:
    assert office.say(STRANGER, "/weekly", PRIVATE).text.startswith("ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด")
