"""/status: the counts, what runs, what is overdue, what comes; one step whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

import pytest

from bot.domain.events import (
    CheckedIn,
    Dated,
    Extended,
    Progressed,
    Situation,
    Skipped,
    WorkNamed,
)
from bot.domain.plan import PlanStatus
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
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

REPORT_OVERDUE = local("2027-03-05 09:00")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    yield office_with_plan(store)
    store.close()


def second_plan(office: Office) -> None:
    """The same committee runs the next fiscal year's plan beside this one."""
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()


def second_team(office: Office) -> None:
    """The secretary is a member of another committee, too."""
    with office.store.work() as work:
        team = found_team(work, OTHER_GROUP, [SECRETARY], (), local("2026-10-01 08:00"))
        make_plan(work, team, date(2026, 10, 1), {})
        work.commit()


def becomes(office: Office, status: PlanStatus) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), status)
        work.commit()


def test_head_says_which_indicator_which_year_as_of_when_and_the_counts(office: Office) -> None:
    assert office.say(MEMBER, "สถานะ").text.startswith(
        "สถานะตัวชี้วัดที่ 2.4\n"
        "ปีงบประมาณ พ.ศ. 2570 · ข้อมูล ณ วันที่ 22 พ.ย. 69 เวลา 09.00 น.\n"
        "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0 · ยังไม่เริ่ม 6 (ทั้งหมด 12 ขั้นตอน)"
    )


def test_running_steps_have_due_date_days_left_and_progress(office: Office) -> None:
    office.record(Progressed(at=local("2026-11-20 09:00"), step=5, percent=42))
    text = office.say(MEMBER, "/status").text
    assert (
        "5. ดำเนินการตามแผน (5 เดือนแรก)\nครบกำหนด 28 ก.พ. 70 (เหลือ 98 วัน) · ความก้าวหน้า ร้อยละ 42"
        in text
    )
    assert "ครบกำหนด 31 ก.ค. 70 (เหลือ 251 วัน)" in text


def test_what_comes_next_has_its_dates(office: Office) -> None:
    text = office.say(MEMBER, "/status").text
    assert text.endswith(
        "ขั้นตอนถัดไป\n"
        "8. ส่งผลงานเข้ารับการประเมินรางวัล (15 ธ.ค. 69 – 12 ก.พ. 70)\n"
        "6. รายงานความก้าวหน้าการดำเนินงาน (1–2 มี.ค. 70)"
    )


def test_overdue_names_step_role_and_days_but_no_person(office: Office) -> None:
    office.close(5, date(2027, 2, 26))
    office.now = REPORT_OVERDUE
    text = office.say(MEMBER, "สถานะ").text
    assert (
        "6. รายงานความก้าวหน้าการดำเนินงาน\nเกินกำหนด 3 วัน (ครบกำหนด 2 มี.ค. 70) · คณะดำเนินงาน" in text
    )
    assert "ตัวอย่าง" not in text


def test_on_the_working_day_after_a_day_off_a_step_can_still_be_closed(office: Office) -> None:
    office.now = local("2027-03-01 09:00")
    text = office.say(MEMBER, "สถานะ").text
    assert "ครบกำหนดวันนี้ (28 ก.พ. 70 เป็นวันหยุด)" in text


def test_a_skipped_step_is_not_counted_as_closed(office: Office) -> None:
    office.record(Skipped(at=office.now, step=8, on=date(2026, 11, 20), reason="ไม่มีการรับสมัคร"))
    assert "แล้วเสร็จ 4 · ไม่ดำเนินการ 1 · อยู่ระหว่างดำเนินการ 2" in office.say(MEMBER, "สถานะ").text


def test_it_is_short_enough_for_a_phone(office: Office) -> None:
    assert len(office.say(MEMBER, "สถานะ").text.splitlines()) <= 15


def test_a_button_of_the_status_shows_the_step_in_its_place(office: Office) -> None:
    status = office.say(MEMBER, "สถานะ").post
    detail = office.press(MEMBER, "ขั้นตอนที่ 5", status).post
    assert detail.edits == status.id
    assert detail.text.startswith("ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก)")
    back = office.press(MEMBER, "กลับหน้าสถานะ", detail).post
    assert back.edits == status.id
    assert back.text == status.text


