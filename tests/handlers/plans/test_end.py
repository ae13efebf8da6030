"""/end: a plan ends, is cancelled, is made anew; for ten minutes it can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.events import Closed, ExtensionAsked, Matter, Outcome, Reported, Skipped
from bot.domain.plan import PlanStatus
from tests.cast import (
    ACADEMIC,
    CHAIR,
    FIRST_FOUR,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    found_team,
    local,
    make_plan,
    office_with_plan,
)
from tests.planning import plan_due
from tests.stores import fresh_store

CONFIRM = {"ปิดแผน": "ยืนยันปิดแผน", "ยกเลิกและจัดทำใหม่": "จัดทำใหม่ โดยไม่นำข้อมูลเดิมมา"}
START_OF_STEP_8 = local("2026-12-15 08:30")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def ended(office: Office, choice: str = "ปิดแผน") -> Answer:
    """Chosen and confirmed, in the group."""
    question = office.press(SECRETARY, choice, office.say(SECRETARY, "ปิดแผน").post)
    return office.press(SECRETARY, CONFIRM.get(choice, "ยืนยัน"), question.post)


def test_it_shows_what_is_open_and_what_can_be_done(office: Office) -> None:
    answer = office.say(SECRETARY, "ปิดแผน")
    assert "ยังไม่ปิด 8 จาก 12 ขั้นตอน" in answer.text
    assert "• ขั้นตอนที่ 5 ดำเนินการตามแผน (5 เดือนแรก)" in answer.text
    assert answer.labels == [
        "ปิดแผน",
        "ยกเลิกแผน (จัดทำคลาดเคลื่อน)",
        "ยกเลิกและจัดทำใหม่",
        "คงแผนไว้ตามเดิม",
    ]


def test_when_all_is_closed_it_says_so(office: Office) -> None:
    for step in range(5, 13):
        office.close(step)
    assert "ปิดครบทุกขั้นตอนแล้ว (12 ขั้นตอน)" in office.say(CHAIR, "/end").text


def test_it_lists_the_evidence_that_closed_steps_lack(office: Office) -> None:
    office.keep_file(1, "คำสั่ง.pdf", document="appointment-order")
    choices = office.say(SECRETARY, "ปิดแผน").post
    for said in (choices.text, office.press(SECRETARY, "ปิดแผน", choices).text):
        _, missing = said.split("หลักฐานที่ยังขาดของขั้นตอนที่ปิดแล้ว\n")
        assert missing.startswith("ขั้นตอนที่ 3\n• ")
        assert "ขั้นตอนที่ 4\n• แผนปฏิบัติการ" in missing
        assert "ขั้นตอนที่ 6" not in missing


def test_it_names_what_somebody_still_waits_for(office: Office) -> None:
    by, at = office.person(MEMBER).id, office.now
    office.record(
        Reported(at=at, by=by, step=5, on=date(2026, 11, 20)),
        ExtensionAsked(at=at, by=by, step=7, to=date(2027, 8, 31), reason="รอผล"),
        Outcome(at=at, step=9, outcome=1, kind=Matter.ASSIGNED, text="ร่าง", owner=by),
    )
    for said in (office.say(SECRETARY, "ปิดแผน"), office.press(SECRETARY, "end p1 close")):
        assert (
            "รอตรวจรับ: ขั้นตอนที่ 5\nคำขอขยายเวลาที่รอพิจารณา: ขั้นตอนที่ 7\nงานที่มอบหมายและยังไม่แล้วเสร็จ: 1 งาน"
        ) in said.text


def test_nothing_ends_before_it_is_confirmed(office: Office) -> None:
    choices = office.say(SECRETARY, "ปิดแผน").post
    question = office.press(SECRETARY, "ปิดแผน", choices).post
    assert question.text.startswith("ยืนยันปิดแผนนี้หรือไม่")
    kept = office.press(SECRETARY, "คงแผนไว้ตามเดิม", question)
    assert "แผนดำเนินการตามเดิม ไม่มีการเปลี่ยนแปลง" in kept.text
    assert office.plan().is_running


def test_the_group_hears_that_the_plan_has_ended_and_who_ended_it(office: Office) -> None:
    said = ended(office).text
    assert "ปิดแผนเรียบร้อยแล้ว\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570" in said
    assert "ผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง" in said
    assert office.plan().status is PlanStatus.ENDED


def test_ended_in_private_the_group_hears_it_too(office: Office) -> None:
    answer = office.press(CHAIR, f"end p{office.plan().id} cancel !", chat=PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]
    assert "ยกเลิกแผนเรียบร้อยแล้ว" in answer.elsewhere[0].text
    assert office.plan().status is PlanStatus.CANCELLED


def planned(office: Office, at: str) -> list[Post]:
    """What goes out when the planner has run at this time."""
    office.now = local(at)
    plan_due(office.store, office.now)
    return office.outbox()


def test_after_the_end_only_the_final_letter_goes_out(office: Office) -> None:
    office.close(5)  # on Sunday 22 November
    ended(office)
    assert planned(office, "2026-11-23 08:30")
    assert planned(office, "2026-12-15 08:30") == []  # when step 8 would start


def test_the_final_letter_says_that_the_plan_has_ended_and_asks_for_nothing(office: Office) -> None:
    office.close(5)
    ended(office)
    letter = next(p for p in planned(office, "2026-11-23 08:30") if p.chat.address == CHAIR.account)
    assert "\nปิดแผนแล้ว โดยยังไม่ปิดขั้นตอนที่ 6–12\n\n2. แล้วเสร็จในรอบสัปดาห์\n" in letter.text
    assert "\n\n3. หลักฐานที่ยังขาด\n• (ขั้นตอนที่ 1) คำสั่งแต่งตั้ง" in letter.text
    assert "ครบกำหนดใน" not in letter.text
    assert "ยังไม่มีรายงาน" not in letter.text


def test_after_a_cancelling_nothing_goes_out(office: Office) -> None:
    office.close(5)
    office.press(CHAIR, f"end p{office.plan().id} cancel !", chat=PRIVATE)
    assert planned(office, "2026-12-15 08:30") == []


def test_an_ended_plan_can_still_be_read(office: Office) -> None:
    ended(office)
    assert "ปีงบประมาณ พ.ศ. 2570" in office.say(MEMBER, f"/status p{office.plan().id}").text


def test_within_ten_minutes_the_chair_takes_it_back(office: Office) -> None:
    announcement = ended(office).post
    office.now += timedelta(minutes=9)
    said = office.press(CHAIR, "เลิกทำ", announcement).text
    assert "แผนดำเนินการต่อแล้ว" in said
    assert office.plan().is_running


def test_notices_go_on_after_the_end_was_taken_back(office: Office) -> None:
    office.now = START_OF_STEP_8 - timedelta(minutes=5)
    office.press(SECRETARY, "เลิกทำ", ended(office).post)
    office.now = START_OF_STEP_8
    plan_due(office.store, office.now)
    assert any("ส่งผลงานเข้ารับการประเมินรางวัล" in p.text for p in office.outbox())


def test_after_ten_minutes_it_is_too_late(office: Office) -> None:
    announcement = ended(office).post
    office.now += timedelta(minutes=11)
    popup = office.press(SECRETARY, "เลิกทำ", announcement).popup
    assert popup.startswith("เลิกทำได้ภายใน 10 นาที")
    assert office.plan().status is PlanStatus.ENDED


def test_taking_back_twice_changes_nothing(office: Office) -> None:
    announcement = ended(office).post
    office.press(SECRETARY, "เลิกทำ", announcement)
    popup = office.press(SECRETARY, "เลิกทำ", announcement).popup
    assert popup == "แผนนี้ดำเนินการอยู่แล้ว ไม่มีการเปลี่ยนแปลง"


def test_made_anew_the_form_opens_at_once(office: Office) -> None:
    announcement, form = ended(office, "ยกเลิกและจัดทำใหม่").posts
    assert "ยกเลิกแผนแล้ว และอยู่ระหว่างจัดทำแผนใหม่" in announcement.text
    assert "โปรดเลือกวันเริ่มต้นแผน" in form.text
    preview = office.press(SECRETARY, form.labels[0], form).post
    office.press(SECRETARY, "ยืนยัน", preview)
    assert office.plan().is_running
    assert office.plan().confirmed_at == office.now


def redone(office: Office, how: str, start: str) -> Post:
    """The preview of the plan made anew, from `start` on."""
    choices = office.say(SECRETARY, "ปิดแผน").post
    question = office.press(SECRETARY, "ยกเลิกและจัดทำใหม่", choices).post
    assert "• การปิดขั้นตอน 4 ขั้นตอน\n• เอกสารแนบ 2 ไฟล์" in question.text
    form = office.press(SECRETARY, how, question).posts[-1]
    return office.press(SECRETARY, form.action("ระบุวันเริ่มต้นเอง") + f" {start}", form).post


@pytest.fixture
def kept(office: Office) -> Office:
    """Two files, one in two versions."""
    office.keep_file(1, "คำสั่ง.pdf", "appointment-order")
    office.keep_file(4, "แผน.pdf", "action-plan")
    office.keep_file(4, "แผน.pdf", "action-plan")
    return office


ALONG = "จัดทำใหม่ และนำข้อมูลเดิมมาด้วย"


def test_made_anew_closings_and_files_are_taken_along_with_their_dates(kept: Office) -> None:
    old = kept.plan()
    form = redone(kept, ALONG, "2026-10-01")
    assert "3. วิเคราะห์ GAP และกำหนดประเด็นความรู้: แล้วเสร็จ 12 ต.ค. 69" in form.text
    taken = "นำข้อมูลมาจากแผนเดิมที่ยกเลิก: การปิดขั้นตอน 4 ขั้นตอน เอกสารแนบ 2 ไฟล์"
    assert taken in form.text
    kept.press(SECRETARY, "ยืนยัน", form)
    assert kept.plan().id != old.id
    assert {n: s.closed_on for n, s in kept.plan().states.items() if s.is_closed} == FIRST_FOUR
    assert taken in kept.say(SECRETARY, "ประวัติ").text
    files = kept.say(SECRETARY, "เอกสาร")
    assert [label for label in files.labels if "-" in label] == [
        "1-01 คำสั่ง.pdf",
        "4-01 (ฉบับที่ 2) แผน.pdf",
    ]
    kept.keep_file(4, "ภาพ.pdf")
    assert "4-02 ภาพ.pdf" in kept.say(SECRETARY, "เอกสาร 4").labels


def test_the_plan_that_was_replaced_keeps_what_it_had(kept: Office) -> None:
    old = kept.plan()
    kept.press(SECRETARY, "ยืนยัน", redone(kept, ALONG, "2026-10-01"))
    files = kept.say(SECRETARY, f"/files p{old.id}")
    assert "1-01 คำสั่ง.pdf" in files.labels
    assert kept.press(MEMBER, "1-01 คำสั่ง.pdf", files.post).post.message.attachments


def test_refused_nothing_is_taken_and_nothing_is_lost(kept: Office) -> None:
    old = kept.plan()
    form = redone(kept, "จัดทำใหม่ โดยไม่นำข้อมูลเดิมมา", "2026-10-01")
    kept.press(SECRETARY, "ยืนยัน", form)
    assert not any(s.is_closed for s in kept.plan().states.values())
    status = kept.say(SECRETARY, "สถานะ").post
    assert status.action("แผนเดิมที่ยกเลิก") == f"status p{old.id}"
    assert "1-01 คำสั่ง.pdf" in kept.say(SECRETARY, f"/files p{old.id}").labels


def test_what_closed_before_the_new_start_is_named_and_stays_behind(kept: Office) -> None:
    form = redone(kept, ALONG, "2026-10-05")
    assert "ไม่ได้นำมา เนื่องจากแล้วเสร็จก่อนวันเริ่มต้นแผน: ขั้นตอนที่ 1" in form.text
    kept.press(SECRETARY, "ยืนยัน", form)
    assert [n for n, s in kept.plan().states.items() if s.is_closed] == [2, 3, 4]


def test_a_skip_and_a_note_are_taken_along(office: Office) -> None:
    by, plan = office.person(SECRETARY).id, office.plan()
    with office.store.work() as work:
        day, at = date(2026, 11, 1), local("2026-11-01 09:00")
        skipped = Skipped(at=at, by=by, step=8, on=day, reason="ไม่มีผลงาน")
        noted = Closed(at=at, by=by, step=5, on=day, note="ส่งแล้ว")
        work.plans.append(plan, skipped, noted)
        work.commit()
    question = office.press(SECRETARY, f"end p{office.plan().id} redo")
    form = office.press(SECRETARY, ALONG, question.post).posts[-1]
    form = office.press(SECRETARY, "ปีงบประมาณ พ.ศ. 2570 (เริ่ม 1 ต.ค. 69)", form).post
    assert "8. ส่งผลงานเข้ารับการประเมินรางวัล: ไม่ดำเนินการ" in form.text
    office.press(SECRETARY, "ยืนยัน", form)
    states = office.plan().states
    assert (states[8].skipped, states[8].note) == (True, "ไม่มีผลงาน")
    assert (states[5].closed_on, states[5].note) == (day, "ส่งแล้ว")


def test_of_what_was_verified_the_day_of_completion_is_taken_along(office: Office) -> None:
    by, plan = office.person(SECRETARY).id, office.plan()
    with office.store.work() as work:
        at, day = local("2026-11-20 09:00"), date(2026, 11, 3)
        reports = [Reported(at=at, by=by, step=n, on=day, note="ส่งแล้ว") for n in (5, 7)]
        plan = work.plans.append(plan, *reports)
        report = plan.states[5].reported
        assert report is not None
        on = date(2026, 11, 20)
        closed = Closed(at=at, by=by, step=5, on=on, note="ส่งแล้ว", report=report.id)
        work.plans.append(plan, closed)
        work.commit()
    question = office.press(SECRETARY, f"end p{office.plan().id} redo")
    form = office.press(SECRETARY, ALONG, question.post).posts[-1]
    form = office.press(SECRETARY, "ปีงบประมาณ พ.ศ. 2570 (เริ่ม 1 ต.ค. 69)", form).post
    assert "ยังไม่ได้ตรวจรับ จึงไม่ได้นำมา โปรดรายงานใหม่: ขั้นตอนที่ 7" in form.text
    office.press(SECRETARY, "ยืนยัน", form)
    states = office.plan().states
    assert (states[5].closed_on, states[5].note) == (day, "ส่งแล้ว")
    assert not states[7].is_closed


def test_what_was_said_of_the_steps_is_taken_along(office: Office) -> None:
    office.say(SECRETARY, "ยืนยันร่วม 5 all")
    office.press(SECRETARY, f"lead p{office.plan().id} 7 u{office.person(ACADEMIC).id}")
    office.say(SECRETARY, "บทเรียน 4 เริ่มให้เร็วขึ้น")
    before = office.plan().states
    question = office.press(SECRETARY, f"end p{office.plan().id} redo")
    form = office.press(SECRETARY, ALONG, question.post).posts[-1]
    form = office.press(SECRETARY, "ปีงบประมาณ พ.ศ. 2570 (เริ่ม 1 ต.ค. 69)", form).post
    office.press(SECRETARY, "ยืนยัน", form)
    states, lesson = office.plan().states, office.plan().states[4].lesson
    assert (states[5].quorum, states[7].lead) == ("all", before[7].lead)
    assert lesson is not None
    assert lesson.text == "เริ่มให้เร็วขึ้น"
    assert "ปิดแผน" in office.say(SECRETARY, "เลิกทำ").labels


def test_what_was_not_needed_is_not_needed_in_the_plan_made_anew(kept: Office) -> None:
    kept.say(SECRETARY, "ยกเว้นเอกสาร 3 1 ใช้ผลของปีก่อน")
    kept.press(SECRETARY, "ยืนยัน", redone(kept, ALONG, "2026-10-01"))
    assert "(ยกเว้น: ใช้ผลของปีก่อน)" in kept.say(SECRETARY, "เอกสาร 3").text


def test_what_came_though_it_was_not_needed_stands_in_the_plan_made_anew(office: Office) -> None:
    document = office.plan().sop.step(3).documents[0].id
    office.say(SECRETARY, "ยกเว้นเอกสาร 3 1 ใช้ผลของปีก่อน")
    office.now += timedelta(minutes=1)
    office.keep_file(3, "ผลของปีนี้.pdf", document)
    office.keep_file(1, "คำสั่ง.pdf")
    office.now += timedelta(minutes=1)
    office.press(SECRETARY, "ยืนยัน", redone(office, ALONG, "2026-10-01"))
    assert "ไม่ต้องใช้" not in office.say(SECRETARY, "เอกสาร 3").text


def test_a_plan_of_another_committee_is_not_taken_along(kept: Office) -> None:
    with kept.store.work() as work:
        other = found_team(work, OTHER_GROUP, (MEMBER,), (), kept.now)
        plan = make_plan(work, other, date(2026, 10, 1), FIRST_FOUR)
        work.plans.set_status(plan, PlanStatus.CANCELLED)
        work.commit()
    form = kept.say(SECRETARY, f"/setup o{plan.id} 1/10/2570").post
    assert "นำข้อมูลมาจากแผนเดิม" not in form.text


def test_a_plan_that_was_replaced_does_not_come_back(office: Office) -> None:
    announcement = ended(office, "ยกเลิกแผน (จัดทำคลาดเคลื่อน)").post
    with office.store.work() as work:
        make_plan(work, office.team(), date(2026, 10, 1), {})
        work.commit()
    popup = office.press(SECRETARY, "เลิกทำ", announcement).popup
    assert popup.startswith("มีแผนใหม่ของ SOP และปีงบประมาณเดียวกันดำเนินการอยู่")


def test_a_member_cannot_end_the_plan_by_word_or_button(office: Office) -> None:
    choices = office.say(SECRETARY, "ปิดแผน").post
    refused = "รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน"
    assert refused in office.say(MEMBER, "ปิดแผน").text
    assert refused in office.press(MEMBER, "ปิดแผน", choices).popup
    assert office.plan().is_running


def test_after_the_end_changing_commands_say_that_the_year_is_over(office: Office) -> None:
    ended(office)
    for typed in ("เสร็จ 5", "ปิดแผน", "ขยายเวลา 5 15/3/2570 รอ"):
        said = office.say(SECRETARY, typed).text
        assert said.startswith("แผนปีงบประมาณ พ.ศ. 2570 ปิดแล้ว จึงไม่มีการเปลี่ยนแปลงใด ๆ")
        assert said.endswith("พิมพ์ “สถานะ” เพื่อดูแผนที่ปิดแล้ว หรือ “จัดทำแผน” เพื่อจัดทำแผนใหม่")


def test_a_button_of_a_cancelled_plan_says_that_it_was_cancelled(office: Office) -> None:
    plan = office.plan().id
    ended(office, "ยกเลิกแผน (จัดทำคลาดเคลื่อน)")
    popup = office.press(SECRETARY, f"done p{plan} 5").popup
    assert popup.startswith("แผนปีงบประมาณ พ.ศ. 2570 ยกเลิกแล้ว จึงไม่มีการเปลี่ยนแปลงใด ๆ")


def test_a_plan_made_by_mistake_counts_as_none(office: Office) -> None:
    ended(office, "ยกเลิกแผน (จัดทำคลาดเคลื่อน)")
    assert office.say(SECRETARY, "เสร็จ 5").text.startswith("ยังไม่มีแผนที่อยู่ระหว่างดำเนินการ")


def test_of_two_plans_the_one_that_runs_now_is_asked_about_first(office: Office) -> None:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    for typed in ("เสร็จ 5", "ปิดแผน", "แผน"):
        years = [label[-4:] for label in office.say(SECRETARY, typed).labels]
        assert years == ["2570", "2571"]


def test_the_plan_can_be_told_by_its_fiscal_year(office: Office) -> None:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    post = office.say(SECRETARY, "ปิดแผน 2570").post
    assert "ปีงบประมาณ พ.ศ. 2570" in post.text
    assert post.labels[0] == "ปิดแผน"
