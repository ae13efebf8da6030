"""/lesson: what was learnt in a step."""

from __future__ import annotations

from datetime import date

from bot.domain.plan import PlanStatus
from tests.cast import ACADEMIC, MEMBER, PRIVATE, SECRETARY, Office, local, make_plan

ASK = "บันทึกบทเรียน"


def test_it_is_asked_for_once_under_the_closing(office: Office) -> None:
    office.press(MEMBER, "done p1 5 !")
    shown = office.say(MEMBER, "สถานะ 5")
    assert ASK not in shown.labels
    closed = office.press(ACADEMIC, "done p1 7 !")
    asked = office.press(ACADEMIC, ASK, closed.post)
    assert asked.text.startswith("ดร.อารีย์ ตัวอย่าง\nบทเรียนของขั้นตอนที่ 7\n")
    noted = office.say(ACADEMIC, "ควรเริ่มเก็บข้อมูลตั้งแต่ไตรมาสแรก", reply_to=asked.post)
    assert noted.text.startswith("บันทึกบทเรียนของขั้นตอนที่ 7 แล้ว\n")
    assert "บทเรียน: ควรเริ่มเก็บข้อมูล" in office.say(MEMBER, "สถานะ 7").text


def test_what_is_not_carried_out_has_no_lesson(office: Office) -> None:
    skipped = office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบประมาณ")
    assert ASK not in skipped.labels
    assert "เมื่อปิดขั้นตอนแล้ว" in office.say(SECRETARY, "บทเรียน 8 ควรของบประมาณ").text


def test_of_one_closing_the_newest_counts(office: Office) -> None:
    office.say(SECRETARY, "บทเรียน 4 หนึ่ง")
    again = office.say(SECRETARY, "บทเรียน 4 สอง")
    assert "บันทึกแทนบทเรียนเดิม" in again.text
    listed = office.say(MEMBER, "บทเรียน").text
    assert "บทเรียน: สอง" in listed
    assert "หนึ่ง" not in listed
    office.press(SECRETARY, "เลิกทำ", again.post)
    assert "บทเรียน: หนึ่ง" in office.say(MEMBER, "บทเรียน").text


def test_a_step_opened_again_is_asked_anew(office: Office) -> None:
    office.say(SECRETARY, "บทเรียน 4 หนึ่ง")
    office.say(SECRETARY, "ยกเลิกการปิด 4 ผิด")
    assert office.say(MEMBER, "บทเรียน").text.endswith(
        "ยังไม่มีบทเรียนที่บันทึกไว้\nเมื่อปิดขั้นตอนแล้ว พิมพ์ “บทเรียน” ตามด้วยหมายเลขขั้นตอนและบทเรียนที่ได้"
    )


def test_what_was_learnt_is_read_in_the_next_year(office: Office) -> None:
    office.say(SECRETARY, "บทเรียน 4 หนึ่ง")
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    asked = office.say(MEMBER, "บทเรียน")
    assert "บทเรียน: หนึ่ง" in office.press(MEMBER, "ดูแผนล่าสุด", asked.post).text
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    office.now = local("2027-10-04 09:00")
    listed = office.say(MEMBER, "บทเรียน")
    assert "บทเรียน: หนึ่ง" in office.press(MEMBER, "แผนปีก่อน", listed.post).text


def test_an_open_step_has_none_yet(office: Office) -> None:
    assert "ได้เมื่อปิดขั้นตอนแล้ว" in office.say(ACADEMIC, "บทเรียน 7 ยาก", PRIVATE).text


def test_who_has_nothing_to_do_with_the_step_notes_nothing(office: Office) -> None:
    office.press(ACADEMIC, "done p1 7 !")
    assert "ดำเนินการได้โดย นักวิชาการ" in office.say(MEMBER, "บทเรียน 7 ยาก").text
    assert office.plan().states[7].lesson is None


def test_told_when_the_plan_is_over_it_is_taken_back_and_nothing_else_is(office: Office) -> None:
    closed = office.press(ACADEMIC, "done p1 7 !")
    office.press(SECRETARY, "end p1 close !")
    asked = office.press(ACADEMIC, ASK, closed.post)
    noted = office.say(ACADEMIC, "ควรเริ่มเร็ว", reply_to=asked.post)
    assert "ยกเลิกรายการที่บันทึกแล้ว" in office.press(ACADEMIC, "เลิกทำ", noted.post).text
    assert office.plan().states[7].lesson is None
    assert "ปิดแล้ว" in office.press(ACADEMIC, "เลิกทำ", closed.post).popup
    assert office.plan().states[7].is_closed
