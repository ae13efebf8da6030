"""A team that loses its only secretary: the group is told, and its administrators may mend it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.channels.telegram.channel import POPUP_LIMIT
from bot.domain.incoming import Happened
from tests.cast import (
    ACADEMIC,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    Post,
    office_with_plan,
)
from tests.handlers.people.taking import LINE_LIKE
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """MEMBER administers the group, and is nobody's secretary; the chair has no private chat."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, unopened=[CHAIR])
    office.administrators = {MEMBER}
    yield office
    store.close()


def left(office: Office) -> Post:
    return office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY).posts[0]


def secretaries(office: Office) -> list[str]:
    return [m.person.name for m in office.team().secretaries]


def test_the_group_is_told_what_to_do(office: Office) -> None:
    told = left(office)
    assert told.text == (
        "ขณะนี้คณะดำเนินงานยังไม่มีเลขานุการในระบบ\n"
        "ข้อความที่ส่งถึงเลขานุการจึงยังไม่มีผู้รับ\n"
        "ขอความร่วมมือผู้ดูแลกลุ่มดำเนินการอย่างใดอย่างหนึ่ง\n"
        "• กดปุ่มด้านล่างเพื่อรับหน้าที่เลขานุการ\n"
        "• หรือตอบกลับข้อความของผู้ที่จะเป็นเลขานุการด้วยคำว่า “กำหนดเลขานุการ”"
    )
    assert told.labels == ["รับหน้าที่เลขานุการ"]


def test_an_administrator_takes_over(office: Office) -> None:
    taken = office.press(MEMBER, "รับหน้าที่เลขานุการ", left(office))
    assert "บันทึก นางมาลี ตัวอย่าง เป็นเลขานุการในระบบแล้ว" in taken.text
    assert secretaries(office) == ["มาลี"]


def test_an_administrator_names_somebody_and_the_notice_says_so(office: Office) -> None:
    told = left(office)
    answer = office.say(MEMBER, "กำหนดเลขานุการ", reply_to=ACADEMIC)
    assert secretaries(office) == ["อารีย์"]
    assert (told.id, "เลขานุการ: ดร.อารีย์ ตัวอย่าง") in [(p.edits, p.text) for p in answer.posts]


def test_an_invitation_by_an_administrator_is_confirmed_by_him_or_her(office: Office) -> None:
    left(office)
    code = office.say(MEMBER, "กำหนดเลขานุการ").post.buttons[0].invite or ""
    (question,) = office.happens(Happened.OPENED, ACADEMIC, PRIVATE, text=code).elsewhere
    office.press(MEMBER, "ยืนยัน", question)
    assert secretaries(office) == ["อารีย์"]


def test_nobody_else_takes_over(office: Office) -> None:
    told = left(office)
    popup = office.press(ACADEMIC, "รับหน้าที่เลขานุการ", told).popup
    assert popup == "ขณะนี้ยังไม่มีเลขานุการในระบบ\nกำหนดเลขานุการได้โดยผู้ดูแลกลุ่มหรือประธาน"
    assert "ผู้ดูแลกลุ่มหรือประธาน" in office.say(ACADEMIC, "กำหนดเลขานุการ", reply_to=MEMBER).text
    assert secretaries(office) == []


def test_with_a_secretary_an_administrator_names_none(office: Office) -> None:
    assert "เลขานุการหรือประธาน" in office.say(MEMBER, "กำหนดเลขานุการ", reply_to=ACADEMIC).text
    told = left(office)
    office.press(CHAIR, "รับหน้าที่เลขานุการ", told)
    assert office.press(MEMBER, "รับหน้าที่เลขานุการ", told).popup.startswith("มีเลขานุการในระบบแล้ว")
    assert secretaries(office) == ["สมคิด"]


