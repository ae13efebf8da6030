from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot.domain.calendar import calendar_of
from bot.domain.files import File, is_program, safe_name
from bot.domain.incoming import Happened, Incoming, IncomingFile, Place, Replied
from bot.domain.notices import notices
from bot.domain.rules import Audience
from handlers.evidence import receipts
from tests.cast import (
    ACADEMIC,
    CHANNEL,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Answer,
    Office,
    Post,
    Somebody,
    local,
    office_with_plan,
    pdf,
    place_of,
)
from tests.handlers.evidence.arrivals import arrive
from tests.stores import fresh_store

MB = 1024 * 1024
PLAN = "แผนปฏิบัติการ_LO_2570.pdf"
REMOVE = "นำเอกสารออก"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def files(office: Office) -> list[File]:
    with office.store.reading() as work:
        return work.files.of_plan(office.plan().id)


def attached(office: Office, step: int, name: str, **more: str) -> Post:
    """A file sent with its caption, and the receipt for it."""
    assert office.say(MEMBER, f"แนบ {step}", files=[pdf(name)]).posts == ()
    return arrive(office, more)[0]


def notice_about(office: Office, step: int) -> Post:
    """A message of the bot about one step, to be replied to."""
    return office.say(MEMBER, f"แนบ {step}").post


def test_nothing_is_said_before_the_bytes_are_here(office: Office) -> None:
    answer = office.say(MEMBER, "แนบ 4", files=[pdf(PLAN)])
    assert answer.posts == ()
    assert files(office) == []


@pytest.mark.parametrize(
    "caption",
    ["แนบ 5 สรุปกิจกรรม KM", "แนบหลักฐานขั้นตอนที่ ๕ สรุปกิจกรรม KM", "แนบไฟล์5 สรุปกิจกรรม KM",
     "ส่งหลักฐาน 5\nสรุปกิจกรรม KM", "/แนบเอกสาร 5 สรุปกิจกรรม KM", "/attach 5 สรุปกิจกรรม KM"],
)  # fmt: skip
def test_what_follows_the_step_is_kept_as_what_the_file_is(office: Office, caption: str) -> None:
    office.say(MEMBER, caption, files=[pdf("ภาพ.jpg")])
    (receipt,) = arrive(office)
    assert "ขั้นตอนที่ 5 · ภาพ.jpg (1.2 MB) · เลขที่หลักฐาน 5-01\nคำอธิบาย: สรุปกิจกรรม KM\n" in receipt.text
    assert [f.description for f in files(office)] == ["สรุปกิจกรรม KM"]
    assert "5-01 ภาพ.jpg · สรุปกิจกรรม KM" in office.say(MEMBER, "เอกสาร").text
    assert "5-01 ภาพ.jpg\nสรุปกิจกรรม KM\n" in office.say(MEMBER, "เอกสาร 5").text


def test_what_was_announced_is_said_of_the_file_that_follows(office: Office) -> None:
    office.say(MEMBER, "แนบ 5 สรุปกิจกรรม KM", PRIVATE)
    office.say(MEMBER, "", PRIVATE, files=[pdf("ภาพ.jpg")])
    assert "คำอธิบาย: สรุปกิจกรรม KM" in arrive(office)[0].text


def test_a_caption_under_a_reply_describes_the_file(office: Office) -> None:
    notice = notice_about(office, 5)
    office.say(MEMBER, "สรุปกิจกรรม\u202e\nKM", reply_to=notice, files=[pdf("ภาพ.jpg")])
    assert [f.description for f in arrive_and_list(office)] == ["สรุปกิจกรรม KM"]


def test_a_long_caption_is_cut_and_never_a_reason_to_refuse(office: Office) -> None:
    office.say(MEMBER, "แนบ 5 " + "กข " * 300, files=[pdf("ภาพ.jpg")])
    (kept,) = arrive_and_list(office)
    assert len(kept.description) <= 200
    assert kept.description.endswith("…")


def test_who_says_that_it_is_attached_already_asks_for_nothing(office: Office) -> None:
    assert office.say(MEMBER, "แนบ 5 แล้วค่ะ").posts == ()
    office.say(MEMBER, "แนบ 5 แล้วค่ะ", files=[pdf("ก.pdf")])
    assert "ขั้นตอนที่ 5 · ก.pdf" in arrive(office)[0].text


