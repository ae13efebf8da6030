"""/setup: the form, its preview, and what confirming it makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.events import Confirmed, Limited
from bot.domain.incoming import Happened, Incoming, Place
from bot.domain.people import ChatKind
from bot.ports import Store
from bot.sops.loader import load
from handlers.dispatch import Dispatcher
from tests.cast import (
    CHAIR,
    CHANNEL,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    SOP,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.domain.sops import OFF_2570
from tests.planning import plan_due
from tests.stores import fresh_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    yield made
    made.close()


@pytest.fixture
def office(store: Store) -> Office:
    """The bot is in the group; nothing is set up."""
    made = Office(store, now=local("2026-09-28 09:00"))
    made.happens(Happened.BOT_ADDED, SECRETARY)
    return made


def preview(office: Office, text: str = "จัดทำแผน 1/10/2569") -> Post:
    return office.say(SECRETARY, text).post


def test_it_offers_this_fiscal_year_the_next_and_another_day(office: Office) -> None:
    answer = office.say(SECRETARY, "จัดทำแผน")
    assert "ระบบจะยังไม่บันทึกจนกว่าท่านจะยืนยัน" in answer.text
    assert answer.labels == [
        "ปีงบประมาณ พ.ศ. 2569 (เริ่ม 1 ต.ค. 68)",
        "ปีงบประมาณ พ.ศ. 2570 (เริ่ม 1 ต.ค. 69)",
        "ระบุวันเริ่มต้นเอง",
        "ยกเลิก",
    ]


@pytest.mark.parametrize("typed", ["1/10/2569", "๑ ต.ค. ๖๙", "2026-10-01", "1 ตุลาคม 2569"])
def test_a_start_date_typed_with_the_command_goes_straight_to_the_preview(
    office: Office, typed: str
) -> None:
    said = preview(office, f"/setup {typed}").text
    assert said.startswith("ร่างแผน ตัวชี้วัดที่ 2.4\nปีงบประมาณ พ.ศ. 2570")
    assert "5. ดำเนินการตามแผน (5 เดือนแรก): 17 ต.ค. 69 – 28 ก.พ. 70" in said


def test_the_preview_has_one_calm_note_on_what_is_shortened(office: Office) -> None:
    said = preview(office).text
    assert said.count("หมายเหตุ") == 1
    assert "สั้นกว่าระยะเวลาที่กำหนดไว้ ได้แก่ ขั้นตอนที่ 5 (สั้นลง 15 วัน), ขั้นตอนที่ 7 (สั้นลง 12 วัน)" in said
    assert "ขั้นตอนที่ 11 (สั้นลง 7 วัน) ซึ่งเป็นกรณีปกติ" in said


def test_the_examples_are_of_the_years_at_hand(office: Office) -> None:
    office.now = local("2029-09-28 09:00")
    form = office.say(SECRETARY, "/setup").post
    asked = office.press(SECRETARY, "ระบุวันเริ่มต้นเอง", form).post
    assert "เช่น “1/10/2572” หรือ “1 ต.ค. 72”" in asked.text
    said = office.say(SECRETARY, "แล้วแต่ท่านประธาน", reply_to=asked).text
    assert said.endswith("ในรูปแบบ “28/9/2572” หรือ “28 ก.ย. 72”")
    form = preview(office, "/setup 1/10/2572")
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", form).post
    assert "\n\nตัวอย่าง\n4/3/2573\n14/8/2573\n" in asked.text


def test_a_typed_start_that_cannot_be_read_is_asked_for_again(office: Office) -> None:
    form = office.say(SECRETARY, "/setup").post
    asked = office.press(SECRETARY, "ระบุวันเริ่มต้นเอง", form).post
    assert "ยังไม่ชัดเจนว่าหมายถึงวันใด" in office.say(SECRETARY, "เดือนหน้า", reply_to=asked).text
    assert "ร่างแผน" in office.say(SECRETARY, "1 ต.ค. 69", reply_to=asked).text


def test_a_question_can_be_left_and_the_form_stays(office: Office) -> None:
    form = preview(office)
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", form).post
    said = office.say(SECRETARY, "ยกเลิก", reply_to=asked).text
    assert said == "ไม่มีการเปลี่ยนแปลง แบบจัดทำแผนด้านบนยังใช้ต่อได้"
    office.press(SECRETARY, "ยืนยัน", form)
    assert office.plan().is_running


def test_closing_dates_of_doc_4_0_limit_their_steps(office: Office) -> None:
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", preview(office)).post
    assert "1. วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก" in asked.text
    form = office.say(SECRETARY, "1/3/2570\n-", reply_to=asked).post
    assert "วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก: 1 มี.ค. 70" in form.text
    office.press(SECRETARY, "ยืนยัน", form)
    limits = [e for e in office.plan().events if isinstance(e, Limited)]
    assert [(e.step, e.not_after) for e in limits] == [(6, date(2027, 3, 1))]


def test_a_later_form_makes_the_older_one_void(office: Office) -> None:
    first = preview(office)
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", first).post
    newest = office.say(SECRETARY, "1/3/2570\n-", reply_to=asked).post
    popup = office.press(SECRETARY, "ยืนยัน", first).popup
    assert popup == "แบบนี้มีฉบับใหม่กว่าด้านล่าง โปรดใช้ฉบับล่าสุด"
    office.press(SECRETARY, "ยืนยัน", newest)
    assert office.plan().is_running


def test_with_the_form_its_question_goes(office: Office) -> None:
    form = preview(office)
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", form).post
    office.press(SECRETARY, "ยกเลิก", form)
    assert office.say(SECRETARY, "1/3/2570", reply_to=asked).posts == ()


def test_an_answer_to_a_form_that_is_over_says_so_once(office: Office) -> None:
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", preview(office)).post
    preview(office)
    said = office.say(SECRETARY, "1/3/2570", reply_to=asked).text
    assert said == "แบบจัดทำแผนนี้สิ้นสุดแล้ว หากต้องการเริ่มใหม่ โปรดพิมพ์ “จัดทำแผน”"
    assert office.say(SECRETARY, "1/3/2570", reply_to=asked).posts == ()


def test_closing_dates_come_in_order(office: Office) -> None:
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", preview(office)).post
    said = office.say(SECRETARY, "10/9/2570\n5/3/2570", reply_to=asked).text
    assert said == "วันปิดระบบรอบหลังต้องอยู่หลังรอบแรก โปรดพิมพ์ใหม่ตามลำดับ"


def test_a_closing_date_stands_on_the_card_of_its_step(office: Office) -> None:
    asked = office.press(SECRETARY, "วันปิดระบบ DOC 4.0", preview(office)).post
    office.press(SECRETARY, "ยืนยัน", office.say(SECRETARY, "5/3/2570", reply_to=asked).post)
    card = office.say(SECRETARY, "สถานะ 6").text
    assert "วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก: 5 มี.ค. 70" in card


def closed_question(office: Office) -> Post:
    office.now = local("2026-11-22 09:00")
    return office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", preview(office)).post


def test_the_example_of_closed_steps_are_their_own_dues(office: Office) -> None:
    assert closed_question(office).text.endswith("ตัวอย่าง\n1 2/10/2569\n2 5/10/2569")


@pytest.mark.parametrize("dash", ["-", "“-”"])
def test_a_closed_step_is_taken_off_by_a_dash(office: Office, dash: str) -> None:
    asked = closed_question(office)
    form = office.say(SECRETARY, "1 2/10/69\n2 5/10/69\n3 12/10/69", reply_to=asked).post
    asked = office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", form).post
    said = office.say(SECRETARY, f"3 {dash}", reply_to=asked).text
    assert "2. ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา: แล้วเสร็จ 5 ต.ค. 69" in said
    assert "3. วิเคราะห์ GAP และกำหนดประเด็นความรู้: แล้วเสร็จ" not in said


def test_steps_closed_out_of_their_order_are_remarked_on(office: Office) -> None:
    asked = closed_question(office)
    said = office.say(SECRETARY, "1 12/10/69\n2 5/10/69\n4 16/10/69", reply_to=asked).text
    assert "ข้อสังเกต: ขั้นตอนที่ 2 แล้วเสร็จก่อนขั้นตอนที่ 1" in said
    assert "ข้อสังเกต: ขั้นตอนที่ 4 แล้วเสร็จ แต่ขั้นตอนที่ 3 ยังไม่ปิด" in said


def test_the_history_begins_with_who_made_the_plan(office: Office) -> None:
    office.press(SECRETARY, "ยืนยัน", preview(office))
    assert "คุณพิมพ์ใจ\nจัดทำแผน เริ่มวันที่ 1 ตุลาคม 2569" in office.say(SECRETARY, "ประวัติ").text


def test_steps_closed_already_are_given_with_their_true_dates(office: Office) -> None:
    office.now = local("2026-11-22 09:00")
    form = preview(office)
    assert "ครบกำหนดแล้ว: ขั้นตอนที่ 1–4" in form.text
    asked = office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", form).post
    form = office.say(SECRETARY, "1 2/10/69\n๒ 5 ต.ค. 69, 3 12/10/69", reply_to=asked).post
    assert "3. วิเคราะห์ GAP และกำหนดประเด็นความรู้: แล้วเสร็จ 12 ต.ค. 69" in form.text
    office.press(SECRETARY, "ยืนยัน", form)
    assert office.plan().states[3].closed_on == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("99 2/10/69", "ไม่สามารถอ่านบรรทัดนี้ได้: 99 2/10/69"),
        ("1 2/10/69\n2 ต้นเดือน", "ไม่สามารถอ่านบรรทัดนี้ได้: 2 ต้นเดือน"),
        ("1 30/9/69", "อยู่ก่อนวันเริ่มต้นแผน (1 ตุลาคม 2569)"),
        ("1 1/12/69", "วันที่ 1 ธันวาคม 2569 ยังมาไม่ถึง"),
    ],
)
def test_a_closed_step_that_cannot_be_is_told(office: Office, typed: str, said: str) -> None:
    office.now = local("2026-11-22 09:00")
    asked = office.press(SECRETARY, "ขั้นตอนที่ปิดไปแล้ว", preview(office)).post
    assert said in office.say(SECRETARY, typed, reply_to=asked).text


def test_a_day_of_the_answer_that_is_in_no_calendar_is_chosen_by_its_button(
    office: Office,
) -> None:
    asked = closed_question(office)
    refused = office.say(SECRETARY, "1 2.10\n2 31/9/69", reply_to=asked).post
    assert refused.labels == ["พ. 30 ก.ย. 69", "พฤ. 1 ต.ค. 69"]
    form = office.press(SECRETARY, "พฤ. 1 ต.ค. 69", refused).text
    assert "1 ต.ค. 69" in form
    assert "2 ต.ค. 69" in form


def test_confirmed_the_group_gets_the_sign_up_and_what_begins(office: Office) -> None:
    answer = office.press(SECRETARY, "ยืนยัน", preview(office))
    signup, begins, form = answer.posts
    assert "ลงชื่อผู้รับผิดชอบ\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570" in signup.text
    assert "คณะดำเนินงาน (0)" in signup.labels
    assert "ขั้นตอนที่ 1 จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน" in begins.text
    assert "เปิดแชตส่วนตัวกับระบบ" in signup.labels
    assert "จัดทำแผนเรียบร้อยแล้ว" in form.text


def test_whoever_sets_up_becomes_secretary(office: Office) -> None:
    office.press(SECRETARY, "ยืนยัน", preview(office))
    assert [m.person.name for m in office.team().secretaries] == ["พิมพ์ใจ"]


def test_a_second_setter_up_does_not_become_secretary_too(store: Store) -> None:
    office = office_with_plan(store)
    form = office.say(CHAIR, "/setup 1/10/2570").post
    office.press(CHAIR, "ยืนยัน", form)
    assert [m.person.name for m in office.team().secretaries] == ["พิมพ์ใจ"]
    assert [type(e) for e in office.plan().events] == [Confirmed]


def test_not_being_an_administrator_it_asks_for_that_again(office: Office) -> None:
    office.bot_is_administrator = False
    form = office.press(SECRETARY, "ยืนยัน", preview(office)).posts[-1]
    assert "ขอความร่วมมือกำหนดระบบเป็นผู้ดูแลกลุ่ม" in form.text


def test_set_up_in_private_the_group_gets_the_sign_up(office: Office) -> None:
    form = office.say(SECRETARY, "/setup 1/10/2569", PRIVATE).post
    answer = office.press(SECRETARY, "ยืนยัน", form)
    assert "ส่งข้อความลงชื่อผู้รับผิดชอบไปยังกลุ่มแล้ว" in answer.text
    assert {p.chat.address for p in answer.elsewhere} == {GROUP.address}


def test_in_private_with_several_groups_it_asks_for_which(office: Office) -> None:
    office.happens(Happened.BOT_ADDED, SECRETARY, OTHER_GROUP)
    answer = office.say(SECRETARY, "/setup 1/10/2569", PRIVATE)
    assert "โปรดเลือกกลุ่มที่จะจัดทำแผน" in answer.text
    form = office.press(SECRETARY, "คณะดำเนินงานอีกคณะหนึ่ง", answer.post)
    assert form.text.startswith("ร่างแผน")


def test_only_an_administrator_of_the_group_sets_up(office: Office) -> None:
    assert "การจัดทำแผนดำเนินการได้โดยผู้ดูแลกลุ่ม" in office.say(MEMBER, "จัดทำแผน").text
    assert "ไม่พบกลุ่มที่ท่านเป็นผู้ดูแล" in office.say(MEMBER, "/setup", PRIVATE).text


def test_only_who_began_the_form_presses_its_buttons(office: Office) -> None:
    form = preview(office)
    assert office.press(MEMBER, "ยืนยัน", form).popup.startswith("ปุ่มนี้สำหรับ ")


def test_a_form_is_confirmed_once(office: Office) -> None:
    form = preview(office)
    office.press(SECRETARY, "ยืนยัน", form)
    assert "ปุ่มนี้ใช้ไม่ได้แล้ว" in office.press(SECRETARY, "ยืนยัน", form).popup


def test_a_second_plan_of_the_same_year_is_asked_about(store: Store) -> None:
    office = office_with_plan(store)
    form = preview(office)
    assert "กลุ่มนี้มีแผนของ SOP และปีงบประมาณเดียวกันอยู่แล้ว" in form.text
    question = office.press(SECRETARY, "ยืนยัน", form).post
    assert "หากจัดทำเพิ่ม ระบบจะแจ้งเตือนซ้ำ" in question.text
    assert "ไม่มีการบันทึกใด" in office.press(SECRETARY, "ยกเลิก", question).text


def test_notices_appear_in_the_topic_in_which_it_was_set_up(store: Store) -> None:
    office = Office(store, now=local("2026-09-28 09:00"))
    topic = Place(GROUP.address, ChatKind.GROUP, GROUP.title, thread="7")
    form = office.say(SECRETARY, "/setup 1/10/2569", topic).post
    press = Incoming(
        CHANNEL, "p", topic, Happened.PRESSED, SECRETARY.sender, form.action("ยืนยัน"), form.id
    )
    assert {p.thread for p in office.play(press).posts} == {"7"}


def test_a_year_that_is_far_off_is_a_slip_of_the_pen(office: Office) -> None:
    assert "ห่างจากวันนี้มากเกินไป" in preview(office, "/setup 1/10/2659").text


@pytest.fixture
def several(office: Office) -> Office:
    """There are two SOPs."""
    built_in = load(SOP)
    other = replace(built_in, id="other-1", indicator_number="3.1")
    office.dispatcher = Dispatcher({SOP: built_in, other.id: other}, office.channels)
    return office


@pytest.mark.parametrize("chat", [GROUP, PRIVATE])
def test_the_date_is_kept_while_the_sop_is_chosen(several: Office, chat: Place) -> None:
    asked = several.say(SECRETARY, "/setup 1/10/2569", chat).post
    assert "โปรดเลือก SOP" in asked.text
    form = several.press(SECRETARY, asked.labels[1], asked)
    assert form.text.startswith("ร่างแผน ตัวชี้วัดที่ 3.1\nปีงบประมาณ พ.ศ. 2570")
    assert "1. จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน: 1–2 ต.ค. 69" in form.text


def test_without_a_date_the_start_is_asked_after_the_sop(several: Office) -> None:
    asked = several.say(SECRETARY, "/setup").post
    assert "โปรดเลือกวันเริ่มต้นแผน" in several.press(SECRETARY, asked.labels[0], asked).text


def second_run(office: Office, start: str = "1/3/2570") -> Post:
    """The question before a second plan of the same SOP and year is made."""
    return office.press(SECRETARY, "ยืนยัน", preview(office, f"/setup {start}")).post


def test_two_plans_of_one_year_each_have_a_name(store: Store) -> None:
    office = office_with_plan(store)
    question = second_run(office)
    assert "แผนที่เริ่มวันที่ 1 ตุลาคม 2569 ใช้ชื่อ “เริ่ม ต.ค. 69”" in question.text
    made = office.press(SECRETARY, "จัดทำโดยใช้ชื่อ “เริ่ม มี.ค. 70”", question)
    assert "ปีงบประมาณ พ.ศ. 2570 (เริ่ม มี.ค. 70)" in made.text
    for typed in ("สถานะ", "แผน", "ปิดแผน", "/done 5", "/history"):
        assert {*office.say(SECRETARY, typed).labels} == {
            "2.4 เริ่ม ต.ค. 69 · ปีงบประมาณ พ.ศ. 2570",
            "2.4 เริ่ม มี.ค. 70 · ปีงบประมาณ พ.ศ. 2570",
        }
    assert "กำหนดชื่อแผน: เริ่ม ต.ค. 69" in office.say(SECRETARY, "/history p1").text


def test_a_name_of_ones_own_is_typed_and_shown_before_it_counts(store: Store) -> None:
    office = office_with_plan(store)
    asked = office.press(SECRETARY, "ระบุชื่ออื่น", second_run(office)).post
    assert "ไม่เกิน 20 อักขระ" in office.say(SECRETARY, "ก" * 21, reply_to=asked).text
    form = office.say(SECRETARY, "รุ่นที่ 2", reply_to=asked).post
    assert form.text.startswith("ร่างแผน ตัวชี้วัดที่ 2.4\nปีงบประมาณ พ.ศ. 2570 (รุ่นที่ 2)")
    office.press(SECRETARY, "ยืนยัน", form)
    assert office.plan().name == "รุ่นที่ 2"


def test_what_is_said_of_a_step_names_the_plan(store: Store) -> None:
    office = office_with_plan(store)
    question = second_run(office)
    office.press(SECRETARY, "จัดทำโดยใช้ชื่อ “เริ่ม มี.ค. 70”", question)
    office.now = local("2027-03-01 10:00")
    said = office.press(SECRETARY, f"done p{office.plan().id} 1 !").text
    named = "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570 (เริ่ม มี.ค. 70)"
    assert said.startswith(f"{named}\nปิดขั้นตอนที่ 1 เรียบร้อยแล้ว")
    assert office.say(SECRETARY, "เลิกทำ").text.startswith(named)


def test_notices_of_both_in_one_message_name_the_plan(store: Store) -> None:
    office = office_with_plan(store, closed={})
    office.now = local("2026-10-01 09:00")
    question = second_run(office, "1/10/2569")
    office.press(SECRETARY, "จัดทำโดยใช้ชื่อ “เริ่ม 1 ต.ค. 69”", question)
    office.now = local("2026-10-02 08:30")
    plan_due(office.store, office.now)
    (due,) = [p for p in office.outbox() if p.chat.address == GROUP.address]
    for name in ("เริ่ม ต.ค. 69", "เริ่ม 1 ต.ค. 69"):
        assert f"ปีงบประมาณ พ.ศ. 2570 ({name})" in due.text


def test_plans_begun_on_one_day_get_different_names(store: Store) -> None:
    office = office_with_plan(store)
    question = second_run(office, "1/10/2569")
    office.press(SECRETARY, "จัดทำโดยใช้ชื่อ “เริ่ม 1 ต.ค. 69”", question)
    third = second_run(office, "1/10/2569")
    assert third.labels[0] == "จัดทำโดยใช้ชื่อ “เริ่ม 1 ต.ค. 69 (2)”"


def test_of_two_plans_one_that_was_closed_can_be_taken_back(store: Store) -> None:
    office = office_with_plan(store)
    office.press(SECRETARY, "จัดทำโดยใช้ชื่อ “เริ่ม มี.ค. 70”", second_run(office))
    announced = office.press(SECRETARY, f"end p{office.plan().id} close !").post
    assert "แผนดำเนินการต่อแล้ว" in office.press(SECRETARY, "เลิกทำ", announced).text