def test_the_chair_reads_it_as_a_letter_and_nothing_is_ordered(office: Office) -> None:
    office.happens(Happened.OPENED, CHAIR, PRIVATE)
    told = office.happens(Happened.LEFT, SECRETARY, subject=SECRETARY).elsewhere
    (letter,) = [p.text for p in told if p.chat.address == CHAIR.account]
    assert letter.startswith("เรื่อง การเปลี่ยนแปลงสมาชิกในกลุ่ม\nเรียน ประธานคณะดำเนินงาน")
    assert "ระบบยกเลิกการมอบหมายในระบบแล้ว (ไม่มีผลต่อคำสั่งแต่งตั้ง)" in letter
    assert "จึงเรียนมาเพื่อโปรดพิจารณา" in letter
    assert "โปรดมอบหมาย" not in letter


def test_the_secretary_who_comes_back_is_secretary_again(office: Office) -> None:
    told = left(office)
    back = office.happens(Happened.JOINED, SECRETARY, subject=SECRETARY)
    assert secretaries(office) == ["พิมพ์ใจ"]
    assert told.id in [p.edits for p in back.posts]


def test_who_is_the_only_secretary_is_told_so_before_leaving(office: Office) -> None:
    alone = "ท่านเป็นเลขานุการเพียงผู้เดียว โปรดกำหนดเลขานุการคนใหม่ก่อน"
    ways = office.say(SECRETARY, "ถอนชื่อ", PRIVATE).post
    assert alone in office.press(SECRETARY, "ออกจากคณะดำเนินงานนี้", ways).text
    office.say(SECRETARY, "กำหนดเลขานุการ", reply_to=ACADEMIC)
    assert alone not in office.press(SECRETARY, "ออกจากคณะดำเนินงานนี้", ways).text


STEER = (
    "กำหนดประธาน",
    "ยกเลิกการปิด 4 ผิด",
    "ไม่ดำเนินการ 8 งบ",
    "ทดลองแจ้งเตือน",
    "วันหยุด เพิ่ม 31/12/2569 x",
)
TURN_TO = "ขณะนี้ยังไม่มีเลขานุการในระบบ\nโปรดขอให้ผู้ดูแลกลุ่มกด “รับหน้าที่เลขานุการ” ในกลุ่ม หรือพิมพ์ “กำหนดเลขานุการ”"
ON_LINE = (
    "ขณะนี้ยังไม่มีเลขานุการในระบบ\n"
    "โปรดกด “รับหน้าที่เลขานุการ” ในกลุ่ม หรือพิมพ์ “กำหนดเลขานุการ” ตามด้วย @ แล้วเลือกชื่อ"
)


@pytest.mark.parametrize("text", STEER)
def test_a_refusal_turns_to_who_may_name_one(office: Office, text: str) -> None:
    left(office)
    said = office.say(MEMBER, text).text
    assert said == f"รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน\n{TURN_TO}"


@pytest.mark.parametrize("text", [*STEER, "จัดทำแผน"])
def test_where_none_administers_to_everybody(office: Office, text: str) -> None:
    office.channel.can = LINE_LIKE
    left(office)
    said = office.say(MEMBER, text).text
    assert said == f"รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน\n{ON_LINE}"


@pytest.mark.parametrize("text", ["แนบ 7", "เสร็จ 7", "ความก้าวหน้า 7 40"])
def test_so_does_one_about_a_step_of_others(office: Office, text: str) -> None:
    left(office)
    assert office.say(MEMBER, text).text.endswith(f"เลขานุการ หรือประธาน\n{TURN_TO}")


def test_so_does_one_about_a_file_of_others(office: Office) -> None:
    file = office.keep_file(5, "ภาพ.pdf", who=ACADEMIC)
    left(office)
    assert office.press(MEMBER, f"removefile f{file}").popup.endswith(TURN_TO)


def test_so_does_one_to_the_chair_who_would_hand_a_step_over(office: Office) -> None:
    left(office)
    assert office.press(CHAIR, "followup p1 5").popup == TURN_TO


def test_a_popup_has_room_for_it(office: Office) -> None:
    left(office)
    for pressed in ("end p1", "done p1 6", "done p1 9"):
        popup = office.press(ACADEMIC, pressed).popup
        assert popup.endswith(TURN_TO)
        assert len(popup) <= POPUP_LIMIT
