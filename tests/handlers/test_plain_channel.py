"""A platform that cannot what Telegram can, and what people read on it: nothing of Telegram."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from bot.channels.line.channel import LineChannel
from bot.domain.incoming import Happened, Mention, Place
from tests.cast import (
    ACADEMIC,
    CHAIR,
    GROUP,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    office_with_plan,
)
from tests.foreign import FOREIGN
from tests.stores import fresh_store

pytestmark = pytest.mark.usefixtures("on_line")


def test_a_press_is_answered_in_the_chat(office: Office) -> None:
    signup = office.say(SECRETARY, "ลงชื่อ").post
    label = next(one for one in signup.labels if one.startswith("นักวิชาการ"))
    pressed = office.press(ACADEMIC, label, signup)
    assert [post.text for post in pressed.posts] == ["ดร.อารีย์ ตัวอย่าง – ถอนชื่อแล้ว: นักวิชาการ"]
    assert (pressed.elsewhere, pressed.popup) == ((), "")


def test_why_a_press_does_nothing_is_said_in_the_chat(office: Office) -> None:
    refused = office.press(MEMBER, "end p1")
    assert "เลขานุการ" in refused.text
    assert refused.popup == ""


def test_a_list_stands_anew_when_it_is_turned_over(office: Office) -> None:
    status = office.say(SECRETARY, "สถานะ").post
    turned = office.press(SECRETARY, status.labels[0], status).post
    assert turned.text
    assert turned.edits == ""


def test_what_is_set_is_confirmed_above_the_list_as_it_is_now(office: Office) -> None:
    kinds = office.press(SECRETARY, f"settings t{office.team().id} kinds", chat=PRIVATE).post
    saved = office.press(SECRETARY, kinds.labels[0], kinds).post
    assert saved.text.startswith("บันทึกแล้ว\n\n")
    assert saved.labels[0] != kinds.labels[0]


def test_who_asks_for_the_sign_up_list_gets_it_as_it_is_now(office: Office) -> None:
    first = office.say(SECRETARY, "ลงชื่อ").post
    label = next(one for one in first.labels if one.startswith("นักวิชาการ"))
    office.press(ACADEMIC, label, first)
    assert "นักวิชาการ (0)" in office.say(SECRETARY, "ลงชื่อ", GROUP).post.labels


def test_a_group_is_told_where_a_file_is_to_be_had(office: Office) -> None:
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    told = office.press(MEMBER, "getfile f1").post
    assert told.message.attachments == ()
    assert "แชตส่วนตัวเท่านั้น" in told.text
    assert "“เอกสาร 4”" in told.text
    assert [button.invite for button in told.buttons] == ["file-1"]


def test_the_button_there_opens_the_private_chat_with_the_file(office: Office) -> None:
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    welcome, sent = office.happens(Happened.OPENED, CHAIR, PRIVATE, text="file-1").posts
    assert "ระบบติดตามงาน" in welcome.text
    assert [a.name for a in sent.message.attachments] == ["แผนปฏิบัติการ.pdf"]
    again = office.happens(Happened.OPENED, CHAIR, PRIVATE, text="file-1").post
    assert len(again.message.attachments) == 1


@pytest.mark.parametrize("code", ["file-1", "file-99", "file-", "file-x"])
def test_by_it_nobody_gets_a_file_of_others(office: Office, code: str) -> None:
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    told = office.happens(Happened.OPENED, STRANGER, PRIVATE, text=code)
    assert told.posts[-1].text.startswith("ไม่มีไฟล์นี้แล้ว")
    assert not any(p.message.attachments for p in told.posts)


def test_in_private_a_file_comes_with_how_long_its_link_works(office: Office) -> None:
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    sent = office.press(CHAIR, "getfile f1", chat=PRIVATE).post
    assert [a.name for a in sent.message.attachments] == ["แผนปฏิบัติการ.pdf"]
    assert "1 ชั่วโมง" in sent.text


NAMING = {
    "กำหนดประธาน": "ตามด้วย @ แล้วเลือกชื่อประธาน",
    "กำหนดเลขานุการ": "ตามด้วย @ แล้วเลือกชื่อบุคคลนั้น",
    "มอบหมาย": "ตามด้วย @ แล้วเลือกชื่อบุคคลนั้น",
}


@pytest.mark.parametrize("command", NAMING)
def test_how_somebody_is_named_is_told_as_it_works_here(office: Office, command: str) -> None:
    told = office.say(SECRETARY, command).text
    assert NAMING[command] in told
    assert FOREIGN.search(told) is None
    assert "ตอบกลับ" not in told


def test_the_help_tells_how_somebody_is_named_here(office: Office) -> None:
    told = office.press(SECRETARY, "help steering", chat=PRIVATE).text
    assert "(ในกลุ่ม ต่อท้ายด้วย @ แล้วเลือกชื่อบุคคลนั้น)" in told


@pytest.mark.parametrize("command", ["ลบข้อมูลของฉัน", "quit"])
def test_the_only_secretary_reads_how_to_name_another(office: Office, command: str) -> None:
    if command == "quit":
        told = office.press(SECRETARY, f"quit t{office.team().id}", chat=PRIVATE).text
    else:
        told = office.say(SECRETARY, command, PRIVATE).text
    assert "พิมพ์ “กำหนดเลขานุการ” ในกลุ่ม ตามด้วย @" in told
    assert "ตอบกลับ" not in told


def test_a_name_typed_behind_at_is_that_of_a_member(office: Office) -> None:
    assert "เป็นประธานในระบบแล้ว" in office.say(SECRETARY, "กำหนดประธาน @วิชัย").text


def test_who_is_mentioned_without_an_account_is_found_by_name(office: Office) -> None:
    nobodys = Mention("@วิชัย", in_group=True)
    named = office.say(SECRETARY, "กำหนดประธาน @วิชัย", mentions=[nobodys])
    assert "เป็นประธานในระบบแล้ว" in named.text


@pytest.fixture
def unopened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Another office: the chair and the academic have not opened a private chat."""
    store = fresh_store(tmp_path_factory.mktemp("unopened"))
    made = office_with_plan(store, unopened=(CHAIR, ACADEMIC))
    made.channel.can = LineChannel.can
    yield made
    store.close()


