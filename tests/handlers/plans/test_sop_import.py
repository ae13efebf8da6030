"""/import: an office's own SOP is brought in private, looked through, decided on and used."""

from __future__ import annotations

import pytest

from bot.domain.files import MAX_FILE_BYTES
from bot.domain.incoming import Happened
from bot.sops.loader import kept
from tests.cast import CHAIR, GROUP, MEMBER, OTHER_GROUP, PRIVATE, SECRETARY, Office
from tests.handlers.plans.importing import FIXES, bring, read, refused, reviewed, word


def test_in_the_group_it_says_the_way_to_the_private_chat(office: Office) -> None:
    post = office.say(SECRETARY, "นำเข้า SOP", GROUP).post
    assert "แชตส่วนตัว" in post.text
    assert post.buttons[0].invite == "start"


def test_without_a_file_it_asks_for_one_and_the_next_one_is_it(office: Office) -> None:
    asked = office.say(SECRETARY, "/import", PRIVATE).post
    assert "นำเข้า SOP ของหน่วยงาน" in asked.text
    assert "คณะดำเนินงานตัวชี้วัดที่ 2.4" in asked.text
    assert office.say(SECRETARY, "", PRIVATE, files=[word()]).posts == ()
    assert "คู่มือการปฏิบัติงานการจัดการความรู้" in read(office).text


def test_words_in_place_of_the_file_ask_again_or_cancel(office: Office) -> None:
    office.say(SECRETARY, "นำเข้า SOP", PRIVATE)
    assert "โปรดส่งไฟล์ SOP" in office.say(SECRETARY, "รอสักครู่นะ", PRIVATE).text
    assert "ยกเลิกแล้ว" in office.say(SECRETARY, "ยกเลิก", PRIVATE).text
    assert "ขั้นตอน" in office.say(SECRETARY, "", PRIVATE, files=[word()]).text


@pytest.mark.parametrize(
    ("name", "told"),
    [("เก่า.doc", ".docx"), ("สแกน.pdf", ".docx"), ("ตาราง.xlsx", ".docx"), ("ภาพ.jpg", ".docx")],
)
def test_a_file_of_another_kind_is_refused_at_once(office: Office, name: str, told: str) -> None:
    assert told in bring(office, name=name).text


def test_a_file_that_is_too_large_is_not_even_fetched(office: Office) -> None:
    large = [word(size=MAX_FILE_BYTES + 1)]
    assert "20 MB" in office.say(SECRETARY, "นำเข้า SOP", PRIVATE, files=large).text


def test_a_member_may_bring_none_and_is_told_who_may(office: Office) -> None:
    assert "โดยเลขานุการหรือประธาน" in bring(office, MEMBER).text
    assert "โดยเลขานุการหรือประธาน" in office.say(MEMBER, "แก้ไข SOP", PRIVATE).text


def test_a_word_file_of_a_member_is_not_offered_as_an_sop(office: Office) -> None:
    asked = office.say(MEMBER, "", PRIVATE, files=[word()]).post
    assert "ขั้นตอน" in asked.text
    assert "นำเข้าเป็น SOP" not in asked.labels


def test_what_cannot_be_read_is_told_with_the_name_of_the_file(office: Office) -> None:
    bring(office)
    assert "ไฟล์ “SOP 3.1.docx” อ่านเป็น SOP ไม่ได้" in refused(office, "sop-no-steps").text


def test_the_review_tells_what_was_read_repaired_and_is_open(office: Office) -> None:
    post = reviewed(office)
    assert "อ่านได้ 2 หน้า 3 ขั้นตอน ผู้รับผิดชอบ 2 คณะหรือกลุ่ม เอกสาร 3 รายการ" in post.text
    assert "ระบบแก้ไขให้: 2 แห่ง" in post.text
    assert "เหลือ 3 จาก 3 ข้อ" in post.text
    assert "1. แต่งตั้งคณะทำงาน · 3 วันทำการ · คณะทำงาน" in post.text
    assert "ภายในปีงบประมาณ" in post.text
    assert post.labels[:2] == ["ตัดสินใจทีละข้อ (3)", "ใช้ตามที่เสนอทั้งหมด"]


def test_the_repairs_are_listed_before_and_after(office: Office) -> None:
    post = office.press(SECRETARY, "ดูที่ระบบแก้ไขให้ (2)", reviewed(office)).post
    for one in FIXES:
        assert one.before in post.text
    assert "แต่งตั้ง" in post.text
    assert 'จาก "2570" เป็น "[ปีของแผน]"' in post.text
    assert "ขั้นตอนที่ 1 (หน้า 1 แถว 1)" in post.text