def test_the_receipt_names_step_file_size_number_sender_and_moment(office: Office) -> None:
    receipt = attached(office, 4, PLAN)
    assert receipt.text.startswith(
        "ได้รับเอกสารแนบแล้ว\n"
        f"ขั้นตอนที่ 4 · {PLAN} (1.2 MB) · เลขที่หลักฐาน 4-01\n"
        "ผู้ส่ง นางมาลี ตัวอย่าง · 22 พ.ย. 69 เวลา 09.00 น."
    )
    assert receipt.replies_to


def test_of_several_documents_the_receipt_asks_which_it_is(office: Office) -> None:
    receipt = attached(office, 4, PLAN)
    assert f"โปรดเลือกว่า 4-01 {PLAN} เป็นเอกสารรายการใด" in receipt.text
    assert [label[:12] for label in receipt.labels] == ["แผนปฏิบัติกา", "แผนดำเนินการ", "อื่น ๆ", REMOVE]


def test_the_chosen_document_stands_in_the_receipt_with_what_is_missing(office: Office) -> None:
    receipt = attached(office, 4, PLAN)
    answer = office.press(MEMBER, receipt.labels[0], receipt)
    assert answer.post.edits == receipt.id
    assert "รายการ: แผนปฏิบัติการขับเคลื่อน" in answer.text
    assert "หลักฐานที่ยังขาด\n• แผนดำเนินการพัฒนาผลงานวิจัย" in answer.text
    assert files(office)[0].document == "action-plan"


def test_other_is_none_of_the_documents_and_is_not_asked_again(office: Office) -> None:
    receipt = attached(office, 4, PLAN)
    answer = office.press(MEMBER, "อื่น ๆ", receipt)
    assert "โปรดเลือก" not in answer.text
    assert "• แผนปฏิบัติการ" in answer.text


def test_the_document_can_be_chosen_again(office: Office) -> None:
    first = attached(office, 4, PLAN)
    chosen = office.press(MEMBER, first.labels[0], first).post
    asked = office.press(MEMBER, "เปลี่ยนรายการเอกสาร", chosen).post
    office.press(MEMBER, asked.labels[1], asked)
    assert files(office)[0].document == "works-plan"


def test_the_only_missing_evidence_is_taken_for_granted(office: Office) -> None:
    office.keep_file(4, PLAN, "action-plan")
    receipt = attached(office, 4, "แผนพัฒนา.pdf")
    assert "รายการ: แผนดำเนินการพัฒนาผลงานวิจัย" in receipt.text
    assert "โปรดเลือก" not in receipt.text


def test_complete_evidence_of_an_open_step_offers_to_close_it(office: Office) -> None:
    office.press(SECRETARY, "done p1 5 !")
    receipt = attached(office, 6, "รายงาน.pdf")
    assert "หลักฐานของขั้นตอนที่ 6 ครบถ้วนแล้ว" in receipt.text
    assert "ปิดขั้นตอน" in receipt.labels


def test_a_step_without_evidence_is_not_offered_for_closing(office: Office) -> None:
    receipt = attached(office, 5, "ภาพ.pdf")
    assert "รายการ: ภาพ/สรุปกิจกรรม" in receipt.text
    assert receipt.labels == ["นำเอกสารออก"]


def test_the_same_name_again_is_a_new_version_of_the_same_document(office: Office) -> None:
    office.keep_file(4, PLAN, "action-plan")
    receipt = attached(office, 4, PLAN)
    assert "เลขที่หลักฐาน 4-01" in receipt.text
    assert "ฉบับที่ 2 ใช้แทนฉบับเดิม" in receipt.text
    assert [f.document for f in files(office)] == ["action-plan", "action-plan"]


def test_the_same_bytes_again_are_there_already(office: Office) -> None:
    attached(office, 4, PLAN, **{PLAN: "the plan"})
    receipt = attached(office, 4, "สำเนา.pdf", **{"สำเนา.pdf": "the plan"})
    assert receipt.text.startswith("มีเอกสารแนบนี้อยู่แล้ว\nขั้นตอนที่ 4 · " + PLAN)
    assert len(files(office)) == 1


