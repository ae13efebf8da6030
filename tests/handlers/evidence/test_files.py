from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import FileRemoved
from bot.domain.files import FileState
from bot.domain.message import Attachment
from tests.cast import (
    ACADEMIC,
    CHAIR,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    found_team,
    local,
    office_with_plan,
)
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def filed(office: Office) -> Office:
    """Two documents of step 4, the first in two versions."""
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    office.keep_file(4, "แผนปฏิบัติการ.pdf", "action-plan")
    office.keep_file(4, "แผนพัฒนาผลงาน.pdf", "works-plan", who=SECRETARY)
    return office


def answered(office: Office, action: str, reason: str) -> Answer:
    asked = office.press(MEMBER, action).post
    return office.say(MEMBER, reason, reply_to=asked)


def removed(office: Office, action: str, reason: str) -> Answer:
    return office.press(MEMBER, "ยืนยันนำเอกสารออก", answered(office, action, reason).post)


def test_the_list_shows_each_step_with_its_newest_versions(filed: Office) -> None:
    text = filed.say(MEMBER, "เอกสาร").text
    assert text.startswith("เอกสารแนบ\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570")
    assert (
        "ขั้นตอนที่ 4 · เอกสารแนบ 2 รายการ\n4-01 แผนปฏิบัติการ.pdf · ฉบับที่ 2\n4-02 แผนพัฒนาผลงาน.pdf"
    ) in text


def test_the_list_counts_the_evidence_that_begun_steps_lack(filed: Office) -> None:
    text = filed.say(MEMBER, "/files").text
    assert "ขั้นตอนที่ 3 · ยังไม่มีเอกสารแนบ · หลักฐานที่ยังขาด 2 รายการ" in text
    assert "ขั้นตอนที่ 10" not in text


def test_of_a_step_that_has_not_begun_nothing_is_missing(office: Office) -> None:
    """Step 8 may begin, but not before its window, which opens on 15 December."""
    assert "ขั้นตอนที่ 8" not in office.say(MEMBER, "เอกสาร").text
    office.keep_file(8, "ร่างผลงาน.pdf")
    assert "ขั้นตอนที่ 8 · เอกสารแนบ 1 รายการ\n" in office.say(MEMBER, "เอกสาร").text
    assert "หลักฐานที่ยังขาด" not in office.say(MEMBER, "เอกสาร 8").text
    office.now = local("2026-12-15 09:00")
    assert (
        "ขั้นตอนที่ 8 · เอกสารแนบ 1 รายการ · หลักฐานที่ยังขาด 2 รายการ" in office.say(MEMBER, "เอกสาร").text
    )


def test_what_is_counted_is_what_is_listed(office: Office) -> None:
    for number in range(1, 10):
        office.keep_file(5, f"ภาพ{number}.jpg", "activities")
    first = office.say(MEMBER, "เอกสาร").post
    listed = first.text.count("\n5-0")
    assert f"ขั้นตอนที่ 5 · เอกสารแนบ {listed} จาก 9 รายการ" in first.text
    assert f"รายการที่ 1–{listed} จาก 9" in first.text
    turned = office.press(MEMBER, next(b.action for b in first.buttons if "o8" in b.action), first)
    rest = turned.text.count("\n5-0")
    assert listed + rest == 9
    assert f"ขั้นตอนที่ 5 · เอกสารแนบ {rest} จาก 9 รายการ" in turned.text
    assert f"รายการที่ {listed + 1}–9 จาก 9" in turned.text


def test_one_step_is_listed_with_document_version_role_and_day(filed: Office) -> None:
    text = filed.say(MEMBER, "เอกสาร ๔").text
    assert text.startswith("เอกสารแนบ\nขั้นตอนที่ 4 จัดทำแผน")
    assert "4-01 แผนปฏิบัติการ.pdf\n1 KB · ฉบับที่ 2 · คณะดำเนินงาน · 22 พ.ย. 69" in text
    assert "1 KB · เลขานุการ · 22 พ.ย. 69" in text


def test_a_document_with_several_files_is_named_once(filed: Office) -> None:
    filed.keep_file(4, "แผนปฏิบัติการ (แก้ไข).pdf", "action-plan")
    text = filed.say(MEMBER, "เอกสาร 4").text
    title = "แผนปฏิบัติการขับเคลื่อนการดำเนินงานวิชาการของหน่วยงานให้เป็นองค์กรแห่งการเรียนรู้"
    assert text.count(title) == 1
    assert f"{title}\n4-01 แผนปฏิบัติการ.pdf\n1 KB · คณะ" in text
    assert text.index("4-03 แผนปฏิบัติการ (แก้ไข).pdf") < text.index("4-02")


