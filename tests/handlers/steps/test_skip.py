"""/skip and /reopen: a step is not carried out; a closed one is open again; both need a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cast import (
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    local,
    office_with_plan,
)
from tests.stores import fresh_store

STEP_8 = "ยืนยันไม่ดำเนินการขั้นตอนที่ 8 ส่งผลงานเข้ารับการประเมินรางวัล หรือไม่"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def beginning(tmp_path: Path) -> Iterator[Office]:
    """The first day: step 1 runs, nothing is closed."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, closed={})
    office.now = local("2026-10-01 09:00")
    yield office
    store.close()


def test_the_day_told_before_the_reason_counts(office: Office) -> None:
    office.say(SECRETARY, "ไม่ดำเนินการ 8 16 พ.ย. 69 ไม่มีงบประมาณ")
    state = office.plan().states[8]
    assert (state.closed_on, state.note) == (date(2026, 11, 16), "ไม่มีงบประมาณ")


def test_a_day_to_come_is_no_day_of_skipping(office: Office) -> None:
    assert "ยังมาไม่ถึง" in office.say(SECRETARY, "ไม่ดำเนินการ 8 16/12/69 ไม่มีงบ").text
    assert "วันที่ใกล้เคียง" in office.say(SECRETARY, "ไม่ดำเนินการ 8 31/9/69 ไม่มีงบ").text
    assert not office.plan().states[8].is_closed


def test_a_skipped_step_counts_as_closed_and_the_group_hears_why(office: Office) -> None:
    said = office.say(SECRETARY, "ไม่ดำเนินการ 8 ปีนี้ไม่มีงบประมาณ").text
    assert "ขั้นตอนที่ 8 ไม่ดำเนินการในปีงบประมาณนี้\nส่งผลงานเข้ารับการประเมินรางวัล" in said
    assert "เหตุผล: ปีนี้ไม่มีงบประมาณ" in said
    state = office.plan().states[8]
    assert state.skipped
    assert state.is_closed


def test_said_in_private_the_group_hears_it_too(office: Office) -> None:
    answer = office.say(CHAIR, "/skip 8 ไม่มีงบประมาณ", PRIVATE)
    assert [p.chat.address for p in answer.elsewhere] == [GROUP.address]
    assert "ผู้บันทึก นพ.สมคิด ตัวอย่าง" in answer.elsewhere[0].text


def test_a_skipped_step_lets_its_successors_begin(beginning: Office) -> None:
    said = beginning.say(SECRETARY, "ไม่ดำเนินการ 1 ใช้คำสั่งเดิม").text
    assert "เริ่มดำเนินการ\nขั้นตอนที่ 2 ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา" in said


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
def test_without_a_reason_it_asks_and_the_reply_is_the_reason(office: Office, chat: object) -> None:
    asked = office.say(SECRETARY, "ไม่ดำเนินการ 8", chat).post  # type: ignore[arg-type]
    assert asked.text.startswith(STEP_8)
    assert asked.message.asks
    office.say(SECRETARY, "ต.ค. นี้ยังไม่มีงบประมาณ", chat, reply_to=asked)  # type: ignore[arg-type]
    state = office.plan().states[8]
    assert (state.skipped, state.note) == (True, "ต.ค. นี้ยังไม่มีงบประมาณ")


def test_without_a_number_the_question_names_the_step(beginning: Office) -> None:
    asked = beginning.say(SECRETARY, "ไม่ดำเนินการ").text
    assert asked.startswith("ยืนยันไม่ดำเนินการขั้นตอนที่ 1 จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน หรือไม่")
    assert not beginning.plan().states[1].is_closed


def test_the_question_can_be_left(office: Office) -> None:
    office.say(SECRETARY, "ไม่ดำเนินการ 8", PRIVATE)
    assert office.say(SECRETARY, "ยกเลิก", PRIVATE).text == "ยกเลิกแล้ว ไม่มีการเปลี่ยนแปลง"
    office.say(SECRETARY, "ไม่มีงบประมาณ", PRIVATE)
    assert not office.plan().states[8].is_closed


def test_thanks_are_no_reason(office: Office) -> None:
    office.say(SECRETARY, "ไม่ดำเนินการ 8", PRIVATE)
    office.say(SECRETARY, "ขอบคุณค่ะ", PRIVATE)
    assert not office.plan().states[8].is_closed
    office.say(SECRETARY, "ไม่มีงบประมาณ", PRIVATE)
    assert office.plan().states[8].is_closed


def test_the_whole_line_typed_at_once_answers_the_question_too(office: Office) -> None:
    office.say(SECRETARY, "ไม่ดำเนินการ 8", PRIVATE)
    office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบประมาณ", PRIVATE)
    later = office.say(SECRETARY, "ขอบคุณ", PRIVATE).text
    assert "ไม่ดำเนินการ" not in later


def test_what_somebody_else_closed_meanwhile_is_told_and_no_longer_asked(office: Office) -> None:
    office.say(SECRETARY, "ไม่ดำเนินการ 8", PRIVATE)
    office.close(8)
    assert "ขั้นตอนที่ 8 ปิดแล้ว" in office.say(SECRETARY, "ไม่มีงบ", PRIVATE).text
    assert "ปิดแล้ว" not in office.say(SECRETARY, "ไม่มีงบ", PRIVATE).text


def test_another_member_does_not_answer_for_the_secretary(office: Office) -> None:
    asked = office.say(SECRETARY, "ไม่ดำเนินการ 8").post
    assert office.say(MEMBER, "ไม่มีงบประมาณ", reply_to=asked).posts == ()
    assert not office.plan().states[8].is_closed


