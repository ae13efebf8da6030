from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, time
from pathlib import Path

import pytest

from bot.domain.events import Closed, Dated, Progressed
from bot.domain.incoming import Place
from bot.domain.plan import StepState
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Somebody,
    local,
    office_with_plan,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

CLOSED_FOUR = "ปิดขั้นตอนที่ 4 เรียบร้อยแล้ว"
FIRST_THREE = {1: date(2026, 10, 2), 2: date(2026, 10, 5), 3: date(2026, 10, 12)}
LAST_OF_5 = local("2027-02-26 10:00")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Steps 5 and 7 run, and 8 in its window."""
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def early(tmp_path: Path) -> Iterator[Office]:
    """Monday, 5 October 2026: step 1 is closed, step 2 is due today."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, closed={1: date(2026, 10, 2)})
    office.now = local("2026-10-05 10:00")
    yield office
    store.close()


def step(office: Office, number: int) -> StepState:
    return office.plan().states[number]


def four_closed(tmp_path: Path) -> str:
    """What is said when step 4, its two documents attached, closes on 16 October."""
    office = office_with_plan(fresh_store(tmp_path), closed=FIRST_THREE)
    office.now = local("2026-10-16 10:00")
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    asked = office.say(SECRETARY, "เสร็จ 4").post
    return office.press(SECRETARY, "ยืนยันปิดขั้นตอน", asked).text


def test_days_late_never_stand_beside_a_name_in_the_group(early: Office) -> None:
    early.now = local("2026-10-07 10:00")
    said = early.say(MEMBER, "เสร็จ 2 !", PRIVATE)
    (told,) = said.elsewhere
    assert "แล้วเสร็จ 7 ต.ค. 69 (หลังครบกำหนด 2 วัน)" in said.text.splitlines()
    assert "แล้วเสร็จ 7 ต.ค. 69" in told.text.splitlines()
    early.say(MEMBER, "เลิกทำ", PRIVATE)
    assert "แล้วเสร็จ 7 ต.ค. 69" in early.say(MEMBER, "เสร็จ 2 !").text.splitlines()


@pytest.mark.parametrize(
    ("day", "punctual"), [("2027-03-01", "ตามกำหนด"), ("2027-03-02", "หลังครบกำหนด 1 วัน")]
)
def test_a_due_date_on_a_day_off_is_kept_until_the_next_working_day(
    office: Office, day: str, punctual: str
) -> None:
    office.now = local(f"{day} 10:00")  # 5 is due on Sunday 28 February
    said = office.say(MEMBER, "เสร็จ 5 !", PRIVATE).text
    assert f"({punctual})" in said


def test_a_step_that_begins_and_is_a_meeting_is_told_with_its_hour(office: Office) -> None:
    office.close(5, date(2027, 2, 26))
    office.now = local("2027-03-02 10:00")
    office.record(Dated(at=office.now, step=9, on=date(2027, 3, 4), time=time(13, 30)))
    asked = office.say(SECRETARY, "เสร็จ 6").post
    said = office.press(SECRETARY, "ยืนยันปิดขั้นตอน", asked).text
    assert "ขั้นตอนที่ 9 ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ\nประชุม 4 มี.ค. 70 เวลา 13.30 น. · " in said


def test_a_meeting_held_before_its_step_could_begin_is_named_with_its_day(office: Office) -> None:
    office.close(5, date(2027, 2, 26))
    office.now = local("2027-03-01 09:00")
    office.say(SECRETARY, "กำหนดวัน 9 4/3/2570 13.30")
    office.now = local("2027-03-04 16:00")
    asked = office.say(SECRETARY, "เสร็จ 6").post
    _, begun = office.press(SECRETARY, "ยืนยันปิดขั้นตอน", asked).text.split("ขั้นตอนที่เริ่มดำเนินการ\n")
    assert begun.startswith(
        "ขั้นตอนที่ 9 ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ\n"
        "5 มี.ค. 70 · ผู้รับผิดชอบ คณะดำเนินงาน\n"
        "กำหนดประชุมไว้วันพฤหัสบดีที่ 4 มีนาคม 2570 เวลา 13.30 น.\n"
        "หากประชุมแล้ว โปรดปิดขั้นตอนโดยระบุวันประชุม\n"
        "หากยังไม่ได้ประชุม เลขานุการพิมพ์ “กำหนดวัน 9” ตามด้วยวันใหม่"
    )


