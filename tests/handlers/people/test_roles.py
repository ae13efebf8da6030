"""/assign, /chair, /secretary: by reply, by mention, by an invitation."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.incoming import Happened, Mention, Replied, Sender
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    Somebody,
    office_with_plan,
)
from tests.stores import fresh_store

NEWCOMER = Somebody("2001", "ใหม่")
STEERED = "รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน"
OPEN = "คำเชิญที่ยังไม่หมดอายุ"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def secretaries(office: Office) -> list[str]:
    return [m.person.name for m in office.team().secretaries]


def chairs(office: Office) -> list[str]:
    return [m.person.name for m in office.team().chairs]


def parties(office: Office, name: str) -> set[str]:
    return {p for m in office.team().members if m.person.name == name for _, p in m.parties}


def test_the_chair_is_named_by_replying_to_a_message(office: Office) -> None:
    answer = office.say(SECRETARY, "กำหนดประธาน", reply_to=BOARD_MEMBER)
    assert "บันทึก นายวิชัย ตัวอย่าง เป็นประธานในระบบแล้ว" in answer.text
    assert "ประธานเดิม: นพ.สมคิด ตัวอย่าง" in answer.text
    assert chairs(office) == ["วิชัย"]


def test_the_first_words_that_the_chair_reads_are_a_letter(office: Office) -> None:
    told = office.say(SECRETARY, "/chair", reply_to=BOARD_MEMBER).elsewhere
    (letter,) = [p.text for p in told if p.chat.address == BOARD_MEMBER.account]
    assert letter == (
        "เรื่อง การบันทึกประธานในระบบ\nเรียน ประธานคณะดำเนินงานตัวชี้วัดที่ 2.4\n\n"
        "ระบบได้บันทึกท่านเป็นประธานตามที่เลขานุการแจ้ง\n\n"
        "ระบบจะนำเรียนสรุปความก้าวหน้าประจำสัปดาห์\n"
        "และเรียนให้ทราบเมื่อมีขั้นตอนเกินกำหนด 7 วันและ 21 วัน ทางแชตนี้\n\n"
        "จึงเรียนมาเพื่อโปรดทราบ\nระบบแจ้งเตือน ในนามฝ่ายเลขานุการ"
    )


def test_who_loses_a_role_to_somebody_else_is_told(office: Office) -> None:
    told = office.say(SECRETARY, "/chair", reply_to=BOARD_MEMBER).elsewhere
    (said,) = [p.text for p in told if p.chat.address == CHAIR.account]
    assert said.startswith("ระบบยกเลิกการบันทึกท่านเป็นประธานในระบบแล้ว")


def test_who_loses_a_role_by_a_taking_back_is_told(office: Office) -> None:
    office.say(SECRETARY, "/secretary", reply_to=MEMBER)
    (told,) = office.say(SECRETARY, "เลิกทำ").elsewhere
    assert told.chat.address == MEMBER.account
    assert told.text.startswith("ระบบยกเลิกการบันทึกท่านเป็นเลขานุการในระบบแล้ว")


def test_a_later_chair_is_not_undone_by_an_older_button(office: Office) -> None:
    named = office.say(SECRETARY, "/chair", reply_to=MEMBER).post
    office.say(SECRETARY, "/chair", reply_to=BOARD_MEMBER)
    assert office.press(SECRETARY, "เลิกทำ", named).popup.startswith("มีการบันทึกใหม่ภายหลัง")
    assert chairs(office) == ["วิชัย"]


def test_to_name_who_is_chair_already_changes_nothing(office: Office) -> None:
    said = office.say(SECRETARY, "/chair", reply_to=CHAIR)
    assert said.text == "นพ.สมคิด ตัวอย่าง เป็นประธานในระบบอยู่แล้ว"
    assert said.labels == []


def test_taken_back_the_former_chair_is_chair_again(office: Office) -> None:
    named = office.say(SECRETARY, "/chair @malee", mentions=[MEMBER]).post
    office.press(SECRETARY, "เลิกทำ", named)
    assert chairs(office) == ["สมคิด"]


def test_a_person_who_cannot_be_reached_is_asked_to_open_the_chat(office: Office) -> None:
    said = office.say(SECRETARY, "กำหนดประธาน", reply_to=NEWCOMER).text
    assert "โปรดเรียนประธานเพื่อเปิดแชตส่วนตัวกับระบบ แล้วกดเริ่ม (Start)" in said
    said = office.say(SECRETARY, "กำหนดเลขานุการ", reply_to=NEWCOMER).text
    assert "โปรดประสาน คุณใหม่ เพื่อเปิดแชตส่วนตัวกับระบบ แล้วกดเริ่ม (Start)" in said


@pytest.mark.parametrize(
    "words", ["@somchai นักวิชาการ", "วิชัย นักวิชาการ", "คุณวิชัย นักวิชาการ สำนักอนามัยการเจริญพันธุ์"]
)
def test_the_party_may_be_told_with_the_name(office: Office, words: str) -> None:
    mentions = [BOARD_MEMBER] if words.startswith("@") else []
    said = office.say(SECRETARY, f"มอบหมาย {words}", mentions=mentions).text
    assert "นายวิชัย ตัวอย่าง" in said
    assert "academics" in parties(office, "วิชัย")


def test_in_reply_the_party_alone_is_told(office: Office) -> None:
    office.say(SECRETARY, "มอบหมาย นักวิชาการ", reply_to=BOARD_MEMBER)
    assert "academics" in parties(office, "วิชัย")


def test_a_party_that_is_not_clear_is_chosen_by_buttons(office: Office) -> None:
    asked = office.say(SECRETARY, "มอบหมาย @wichai คณะ", mentions=[BOARD_MEMBER])
    assert len(asked.labels) >= 3


def test_who_names_another_secretary_stays_one(office: Office) -> None:
    answer = office.say(SECRETARY, "/secretary", reply_to=MEMBER)
    assert "บันทึก นางมาลี ตัวอย่าง เป็นเลขานุการในระบบแล้ว" in answer.text
    assert "เลขานุการ: นางสาวพิมพ์ใจ ตัวอย่าง และนางมาลี ตัวอย่าง" in answer.text
    assert secretaries(office) == ["พิมพ์ใจ", "มาลี"]


def test_the_office_is_handed_over_by_a_button(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    assert post.labels[1] == "ส่งมอบหน้าที่เลขานุการ"
    handed = office.press(SECRETARY, post.labels[1], post)
    assert "ยกเลิกการบันทึก นางสาวพิมพ์ใจ ตัวอย่าง เป็นเลขานุการในระบบแล้ว" in handed.text
    assert secretaries(office) == ["มาลี"]
    assert STEERED in office.say(SECRETARY, "/assign").text


def test_a_hand_over_is_taken_back_by_who_made_it(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    handed = office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", post).post
    assert STEERED in office.press(BOARD_MEMBER, "เลิกทำ", handed).popup
    office.press(SECRETARY, "เลิกทำ", handed)
    assert secretaries(office) == ["พิมพ์ใจ", "มาลี"]


def test_after_ten_minutes_it_is_no_longer_theirs_to_take_back(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    handed = office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", post).post
    office.now += timedelta(minutes=11)
    assert STEERED in office.press(SECRETARY, "เลิกทำ", handed).popup
    assert secretaries(office) == ["มาลี"]


def test_the_office_is_not_handed_to_who_cannot_be_reached(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=NEWCOMER).post
    popup = office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", post).popup
    assert popup == "ยังส่งมอบไม่ได้ เนื่องจาก คุณใหม่ ยังไม่ได้เปิดแชตส่วนตัวกับระบบ"
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE)
    office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", post)
    assert secretaries(office) == ["ใหม่"]


def test_who_was_named_by_mistake_is_taken_off_though_nobody_can_be_reached(
    office: Office,
) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    office.happens(Happened.BLOCKED, SECRETARY, PRIVATE)
    office.press(SECRETARY, "เลิกทำ", post)
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_a_team_keeps_a_secretary(office: Office) -> None:
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    office.press(SECRETARY, post.labels[1], post)
    popup = office.press(MEMBER, "เลิกทำ", post).popup
    assert popup.startswith("คณะดำเนินงานต้องมีเลขานุการ")
    assert secretaries(office) == ["มาลี"]


def test_assigned_to_a_party_by_reply_and_button(office: Office) -> None:
    question = office.say(SECRETARY, "มอบหมาย", reply_to=NEWCOMER).post
    assert "โปรดเลือกคณะหรือกลุ่มที่ คุณใหม่ ร่วมรับผิดชอบ" in question.text
    said = office.press(SECRETARY, "นักวิชาการ", question).text
    assert "บันทึกการมอบหมายให้ คุณใหม่ เป็นผู้รับผิดชอบแล้ว: นักวิชาการ สำนักอนามัยการเจริญพันธุ์" in said
    assert "คุณใหม่" in office.say(SECRETARY, "ลงชื่อ").text


def test_a_party_granted_by_mistake_is_taken_back(office: Office) -> None:
    question = office.say(SECRETARY, "มอบหมาย", reply_to=ACADEMIC).post
    given = office.press(SECRETARY, "คณะดำเนินงาน", question).post
    taken = office.press(SECRETARY, "เลิกทำ", given).post
    assert "ยกเลิกการมอบหมาย ดร.อารีย์ ตัวอย่าง ในระบบแล้ว: คณะดำเนินงาน" in taken.text
    assert parties(office, "อารีย์") == {"academics"}


def test_parties_held_are_marked_and_a_press_takes_them_back(office: Office) -> None:
    question = office.say(SECRETARY, "มอบหมาย", reply_to=MEMBER).post
    assert question.labels[0] == "✓ คณะดำเนินงาน"
    office.press(SECRETARY, "✓ คณะดำเนินงาน", question)
    office.press(SECRETARY, "✓ คณะดำเนินงาน", question)
    assert parties(office, "มาลี") == set()


def test_who_is_only_asked_about_is_no_member_yet(office: Office) -> None:
    question = office.say(SECRETARY, "มอบหมาย", reply_to=NEWCOMER).post
    assert "ยกเลิกแล้ว" in office.press(SECRETARY, "ยกเลิก", question).text
    assert "ใหม่" not in [m.person.name for m in office.team().members]


def test_a_member_is_meant_by_a_part_of_the_name(office: Office) -> None:
    said = office.say(SECRETARY, "มอบหมาย คุณวิชัย").text
    assert "โปรดเลือกคณะหรือกลุ่มที่ นายวิชัย ตัวอย่าง ร่วมรับผิดชอบ" in said
    assert "บันทึก นางมาลี ตัวอย่าง เป็นประธานในระบบแล้ว" in office.say(SECRETARY, "/chair มาลี").text


def test_a_name_that_nobody_has_is_said_before_the_invitations(office: Office) -> None:
    answer = office.say(SECRETARY, "มอบหมาย สมศรี")
    assert answer.text.startswith("ไม่พบสมาชิกชื่อ “สมศรี”")
    assert answer.labels[0] == "รับผิดชอบในนามคณะดำเนินงาน"
    assert "ไม่พบสมาชิกชื่อ “สมศรี”" in office.say(SECRETARY, "กำหนดประธาน สมศรี").text


def test_a_name_that_several_have_is_asked_for_whole(office: Office) -> None:
    said = office.say(SECRETARY, "มอบหมาย ตัวอย่าง").text
    assert said.startswith("พบสมาชิกชื่อ “ตัวอย่าง” มากกว่าหนึ่งท่าน")


def test_a_mention_in_other_words_renames_nobody(office: Office) -> None:
    spoken = Mention("พี่มาลี", account=MEMBER.account, username="malee", name="มาลี")
    office.say(SECRETARY, "/assign พี่มาลี", mentions=[spoken])
    assert (office.person(MEMBER).name, office.person(MEMBER).username) == ("มาลี", "malee")


def test_the_history_tells_who_was_relieved(office: Office) -> None:
    office.say(SECRETARY, "/chair", reply_to=BOARD_MEMBER)
    post = office.say(SECRETARY, "/secretary", reply_to=MEMBER).post
    office.press(SECRETARY, "ส่งมอบหน้าที่เลขานุการ", post)
    said = office.say(SECRETARY, "ประวัติ").text
    assert "ยกเลิกการบันทึก นพ.สมคิด ตัวอย่าง เป็นประธาน" in said
    assert "ยกเลิกการบันทึก นางสาวพิมพ์ใจ ตัวอย่าง เป็นเลขานุการ" in said


def test_nobody_named_there_are_invitations_for_every_party(office: Office) -> None:
    answer = office.say(SECRETARY, "/assign")
    assert "ตอบกลับข้อความของบุคคลนั้นด้วยคำว่า “มอบหมาย”" in answer.text
    assert answer.labels[0] == "รับผิดชอบในนามคณะดำเนินงาน"
    assert all(b.invite for b in answer.post.buttons)


def test_an_invited_chair_is_chair_only_once_confirmed(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    asked = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code)
    assert chairs(office) == ["สมคิด"]
    (question,) = asked.elsewhere
    said = office.press(SECRETARY, "ยืนยัน", question).text
    assert "บันทึก คุณใหม่ เป็นประธานในระบบแล้ว" in said


def test_a_confirmation_refused_changes_nothing(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).elsewhere
    office.press(SECRETARY, "ยกเลิก", question)
    assert chairs(office) == ["สมคิด"]


def test_an_invitation_from_the_group_is_confirmed_by_no_member(office: Office) -> None:
    office.happens(Happened.BLOCKED, SECRETARY, PRIVATE)
    code = office.say(SECRETARY, "/secretary").post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, NEWCOMER, PRIVATE, text=code).elsewhere
    assert (
        f"{SECRETARY.official_name} หรือเลขานุการ หรือประธาน"
        in office.press(MEMBER, "ยืนยัน", question).popup
    )
    assert secretaries(office) == ["พิมพ์ใจ"]


def test_a_member_gives_no_role_by_word_or_button(office: Office) -> None:
    assert STEERED in office.say(MEMBER, "กำหนดประธาน", reply_to=ACADEMIC).text
    question = office.say(SECRETARY, "มอบหมาย", reply_to=ACADEMIC).post
    assert "เลขานุการ หรือประธาน" in office.press(MEMBER, "คณะดำเนินงาน", question).popup
    party = question.action("คณะดำเนินงาน").rpartition(" ?")[0]
    assert STEERED in office.press(MEMBER, party, question).popup
    assert chairs(office) == ["สมคิด"]


def test_the_chair_gives_roles_too(office: Office) -> None:
    office.say(CHAIR, "/secretary", reply_to=ACADEMIC)
    assert secretaries(office) == ["พิมพ์ใจ", "อารีย์"]


def test_an_unknown_username_is_told(office: Office) -> None:
    nobody = Mention("@nobody", username="nobody")
    assert "ยังไม่พบ @nobody" in office.say(SECRETARY, "/chair @nobody", mentions=[nobody]).text


def test_an_anonymous_administrator_is_nobody(office: Office) -> None:
    anonymous = Replied("5", Sender("1087968824", "Group", anonymous=True, is_bot=True))
    said = office.say(SECRETARY, "กำหนดประธาน", reply_to=anonymous).text
    assert "จึงไม่ทราบว่าเป็นท่านใด" in said


def test_another_bot_gets_no_role(office: Office) -> None:
    bot = Replied("5", Sender("77", "บอตอื่น", is_bot=True))
    assert "ไม่สามารถกำหนดหน้าที่ให้บอตได้" in office.say(SECRETARY, "/assign", reply_to=bot).text


def test_a_stranger_in_private_learns_of_no_team(office: Office) -> None:
    assert "ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด" in office.say(STRANGER, "/chair", PRIVATE).text


def opened(office: Office, who: Somebody, code: str) -> Answer:
    return office.happens(Happened.OPENED, who, PRIVATE, text=code)


@pytest.mark.parametrize("command", ["/chair", "/secretary", "/assign"])
def test_an_invitation_counts_while_its_giver_leads_the_team(office: Office, command: str) -> None:
    code = office.say(SECRETARY, command).post.buttons[0].invite or ""
    office.say(CHAIR, "/secretary", reply_to=ACADEMIC)
    giver = office.person(SECRETARY).id
    office.press(CHAIR, f"appoint t1 u{giver} no-secretary")
    answer = opened(office, NEWCOMER, code)
    assert answer.text.startswith("คำเชิญนี้ใช้ไม่ได้แล้ว\nโปรดขอคำเชิญใหม่จากเลขานุการ")
    assert answer.elsewhere == ()
    assert office.team().member(office.person(NEWCOMER).id) is None
    office.press(CHAIR, f"appoint t1 u{giver} secretary")
    assert opened(office, NEWCOMER, code).elsewhere


def test_who_leads_no_more_confirms_no_invitation(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    (question,) = opened(office, NEWCOMER, code).elsewhere
    office.say(CHAIR, "/secretary", reply_to=ACADEMIC)
    office.press(CHAIR, f"appoint t1 u{office.person(SECRETARY).id} no-secretary")
    assert STEERED in office.press(SECRETARY, "ยืนยัน", question).popup
    assert chairs(office) == ["สมคิด"]


def test_a_person_who_was_declined_waits_for_nobody(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    (question,) = opened(office, NEWCOMER, code).elsewhere
    assert office.press(SECRETARY, "ยกเลิก", question).text
    assert opened(office, NEWCOMER, code).text.startswith("คำเชิญนี้ใช้ไม่ได้แล้ว")
    line = f"appoint t1 u{office.person(NEWCOMER).id} chair"
    assert "ปุ่มนี้" in office.press(SECRETARY, line).popup
    assert chairs(office) == ["สมคิด"]


def test_an_open_invitation_is_listed_and_withdrawn(office: Office) -> None:
    assert OPEN not in office.say(SECRETARY, "ตั้งค่า", PRIVATE).labels
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    office.say(CHAIR, "/assign", PRIVATE)
    settings = office.say(SECRETARY, "ตั้งค่า", PRIVATE).post
    shown = office.press(SECRETARY, OPEN, settings).post
    chairs_place = shown.text.split("\n").index(
        "1. ประธาน · ผู้เชิญ นางสาวพิมพ์ใจ ตัวอย่าง · ใช้ได้ถึง 6 ธ.ค. 69"
    )
    assert "นักวิชาการ · ผู้เชิญ นพ.สมคิด ตัวอย่าง · ใช้ได้ถึง 6 ธ.ค. 69" in shown.text
    answer = office.press(SECRETARY, f"ยกเลิกคำเชิญที่ {chairs_place}", shown)
    assert answer.popup == "ยกเลิกคำเชิญแล้ว"
    assert "ประธาน" not in answer.text
    assert opened(office, NEWCOMER, code).text.startswith("คำเชิญนี้ใช้ไม่ได้แล้ว")
    all_gone = office.press(CHAIR, "ยกเลิกคำเชิญทั้งหมด 3 รายการ", answer.post)
    assert all_gone.text == "ไม่มีคำเชิญที่ยังไม่หมดอายุ"
    assert all_gone.popup == "ยกเลิกคำเชิญ 3 รายการแล้ว"


def test_only_who_leads_the_team_withdraws(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    for line in ("withdraw t1", f"withdraw t1 {code}", "withdraw t1 all"):
        assert STEERED in office.press(MEMBER, line).popup
        assert office.press(STRANGER, line, chat=PRIVATE).posts == ()
    assert opened(office, NEWCOMER, code).elsewhere


def test_a_withdrawn_invitation_is_confirmed_no_more(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    (question,) = opened(office, MEMBER, code).elsewhere
    office.press(CHAIR, f"withdraw t1 {code}")
    assert "คำถามนี้ปิดแล้ว" in office.press(SECRETARY, "ยืนยัน", question).popup
    assert chairs(office) == ["สมคิด"]


def test_an_invitation_that_served_is_open_no_more(office: Office) -> None:
    code = office.say(SECRETARY, "/chair").post.buttons[0].invite or ""
    (question,) = opened(office, NEWCOMER, code).elsewhere
    assert "1. ประธาน" in office.press(SECRETARY, "withdraw t1").text
    office.press(SECRETARY, "ยืนยัน", question)
    assert office.press(SECRETARY, "withdraw t1").text == "ไม่มีคำเชิญที่ยังไม่หมดอายุ"
    assert OPEN not in office.say(SECRETARY, "ตั้งค่า", PRIVATE).labels


def test_who_opened_the_chat_before_being_named_is_asked_for_the_name(office: Office) -> None:
    office.happens(Happened.OPENED, NEWCOMER, PRIVATE)
    told = office.say(SECRETARY, "กำหนดประธาน", reply_to=NEWCOMER).elsewhere
    letter, question = [p.text for p in told if p.chat.address == NEWCOMER.account]
    assert "เรียน ประธาน" in letter
    assert "ชื่อ-สกุล" in question
    office.say(NEWCOMER, "นายใหม่ ตัวอย่าง, ผู้อำนวยการ", PRIVATE)
    office.press(NEWCOMER, "named นายใหม่ ตัวอย่าง, ผู้อำนวยการ", chat=PRIVATE)
    assert office.person(NEWCOMER).official_name == "นายใหม่ ตัวอย่าง"
