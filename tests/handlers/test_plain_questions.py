"""Questions answered by typing where no field for the answer opens: each has its way out."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.domain.incoming import Happened, Place
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Answer,
    Office,
    Post,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive

pytestmark = pytest.mark.usefixtures("on_line")
CANCEL = "ยกเลิก"
REPLY = "ตอบกลับข้อความนี้"
LEFT = re.compile("^(ยกเลิกแล้ว )?ไม่มีการ(เปลี่ยนแปลง|บันทึกใด ๆ)$")
TYPED = ("ขยายเวลา 5", "กำหนดวัน 9", "ไม่ดำเนินการ 8", "ยกเลิกการปิด 4")
PRESSED = (
    "number p1 1 d1",
    "cutoff p1 6",
    "settings t1 time other",
    "settings t1 name",
    "holiday t1 add",
    "works p1 5 add",
)


def asked(office: Office, what: str, chat: Place) -> Post:
    if what in PRESSED:
        return office.press(SECRETARY, what, chat=chat).post
    return office.say(SECRETARY, what, chat).post


@pytest.mark.parametrize("what", [*TYPED, *PRESSED])
@pytest.mark.parametrize("chat", [GROUP, PRIVATE], ids=["group", "private"])
def test_every_question_has_a_button_by_which_it_waits_no_more(
    office: Office, what: str, chat: Place
) -> None:
    question = asked(office, what, chat)
    assert question.message.asks
    assert question.labels[-1] == CANCEL
    assert REPLY in question.text or chat is PRIVATE
    assert LEFT.search(office.press(SECRETARY, CANCEL, question).text)
    assert "คำถามนี้ปิดแล้ว" in office.press(SECRETARY, CANCEL, question).text


def test_what_is_said_in_reply_to_a_question_taken_back_is_talk(office: Office) -> None:
    question = asked(office, "cutoff p1 6", GROUP)
    office.press(SECRETARY, CANCEL, question)
    assert office.say(SECRETARY, "30/9/2570", reply_to=question).posts == ()


def test_a_file_that_is_waited_for_need_not_come(office: Office) -> None:
    question = office.say(MEMBER, "แนบ 5").post
    office.press(MEMBER, CANCEL, question)
    assert office.say(MEMBER, "", files=[pdf("ก.pdf")]).posts == ()


def test_how_far_it_is_can_be_chosen_or_left(office: Office) -> None:
    question = office.say(MEMBER, "ความก้าวหน้า 5").post
    assert question.labels[-1] == CANCEL
    assert "25%" in question.labels


@pytest.mark.parametrize("what", [*TYPED, *PRESSED])
def test_in_a_group_the_word_alone_takes_it_back(office: Office, what: str) -> None:
    question = asked(office, what, GROUP)
    assert LEFT.search(office.say(SECRETARY, CANCEL).text)
    assert "คำถามนี้ปิดแล้ว" in office.press(SECRETARY, CANCEL, question).text


def test_the_word_alone_is_talk_where_nothing_was_asked(office: Office) -> None:
    assert office.say(SECRETARY, CANCEL).posts == ()
    asked(office, "ขยายเวลา 5", GROUP)
    assert office.say(MEMBER, CANCEL).posts == ()
    assert office.say(SECRETARY, CANCEL, reply_to=MEMBER).posts == ()
    assert office.say(SECRETARY, "ยกเลิกนัดพรุ่งนี้").posts == ()


def test_who_did_not_ask_takes_no_question_back_but_leads_the_team(office: Office) -> None:
    question = office.say(MEMBER, "แนบ 5").post
    assert "ปุ่มนี้สำหรับ" in office.press(ACADEMIC, CANCEL, question).text
    assert "ยกเลิกแล้ว" in office.press(CHAIR, CANCEL, question).text


def wrongly_answered(office: Office, chat: Place) -> Answer:
    question = asked(office, "cutoff p1 6", chat)
    return office.say(SECRETARY, "เร็ว ๆ นี้", chat, reply_to=question)


def test_what_is_no_answer_is_asked_again_with_the_way_out(office: Office) -> None:
    again = wrongly_answered(office, GROUP).post
    assert again.text.endswith(REPLY)
    assert again.labels == [CANCEL]
    assert "บันทึกวันปิดระบบ" in office.say(SECRETARY, "30/9/2570", reply_to=again).text


def test_in_private_whatever_is_typed_is_the_answer(office: Office) -> None:
    again = wrongly_answered(office, PRIVATE).post
    assert "ตอบกลับ" not in again.text
    assert again.labels == [CANCEL]


def test_the_step_of_files_is_typed_in_reply_in_a_group(office: Office) -> None:
    sent = office.say(SECRETARY, "แนบ", files=[pdf("ก.pdf")]).post
    assert f"หรือ{REPLY}ด้วยหมายเลขขั้นตอน" in sent.text


UNCLEAR = ("ขยายเวลา 5", "กำหนดวัน 9")


def unclearly_answered(office: Office, what: str, chat: Place) -> tuple[Post, Post]:
    """The question, and what is asked of the day told."""
    question = office.say(SECRETARY, what, chat).post
    return question, office.say(SECRETARY, "15-16 มี.ค. 70", chat, reply_to=question).post


@pytest.mark.parametrize("what", UNCLEAR)
def test_of_an_unclear_day_it_is_said_how_it_is_told_in_a_group(office: Office, what: str) -> None:
    _, asked = unclearly_answered(office, what, GROUP)
    assert asked.text.endswith("โปรดกดเลือกวัน หรือตอบกลับข้อความนี้ด้วยวันที่ เช่น 2/10 หรือ 2 ต.ค.")
    assert asked.labels[-1] == CANCEL
    told = office.say(SECRETARY, "16/3/2570", reply_to=asked).text
    assert "16 มีนาคม 2570" in told


def test_of_an_unclear_day_in_private_it_may_be_typed(office: Office) -> None:
    _, asked = unclearly_answered(office, "ขยายเวลา 5", PRIVATE)
    assert asked.text.endswith("โปรดเลือกวัน หรือพิมพ์วันที่ เช่น 2/10 หรือ 2 ต.ค.")
    assert asked.labels[-1] == CANCEL


@pytest.mark.parametrize("chat", [GROUP, PRIVATE], ids=["group", "private"])
def test_where_nothing_waits_for_the_day_it_is_all_to_be_typed_again(
    office: Office, chat: Place
) -> None:
    asked = office.say(SECRETARY, "พักแจ้งเตือน 5 ถึง 26-27 พ.ย. 69", chat).post
    assert asked.text.endswith("หรือพิมพ์คำสั่งอีกครั้งพร้อมวันที่ เช่น 2/10 หรือ 2 ต.ค.")
    assert CANCEL not in asked.labels


@pytest.mark.parametrize("what", UNCLEAR)
def test_the_first_way_out_takes_back_what_still_waits(office: Office, what: str) -> None:
    question, asked = unclearly_answered(office, what, GROUP)
    assert "ยกเลิกแล้ว" in office.press(SECRETARY, CANCEL, question).text
    assert "คำถามนี้ปิดแล้ว" in office.press(SECRETARY, CANCEL, asked).text
    assert office.say(SECRETARY, "16/3/2570", reply_to=asked).posts == ()


def test_a_day_of_completion_that_is_unclear_has_its_way_out(office: Office) -> None:
    asked = office.say(SECRETARY, "เสร็จ 5 16-17 พ.ย. 69").post
    again = office.say(SECRETARY, "16-17 พ.ย. 69", reply_to=asked).post
    assert [post.labels[-1] for post in (asked, again)] == [CANCEL, CANCEL]
    assert "ยังไม่ปิด" in office.press(SECRETARY, CANCEL, asked).text


def test_where_a_closing_date_is_unclear_the_question_waits_on(office: Office) -> None:
    question = asked(office, "cutoff p1 6", GROUP)
    unclear = office.say(SECRETARY, "15-16 ส.ค. 70", reply_to=question).post
    assert "ตอบกลับข้อความนี้ด้วยวันที่" in unclear.text
    assert unclear.labels[-1] == CANCEL


def kept(office: Office, chat: Place, step: int = 5) -> tuple[Post, Post]:
    """What asked for a file, and the receipt of that."""
    question = office.say(MEMBER, f"แนบ {step}", chat).post
    office.say(MEMBER, "", chat, files=[pdf("ข้อมูล.pdf")])
    return question, arrive(office)[-1]


CAME = "ได้รับไฟล์ 5-01 ข้อมูล.pdf แล้ว หากต้องการนำออก โปรดพิมพ์ “เลิกทำ”"


@pytest.mark.parametrize("chat", [GROUP, PRIVATE], ids=["group", "private"])
def test_who_cancels_after_the_file_has_come_reads_how_it_is_taken_out(
    office: Office, chat: Place
) -> None:
    question, _ = kept(office, chat)
    assert CAME in office.press(MEMBER, CANCEL, question).text
    office.say(MEMBER, "เลิกทำ", chat)
    assert "คำถามนี้ปิดแล้ว" in office.press(MEMBER, CANCEL, question).text


def test_in_private_the_word_alone_says_the_same(office: Office) -> None:
    kept(office, PRIVATE)
    assert office.say(MEMBER, CANCEL, PRIVATE).text == CAME
    office.now += timedelta(minutes=11)
    assert office.say(MEMBER, CANCEL, PRIVATE).text == "ไม่มีรายการที่รอคำตอบ"


def test_what_is_left_of_a_name_asked_for_long_ago_is_named(office: Office) -> None:
    member = office.person(MEMBER).id
    with office.store.work() as work:
        work.people.set_official(member, "", "")
        work.commit()
    office.happens(Happened.OPENED, MEMBER, PRIVATE)
    kept(office, PRIVATE)
    left, came = office.say(MEMBER, CANCEL, PRIVATE).text.split("\n")
    assert left.startswith(f"คงชื่อ คุณ{MEMBER.name} ตามเดิม ท่านระบุชื่อ-สกุลได้ทุกเมื่อโดยพิมพ์ “ลงชื่อ”")
    assert came == CAME


def test_the_receipt_that_asks_for_the_document_can_be_taken_out_of_the_list(
    office: Office,
) -> None:
    _, receipt = kept(office, PRIVATE, step=4)
    assert "เป็นเอกสารรายการใด" in receipt.text
    assert receipt.labels[-1] == "นำเอกสารออก"
    assert "เหตุผล" in office.press(MEMBER, "นำเอกสารออก", receipt).text
