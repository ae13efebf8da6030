"""/history: who did what, and when."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.events import (
    Acknowledged,
    AgendaItem,
    CheckedIn,
    Dated,
    Event,
    Extended,
    FileKept,
    FileRemoved,
    Limited,
    Progressed,
    Reopened,
    RoleGiven,
    Situation,
    Skipped,
    Undone,
    WorkNamed,
    WorkRemoved,
)
from tests.cast import CHAIR, MEMBER, PRIVATE, STRANGER, Office, local, office_with_plan
from tests.stores import fresh_store

AT = local("2026-11-20 10:42")
DAY = date(2026, 12, 1)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def test_an_entry_has_date_time_person_and_deed(office: Office) -> None:
    office.now = local("2026-11-22 10:42")
    office.close(5, who=MEMBER)
    text = office.say(MEMBER, "ประวัติ").text
    assert text.startswith(
        "ประวัติ\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n\n"
        "22 พ.ย. 69 เวลา 10.42 น. · นางมาลี ตัวอย่าง\nปิดขั้นตอนที่ 5 แล้วเสร็จ 22 พ.ย. 69\n\n"
        "16 ต.ค. 69 เวลา 16.30 น. · นางสาวพิมพ์ใจ ตัวอย่าง\nปิดขั้นตอนที่ 4"
    )


def test_it_ends_with_the_making_of_the_plan(office: Office) -> None:
    text = office.say(MEMBER, "ประวัติ").text
    assert text.endswith("1 ต.ค. 69 เวลา 08.00 น.\nจัดทำแผน เริ่มวันที่ 1 ตุลาคม 2569")


def test_what_was_taken_back_is_marked_and_not_hidden(office: Office) -> None:
    closing = office.close(5).events[-1]
    office.record(Undone(at=office.now, by=office.person(MEMBER).id, event=closing.id))
    text = office.say(MEMBER, "ประวัติ").text
    assert "ปิดขั้นตอนที่ 5 แล้วเสร็จ 22 พ.ย. 69 (เลิกทำแล้ว)" in text
    assert "นางมาลี ตัวอย่าง\nเลิกทำ: ปิดขั้นตอนที่ 5 แล้วเสร็จ 22 พ.ย. 69\n" in text


@pytest.mark.parametrize(
    ("event", "told"),
    [
        (Skipped(at=AT, step=8, on=DAY, reason="ไม่เปิดรับ"), "ขั้นตอนที่ 8 ไม่ดำเนินการ: ไม่เปิดรับ"),
        (Reopened(at=AT, step=4, reason="แก้ไข"), "ยกเลิกการปิดขั้นตอนที่ 4: แก้ไข"),
        (
            Extended(at=AT, step=5, to=DAY, reason="รอข้อมูล"),
            "ขยายเวลาขั้นตอนที่ 5 ถึง 1 ธ.ค. 69: รอข้อมูล",
        ),
        (
            Dated(at=AT, step=9, on=DAY, time=time(13, 30)),
            "กำหนดวันขั้นตอนที่ 9 เป็นวันอังคารที่ 1 ธันวาคม 2569 เวลา 13.30 น.",
        ),
        (
            Dated(at=AT, step=9, on=DAY, place="ห้อง 3"),
            "กำหนดวันขั้นตอนที่ 9 เป็นวันอังคารที่ 1 ธันวาคม 2569: ห้อง 3",
        ),
        (
            AgendaItem(at=AT, step=9, item=1, text="ทบทวนแผน"),
            "เสนอระเบียบวาระการประชุมขั้นตอนที่ 9: ทบทวนแผน",
        ),
        (Limited(at=AT, step=8), "ยกเลิกวันเริ่มต้นและวันสิ้นสุดที่กำหนดไว้ของขั้นตอนที่ 8"),
        (
            Limited(at=AT, step=8, not_before=DAY, not_after=DAY),
            "วันเริ่มต้นและวันสิ้นสุดที่กำหนดไว้ของขั้นตอนที่ 8: เริ่มไม่ก่อน 1 ธ.ค. 69 แล้วเสร็จไม่เกิน 1 ธ.ค. 69",
        ),
        (WorkNamed(at=AT, step=7, work=1, title="วิจัย"), "บันทึกผลงานของขั้นตอนที่ 7: วิจัย"),
        (Progressed(at=AT, step=5, percent=42), "ความก้าวหน้าขั้นตอนที่ 5 ร้อยละ 42"),
        (
            Progressed(at=AT, step=5, percent=42, note="อบรม"),
            "ความก้าวหน้าขั้นตอนที่ 5 ร้อยละ 42: อบรม",
        ),
        (CheckedIn(at=AT, step=5, situation=Situation.ON_PLAN), "ขั้นตอนที่ 5 เป็นไปตามแผน"),
        (CheckedIn(at=AT, step=5, situation=Situation.OBSTACLE), "ขั้นตอนที่ 5 มีอุปสรรค"),
        (Acknowledged(at=AT, step=5, notice="due"), "รับทราบการแจ้งเตือนขั้นตอนที่ 5"),
        (Acknowledged(at=AT, step=5, notice="followup"), "มอบเลขานุการติดตามขั้นตอนที่ 5"),
        (FileKept(at=AT, step=4, label="4-02", name="แผน.pdf"), "แนบเอกสาร 4-02 แผน.pdf"),
        (
            FileKept(at=AT, step=4, label="4-02", name="แผน.pdf", version=2),
            "แนบเอกสาร 4-02 แผน.pdf (ฉบับที่ 2)",
        ),
        (
            FileRemoved(at=AT, step=4, label="4-02", name="แผน.pdf", reason="ผิดไฟล์"),
            "นำเอกสาร 4-02 แผน.pdf ออก: ผิดไฟล์",
        ),
    ],
)
def test_every_kind_of_event_is_told_in_thai(office: Office, event: Event, told: str) -> None:
    office.record(event)
    text = office.say(MEMBER, "ประวัติ", PRIVATE).text
    assert f"20 พ.ย. 69 เวลา 10.42 น. · ระบบ\n{told}\n" in text


def test_works_are_named_in_their_progress_and_removal(office: Office) -> None:
    office.record(
        WorkNamed(at=AT, step=7, work=1, title="งานวิจัย ก"),
        Progressed(at=AT, step=7, work=1, percent=30),
        WorkRemoved(at=AT, step=7, work=1),
    )
    text = office.say(MEMBER, "ประวัติ 7").text
    assert "ความก้าวหน้าขั้นตอนที่ 7 งานวิจัย ก ร้อยละ 30" in text
    assert "ลบผลงานของขั้นตอนที่ 7: งานวิจัย ก" in text


@pytest.mark.parametrize(
    ("role", "told"),
    [("chair", "ประธาน"), ("secretary", "เลขานุการ"), ("academics", "นักวิชาการ")],
)
def test_roles_are_told_by_their_names(office: Office, role: str, told: str) -> None:
    office.record(RoleGiven(at=AT, person=office.person(CHAIR).id, role=role))
    assert f"บันทึก นพ.สมคิด ตัวอย่าง เป็น{told}\n" in office.say(MEMBER, "ประวัติ").text


def test_who_has_seen_which_reminder_is_not_told_in_the_group(office: Office) -> None:
    office.record(Acknowledged(at=AT, step=5, notice="overdue"))
    assert "รับทราบ" not in office.say(MEMBER, "ประวัติ").text


def test_of_one_step_only_with_a_number(office: Office) -> None:
    text = office.say(MEMBER, "ประวัติ ๔").text
    assert text.startswith("ประวัติขั้นตอนที่ 4\n")
    assert "ปิดขั้นตอนที่ 4" in text
    assert "ขั้นตอนที่ 3" not in text


def test_taking_back_belongs_to_the_step_of_what_it_takes_back(office: Office) -> None:
    closing = office.close(5).events[-1]
    office.record(Undone(at=office.now, event=closing.id))
    assert "เลิกทำ: ปิดขั้นตอนที่ 5" in office.say(MEMBER, "ประวัติ 5").text


def test_a_step_without_entries_says_so(office: Office) -> None:
    assert "ยังไม่มีรายการ" in office.say(MEMBER, "ประวัติ 9").text


def test_eight_a_page_turned_in_place(office: Office) -> None:
    for percent in range(1, 9):
        office.record(Progressed(at=AT, step=5, percent=percent))
    first = office.say(MEMBER, "ประวัติ").post
    assert first.labels == ["ถัดไป ›"]
    assert first.text.count("ร้อยละ") == 8
    second = office.press(MEMBER, "ถัดไป ›", first).post
    assert second.edits == first.id
    assert second.text.endswith("จัดทำแผน เริ่มวันที่ 1 ตุลาคม 2569")
    assert office.press(MEMBER, "‹ ก่อนหน้า", second).post.text == first.text


def test_pages_of_one_step_stay_with_it(office: Office) -> None:
    for percent in range(1, 11):
        office.record(Progressed(at=AT, step=5, percent=percent))
    second = office.press(MEMBER, "ถัดไป ›", office.say(MEMBER, "ประวัติ 5").post)
    assert second.text.startswith("ประวัติขั้นตอนที่ 5\n")
    assert second.text.count("ร้อยละ") == 2


def test_long_notes_are_cut(office: Office) -> None:
    office.record(Progressed(at=AT, step=5, percent=1, note="ก" * 900))
    assert len(office.say(MEMBER, "ประวัติ 5").text) < 400


def test_a_stranger_learns_nothing(office: Office) -> None:
    assert "ปิดขั้นตอน" not in office.say(STRANGER, "ประวัติ", PRIVATE).text
