"""/sop edit: an SOP of the group's own is corrected in the chat; each correction is a version."""

from __future__ import annotations

import pytest

from bot.domain.sop import DocumentKind
from bot.domain.sop_import import Change, Option, Remark
from bot.sops.loader import kept
from tests.cast import GROUP, MEMBER, PRIVATE, SECRETARY, Office, Post
from tests.handlers.plans.importing import bring, read, reviewed

REPORT = Remark(
    "kind",
    3,
    path=("steps", 2, "documents", 1, "kind"),
    told={"written": "รายงานผล"},
    options=(
        Option("evidence"),
        Option("suggested", (Change(("steps", 2, "documents", 1, "kind"), "suggested"),)),
    ),
)
RUNNING_KEEP = "แผนที่ดำเนินอยู่ยังใช้ฉบับเดิม"


def used(office: Office) -> Post:
    """What is told once the imported SOP is in use."""
    return office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", reviewed(office)).post


def step(office: Office, number: int) -> Post:
    card = office.press(SECRETARY, "แก้ไขขั้นตอน", used(office)).post
    return office.press(SECRETARY, card.labels[number - 1], card).post


def typed(office: Office, what: str) -> str:
    return office.say(SECRETARY, f"แก้ไข SOP ขั้นตอน {what}", PRIVATE).text


def listed(office: Office) -> str:
    return office.say(SECRETARY, "/sop edit km-1", PRIVATE).text


def test_a_duration_is_typed_after_its_button(office: Office) -> None:
    asked = office.press(SECRETARY, "ระยะเวลา", step(office, 2)).post
    assert "5 วันทำการ" in asked.text
    told = office.say(SECRETARY, "2 สัปดาห์", PRIVATE).text
    assert "แก้ไขแล้ว เป็นฉบับที่ 2" in told
    assert "2 สัปดาห์" in told
    assert "2. จัดทำแผน · 2 สัปดาห์ · คณะทำงาน" in listed(office)


def test_what_is_no_duration_is_asked_for_again(office: Office) -> None:
    office.press(SECRETARY, "ระยะเวลา", step(office, 2))
    assert "อ่านระยะเวลาไม่ได้" in office.say(SECRETARY, "เร็ว ๆ นี้", PRIVATE).text
    assert "3–5 วันทำการ" in office.say(SECRETARY, "3-5 วันทำการ", PRIVATE).text


@pytest.mark.parametrize(
    ("what", "line"),
    [
        ("2 ระยะเวลา 10 วัน", "2. จัดทำแผน · 10 วันปฏิทิน · คณะทำงาน"),
        ("2 duration 3-5 วันทำการ", "2. จัดทำแผน · 3–5 วันทำการ · คณะทำงาน"),
        ("3 ระยะเวลา เปิด", "3. ดำเนินการตามแผน · ไม่กำหนดระยะเวลา · คณะทำงาน"),
        ("2 หน่วย สัปดาห์", "2. จัดทำแผน · 20 สัปดาห์ · คณะทำงาน"),
        ("2 ชื่อ จัดทำแผนประจำปี", "2. จัดทำแผนประจำปี · 20 วันปฏิทิน · คณะทำงาน"),
        ("2 ผู้รับผิดชอบ หัวหน้ากลุ่มงาน", "· คณะทำงาน และหัวหน้ากลุ่มงาน"),
        ("2 ผู้รับผิดชอบ นักวิชาการ", "· คณะทำงาน และนักวิชาการ"),
    ],
)
def test_a_whole_correction_is_typed_in_one_line(office: Office, what: str, line: str) -> None:
    used(office)
    assert "เป็นฉบับที่ 2" in typed(office, what)
    assert line in listed(office)


