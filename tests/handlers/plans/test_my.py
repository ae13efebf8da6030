"""/my: one's own steps, in all one's teams or in this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.events import Dated, WorkNamed
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    found_team,
    local,
    make_plan,
    office_with_plan,
)
from tests.domain.sops import OFF_2570
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    yield office_with_plan(store)
    store.close()


def second_team(office: Office) -> None:
    with office.store.work() as work:
        team = found_team(work, OTHER_GROUP, [ACADEMIC], (), local("2026-10-01 08:00"))
        make_plan(work, team, date(2026, 10, 1), {1: date(2026, 10, 2)})
        work.commit()


TOLD_TO_CHAIR = (
    "ท่านเป็นประธานในระบบ\nระบบจะนำเรียนสรุปความก้าวหน้าประจำสัปดาห์ และขั้นตอนที่เกินกำหนด 7 และ 21 วัน"
)


def test_what_is_mine_now_has_its_due_date_and_what_comes_follows(office: Office) -> None:
    text = office.say(ACADEMIC, "งานของฉัน", PRIVATE).text
    assert "ขณะนี้\n7. พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม\nครบกำหนด 31 ก.ค. 70 (เหลือ 251 วัน)" in text
    assert "ลำดับถัดไป\n8. ส่งผลงานเข้ารับการประเมินรางวัล (15 ธ.ค. 69 – 12 ก.พ. 70)" in text
    assert "5. ดำเนินการตามแผน" not in text


@pytest.mark.parametrize("typed", ["งานของผมครับ", "งานของดิฉันค่ะ"])
def test_each_says_i_in_their_own_way(office: Office, typed: str) -> None:
    assert office.say(ACADEMIC, typed, PRIVATE).text.startswith("งานของฉัน\n")


def test_buttons_close_and_attach_what_runs(office: Office) -> None:
    labels = office.say(ACADEMIC, "/my", PRIVATE).labels
    assert labels == ["ปิดขั้นตอนที่ 7", "แนบหลักฐานขั้นตอนที่ 7", "ดูทุกขั้นตอน"]


def test_works_that_one_owns_are_listed(office: Office) -> None:
    owner = office.person(ACADEMIC).id
    office.record(WorkNamed(at=office.now, step=7, work=1, title="งานวิจัย ก", owner=owner))
    assert "ผลงานของฉัน\n• งานวิจัย ก: ร้อยละ 0" in office.say(ACADEMIC, "/my", PRIVATE).text


def test_overdue_is_told_in_private_but_not_before_others(office: Office) -> None:
    office.now = local("2027-03-05 09:00")
    private = office.say(BOARD_MEMBER, "/my", PRIVATE).text
    assert "เกินกำหนด\n5. ดำเนินการตามแผน (5 เดือนแรก)\nครบกำหนด 28 ก.พ. 70 · เกินกำหนด 4 วัน" in private
    group = office.say(BOARD_MEMBER, "/my").text
    assert "5. ดำเนินการตามแผน (5 เดือนแรก)\nครบกำหนด 28 ก.พ. 70\n" in group
    assert "เกินกำหนด" not in group


def test_on_the_working_day_after_a_day_off_a_step_is_due_today(office: Office) -> None:
    office.now = local("2027-03-01 09:00")
    text = office.say(BOARD_MEMBER, "/my", PRIVATE).text
    assert "5. ดำเนินการตามแผน (5 เดือนแรก)\nครบกำหนดวันนี้ (28 ก.พ. 70 เป็นวันหยุด)" in text


def test_a_meeting_is_listed_with_its_hour(office: Office) -> None:
    office.record(Dated(at=office.now, step=9, on=date(2027, 3, 4), time=time(13, 30)))
    text = office.say(MEMBER, "/my", PRIVATE).text
    assert "9. ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ (ประชุม 4 มี.ค. 70 เวลา 13.30 น.)" in text


def test_what_has_no_room_is_named(office: Office) -> None:
    text = office.say(MEMBER, "/my", PRIVATE).text
    assert "ลำดับถัดไป\n6. " in text
    assert text.endswith("\nและขั้นตอนที่ 12")


def test_who_joined_no_party_is_told_how_to(office: Office) -> None:
    answer = office.say(STRANGER, "งานของฉัน")
    assert "ยังไม่มีขั้นตอนที่ลงชื่อรับผิดชอบ\nหากต้องการลงชื่อ โปรดพิมพ์ “ลงชื่อ”" in answer.text
    assert answer.labels[0] == "ลงชื่อเป็นผู้รับผิดชอบ"


def test_chair_and_secretary_see_their_roles(office: Office) -> None:
    assert office.say(CHAIR, "/my", PRIVATE).text.endswith(TOLD_TO_CHAIR)
    assert "หน้าที่ เลขานุการ" in office.say(SECRETARY, "/my", PRIVATE).text


def test_in_private_all_teams_in_a_group_this_one(office: Office) -> None:
    second_team(office)
    private = office.say(ACADEMIC, "/my", PRIVATE).text
    assert OTHER_GROUP.title in private
    assert OTHER_GROUP.title not in office.say(ACADEMIC, "/my").text


def test_when_all_own_steps_are_closed_it_says_so(office: Office) -> None:
    office.close(7)
    office.close(8)
    assert "ขั้นตอนของท่านแล้วเสร็จทั้งหมด" in office.say(ACADEMIC, "/my", PRIVATE).text


def test_nobody_else_is_named(office: Office) -> None:
    assert "ตัวอย่าง" not in office.say(MEMBER, "งานของฉัน").text


def test_a_stranger_in_private_is_in_no_team(office: Office) -> None:
    assert office.say(STRANGER, "/my", PRIVATE).text.startswith("ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด")


def test_a_chair_is_not_asked_to_sign_up(office: Office) -> None:
    answer = office.say(CHAIR, "/my", PRIVATE)
    assert "ลงชื่อ" not in answer.text
    assert "ลงชื่อ" not in answer.labels


@pytest.mark.parametrize(
    ("off", "told"),
    [
        ("weekly", "ระบบจะนำเรียนขั้นตอนที่เกินกำหนด 7 และ 21 วัน"),
        ("overdue", "ระบบจะนำเรียนสรุปความก้าวหน้าประจำสัปดาห์"),
    ],
)
def test_the_chair_is_promised_nothing_that_is_switched_off(
    office: Office, off: str, told: str
) -> None:
    office.press(SECRETARY, f"settings t1 kind {off}")
    assert office.say(CHAIR, "/my", PRIVATE).text.endswith(f"ท่านเป็นประธานในระบบ\n{told}")


def test_a_chair_who_signed_up_reads_of_the_steps(office: Office) -> None:
    office.press(CHAIR, "party p1 academics")
    text = office.say(CHAIR, "/my", PRIVATE).text
    assert "หน้าที่ ประธาน" in text
    assert "7. พัฒนาผลงานวิจัย" in text