def test_the_bytes_of_a_replaced_version_are_a_new_version(office: Office) -> None:
    for content in ("ก", "ข"):
        office.say(MEMBER, "แนบ 1", files=[pdf("ก.pdf")])
        arrive(office, {"ก.pdf": content})
    office.say(MEMBER, "แนบ 1", files=[pdf("ก.pdf")])
    (receipt,) = arrive(office, {"ก.pdf": "ก"})
    assert receipt.text.startswith("ได้รับเอกสารแนบแล้ว")
    assert "ฉบับที่ 3 ใช้แทนฉบับเดิม" in receipt.text


def test_an_album_gets_one_answer_that_lists_all(office: Office) -> None:
    notice = notice_about(office, 4)
    office.say(MEMBER, "", reply_to=notice, files=[pdf("ก.pdf", album="a1")])
    office.say(MEMBER, "", files=[pdf("ข.pdf", album="a1")])
    (receipt,) = arrive(office)
    assert receipt.text.startswith("ได้รับเอกสารแนบแล้ว 2 ไฟล์\nขั้นตอนที่ 4 จัดทำแผน")
    assert "• 4-01 ก.pdf (1.2 MB)\n• 4-02 ข.pdf (1.2 MB)" in receipt.text


def test_an_album_is_asked_about_file_by_file(office: Office) -> None:
    office.say(MEMBER, "แนบ 4", files=[pdf("ก.pdf", album="a1")])
    office.say(MEMBER, "", files=[pdf("ข.pdf", album="a1")])
    (receipt,) = arrive(office)
    assert "โปรดเลือกว่า 4-01 ก.pdf" in receipt.text
    answer = office.press(MEMBER, receipt.labels[0], receipt)
    assert "โปรดเลือกว่า 4-02 ข.pdf" in answer.text


def test_the_rest_of_an_album_goes_on_when_one_file_is_too_large(office: Office) -> None:
    first = office.say(MEMBER, "แนบ 4", files=[pdf("ใหญ่.pdf", 34 * MB, "a1")])
    office.say(MEMBER, "", files=[pdf("เล็ก.pdf", album="a1")])
    assert first.text == (
        "ไม่สามารถรับไฟล์ “ใหญ่.pdf” ได้ เนื่องจากมีขนาด 34 MB เกินกว่าที่กำหนด (20 MB)\n"
        "โปรดลดขนาดไฟล์หรือแบ่งเป็นหลายไฟล์แล้วส่งใหม่"
    )
    assert "เล็ก.pdf (1.2 MB) · เลขที่หลักฐาน 4-01" in arrive(office)[0].text
    assert [f.name for f in files(office)] == ["เล็ก.pdf"]


def test_what_is_over_the_limit_never_looks_like_the_limit(office: Office) -> None:
    answer = office.say(MEMBER, "แนบ 4", files=[pdf("ใหญ่.pdf", 20 * MB + 1)])
    assert "มีขนาด 20.1 MB เกินกว่าที่กำหนด (20 MB)" in answer.text


def test_an_album_that_may_not_be_attached_is_refused_once(office: Office) -> None:
    first = office.say(ACADEMIC, "แนบ 4", files=[pdf("ก.pdf", album="a1")])
    second = office.say(ACADEMIC, "แนบ 4", files=[pdf("ข.pdf", album="a1")])
    assert "ขั้นตอนที่ 4" in first.text
    assert second.posts == ()


def test_a_file_in_reply_to_the_bot_lands_at_the_step_it_spoke_of(office: Office) -> None:
    office.say(MEMBER, "", reply_to=notice_about(office, 5), files=[pdf("ภาพ.pdf")])
    assert "ขั้นตอนที่ 5 · ภาพ.pdf" in arrive(office)[0].text


def test_attach_in_reply_to_somebodys_file_takes_that_file(office: Office) -> None:
    there = Replied("77", STRANGER.sender, files=(pdf("จากเพื่อน.pdf"),))
    office.say(MEMBER, "แนบ 5", reply_to=there)
    assert "จากเพื่อน.pdf" in arrive(office)[0].text
    other = replace(there, message="78", files=(pdf("อีกไฟล์.pdf"),))
    office.say(MEMBER, "แนบหลักฐาน 5 ใบลงชื่อ", reply_to=other)
    assert "คำอธิบาย: ใบลงชื่อ" in arrive(office)[0].text


