"""What notices say on a phone: to the group, to the responsible, to the secretary, to the chair."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from bot.domain.events import (
    AgendaItem,
    Agreed,
    Dated,
    Event,
    Extended,
    ExtensionAsked,
    Matter,
    Outcome,
    Progressed,
    QuorumSet,
    Reported,
)
from bot.domain.message import Message
from bot.domain.notices import notices
from bot.domain.people import Member
from bot.domain.rules import Audience, Kind
from bot.render.language import speaker
from bot.render.text.notice_buttons import rows
from bot.render.text.notices import Item, tells_the_hour
from tests.domain.sops import OFF_2570
from tests.render.slots import (
    ACADEMIC,
    CHAIR,
    MEMBER,
    REPORT_OVERDUE,
    SECRETARY,
    SOP,
    START,
    TEAM,
    Slot,
    closed_until,
    kept,
    labels,
    local,
    notice,
    plan_of,
)

AWARD_AHEAD = Slot("2027-02-05", plan_of(*closed_until(4)))
TUESDAY = date(2027, 3, 2)
DAY_OFF = Slot("2027-02-26", plan_of(*closed_until(4)))


def test_ahead_to_the_group_counts_days_and_names_roles() -> None:
    text = AWARD_AHEAD.told(Audience.GROUP).text.plain
    assert text.startswith("ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n\nแจ้งเตือน: เหลือ 7 วัน")
    assert "ขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล" in text
    assert "ครบกำหนดวันศุกร์ที่ 12 กุมภาพันธ์ 2570" in text
    assert "ผู้รับผิดชอบ นักวิชาการ" in text
    assert text.endswith("ขอความร่วมมือดำเนินการให้แล้วเสร็จตามกำหนด")


MEETING = Dated(id=9, at=local("2026-10-06 09:00"), step=8, on=date(2027, 2, 10), time=time(13, 30))


@pytest.mark.parametrize("events", [*map(closed_until, range(7)), (*closed_until(4), MEETING)])
def test_nothing_but_a_letter_to_the_chair_tells_the_hour(events: tuple[Event, ...]) -> None:
    plan, hourly = plan_of(*events), set()
    said = notices(plan, OFF_2570, local("2026-10-01 08:00"), local("2027-09-30 23:00"))
    for one in said:
        slot = Slot(plan.rules.local_day(one.at).isoformat(), plan)
        reader = None if one.audience is Audience.GROUP else SECRETARY
        morning, evening = (slot.tell_all([one], reader=reader, at=at) for at in ("08:30", "23:59"))
        is_hourly = tells_the_hour([Item(one, plan, slot.team, slot.calendar)])
        hourly.add(is_hourly)
        assert is_hourly or morning == evening
    assert hourly == {True, False}


def test_days_left_are_the_real_ones_where_the_notice_came_early() -> None:
    plan = plan_of(
        *closed_until(4),
        Extended(id=9, at=local("2027-01-05 09:00"), step=8, to=date(2027, 2, 21), reason="รอ"),
    )
    friday = Slot("2027-02-19", plan)
    ahead = notice(8, Kind.AHEAD, "2027-02-21", Audience.RESPONSIBLE, k=1)
    text = friday.tell([ahead], reader=ACADEMIC).text.plain
    assert "แจ้งเตือน: เหลือ 2 วัน" in text


AWAITED = plan_of(
    *closed_until(5), Reported(id=9, at=local("2027-03-02 15:00"), by=MEMBER.id, step=6, on=TUESDAY)
)


def test_who_verifies_is_told_since_when_it_waits_with_buttons() -> None:
    told = Slot("2027-03-04", AWAITED).told(Audience.SECRETARY, reader=SECRETARY)
    assert told.text.plain.startswith(
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n\nรอตรวจรับมาแล้ว 2 วันทำการ\n"
        "ขั้นตอนที่ 6 รายงานความก้าวหน้าการดำเนินงาน\nรายงานว่าแล้วเสร็จ วันอังคารที่ 2 มีนาคม 2570\n"
    )
    assert told.text.plain.endswith("โปรดตรวจรับ หรือส่งกลับเพื่อแก้ไขพร้อมเหตุผล")
    assert labels(told) == ["ตรวจรับ", "ส่งกลับเพื่อแก้ไข"]


def test_the_chair_is_told_by_letter_what_nobody_has_verified() -> None:
    letter = Slot("2027-03-09", AWAITED).told(Audience.CHAIR, reader=CHAIR)
    assert letter.text.plain.startswith("เรื่อง ขั้นตอนที่ 6 รอตรวจรับ\n")
    assert "รอตรวจรับมาแล้ว 5 วันทำการ\nส่งผลกระทบต่อขั้นตอนที่ 9–12" in letter.text.plain
    assert labels(letter) == ["ตรวจรับ", "ส่งกลับเพื่อแก้ไข"]


def test_a_request_for_more_time_stands_in_the_secretarys_notice() -> None:
    asked = ExtensionAsked(
        id=99, at=local("2027-03-03 10:00"), step=6, to=date(2027, 3, 31), reason="รอผล"
    )
    slot = replace(REPORT_OVERDUE, plan=REPORT_OVERDUE.plan.with_event(asked))
    line = "คำขอขยายเวลาถึง 31 มี.ค. 70 (รอพิจารณา): รอผล"
    assert line in slot.told(Audience.SECRETARY, reader=SECRETARY).text.plain
    assert line not in slot.told(Audience.RESPONSIBLE, reader=MEMBER).text.plain


def test_of_a_step_that_several_close_it_is_told_how_many_have_confirmed() -> None:
    plan = plan_of(
        *closed_until(5),
        QuorumSet(id=8, at=local("2027-03-01 09:00"), step=6, rule="all"),
        Agreed(id=9, at=local("2027-03-01 10:00"), by=MEMBER.id, step=6, on=date(2027, 3, 1)),
    )
    two = (*TEAM.members, Member(replace(MEMBER, id=99), 1, frozenset({("lo-2.4", "committee")})))
    slot = Slot("2027-03-02", plan, team=replace(TEAM, members=two))
    assert "\nยืนยันแล้ว 1 จาก 2 คน\n" in slot.told(Audience.GROUP).text.plain
    assert "ยืนยันแล้ว" not in AWARD_AHEAD.told(Audience.GROUP).text.plain


def test_missing_evidence_is_listed_and_what_is_attached_is_not() -> None:
    slot = Slot("2027-02-05", plan_of(*closed_until(4)), files=[kept(8, "award-form")])
    text = slot.told(Audience.GROUP).text.plain
    assert "เอกสารที่ต้องแนบ\n• ผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม" in text
    assert "แบบฟอร์ม" not in text


def test_files_of_the_step_without_a_document_are_told_in_private_with_a_button() -> None:
    files = [kept(8, ""), replace(kept(8, "award-form"), id=2, number=2), kept(7, "")]
    slot = Slot("2027-02-12", plan_of(*closed_until(4)), files=files)
    told = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC)
    assert "ไฟล์ที่ยังไม่ได้ระบุรายการเอกสาร\n• 8-01 แผน.pdf\n" in told.text.plain
    assert "8-02" not in told.text.plain
    choose = [b for row in told.buttons for b in row if b.label == "ระบุรายการของ 8-01"]
    assert [b.action for b in choose] == ["document f1 anew"]
    group = slot.told(Audience.GROUP)
    assert "8-01" not in group.text.plain + "".join(labels(group))


def test_due_today_asks_to_close_by_the_end_of_office_hours() -> None:
    slot = Slot("2027-02-12", plan_of(*closed_until(4)))
    text = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC).text.plain
    assert "ครบกำหนดวันนี้ (12 กุมภาพันธ์ 2570)" in text
    assert "โปรดแนบหลักฐานและปิดขั้นตอนภายในวันนี้ เวลา 16.30 น." in text


def test_due_without_evidence_to_attach_asks_only_to_close() -> None:
    slot = Slot("2027-03-03", plan_of(*closed_until(6)))
    due = notice(9, Kind.DUE, "2027-03-03", Audience.RESPONSIBLE)
    text = slot.tell([due], reader=MEMBER).text.plain
    assert text.endswith("\nโปรดปิดขั้นตอนภายในวันนี้ เวลา 16.30 น.")


def test_before_a_day_off_the_day_by_which_to_close_is_said_once() -> None:
    due = [n for n in DAY_OFF.notices if n.step == 5 and n.audience is Audience.RESPONSIBLE]
    text = DAY_OFF.tell(due, reader=MEMBER).text.plain
    assert text.count("โปรดปิดขั้นตอน") == 1
    assert text.count("ภายในวันนี้") == 1


def test_a_due_date_on_a_day_off_is_named_as_what_it_is() -> None:
    text = DAY_OFF.told(Audience.GROUP).text.plain
    assert (
        "ครบกำหนดวันอาทิตย์ที่ 28 กุมภาพันธ์ 2570 (วันหยุด) โปรดปิดขั้นตอนภายในวันนี้ เวลา 16.30 น.\nขั้นตอนที่ 5"
        in text
    )


def test_after_the_days_off_the_days_overdue_count_from_the_first_working_day() -> None:
    slot = Slot("2027-03-02", plan_of(*closed_until(4)))  # a Tuesday
    for audience, reader in ((Audience.GROUP, None), (Audience.RESPONSIBLE, MEMBER)):
        text = slot.told(audience, reader=reader).text.plain
        assert "เกินกำหนด 1 วัน\nขั้นตอนที่ 5" in text
        assert "\nครบกำหนดวันอาทิตย์ที่ 28 กุมภาพันธ์ 2570 (วันหยุด)\n" in text
    assert not [n for n in Slot("2027-03-01", slot.plan).notices if n.step == 5]


def test_ahead_of_a_day_off_says_by_when_to_close() -> None:
    slot = Slot("2027-02-19", plan_of(*closed_until(4)))
    text = slot.told(Audience.GROUP).text.plain
    assert "แจ้งเตือน: เหลือ 9 วัน" in text
    assert "(วันหยุด) โปรดปิดขั้นตอนภายในวันศุกร์ที่ 26 กุมภาพันธ์ 2570" in text


def test_a_due_notice_after_the_day_off_asks_for_today() -> None:
    due = notice(5, Kind.DUE, "2027-02-28", Audience.RESPONSIBLE)
    monday = Slot("2027-03-01", plan_of(*closed_until(4)))
    text = monday.tell([due], reader=MEMBER, late=True).text.plain
    assert ("ครบกำหนดวันอาทิตย์ที่ 28 กุมภาพันธ์ 2570 (วันหยุด) โปรดปิดขั้นตอนภายในวันนี้ เวลา 16.30 น.") in text


def test_a_late_reminder_whose_day_has_come_is_no_countdown() -> None:
    ahead = notice(8, Kind.AHEAD, "2027-02-12", Audience.RESPONSIBLE, k=1)
    slot = Slot("2027-02-12", plan_of(*closed_until(4)))
    text = slot.tell([ahead], reader=ACADEMIC, late=True, at="10:00").text.plain
    assert "ครบกำหนดวันนี้ (12 กุมภาพันธ์ 2570)" in text
    assert "เหลือ" not in text


@pytest.mark.parametrize("kind", [Kind.DUE, Kind.AHEAD])
def test_what_comes_so_late_that_the_step_is_overdue_asks_nothing_impossible(kind: Kind) -> None:
    due = notice(8, kind, "2027-02-12", Audience.GROUP)
    slot = Slot("2027-02-15", plan_of(*closed_until(4)))
    text = slot.tell([due], late=True).text.plain
    assert "เกินกำหนด 3 วัน\nขั้นตอนที่ 8" in text
    assert "ครบกำหนดวันศุกร์ที่ 12 กุมภาพันธ์ 2570" in text
    assert "วันหยุด" not in text
    assert "ภายในวันนี้" not in text


MEETING = Dated(id=8, at=local("2027-03-02 17:00"), step=9, on=date(2027, 3, 5), time=time(13, 30))
AT_HALF_PAST_ONE = plan_of(*closed_until(6), MEETING)


def test_before_a_meeting_its_day_and_hour_are_told_and_no_other() -> None:
    text = Slot("2027-03-04", AT_HALF_PAST_ONE).told(Audience.GROUP).text.plain
    assert "แจ้งเตือน: เหลือ 1 วัน\nขั้นตอนที่ 9 ประชุมทบทวนผล" in text
    assert "กำหนดประชุมวันศุกร์ที่ 5 มีนาคม 2570 เวลา 13.30 น." in text
    assert "16.30" not in text
    assert text.endswith("ขอความร่วมมือเข้าร่วมประชุมตามกำหนด")


def test_before_a_meeting_its_place_and_its_agenda_are_told() -> None:
    meeting = replace(MEETING, place="ห้องประชุมชั้น 3", link="https://meet.example.go.th/lo")
    matter = AgendaItem(id=9, at=local("2027-03-03 09:00"), step=9, item=1, text="ทบทวนแผน")
    message = Slot("2027-03-04", plan_of(*closed_until(6), meeting, matter)).told(Audience.GROUP)
    assert "สถานที่: ห้องประชุมชั้น 3" in message.text.plain
    assert "ระเบียบวาระการประชุม\nระเบียบวาระที่ 1 ทบทวนแผน" in message.text.plain
    assert {"มา", "ไม่มา", "ส่งผู้แทน", "เข้าประชุมออนไลน์"} <= {*labels(message)}


@pytest.mark.parametrize(
    ("day", "buttons"),
    [(3, ["9: มา", "9: ไม่มา", "9: ส่งผู้แทน"]), (2, ["ปิดขั้นตอนที่ 9", "แนบหลักฐานขั้นตอนที่ 9"])],
)
def test_beside_another_step_who_comes_is_asked_the_day_before_only(
    day: int, buttons: list[str]
) -> None:
    meeting = replace(MEETING, at=local("2027-02-20 09:00"), on=date(2027, 3, day))
    message = Slot("2027-03-02", plan_of(*closed_until(4), meeting)).told(Audience.GROUP)
    assert labels(message)[2:] == buttons


def test_on_the_day_of_a_meeting_its_hour_is_told_and_no_other() -> None:
    slot = Slot("2027-03-05", AT_HALF_PAST_ONE)
    text = slot.told(Audience.RESPONSIBLE, reader=MEMBER).text.plain
    assert "วันนี้ ประชุม เวลา 13.30 น.\nขั้นตอนที่ 9" in text
    assert text.endswith("เมื่อประชุมแล้วเสร็จ โปรดปิดขั้นตอน")
    assert "16.30" not in text
    assert "เริ่ม" not in text


def test_a_meeting_names_the_step_before_it_that_is_open() -> None:
    slot = Slot("2027-03-04", plan_of(*closed_until(5), MEETING))
    of_meeting = [n for n in slot.notices if n.step == 9 and n.audience is Audience.GROUP]
    text = slot.tell(of_meeting).text.plain
    assert "ขั้นตอนก่อนหน้าที่ยังไม่แล้วเสร็จ: ขั้นตอนที่ 6" in text


def test_of_a_meeting_without_an_hour_none_is_told() -> None:
    slot = Slot("2027-03-05", plan_of(*closed_until(6), replace(MEETING, time=None)))
    text = slot.told(Audience.GROUP).text.plain
    assert "\n\nวันนี้ ประชุม\nขั้นตอนที่ 9" in text
    assert "เวลา" not in text


def test_a_meeting_whose_step_stays_open_is_overdue_and_keeps_its_hour() -> None:
    message = Slot("2027-03-08", AT_HALF_PAST_ONE).told(Audience.GROUP)
    text = message.text.plain
    assert "ไม่มา" not in labels(message)
    assert "เกินกำหนด 3 วัน\nขั้นตอนที่ 9" in text
    assert "กำหนดประชุมไว้วันศุกร์ที่ 5 มีนาคม 2570 เวลา 13.30 น." in text


def test_a_meeting_before_the_steps_before_it_were_closed_is_held_or_fixed_anew() -> None:
    early = replace(MEETING, at=local("2027-03-01 09:00"), on=date(2027, 3, 2))  # 6 closed that day
    plan = plan_of(*closed_until(6), early)
    text = Slot("2027-03-03", plan).told(Audience.GROUP).text.plain
    assert "ครบกำหนดวันนี้ (3 มีนาคม 2570)\nขั้นตอนที่ 9" in text
    assert "\nกำหนดประชุมไว้วันอังคารที่ 2 มีนาคม 2570 เวลา 13.30 น.\n" in text
    assert "หากประชุมแล้ว โปรดปิดขั้นตอนโดยระบุวันที่ประชุม" in text
    assert "16.30" not in text
    late = Slot("2027-03-04", plan).told(Audience.GROUP).text.plain
    assert "ครบกำหนดวันพุธที่ 3 มีนาคม 2570\nกำหนดประชุมไว้วันอังคารที่ 2 มีนาคม 2570" in late


def assigned(number: int, owner: int) -> Outcome:
    return Outcome(
        id=20 + number,
        at=local("2027-03-05 17:00"),
        step=9,
        outcome=number,
        kind=Matter.ASSIGNED,
        text=f"งานที่ {number}",
        owner=owner,
        due=date(2027, 3, 26),
    )


ASSIGNED = plan_of(
    *closed_until(9), MEETING, assigned(1, MEMBER.id), assigned(2, MEMBER.id), assigned(3, 99)
)


def test_of_what_a_meeting_assigned_one_reads_ones_own() -> None:
    message = Slot("2027-03-26", ASSIGNED).told(Audience.OWNER, reader=MEMBER)
    assert message.text.plain.endswith(
        "งานที่มอบหมายครบกำหนด\nจากการประชุมขั้นตอนที่ 9 ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ\n"
        "• งานที่ 1\n• งานที่ 2\nครบกำหนดวันศุกร์ที่ 26 มีนาคม 2570\nเมื่อดำเนินการแล้ว โปรดกดปุ่มด้านล่าง"
    )
    assert labels(message) == ["ดำเนินการแล้ว: งานที่ 1", "ดำเนินการแล้ว: งานที่ 2"]


def test_of_who_has_left_the_secretary_reads_what_is_to_be_assigned_again() -> None:
    message = Slot("2027-03-26", ASSIGNED).told(Audience.OWNER, reader=SECRETARY)
    assert message.text.plain.endswith(
        "• งานที่ 3 (อดีตสมาชิกคณะดำเนินงาน)\nครบกำหนดวันศุกร์ที่ 26 มีนาคม 2570\n"
        "ผู้รับมอบหมายไม่ได้เข้าร่วมคณะดำเนินงานในระบบแล้ว\n"
        "โปรดมอบหมายผู้อื่น โดยพิมพ์ “รายงานการประชุม 9 มอบใหม่”"
    )
    assert labels(message) == ["ดำเนินการแล้ว", "เปลี่ยนผู้รับมอบหมาย"]
    assert message.buttons[-1][0].action == "minutes p1 9 anew"


def test_a_week_later_the_secretary_reads_whose_it_is() -> None:
    slot = Slot("2027-04-02", ASSIGNED)
    text = slot.told(Audience.SECRETARY, reader=SECRETARY).text.plain
    assert "งานที่มอบหมายเกินกำหนด 7 วัน" in text
    assert "• งานที่ 1 (นางมาลี ตัวอย่าง)" in text
    assert "• งานที่ 3 (อดีตสมาชิกคณะดำเนินงาน)" in text


def test_late_is_headed_by_the_fault_of_the_system() -> None:
    text = AWARD_AHEAD.told(Audience.GROUP, late=True, at="11:00").text.plain
    assert text.startswith("แจ้งย้อนหลัง (ระบบขัดข้อง)\n\n")


def test_start_gives_both_days() -> None:
    slot = Slot("2026-12-15", plan_of(*closed_until(4)))
    text = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC).text.plain
    assert "ถึงกำหนดเริ่มดำเนินการ" in text
    assert "วันอังคารที่ 15 ธันวาคม 2569 ถึงวันศุกร์ที่ 12 กุมภาพันธ์ 2570" in text


def test_check_in_asks_by_buttons_and_repeats_the_progress() -> None:
    told = Progressed(id=9, at=local("2026-11-20 09:00"), step=7, percent=42)
    slot = Slot("2026-12-01", plan_of(*closed_until(4), told))
    message = slot.told(Audience.RESPONSIBLE, reader=ACADEMIC)
    assert "ติดตามความก้าวหน้าประจำเดือน" in message.text.plain
    assert "ความก้าวหน้าล่าสุด ร้อยละ 42" in message.text.plain
    assert "7: ตามแผน" in labels(message)


def test_overdue_in_the_group_names_the_step_and_no_person() -> None:
    slot = Slot("2027-03-03", plan_of(*closed_until(5)))
    text = slot.told(Audience.GROUP).text.plain
    assert "เกินกำหนด 1 วัน" in text
    assert "ผู้รับผิดชอบ คณะดำเนินงาน" in text
    assert "ตัวอย่าง" not in text
    assert text.endswith("ขอความร่วมมือดำเนินการให้แล้วเสร็จโดยเร็ว")


def test_overdue_to_the_secretary_names_the_members_and_the_way_to_extend() -> None:
    text = REPORT_OVERDUE.told(Audience.SECRETARY, reader=SECRETARY).text.plain
    assert "เกินกำหนด 7 วัน" in text
    assert "รายชื่อ นางมาลี ตัวอย่าง" in text
    assert "ขยายเวลา 6" in text
    assert "โปรดแจ้งเลขานุการ" not in text


def test_everything_of_one_slot_is_one_message_under_one_head() -> None:
    slot = Slot("2027-03-01", plan_of(*closed_until(5)))
    message = slot.told(Audience.GROUP)
    text = message.text.plain
    assert text.count("ขอความร่วมมือ") <= 1
    assert {a.plan for a in message.about} == {1}


def test_with_several_steps_each_button_names_its_number() -> None:
    slot = Slot("2027-02-12", plan_of(*closed_until(4)))
    five = notice(5, Kind.AHEAD, "2027-02-28", Audience.GROUP, k=14)
    due = [n for n in slot.notices if n.audience is Audience.GROUP and n.step == 8]
    message = slot.tell([*due, five])
    assert "ปิดขั้นตอนที่ 8" in labels(message)
    assert "ปิดขั้นตอนที่ 5" in labels(message)


@pytest.mark.parametrize(
    ("indicator", "starts", "told"),
    [
        ("7", START, ["ตัวชี้วัดที่ 2.4: ปิดขั้นตอนที่ 8", "ตัวชี้วัดที่ 7: ปิดขั้นตอนที่ 8"]),
        ("2.4", date(2027, 10, 1), ["2570: ปิดขั้นตอนที่ 8", "2571: ปิดขั้นตอนที่ 8"]),
    ],
)
def test_with_the_same_step_of_two_plans_each_button_names_its_plan(
    indicator: str, starts: date, told: list[str]
) -> None:
    one = plan_of()
    other = replace(one, id=2, first_sop=replace(SOP, indicator_number=indicator), start=starts)
    due = notice(8, Kind.DUE, "2027-02-12", Audience.GROUP)
    items = [Item(n, p, TEAM, OFF_2570) for n, p in ((due, one), (replace(due, plan=2), other))]
    found = rows(speaker("th"), items, to_group=True, reader=None)
    assert [b.label for row in found for b in row] == told


def test_one_step_gets_close_attach_pause_and_acknowledge_in_private() -> None:
    message = AWARD_AHEAD.tell(
        [n for n in AWARD_AHEAD.notices if n.audience is Audience.GROUP], reader=ACADEMIC
    )
    assert labels(message) == [
        "ปิดขั้นตอน",
        "แนบหลักฐาน",
        "พักแจ้งเตือน 3 วัน",
        "รับทราบ",
        "รายงานความก้าวหน้า",
    ]


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_notice_of_a_year_fits_a_phone_and_its_buttons(language: str) -> None:
    """Nothing is closed after step 5, so everything that can be overdue becomes so."""
    plan, day = plan_of(*closed_until(5)), date(2026, 10, 1)
    while day < date(2027, 9, 30):
        slot = Slot(day.isoformat(), plan)
        for audience in {n.audience for n in slot.notices}:
            message = slot.told(audience, reader=_READERS[audience], language=language)
            assert len(message.text.plain) < 4096
            _check_buttons(message)
            if audience is Audience.GROUP:
                assert "ตัวอย่าง" not in message.text.plain
        day += timedelta(days=1)


def _check_buttons(message: Message) -> None:
    actions = [b.action for row in message.buttons for b in row]
    assert all(a.isascii() and 0 < len(a) <= 64 for a in actions)


_READERS = {
    Audience.GROUP: None,
    Audience.RESPONSIBLE: ACADEMIC,
    Audience.SECRETARY: SECRETARY,
    Audience.CHAIR: CHAIR,
}