def test_a_reason_of_a_thousand_letters_is_too_long_and_can_be_shortened(office: Office) -> None:
    asked = office.say(SECRETARY, "ไม่ดำเนินการ 8").post
    assert "เกินกว่าที่กำหนด (1000 อักขระ)" in office.say(SECRETARY, "ก" * 1001, reply_to=asked).text
    office.say(SECRETARY, "ไม่มีงบประมาณ", reply_to=asked)
    assert office.plan().states[8].skipped


def test_a_member_may_not_skip_or_reopen(office: Office) -> None:
    refused = "รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน"
    assert office.say(MEMBER, "ไม่ดำเนินการ 8 ไม่มีงบ").text.startswith(refused)
    assert office.say(MEMBER, "ยกเลิกการปิด 4 ผิด").text.startswith(refused)
    assert office.say(MEMBER, "ไม่ดำเนินการ 8").text.startswith(refused)


def test_a_closed_step_is_not_skipped_and_a_skipped_one_not_twice(office: Office) -> None:
    assert "ขั้นตอนที่ 4 ปิดแล้ว" in office.say(SECRETARY, "ไม่ดำเนินการ 4 เหตุผล").text
    office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบ")
    assert "บันทึกไว้แล้วว่าไม่ดำเนินการ" in office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบ").text


def test_within_ten_minutes_a_skip_is_taken_back(office: Office) -> None:
    post = office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบ").post
    office.now += timedelta(minutes=9)
    office.press(CHAIR, "เลิกทำ", post)
    assert not office.plan().states[8].is_closed


def test_after_ten_minutes_it_stays(office: Office) -> None:
    post = office.say(SECRETARY, "ไม่ดำเนินการ 8 ไม่มีงบ").post
    office.now += timedelta(minutes=11)
    assert office.press(SECRETARY, "เลิกทำ", post).popup.startswith("เลิกทำได้ภายใน 10 นาที")


def test_a_reopened_step_is_open_and_the_group_hears_why(office: Office) -> None:
    said = office.say(SECRETARY, "ยกเลิกการปิด 4 เอกสารไม่ครบ").text
    assert "ยกเลิกการปิดขั้นตอนที่ 4 แล้ว" in said
    assert "เหตุผล: เอกสารไม่ครบ" in said
    assert not office.plan().states[4].is_closed


def test_a_reopened_step_is_due_when_it_was_and_what_to_do_about_that(office: Office) -> None:
    said = office.say(SECRETARY, "ยกเลิกการปิด 4 เอกสารไม่ครบ").text
    assert "ขั้นตอนที่ 4 ครบกำหนดวันที่ 15 ตุลาคม 2569 (เกินกำหนด 38 วัน)" in said
    assert "หากต้องใช้เวลาเพิ่ม โปรดพิมพ์ “ขยายเวลา 4” ตามด้วยวันที่และเหตุผล" in said
    assert "เริ่มดำเนินการ" not in said


def test_reopened_before_it_is_due_nobody_is_told_to_extend(office: Office) -> None:
    office.close(7)
    said = office.say(SECRETARY, "ยกเลิกการปิด 7 ปิดผิดขั้นตอน").text
    assert "ขั้นตอนที่ 7 ครบกำหนดวันที่" in said
    assert "ขยายเวลา" not in said


def test_successors_that_have_started_keep_their_first_day(office: Office) -> None:
    before = {n: office.plan().states[n].kept_start for n in (5, 7, 8)}
    assert set(before.values()) == {None}
    office.say(SECRETARY, "ยกเลิกการปิด 4 เอกสารไม่ครบ")
    kept = {n: office.plan().states[n].kept_start for n in (5, 7, 8)}
    assert (str(kept[5]), str(kept[7]), kept[8]) == ("2026-10-17", "2026-10-17", None)


def test_reopening_asks_which_step_then_why(office: Office) -> None:
    choice = office.say(SECRETARY, "ยกเลิกการปิด").post
    asked = office.press(SECRETARY, "4. จัดทำแผนปฏิบัติการและแผนพัฒนาผลงาน", choice).post
    assert asked.text.startswith("นางสาวพิมพ์ใจ ตัวอย่าง\nยืนยันยกเลิกการปิดขั้นตอนที่ 4 จัดทำแผนปฏิบัติการ")
    office.say(SECRETARY, "เอกสารไม่ครบ", reply_to=asked)
    assert not office.plan().states[4].is_closed


def test_where_nothing_is_closed_nothing_is_reopened(beginning: Office) -> None:
    assert beginning.say(SECRETARY, "ยกเลิกการปิด").text == "ยังไม่มีขั้นตอนที่ปิดแล้ว"
    assert "ยังไม่ได้ปิด" in beginning.say(SECRETARY, "ยกเลิกการปิด 3 ผิด").text


def test_where_no_step_is_left_the_example_is_the_command_that_was_typed(office: Office) -> None:
    for step in range(5, 13):
        office.close(step)
    assert office.say(SECRETARY, "ไม่ดำเนินการ").text == "โปรดระบุหมายเลขขั้นตอน เช่น “ไม่ดำเนินการ 3”"
    assert office.say(SECRETARY, "ขยายเวลา").text == "โปรดระบุหมายเลขขั้นตอน เช่น “ขยายเวลา 3”"
    assert office.say(SECRETARY, "เสร็จแล้ว").text == "โปรดระบุหมายเลขขั้นตอน เช่น “เสร็จ 3”"