def test_a_file_in_the_group_that_nobody_asked_for_is_talk(office: Office) -> None:
    assert office.say(MEMBER, "ภาพกิจกรรม", files=[pdf("ภาพ.pdf")]).posts == ()
    assert arrive(office) == []


def test_in_the_group_the_question_names_the_person_and_the_next_file_counts(
    office: Office,
) -> None:
    asked = office.press(MEMBER, "attach p1 4").post
    assert asked.text.startswith("แนบเอกสารขั้นตอนที่ 4\nจัดทำแผนปฏิบัติการ")
    assert "นางมาลี ตัวอย่าง โปรดส่งไฟล์โดยตอบกลับข้อความนี้" in asked.text
    assert asked.message.asks
    office.say(MEMBER, "", files=[pdf("ก.pdf")])
    assert "ขั้นตอนที่ 4 · ก.pdf" in arrive(office)[0].text


def test_the_question_stops_waiting_in_the_group_after_ten_minutes(office: Office) -> None:
    office.press(MEMBER, "attach p1 4")
    office.now += timedelta(minutes=11)
    office.say(MEMBER, "", files=[pdf("ก.pdf")])
    assert arrive(office) == []


def test_in_private_the_next_file_counts_and_only_that_one(office: Office) -> None:
    office.say(MEMBER, "แนบ 4", PRIVATE)
    assert office.say(MEMBER, "", PRIVATE, files=[pdf("ก.pdf")]).posts == ()
    assert "ขั้นตอนที่ 4 · ก.pdf" in arrive(office)[0].text
    assert "ยังไม่ได้ระบุขั้นตอน" in office.say(MEMBER, "", PRIVATE, files=[pdf("ข.pdf")]).text


def test_the_group_is_not_told_of_what_is_attached_in_private(office: Office) -> None:
    office.say(MEMBER, "แนบ 5", PRIVATE, files=[pdf("ก.pdf")])
    (receipt,) = arrive(office)
    assert receipt.chat.address == MEMBER.account


def test_a_file_without_a_word_is_remembered_while_its_step_is_asked(office: Office) -> None:
    question = office.say(SECRETARY, "", PRIVATE, files=[pdf("ก.pdf")]).post
    assert question.text == (
        "ไฟล์ “ก.pdf” ยังไม่ได้ระบุขั้นตอน\nโปรดเลือกขั้นตอนที่ต้องการ\nหรือพิมพ์หมายเลขขั้นตอน (ไม่ต้องส่งไฟล์ซ้ำ)"
    )
    pressed = office.press(SECRETARY, question.labels[0], question)
    assert pressed.post.edits == question.id
    assert "ขั้นตอนที่ 5 · ก.pdf" in arrive(office)[0].text


def test_the_step_of_remembered_files_can_be_typed(office: Office) -> None:
    office.say(SECRETARY, "", PRIVATE, files=[pdf("ก.pdf")])
    assert "ยังไม่ได้ระบุขั้นตอน 2 ไฟล์" in office.say(SECRETARY, "", PRIVATE, files=[pdf("ข.pdf")]).text
    assert office.say(SECRETARY, "ขั้นตอนที่ ๔", PRIVATE).posts == ()
    (receipt,) = arrive(office)
    assert receipt.text.startswith("ได้รับเอกสารแนบแล้ว 2 ไฟล์\nขั้นตอนที่ 4")


def test_the_caption_may_be_the_number_of_the_step(office: Office) -> None:
    office.say(MEMBER, "ขั้นตอนที่ 4", PRIVATE, files=[pdf("ก.pdf")])
    assert "ขั้นตอนที่ 4 · ก.pdf" in arrive(office)[0].text


@pytest.mark.parametrize("caption", ["แนบ แผนฉบับลงนาม", "แนบไฟล์: แผนฉบับลงนาม"])
def test_a_caption_that_tells_what_and_not_where_is_asked_about(
    office: Office, caption: str
) -> None:
    question = office.say(MEMBER, caption, files=[pdf("ก.pdf")]).post
    assert "ยังไม่ได้ระบุขั้นตอน" in question.text
    office.press(MEMBER, next(label for label in question.labels if "4." in label), question)
    receipt = arrive(office)[0].text
    assert "ขั้นตอนที่ 4 · ก.pdf" in receipt
    assert "คำอธิบาย: แผนฉบับลงนาม" in receipt