def test_the_button_under_a_notice_answers_with_a_message_of_its_own(office: Office) -> None:
    assert office.press(MEMBER, f"status p{office.plan().id}").post.edits == ""


def test_a_step_shows_state_dates_roles_and_documents(office: Office) -> None:
    text = office.say(MEMBER, "สถานะ ๕").text
    assert "สถานะ: อยู่ระหว่างดำเนินการ\nกำหนดการ 17 ต.ค. 69 – 28 ก.พ. 70 (เหลือ 98 วัน)" in text
    assert "(วันหยุด) โปรดปิดขั้นตอนภายในวันศุกร์ที่ 26 กุมภาพันธ์ 2570" in text
    assert "ผู้รับผิดชอบ คณะดำเนินงาน และคณะกรรมการพัฒนาวิชาการ" in text
    assert "○ ภาพ/สรุปกิจกรรม (แนะนำ ไม่บังคับ)" in text


def test_members_are_named_in_private_only(office: Office) -> None:
    assert "ดร.อารีย์" not in office.say(MEMBER, "สถานะ 7").text
    assert "รายชื่อ ดร.อารีย์ ตัวอย่าง" in office.say(MEMBER, "สถานะ 7", PRIVATE).text


def test_attached_evidence_has_its_number_and_the_rest_is_missing(office: Office) -> None:
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    office.keep_file(4, "รูป.pdf")
    text = office.say(MEMBER, "สถานะ 4").text
    assert "✓ แผนปฏิบัติการขับเคลื่อนการดำเนินงานวิชาการของหน่วยงานให้เป็นองค์กรแห่งการเรียนรู้ (4-01)" in text
    assert "ภารกิจหน่วยงาน (ยังไม่แนบ)" in text
    assert "✓ เอกสารแนบอื่น (4-02)" in text


def test_a_closed_step_shows_what_really_happened(office: Office) -> None:
    text = office.say(MEMBER, "สถานะ 4").text
    assert "สถานะ: แล้วเสร็จ\nดำเนินการจริง 14–16 ต.ค. 69 (ตามกำหนด)" in text
    assert "กำหนดเดิม" not in text


def test_a_late_predecessor_shows_forecast_and_first_plan(office: Office) -> None:
    office.now = local("2027-03-10 09:00")
    text = office.say(MEMBER, "สถานะ 6").text
    assert "สถานะ: ยังไม่เริ่ม (รอขั้นตอนที่ 5)" in text
    assert "กำหนดการ (ประมาณการ) 11–12 มี.ค. 70\nกำหนดเดิม 1–2 มี.ค. 70" in text


def test_an_extension_and_its_reason_are_told(office: Office) -> None:
    office.record(
        Extended(at=local("2026-11-20 09:00"), step=5, to=date(2027, 3, 15), reason="รอข้อมูล")
    )
    assert "ขยายเวลาถึงวันที่ 15 มี.ค. 70 เหตุผล: รอข้อมูล" in office.say(MEMBER, "สถานะ 5").text


def test_the_day_of_a_meeting_has_its_time(office: Office) -> None:
    office.close(5, date(2027, 2, 26))
    office.close(6, date(2027, 3, 2))
    office.now = local("2027-03-03 09:00")
    office.record(Dated(at=office.now, step=9, on=date(2027, 3, 4), time=time(13, 30)))
    text = office.say(MEMBER, "สถานะ 9").text
    assert "กำหนดประชุมวันพฤหัสบดีที่ 4 มีนาคม 2570 เวลา 13.30 น." in text
    assert "9. ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ (ประชุม 4 มี.ค. 70 เวลา 13.30 น.)" in (
        office.say(MEMBER, "สถานะ").text
    )
    office.now = local("2027-03-04 09:00")
    for typed in ("สถานะ", "สถานะ 9", "แผน"):
        assert "\nวันนี้ ประชุม เวลา 13.30 น." in office.say(MEMBER, typed).text
    office.now = local("2027-03-05 09:00")
    for typed in ("สถานะ", "สถานะ 9"):
        was = "กำหนดประชุมไว้วันพฤหัสบดีที่ 4 มีนาคม 2570 เวลา 13.30 น."
        assert was in office.say(MEMBER, typed).text