def test_deciding_one_by_one_ends_in_the_review_and_the_sop_is_used(office: Office) -> None:
    review = reviewed(office)
    first = office.press(SECRETARY, "ตัดสินใจทีละข้อ (3)", review).post
    assert first.edits == review.id
    assert "ข้อที่ 1 จาก 3" in first.text
    second = office.press(SECRETARY, first.labels[1], first).post
    assert "ข้อที่ 2 จาก 3" in second.text
    third = office.press(SECRETARY, second.labels[0], second).post
    done = office.press(SECRETARY, third.labels[1], third).post
    assert "ตัดสินใจครบทั้ง 3 ข้อแล้ว" in done.text
    assert "1. แต่งตั้งคณะทำงาน · 3 วันปฏิทิน · คณะทำงาน" in done.text
    assert "3. ดำเนินการตามแผน · 90 วันปฏิทิน · หัวหน้ากลุ่มงาน" in done.text
    used = office.press(SECRETARY, "ใช้ SOP นี้", done).post
    assert "บันทึก SOP แล้ว เป็นฉบับที่ 1" in used.text
    assert "ยังไม่ได้ตัดสินใจ" not in used.text


def test_one_can_go_back_to_what_was_decided(office: Office) -> None:
    review = reviewed(office)
    first = office.press(SECRETARY, "ตัดสินใจทีละข้อ (3)", review).post
    office.press(SECRETARY, first.labels[1], first)
    again = office.press(SECRETARY, first.action(first.labels[0]).rsplit(" ", 1)[0], first).post
    assert "ตัดสินใจแล้ว" in again.text
    assert again.labels[1].startswith("✓ ")
    office.press(SECRETARY, again.labels[0], again)
    card = office.press(SECRETARY, "กลับไปหน้าตรวจทาน", again).post
    assert "3 วันทำการ" in card.text


def test_an_answer_of_ones_own_is_typed(office: Office) -> None:
    review = reviewed(office)
    office.press(SECRETARY, "ตัดสินใจทีละข้อ (3)", review)
    third = office.press(SECRETARY, f"{review.action('ยกเลิกการนำเข้า')[:-5]} q3", review).post
    asked = office.press(SECRETARY, "พิมพ์คำตอบอื่น", third).post
    assert "ชื่อผู้รับผิดชอบ" in asked.text
    told = office.say(SECRETARY, "นักวิชาการทุกคน", PRIVATE).post
    card = office.press(SECRETARY, "กลับไปหน้าตรวจทาน", told).post
    assert "3. ดำเนินการตามแผน · 90 วันปฏิทิน · นักวิชาการทุกคน" in card.text


def test_what_was_typed_is_taken_back_by_an_option(office: Office) -> None:
    review = reviewed(office)
    third = office.press(SECRETARY, f"{review.action('ยกเลิกการนำเข้า')[:-5]} q3", review).post
    for name in ("นักวิชาการทุกคน", "ผู้อำนวยการ"):
        office.press(SECRETARY, "พิมพ์คำตอบอื่น", third)
        office.say(SECRETARY, name, PRIVATE)
    office.press(SECRETARY, third.labels[0], third)
    with office.store.reading() as work:
        left = work.sops.version(1)
    assert left is not None
    assert "นักวิชาการ" not in left.source
    assert "ผู้อำนวยการ" not in left.source
    assert kept(left.source).step(3).parties == ("team", "lead")


def test_used_as_proposed_it_names_what_is_left_open(office: Office) -> None:
    used = office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", reviewed(office)).post
    assert "ข้อที่ยังไม่ได้ตัดสินใจ" in used.text
    assert used.text.count("ขั้นตอนที่ 1 (หน้า 1 แถว 1)") == 2
    assert used.labels == ["จัดทำแผนจาก SOP นี้", "เรียกคืน"] or "จัดทำแผนจาก SOP นี้" in used.labels


def test_cancelled_nothing_is_left_of_it(office: Office) -> None:
    review = reviewed(office)
    assert "ยกเลิกการนำเข้าแล้ว" in office.press(SECRETARY, "ยกเลิกการนำเข้า", review).text
    assert "ไม่มีฉบับนี้แล้ว" in office.press(SECRETARY, "ดูขั้นตอน", review).popup


def test_nobody_else_looks_through_it(office: Office) -> None:
    review = reviewed(office)
    assert office.press(CHAIR, review.action("ดูขั้นตอน"), chat=PRIVATE).popup


@pytest.mark.usefixtures("on_line")
def test_on_a_platform_that_edits_nothing_each_question_is_a_message(office: Office) -> None:
    office.say(SECRETARY, "นำเข้า SOP", PRIVATE)
    office.say(SECRETARY, "", PRIVATE, files=[word()])
    review = read(office)
    first = office.press(SECRETARY, "ตัดสินใจทีละข้อ (3)", review).post
    assert not first.edits
    second = office.press(SECRETARY, first.labels[0], first).post
    assert "ข้อที่ 2 จาก 3" in second.text
    assert "เหลือ 2 จาก 3 ข้อ" in office.press(SECRETARY, "กลับไปหน้าตรวจทาน", second).text


def test_of_several_groups_it_is_asked_which_and_the_file_waits(office: Office) -> None:
    office.happens(Happened.BOT_ADDED, SECRETARY, OTHER_GROUP)
    asked = bring(office).post
    assert "เป็น SOP ของกลุ่มใด" in asked.text
    assert office.press(SECRETARY, asked.labels[-1], asked).posts == ()
    assert "คู่มือการปฏิบัติงานการจัดการความรู้" in read(office).text
