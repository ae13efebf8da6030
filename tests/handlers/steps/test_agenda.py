"""/date with its place, and /agenda: what a meeting deals with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.meeting import ITEM_LENGTH, MOST_ITEMS
from bot.domain.meeting_place import LINK_LENGTH
from bot.domain.message import bold
from tests.cast import ACADEMIC, MEMBER, PRIVATE, SECRETARY, Office, office_with_plan
from tests.stores import fresh_store

DAY = "กำหนดวัน 9 3/3/2570 13.30 ห้องประชุมชั้น 3 https://meet.example.go.th/lo"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


def agenda(office: Office) -> list[str]:
    return [item.text for item in office.plan().states[9].met.agenda]


def test_the_day_of_a_meeting_comes_with_its_room_and_a_button_to_take_part(
    office: Office,
) -> None:
    post = office.say(SECRETARY, DAY).post
    assert (
        "วันพุธที่ 3 มีนาคม 2570 เวลา 13.30 น.\nสถานที่: ห้องประชุมชั้น 3\nประชุมออนไลน์: กด “เข้าประชุมออนไลน์”"
    ) in post.text
    assert "https://" not in post.text
    (button,) = (b for b in post.buttons if b.label == "เข้าประชุมออนไลน์")
    assert button.link == "https://meet.example.go.th/lo"
    assert "สถานที่: ห้องประชุมชั้น 3" in office.say(MEMBER, "สถานะ 9").text


def test_an_hour_behind_the_room_is_the_hour(office: Office) -> None:
    office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 ห้องประชุมชั้น 3 เวลา 13.30 น.")
    dated = office.plan().states[9].dated
    assert dated is not None
    assert (str(dated.time), dated.place) == ("13:30:00", "ห้องประชุมชั้น 3")


def test_what_is_so_already_is_not_announced_again(office: Office) -> None:
    office.say(SECRETARY, DAY)
    again = office.say(SECRETARY, DAY, PRIVATE)
    assert again.text == "กำหนดการประชุมขั้นตอนที่ 9 ตรงกับที่บันทึกไว้แล้ว ไม่มีการเปลี่ยนแปลง"
    assert again.elsewhere == ()
    moved = office.say(SECRETARY, DAY.replace("ชั้น 3", "ชั้น 5"), PRIVATE)
    assert "ห้องประชุมชั้น 5" in moved.elsewhere[0].text


def test_an_address_that_no_button_opens_is_refused(office: Office) -> None:
    said = office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30 https://ห้องประชุม")
    assert said.text.startswith("ลิงก์ประชุมนี้เปิดจากแชตไม่ได้")
    assert office.plan().states[9].dated is None


def test_an_address_that_is_too_long_is_refused_in_words(office: Office) -> None:
    said = office.say(SECRETARY, f"กำหนดวัน 9 3/3/2570 13.30 https://x.go.th/{'a' * LINK_LENGTH}")
    assert said.text.startswith("ลิงก์ประชุมยาว")
    assert office.plan().states[9].dated is None


def test_any_member_proposes_and_the_group_reads_no_name(office: Office) -> None:
    said = office.say(ACADEMIC, "ระเบียบวาระ 9 เพิ่ม ทบทวนแผนปฏิบัติการ")
    assert said.text == ("เพิ่มระเบียบวาระการประชุมขั้นตอนที่ 9 แล้ว\nระเบียบวาระที่ 1 ทบทวนแผนปฏิบัติการ")
    (secretary,) = said.elsewhere
    assert "ผู้เสนอ ดร.อารีย์ ตัวอย่าง" in secretary.text
    assert "ระเบียบวาระที่ 1 ทบทวนแผนปฏิบัติการ" in office.say(SECRETARY, DAY).text


def test_a_matter_is_asked_for_and_answered_by_reply(office: Office) -> None:
    card = office.say(MEMBER, "ระเบียบวาระ 9").post
    assert "ยังไม่มีระเบียบวาระ" in card.text
    asked = office.press(MEMBER, "เสนอระเบียบวาระ", card).post
    office.say(MEMBER, "รายงานผล\nรอบ 5 เดือน", reply_to=asked)
    assert agenda(office) == ["รายงานผล รอบ 5 เดือน"]


def test_a_matter_is_taken_from_the_sop_or_from_an_obstacle(office: Office) -> None:
    asked = office.press(MEMBER, "checkin p1 5 obstacle", chat=PRIVATE).post
    office.say(MEMBER, "ขาดงบประมาณ", PRIVATE, reply_to=asked)
    card = office.say(MEMBER, "ระเบียบวาระ 9").post
    choice = office.press(MEMBER, "เลือกเรื่องจากรายการ", card).post
    for label in (choice.labels[0], choice.labels[-1]):
        office.press(MEMBER, label, choice)
    assert agenda(office)[0] == " ".join(office.plan().sop.step(9).detail[0].split())
    assert agenda(office)[1] == "อุปสรรคของขั้นตอนที่ 5: ขาดงบประมาณ"


def test_the_secretary_puts_it_in_order_and_takes_it_back(office: Office) -> None:
    for text in ("ก", "ข", "ค"):
        office.say(MEMBER, f"วาระ 9 เพิ่ม {text}")
    card = office.say(SECRETARY, "วาระ 9").post
    order = office.press(SECRETARY, "จัดลำดับหรือนำออก", card).post
    item = office.press(SECRETARY, "3. ค", order).post
    moved = office.press(SECRETARY, "เลื่อนขึ้น", item).post
    assert agenda(office) == ["ก", "ค", "ข"]
    assert bold("ระเบียบวาระที่ 2 ค").runs[0] in moved.message.text.runs
    office.press(SECRETARY, "เลิกทำ", moved)
    assert agenda(office) == ["ก", "ข", "ค"]
    office.say(SECRETARY, "วาระ 9 นำออก 1")
    assert agenda(office) == ["ข", "ค"]
    assert "เลขานุการหรือประธาน" in office.press(MEMBER, "จัดลำดับหรือนำออก", card).popup
    assert "จัดลำดับหรือนำออก" in office.say(SECRETARY, "วาระ 9", PRIVATE).labels
    assert "จัดลำดับหรือนำออก" not in office.say(MEMBER, "วาระ 9", PRIVATE).labels


def test_what_one_proposed_is_taken_back_within_ten_minutes(office: Office) -> None:
    office.say(MEMBER, "วาระ 9 เพิ่ม ก")
    office.now += timedelta(minutes=9)
    assert "เสนอระเบียบวาระการประชุมขั้นตอนที่ 9: ก" in office.say(MEMBER, "เลิกทำ").text
    assert agenda(office) == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (f"วาระ 9 เพิ่ม {'ก' * (ITEM_LENGTH + 1)}", "เกินกว่าที่กำหนด (300)"),
        ("วาระ 9 ลบ 3", "ไม่พบเรื่องนี้ในระเบียบวาระ"),
        ("วาระ 5", "ขั้นตอนที่ 5 ไม่ใช่การประชุม"),
        (f"กำหนดวัน 9 3/3/2570 https://x.go.th/{'a' * LINK_LENGTH}", "เกินกว่าที่กำหนด (500)"),
    ],
)
def test_what_cannot_be_says_what_to_do_next(office: Office, typed: str, told: str) -> None:
    assert told in office.say(SECRETARY, typed).text


def test_an_agenda_has_an_end(office: Office) -> None:
    for n in range(MOST_ITEMS):
        office.say(SECRETARY, f"วาระ 9 เพิ่ม เรื่อง {n}")
    assert "ไม่เกิน 20 เรื่อง" in office.say(SECRETARY, "วาระ 9 เพิ่ม อีก").text