def test_the_order_is_corrected_and_a_circle_is_told(office: Office) -> None:
    used(office)
    assert "ดำเนินการต่อจากขั้นตอนที่ 1 และ 2" in typed(office, "3 ต่อจาก 1, 2").replace(
        "ขั้นตอนที่ 1, 2", "ขั้นตอนที่ 1 และ 2"
    )
    told = typed(office, "1 ต่อจาก 3")
    assert "แก้ไขเช่นนี้ไม่ได้" in told
    assert "เป็นฉบับที่ 3" in typed(office, "3 ต่อจาก -")


def test_responsible_parties_are_pressed_and_one_must_stay(office: Office) -> None:
    who = office.press(SECRETARY, "ผู้รับผิดชอบ", step(office, 2)).post
    assert who.labels[:2] == ["✓ คณะทำงาน", "หัวหน้ากลุ่มงาน"]
    assert "อย่างน้อยหนึ่ง" in office.press(SECRETARY, "✓ คณะทำงาน", who).popup
    both = office.press(SECRETARY, "หัวหน้ากลุ่มงาน", who).post
    assert "✓ หัวหน้ากลุ่มงาน" in both.labels
    one = office.press(SECRETARY, "✓ คณะทำงาน", both).post
    assert "คณะทำงาน" in one.labels
    assert "2. จัดทำแผน · 20 วันปฏิทิน · หัวหน้ากลุ่มงาน" in listed(office)


def test_documents_change_their_kind_and_name_come_and_go(office: Office) -> None:
    card = step(office, 3)
    papers = office.press(SECRETARY, "เอกสาร", card).post
    one = office.press(SECRETARY, "แผนการจัดการความรู้", papers).post
    card = office.press(SECRETARY, "ควรแนบ ไม่บังคับ", one).post
    assert "• แผนการจัดการความรู้ (ควรแนบ)" in card.text
    papers = office.press(SECRETARY, "เอกสาร", card).post
    one = office.press(SECRETARY, "รายงานผล", papers).post
    office.press(SECRETARY, "เปลี่ยนชื่อ", one)
    card = office.say(SECRETARY, "รายงานผลประจำปี", PRIVATE).post
    assert "• รายงานผลประจำปี (หลักฐาน)" in card.text
    papers = office.press(SECRETARY, "เอกสาร", card).post
    office.press(SECRETARY, "เพิ่มเอกสาร", papers)
    card = office.say(SECRETARY, "ภาพกิจกรรม", PRIVATE).post
    assert "• ภาพกิจกรรม (หลักฐาน)" in card.text
    papers = office.press(SECRETARY, "เอกสาร", card).post
    one = office.press(SECRETARY, "แผนการจัดการความรู้", papers).post
    card = office.press(SECRETARY, "นำออก", one).post
    assert "แผนการจัดการความรู้" not in card.text
    assert "รายงานผลประจำปี" in card.text


def test_it_is_taken_back_and_the_former_version_is_in_use(office: Office) -> None:
    office.press(SECRETARY, "หน่วยนับวัน", step(office, 2))
    told = office.say(SECRETARY, "แก้ไข SOP ขั้นตอน 2 ระยะเวลา 7 วัน", PRIVATE).post
    assert "ใช้ SOP ฉบับที่ 1 แล้ว" in office.press(SECRETARY, "เลิกทำ", told).text
    assert "20 วันปฏิทิน" in listed(office)


def test_a_correction_of_what_was_open_takes_its_mark_out(office: Office) -> None:
    used(office)
    typed(office, "1 ระยะเวลา 4 วันทำการ")
    with office.store.reading() as work:
        newest = work.sops.version(2)
    assert newest is not None
    assert [r.code for r in newest.remarks if r.options] == ["kind", "party-unclear"]
    assert "# decide: kind" in newest.source


def test_under_review_no_version_is_made(office: Office) -> None:
    review = reviewed(office)
    steps = office.press(SECRETARY, "แก้ไขขั้นตอน", review).post
    card = office.press(SECRETARY, steps.labels[1], steps).post
    office.press(SECRETARY, "ระยะเวลา", card)
    told = office.say(SECRETARY, "15 วัน", PRIVATE).post
    assert "แก้ไขใน SOP ที่กำลังตรวจทานแล้ว" in told.text
    steps = office.press(SECRETARY, "ทุกขั้นตอน", told).post
    assert "· 15 วันปฏิทิน ·" in office.press(SECRETARY, "กลับไปหน้าตรวจทาน", steps).text