def test_a_step_without_files_says_what_it_lacks_and_how_to_attach(office: Office) -> None:
    answer = office.say(MEMBER, "เอกสาร 1")
    assert "ยังไม่มีเอกสารแนบ\n\n○ 1. คำสั่งแต่งตั้ง" in answer.text
    assert answer.labels == ["แนบเอกสาร"]


def test_long_lists_turn_pages_in_place(office: Office) -> None:
    for number in range(1, 8):
        office.keep_file(5, f"ภาพ{number}.jpg")
    first = office.say(MEMBER, "เอกสาร 5").post
    assert "รายการที่ 1–5 จาก 7" in first.text
    turned = office.press(MEMBER, next(b.action for b in first.buttons if "o5" in b.action), first)
    assert turned.post.edits == first.id
    assert "รายการที่ 6–7 จาก 7" in turned.text


def test_a_file_comes_back_to_the_chat_that_asks(filed: Office) -> None:
    listed = filed.say(CHAIR, "เอกสาร 4", PRIVATE).post
    sent = filed.press(CHAIR, "4-01 (ฉบับที่ 2) แผนปฏิบัติการ.pdf", listed).post
    assert sent.chat.address == CHAIR.account
    assert sent.message.attachments == (Attachment(2, "แผนปฏิบัติการ.pdf"),)
    assert sent.text.startswith("เลขที่หลักฐาน 4-01 · ขั้นตอนที่ 4 (1 KB)\nฉบับที่ 2\n")


def test_of_a_replaced_version_it_is_said_that_it_was_replaced(filed: Office) -> None:
    sent = filed.press(CHAIR, "getfile f1", chat=PRIVATE).text
    assert "\nฉบับที่ 1 (แทนด้วยฉบับที่ 2 แล้ว)\n" in sent


def test_no_other_team_gets_a_file(filed: Office) -> None:
    with filed.store.work() as work:
        found_team(work, OTHER_GROUP, (STRANGER,), (), local("2026-10-01 08:00"))
        work.commit()
    for chat in (OTHER_GROUP, PRIVATE):
        answer = filed.press(STRANGER, "getfile f1", chat=chat)
        assert answer.posts == ()
        assert answer.popup.startswith("ไม่มีไฟล์นี้แล้ว")


def test_who_is_in_no_team_gets_no_file(filed: Office) -> None:
    answer = filed.press(STRANGER, "getfile f1", chat=PRIVATE)
    assert (answer.posts, answer.elsewhere) == ((), ())
    assert answer.popup


def test_a_file_that_never_was_is_told_so(office: Office) -> None:
    assert office.press(MEMBER, "getfile f99").popup.startswith("ไม่มีไฟล์นี้แล้ว")


def test_removing_asks_which_file_and_why(filed: Office) -> None:
    listed = filed.say(MEMBER, "เอกสาร 4").post
    which = filed.press(MEMBER, "นำเอกสารออก", listed).post
    asked = filed.press(MEMBER, "4-01 แผนปฏิบัติการ.pdf", which).post
    assert asked.text == (
        "ยืนยันนำเอกสาร 4-01 แผนปฏิบัติการ.pdf ออกหรือไม่\nฉบับที่ 1 (แทนด้วยฉบับที่ 2 แล้ว)\n"
        "นางมาลี ตัวอย่าง โปรดพิมพ์เหตุผลโดยตอบกลับข้อความนี้ หรือตอบว่า “ยกเลิก”"
    )
    assert asked.message.asks


def test_a_removed_file_leaves_the_list_but_stays_in_the_history(filed: Office) -> None:
    text = removed(filed, "removefile f2", "ส่งผิดไฟล์").text
    assert text.startswith(
        "นำเอกสารออกแล้ว\nเลขที่หลักฐาน 4-01 · ขั้นตอนที่ 4\nแผนปฏิบัติการ.pdf\nฉบับที่ 2\nเหตุผล: ส่งผิดไฟล์"
    )
    last = filed.plan().events[-1]
    assert isinstance(last, FileRemoved)
    assert (last.label, last.reason) == ("4-01", "ส่งผิดไฟล์")
    assert "ไม่มีไฟล์นี้แล้ว" in filed.press(MEMBER, "getfile f2").popup


