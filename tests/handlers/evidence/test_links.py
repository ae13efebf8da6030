from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import pytest

from bot.domain.abilities import Abilities
from bot.domain.files import File
from bot.domain.incoming import Happened, Incoming
from tests.cast import (
    ACADEMIC,
    CHANNEL,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    Post,
    pdf,
)
from tests.handlers.evidence.arrivals import arrive

PAGE = "https://www.doh.go.th/report/2569.pdf?a=1"
TITLE = "รายงานผล รอบ 5 เดือน"


def files(office: Office) -> list[File]:
    with office.store.reading() as work:
        return work.files.of_plan(office.plan().id)


def kept(office: Office) -> Sequence[tuple[str, str, str]]:
    return [(f.label, f.name, f.link) for f in files(office)]


def question(office: Office) -> Post:
    return office.say(MEMBER, "แนบ 5").post


@pytest.mark.parametrize(
    "said",
    [f"แนบ 5 {PAGE} {TITLE}", f"แนบลิงก์ 5 {TITLE} {PAGE}", f"/attach 5 {PAGE} {TITLE} ค่ะ",
     f"แนบ ขั้นตอนที่ ๕\n{TITLE}\n{PAGE}"],
)  # fmt: skip
def test_a_link_is_attached_like_a_file(office: Office, said: str) -> None:
    receipt = office.say(MEMBER, said).post
    assert receipt.text.startswith(
        "ได้รับลิงก์แล้ว\n"
        f"ขั้นตอนที่ 5 · {TITLE} (www.doh.go.th) · เลขที่หลักฐาน 5-01\n"
        "รายการ: ภาพ/สรุปกิจกรรม\n"
        "ผู้ส่ง นางมาลี ตัวอย่าง · 22 พ.ย. 69 เวลา 09.00 น."
    )
    assert kept(office) == [("5-01", TITLE, PAGE)]
    assert f"แนบเอกสาร 5-01 {TITLE}" in office.say(MEMBER, "ประวัติ").text


