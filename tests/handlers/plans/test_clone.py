"""/clone: next year's plan from this one, a question a message, nothing made before it is sure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.events import Cloned, FileKept, LeadNamed, RoleGiven
from bot.domain.plan import PlanStatus
from tests.cast import (
    ACADEMIC,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    SOP,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.planning import plan_due
from tests.stores import fresh_store

CLOSED = {
    5: date(2027, 2, 26),
    6: date(2027, 3, 12),
    7: date(2027, 7, 30),
    8: date(2027, 2, 12),
    9: date(2027, 3, 16),
    10: date(2027, 3, 29),
    11: date(2027, 7, 30),
    12: date(2027, 8, 14),
}
"""Steps 6 and 10 took longer than planned."""
YEAR = "ปีงบประมาณ พ.ศ. 2571"
RIGHT, NONE = "ถูกต้อง ดำเนินการต่อ", "ไม่มี ดำเนินการต่อ"
KEEP, LATER = "คงระยะเวลาเดิม", "ยังไม่ทราบ ดำเนินการต่อ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """All steps are closed; it is September."""
    store = fresh_store(tmp_path, {date(2027, 10, 13): "วันนวมินทรมหาราช"})
    made = office_with_plan(store)
    made.now = local("2027-09-10 10:00")
    for step, day in CLOSED.items():
        made.close(step, day)
    yield made
    store.close()


def pressed(office: Office, *labels: str, under: Post | None = None) -> Post:
    """These buttons, each under what the one before brought."""
    post = under or office.say(SECRETARY, "แผนปีถัดไป").post
    for label in labels:
        post = office.press(SECRETARY, label, post).post
    return post


def names_of(office: Office) -> set[str]:
    """The academics."""
    joined = office.team().responsible(SOP, ("academics",))
    return {m.person.official_name for m in joined}


def made(office: Office, *labels: str) -> None:
    form = pressed(office, *labels)
    assert office.plan().fiscal_year == 2027  # nothing before it is confirmed
    office.press(SECRETARY, "ยืนยัน", form)
    assert office.plan().fiscal_year == 2028


def test_it_asks_who_is_what_first(office: Office) -> None:
    question = pressed(office)
    assert question.text.startswith(f"จัดทำแผน{YEAR}\nตัวชี้วัดที่ 2.4")
    assert "ประธาน: นพ.สมคิด ตัวอย่าง\nเลขานุการ: นางสาวพิมพ์ใจ ตัวอย่าง" in question.text
    assert "นักวิชาการ: ดร.อารีย์ ตัวอย่าง" in question.text
    assert question.labels == [RIGHT, "แก้ไขผู้รับผิดชอบ", "ยกเลิก"]


def test_parties_change_with_the_plan_and_not_before(office: Office) -> None:
    how = pressed(office, "แก้ไขผู้รับผิดชอบ")
    assert "กำหนดเลขานุการ" in how.text
    assert how.labels[2] == "นักวิชาการ (1)"
    party = pressed(office, "นักวิชาการ (1)", under=how)
    assert "✓ ดร.อารีย์ ตัวอย่าง" in party.labels
    party = pressed(office, "✓ ดร.อารีย์ ตัวอย่าง", "นางมาลี ตัวอย่าง", under=party)
    who = pressed(office, "กลับไปเลือกคณะหรือกลุ่ม", "ดูรายชื่ออีกครั้ง", under=party)
    assert "นักวิชาการ: นางมาลี ตัวอย่าง" in who.text
    assert names_of(office) == {"ดร.อารีย์ ตัวอย่าง"}
    form = pressed(office, RIGHT, KEEP, NONE, LATER, under=who)
    told = office.press(SECRETARY, "ยืนยัน", form).elsewhere
    assert names_of(office) == {"นางมาลี ตัวอย่าง"}
    assert {p.chat.address for p in told} >= {MEMBER.account, ACADEMIC.account}
    given = [e for e in office.plan().events if isinstance(e, RoleGiven)]
    assert {(e.person, e.role, e.holds) for e in given} == {
        (office.person(ACADEMIC).id, "academics", False),
        (office.person(MEMBER).id, "academics", True),
    }


def test_planned_taken_and_suggested_stand_side_by_side(office: Office) -> None:
    question = pressed(office, RIGHT)
    assert (
        "6. รายงานความก้าวหน้าการดำเนินงาน\nแผน 2 · ใช้จริง 10 · เสนอ 10 วันทำการ\n"
        "10. ทบทวนผล มาตรการ และแผนตามกลยุทธ์ PIRAB\nแผน 5 · ใช้จริง 9 · เสนอ 9 วันทำการ\n\n"
    ) in question.text


def test_each_duration_is_accepted_or_not(office: Office) -> None:
    first = pressed(office, RIGHT, "พิจารณาทีละขั้นตอน")
    assert first.text.endswith("ใช้จริง 10 วันทำการ\nเสนอ 10 วันทำการ\nรายการที่ 1 จาก 2")
    days = pressed(office, "คงไว้ 2 วันทำการ", "ใช้ 9 วันทำการ", under=first)
    preview = pressed(office, NONE, LATER, under=days)
    assert "ระยะเวลาขั้นตอนที่ 10: 9 วันทำการ (เดิม 5 วันทำการ)" in preview.text
    office.press(SECRETARY, "ยืนยัน", preview)
    assert [office.plan().sop.step(n).duration for n in (6, 10)] == [2, 9]
    assert [e.durations for e in office.plan().events if isinstance(e, Cloned)] == [{10: 5}]
    page = office.press(SECRETARY, f"sop p{office.plan().id} 10").text
    assert "• ระยะเวลา (ปรับตามที่ใช้จริงในปีก่อน)" in page.split("มิได้กำหนดใน SOP")[1]
    assert "จัดทำจากแผนปีงบประมาณ พ.ศ. 2570 และปรับระยะเวลาของขั้นตอนที่ 10" in (
        office.press(SECRETARY, f"history p{office.plan().id}").text
    )


def test_what_was_corrected_once_stays_so_the_year_after(office: Office) -> None:
    made(office, RIGHT, "ใช้ตามที่เสนอทั้งหมด", NONE, LATER)
    again = office.press(SECRETARY, f"clone p{office.plan().id}").post
    form = pressed(office, RIGHT, NONE, LATER, under=again)  # nothing has been closed yet
    office.press(SECRETARY, "ยืนยัน", form)
    assert [office.plan().sop.step(n).duration for n in (6, 10)] == [10, 9]
    assert office.plan().fiscal_year == 2029


def test_days_off_of_the_new_year_are_asked_for_and_added_with_the_plan(office: Office) -> None:
    days = pressed(office, RIGHT, KEEP)
    assert "ระบบมีวันหยุดราชการของปีนี้ 1 วัน" in days.text
    asked = pressed(office, "เพิ่มวันหยุด", under=days)
    assert "ไม่อยู่ใน" in office.say(SECRETARY, "30/12/2569", reply_to=asked).text
    assert "เป็นวันหยุดอยู่แล้ว" in office.say(SECRETARY, "13/10/2570", reply_to=asked).text
    assert "เป็นวันหยุดอยู่แล้ว" in office.say(SECRETARY, "2/10/2570", reply_to=asked).text  # Saturday
    closings = office.say(SECRETARY, "1/10/2570 หยุดพิเศษ", reply_to=asked).post
    preview = pressed(office, LATER, under=closings)
    assert "วันหยุดที่จะเพิ่ม: 1 ต.ค. 70" in preview.text
    assert "1. จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน: 4–5 ต.ค. 70" in preview.text
    with office.store.reading() as work:
        assert date(2027, 10, 1) not in work.teams.days_off(office.team().id)
    office.press(SECRETARY, "ยืนยัน", preview)
    with office.store.reading() as work:
        assert work.teams.days_off(office.team().id)[date(2027, 10, 1)] == "หยุดพิเศษ"
    assert office.plan().baseline[1].start == date(2027, 10, 4)


def test_closing_dates_are_asked_as_at_set_up(office: Office) -> None:
    asked = pressed(office, RIGHT, KEEP, NONE, "ระบุวันปิดระบบ")
    preview = office.say(SECRETARY, "3/3/2571\n-", reply_to=asked).post
    assert "วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก: 3 มี.ค. 71" in preview.text


def test_the_reference_to_last_years_report_gets_its_file(office: Office) -> None:
    office.keep_file(6, "ความก้าวหน้า.pdf", "progress-report")
    office.keep_file(12, "รายงานผล.pdf", "final-report")
    made(office, RIGHT, KEEP, NONE, LATER)
    with office.store.reading() as work:
        kept = work.files.of_plan(office.plan().id)
        (report,) = [f for f in work.files.of_plan(1) if f.step == 12]
    assert [(f.step, f.document, f.sha256) for f in kept] == [(2, "previous-report", report.sha256)]
    assert [e.step for e in office.plan().events if isinstance(e, FileKept)] == [2]


def test_who_mainly_answers_for_a_step_still_does_and_is_named_in_private_only(
    office: Office,
) -> None:
    lead = office.person(ACADEMIC).id
    office.record(LeadNamed(at=office.now, by=lead, step=7, person=lead))
    named = "ผู้รับผิดชอบหลักขั้นตอนที่ 7: ดร.อารีย์ ตัวอย่าง"
    assert named in office.say(SECRETARY, "แผนปีถัดไป", PRIVATE).text
    assert named not in office.say(SECRETARY, "แผนปีถัดไป").text
    made(office, RIGHT, KEEP, NONE, LATER)
    assert office.plan().states[7].lead == lead


def test_a_plan_that_went_as_planned_asks_for_no_durations(office: Office) -> None:
    for step in (6, 10):
        office.say(SECRETARY, f"ยกเลิกการปิด {step} ผิด")
    assert pressed(office, RIGHT).text.startswith(f"วันหยุด {YEAR}")


def test_older_questions_of_the_form_are_void(office: Office) -> None:
    first = pressed(office)
    pressed(office, RIGHT, under=first)
    assert "ฉบับใหม่กว่า" in office.press(SECRETARY, RIGHT, first).popup


def test_the_end_of_the_plan_offers_it_and_the_letter_stays(office: Office) -> None:
    sure = office.press(SECRETARY, "ปิดแผน", office.say(SECRETARY, "ปิดแผน").post).post
    ended = office.press(SECRETARY, "ยืนยันปิดแผน", sure).post
    assert ended.labels == ["เลิกทำ", f"จัดทำแผน{YEAR}"]
    question = office.press(CHAIR, f"จัดทำแผน{YEAR}", ended).post
    assert question.edits == ""
    assert RIGHT in question.labels


def test_the_final_letter_offers_it(office: Office) -> None:
    office.now = local("2027-09-13 08:30")
    plan_due(office.store, office.now)
    (letter,) = [p for p in office.outbox() if p.chat.address == CHAIR.account]
    assert letter.labels[-1] == f"จัดทำแผน{YEAR}"


def test_a_plan_that_runs_on_is_followed_only_once(office: Office) -> None:
    made(office, RIGHT, KEEP, NONE, LATER)
    assert f"มีแผน{YEAR} ในระบบแล้ว" in office.press(SECRETARY, "clone p1").popup


def test_of_a_cancelled_plan_none_is_made(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(work.plans.by_id(1), PlanStatus.CANCELLED)
        work.commit()
    assert "แผนนี้ยกเลิกแล้ว" in office.press(SECRETARY, "clone p1").popup


def test_it_is_the_secretarys_or_the_chairs(office: Office) -> None:
    assert "โดยเลขานุการหรือประธาน" in office.press(MEMBER, "clone p1").popup
    assert RIGHT in office.press(CHAIR, "clone p1", chat=PRIVATE).labels


def test_the_word_of_every_day_will_do(office: Office) -> None:
    asked = office.say(SECRETARY, "แผนปีถัดไป").text
    assert office.say(SECRETARY, "แผนปีหน้า").text == asked
