from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.plan import StepState
from tests.cast import (
    ACADEMIC,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    office_with_plan,
)
from tests.stores import fresh_store

TITLE = "การพัฒนาแนวทางฝากครรภ์คุณภาพ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def step_7(office: Office) -> StepState:
    return office.plan().states[7]


def work_added(office: Office, title: str = TITLE) -> Answer:
    office.press(ACADEMIC, "works p1 7 add", chat=PRIVATE)
    return office.say(ACADEMIC, title, PRIVATE)


def asked(office: Office) -> Post:
    return office.say(ACADEMIC, "คืบหน้า 7").post


def test_progress_is_recorded_with_its_note(office: Office) -> None:
    answer = office.say(ACADEMIC, "ความก้าวหน้า ๗ ๔๐ ส่งร่างบทคัดย่อแล้วสองเรื่อง")
    assert answer.text == (
        "บันทึกความก้าวหน้าแล้ว\nขั้นตอนที่ 7 พัฒนาผลงานวิจัย/ผลงานวิชาการ/นวัตกรรม\n"
        "ความก้าวหน้า ร้อยละ 40\nหมายเหตุ: ส่งร่างบทคัดย่อแล้วสองเรื่อง\nผู้บันทึก ดร.อารีย์ ตัวอย่าง"
    )
    assert step_7(office).percent == 40


def test_later_progress_tells_from_where_to_where(office: Office) -> None:
    office.say(ACADEMIC, "/progress 7 40")
    assert "ความก้าวหน้า ร้อยละ 40 → 55" in office.say(ACADEMIC, "/progress 7 55%").text


def test_progress_that_stays_goes_nowhere(office: Office) -> None:
    office.say(ACADEMIC, "/progress 7 40")
    said = office.say(ACADEMIC, "คืบหน้า 7 ร้อยละ 40").text
    assert "ความก้าวหน้า ร้อยละ 40\n" in said


def test_progress_can_be_taken_back(office: Office) -> None:
    said = office.say(ACADEMIC, "/progress 7 40").post
    assert "รายการ: ความก้าวหน้าขั้นตอนที่ 7 ร้อยละ 40" in office.press(ACADEMIC, "เลิกทำ", said).text
    assert step_7(office).percent is None


def test_without_a_per_cent_it_is_asked_with_buttons_and_where_it_stands(office: Office) -> None:
    office.say(ACADEMIC, "/progress 7 40")
    question = asked(office)
    assert "ความก้าวหน้า ร้อยละ 40" in question.text
    assert "ดร.อารีย์ ตัวอย่าง โปรดเลือกร้อยละ หรือพิมพ์โดยตอบกลับข้อความนี้" in question.text
    assert question.labels == ["25%", "50%", "75%", "100%", "รายการผลงาน"]


def test_the_per_cent_may_be_pressed(office: Office) -> None:
    assert "ความก้าวหน้า ร้อยละ 75" in office.press(ACADEMIC, "75%", asked(office)).text


def test_the_per_cent_may_be_typed_with_a_note(office: Office) -> None:
    answer = office.say(ACADEMIC, "ร้อยละ 60 ส่งร่างแล้ว", reply_to=asked(office))
    assert "ความก้าวหน้า ร้อยละ 60\nหมายเหตุ: ส่งร่างแล้ว" in answer.text


def test_thanks_are_no_per_cent(office: Office) -> None:
    office.say(ACADEMIC, "/start", PRIVATE)
    office.say(ACADEMIC, "คืบหน้า 7", PRIVATE)
    assert office.say(ACADEMIC, "ขอบคุณค่ะ", PRIVATE).text == "ด้วยความยินดี"
    assert "ความก้าวหน้า ร้อยละ 60" in office.say(ACADEMIC, "60 ค่ะ", PRIVATE).text


def test_a_pressed_answer_ends_the_question(office: Office) -> None:
    office.say(ACADEMIC, "/start", PRIVATE)
    question = office.say(ACADEMIC, "คืบหน้า 7", PRIVATE).post
    office.press(ACADEMIC, "50%", question)
    assert "ร้อยละ" not in office.say(ACADEMIC, "ขอบคุณ", PRIVATE).text


@pytest.mark.parametrize("typed", ["ยกเลิก", "“ยกเลิก”", '"ยกเลิก" ค่ะ'])
def test_cancel_ends_the_question(office: Office, typed: str) -> None:
    answer = office.say(ACADEMIC, typed, reply_to=asked(office))
    assert answer.text == "ยกเลิกแล้ว ไม่มีการบันทึกใด ๆ"
    assert step_7(office).percent is None


def test_the_example_of_the_question_may_be_typed_as_it_stands(office: Office) -> None:
    office.say(ACADEMIC, "“60 ส่งร่างแล้ว”", reply_to=asked(office))
    assert (step_7(office).percent, step_7(office).progress_note) == (60, "ส่งร่างแล้ว")


@pytest.mark.parametrize("typed", ["/progress 7 150", "/progress 7 101%"])
def test_more_than_all_is_refused(office: Office, typed: str) -> None:
    assert "โปรดระบุตัวเลข 0–100" in office.say(ACADEMIC, typed).text


def test_in_reply_about_a_step_a_number_is_the_per_cent(office: Office) -> None:
    office.say(ACADEMIC, "ความก้าวหน้า 60 ส่งร่างแล้ว", reply_to=asked(office))
    assert (step_7(office).percent, step_7(office).progress_note) == (60, "ส่งร่างแล้ว")