def test_the_row_of_a_removed_file_stays(filed: Office) -> None:
    removed(filed, "removefile f2", "ส่งผิดไฟล์")
    with filed.store.reading() as work:
        file = work.files.by_id(2)
        assert file is not None
        assert (file.state, bool(file.sha256)) == (FileState.REMOVED, True)


def test_a_removal_can_be_cancelled(filed: Office) -> None:
    assert answered(filed, "removefile f1", "ยกเลิก").text == "ยกเลิกแล้ว ไม่มีการบันทึกใด ๆ"
    assert filed.press(MEMBER, "getfile f1").posts


@pytest.mark.parametrize("said", ["ไม่ลบค่ะ", "ไม่ครับ", "อย่าลบ", "กดผิดค่ะ"])
def test_who_says_no_removes_nothing(filed: Office, said: str) -> None:
    assert answered(filed, "removefile f1", said).text == "ยกเลิกแล้ว ไม่มีการบันทึกใด ๆ"
    assert filed.press(MEMBER, "getfile f1").posts


def test_no_words_alone_remove_a_file(filed: Office) -> None:
    asked = answered(filed, "removefile f2", "ขอบคุณค่ะ").post
    assert asked.text == ("ยืนยันนำเอกสาร 4-01 แผนปฏิบัติการ.pdf ออกหรือไม่\nฉบับที่ 2\nเหตุผล: ขอบคุณค่ะ")
    assert asked.labels == ["ยืนยันนำเอกสารออก", "ไม่นำออก"]
    assert "ยกเลิกแล้ว" in filed.press(MEMBER, "ไม่นำออก", asked).text
    assert filed.press(MEMBER, "getfile f2").posts


def test_a_reason_may_begin_with_not(filed: Office) -> None:
    assert "เหตุผล: ไม่ใช่ฉบับล่าสุด" in removed(filed, "removefile f1", "ไม่ใช่ฉบับล่าสุด").text


def test_in_private_the_confirmation_may_be_typed(filed: Office) -> None:
    filed.press(MEMBER, "removefile f1", chat=PRIVATE)
    filed.say(MEMBER, "ส่งผิดไฟล์", PRIVATE)
    assert "เหตุผล: ส่งผิดไฟล์" in filed.say(MEMBER, "ยืนยันค่ะ", PRIVATE).text


def test_a_removal_is_taken_back_within_ten_minutes(filed: Office) -> None:
    gone = removed(filed, "removefile f2", "ส่งผิดไฟล์").post
    filed.now += timedelta(minutes=10)
    back = filed.press(MEMBER, "เลิกทำ", gone)
    assert back.text.startswith("นำเอกสารแนบกลับคืนแล้ว\nเลขที่หลักฐาน 4-01 · ขั้นตอนที่ 4")
    assert "4-01 แผนปฏิบัติการ.pdf · ฉบับที่ 2" in filed.say(MEMBER, "เอกสาร").text
    assert filed.press(MEMBER, "เลิกทำ", gone).popup == "ไฟล์นี้อยู่ในรายการแล้ว"


def test_later_or_by_others_a_removal_stays(filed: Office) -> None:
    gone = removed(filed, "removefile f2", "ส่งผิดไฟล์").post
    assert "เลขานุการ หรือประธาน" in filed.press(ACADEMIC, "เลิกทำ", gone).popup
    filed.now += timedelta(minutes=11)
    assert "ภายใน 10 นาที" in filed.press(MEMBER, "เลิกทำ", gone).popup


def test_a_removal_needs_words(filed: Office) -> None:
    assert answered(filed, "removefile f1", "-").text.endswith("(ยังไม่ได้นำเอกสารออก)")
    assert filed.press(MEMBER, "getfile f1").posts


def test_only_the_sender_the_secretary_or_the_chair_removes(filed: Office) -> None:
    assert filed.press(ACADEMIC, "removefile f1").popup.startswith(
        "นำเอกสารออกได้โดยผู้ส่ง เลขานุการ หรือประธาน"
    )
    assert filed.press(CHAIR, "removefile f1").posts


def test_who_sent_a_file_hears_that_it_was_removed(filed: Office) -> None:
    filed.press(SECRETARY, "removefile f1", chat=PRIVATE)
    asked = filed.say(SECRETARY, "ฉบับร่าง", PRIVATE).post
    answer = filed.press(SECRETARY, "ยืนยันนำเอกสารออก", asked)
    (told,) = answer.elsewhere
    assert told.chat.address == MEMBER.account
    assert "เหตุผล: ฉบับร่าง\nผู้บันทึก นางสาวพิมพ์ใจ ตัวอย่าง" in told.text
