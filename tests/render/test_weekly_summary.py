"""The weekly summary: what the chair and the group read of a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, time

from bot.domain.events import (
    CheckedIn,
    Closed,
    Dated,
    Event,
    Extended,
    Numbered,
    Progressed,
    Reopened,
    Situation,
    Skipped,
    SopRevised,
)
from bot.domain.files import File
from bot.domain.notices import Notice
from bot.domain.people import Member, Person, Team
from bot.domain.rules import Audience, Kind
from tests.render.slots import (
    ACADEMIC,
    CHAIR,
    SECRETARY,
    TEAM,
    Slot,
    closed_until,
    kept,
    labels,
    local,
    plan_of,
)

OTHER = Person(5, "วิชัย", "นายวิชัย ตัวอย่าง", private_chat=15)


def summary(
    day: str,
    *events: Event,
    audience: Audience = Audience.CHAIR,
    team: Team = TEAM,
    files: Sequence[File] = (),
) -> str:
    """The summary of the Monday `day`, whether the rules would send it or not."""
    weekly = Notice(
        1, None, Kind.WEEKLY, 0, date.fromisoformat(day), audience, local(f"{day} 08:30")
    )
    reader = CHAIR if audience is Audience.CHAIR else None
    slot = Slot(day, plan_of(*events), team=team, files=files)
    return slot.tell([weekly], reader=reader).text.plain


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
        "5. ครบกำหนดใน 14 วัน (1–14 มี.ค. 70)\n"
        "• ขั้นตอนที่ 6 รายงานความก้าวหน้าการดำเนินงาน (ครบกำหนด 2 มี.ค. 70)\n" in text
    )
    assert "6. หลักฐานที่ยังขาด\n• (ขั้นตอนที่ 6) รายงานความก้าวหน้า" in text
    assert "• รายการเดิม 7 รายการ (ไม่เปลี่ยนแปลงจากสัปดาห์ก่อน)\n" in text
    assert text.endswith("จึงเรียนมาเพื่อโปรดทราบ\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ")


def test_what_has_not_changed_since_the_week_before_is_one_line() -> None:
    text = summary("2026-10-26", *closed_until(4))
    assert text.split("\n\n")[2] == (
        "ไม่มีการเปลี่ยนแปลงจากสัปดาห์ก่อน และไม่มีขั้นตอนครบกำหนดใน 14 วัน · "
        "อยู่ระหว่างดำเนินการ: ขั้นตอนที่ 5 และ 7 · หลักฐานที่ยังขาด: 5 รายการ"
    )
    assert "1. ภาพรวม" not in text


def test_a_step_closed_on_the_very_morning_is_a_change() -> None:
    closed = Closed(id=99, at=local("2026-10-26 08:10"), step=7, on=date(2026, 10, 26))
    text = summary("2026-10-26", *closed_until(4), closed)
    assert "ไม่มีการเปลี่ยนแปลง" not in text
    assert "แล้วเสร็จ 5 " in text


def test_of_what_is_told_the_unchanged_part_is_short() -> None:
    text = summary("2026-12-21", *closed_until(4))
    assert "3. อยู่ระหว่างดำเนินการ\n• ขั้นตอนที่ 8 ส่งผลงาน" in text
    unchanged = "ขั้นตอนที่ 5 และ 7 ยังไม่มีรายงานประจำเดือน (ไม่เปลี่ยนแปลงจากสัปดาห์ก่อน)"
    assert f"\n• {unchanged}\n" in text
    assert "\n4. เกินกำหนด: ไม่มี\n" in text
    skipped = Skipped(
        id=99, at=local("2026-10-21 09:00"), step=8, on=date(2026, 10, 21), reason="–"
    )
    text = summary("2026-10-26", *closed_until(4), skipped)
    assert "3. อยู่ระหว่างดำเนินการ\n• ขั้นตอนที่ 5 และ 7 ไม่เปลี่ยนแปลงจากสัปดาห์ก่อน\n" in text


def test_the_days_to_come_are_counted_when_the_monday_was_a_day_off() -> None:
    slot = Slot("2026-12-08", plan_of(*closed_until(4)))
    text = slot.told(Audience.CHAIR, reader=CHAIR).text.plain
    assert "ไม่มีขั้นตอนครบกำหนดใน 13 วัน" in text  # to 20 December


def answer(step: int, by: Person, at: str, note: str | None = None) -> CheckedIn:
    """To a check-in; with a note it is an obstacle."""
    situation = Situation.ON_PLAN if note is None else Situation.OBSTACLE
    number = step * 100 + by.id * 10 + len(note or "")
    return CheckedIn(
        id=number, at=local(at), by=by.id, step=step, situation=situation, note=note or ""
    )


def test_who_was_asked_and_has_not_answered_is_no_plan_kept() -> None:
    text = summary("2026-11-09", *closed_until(4))
    assert "เป็นไปตามแผน" not in text
    assert "(ครบกำหนด 31 ก.ค. 70) · ยังไม่มีรายงานประจำเดือน" in text


def test_to_plan_is_what_everybody_who_answered_said() -> None:
    said = answer(7, ACADEMIC, "2026-11-03 09:00")
    text = summary("2026-11-09", *closed_until(4), said)
    assert "(ครบกำหนด 31 ก.ค. 70) · เป็นไปตามแผน\n" in text
    assert "(ครบกำหนด 28 ก.พ. 70) · ยังไม่มีรายงานประจำเดือน" in text
    later = summary("2026-11-16", *closed_until(4), said)
    assert "เป็นไปตามแผน: ขั้นตอนที่ 7 · ยังไม่มีรายงานประจำเดือน: ขั้นตอนที่ 5" in later


def test_of_several_who_were_asked_those_who_have_not_answered_are_counted() -> None:
    both = replace(TEAM, members=(*TEAM.members, Member(OTHER, 1, TEAM.members[3].parties)))
    text = summary(
        "2026-11-09", *closed_until(4), answer(7, ACADEMIC, "2026-11-03 09:00"), team=both
    )
    assert "· เป็นไปตามแผน · ยังไม่มีรายงานประจำเดือน 1 คน" in text


def test_reported_progress_is_a_report() -> None:
    told = Progressed(id=99, at=local("2026-11-04 09:00"), by=ACADEMIC.id, step=7, percent=42)
    text = summary("2026-11-09", *closed_until(4), told)
    assert "(ครบกำหนด 31 ก.ค. 70 ความก้าวหน้า ร้อยละ 42)\n" in text


def test_an_obstacle_of_one_is_not_withdrawn_by_the_word_of_another() -> None:
    told = answer(7, ACADEMIC, "2026-11-18 09:00", "รองบประมาณ")
    other = answer(7, SECRETARY, "2026-11-19 09:00")
    text = summary("2026-11-23", *closed_until(4), told, other)
    assert "เป็นไปตามแผน" not in text
    assert (
        "• ขั้นตอนที่ 7 พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม (ครบกำหนด 31 ก.ค. 70)\n"
        "มีอุปสรรค: รองบประมาณ (แจ้งเมื่อ 18 พ.ย. 69)\n" in text
    )
    own = answer(7, ACADEMIC, "2026-11-20 09:00")
    assert "อุปสรรค" not in summary("2026-11-23", *closed_until(4), told, other, own)


def test_an_obstacle_stays_in_a_quiet_week() -> None:
    told = answer(7, ACADEMIC, "2026-11-03 09:00", "รองบประมาณ")
    text = summary("2026-11-23", *closed_until(4), told)
    assert "ไม่มีการเปลี่ยนแปลงจากสัปดาห์ก่อน" in text
    assert "มีอุปสรรค: รองบประมาณ (แจ้งเมื่อ 3 พ.ย. 69)" in text


def test_what_falls_due_is_told_begun_or_not_with_what_it_waits_for() -> None:
    first = summary("2026-10-05", *closed_until(1))
    assert (
        "5. ครบกำหนดใน 14 วัน (5–18 ต.ค. 69)\n"
        "• ขั้นตอนที่ 2 ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา (ครบกำหนดวันนี้)\n"
        "• ขั้นตอนที่ 3 วิเคราะห์ GAP และกำหนดประเด็นความรู้ (ครบกำหนด 12 ต.ค. 69) · รอขั้นตอนที่ 2\n"
        "• ขั้นตอนที่ 4 จัดทำแผนปฏิบัติการและแผนพัฒนาผลงาน (ครบกำหนด 16 ต.ค. 69) · รอขั้นตอนที่ 3\n"
    ) in first


def test_a_meeting_to_come_is_told_with_its_day_and_hour() -> None:
    meeting = Dated(
        id=99, at=local("2027-02-15 09:00"), step=9, on=date(2027, 3, 10), time=time(13, 30)
    )
    text = summary("2027-03-01", *closed_until(5), meeting)
    assert "(ประชุมวันพุธที่ 10 มีนาคม 2570 เวลา 13.30 น.) · รอขั้นตอนที่ 6" in text


def test_so_is_one_that_a_late_step_before_it_has_overtaken() -> None:
    meeting = Dated(
        id=99, at=local("2027-02-15 09:00"), step=9, on=date(2027, 3, 10), time=time(13, 30)
    )
    text = summary("2027-03-08", *closed_until(4), meeting)  # 5 was due on 28 February
    assert "(ประชุมวันพุธที่ 10 มีนาคม 2570 เวลา 13.30 น.) · รอขั้นตอนที่ 6" in text


def test_an_overdue_meeting_keeps_its_day_and_hour() -> None:
    meeting = Dated(
        id=99, at=local("2027-03-03 09:00"), step=9, on=date(2027, 3, 10), time=time(13, 30)
    )
    text = summary("2027-03-15", *closed_until(6), meeting)
    assert "กำหนดประชุมไว้วันพุธที่ 10 มีนาคม 2570 เวลา 13.30 น." in text


def test_nothing_past_is_to_come() -> None:
    text = summary("2027-02-15", *closed_until(4))
    coming = text.partition("5. ครบกำหนด")[2].partition("6. หลักฐาน")[0]
    assert "ขั้นตอนที่ 8" not in coming
    assert "ขั้นตอนที่ 5 " in coming


def test_the_weekly_for_the_group_is_counts_and_the_status_button() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY and n.audience is Audience.GROUP]
    message = slot.tell(weekly)
    assert "แล้วเสร็จ 5 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 1 · ยังไม่เริ่ม 4" in message.text.plain
    assert "เรียน" not in message.text.plain
    assert labels(message) == ["ดูสถานะ"]


def test_under_the_letter_to_the_chair_stands_a_button_for_the_picture() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    message = slot.told(Audience.CHAIR, reader=CHAIR)
    assert labels(message)[-2:] == ["ดูสถานะ", "ภาพไทม์ไลน์"]
    assert message.buttons[-1][-1].action == "timeline p1"
    assert not message.pictures


def test_a_step_closed_on_the_monday_belongs_to_the_next_summary() -> None:
    monday = Closed(id=99, at=local("2027-03-01 08:00"), step=8, on=date(2027, 3, 1))
    slot = Slot("2027-03-01", plan_of(*closed_until(5), monday))
    weekly = [n for n in slot.notices if n.kind is Kind.WEEKLY]
    text = slot.tell(weekly[:1]).text.plain
    assert "แล้วเสร็จในรอบสัปดาห์: ขั้นตอนที่ 5\n" in text


def test_a_step_due_on_the_sunday_before_and_still_open_is_due_today() -> None:
    award = Closed(id=98, at=local("2027-02-12 15:00"), step=8, on=date(2027, 2, 12))
    text = summary("2027-03-01", *closed_until(4), award)
    assert "เป็นไปตามแผน" not in text
    assert (
        "5. ครบกำหนดใน 14 วัน (1–14 มี.ค. 70)\n"
        "• ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก) "
        "(ครบกำหนดวันนี้ เนื่องจากวันที่ 28 ก.พ. 70 เป็นวันหยุด)" in text
    )


def test_a_quiet_week_counts_the_evidence_that_is_missing() -> None:
    assert "หลักฐานที่ยังขาด: 5 รายการ" in summary("2026-11-23", *closed_until(4))


def test_a_closing_recorded_late_is_told_when_it_was_recorded_and_says_so() -> None:
    late = Closed(id=99, at=local("2026-11-23 10:00"), step=5, on=date(2026, 11, 20))
    assert (
        "• ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก) (แล้วเสร็จ 20 พ.ย. 69 บันทึกเมื่อ 23 พ.ย. 69)"
    ) in summary("2026-11-30", *closed_until(4), late)
    assert "แล้วเสร็จ 20 พ.ย. 69" not in summary("2026-11-23", *closed_until(4), late)


def test_a_closing_after_its_due_date_says_how_long_after() -> None:
    late = Closed(id=1, at=local("2026-10-10 10:00"), step=1, on=date(2026, 10, 10))
    text = summary("2026-10-12", late)
    assert "คณะดำเนินงาน (แล้วเสร็จ 10 ต.ค. 69 หลังครบกำหนด 8 วัน)" in text


def test_what_set_up_recorded_as_closed_long_ago_is_no_news() -> None:
    known = Closed(id=99, at=local("2026-10-01 08:00"), step=1, on=date(2026, 9, 1))
    assert "2. แล้วเสร็จในรอบสัปดาห์: ไม่มี" in summary("2026-10-05", known)


def test_a_skipped_step_is_counted_and_told_as_what_it_is() -> None:
    skipped = Skipped(
        id=99, at=local("2026-11-18 09:00"), step=8, on=date(2026, 11, 18), reason="ไม่มีการรับสมัคร"
    )
    text = summary("2026-11-23", *closed_until(4), skipped)
    assert "แล้วเสร็จ 4 · ไม่ดำเนินการ 1 · อยู่ระหว่างดำเนินการ 2" in text
    assert (
        "2. แล้วเสร็จในรอบสัปดาห์: ไม่มี\n\n"
        "ไม่ดำเนินการ\n• ขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล (เหตุผล: ไม่มีการรับสมัคร)\n" in text
    )
    group = summary("2026-11-23", *closed_until(4), skipped, audience=Audience.GROUP)
    assert "\nไม่ดำเนินการ: ขั้นตอนที่ 8" in group
    assert "แล้วเสร็จในรอบสัปดาห์" not in group


def test_a_step_opened_again_is_told_with_its_reason() -> None:
    again = Reopened(id=99, at=local("2026-11-18 09:00"), step=4, reason="แผนไม่ครบ")
    text = summary("2026-11-23", *closed_until(4), again)
    assert "ยกเลิกการปิดขั้นตอนในรอบสัปดาห์\n• ขั้นตอนที่ 4 จัดทำแผนปฏิบัติการ" in text
    assert "(เหตุผล: แผนไม่ครบ)" in text


def test_a_closing_bears_number_and_date_of_its_order() -> None:
    day = date(2026, 10, 1)
    order = Numbered(
        id=99,
        at=local("2026-10-02 16:31"),
        step=1,
        document="appointment-order",
        number="12/2569",
        on=day,
    )
    text = summary("2026-10-05", *closed_until(1), order)
    assert "(แล้วเสร็จ 2 ต.ค. 69)\n   เลขที่ 12/2569 ลงวันที่ 1 ต.ค. 69\n" in text


def test_the_group_reads_the_overdue_steps_by_number() -> None:
    text = summary("2027-03-08", *closed_until(5), audience=Audience.GROUP)
    assert "\nเกินกำหนด: ขั้นตอนที่ 6 และ 8\n" in text
    assert "ผู้รับผิดชอบ" not in text


def test_the_final_letter_says_that_all_is_closed_and_lists_what_evidence_is_missing() -> None:
    last = {n: date(2027, 8, 1) for n in range(7, 12)} | {12: date(2027, 8, 13)}
    done = [Closed(id=100 + n, at=local(f"{day} 16:30"), step=n, on=day) for n, day in last.items()]
    text = summary("2027-08-16", *closed_until(6), *done)
    assert "(ทั้งหมด 12 ขั้นตอน)\nความก้าวหน้าโดยรวม ร้อยละ 100\nปิดครบทุกขั้นตอนแล้ว\n" in text
    assert "\n3. หลักฐานที่ยังขาด\n• (ขั้นตอนที่ 1) คำสั่งแต่งตั้ง" in text
    assert "อยู่ระหว่างดำเนินการ\n" not in text


def test_the_overview_has_the_progress_of_the_whole_plan() -> None:
    told = Progressed(id=99, at=local("2026-11-04 09:00"), by=ACADEMIC.id, step=7, percent=42)
    text = summary("2026-11-09", *closed_until(4), told)
    assert "(ทั้งหมด 12 ขั้นตอน)\nความก้าวหน้าโดยรวม ร้อยละ 37\n" in text


def test_an_extension_of_the_week_is_told_with_its_reason() -> None:
    longer = Extended(
        id=99, at=local("2026-11-18 09:00"), step=5, to=date(2027, 4, 30), reason="รอข้อมูล"
    )
    text = summary("2026-11-23", *closed_until(4), longer)
    assert "ขยายเวลาในรอบสัปดาห์\n• ขั้นตอนที่ 5 ถึงวันที่ 30 เม.ย. 70 (เหตุผล: รอข้อมูล)" in text
    assert "ขยายเวลา" not in summary("2026-11-30", *closed_until(4), longer)


def test_a_version_of_the_sop_that_the_plan_took_in_the_week_is_told() -> None:
    taken = SopRevised(id=99, at=local("2026-11-18 09:00"), sop=plan_of().sop, version=2)
    text = summary("2026-11-23", *closed_until(4), taken)
    assert "ปรับปรุงตาม SOP ในรอบสัปดาห์\n• SOP ฉบับที่ 2" in text
    assert "ฉบับที่ 2" not in summary("2026-11-30", *closed_until(4), taken)


def test_the_first_summary_begins_with_the_plan() -> None:
    assert "สรุปความก้าวหน้าประจำสัปดาห์ (1–4 ต.ค. 69)" in summary("2026-10-05")


def test_a_summary_sent_after_its_monday_counts_the_days_that_are_left() -> None:
    """Monday 22 February is a day off."""
    slot = Slot("2027-02-23", plan_of(*closed_until(4)))
    weekly = Notice(
        1, None, Kind.WEEKLY, 0, date(2027, 2, 22), Audience.GROUP, local("2027-02-23 08:30")
    )
    text = slot.tell([weekly]).text.plain
    assert "ครบกำหนดใน 13 วัน (23 ก.พ. – 7 มี.ค. 70): ขั้นตอนที่ 5, 6 และ 9" in text


def test_a_summary_that_is_weeks_late_names_no_days_that_are_past() -> None:
    weekly = Notice(
        1, None, Kind.WEEKLY, 0, date(2026, 10, 19), Audience.CHAIR, local("2026-10-19 08:30")
    )
    slot = Slot("2026-11-23", plan_of(*closed_until(4)))
    text = slot.tell([weekly], reader=CHAIR).text.plain
    assert "3. อยู่ระหว่างดำเนินการ" in text
    assert "5. ครบกำหนด" not in text


def test_where_no_evidence_is_missing_that_is_said() -> None:
    text = summary("2026-10-26", *closed_until(1), files=[kept(1, "appointment-order")])
    assert "\n6. หลักฐานที่ยังขาด: ไม่มี\n" in text
