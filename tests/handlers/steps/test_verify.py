"""A closing in two stages: reported with /done, verified with /verify or sent back with /return."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.domain.events import Closed
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    Somebody,
    local,
)

CLOSE, VERIFY, SEND_BACK = "ยืนยันปิดขั้นตอน", "ตรวจรับ", "ส่งกลับเพื่อแก้ไข"


@pytest.fixture(autouse=True)
def verified(office: Office) -> None:
    """The team has it that closings are verified. Steps 5 and 7 run, 6 and 9 to 12 follow 5."""
    team = office.plan().team
    with office.store.work() as work:
        work.teams.set_rules(team, replace(work.teams.by_id(team).rules, review=True))
        work.commit()


def reported(office: Office, who: Somebody = ACADEMIC, step: int = 7) -> Answer:
    asked = office.say(who, f"เสร็จ {step} ส่งครบแล้ว")
    return office.press(who, CLOSE, asked.post)


def to(answer: Answer, who: Somebody) -> Post:
    return next(p for p in answer.elsewhere if p.chat.address == who.account)


def is_closed(office: Office, step: int = 7) -> bool:
    return office.plan().states[step].is_closed


def test_who_is_responsible_reports_and_the_step_stays_open(office: Office) -> None:
    answer = reported(office)
    assert answer.text == (
        "รายงานขั้นตอนที่ 7 แล้วเสร็จ (รอตรวจรับ)\n"
        "พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม\n"
        "แล้วเสร็จ 22 พ.ย. 69 (ก่อนกำหนด 251 วัน)\n"
        "ผู้รายงาน ดร.อารีย์ ตัวอย่าง\n"
        "หมายเหตุ: ส่งครบแล้ว\n\n"
        "ขั้นตอนนี้จะปิดเมื่อเลขานุการหรือประธานตรวจรับแล้ว"
    )
    assert not is_closed(office)
    assert "รอตรวจรับ 1" in office.say(MEMBER, "สถานะ").text


def test_what_only_waits_for_its_verification_comes_next(office: Office) -> None:
    reported(office, MEMBER, step=5)
    assert "\n6. " in office.say(MEMBER, "สถานะ").text.partition("ขั้นตอนถัดไป\n")[2]


def test_the_question_before_it_says_that_it_will_wait(office: Office) -> None:
    assert "และรอตรวจรับ" in office.say(ACADEMIC, "เสร็จ 7").text


def test_the_secretary_is_asked_in_private_with_buttons(office: Office) -> None:
    asked = to(reported(office), SECRETARY)
    assert asked.text.startswith("โปรดตรวจรับขั้นตอนที่ 7\n")
    assert asked.labels == [VERIFY, SEND_BACK, "เอกสารแนบ"]


def test_where_no_secretary_can_be_reached_the_group_has_the_buttons(office: Office) -> None:
    with office.store.work() as work:
        chat = work.people.by_id(1).private_chat
        assert chat is not None
        work.chats.set_reachable(chat, reachable=False)
        work.commit()
    assert reported(office).labels == ["เลิกทำ", VERIFY, SEND_BACK, "เอกสารแนบ"]


def test_verified_it_closes_that_day_and_counts_by_the_day_reported(office: Office) -> None:
    asked = to(reported(office), SECRETARY)
    office.now = local("2026-11-25 10:00")
    answer = office.press(SECRETARY, VERIFY, asked)
    assert answer.text.startswith(
        "ปิดขั้นตอนที่ 7 เรียบร้อยแล้ว\n"
        "พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม\n"
        "แล้วเสร็จ 22 พ.ย. 69 (ก่อนกำหนด 251 วัน)\n"
        "ตรวจรับ 25 พ.ย. 69 โดย นางสาวพิมพ์ใจ ตัวอย่าง"
    )
    assert "ผู้บันทึก" not in answer.text
    state = office.plan().states[7]
    assert (str(state.closed_on), str(state.completed_on)) == ("2026-11-25", "2026-11-22")
    assert office.say(SECRETARY, "ตรวจรับ 7").text.startswith("ขั้นตอนที่ 7 ปิดแล้ว")
    card = office.say(MEMBER, "สถานะ 7").text
    assert "ดำเนินการจริง 17 ต.ค. – 22 พ.ย. 69 (ก่อนกำหนด 251 วัน)\nตรวจรับ 25 พ.ย. 69" in card


def test_who_was_asked_to_verify_hears_that_the_report_is_taken_back(office: Office) -> None:
    reported(office)
    told = to(office.say(ACADEMIC, "เลิกทำ"), SECRETARY).text
    assert "รายการ: รายงานขั้นตอนที่ 7 แล้วเสร็จ 22 พ.ย. 69" in told


def test_what_is_being_revised_says_so_wherever_it_stands(office: Office) -> None:
    reported(office)
    office.say(SECRETARY, "ส่งกลับ 7 20/12/2569 โปรดแก้ตารางที่ 2", PRIVATE)
    for words in ("สถานะ", "แผน", "สถานะ 7", "งานของฉัน"):
        assert "อยู่ระหว่างแก้ไข" in office.say(ACADEMIC, words).text


def test_a_return_tells_of_the_meeting_that_it_leaves_too_early(office: Office) -> None:
    office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30")
    reported(office, MEMBER, 5)
    answer = office.say(SECRETARY, "ส่งกลับ 5 10/3/2570 โปรดแก้ตารางที่ 2", PRIVATE)
    remark = "วันที่กำหนดไว้สำหรับขั้นตอนที่ 9 (3 มี.ค. 70) อยู่ก่อนวันที่เริ่มดำเนินการได้"
    (in_group,) = [p.text for p in answer.elsewhere if p.chat.address == GROUP.address]
    assert remark in in_group
    assert remark in answer.text


def test_who_was_to_revise_it_hears_that_this_is_taken_back(office: Office) -> None:
    reported(office)
    office.say(SECRETARY, "ส่งกลับ 7 20/12/2569 โปรดแก้ตารางที่ 2", PRIVATE)
    told = to(office.say(SECRETARY, "เลิกทำ", PRIVATE), ACADEMIC).text
    assert "รายการ: ส่งกลับขั้นตอนที่ 7 เพื่อแก้ไขภายใน 20 ธ.ค. 69" in told
    assert told.endswith("ขั้นตอนที่ 7 รอตรวจรับ")


def test_without_a_number_what_waits_is_listed_and_nothing_is_closed(office: Office) -> None:
    reported(office)
    assert office.say(SECRETARY, "ตรวจรับ", PRIVATE).post.labels == ["ตรวจรับขั้นตอนที่ 7"]
    assert "เลขานุการหรือประธาน" in office.say(ACADEMIC, "ตรวจรับ", PRIVATE).text
    assert not is_closed(office)


def test_in_the_group_it_is_listed_for_whoever_may(office: Office) -> None:
    reported(office)
    assert office.say(MEMBER, "ตรวจรับ").labels == ["ตรวจรับขั้นตอนที่ 7"]


def test_several_are_verified_by_one_press_and_taken_back_as_one(office: Office) -> None:
    reported(office), reported(office, MEMBER, 5)
    listed = office.say(SECRETARY, "ตรวจรับ", PRIVATE)
    answer = office.press(SECRETARY, "ตรวจรับทั้งหมด (2)", listed.post)
    assert [b for b in answer.labels if "บทเรียน" in b] == [
        "บทเรียนของขั้นตอนที่ 5",
        "บทเรียนของขั้นตอนที่ 7",
    ]
    assert answer.text.startswith("ตรวจรับและปิดแล้ว 2 ขั้นตอน")
    assert {a.step for a in answer.post.message.about} == {5, 7}
    assert is_closed(office, 5)
    assert is_closed(office, 7)
    back = office.press(SECRETARY, "เลิกทำ", answer.post)
    assert "ขั้นตอนที่ 5 รอตรวจรับ\nขั้นตอนที่ 7 รอตรวจรับ" in back.text
    assert not is_closed(office, 5)
    assert not is_closed(office, 7)
    office.say(SECRETARY, "ส่งกลับ 5 โปรดแก้", PRIVATE)
    office.say(SECRETARY, "ตรวจรับ", PRIVATE, reply_to=answer.post)
    assert [is_closed(office, n) for n in (5, 7)] == [False, True]


def test_what_is_sent_back_tells_the_reason_to_who_reported_it_and_to_nobody_else(
    office: Office,
) -> None:
    asked = to(reported(office), SECRETARY)
    question = office.press(SECRETARY, SEND_BACK, asked)
    assert "กำหนดใหม่และเหตุผล" in question.text
    answer = office.say(SECRETARY, "18/12/2569 โปรดแก้ตารางที่ 2", PRIVATE)
    assert "เหตุผล: โปรดแก้ตารางที่ 2" in to(answer, ACADEMIC).text
    assert to(answer, ACADEMIC).labels == ["ปิดขั้นตอน", "แนบหลักฐาน"]
    group = next(p for p in answer.elsewhere if p.chat.kind == "group")
    assert group.text == (
        "ขั้นตอนที่ 7 อยู่ระหว่างแก้ไข\nพัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม\nครบกำหนดวันศุกร์ที่ 18 ธันวาคม 2569"
    )
    for told in (office.say(MEMBER, "ประวัติ 7"), office.say(MEMBER, "สถานะ 7")):
        assert "ตารางที่ 2" not in told.text
    assert "ตารางที่ 2" in office.say(ACADEMIC, "สถานะ 7", PRIVATE).text


def test_sent_back_without_a_date_the_old_one_holds(office: Office) -> None:
    reported(office)
    answer = office.say(SECRETARY, "ส่งกลับ 7 โปรดแก้ตารางที่ 2", PRIVATE)
    assert "ครบกำหนดวันเสาร์ที่ 31 กรกฎาคม 2570" in answer.text


def test_past_its_due_date_a_new_one_is_asked_for(office: Office) -> None:
    office.now = local("2027-08-04 10:00")
    office.say(ACADEMIC, "เสร็จ 7 วันนี้")
    asked = office.say(SECRETARY, "ส่งกลับ 7 โปรดแก้ตารางที่ 2", PRIVATE)
    assert asked.labels == ["จ. 9 ส.ค. 70", "พ. 11 ส.ค. 70", "พ. 18 ส.ค. 70"]
    office.press(SECRETARY, "จ. 9 ส.ค. 70", asked.post)
    returned = office.plan().states[7].returned
    assert returned
    assert (str(returned.to), returned.reason) == ("2027-08-09", "โปรดแก้ตารางที่ 2")


def test_on_its_due_date_a_new_one_is_asked_for_too(office: Office) -> None:
    office.now = local("2027-07-31 10:00")
    reported(office)
    office.say(SECRETARY, "ส่งกลับ 7 โปรดแก้ตารางที่ 2", PRIVATE)
    assert office.plan().states[7].awaits_verification


def test_nothing_is_to_be_revised_before_it_can_begin(office: Office) -> None:
    reported(office, CHAIR, 6)
    refused = office.say(SECRETARY, "ส่งกลับ 6 30/11/2569 โปรดแก้", PRIVATE).text
    assert refused.startswith("ขั้นตอนที่ 6 เริ่มได้ไม่ก่อนวันที่ 1 มีนาคม 2570")
    assert office.plan().states[6].awaits_verification


def test_where_who_reported_it_has_left_the_reason_is_to_be_told_directly(office: Office) -> None:
    reported(office)
    office.press(ACADEMIC, "quit t1 !", chat=PRIVATE)
    answer = office.say(SECRETARY, "ส่งกลับ 7 โปรดแก้ตารางที่ 2", PRIVATE)
    assert answer.text.endswith("โปรดแจ้งเหตุผลแก่ผู้รายงานโดยตรง")


def test_who_alone_leads_by_now_sends_the_own_report_back_and_reads_so_once(
    office: Office,
) -> None:
    reported(office, SECRETARY)
    office.press(CHAIR, "quit t1 !", chat=PRIVATE)
    answer = office.say(SECRETARY, "ส่งกลับ 7 โปรดแก้ตารางที่ 2", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]


@pytest.mark.parametrize("day", ["20/11/2569", "22/11/2569"])
def test_nothing_is_to_be_revised_by_a_day_that_has_come(office: Office, day: str) -> None:
    reported(office)
    office.say(SECRETARY, f"ส่งกลับ 7 {day} โปรดแก้", PRIVATE)
    assert office.plan().states[7].returned is None


def test_reported_anew_it_waits_again(office: Office) -> None:
    reported(office)
    office.say(SECRETARY, "ส่งกลับ 7 18/12/2569 โปรดแก้", PRIVATE)
    assert "อยู่ระหว่างแก้ไข" in office.say(MEMBER, "แผน").text
    office.say(ACADEMIC, "เสร็จ 7", PRIVATE)
    office.press(ACADEMIC, "done p1 7 !", chat=PRIVATE)
    assert office.plan().states[7].awaits_verification
    assert office.plan().states[7].returned is None


def test_nobody_verifies_what_he_or_she_reported_if_another_can(office: Office) -> None:
    answer = reported(office, SECRETARY)
    letter = to(answer, CHAIR)
    assert letter.text.startswith("เรื่อง ขั้นตอนที่ 7 รอตรวจรับ\nเรียน ประธาน")
    assert VERIFY in letter.labels
    refused = office.say(SECRETARY, "ตรวจรับ 7", PRIVATE).text
    assert refused.startswith("ผู้รายงานตรวจรับขั้นตอนของตนเองไม่ได้\nโปรดประสาน")
    office.say(CHAIR, "ตรวจรับ 7", PRIVATE)
    assert is_closed(office)


def test_who_acts_for_the_secretary_is_asked_and_verifies_but_not_the_own_work(
    office: Office,
) -> None:
    office.say(SECRETARY, "รักษาการเลขานุการ @malee วันนี้", mentions=[MEMBER])
    asked = reported(office).elsewhere
    assert [p.chat.address for p in asked] == [MEMBER.account]
    office.press(MEMBER, VERIFY, asked[0])
    assert is_closed(office)
    own = reported(office, MEMBER, 5).elsewhere
    assert [p.chat.address for p in own] == [CHAIR.account]
    assert "ผู้รายงานตรวจรับขั้นตอนของตนเองไม่ได้" in office.say(MEMBER, "ตรวจรับ 5").text
    assert not is_closed(office, 5)


def test_who_acts_for_the_chair_reads_the_letter_and_as_whom(office: Office) -> None:
    office.say(CHAIR, "รักษาการ @malee วันนี้", mentions=[MEMBER])
    letter = to(reported(office, SECRETARY), MEMBER).text
    assert "\nเรียน ประธาน" in letter
    assert "ส่งถึงท่านในฐานะผู้รักษาการแทน นพ.สมคิด ตัวอย่าง (ประธาน)" in letter


def test_who_alone_could_verify_closes_at_once(office: Office) -> None:
    with office.store.work() as work:
        team = office.plan().team
        chair = next(m for m in work.teams.by_id(team).members if m.chair)
        work.teams.set_role(team, chair.person.id, "chair", holds=False)
        work.commit()
    reported(office, SECRETARY)
    assert is_closed(office)


def test_a_member_neither_verifies_nor_sends_back(office: Office) -> None:
    reported(office)
    for words in ("ตรวจรับ 7", "ส่งกลับ 7 ไม่ครบ"):
        assert office.say(MEMBER, words).text.startswith("ขั้นตอนตรวจรับได้โดยเลขานุการหรือประธาน\n")
    assert office.plan().states[7].awaits_verification


def test_what_is_reported_is_not_reported_twice(office: Office) -> None:
    reported(office)
    again = office.say(ACADEMIC, "เสร็จ 7").text
    assert again.startswith("ขั้นตอนที่ 7 มีรายงานว่าแล้วเสร็จ 22 พ.ย. 69 และรอตรวจรับ")


def test_what_is_not_reported_is_not_verified(office: Office) -> None:
    assert office.say(SECRETARY, "ตรวจรับ").text.startswith("ไม่มีขั้นตอนที่รอตรวจรับ\n")
    assert "ขั้นตอนที่ 7 ไม่ได้อยู่ระหว่างรอตรวจรับ" in office.say(SECRETARY, "ตรวจรับ 7").text


def test_in_reply_to_the_report_no_number_is_needed(office: Office) -> None:
    group, _ = reported(office).post, reported(office, MEMBER, 5)
    office.say(SECRETARY, "ตรวจรับ", reply_to=group)
    assert is_closed(office)
    assert not is_closed(office, 5)


def test_a_report_is_taken_back_while_nothing_followed(office: Office) -> None:
    group = reported(office).post
    office.press(ACADEMIC, "เลิกทำ", group)
    assert not office.plan().states[7].awaits_verification
    group = reported(office).post
    office.say(SECRETARY, "ตรวจรับ 7", PRIVATE)
    refused = office.press(ACADEMIC, "เลิกทำ", group)
    assert refused.popup.startswith("มีรายการที่บันทึกภายหลัง")
    assert is_closed(office)


def test_a_step_may_ask_for_it_where_the_team_does_not(office: Office) -> None:
    plan = office.plan()
    sop = replace(plan.sop, steps=tuple(replace(s, review=s.number == 7) for s in plan.sop.steps))
    alone = replace(plan, first_sop=sop, rules=replace(plan.rules, review=False))
    assert [n for n in sop.by_number if alone.verifies(n)] == [7]


def test_the_chair_reads_of_it_in_the_weekly_letter(office: Office) -> None:
    reported(office)
    letter = office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).text
    assert "นวัตกรรม (รายงานว่าแล้วเสร็จ 22 พ.ย. 69 รอตรวจรับ)" in letter
    office.say(SECRETARY, "ตรวจรับ 7", PRIVATE)
    letter = office.say(CHAIR, "สรุปสัปดาห์", PRIVATE).text
    assert "นวัตกรรม (แล้วเสร็จ 22 พ.ย. 69 ตรวจรับ 22 พ.ย. 69)" in letter


def test_the_event_names_the_report_that_it_verifies(office: Office) -> None:
    reported(office)
    office.say(SECRETARY, "ตรวจรับ 7", PRIVATE)
    *_, report, closing = office.plan().events
    assert isinstance(closing, Closed)
    assert closing.report == report.id
    assert "ตรวจรับและปิดขั้นตอนที่ 7 เมื่อ 22 พ.ย. 69" in office.say(MEMBER, "ประวัติ 7").text


def test_the_switch_stands_in_the_settings(office: Office) -> None:
    shown = office.say(SECRETARY, "ตั้งค่า").post
    asked = office.press(SECRETARY, "การตรวจรับก่อนปิดขั้นตอน", shown)
    off = office.press(SECRETARY, "ปิดการตรวจรับ", asked.post)
    assert "ต้องผ่านการตรวจรับ" not in off.text
    reported(office)
    assert is_closed(office)


def test_who_gets_what_tells_of_the_clock_of_a_review(office: Office) -> None:
    shown = office.say(SECRETARY, "ตั้งค่า").post
    told = office.press(SECRETARY, "ผู้รับการแจ้งเตือน", shown).text
    assert "ขั้นตอนที่รอตรวจรับ: แจ้งเลขานุการเมื่อครบ 2 และ 5 วันทำการ" in told


def test_nobody_switches_it_for_the_own_work_without_the_group_hearing_of_it(
    office: Office,
) -> None:
    def in_group(answer: Answer) -> list[str]:
        return [p.text for p in answer.elsewhere if p.chat.kind == "group"]

    off = office.press(SECRETARY, "settings t1 review off", chat=PRIVATE)
    told = "ยกเลิกการตรวจรับก่อนปิดขั้นตอนแล้ว\nผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง"
    assert in_group(off) == [told]
    assert in_group(office.press(SECRETARY, "settings t1 review off", chat=PRIVATE)) == []
    back = in_group(office.say(SECRETARY, "เลิกทำ", PRIVATE))
    assert back == ["การปิดขั้นตอนต้องผ่านการตรวจรับของเลขานุการหรือประธาน\nผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง"]
