"""The bot comes into a group, rises, falls or leaves; a person shuts the private chat."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from bot.domain.incoming import Happened
from bot.domain.office import Office as Owner
from bot.domain.plan import PlanStatus
from bot.ports import Store
from bot.store.unit import SqlStore
from tests.cast import (
    CHAIR,
    GROUP,
    MEMBER,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    office_with_plan,
)
from tests.stores import fresh_store

OFFICE = Owner("สำนักอนามัยการเจริญพันธุ์", "กลุ่มอำนวยการ โทร. 0 2000 0000")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = fresh_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def office(store: Store) -> Office:
    return office_with_plan(store)


def test_in_a_new_group_it_introduces_itself_and_asks_for_what_it_needs(store: Store) -> None:
    office = Office(store, bot_is_administrator=False)
    office.of(OFFICE)
    answer = office.happens(Happened.BOT_ADDED, SECRETARY)
    assert len(answer.text.splitlines()) <= 16
    assert f"หน่วยงานเจ้าของระบบ: {OFFICE.name}\nสอบถาม: {OFFICE.contact}" in answer.text
    assert "ขอความร่วมมือกำหนดระบบเป็นผู้ดูแลกลุ่ม (ไม่ต้องให้สิทธิ์อื่น)" in answer.text
    assert "จะเห็นทุกข้อความ แต่เก็บเฉพาะข้อความและไฟล์ที่ส่งถึงระบบ" in answer.text
    assert "หากไม่กำหนดก็ใช้งานได้ โดยพิมพ์คำสั่งที่ขึ้นต้นด้วย /" in answer.text
    assert answer.labels == ["จัดทำแผน", "ข้อมูลส่วนบุคคล"]


def test_in_a_new_group_it_tells_in_short_what_it_keeps(store: Store) -> None:
    """Also those are recorded who never open a private chat."""
    introduction = Office(store).happens(Happened.BOT_ADDED, SECRETARY).post
    assert "ระบบจัดเก็บรหัส ชื่อ รายการที่บันทึก และไฟล์ของผู้ใช้ระบบในกลุ่มนี้" in introduction.text
    whole = Office(store).press(SECRETARY, "ข้อมูลส่วนบุคคล", introduction).text
    assert "ผู้ควบคุมข้อมูล: หน่วยงานที่ให้บริการระบบนี้" in whole


def test_added_as_an_administrator_it_does_not_ask_to_become_one(store: Store) -> None:
    answer = Office(store, bot_is_administrator=True).happens(Happened.BOT_ADDED, SECRETARY)
    assert "ระบบเป็นผู้ดูแลกลุ่มแล้ว" in answer.text
    assert "ขอความร่วมมือกำหนด" not in answer.text


def test_the_button_of_the_introduction_begins_the_plan(store: Store) -> None:
    office = Office(store)
    introduction = office.happens(Happened.BOT_ADDED, SECRETARY).post
    assert "โปรดเลือกวันเริ่มต้นแผน" in office.press(SECRETARY, "จัดทำแผน", introduction).text


def test_removed_from_the_group_the_plan_sleeps_and_its_leaders_are_told(office: Office) -> None:
    answer = office.happens(Happened.BOT_REMOVED, MEMBER)
    assert office.plan().status is PlanStatus.ASLEEP
    assert {p.chat.address for p in answer.elsewhere} == {SECRETARY.account, CHAIR.account}
    assert "โปรดเพิ่มระบบเข้ากลุ่มอีกครั้ง แผนจะดำเนินการต่อ" in answer.elsewhere[0].text
    assert answer.posts == ()


def test_of_being_removed_people_are_told_once(office: Office) -> None:
    office.happens(Happened.BOT_REMOVED, MEMBER)
    assert office.happens(Happened.BOT_REMOVED, MEMBER).elsewhere == ()


def test_added_again_the_plan_goes_on(office: Office) -> None:
    office.happens(Happened.BOT_REMOVED, MEMBER)
    answer = office.happens(Happened.BOT_ADDED, MEMBER)
    assert "ระบบกลับเข้ากลุ่มแล้ว (คณะดำเนินงานตัวชี้วัดที่ 2.4)" in answer.text
    assert "แผนดำเนินการต่อตามเดิม" in answer.text
    assert office.plan().status is PlanStatus.ACTIVE


@pytest.mark.parametrize(
    "happened",
    [
        Happened.BOT_PROMOTED,
        Happened.BOT_DEMOTED,
        Happened.JOINED,
        Happened.LEFT,
        Happened.EDITED,
        Happened.SAID,
        Happened.PRESSED,
    ],
)
def test_whatever_comes_from_the_group_wakes_the_plan(office: Office, happened: Happened) -> None:
    office.happens(Happened.BOT_REMOVED, MEMBER)
    office.happens(happened, MEMBER, text="สถานะ", subject=STRANGER)
    assert office.plan().status is PlanStatus.ACTIVE


def test_a_group_that_moves_wakes_the_plan(office: Office) -> None:
    office.happens(Happened.BOT_REMOVED, MEMBER)
    asleep = office.plan()
    office.happens(Happened.MOVED, text="-1009")
    with office.store.reading() as work:
        assert work.plans.by_id(asleep.id).status is PlanStatus.ACTIVE


def test_an_ended_plan_is_not_woken(office: Office) -> None:
    office.press(SECRETARY, f"end p{office.plan().id} close !")
    office.happens(Happened.BOT_REMOVED, MEMBER)
    answer = office.happens(Happened.BOT_ADDED, MEMBER)
    assert "ขณะนี้ไม่มีแผนที่ดำเนินการอยู่ โปรดกดปุ่มด้านล่างเพื่อจัดทำแผน" in answer.text
    assert office.plan().status is PlanStatus.ENDED


def test_made_an_administrator_it_thanks_once(office: Office) -> None:
    office.bot_is_administrator = True
    said = office.happens(Happened.BOT_PROMOTED, SECRETARY).text
    assert said.startswith("ขอขอบคุณ ระบบเป็นผู้ดูแลกลุ่มแล้ว")
    assert "ทดลองพิมพ์ “สถานะ” หรือ “ช่วยเหลือ”" in said
    assert office.happens(Happened.BOT_PROMOTED, SECRETARY).posts == ()


def test_let_speak_where_it_never_was_silenced_it_says_nothing(office: Office) -> None:
    assert office.happens(Happened.BOT_LET_SPEAK, SECRETARY).posts == ()


def test_let_speak_after_it_was_silenced_it_says_so(office: Office) -> None:
    with office.store.work() as work:
        work.chats.set_barred(office.team().group, office.now.astimezone(UTC))
        work.commit()
    said = office.happens(Happened.BOT_LET_SPEAK, SECRETARY).text
    assert said == "ระบบส่งข้อความในกลุ่มนี้ได้แล้ว"


def test_no_longer_an_administrator_it_says_how_to_go_on(office: Office) -> None:
    said = office.happens(Happened.BOT_DEMOTED, SECRETARY).text
    assert "ระบบไม่ได้เป็นผู้ดูแลกลุ่มแล้ว แต่ยังทำงานตามปกติ" in said
    assert "ตอบกลับข้อความของระบบ รวมถึงเมื่อส่งไฟล์" in said


def test_of_a_member_who_blocks_it_the_secretary_hears_once(office: Office) -> None:
    (told,) = office.happens(Happened.BLOCKED, MEMBER, PRIVATE).elsewhere
    assert told.chat.address == SECRETARY.account
    assert "ไม่สามารถส่งข้อความถึง นางมาลี ตัวอย่าง ได้" in told.text
    assert office.happens(Happened.BLOCKED, MEMBER, PRIVATE).elsewhere == ()
    assert office.person(MEMBER).private_chat is None


def test_when_the_chair_blocks_it_the_secretary_passes_on(office: Office) -> None:
    (told,) = office.happens(Happened.BLOCKED, CHAIR, PRIVATE).elsewhere
    assert "ระบบจะส่งข้อความถึงประธานมายังท่านเพื่อนำเรียนต่อ" in told.text


def test_a_stranger_who_blocks_it_concerns_nobody(office: Office) -> None:
    office.say(STRANGER, "/start", PRIVATE)
    assert office.happens(Happened.BLOCKED, STRANGER, PRIVATE).elsewhere == ()


def test_opened_again_a_person_can_be_written_to(office: Office) -> None:
    office.happens(Happened.BLOCKED, MEMBER, PRIVATE)
    office.happens(Happened.OPENED, MEMBER, PRIVATE)
    assert office.person(MEMBER).private_chat is not None


def test_when_the_chair_can_be_reached_again_the_secretary_hears_it_once(office: Office) -> None:
    office.happens(Happened.BLOCKED, CHAIR, PRIVATE)
    (told,) = office.happens(Happened.OPENED, CHAIR, PRIVATE).elsewhere
    assert told.chat.address == SECRETARY.account
    assert told.text.startswith("ส่งข้อความถึง ")
    assert "ได้ตามปกติแล้ว" in told.text
    assert "ข้อความถึงประธานจะส่งถึงประธานโดยตรง ไม่ต้องนำเรียนต่อ" in told.text
    assert office.happens(Happened.OPENED, CHAIR, PRIVATE).elsewhere == ()


def test_of_the_secretary_who_can_be_reached_again_the_chair_hears(office: Office) -> None:
    office.happens(Happened.BLOCKED, SECRETARY, PRIVATE)
    (told,) = office.say(SECRETARY, "สถานะ", PRIVATE).elsewhere
    assert told.chat.address == CHAIR.account
    assert "ส่งต่อ" not in told.text


@pytest.mark.parametrize("text", ["เสร็จ 5", "/done 5", "/done@sop_bot 5", "@sop_bot เสร็จ 5"])
def test_an_edited_command_does_not_run_and_says_so(office: Office, text: str) -> None:
    said = office.happens(Happened.EDITED, MEMBER, text=text).text
    assert said == "ข้อความที่แก้ไขภายหลังไม่นับเป็นคำสั่ง โปรดส่งเป็นข้อความใหม่"
    assert not office.plan().states[5].is_closed


def test_edited_talk_is_not_answered(office: Office) -> None:
    assert office.happens(Happened.EDITED, MEMBER, text="เสร็จกันแล้วนะคะ").posts == ()


def test_a_group_that_is_not_on_the_list_gets_one_sentence_once(store: SqlStore) -> None:
    office = Office(store)
    store.serve_only(frozenset({"-100999"}), office.now)
    said = office.happens(Happened.BOT_ADDED, SECRETARY, GROUP).text
    assert said == "กลุ่มนี้ไม่ได้รับอนุญาตให้ใช้ระบบ โปรดติดต่อผู้ดูแลระบบของหน่วยงาน"
    assert office.say(SECRETARY, "/setup").posts == ()
    assert "กลุ่มนี้ไม่ได้รับอนุญาต" in office.press(SECRETARY, "setup").popup