def test_what_is_open_keeps_its_place_when_a_document_before_it_goes(office: Office) -> None:
    bring(office)
    review = read(office, remarks=(REPORT,))
    card = office.press(SECRETARY, "แก้ไขขั้นตอน", review).post
    card = office.press(SECRETARY, card.labels[2], card).post
    papers = office.press(SECRETARY, "เอกสาร", card).post
    one = office.press(SECRETARY, "แผนการจัดการความรู้", papers).post
    office.press(SECRETARY, "นำออก", one)
    asked = office.press(SECRETARY, "ตัดสินใจทีละข้อ (1)", review).post
    office.press(SECRETARY, asked.labels[1], asked)
    with office.store.reading() as work:
        left = work.sops.version(1)
    assert left is not None
    (report,) = kept(left.source).step(3).documents
    assert (report.id, report.kind) == ("report", DocumentKind.SUGGESTED)


def test_an_older_message_corrects_the_version_in_use(office: Office) -> None:
    older = step(office, 2)
    typed(office, "2 ระยะเวลา 7 วัน")
    office.press(SECRETARY, "ระยะเวลา", older)
    assert "เป็นฉบับที่ 3" in office.say(SECRETARY, "8 วัน", PRIVATE).text


def test_what_came_with_the_system_is_copied_first(office: Office) -> None:
    asked = office.say(SECRETARY, "แก้ไข SOP", GROUP).post
    copied = office.press(SECRETARY, asked.labels[0], asked).post
    assert "คัดลอก SOP ที่มากับระบบเป็น SOP ของกลุ่มแล้ว (ฉบับที่ 1)" in copied.text
    told = office.say(SECRETARY, "แก้ไข SOP ขั้นตอน 4 ระยะเวลา 9 วัน", GROUP).post
    assert RUNNING_KEEP in told.text
    assert "ใช้กับแผนปีงบประมาณ พ.ศ. 2570" in told.labels
    assert told.action("ใช้กับแผนปีงบประมาณ พ.ศ. 2570") == f"revise p{office.plan().id} v2"
    assert office.plan().sop.step(4).duration != 9


def test_what_was_typed_is_done_to_the_copy(office: Office) -> None:
    asked = office.say(SECRETARY, "แก้ไข SOP ขั้นตอน 4 ระยะเวลา 9 วัน", GROUP).post
    told = office.press(SECRETARY, asked.labels[0], asked).post
    assert "แก้ไขแล้ว เป็นฉบับที่ 2" in told.text
    assert "9 วัน" in told.text


def test_in_the_group_the_answer_is_a_reply_and_other_talk_is_not(office: Office) -> None:
    used(office)
    card = office.say(SECRETARY, "แก้ไข SOP ขั้นตอน 2", GROUP).post
    asked = office.press(SECRETARY, "ระยะเวลา", card).post
    assert office.say(SECRETARY, "7 วัน", GROUP).posts == ()
    told = office.say(SECRETARY, "7 วัน", GROUP, reply_to=asked)
    assert "เป็นฉบับที่ 2" in told.text
    assert told.elsewhere == ()


def test_members_may_not_correct_it(office: Office) -> None:
    assert "เลขานุการ" in office.say(MEMBER, "แก้ไข SOP ขั้นตอน 4 ระยะเวลา 9 วัน", GROUP).text
    assert office.press(MEMBER, step(office, 2).action("ระยะเวลา"), chat=GROUP).popup


def test_talk_about_correcting_is_no_command(office: Office) -> None:
    assert office.say(SECRETARY, "แก้ไข SOP กันเมื่อไรดี", GROUP).posts == ()