@pytest.mark.parametrize("said", ["แนบมาให้แล้วนะคะ", "แนบ ไฟล์มาให้แล้วค่ะ", "แนบ อะไรดี?"])
def test_talk_over_a_file_is_talk_still(office: Office, said: str) -> None:
    assert office.say(MEMBER, said, files=[pdf("ก.pdf")]).posts == ()
    assert not office.dispatcher.understands(CHANNEL, said, over_files=True)


def test_what_is_a_caption_over_a_file_is_talk_without_one(office: Office) -> None:
    assert not office.dispatcher.understands(CHANNEL, "แนบ แผนฉบับลงนาม")


def test_a_file_called_as_the_minutes_belongs_to_a_meeting(office: Office) -> None:
    """รายงานการประชุม is the command that shows them, and what their file is called."""
    office.say(MEMBER, "รายงานการประชุม 9", files=[pdf("ก.pdf")])
    assert "ขั้นตอนที่ 9 · ก.pdf" in arrive(office)[0].text
    question = office.say(MEMBER, "รายงานการประชุม", files=[pdf("ข.pdf")]).post
    assert "ยังไม่ได้ระบุขั้นตอน" in question.text
    meetings = [s.number for s in office.plan().sop.steps if s.meeting]
    assert len(meetings) > 1
    assert [label.split(".")[0] for label in question.labels] == [str(n) for n in meetings]
    office.press(MEMBER, question.labels[0], question)
    assert f"ขั้นตอนที่ {meetings[0]} · ข.pdf" in arrive(office)[0].text


def test_an_album_without_a_word_is_asked_about_once(office: Office) -> None:
    question = office.say(SECRETARY, "", PRIVATE, files=[pdf("ก.pdf", album="a1")]).post
    again = office.say(SECRETARY, "", PRIVATE, files=[pdf("ข.pdf", album="a1")]).post
    assert again.edits == question.id
    assert again.text.startswith("มีไฟล์ที่ยังไม่ได้ระบุขั้นตอน 2 ไฟล์")
    office.press(SECRETARY, question.labels[0], question)
    office.say(SECRETARY, "", PRIVATE, files=[pdf("ค.pdf", album="a1")])
    assert "ได้รับเอกสารแนบแล้ว 3 ไฟล์" in arrive(office)[0].text


def due_notice_of_5(office: Office) -> Post:
    """Of Friday 26 February, as the member gets it in private."""
    office.now = local("2027-02-26 08:30")
    plan, slot, end = office.plan(), office.now.astimezone(UTC), timedelta(minutes=1)
    chat = office.person(MEMBER).private_chat
    assert chat is not None
    with office.store.work() as work:
        calendar = calendar_of(work.teams.days_off(plan.team))
        due = [n for n in notices(plan, calendar, slot, slot + end) if n.step == 5]
        mine = [(n, chat) for n in due if n.audience is Audience.RESPONSIBLE]
        work.outbox.plan(mine, slot, late=False)
        work.commit()
    (told,) = office.outbox()
    return told


def test_a_notice_tells_of_the_files_that_wait_for_their_step(office: Office) -> None:
    office.now = local("2027-02-01 10:00")
    office.say(MEMBER, "", PRIVATE, files=[pdf("ก.pdf")])
    told = due_notice_of_5(office).text
    assert "ไฟล์ที่ท่านส่งและยังไม่ได้ระบุขั้นตอน\n• ก.pdf\nโปรดพิมพ์ “แนบ” ในแชตที่ส่งไฟล์ แล้วเลือกขั้นตอน" in told
    asked = office.say(MEMBER, "แนบ", PRIVATE).post
    assert asked.text.startswith("ไฟล์ “ก.pdf” ยังไม่ได้ระบุขั้นตอน")
    office.press(MEMBER, asked.labels[0], asked)
    assert "ขั้นตอนที่ 1 · ก.pdf" in arrive(office)[0].text


