"""The private chat as it opens, the help, and what is said when nothing was understood."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Incoming
from bot.domain.office import Office as Owner
from handlers.table import COMMANDS
from tests.cast import (
    ACADEMIC,
    CHAIR,
    CHANNEL,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Somebody,
    office_with_plan,
    place_of,
)
from tests.stores import fresh_store

OFFICE = Owner("สำนักอนามัยการเจริญพันธุ์", "กลุ่มอำนวยการ โทร. 0 2000 0000")
NEWCOMER = Somebody("2001", "ใหม่")


def invitation(office: Office, command: str) -> str:
    """The code of the first button under the answer."""
    code = office.say(SECRETARY, command, PRIVATE).post.buttons[0].invite
    assert code is not None
    return code


def test_start_tells_who_it_is_and_what_it_keeps(office: Office) -> None:
    said = office.say(MEMBER, "/start", PRIVATE).text
    assert "ระบบติดตามงานตามมาตรฐานการปฏิบัติงาน (SOP)" in said
    assert "ข้อมูลที่จัดเก็บ: รหัส ชื่อผู้ใช้ และชื่อที่แสดงในแอปแชตนี้" in said
    assert "ระบบไม่จัดเก็บข้อความสนทนาอื่น" in said
    assert "โปรดงดส่งข้อมูลผู้ป่วยและเอกสารที่มีชั้นความลับ" in said
    assert "โปรดติดต่อ เลขานุการของคณะดำเนินงาน" in said


def test_a_member_who_has_read_the_notice_finds_it_behind_a_button(office: Office) -> None:
    office.say(MEMBER, "/start", PRIVATE)
    again = office.say(MEMBER, "/start", PRIVATE).post
    assert "ระบบจัดเก็บข้อมูลส่วนบุคคลเท่าที่จำเป็นต่องานนี้" in again.text
    assert "ข้อมูลที่จัดเก็บ" not in again.text
    whole = office.press(MEMBER, "ข้อมูลส่วนบุคคล", again).text
    assert whole.startswith("ข้อมูลส่วนบุคคล\nผู้ควบคุมข้อมูล: ")


def test_start_tells_whose_system_it_is_and_whom_to_ask(office: Office) -> None:
    office.of(OFFICE)
    for _ in range(2):
        said = office.say(MEMBER, "/start", PRIVATE).text
        assert f"หน่วยงานเจ้าของระบบ: {OFFICE.name}\nสอบถาม: {OFFICE.contact}" in said


def test_cancel_with_nothing_waiting_says_so(office: Office) -> None:
    assert office.say(MEMBER, "ยกเลิกค่ะ", PRIVATE).text == "ไม่มีรายการที่รอคำตอบ"


def test_start_goes_on_with_ones_own_steps(office: Office) -> None:
    assert "5. ดำเนินการตามแผน (5 เดือนแรก)" in office.say(MEMBER, "/start", PRIVATE).text
    assert "พัฒนาผลงานวิจัย" in office.say(ACADEMIC, "/start", PRIVATE).text


def test_a_chair_named_before_reads_first_what_comes(tmp_path: Path) -> None:
    store = fresh_store(tmp_path)
    office = office_with_plan(store, unopened=[CHAIR])
    welcome = office.happens(Happened.OPENED, CHAIR, PRIVATE).post
    own, _, notice = welcome.text.partition("ระบบติดตามงานตามมาตรฐานการปฏิบัติงาน (SOP)")
    assert "ท่านเป็นประธานในระบบ\nระบบจะนำเรียนสรุปความก้าวหน้าประจำสัปดาห์ และขั้นตอน" in own
    assert "ข้อมูลที่จัดเก็บ" in notice
    assert "ลงชื่อ" not in welcome.labels
    store.close()


def test_a_stranger_learns_how_to_begin_and_nothing_of_the_team(office: Office) -> None:
    said = office.say(STRANGER, "/start", PRIVATE).text
    assert "ผู้ดูแลกลุ่ม: เพิ่มระบบเข้ากลุ่ม แล้วพิมพ์ “จัดทำแผน”" in said
    assert "2.4" not in said
    assert "ขั้นตอนที่ 5" not in said


def test_a_stranger_who_starts_again_reads_how_to_begin_and_no_more(office: Office) -> None:
    office.say(STRANGER, "/start", PRIVATE)
    again = office.say(STRANGER, "/start", PRIVATE).post
    assert again.text.startswith("เริ่มต้นใช้งาน\n• สมาชิกคณะดำเนินงาน")
    assert "ข้อมูลที่จัดเก็บ" in office.press(STRANGER, "ข้อมูลส่วนบุคคล", again).text


def test_without_a_running_plan_start_says_who_makes_one(office: Office) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    said = office.say(MEMBER, "/start", PRIVATE).text
    assert "ขณะนี้ยังไม่มีแผนที่ดำเนินการอยู่ เลขานุการจัดทำแผนได้โดยพิมพ์ “จัดทำแผน”" in said


def test_in_a_group_start_is_a_short_help(office: Office) -> None:
    answer = office.say(MEMBER, "/start")
    assert len(answer.text.splitlines()) <= 10
    assert "ปิดขั้นตอน 3 (/done)" in answer.text
    assert answer.labels == ["คำสั่งทั้งหมด", "สำหรับเลขานุการและประธาน"]


def test_an_invitation_to_a_party_joins_it_and_asks_for_the_name(office: Office) -> None:
    code = invitation(office, "/assign")
    welcome, question = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).posts
    assert welcome.text.startswith("ระบบบันทึกท่านเป็นผู้รับผิดชอบแล้ว: คณะดำเนินงานตัวชี้วัดที่ 2.4")
    assert "ข้อมูลส่วนบุคคล" in welcome.text
    assert "ชื่อ-สกุลและตำแหน่งของท่าน" in question.text
    assert question.message.asks


def test_an_invitation_to_a_role_waits_for_whoever_gave_it(office: Office) -> None:
    code = invitation(office, "/chair")
    answer = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code)
    assert "หน้าที่จะเริ่มเมื่อเลขานุการยืนยัน" in answer.text
    (question,) = answer.elsewhere
    assert "คุณใหม่ กดรับหน้าที่ประธาน โปรดยืนยันความถูกต้อง" in question.text
    office.press(SECRETARY, "ยืนยัน", question)
    assert [m.person.name for m in office.team().chairs] == ["ใหม่"]


def test_an_expired_invitation_says_how_to_get_a_new_one(office: Office) -> None:
    code = invitation(office, "/assign")
    office.now += timedelta(days=15)
    said = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).text
    assert said.startswith("คำเชิญนี้ใช้ไม่ได้แล้ว\nโปรดขอคำเชิญใหม่จากเลขานุการ")
    assert "2.4" not in said


def test_who_has_an_official_name_is_not_asked_again(office: Office) -> None:
    answer = office.happens(Happened.OPENED, MEMBER, PRIVATE, text="start")
    assert "งานของฉัน" in answer.post.text


def test_unblocking_and_pressing_start_bring_one_welcome(office: Office) -> None:
    place = place_of(MEMBER, PRIVATE)
    with office.store.work() as work:
        for happened, text in ((Happened.OPENED, ""), (Happened.SAID, "/start")):
            incoming = Incoming(CHANNEL, text, place, happened, MEMBER.sender, text)
            office.dispatcher.handle(incoming, work, office.now)
        work.commit()
    assert len(office.outbox()) == 1


def test_help_lists_every_command_that_people_type(office: Office) -> None:
    first = office.say(CHAIR, "ช่วยเหลือ", PRIVATE).post
    said = first.text + office.press(CHAIR, "สำหรับเลขานุการและประธาน", first).text
    for command in COMMANDS:
        offered = not (command.hidden or command.linking or command.name == "start")
        assert (f"(/{command.name}) – " in said) == offered


def test_help_in_private_shows_the_steerers_page_to_steerers_only(office: Office) -> None:
    assert office.say(MEMBER, "ช่วยเหลือ", PRIVATE).labels == []
    first = office.say(CHAIR, "ช่วยเหลือ", PRIVATE).post
    second = office.press(CHAIR, "สำหรับเลขานุการและประธาน", first).post
    assert second.edits == first.id
    assert "ขยายเวลา 6 6/12/2569 เหตุผล (/extend)" in second.text


def test_talk_in_private_gets_one_short_hint(office: Office) -> None:
    office.say(MEMBER, "/start", PRIVATE)
    answer = office.say(MEMBER, "วันนี้ฝนตก", PRIVATE)
    assert answer.text == "ไม่พบคำสั่งที่ตรงกับข้อความนี้\nโปรดพิมพ์ “ช่วยเหลือ” เพื่อดูคำสั่งที่ใช้ได้"
    assert answer.labels == ["ช่วยเหลือ"]


@pytest.mark.parametrize("who", [MEMBER, STRANGER])
def test_talk_of_somebody_never_welcomed_here_gets_the_welcome(
    office: Office, who: Somebody
) -> None:
    said = office.say(who, "สวัสดี", PRIVATE).text
    assert said.startswith("ระบบติดตามงานตามมาตรฐานการปฏิบัติงาน (SOP)")
    assert "ข้อมูลที่จัดเก็บ: รหัส ชื่อผู้ใช้ และชื่อที่แสดงในแอปแชตนี้" in said
    assert "ไม่พบคำสั่งที่ตรงกับ" in office.say(who, "วันนี้ฝนตก", PRIVATE).text


def test_a_slip_of_the_finger_is_answered_with_what_was_meant(office: Office) -> None:
    answer = office.say(MEMBER, "/stauts 5")
    assert "ไม่พบคำสั่ง /stauts\nหากหมายถึง “สถานะ” (/status) โปรดกดปุ่มด้านล่าง" in answer.text
    assert "ขั้นตอนที่ 5" in office.press(MEMBER, "สถานะ", answer.post).text


def test_a_command_of_another_bot_is_left_alone_in_a_group(office: Office) -> None:
    assert office.say(MEMBER, "/ban").posts == ()
    assert "ไม่พบคำสั่ง /ban" in office.say(MEMBER, "/ban@sop_bot").text
    assert "ไม่พบคำสั่ง /ban" in office.say(MEMBER, "/ban", PRIVATE).text


def test_only_what_was_asked_is_cancelled(office: Office) -> None:
    office.say(SECRETARY, "/start", PRIVATE)
    asked = office.press(SECRETARY, "holiday add", chat=PRIVATE)
    assert asked.post.message.asks
    answer = office.press(SECRETARY, "cancel", chat=PRIVATE)
    assert (answer.posts, answer.popup) == ((), "คำถามนี้ปิดแล้ว ไม่มีการเปลี่ยนแปลง")
    answer = office.say(SECRETARY, "ยกเลิก", PRIVATE)
    assert answer.text == "ยกเลิกแล้ว ไม่มีการเปลี่ยนแปลง"
    assert "ไม่พบคำสั่งที่ตรงกับข้อความนี้" in office.say(SECRETARY, "31/12/2569", PRIVATE).text