def test_bare_talk_in_a_group_never_closes_at_once(office: Office) -> None:
    office.close(7)
    office.now = LAST_OF_5
    office.close(8)
    asked = office.say(MEMBER, "เสร็จแล้วค่ะ")
    assert "ยืนยันปิดขั้นตอนที่ 5 ณ วันที่ 26 กุมภาพันธ์ 2570 หรือไม่" in asked.text
    assert asked.labels == ["ยืนยันปิดขั้นตอน", "ยังไม่ปิด"]
    office.press(MEMBER, "ยืนยันปิดขั้นตอน", asked.post)
    assert step(office, 5).closed_on == date(2027, 2, 26)


def test_in_private_the_only_step_there_is_closes_at_once(office: Office) -> None:
    office.close(7)
    office.now = LAST_OF_5
    office.close(8)
    assert "ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว" in office.say(MEMBER, "เสร็จแล้วค่ะ", PRIVATE).text


def test_long_before_its_due_date_a_step_is_asked_about(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 5").text
    assert asked == (
        "ยืนยันปิดขั้นตอนที่ 5 ณ วันที่ 22 พฤศจิกายน 2569 หรือไม่\nดำเนินการตามแผน (5 เดือนแรก)\n"
        "ครบกำหนด 28 ก.พ. 70 (อีก 98 วัน)"
    )
    assert not step(office, 5).is_closed


def test_the_step_can_be_left_open(office: Office) -> None:
    asked = office.say(MEMBER, "เสร็จ 5").post
    said = office.press(MEMBER, "ยังไม่ปิด", asked).post
    assert said.text == "ขั้นตอนที่ 5 ยังไม่ปิด ไม่มีการเปลี่ยนแปลง"
    assert said.edits == asked.id
    assert not step(office, 5).is_closed


def test_the_monthly_check_in_asks_too(office: Office) -> None:
    asked = office.press(ACADEMIC, "checkin p1 7 done", chat=PRIVATE)
    assert "(อีก 251 วัน)" in asked.text
    assert not step(office, 7).is_closed


def test_near_its_due_date_a_step_closes_at_once(office: Office) -> None:
    office.now = LAST_OF_5
    assert "ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว" in office.say(MEMBER, "/done 5").text


def test_in_reply_to_a_notice_a_step_closes_at_once(office: Office) -> None:
    office.now = LAST_OF_5
    notice = office.say(MEMBER, "สถานะ 5").post
    assert "ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว" in office.say(MEMBER, "/done", reply_to=notice).text


def test_reported_progress_below_the_whole_is_asked_about(office: Office) -> None:
    office.now = LAST_OF_5
    by = office.person(MEMBER).id
    office.record(Progressed(at=office.now, by=by, step=5, percent=60, note=""))
    assert "ความก้าวหน้าที่รายงานไว้ ร้อยละ 60" in office.say(MEMBER, "เสร็จ 5").text
    office.record(Progressed(at=office.now, by=by, step=5, percent=100, note=""))
    assert "ปิดขั้นตอนที่ 5 เรียบร้อยแล้ว" in office.say(MEMBER, "เสร็จ 5").text


def test_a_day_before_the_predecessor_closed_is_asked_about(early: Office) -> None:
    asked = early.say(MEMBER, "เสร็จ 2 1/10/2569").text
    assert "วันที่ระบุอยู่ก่อนวันแล้วเสร็จของขั้นตอนที่ 1 (2 ต.ค. 69)" in asked
    assert not step(early, 2).is_closed


def test_a_day_before_the_step_began_is_asked_about(early: Office) -> None:
    assert "วันที่ระบุอยู่ก่อนวันเริ่มของขั้นตอน (5 ต.ค. 69)" in early.say(MEMBER, "เสร็จ 2 2/10/69").text


@pytest.mark.parametrize(
    "words",
    ["เสร็จ 2 (2/10/2569) เรียบร้อย", "เสร็จ2 เมื่อวันศุกร์", "เสร็จ 2 วันศุกร์ที่ผ่านมา", "เสร็จ 2 เมื่อ 2 ต.ค."],
)
def test_the_true_day_counts_however_it_is_told(early: Office, words: str) -> None:
    asked = early.say(MEMBER, words).post
    assert "ณ วันที่ 2 ตุลาคม 2569" in asked.text
    early.press(MEMBER, "ยืนยันปิดขั้นตอน", asked)
    assert (step(early, 2).closed_on, step(early, 2).note) == (date(2026, 10, 2), "")


def test_a_day_in_the_note_is_asked_about(early: Office) -> None:
    asked = early.say(MEMBER, "เสร็จ 2 ประชุมแล้วเมื่อ 2 ต.ค. 69").post
    assert "โปรดเลือกวันที่แล้วเสร็จ" in asked.text
    assert asked.labels == ["ศ. 2 ต.ค. 69", "วันนี้ (จ. 5 ต.ค. 69)"]
    early.press(MEMBER, "ยืนยันปิดขั้นตอน", early.press(MEMBER, "ศ. 2 ต.ค. 69", asked).post)
    closed = step(early, 2)
    assert (closed.closed_on, closed.note) == (date(2026, 10, 2), "ประชุมแล้วเมื่อ 2 ต.ค. 69")


@pytest.fixture
def friday(tmp_path: Path) -> Iterator[Office]:
    """Friday, 9 October 2026: step 1, due a week ago, has its evidence and is to be closed."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, closed={})
    office.now = local("2026-10-09 10:00")
    office.keep_file(1, "คำสั่ง.pdf", "appointment-order")
    yield office
    store.close()


@pytest.mark.parametrize(
    ("told", "day", "note"),
    [
        ("เมื่อวันที่ 2", 2, ""),
        ("2.10", 2, ""),
        ("2-10", 2, ""),
        ("2/10", 2, ""),
        ("วันที่ 6", 6, ""),
        ("เมื่อวันที่ 6 ส่งแล้ว", 6, "ส่งแล้ว"),
        ("เมื่อ 3 วันก่อน", 6, ""),
        ("จันทร์ที่ผ่านมา", 5, ""),
        ("เมื่อวานซืน ประชุมครบ", 7, "ประชุมครบ"),
        ("แจกเอกสาร 20 ชุด", 9, "แจกเอกสาร 20 ชุด"),
        ("20 ชุด", 9, "20 ชุด"),
        ("ตัวชี้วัด 2.4", 9, "ตัวชี้วัด 2.4"),
        ("ห้องประชุม 2 เวลา 10.10 น.", 9, "ห้องประชุม 2 เวลา 10.10 น."),
    ],
)
def test_the_day_told_is_the_day_of_closing(friday: Office, told: str, day: int, note: str) -> None:
    friday.say(SECRETARY, f"เสร็จ 1 {told}")
    assert (step(friday, 1).closed_on, step(friday, 1).note) == (date(2026, 10, day), note)


@pytest.mark.parametrize(
    ("told", "labels"),
    [
        ("สัปดาห์ที่แล้ว", ["พฤ. 1 ต.ค. 69", "ศ. 2 ต.ค. 69", "วันนี้ (ศ. 9 ต.ค. 69)"]),
        ("ส่งสัปดาห์ที่แล้ว", ["พฤ. 1 ต.ค. 69", "ศ. 2 ต.ค. 69", "วันนี้ (ศ. 9 ต.ค. 69)"]),
        (
            "5-7 ต.ค. 69",
            ["จ. 5 ต.ค. 69", "อ. 6 ต.ค. 69", "พ. 7 ต.ค. 69", "วันนี้ (ศ. 9 ต.ค. 69)"],
        ),
        ("ส่งเมื่อวันที่ 6 แล้ว", ["อ. 6 ต.ค. 69", "วันนี้ (ศ. 9 ต.ค. 69)"]),
        ("2.10 ส่งแล้ว", ["ศ. 2 ต.ค. 69", "วันนี้ (ศ. 9 ต.ค. 69)"]),
        ("เดือนที่แล้ว", ["วันนี้ (ศ. 9 ต.ค. 69)"]),
        ("ส่งเมื่อหลายวันก่อน", ["วันนี้ (ศ. 9 ต.ค. 69)"]),
        ("31/9", ["พฤ. 1 ต.ค. 69"]),
        ("29/2/2570", []),
        ("วันที่ 32", []),
    ],
)
def test_a_day_that_is_not_clear_is_asked_for(friday: Office, told: str, labels: list[str]) -> None:
    assert friday.say(SECRETARY, f"เสร็จ 1 {told}").labels == labels
    assert not step(friday, 1).is_closed


def test_the_end_of_last_month_is_before_the_plan(friday: Office) -> None:
    said = friday.say(SECRETARY, "เสร็จ 1 สิ้นเดือนที่แล้ว").text
    assert said.startswith("วันที่ 30 กันยายน 2569 อยู่ก่อนวันเริ่มต้นแผน")


def test_the_day_asked_for_is_pressed_and_the_note_stays(friday: Office) -> None:
    asked = friday.say(SECRETARY, "เสร็จ 1 สัปดาห์ที่แล้ว ส่งครบแล้ว").post
    friday.press(SECRETARY, "ศ. 2 ต.ค. 69", asked)
    assert (step(friday, 1).closed_on, step(friday, 1).note) == (date(2026, 10, 2), "ส่งครบแล้ว")


def test_the_day_asked_for_may_be_typed(friday: Office) -> None:
    asked = friday.say(SECRETARY, "เสร็จ 1 เดือนที่แล้ว ส่งครบแล้ว").post
    assert "ยังมาไม่ถึง" in friday.say(SECRETARY, "12 ต.ค.", reply_to=asked).text
    assert "ไม่สามารถอ่านวันที่นี้ได้" in friday.say(SECRETARY, "นานแล้ว", reply_to=asked).text
    friday.say(SECRETARY, "6 ต.ค.", reply_to=asked)
    assert (step(friday, 1).closed_on, step(friday, 1).note) == (date(2026, 10, 6), "ส่งครบแล้ว")


def test_the_day_asked_for_may_be_left(friday: Office) -> None:
    asked = friday.say(SECRETARY, "เสร็จ 1 เดือนที่แล้ว").post
    assert "ยังไม่ปิด" in friday.say(SECRETARY, "ยกเลิก", reply_to=asked).text
    assert not step(friday, 1).is_closed


def test_the_day_of_the_note_may_be_no_closing_day(early: Office) -> None:
    asked = early.say(MEMBER, "เสร็จ 2 ตามหนังสือลงวันที่ 1 ต.ค. 69").post
    assert "ปิดขั้นตอนที่ 2 เรียบร้อยแล้ว" in early.press(MEMBER, "วันนี้ (จ. 5 ต.ค. 69)", asked).text
    assert step(early, 2).closed_on == date(2026, 10, 5)


def test_a_day_to_come_in_the_note_asks_nothing(early: Office) -> None:
    said = early.say(MEMBER, "เสร็จ 2 นัดครั้งต่อไป 15 ต.ค. 69").text
    assert "ปิดขั้นตอนที่ 2 เรียบร้อยแล้ว" in said


@pytest.mark.parametrize(
    "words",
    ["เสร็จ 2 กับ 3", "เสร็จ 2,3", "เสร็จ 2-4", "เสร็จ 2 และ 3 ค่ะ", "/done 2 3", "เสร็จ 2, 3 แล้วค่ะ"],
)
def test_several_steps_are_refused_aloud(early: Office, words: str) -> None:
    assert "โปรดปิดทีละขั้นตอน เช่น “เสร็จ 2”" in early.say(MEMBER, words).text
    assert not step(early, 2).is_closed


@pytest.mark.parametrize(
    "words",
    ["ขั้นตอนที่ 2 เสร็จแล้วค่ะ", "ขั้นตอน 2 เสร็จแล้ว", "ข้อ 2 เรียบร้อยแล้ว", "ขั้นตอนที่ ๒ เสร็จแล้วค่ะ 🙏"],
)
def test_the_step_may_come_first(early: Office, words: str) -> None:
    assert "ปิดขั้นตอนที่ 2 เรียบร้อยแล้ว" in early.say(MEMBER, words).text


@pytest.mark.parametrize("words", ["ขั้นตอนที่ 2 เสร็จแล้วใช่ไหมคะ", "ขั้นตอนที่ 2 เรียบร้อย", "2 เสร็จแล้ว"])
def test_other_talk_about_a_step_is_left_alone(early: Office, words: str) -> None:
    assert early.say(MEMBER, words).posts == ()


@pytest.mark.parametrize("words", ["เสร็จ2แล้วจ้า", "/done 2 แล้วค่ะ", "เสร็จ 2 เรียบร้อยแล้วนะคะ"])
def test_what_is_only_politeness_is_no_note(early: Office, words: str) -> None:
    assert "หมายเหตุ" not in early.say(MEMBER, words).text
    assert step(early, 2).note == ""


@pytest.mark.parametrize(
    "words",
    [
        "เสร็จ 2 ณ วันที่ 5 ต.ค. 2569 ส่งแล้วค่ะ ขอบคุณค่ะ",
        "เสร็จขั้นที่ 2 แล้วค่ะ เมื่อวันที่ 5 ตุลาคม 2569 ส่งแล้ว",
        "ปิดขั้นตอนที่ 2 นะคะ ณ 5/10/69 ส่งแล้ว ขอบพระคุณค่ะ 🙏",
    ],
)
def test_politeness_is_no_part_of_the_date_or_the_note(early: Office, words: str) -> None:
    early.now = local("2026-10-07 10:00")
    early.say(MEMBER, words)
    closed = early.plan().events[-1]
    assert isinstance(closed, Closed)
    assert (closed.on, closed.note) == (date(2026, 10, 5), "ส่งแล้ว")


def test_a_day_without_a_year_is_never_before_the_plan_if_it_comes(early: Office) -> None:
    said = early.say(MEMBER, "เสร็จ 2 วันที่ 15 ต.ค. ส่งแล้ว").text
    assert "วันที่ 15 ตุลาคม 2569 ยังมาไม่ถึง" in said


def test_a_day_shortly_before_the_plan_stays_in_the_past(tmp_path: Path) -> None:
    office = office_with_plan(fresh_store(tmp_path), date(2026, 10, 5), {})
    office.now = local("2026-10-06 10:00")
    assert "วันที่ 1 ตุลาคม 2569 อยู่ก่อนวันเริ่มต้นแผน" in office.say(MEMBER, "เสร็จ 1 1 ต.ค.").text


def test_two_versions_of_a_file_are_one_document(tmp_path: Path) -> None:
    assert "เอกสารแนบ 1 รายการ" in four_closed(tmp_path)


def test_what_begins_months_later_stands_apart(tmp_path: Path) -> None:
    said = four_closed(tmp_path)
    now, _, later = said.partition("\n\nลำดับถัดไป (ยังไม่ถึงวันเริ่ม)\n")
    assert "เริ่มดำเนินการ\nขั้นตอนที่ 5 " in now
    assert "ขั้นตอนที่ 7 " in now
    assert later.startswith("ขั้นตอนที่ 8 ")


def test_our_own_announcement_is_no_request(tmp_path: Path, early: Office) -> None:
    (tmp_path / "other").mkdir()
    said = four_closed(tmp_path / "other")
    assert said.startswith(CLOSED_FOUR)
    assert early.say(MEMBER, said).posts == ()


@pytest.mark.parametrize("verb", ["close", "cancel"])
def test_the_end_of_a_plan_is_taken_back_by_its_button(office: Office, verb: str) -> None:
    ended = office.press(SECRETARY, f"end p1 {verb} !").post
    said = office.say(CHAIR, "เลิกทำ").text
    assert said.startswith("แผนปีงบประมาณ พ.ศ. 2570 ปิดแล้ว\nหากต้องการเลิกทำ โปรดกด “เลิกทำ”")
    office.press(SECRETARY, "เลิกทำ", ended)
    assert office.plan().is_running


def test_who_may_close_is_named(office: Office) -> None:
    assert office.say(ACADEMIC, "เสร็จ 5").text.startswith("ขั้นตอนที่ 5 ปิดได้โดย คณะดำเนินงาน ")
    refused = office.say(ACADEMIC, "คืบหน้า 5 40").text
    assert "ดำเนินการได้โดย คณะดำเนินงาน " in refused
    assert "," not in refused.splitlines()[0]


def test_a_pause_tells_from_when_on_reminders_come_again(early: Office) -> None:
    said = early.say(MEMBER, "พักแจ้งเตือน 2 3 วัน", PRIVATE).text
    assert "พักแจ้งเตือนขั้นตอนที่ 2 แล้ว\nระบบจะแจ้งเตือนขั้นตอนนี้แก่ท่านอีกครั้งตั้งแต่วันพฤหัสบดีที่ 8 ตุลาคม 2569" in said


def test_what_should_be_over_when_it_begins_says_by_how_much(office: Office) -> None:
    office.now = local("2027-03-10 09:00")
    said = office.say(SECRETARY, "ปิดขั้นตอน 5 26/2/70 !").text
    assert "ขั้นตอนที่ 6 รายงานความก้าวหน้าการดำเนินงาน\n1–2 มี.ค. 70 (เกินกำหนด 8 วัน) · ผู้รับผิดชอบ" in said


def test_after_a_late_closing_that_puts_others_off_the_picture_is_a_button_away(
    office: Office,
) -> None:
    office.now = local("2027-03-10 09:00")
    late = office.say(SECRETARY, "ปิดขั้นตอน 5 !").post
    assert office.press(MEMBER, "ภาพไทม์ไลน์", late).post.message.pictures


@pytest.mark.parametrize(
    ("now", "said"),
    [("2027-02-26 09:00", "ปิดขั้นตอน 5 !"), ("2027-08-02 09:00", "ปิดขั้นตอน 7 !")],
)
def test_after_one_in_time_or_that_puts_off_none_it_is_not(
    tmp_path: Path, now: str, said: str
) -> None:
    closed = {n: date(2026, 10, n) for n in range(1, 5)} | (
        {n: date(2027, 3, n) for n in (5, 6, 8, 9, 10, 11)} if " 7" in said else {}
    )
    office = office_with_plan(fresh_store(tmp_path), closed=closed)
    office.now = local(now)
    assert "ภาพไทม์ไลน์" not in office.say(SECRETARY, said).labels


def test_what_is_confirmed_at_once_leaves_no_question_behind(office: Office) -> None:
    office.say(SECRETARY, "/done 5 ! จัดส่งแล้ว 5 ต.ค. เอกสารอยู่ที่กลุ่มงานยุทธศาสตร์")
    assert step(office, 5).is_closed
    now = office.now.astimezone(UTC)
    with office.store.reading() as work:
        drafts = [work.drafts.get(number, now) for number in range(1, 10)]
    assert [draft for draft in drafts if draft and draft.kind.startswith("line:done")] == []


def last_open(office: Office) -> None:
    """All but step 12 are closed."""
    for number in range(5, 12):
        office.close(number, date(2027, 7, 30))
    office.now = local("2027-08-16 10:00")


def closing_last(office: Office, who: Somebody, chat: Place) -> Answer:
    asked = office.say(who, "เสร็จ 12", chat).post
    return office.press(who, "ยืนยันปิดขั้นตอน", asked)


def test_when_the_last_step_closes_group_and_secretary_hear_that_all_is_closed(
    office: Office,
) -> None:
    last_open(office)
    answer = closing_last(office, MEMBER, GROUP)
    offers = ["ปิดแผน", "จัดทำแผนปีงบประมาณ พ.ศ. 2571"]
    assert "ปิดครบทุกขั้นตอนแล้ว (12 ขั้นตอน)" in answer.text
    assert answer.labels == [*offers, "เลิกทำ", "บันทึกบทเรียน"]
    (told,) = (p for p in answer.elsewhere if p.chat.address == SECRETARY.account)
    assert told.text.startswith("ปิดครบทุกขั้นตอนแล้ว (12 ขั้นตอน)\nตัวชี้วัดที่ 2.4")
    assert "หลักฐานที่ยังขาดของขั้นตอนที่ปิดแล้ว\nขั้นตอนที่ 1\n• " in told.text
    assert told.labels == offers


def closed_with_one_of_two(tmp_path: Path, who: Somebody, chat: Place) -> tuple[Office, Answer]:
    """Step 4 closes, though one of its two documents is missing."""
    office = office_with_plan(fresh_store(tmp_path), closed=FIRST_THREE)
    office.now = local("2026-10-16 10:00")
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    asked = office.say(who, "เสร็จ 4", chat).post
    return office, office.press(who, "ยืนยันปิดขั้นตอน", asked)


def test_evidence_missing_at_a_closing_is_told_to_responsible_and_secretary_in_private(
    tmp_path: Path,
) -> None:
    office, answer = closed_with_one_of_two(tmp_path, SECRETARY, GROUP)
    assert "แผนดำเนินการ" not in answer.text
    told = {p.chat.address: p for p in answer.elsewhere}
    assert set(told) == {MEMBER.account, BOARD_MEMBER.account, SECRETARY.account}
    for post in told.values():
        assert "ขั้นตอนที่ 4\n• แผนดำเนินการพัฒนาผลงานวิจัย" in post.text
        assert "แผนปฏิบัติการขับเคลื่อน" not in post.text
        assert [b.action for b in post.buttons] == ["attach p1 4"]
    office.say(MEMBER, "", PRIVATE, reply_to=told[MEMBER.account], files=[pdf("แผน.pdf")])
    assert "ขั้นตอนที่ 4 · แผน.pdf" in arrive(office)[0].text


def test_who_closes_in_private_reads_there_what_is_missing(tmp_path: Path) -> None:
    _, answer = closed_with_one_of_two(tmp_path, MEMBER, PRIVATE)
    assert "หลักฐานที่ยังขาด\n• แผนดำเนินการพัฒนาผลงานวิจัย" in answer.post.text
    here_and_there = [p.chat.address for p in answer.elsewhere]
    assert sorted(here_and_there) == sorted(
        [GROUP.address, SECRETARY.account, BOARD_MEMBER.account]
    )
    in_group = next(p for p in answer.elsewhere if p.chat.address == GROUP.address)
    assert "หลักฐานที่ยังขาด" not in in_group.text


def test_a_step_that_closes_with_all_its_evidence_is_told_to_nobody_besides(
    office: Office,
) -> None:
    assert office.press(SECRETARY, "done p1 5 !").elsewhere == ()


def test_the_buttons_under_the_last_closing_do_what_they_say(office: Office) -> None:
    last_open(office)
    post = closing_last(office, SECRETARY, GROUP).post
    assert "โปรดเลือกการดำเนินการกับแผน" in office.press(SECRETARY, "ปิดแผน", post).text
    question = office.press(SECRETARY, "จัดทำแผนปีงบประมาณ พ.ศ. 2571", post).post
    assert question.text.startswith("จัดทำแผนปีงบประมาณ พ.ศ. 2571\nตัวชี้วัดที่ 2.4")
    assert "ดำเนินการได้โดยเลขานุการหรือประธาน" in office.press(MEMBER, "ปิดแผน", post).popup


def test_closing_the_last_in_private_a_member_is_offered_nothing_that_is_refused(
    office: Office,
) -> None:
    last_open(office)
    answer = closing_last(office, MEMBER, PRIVATE)
    assert answer.labels == ["เลิกทำ", "บันทึกบทเรียน"]
    in_group = next(p for p in answer.elsewhere if p.chat.address == GROUP.address)
    assert "ปิดแผน" in in_group.labels