def test_nothing_is_fetched(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 {PAGE}")
    with office.store.work() as work:
        assert work.files.claim(office.now, office.now + timedelta(hours=1)) is None


def test_no_message_has_the_address_in_its_text(office: Office) -> None:
    posts = [office.say(MEMBER, text).post for text in (f"แนบ 5 {PAGE}", "เอกสาร", "เอกสาร 5")]
    got = office.press(MEMBER, posts[-1].buttons[0].action, posts[-1]).post
    assert [p.text for p in (*posts, got) if "://" in p.text] == []


def test_the_lists_show_where_it_leads_and_when_it_was_seen(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 {PAGE} {TITLE}")
    assert f"5-01 {TITLE} (www.doh.go.th)" in office.say(MEMBER, "เอกสาร").text
    card = office.say(MEMBER, "เอกสาร 5").text
    assert f"5-01 {TITLE}\nwww.doh.go.th · คณะดำเนินงาน · เข้าถึงเมื่อ 22 พ.ย. 69" in card


def test_a_title_does_not_hide_where_it_leads(office: Office) -> None:
    office.say(MEMBER, "แนบ 5 https://evil.example.com/a www.doh.go.th/…/2569.pdf")
    assert "5-01 www.doh.go.th/…/2569.pdf (evil.example.com)" in office.say(MEMBER, "เอกสาร").text


def test_a_button_opens_it_in_the_group_too(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 {PAGE} {TITLE}")
    got = office.press(MEMBER, "getfile f1").post
    assert got.text.startswith("เลขที่หลักฐาน 5-01 · ขั้นตอนที่ 5 (www.doh.go.th)\n" + TITLE)
    assert "เข้าถึงเมื่อ 22 พ.ย. 69" in got.text
    assert [(b.label, b.link) for b in got.buttons] == [("เปิดลิงก์", PAGE)]
    assert got.message.attachments == ()


def test_where_no_button_opens_one_so_long_it_stands_in_the_text(office: Office) -> None:
    office.channel.can = Abilities(longest_link=len(PAGE) - 1)
    office.say(MEMBER, f"แนบ 5 {PAGE}")
    got = office.press(MEMBER, "getfile f1").post
    assert got.text.endswith(f"\n{PAGE}")
    assert got.buttons == ()


@pytest.mark.usefixtures("on_line")
def test_on_line_a_button_opens_it_in_the_group_too(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 {PAGE}")
    assert office.press(MEMBER, "getfile f1").post.buttons[0].link == PAGE


def test_the_same_title_again_is_a_new_version(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 {PAGE} {TITLE}")
    receipt = office.say(MEMBER, f"แนบ 5 https://www.doh.go.th/b {TITLE}")
    assert "ฉบับที่ 2" in receipt.text
    assert "5-02" not in receipt.text


def test_several_links_of_one_message_are_answered_and_taken_back_together(office: Office) -> None:
    receipt = office.say(MEMBER, f"แนบ 5\n{PAGE} ก\nhttps://b.go.th ข").post
    assert receipt.text.startswith("ได้รับลิงก์แล้ว 2 รายการ\n")
    assert "• 5-01 ก (www.doh.go.th)" in receipt.text
    assert "• 5-02 ข (b.go.th)" in receipt.text
    office.say(MEMBER, "เลิกทำ")
    assert files(office) == []


def test_a_link_in_reply_to_what_is_about_a_step_belongs_to_that(office: Office) -> None:
    step = office.say(MEMBER, "สถานะ 5").post
    office.say(MEMBER, f"{TITLE} {PAGE} ค่ะ", reply_to=step)
    assert kept(office) == [("5-01", TITLE, PAGE)]


def test_a_link_is_the_file_that_was_asked_for(office: Office) -> None:
    asked = office.say(MEMBER, f"แนบ 5 {TITLE}").post
    office.say(MEMBER, PAGE, reply_to=asked)
    assert kept(office) == [("5-01", TITLE, PAGE)]
    assert office.say(MEMBER, "ค่ะ", reply_to=asked).posts == ()


def test_in_private_it_is_without_a_reply(office: Office) -> None:
    office.say(MEMBER, "แนบ 5", PRIVATE)
    assert "ได้รับลิงก์แล้ว" in office.say(MEMBER, PAGE, PRIVATE).text
    assert [f.step for f in files(office)] == [5]


def test_in_private_a_bare_link_asks_which_step(office: Office) -> None:
    asked = office.say(MEMBER, PAGE, PRIVATE).post
    assert asked.text.startswith("ลิงก์ “www.doh.go.th/…/2569.pdf” ยังไม่ได้ระบุขั้นตอน")
    answer = office.press(MEMBER, next(b.action for b in asked.buttons if " 5 " in b.action), asked)
    assert "ขั้นตอนที่ 5" in answer.post.text
    assert answer.post.edits == asked.id
    assert kept(office) == [("5-01", "www.doh.go.th/…/2569.pdf", PAGE)]


def test_a_link_and_a_file_without_a_step_share_one_question(office: Office) -> None:
    office.say(MEMBER, PAGE, PRIVATE)
    office.say(MEMBER, "", PRIVATE, files=[pdf("ก.pdf")])
    assert "ได้รับลิงก์แล้ว" in office.say(MEMBER, "5", PRIVATE).text
    assert "ก.pdf" in arrive(office)[0].text
    link, file = files(office)
    assert (link.label, file.label) == ("5-01", "5-02")
    assert link.album != file.album, "each has its own receipt"


@pytest.mark.parametrize("said", [f"ดู {PAGE} ค่ะ", PAGE, "https://a:b@doh.go.th/"])
def test_a_link_in_ordinary_talk_stays_unanswered(office: Office, said: str) -> None:
    assert office.say(MEMBER, said).posts == ()
    assert office.say(MEMBER, said, reply_to=SECRETARY).posts == ()
    assert not office.dispatcher.understands(CHANNEL, said)


def test_an_answer_to_another_question_stays_that(office: Office) -> None:
    office.press(MEMBER, "checkin p1 5 obstacle", chat=PRIVATE)
    office.say(MEMBER, f"รอข้อมูลตาม {PAGE}", PRIVATE)
    assert files(office) == []


def test_a_link_under_a_file_is_only_said(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 ดู {PAGE}", files=[pdf("ก.pdf")])
    arrive(office)
    assert [(f.name, f.link) for f in files(office)] == [("ก.pdf", "")]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("https://u:p@doh.go.th/", "มีชื่อผู้ใช้หรือรหัสผ่าน"),
        ("https://intranet/a", "ไม่สามารถอ่านลิงก์นี้ได้"),
        ("ftp://doh.go.th/", "ไม่สามารถอ่านลิงก์นี้ได้"),
        (f"https://doh.go.th/{'a' * 2000}", "ยาวเกิน 2,000 อักขระ"),
        (f"{PAGE} " * 11, "มีมากกว่า 10 รายการ"),
    ],
)
def test_what_cannot_be_attached_is_told_with_what_to_do(
    office: Office, said: str, told: str
) -> None:
    answer = office.say(MEMBER, f"แนบ 5 {said}").text
    assert told in answer
    assert "โปรด" in answer
    assert files(office) == []


def test_who_may_not_attach_files_attaches_no_links(office: Office) -> None:
    assert "ดำเนินการได้โดย" in office.say(ACADEMIC, f"แนบ 5 {PAGE}").text
    assert "ลงชื่อ" in office.say(STRANGER, PAGE, PRIVATE).text
    assert files(office) == []


def test_a_link_stands_for_a_document_and_is_removed_like_a_file(office: Office) -> None:
    asked = office.say(MEMBER, f"แนบ 4 {PAGE} วิดีโอ.mp4.exe").post
    assert "โปรดเลือกว่า 4-01" in asked.text
    assert "โปรแกรม" not in asked.text
    office.press(MEMBER, "document f1 d1", asked)
    office.press(MEMBER, "removefile f1 ! ผิดหน้า")
    assert files(office) == []
    office.press(MEMBER, "restorefile f1")
    assert [(f.document, f.link) for f in files(office)] == [("action-plan", PAGE)]


def test_who_unsends_the_message_takes_the_link_out(office: Office) -> None:
    office.say(MEMBER, f"แนบ 5 {PAGE}")
    (link,) = files(office)
    gone = Incoming(CHANNEL, "gone", GROUP, Happened.UNSENT, MEMBER.sender, message=link.message)
    office.play(gone)
    assert files(office) == []