def test_room_before_a_fixed_date_is_told_where_there_is_some(office: Office) -> None:
    assert "ขยายได้อีก 16 วัน (ไม่เกินวันที่ 28 ก.พ. 70)" in office.say(MEMBER, "สถานะ 8").text
    assert "ขยายได้อีก" not in office.say(MEMBER, "สถานะ 5").text
    office.now = local("2027-02-16 09:00")
    overdue = office.say(MEMBER, "สถานะ 8").text
    assert "เกินกำหนด" in overdue
    assert "ขยายได้อีก" not in overdue


def test_works_have_their_progress_and_owners_in_private(office: Office) -> None:
    owner, at = office.person(ACADEMIC).id, local("2026-11-20 09:00")
    office.record(
        WorkNamed(at=at, step=7, work=1, title="งานวิจัย ก", owner=owner),
        Progressed(at=at, step=7, percent=30, work=1),
    )
    assert "ความก้าวหน้า ร้อยละ 30\n• งานวิจัย ก: ร้อยละ 30" in office.say(MEMBER, "สถานะ 7").text
    private = office.say(MEMBER, "สถานะ 7", PRIVATE).text
    assert "• งานวิจัย ก (ดร.อารีย์ ตัวอย่าง): ร้อยละ 30" in private


def test_the_last_note_and_an_obstacle_are_repeated(office: Office) -> None:
    at = local("2026-11-20 09:00")
    office.record(
        Progressed(at=at, step=5, percent=20, note="จัดอบรมแล้ว"),
        CheckedIn(at=at, step=5, situation=Situation.OBSTACLE),
    )
    text = office.say(MEMBER, "สถานะ 5").text
    assert text.endswith("มีอุปสรรค (แจ้งเมื่อ 20 พ.ย. 69 ยังไม่ระบุรายละเอียด)\nหมายเหตุ: จัดอบรมแล้ว")


def test_an_obstacle_stands_in_the_status_and_on_the_card_with_its_words(office: Office) -> None:
    told = CheckedIn(
        at=local("2026-11-20 09:00"),
        by=office.person(MEMBER).id,
        step=5,
        situation=Situation.OBSTACLE,
        note="รองบประมาณ",
    )
    office.record(told)
    assert "\nมีอุปสรรค: รองบประมาณ (แจ้งเมื่อ 20 พ.ย. 69)\n" in office.say(MEMBER, "สถานะ").text
    group = office.say(MEMBER, "สถานะ 5").text
    assert group.endswith("มีอุปสรรค: รองบประมาณ (แจ้งเมื่อ 20 พ.ย. 69)")
    private = office.say(CHAIR, "สถานะ 5", PRIVATE).text
    assert private.endswith("มีอุปสรรค: รองบประมาณ (แจ้งเมื่อ 20 พ.ย. 69 โดย นางมาลี ตัวอย่าง)")


def test_the_secretary_alone_reads_on_the_card_who_has_not_reported(office: Office) -> None:
    assert office.say(SECRETARY, "สถานะ 7", PRIVATE).text.endswith(
        "ยังไม่มีรายงานความก้าวหน้าประจำเดือน\nผู้ที่ยังไม่รายงาน: ดร.อารีย์ ตัวอย่าง (แสดงเฉพาะเลขานุการ)"
    )
    for place in (GROUP, PRIVATE):
        assert "ผู้ที่ยังไม่รายงาน" not in office.say(CHAIR, "สถานะ 7", place).text
    assert "ผู้ที่ยังไม่รายงาน" not in office.say(SECRETARY, "สถานะ 7", GROUP).text


def test_a_skipped_step_says_so_with_its_reason(office: Office) -> None:
    office.record(Skipped(at=office.now, step=8, on=date(2026, 11, 20), reason="ไม่มีการรับสมัคร"))
    text = office.say(MEMBER, "สถานะ 8").text
    assert "สถานะ: ไม่ดำเนินการ" in text
    assert "หมายเหตุ: ไม่มีการรับสมัคร" in text


def test_in_a_group_everybody_sees_the_buttons_in_private_who_may_act(office: Office) -> None:
    assert "ปิดขั้นตอน" in office.say(ACADEMIC, "สถานะ 5").labels
    assert "ปิดขั้นตอน" not in office.say(ACADEMIC, "สถานะ 5", PRIVATE).labels
    assert "ปิดขั้นตอน" in office.say(MEMBER, "สถานะ 5", PRIVATE).labels


