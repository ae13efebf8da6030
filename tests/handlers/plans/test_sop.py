"""/sop: the sections of the SOP and the full text of its steps."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.events import Limited
from bot.domain.plan import PlanStatus
from tests.cast import MEMBER, PRIVATE, STRANGER, Office, make_plan, office_with_plan
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def test_the_menu_offers_five_sections_and_twelve_steps(office: Office) -> None:
    post = office.say(MEMBER, "คู่มือ").post
    assert post.labels[:4] == ["วัตถุประสงค์", "ขอบเขต", "คำจำกัดความ", "ความรับผิดชอบ"]
    assert post.labels[4] == "สัญลักษณ์ที่ใช้"
    assert post.labels[5:] == [str(n) for n in range(1, 13)]


def test_the_menu_bears_the_head_of_the_form_and_tells_what_is_ours(office: Office) -> None:
    lines = office.say(MEMBER, "คู่มือ").text.splitlines()
    assert lines[:2] == [
        "แบบฟอร์มมาตรฐานการปฏิบัติงาน (SOP)",
        "คู่มือการปฏิบัติงานการขับเคลื่อนตัวชี้วัดที่ 2.4",
    ]
    assert "แบบฟอร์มปรับปรุงเมื่อ 6 ตุลาคม 2564" in lines
    ours = lines.index("ระบบเพิ่มเติม (มิได้กำหนดใน SOP)")
    assert lines[ours + 1] == "• ชื่อของขั้นตอนที่ 1–4 และ 9–12"


def test_the_legend_has_its_five_entries(office: Office) -> None:
    assert office.say(MEMBER, "คู่มือ สัญลักษณ์ที่ใช้").text == (
        "สัญลักษณ์ที่ใช้\n\n"
        "• จุดเริ่มต้นและสิ้นสุดของกระบวนการ\n"
        "• กิจกรรมและการปฏิบัติงาน\n"
        "• การตัดสินใจ เช่น การตรวจสอบ การอนุมัติ\n"
        "• แสดงถึงทิศทาง หรือการเคลื่อนไหวของงาน\n"
        "• จุดเชื่อมต่อระหว่างขั้นตอน"
    )


def test_the_tenth_steps_four_points_stand_under_the_line_that_leads_them(office: Office) -> None:
    assert (
        "ทบทวนและวิเคราะห์ข้อมูล\n• ผลการขับเคลื่อนการดำเนินงานวิชาการของหน่วยงาน\n"
        in office.say(MEMBER, "คู่มือ 10").text
    )


def test_buttons_turn_the_same_message(office: Office) -> None:
    menu = office.say(MEMBER, "คู่มือ").post
    step = office.press(MEMBER, "8", menu).post
    assert step.edits == menu.id
    following = office.press(MEMBER, "ขั้นตอนที่ 9", step).post
    assert following.text.startswith("ขั้นตอนที่ 9 ประชุมทบทวน")
    assert office.press(MEMBER, "สารบัญ SOP", following).post.text == menu.text


def test_a_step_tells_duration_order_fixed_dates_parties_and_documents(office: Office) -> None:
    text = office.say(MEMBER, "คู่มือ 8").text
    assert "ระยะเวลา 60 วัน (ระบบนับตามปฏิทิน)\n\nผู้รับผิดชอบ" in text
    assert "ผู้รับผิดชอบ\n• นักวิชาการ สำนักอนามัยการเจริญพันธุ์" in text
    assert "ปี 2570 (หลักฐาน)\n   หมายเหตุ: แบบฟอร์มที่กรอกแล้ว" in text
    assert text.endswith(
        "\n\nระบบเพิ่มเติม (มิได้กำหนดใน SOP)\n"
        "• ดำเนินการต่อจากขั้นตอนที่ 4 (ดำเนินการคู่ขนาน)\n"
        "• เริ่มไม่ก่อนวันที่ 15 ธันวาคม 2569\n"
        "• แล้วเสร็จไม่เกินวันที่ 28 กุมภาพันธ์ 2570\n"
        "• เอกสารแนะนำ: หนังสือนำส่ง (ไม่บังคับ)"
    )


def test_short_steps_count_working_days(office: Office) -> None:
    assert "ระยะเวลา 5 วัน (ระบบนับเป็นวันทำการ)" in office.say(MEMBER, "/sop 3").text
    assert "เป็นขั้นตอนแรก" in office.say(MEMBER, "/sop 1").text


def test_fixed_dates_are_those_of_the_plan_where_it_changed_them(office: Office) -> None:
    office.record(Limited(at=office.now, step=8, not_after=date(2027, 1, 31)))
    text = office.say(MEMBER, "/sop 8").text
    assert "แล้วเสร็จไม่เกินวันที่ 31 มกราคม 2570" in text
    assert "เริ่มไม่ก่อน" not in text


@pytest.mark.parametrize(
    ("asked", "begins"),
    [
        ("คู่มือ วัตถุประสงค์", "วัตถุประสงค์\n\n1. เพื่อใช้เป็นแนวทาง"),
        ("คู่มือขอบเขต", "ขอบเขต\n\n1. เป็นการแสดงกระบวนการ"),
        ("/sop definitions", "คำจำกัดความ\n\nองค์กรแห่งการเรียนรู้ (Learning Organization : LO)\n"),
        ("/sop ความรับผิดชอบ", "ความรับผิดชอบ\n\nผู้รับผิดชอบโดยตรง\n• คณะดำเนินงาน"),
    ],
)
def test_sections_by_thai_and_latin_words(office: Office, asked: str, begins: str) -> None:
    assert office.say(MEMBER, asked).text.startswith(begins)


def test_what_is_not_known_shows_the_menu(office: Office) -> None:
    assert "โปรดเลือกหัวข้อหรือหมายเลขขั้นตอน" in office.say(MEMBER, "/sop อะไรก็ได้").text


def test_an_unknown_step_says_which_there_are(office: Office) -> None:
    assert office.say(MEMBER, "/sop 13").text.startswith("ไม่พบขั้นตอนที่ 13")


def test_years_in_the_text_are_those_of_the_plan(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    text = office.say(MEMBER, "/sop 2").text
    assert "พ.ศ. 2571 (เอกสารอ้างอิง)" in text
    assert "ปีงบประมาณ 2570 (เอกสารอ้างอิง)" in text


def test_while_no_plan_runs_the_sop_that_ships_is_read(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    menu = office.say(MEMBER, "คู่มือ").post
    step = office.press(MEMBER, "2", menu)
    assert "ประจำปีงบประมาณ พ.ศ. 2570" in step.text
    assert "สถานะขั้นตอนนี้" not in step.labels


def test_with_two_plans_a_section_in_thai_survives_the_question(office: Office) -> None:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    question = office.say(MEMBER, "คู่มือ ขอบเขต").post
    assert office.press(MEMBER, question.labels[0], question).text.startswith("ขอบเขต\n")


def test_who_is_in_no_team_is_told_so(office: Office) -> None:
    assert office.say(STRANGER, "คู่มือ", PRIVATE).text.startswith("ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด")