def test_the_document_is_asked_for_anew_beside_the_notice(office: Office) -> None:
    receipt = attached(office, 4, PLAN)
    asked = office.press(MEMBER, f"document f{files(office)[0].id} anew", receipt).post
    assert asked.edits == ""
    assert "โปรดเลือกว่า 4-01" in asked.text


def test_nobody_else_can_place_the_remembered_files(office: Office) -> None:
    bot_said = Replied("99", by_bot=True)
    question = office.say(SECRETARY, "", reply_to=bot_said, files=[pdf("ก.pdf")]).post
    popup = office.press(MEMBER, question.labels[0], question).popup
    assert popup.startswith("ปุ่มนี้")


def test_cancel_forgets_the_files(office: Office) -> None:
    question = office.say(SECRETARY, "", PRIVATE, files=[pdf("ก.pdf")]).post
    assert office.say(SECRETARY, "ยกเลิกค่ะ", PRIVATE).text == "ยกเลิกแล้ว ไม่มีการบันทึกใด ๆ"
    assert "ใช้ไม่ได้แล้ว" in office.press(SECRETARY, question.labels[0], question).popup
    assert arrive(office) == []


def test_only_who_may_close_a_step_may_attach_to_it(office: Office) -> None:
    answer = office.say(ACADEMIC, "แนบ 4", files=[pdf("ก.pdf")])
    assert answer.text.startswith("ขั้นตอนที่ 4")
    assert "หากเห็นว่ารายชื่อไม่ถูกต้อง โปรดแจ้งเลขานุการ" in answer.text
    assert arrive(office) == []


def test_who_is_in_no_team_has_nowhere_to_attach(office: Office) -> None:
    said = office.say(STRANGER, "", PRIVATE, files=[pdf("ก.pdf")]).text
    assert said.startswith("ท่านยังไม่ได้อยู่ในคณะดำเนินงานใด")
    assert arrive(office) == []


def sticker(office: Office, who: Somebody, chat: Place, replied: Replied | None = None) -> Answer:
    """Or a place, a poll, a contact: the platform's adapter tells them from words and files."""
    place, said = place_of(who, chat), Happened.SAID
    incoming = Incoming(CHANNEL, "s", place, said, who.sender, message="s", replied=replied)
    return office.play(replace(incoming, is_no_document=True))


def test_in_reply_to_a_notice_a_sticker_is_answered_with_what_can_be_attached(
    office: Office,
) -> None:
    notice = Replied(notice_about(office, 4).id, by_bot=True)
    answer = sticker(office, MEMBER, GROUP, notice).post
    assert answer.text == (
        "ข้อความประเภทนี้แนบเป็นเอกสารไม่ได้\n"
        "แนบได้: ไฟล์เอกสาร (PDF, Word, Excel) ภาพถ่าย และวิดีโอ (ไฟล์ละไม่เกิน 20 MB)\n"
        "โปรดส่งโดยตอบกลับข้อความนี้"
    )
    office.say(MEMBER, "", reply_to=answer, files=[pdf("ก.pdf")])
    assert "ขั้นตอนที่ 4 · ก.pdf" in arrive(office)[0].text


def test_a_place_sent_where_a_file_is_awaited_is_answered_too(office: Office) -> None:
    assert sticker(office, MEMBER, PRIVATE).posts == ()
    office.say(MEMBER, "แนบ 4", PRIVATE)
    assert sticker(office, MEMBER, PRIVATE).text.startswith("ข้อความประเภทนี้แนบเป็นเอกสารไม่ได้")


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("เสียง_25691122.ogg", "audio/ogg"),
        ("เสียง.mp3", ""),
        ("วิดีโอ.mp4", "video/mp4"),
        ("คำสั่ง.pdf.exe", ""),
    ],
)
def test_what_is_no_paper_is_taken_for_no_appointment_order(
    office: Office, name: str, mime: str
) -> None:
    office.say(MEMBER, "แนบ 1", files=[IncomingFile(name, name, mime, 1000)])
    (receipt,) = arrive(office)
    assert (
        f"1-01 {name} ไม่ใช่ไฟล์เอกสารหรือภาพถ่าย\n"
        "โปรดเลือกว่าใช้เป็นเอกสารรายการใด หากไม่ใช่รายการใด โปรดกด “อื่น ๆ”"
    ) in receipt.text
    assert [f.document for f in files(office)] == [""]
    office.press(MEMBER, "อื่น ๆ", receipt)
    assert "○ 1. คำสั่งแต่งตั้ง" in office.say(MEMBER, "เอกสาร 1").text


