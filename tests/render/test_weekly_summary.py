"""The weekly summary: what the chair and the group read of a week."""

from __future__ import annotations

from datetime import date

from bot.domain.events import CheckedIn, Closed, Event, Extended, Situation, Skipped
from bot.domain.notices import Notice
from bot.domain.rules import Audience, Kind
from tests.render.slots import (
    CHAIR,
    Slot,
    closed_until,
    labels,
    local,
    plan_of,
)


def summary(day: str, *events: Event, audience: Audience = Audience.CHAIR) -> str:
    """The summary of the Monday `day`, whether the rules would send it or not."""
    weekly = Notice(
        1, None, Kind.WEEKLY, 0, date.fromisoformat(day), audience, local(f"{day} 08:30")
    )
    reader = CHAIR if audience is Audience.CHAIR else None
    return Slot(day, plan_of(*events)).tell([weekly], reader=reader).text.plain


def test_the_weekly_for_the_chair_has_six_points() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY and n.audience is Audience.CHAIR]
    text = slot.tell(weekly, reader=CHAIR).text.plain
    assert "สรุปความก้าวหน้าประจำสัปดาห์ (22–28 ก.พ. 70)" in text
    closed = "• ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก) (แล้วเสร็จ 26 ก.พ. 70)"
    assert f"2. แล้วเสร็จในรอบสัปดาห์\n{closed}" in text
    assert (
        "4. เกินกำหนด\n• ขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล "
        "(เกินกำหนด 17 วัน ครบกำหนด 12 ก.พ. 70) · ผู้รับผิดชอบ นักวิชาการ\n" in text
    )
    assert (
        "5. ครบกำหนดใน 14 วันข้างหน้า\n"
        "• ขั้นตอนที่ 6 รายงานความก้าวหน้าการดำเนินงาน (ครบกำหนด 2 มี.ค. 70)\n" in text
    )
    assert "6. หลักฐานที่ยังขาด\n• (ขั้นตอนที่ 1) คำสั่งแต่งตั้ง" in text
    assert text.endswith("จึงเรียนมาเพื่อโปรดทราบ\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ")


def test_a_quiet_week_is_one_line() -> None:
    slot = Slot("2026-11-23", plan_of(*closed_until(4)))
    text = slot.told(Audience.CHAIR, reader=CHAIR).text.plain
    assert "เป็นไปตามแผน: ขั้นตอนที่ 5 และ 7 อยู่ระหว่างดำเนินการ" in text
    assert "1. ภาพรวม" not in text


def test_the_weekly_for_the_group_is_counts_and_the_status_button() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY and n.audience is Audience.GROUP]
    message = slot.tell(weekly)
    assert "แล้วเสร็จ 5 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 1 · ยังไม่เริ่ม 4" in message.text.plain
    assert "เรียน" not in message.text.plain
    assert labels(message) == ["ดูสถานะ"]


def test_a_step_closed_on_the_monday_belongs_to_the_next_summary() -> None:
    monday = Closed(id=99, at=local("2027-03-01 08:00"), step=8, on=date(2027, 3, 1))
    slot = Slot("2027-03-01", plan_of(*closed_until(5), monday))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY]
    text = slot.tell(weekly[:1]).text.plain
    assert "แล้วเสร็จในรอบสัปดาห์: ขั้นตอนที่ 5\n" in text


def test_an_obstacle_is_no_quiet_week_and_marked_on_its_step() -> None:
    at = local("2026-11-18 09:00")
    obstacle = CheckedIn(id=99, at=at, step=7, situation=Situation.OBSTACLE)
    text = summary("2026-11-23", *closed_until(4), obstacle)
    assert "เป็นไปตามแผน" not in text
    assert "• ขั้นตอนที่ 7 พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม (ครบกำหนด 31 ก.ค. 70) · มีอุปสรรค" in text
    solved = CheckedIn(id=100, at=local("2026-11-19 09:00"), step=7, situation=Situation.ON_PLAN)
    assert "เป็นไปตามแผน" in summary("2026-11-23", *closed_until(4), obstacle, solved)


def test_a_step_due_on_the_sunday_before_and_still_open_is_to_come() -> None:
    award = Closed(id=98, at=local("2027-02-12 15:00"), step=8, on=date(2027, 2, 12))
    text = summary("2027-03-01", *closed_until(4), award)
    assert "เป็นไปตามแผน" not in text
    assert "5. ครบกำหนดใน 14 วันข้างหน้า\n• ขั้นตอนที่ 5 " in text


def test_a_quiet_week_counts_the_evidence_that_is_missing() -> None:
    assert "หลักฐานที่ยังขาด: 5 รายการ" in summary("2026-11-23", *closed_until(4))


def test_a_closing_recorded_after_its_week_is_told_with_its_true_date() -> None:
    late = Closed(id=99, at=local("2026-11-23 10:00"), step=5, on=date(2026, 11, 20))
    assert "• ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก) (แล้วเสร็จ 20 พ.ย. 69)" in summary(
        "2026-11-30", *closed_until(4), late
    )


def test_what_set_up_recorded_as_closed_long_ago_is_no_news() -> None:
    known = Closed(id=99, at=local("2026-10-01 08:00"), step=1, on=date(2026, 9, 1))
    assert "2. แล้วเสร็จในรอบสัปดาห์\n– ไม่มี" in summary("2026-10-05", known)


def test_a_skipped_step_is_counted_and_told_as_what_it_is() -> None:
    skipped = Skipped(
        id=99, at=local("2026-11-18 09:00"), step=8, on=date(2026, 11, 18), reason="ไม่มีการรับสมัคร"
    )
    text = summary("2026-11-23", *closed_until(4), skipped)
    assert "แล้วเสร็จ 4 · ไม่ดำเนินการ 1 · อยู่ระหว่างดำเนินการ 2" in text
    assert "ขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล (ไม่ดำเนินการ เหตุผล: ไม่มีการรับสมัคร)" in text
    group = summary("2026-11-23", *closed_until(4), skipped, audience=Audience.GROUP)
    assert "\nไม่ดำเนินการ: ขั้นตอนที่ 8" in group
    assert "แล้วเสร็จในรอบสัปดาห์" not in group


def test_an_extension_of_the_week_is_told_with_its_reason() -> None:
    longer = Extended(
        id=99, at=local("2026-11-18 09:00"), step=5, to=date(2027, 4, 30), reason="รอข้อมูล"
    )
    text = summary("2026-11-23", *closed_until(4), longer)
    assert "ขยายเวลาในรอบสัปดาห์\n• ขั้นตอนที่ 5 ถึงวันที่ 30 เม.ย. 70 (เหตุผล: รอข้อมูล)" in text
    assert "ขยายเวลา" not in summary("2026-11-30", *closed_until(4), longer)


def test_the_first_summary_begins_with_the_plan() -> None:
    assert "สรุปความก้าวหน้าประจำสัปดาห์ (1–4 ต.ค. 69)" in summary("2026-10-05")
