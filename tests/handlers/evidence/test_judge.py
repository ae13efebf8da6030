"""Documents that are accepted or returned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.cast import CHAIR, MEMBER, PRIVATE, SECRETARY, Answer, Office, team_of

REASON = "ยังไม่ลงนาม"


@pytest.fixture
def filed(office: Office) -> Office:
    """Step 1 has its only document."""
    office.keep_file(1, "คำสั่ง.pdf", "appointment-order")
    return office


@pytest.fixture
def reviewed(filed: Office) -> Office:
    """A team that wants what is sent to be verified."""
    with filed.store.work() as work:
        team = team_of(work)
        work.teams.set_rules(team.id, replace(team.rules, review=True))
        work.commit()
    return filed


def returned(office: Office) -> Answer:
    return office.say(SECRETARY, f"ส่งกลับเอกสาร 1-01 {REASON}")


def first_line(office: Office) -> str:
    said = office.say(MEMBER, "เอกสาร 1").text
    return next(line for line in said.splitlines() if " 1. " in line)


def test_the_sender_of_what_is_returned_hears_it_in_private(filed: Office) -> None:
    said = returned(filed)
    assert said.text.startswith("ส่งกลับเอกสาร 1-01 เพื่อแก้ไขแล้ว\nคำสั่ง.pdf\n\n⚠ 1. คำสั่ง")
    (told,) = said.elsewhere
    assert told.chat.address == MEMBER.account
    assert f"เหตุผล: {REASON}" in told.text
    assert told.labels == ["แนบเอกสาร"]
    assert "นางมาลี" not in said.text


def test_where_the_sender_cannot_be_told_that_is_said_but_of_ones_own_file(filed: Office) -> None:
    chat = filed.person(MEMBER).private_chat
    assert chat is not None
    with filed.store.work() as work:
        work.chats.set_reachable(chat, reachable=False)
        work.commit()
    unheard = "โปรดแจ้งเหตุผลแก่ผู้ส่งโดยตรง"
    assert unheard in returned(filed).text
    filed.keep_file(1, "คำสั่ง ลงนาม.pdf", "appointment-order", who=SECRETARY)
    own = filed.say(SECRETARY, f"ส่งกลับเอกสาร 1-02 {REASON}")
    assert unheard not in own.text
    assert own.elsewhere == ()


def test_who_sent_it_and_is_no_member_any_more_hears_nothing_of_it(filed: Office) -> None:
    filed.press(MEMBER, "quit t1 !", chat=PRIVATE)
    assert returned(filed).elsewhere == ()


def test_what_is_not_needed_any_more_is_not_accepted(filed: Office) -> None:
    returned(filed)
    filed.say(SECRETARY, "ยกเว้นเอกสาร 1 1 ใช้คำสั่งเดิม")
    filed.say(SECRETARY, "รับเอกสาร 1-01")
    assert [j.accepted for j in filed.plan().states[1].judged] == [False]


def test_what_is_returned_is_lacking_until_it_comes_again(filed: Office) -> None:
    returned(filed)
    assert first_line(filed).endswith("(ส่งกลับเพื่อแก้ไข)")
    assert "หลักฐานที่ยังขาด 1 รายการ" in filed.say(MEMBER, "เอกสาร").text
    assert "(1-01 ส่งกลับเพื่อแก้ไข)" in filed.say(MEMBER, "สถานะ 1").text
    filed.keep_file(1, "คำสั่ง.pdf", "appointment-order")
    assert first_line(filed).startswith("✓ 1. คำสั่ง")
    assert "หลักฐานที่ยังขาด" not in "".join(
        line for line in filed.say(MEMBER, "เอกสาร").text.splitlines() if "ขั้นตอนที่ 1 " in line
    )


def test_why_it_was_returned_is_read_in_private_only(filed: Office) -> None:
    returned(filed)
    for words in ("เอกสาร 1", "สถานะ 1", "ประวัติ 1"):
        assert REASON not in filed.say(MEMBER, words).text
        assert REASON in filed.say(MEMBER, words, PRIVATE).text


def test_the_sender_hears_that_it_is_not_returned_after_all(filed: Office) -> None:
    (told,) = filed.press(SECRETARY, "เลิกทำ", returned(filed).post).elsewhere
    assert told.chat.address == MEMBER.account
    assert first_line(filed).startswith("✓")


def test_without_a_reason_it_is_asked_for(reviewed: Office) -> None:
    card = reviewed.say(SECRETARY, "เอกสาร 1").post
    asked = reviewed.press(SECRETARY, "ส่งกลับ 1-01", card).post
    assert asked.message.asks
    assert reviewed.say(SECRETARY, REASON, reply_to=asked).text.startswith(
        "ส่งกลับเอกสาร 1-01 เพื่อแก้ไขแล้ว"
    )


def test_accepted_by_its_button_the_card_shows_it(reviewed: Office) -> None:
    card = reviewed.say(SECRETARY, "เอกสาร 1").post
    said = reviewed.press(SECRETARY, "ตรวจรับ 1-01", card).post
    assert said.edits == card.id
    assert first_line(reviewed).endswith("(ตรวจรับแล้ว)")
    assert "ตรวจรับ 1-01" not in reviewed.say(SECRETARY, "เอกสาร 1").labels
    assert "ตรวจรับเอกสาร 1-01 ไว้แล้ว" in reviewed.say(SECRETARY, "รับเอกสาร 1-01").text
    assert "ตรวจรับเอกสาร 1-01" in reviewed.say(MEMBER, "ประวัติ 1").text
    reviewed.press(SECRETARY, "เลิกทำ", said)
    assert first_line(reviewed).startswith("✓ 1. คำสั่ง")


def test_its_buttons_stand_where_it_is_wanted_for_who_may(filed: Office) -> None:
    assert "ตรวจรับ 1-01" not in filed.say(SECRETARY, "เอกสาร 1").labels
    assert "ตรวจรับเอกสาร 1-01 แล้ว" in filed.say(SECRETARY, "รับเอกสาร 1-01").text
    assert "เลขานุการหรือประธาน" in filed.say(MEMBER, "รับเอกสาร 1-01").text


def test_a_member_returns_nothing(filed: Office) -> None:
    refused = filed.say(MEMBER, f"ส่งกลับเอกสาร 1-01 {REASON}").text
    assert "เลขานุการหรือประธาน" in refused
    assert filed.plan().states[1].judged == ()


def test_nobody_accepts_what_he_or_she_sent_while_another_can(filed: Office) -> None:
    filed.keep_file(1, "คำสั่ง ลงนาม.pdf", "appointment-order", who=SECRETARY)
    assert "ตรวจรับเอกสารของตนเองไม่ได้" in filed.say(SECRETARY, "ตรวจรับเอกสาร 1-02").text
    assert "โปรดตรวจรับหรือส่งกลับ 1-02" in filed.say(CHAIR, "รับเอกสาร 1-01").text
    assert "ตรวจรับเอกสาร 1-02 แล้ว" in filed.say(CHAIR, "รับเอกสาร ๑-๒").text


def test_who_alone_could_accept_it_does(filed: Office) -> None:
    filed.press(CHAIR, "quit t1 !", chat=PRIVATE)
    filed.keep_file(1, "คำสั่ง ลงนาม.pdf", "appointment-order", who=SECRETARY)
    assert "ตรวจรับเอกสาร 1-02 แล้ว" in filed.say(SECRETARY, "รับเอกสาร 1-02").text


def test_what_is_no_document_yet_is_asked_about(filed: Office) -> None:
    filed.keep_file(4, "แผน.pdf")
    asked = filed.say(SECRETARY, "รับเอกสาร 4-01").post
    assert "เป็นเอกสารรายการใด" in asked.text
    assert "document f2 d1" in [b.action for b in asked.buttons]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("/accept", "โปรดระบุเลขที่หลักฐาน"),
        ("รับเอกสาร 9-9", "ไม่พบเลขที่หลักฐาน 9-09 "),
        ("รับเอกสารแล้วค่ะ", ""),
    ],
)
def test_a_file_is_told_by_its_number(filed: Office, typed: str, told: str) -> None:
    assert filed.say(SECRETARY, typed).text.startswith(told)
    assert filed.plan().states[1].judged == ()