def test_a_number_that_is_no_step_is_the_per_cent_of_the_step_asked_for(office: Office) -> None:
    question = office.say(ACADEMIC, "ความก้าวหน้า 60").post
    assert [label[:2] for label in question.labels] == ["7.", "8."]
    assert "ความก้าวหน้า ร้อยละ 60" in office.press(ACADEMIC, question.labels[0], question).text


def test_all_done_offers_to_close_the_step(office: Office) -> None:
    answer = office.say(ACADEMIC, "/progress 7 100")
    assert "หากดำเนินการแล้วเสร็จ โปรดปิดขั้นตอน" in answer.text
    assert answer.labels == ["ปิดขั้นตอน", "เลิกทำ"]


def test_the_group_is_not_told_of_progress_said_in_private(office: Office) -> None:
    answer = office.say(ACADEMIC, "/progress 7 40", PRIVATE)
    assert answer.elsewhere == ()


def test_progress_of_a_closed_step_is_not_reported(office: Office) -> None:
    assert office.say(MEMBER, "/progress 4 50").text.startswith("ขั้นตอนที่ 4 ปิดแล้ว")


def test_only_the_responsible_report(office: Office) -> None:
    assert office.say(MEMBER, "/progress 7 50").text.startswith("ขั้นตอนที่ 7")
    assert step_7(office).percent is None


def test_a_work_is_added_by_its_title(office: Office) -> None:
    answer = work_added(office)
    assert answer.text == f"เพิ่มผลงานในขั้นตอนที่ 7 แล้ว\n{TITLE}"
    assert [w.title for w in step_7(office).works] == [TITLE]


def test_with_works_it_is_asked_which_one_progressed(office: Office) -> None:
    work_added(office)
    work_added(office, "นวัตกรรมสื่อสุขภาพ")
    question = office.say(ACADEMIC, "/progress 7 40 ส่งร่างแล้ว").post
    assert question.labels[:2] == [f"{TITLE} · 0%", "นวัตกรรมสื่อสุขภาพ · 0%"]
    text = office.press(ACADEMIC, question.labels[0], question).text
    assert f"ผลงาน: {TITLE}\nความก้าวหน้า ร้อยละ 0 → 40\nภาพรวมขั้นตอน ร้อยละ 20" in text
    assert "หมายเหตุ: ส่งร่างแล้ว" in text


def test_what_was_reported_stays_until_the_works_are_reported_on(office: Office) -> None:
    office.say(ACADEMIC, "/progress 7 42")
    work_added(office)
    work_added(office, "นวัตกรรมสื่อสุขภาพ")
    assert step_7(office).progress == 42
    office.press(ACADEMIC, "progress p1 7 w1 60")
    assert step_7(office).progress == 42
    office.press(ACADEMIC, "progress p1 7 w2 10")
    assert step_7(office).progress == 35
    work_added(office, "บทความวิชาการ")
    assert step_7(office).progress == 35


def test_works_of_which_nothing_is_reported_say_nothing_of_the_step(office: Office) -> None:
    work_added(office)
    assert step_7(office).progress is None


def test_owners_are_named_in_private_only(office: Office) -> None:
    office.press(ACADEMIC, "รับเป็นเจ้าของผลงาน", work_added(office).post)
    private = office.press(ACADEMIC, "works p1 7", chat=PRIVATE)
    assert f"1. {TITLE} (ร้อยละ 0)\nเจ้าของผลงาน ดร.อารีย์ ตัวอย่าง" in private.text
    assert "อารีย์" not in office.press(ACADEMIC, "works p1 7").text


def test_a_work_can_be_left_without_owner(office: Office) -> None:
    office.press(ACADEMIC, "รับเป็นเจ้าของผลงาน", work_added(office).post)
    card = office.press(ACADEMIC, "works p1 7 w1", chat=PRIVATE).post
    said = office.press(ACADEMIC, "ยกเลิกการเป็นเจ้าของ", card).text
    assert said.startswith("ผลงานนี้ยังไม่มีเจ้าของผลงาน")
    assert step_7(office).works[0].owner is None


def test_a_removed_work_can_be_taken_back(office: Office) -> None:
    work_added(office)
    gone = office.press(ACADEMIC, "works p1 7 drop w1").post
    assert gone.text == f"ลบผลงานออกจากขั้นตอนที่ 7 แล้ว\n{TITLE}"
    assert step_7(office).works == ()
    office.press(ACADEMIC, "เลิกทำ", gone)
    assert len(step_7(office).works) == 1


def test_the_button_of_a_removed_work_says_so(office: Office) -> None:
    work_added(office)
    office.press(ACADEMIC, "works p1 7 drop w1")
    popup = office.press(ACADEMIC, "progress p1 7 w1 50").popup
    assert popup.startswith("ไม่มีผลงานนี้ในรายการแล้ว")


def test_a_title_must_fit(office: Office) -> None:
    assert "ชื่อผลงานยาว 201 อักขระ" in work_added(office, "ก" * 201).text
    assert step_7(office).works == ()


def test_short_steps_have_no_works(office: Office) -> None:
    assert "60 วันขึ้นไป" in office.press(SECRETARY, "works p1 9").popup
