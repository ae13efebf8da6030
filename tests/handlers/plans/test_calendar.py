"""/calendar: a file for everybody, and for each member an address that is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.message import Made, ToMake
from bot.domain.office import Office as Owner
from tests.cast import (
    ACADEMIC,
    GROUP,
    MEMBER,
    PRIVATE,
    STRANGER,
    Office,
    Post,
    office_with_plan,
)
from tests.stores import fresh_store

NAME = "ปฏิทิน 2.4 ปีงบประมาณ พ.ศ. 2570.ics"
BY_ITSELF = "ปฏิทินที่ปรับปรุงเอง"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.fixture
def reached(office: Office) -> Office:
    """By the world."""
    office.of(Owner(), "https://sop.example.go.th/calendar/{token}")
    return office


def token(post: Post) -> str:
    (link,) = [button.link for button in post.buttons if button.link]
    assert link.startswith("https://sop.example.go.th/calendar/")
    return link.rpartition("/")[2]


def leads(office: Office, address: str) -> bool:
    with office.store.reading() as work:
        return work.subscriptions.led_to(address) is not None


@pytest.mark.parametrize("said", ["ปฏิทิน", "/calendar", "ไฟล์ปฏิทิน", "ปฏิทิน 2570"])
def test_in_the_group_the_whole_plan_comes_as_a_file(office: Office, said: str) -> None:
    post = office.say(MEMBER, said).post
    assert post.message.documents == (ToMake(Made.CALENDAR, office.plan().id, NAME, "th"),)
    assert post.text == (
        "ไฟล์ปฏิทิน: ทั้งแผน\n"
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n"
        "ข้อมูล ณ วันที่ 22 พ.ย. 69\n"
        "โปรดเปิดไฟล์เพื่อเพิ่มกำหนดการลงในปฏิทินของท่าน\n"
        "หากกำหนดการเปลี่ยนแปลง โปรดพิมพ์ “ปฏิทิน” เพื่อขอไฟล์ใหม่ รายการเดิมจะปรับปรุงตามไฟล์ใหม่"
    )


def test_in_private_one_chooses_ones_own_work_or_the_whole(office: Office) -> None:
    asked = office.say(ACADEMIC, "ปฏิทิน", PRIVATE).post
    assert asked.labels == ["เฉพาะงานของฉัน", "ทั้งแผน"]
    (mine,) = office.press(ACADEMIC, "เฉพาะงานของฉัน", asked).post.message.documents
    assert (mine.of, mine.name) == (str(office.person(ACADEMIC).id), f"ปฏิทินงานของฉัน{NAME[6:]}")
    (whole,) = office.press(ACADEMIC, "ทั้งแผน", asked).post.message.documents
    assert (whole.of, whole.name) == ("", NAME)


def test_nobody_else_gets_one(office: Office) -> None:
    answer = office.say(STRANGER, "/calendar p1 all", PRIVATE)
    assert not any(post.message.documents for post in answer.posts)


# --------------------------------------------------------- an address


def test_whoever_asks_for_an_address_gets_one_that_leads_to_the_team(reached: Office) -> None:
    asked = reached.say(MEMBER, "ปฏิทิน", PRIVATE).post
    post = reached.press(MEMBER, BY_ITSELF, asked).post
    assert post.text == (
        "ที่อยู่ปฏิทินของท่าน\n"
        "คณะดำเนินงานตัวชี้วัดที่ 2.4\n"
        "ปฏิทินของท่านจะอ่านแผนจากที่อยู่นี้เอง หากกำหนดการเปลี่ยนแปลง ปฏิทินจะปรับปรุงตามภายใน 1 วัน\n"
        "ที่อยู่นี้สำหรับท่านเท่านั้น ผู้ที่ทราบที่อยู่จะเห็นกำหนดการได้ โปรดอย่าส่งต่อ"
    )
    assert post.labels == ["วิธีเพิ่มปฏิทิน", "ยกเลิกที่อยู่ปฏิทิน"]
    assert leads(reached, token(post))


def test_to_ask_again_keeps_it_until_a_new_one_is_asked_for(reached: Office) -> None:
    asked = reached.say(MEMBER, "ปฏิทิน", PRIVATE).post
    old = token(reached.press(MEMBER, BY_ITSELF, asked).post)
    again = reached.press(MEMBER, BY_ITSELF, asked).post
    assert "จัดทำเมื่อ 22 พ.ย. 69 เวลา 09.00 น.\nยังไม่มีปฏิทินใดอ่านที่อยู่นี้" in again.text
    assert leads(reached, old)
    new = token(reached.press(MEMBER, "ขอที่อยู่ใหม่", again).post)
    assert leads(reached, new)
    assert not leads(reached, old)


def test_revoked_it_leads_nowhere(reached: Office) -> None:
    asked = reached.say(MEMBER, "ปฏิทิน", PRIVATE).post
    made = reached.press(MEMBER, BY_ITSELF, asked).post
    revoked = reached.press(MEMBER, "ยกเลิกที่อยู่ปฏิทิน", made).post
    assert revoked.edits == made.id
    assert revoked.text.startswith("ยกเลิกที่อยู่ปฏิทินแล้ว\n")
    assert not leads(reached, token(made))
    again = reached.press(MEMBER, f"calendar t{reached.team().id} revoke", chat=PRIVATE)
    assert "ท่านไม่มีที่อยู่ปฏิทิน" in again.text


def test_in_the_group_no_address_is_made_or_shown(reached: Office) -> None:
    line = f"/calendar t{reached.team().id} address"
    assert not any(button.link for button in reached.say(MEMBER, line, GROUP).post.buttons)
    with reached.store.reading() as work:
        assert work.subscriptions.all()[0] == 0


def test_where_the_world_reaches_nothing_there_is_no_address(office: Office) -> None:
    office.say(MEMBER, f"/calendar t{office.team().id} address", PRIVATE)
    with office.store.reading() as work:
        assert work.subscriptions.all()[0] == 0


def test_where_a_group_gets_no_files_who_asks_gets_it_in_private(office: Office) -> None:
    office.channel.can = replace(office.channel.can, files=False)
    answer = office.say(MEMBER, "ปฏิทิน")
    assert answer.text == "ส่งไฟล์ปฏิทิน ทางแชตส่วนตัวของท่านแล้ว"
    (private,) = answer.elsewhere
    assert private.message.documents