def test_whoever_is_not_reached_is_to_become_a_friend(unopened: Office) -> None:
    named = unopened.say(SECRETARY, "กำหนดเลขานุการ", mentions=[ACADEMIC])
    tried = unopened.press(SECRETARY, f"testnotice t{unopened.team().id}", chat=PRIVATE)
    weekly = unopened.say(CHAIR, "สรุปสัปดาห์")
    told = [named.text, *(p.text for p in named.elsewhere), tried.text, weekly.text]
    assert FOREIGN.search("\n".join(told)) is None
    assert all("เพิ่มบัญชีของระบบเป็นเพื่อน" in text for text in (named.text, tried.text, weekly.text))


def test_who_blocked_the_bot_is_to_be_asked_to_end_that(office: Office) -> None:
    told = office.happens(Happened.BLOCKED, MEMBER, PRIVATE).elsewhere
    (text,) = [p.text for p in told if p.chat.address == SECRETARY.account]
    assert "เลิกบล็อกบัญชีของระบบ" in text
    assert FOREIGN.search(text) is None


def test_whoever_is_in_the_group_may_begin_and_reads_so(office: Office) -> None:
    stranger = office.happens(Happened.OPENED, STRANGER, PRIVATE).text
    nowhere = office.say(MEMBER, "สถานะ", OTHER_GROUP).text
    groupless = office.say(STRANGER, "จัดทำแผน", PRIVATE).text
    unknown = office.say(MEMBER, "จัดทำแผน", OTHER_GROUP).text
    assert "ผู้ที่จะทำหน้าที่เลขานุการ" in stranger
    assert "ผู้ที่จะทำหน้าที่เลขานุการ" in nowhere
    assert "อยู่ร่วมกับระบบ" in groupless
    assert "ตรวจสอบไม่ได้ว่าท่านอยู่ในกลุ่มนี้" in unknown
    assert FOREIGN.search("\n".join((stranger, nowhere, groupless, unknown))) is None


def test_who_is_not_known_to_be_in_the_group_reads_who_names_a_secretary(office: Office) -> None:
    office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY)
    refused = office.say(MEMBER, "กำหนดเลขานุการ", PRIVATE).text
    assert "สมาชิกที่อยู่ในกลุ่มหรือประธาน" in refused


@pytest.mark.parametrize("page", ["", "members", "steering"])
@pytest.mark.parametrize("chat", [GROUP, PRIVATE], ids=["group", "private"])
def test_the_help_knows_words_and_no_slashes(office: Office, page: str, chat: Place) -> None:
    told = office.press(SECRETARY, f"help {page}".strip(), chat=chat).text
    assert "/" not in re.sub(r"\d+/\d+(/\d+)?", "", told), "but for numbers and dates"


def test_what_was_meant_is_told_without_a_slash(office: Office) -> None:
    assert "หากหมายถึง “สถานะ” โปรดกดปุ่ม" in office.say(SECRETARY, "/stauts", PRIVATE).text


def test_without_a_plan_the_word_is_told_by_which_one_is_made(office: Office) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} cancel !")
    told = office.say(MEMBER, "เสร็จ 5").text
    assert told.endswith("เลขานุการจัดทำแผนได้โดยพิมพ์ “จัดทำแผน”")