def test_a_step_that_waits_can_be_attached_to_but_not_closed(office: Office) -> None:
    labels = office.say(MEMBER, "สถานะ 6").labels
    assert "แนบหลักฐาน" in labels
    assert "ปิดขั้นตอน" not in labels


def test_a_reply_to_a_message_about_one_step_needs_no_number(office: Office) -> None:
    detail = office.say(MEMBER, "สถานะ 7").post
    again = office.say(MEMBER, "สถานะ", reply_to=detail)
    assert again.text.startswith("ขั้นตอนที่ 7")


def test_an_unknown_step_is_answered_with_what_there_is(office: Office) -> None:
    text = office.say(MEMBER, "สถานะ 15").text
    assert text.startswith("ไม่พบขั้นตอนที่ 15 ในแผนนี้ (มีขั้นตอนที่ 1–12)")


def test_several_plans_in_a_group_get_a_short_block_each(office: Office) -> None:
    second_plan(office)
    answer = office.say(MEMBER, "สถานะ")
    assert answer.text.startswith("สถานะแผน ข้อมูล ณ วันที่ 22 พ.ย. 69 เวลา 09.00 น.")
    assert "ปีงบประมาณ พ.ศ. 2570\nแล้วเสร็จ 4" in answer.text
    assert "ปีงบประมาณ พ.ศ. 2571\nแล้วเสร็จ 0" in answer.text
    assert len(answer.labels) == 2


def test_a_step_of_several_plans_is_asked_about(office: Office) -> None:
    second_plan(office)
    question = office.say(MEMBER, "สถานะ 5").post
    assert question.text == "โปรดเลือกแผนที่ต้องการ"
    answer = office.press(MEMBER, "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570", question)
    assert answer.text.startswith("ขั้นตอนที่ 5")


def test_in_private_each_team_is_named_in_a_group_only_its_own_is_told(office: Office) -> None:
    second_team(office)
    private = office.say(SECRETARY, "สถานะ", PRIVATE)
    assert GROUP.title in private.text
    assert OTHER_GROUP.title in private.text
    assert len(set(private.labels)) == 2
    assert OTHER_GROUP.title not in office.say(SECRETARY, "สถานะ").text


def test_the_plan_of_another_committee_cannot_be_named(office: Office) -> None:
    second_team(office)
    other = office.press(MEMBER, "status p2")
    assert other.popup.startswith("แผนนี้ไม่ได้อยู่ในแชตนี้")


def test_when_the_plan_is_over_the_newest_is_offered(office: Office) -> None:
    becomes(office, PlanStatus.ENDED)
    offer = office.say(MEMBER, "สถานะ").post
    assert offer.text.startswith("ขณะนี้ไม่มีแผนที่อยู่ระหว่างดำเนินการ")
    old = office.press(MEMBER, "ดูแผนล่าสุด", offer)
    assert "แล้วเสร็จ 4 จากทั้งหมด 12 ขั้นตอน" in old.text
    assert "แผนนี้ปิดแล้ว" in old.text


def test_while_the_bot_is_out_of_the_group_private_status_says_why_it_is_silent(
    office: Office,
) -> None:
    becomes(office, PlanStatus.ASLEEP)
    assert "ระบบไม่ได้อยู่ในกลุ่มของคณะดำเนินงาน" in office.say(MEMBER, "สถานะ", PRIVATE).text


def test_a_stranger_learns_nothing_of_any_plan(office: Office) -> None:
    text = office.say(STRANGER, "สถานะ", PRIVATE).text
    assert text.startswith("ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด")


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ("เอกสาร", "เอกสารแนบ"),
        ("ประวัติ", "ประวัติ"),
        ("แผน", "ตัวชี้วัดที่ 2.4"),
        ("เอกสาร 4", "เอกสารแนบ\nขั้นตอนที่ 4"),
    ],
)
def test_after_the_end_what_was_asked_for_can_be_opened(
    office: Office, asked: str, shown: str
) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    offer = office.say(MEMBER, asked).post
    assert office.press(MEMBER, "ดูแผนล่าสุด", offer).text.startswith(shown)


def test_the_status_of_an_ended_plan_leads_to_files_and_history(office: Office) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    status = office.press(MEMBER, f"status p{office.plan().id}").post
    assert status.labels == ["ดูทุกขั้นตอน", "เอกสารแนบ", "ประวัติ"]
    assert office.press(MEMBER, "ประวัติ", status).posts
