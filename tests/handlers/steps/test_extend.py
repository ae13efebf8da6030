"""/extend: a new due date, previewed and confirmed; /date: the day of a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from bot.domain.events import Limited
from bot.sops.loader import load
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

CONFIRM = "ยืนยันขยายเวลา"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def beginning(tmp_path: Path) -> Iterator[Office]:
    """A week into the plan: step 3 runs, due on 9 October."""
    store = fresh_store(tmp_path)
    done = {1: date(2026, 10, 1), 2: date(2026, 10, 2)}
    office = office_with_plan(store, closed=done)
    office.now = local("2026-10-06 09:00")
    yield office
    store.close()


def due(office: Office, step: int) -> date | None:
    return office.plan().states[step].extended_to


def test_it_shows_what_would_move_before_it_is_written(office: Office) -> None:
    answer = office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอผลการประเมิน")
    assert answer.text.startswith("ยืนยันขยายเวลาขั้นตอนที่ 5 ถึงวันที่ 15 มีนาคม 2570 หรือไม่")
    assert "วันครบกำหนดเดิม: 28 กุมภาพันธ์ 2570" in answer.text
    assert "กำหนดการที่จะเปลี่ยนแปลง\nขั้นตอนที่ 6: ครบกำหนด 2 มี.ค. 70 → 17 มี.ค. 70" in answer.text
    assert answer.labels == [CONFIRM, "ยกเลิก", "ภาพไทม์ไลน์กรณีนี้"]
    assert due(office, 5) is None


def test_a_picture_of_what_would_move_leaves_the_question_open(office: Office) -> None:
    preview = office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอผล").post
    (picture,) = office.press(SECRETARY, "ภาพไทม์ไลน์กรณีนี้", preview).post.message.pictures
    assert picture.of == "5 2027-03-15"
    office.press(SECRETARY, CONFIRM, preview)
    assert due(office, 5) == date(2027, 3, 15)


def test_where_no_other_step_moves_there_is_no_button_for_a_picture(office: Office) -> None:
    assert office.say(SECRETARY, "ขยายเวลา 7 31/8/2570 รอผล").labels == [CONFIRM, "ยกเลิก"]


def test_past_a_fixed_date_it_says_by_how_much(office: Office) -> None:
    said = office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอผลการประเมิน").text
    assert "เกินวันสิ้นสุดที่กำหนดไว้ 15 วัน (28 กุมภาพันธ์ 2570)" in said
    assert said.count("วันสิ้นสุดที่กำหนดไว้") == 1


def test_of_a_new_date_on_a_day_off_it_says_which_and_until_when_one_can_close(
    office: Office,
) -> None:
    weekend = office.say(SECRETARY, "ขยายเวลา 5 7/3/2570 รอผล").text
    assert weekend.startswith(
        "ยืนยันขยายเวลาขั้นตอนที่ 5 ถึงวันที่ 7 มีนาคม 2570 หรือไม่\n"
        "(ตรงกับวันหยุด ปิดขั้นตอนได้ถึงวันจันทร์ที่ 8 มีนาคม 2570)\n"
    )
    office.say(SECRETARY, "วันหยุด เพิ่ม 9/3/2570 วันหยุดพิเศษ")
    preview = office.say(SECRETARY, "ขยายเวลา 5 9/3/2570 รอผล").post
    named = "(ตรงกับวันหยุด: วันหยุดพิเศษ ปิดขั้นตอนได้ถึงวันพุธที่ 10 มีนาคม 2570)"
    assert named in preview.text
    assert named in office.press(SECRETARY, CONFIRM, preview).text


def test_confirmed_it_is_written_and_the_group_hears_it(office: Office) -> None:
    preview = office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอผล", PRIVATE).post
    (announced,) = office.press(SECRETARY, CONFIRM, preview).elsewhere
    assert announced.chat.address == GROUP.address
    assert announced.text.startswith("ขยายเวลาขั้นตอนที่ 5 แล้ว")
    assert "เหตุผล: รอผล\nผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง" in announced.text
    assert "กำหนดการที่เปลี่ยนแปลง\nขั้นตอนที่ 6:" in announced.text
    assert due(office, 5) == date(2027, 3, 15)


def test_within_ten_minutes_it_is_taken_back(office: Office) -> None:
    preview = office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอผล").post
    announced = office.press(SECRETARY, CONFIRM, preview).post
    office.now += timedelta(minutes=9)
    said = office.press(CHAIR, "เลิกทำ", announced).text
    assert "ขั้นตอนที่ 5 ครบกำหนดวันที่ 28 กุมภาพันธ์ 2570" in said
    assert due(office, 5) is None


def test_a_preview_can_be_left(office: Office) -> None:
    preview = office.say(SECRETARY, "ขยายเวลา 5 15/3/2570 รอผล").post
    office.press(SECRETARY, "ยกเลิก", preview)
    assert due(office, 5) is None


@pytest.mark.parametrize(
    "typed",
    [
        "ขยายเวลา 3 20 ต.ค. 69 รอข้อมูล",
        "ขยายเวลาขั้นตอนที่ 3 เป็น 20 ต.ค. 69 รอข้อมูล",
        "ขยายเวลา 3 ถึง 20/10/2569 รอข้อมูล",
        "ขยายเวลา 3 ถึงวันที่ 20 ตุลาคม 2569 รอข้อมูล",
        "ขยายเวลาขั้นตอนที่ ๓ ไปถึง ๒๐ ต.ค. ๖๙ รอข้อมูล",
        "/extend 3 to 20/10/2569 รอข้อมูล",
        "ขยายเวลา 20/10/69 รอข้อมูล",
    ],
)
def test_the_date_in_the_ways_people_lead_to_it(beginning: Office, typed: str) -> None:
    preview = beginning.say(SECRETARY, typed).post
    assert preview.text.startswith("ยืนยันขยายเวลาขั้นตอนที่ 3 ถึงวันที่ 20 ตุลาคม 2569 หรือไม่")
    beginning.press(SECRETARY, CONFIRM, preview)
    assert due(beginning, 3) == date(2026, 10, 20)


def test_without_a_step_it_asks_which_one_and_keeps_date_and_reason(office: Office) -> None:
    choice = office.say(SECRETARY, "ขยายเวลา 15/10/70 รอผล").post
    assert choice.text == "โปรดเลือกขั้นตอนที่ต้องการ"
    label = next(label for label in choice.labels if label.startswith("7."))
    preview = office.press(SECRETARY, label, choice).post
    assert preview.text.startswith("ยืนยันขยายเวลาขั้นตอนที่ 7 ถึงวันที่ 15 ตุลาคม 2570 หรือไม่")


def test_without_a_reason_it_asks_and_the_date_is_kept(beginning: Office) -> None:
    asked = beginning.say(SECRETARY, "ขยายเวลา 3 20 ต.ค. 69").post
    assert "ถึงวันที่ 20 ตุลาคม 2569 หรือไม่" in asked.text
    assert "โปรดตอบกลับข้อความนี้ด้วยเหตุผล" in asked.text
    preview = beginning.say(SECRETARY, "รอข้อมูล", reply_to=asked).post
    announced = beginning.press(SECRETARY, CONFIRM, preview)
    assert "เหตุผล: รอข้อมูล" in announced.text


def test_without_a_date_it_asks_with_an_example_that_works(office: Office) -> None:
    asked = office.say(SECRETARY, "ขยายเวลา 5", PRIVATE)
    example = asked.text.split("\n")[2]
    assert example == "15/3/2570 รอผลการประเมิน"
    assert CONFIRM in office.say(SECRETARY, example, PRIVATE).labels


def test_a_date_that_is_not_later_is_asked_for_again(office: Office) -> None:
    office.say(SECRETARY, "ขยายเวลา 5", PRIVATE)
    refused = office.say(SECRETARY, "28/2/2570 รอผล", PRIVATE).text
    assert "วันที่ 28 กุมภาพันธ์ 2570 จึงไม่ใช่การขยายเวลา" in refused
    assert CONFIRM in office.say(SECRETARY, "15/3/2570 รอผล", PRIVATE).labels


def test_an_exclamation_mark_in_the_answer_confirms_nothing(beginning: Office) -> None:
    asked = beginning.say(SECRETARY, "ขยายเวลา 3 20 ต.ค. 69").post
    assert CONFIRM in beginning.say(SECRETARY, "! รอข้อมูล", reply_to=asked).labels
    assert due(beginning, 3) is None


def test_a_closed_step_is_not_extended(office: Office) -> None:
    assert "ขั้นตอนที่ 4 ปิดแล้ว" in office.say(SECRETARY, "ขยายเวลา 4 15/3/2570 รอ").text


def test_a_member_may_neither_extend_nor_confirm(office: Office) -> None:
    preview = office.say(SECRETARY, "/extend 5 15/3/2570 wait").post
    assert office.press(MEMBER, CONFIRM, preview).popup.startswith("ปุ่มนี้สำหรับ ")
    line = preview.action(CONFIRM).rpartition(" ?")[0]
    assert office.press(MEMBER, f"{line} wait", preview).text.startswith("ขอขยายเวลาขั้นตอนที่ 5")
    assert due(office, 5) is None


def test_the_day_of_a_meeting_is_fixed_at_once(office: Office) -> None:
    said = office.say(SECRETARY, "กำหนดวัน 6 10/3/2570 13.30").text
    assert said.startswith("กำหนดวันของขั้นตอนที่ 6 แล้ว\nรายงานความก้าวหน้าการดำเนินงาน")
    assert "วันพุธที่ 10 มีนาคม 2570 เวลา 13.30 น." in said
    assert "กำหนดการที่เปลี่ยนแปลง\nขั้นตอนที่ 9:" in said


def test_a_meeting_that_is_moved_says_from_when(office: Office) -> None:
    first = office.say(SECRETARY, "กำหนดวัน 6 10/3/2570 13.30").text
    assert "กำหนดเดิม" not in first
    said = office.say(SECRETARY, "กำหนดวัน 6 11/3/2570 09.00").text
    assert (
        "วันพฤหัสบดีที่ 11 มีนาคม 2570 เวลา 09.00 น.\n"
        "กำหนดเดิม: วันพุธที่ 10 มีนาคม 2570 เวลา 13.30 น.\n" in said
    )


@pytest.mark.parametrize(
    ("told", "hour"),
    [
        ("บ่ายโมงครึ่ง", "13.30"),
        ("เวลา 1330", "13.30"),
        ("สี่โมงเย็น", "16.00"),
        ("ห้องประชุม 2 เวลา 9 โมง", "09.00"),
    ],
)
def test_the_hour_may_be_told_in_words(office: Office, told: str, hour: str) -> None:
    said = office.say(SECRETARY, f"กำหนดวัน 6 10/3/2570 {told}").text
    assert f"วันพุธที่ 10 มีนาคม 2570 เวลา {hour} น." in said


@pytest.mark.parametrize("told", ["25.00", "สองโมง", "ตอนบ่าย", "บ่ายแก่ ๆ", "9"])
def test_an_hour_that_is_not_understood_is_asked_for(office: Office, told: str) -> None:
    asked = office.say(SECRETARY, f"กำหนดวัน 6 10/3/2570 {told}").post
    assert asked.text.startswith(f"ประชุมวันที่ 10 มีนาคม 2570 เวลาใด\n“{told}” ")
    assert office.plan().states[6].dated is None
    said = office.say(SECRETARY, "บ่ายโมงครึ่ง", reply_to=asked).text
    assert "วันพุธที่ 10 มีนาคม 2570 เวลา 13.30 น." in said


def test_a_room_alone_asks_for_no_hour(office: Office) -> None:
    said = office.say(SECRETARY, "กำหนดวัน 6 10/3/2570 ห้องประชุม 2").text
    assert said.startswith("กำหนดวันของขั้นตอนที่ 6 แล้ว")


def test_a_day_without_its_year_is_asked_for_where_only_the_next_fiscal_year_has_it(
    office: Office,
) -> None:
    asked = office.say(SECRETARY, "กำหนดวัน 6 15 ต.ค. 13.30").post
    assert asked.labels == ["ศ. 15 ต.ค. 70"]
    assert office.plan().states[6].dated is None
    said = office.press(SECRETARY, "ศ. 15 ต.ค. 70", asked).text
    assert "วันศุกร์ที่ 15 ตุลาคม 2570 เวลา 13.30 น." in said
    said = office.say(SECRETARY, "กำหนดวัน 6 10 มี.ค. 9.00").text
    assert "วันพุธที่ 10 มีนาคม 2570 เวลา 09.00 น." in said
    said = office.say(SECRETARY, "กำหนดวัน 6 14 ต.ค. 70").text
    assert "วันพฤหัสบดีที่ 14 ตุลาคม 2570" in said


def test_a_day_that_is_not_clear_is_asked_for(beginning: Office) -> None:
    asked = beginning.say(SECRETARY, "ขยายเวลา 3 15-16 ต.ค. 69 รอข้อมูล").post
    assert asked.labels == ["พฤ. 15 ต.ค. 69", "ศ. 16 ต.ค. 69"]
    preview = beginning.press(SECRETARY, "ศ. 16 ต.ค. 69", asked).post
    assert preview.text.startswith("ยืนยันขยายเวลาขั้นตอนที่ 3 ถึงวันที่ 16 ตุลาคม 2569 หรือไม่")
    assert "ด้วยวันครบกำหนดใหม่และเหตุผล" in beginning.say(SECRETARY, "ขยายเวลา 3 เดือนหน้า").text


def test_a_day_in_no_calendar_has_its_neighbours_offered(office: Office) -> None:
    asked = office.say(SECRETARY, "กำหนดวัน 6 31/4/2570 13.30").post
    assert asked.labels == ["ศ. 30 เม.ย. 70", "ส. 1 พ.ค. 70"]
    said = office.press(SECRETARY, "ศ. 30 เม.ย. 70", asked).text
    assert "วันศุกร์ที่ 30 เมษายน 2570 เวลา 13.30 น." in said


def test_a_step_moved_by_a_meeting_moves_back_when_it_is_taken_back(office: Office) -> None:
    post = office.say(SECRETARY, "กำหนดวัน 6 10/3/2570").post
    said = office.press(SECRETARY, "เลิกทำ", post).text
    assert "กำหนดการที่เปลี่ยนแปลง\nขั้นตอนที่ 9:" in said
    assert office.plan().states[6].dated is None


def test_without_a_step_the_only_meeting_is_meant(office: Office) -> None:
    said = office.say(SECRETARY, "กำหนดวัน 3/3/2570 13.30").text
    assert said.startswith("กำหนดวันของขั้นตอนที่ 9 แล้ว\nประชุมทบทวนผลการขับเคลื่อนงานวิชาการ")
    assert "เวลา 13.30 น." in said


def test_of_several_steps_the_meetings_are_offered_first(beginning: Office) -> None:
    asked = beginning.say(SECRETARY, "/date")
    assert [label.split(".")[0] for label in asked.labels] == ["9", "3"]


def test_a_meeting_may_be_long_if_the_sop_calls_it_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sop = load("lo-2.4")
    steps = tuple(replace(s, meeting=True) for s in sop.steps)
    monkeypatch.setattr("tests.cast.load", lambda _: replace(sop, steps=steps))
    store = fresh_store(tmp_path)
    said = office_with_plan(store).say(SECRETARY, "กำหนดวัน 5 1/2/2570").text
    store.close()
    assert "กำหนดวันของขั้นตอนที่ 5 แล้ว" in said


def test_without_a_day_it_asks_with_an_example_that_works(office: Office) -> None:
    asked = office.say(SECRETARY, "กำหนดวัน 6").post
    example = asked.text.split("\n")[2]
    assert example == "2/3/2570 13.30"
    assert "กำหนดวันของขั้นตอนที่ 6 แล้ว" in office.say(SECRETARY, example, reply_to=asked).text


def test_a_long_step_is_no_meeting_whatever_the_day(office: Office) -> None:
    assert office.say(SECRETARY, "กำหนดวัน 5 31/3/2570").text == (
        "ขั้นตอนที่ 5 ไม่ใช่การประชุม\nหากต้องการเปลี่ยนวันครบกำหนด โปรดพิมพ์ “ขยายเวลา 5 31/3/2570” ตามด้วยเหตุผล"
    )
    for typed in ("กำหนดวัน 5", "กำหนดวัน 5 1/2/2570"):
        assert "ไม่ใช่การประชุม จึงไม่ต้องกำหนดวัน" in office.say(SECRETARY, typed).text
    assert office.plan().states[5].dated is None


def test_a_meeting_is_not_fixed_past_a_fixed_due_date(beginning: Office) -> None:
    plan, now = beginning.plan(), beginning.now
    beginning.record(
        Limited(
            at=now,
            by=beginning.person(SECRETARY).id,
            step=3,
            not_before=None,
            not_after=date(2026, 10, 15),
        )
    )
    said = beginning.say(SECRETARY, "กำหนดวัน 3 20/10/2569").text
    assert "มีวันสิ้นสุดที่กำหนดไว้ (15 ตุลาคม 2569)" in said
    assert "“ขยายเวลา 3 20/10/2569” ตามด้วยเหตุผล" in said
    assert beginning.plan().states[3].dated is plan.states[3].dated is None


def test_a_day_that_has_passed_or_comes_too_early_is_refused(office: Office) -> None:
    assert "ผ่านไปแล้ว" in office.say(SECRETARY, "กำหนดวัน 6 1/11/2569").text
    early = office.say(SECRETARY, "กำหนดวัน 6 1/12/2569").text
    assert "เริ่มได้ไม่ก่อนวันที่ 1 มีนาคม 2570" in early
    assert "หรือเลือกตั้งแต่วันที่ 1 มีนาคม 2570 เป็นต้นไป" in early
    assert office.plan().states[6].dated is None