def test_a_photo_of_the_order_and_a_film_of_an_activity_are_taken_as_what_they_are(
    office: Office,
) -> None:
    office.say(MEMBER, "แนบ 1", files=[IncomingFile("a", "ภาพ.jpg", "image/jpeg", 1000)])
    office.say(MEMBER, "แนบ 5", files=[IncomingFile("b", "วิดีโอ.mp4", "video/mp4", 1000)])
    arrive(office)
    assert all(f.document for f in files(office))


def test_a_program_is_kept_but_pointed_out(office: Office) -> None:
    receipt = attached(office, 5, "รายงาน.pdf.exe")
    assert "⚠ 5-01 เป็นไฟล์โปรแกรม ระบบเก็บไว้โดยไม่เปิดใช้งาน" in receipt.text


def test_a_file_that_could_not_be_fetched_can_be_sent_again_in_reply(office: Office) -> None:
    office.say(MEMBER, "แนบ 5", files=[pdf("ก.pdf")])
    with office.store.work() as work:
        file = work.files.claim(office.now, office.now + timedelta(minutes=1))
        assert file is not None
        receipts.refuse(work, file, "file-not-fetched", office.now)
        receipts.refuse(work, replace(file, size=0), "file-too-large", office.now)
        work.commit()
    missed, large = office.outbox()
    assert "ไม่สามารถรับไฟล์ “ก.pdf” ได้ เนื่องจากระบบขัดข้อง" in missed.text
    assert "เนื่องจากมีขนาดเกินกว่าที่กำหนด (20 MB)" in large.text
    assert missed.replies_to == file.message
    office.say(MEMBER, "", reply_to=missed, files=[pdf("อีกครั้ง.pdf")])
    assert [f.name for f in arrive_and_list(office)] == ["ก.pdf", "อีกครั้ง.pdf"]


def arrive_and_list(office: Office) -> list[File]:
    office.now += timedelta(minutes=2)
    arrive(office)
    return files(office)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("แผนปฏิบัติการ LO 2570.pdf", "แผนปฏิบัติการ LO 2570.pdf"),
        ("../../etc/passwd", "etc_passwd"),
        ("C:\\งาน\\แผน.pdf", "C:_งาน_แผน.pdf"),
        ("แผน\u202efdp.exe", "แผนfdp.exe"),
        ("รายงาน\x00\n.pdf", "รายงาน.pdf"),
        ("ทํางาน.pdf", "ทำงาน.pdf"),
        ("...", ""),
        ("แผน" + "่" * 200 + ".pdf", "แผน่.pdf"),
        ("e" + "\u0323\u0331\u0330" * 50 + ".pdf", "ẹ\u0331\u0330\u0323.pdf"),
    ],
)
def test_a_name_is_kept_as_it_is_read_and_made_safe(given: str, shown: str) -> None:
    assert safe_name(given) == shown


def test_no_mark_of_thai_is_lost() -> None:
    assert safe_name("ที่นี้ ผู้ใหญ่ น้ำ กี๊.pdf") == "ที่นี้ ผู้ใหญ่ น้ำ กี๊.pdf"


def test_an_overlong_name_keeps_its_extension() -> None:
    short = safe_name("รายงาน" * 60 + ".docx")
    assert len(short) <= 120
    assert short.endswith("….docx")


def test_the_name_is_safe_wherever_it_is_said(office: Office) -> None:
    office.say(MEMBER, "แนบ 5", files=[IncomingFile("x", "../ก\u202e.pdf", size=5)])
    assert "ขั้นตอนที่ 5 · ก.pdf (1.2 MB)" in arrive(office)[0].text


def test_documents_are_no_programs() -> None:
    assert not any(map(is_program, ("แผน.pdf", "exe", "ตาราง.xlsx", "ภาพ.jpg", "งาน.docx")))
    assert all(map(is_program, ("a.EXE", "b.bat", "c.apk", "d.pdf.scr", "e.js", "f.xlsm")))
