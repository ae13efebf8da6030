"""From an office's own SOP to its running plan, before there is any committee."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from pathlib import Path

import pytest

from bot.domain.incoming import Happened
from tests.cast import MEMBER, PRIVATE, SECRETARY, Office, Post
from tests.handlers.plans.importing import SOURCE, bring, read, reviewed
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The bot has come into the group of an office, whose administrator the secretary is to be."""
    store = fresh_store(tmp_path)
    office = Office(store)
    office.happens(Happened.BOT_ADDED, SECRETARY)
    yield office
    store.close()


def used(office: Office) -> Post:
    return office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", reviewed(office)).post


def planned(office: Office) -> None:
    start = office.press(SECRETARY, "จัดทำแผนจาก SOP นี้", used(office)).post
    assert "ตาม SOP: คู่มือการปฏิบัติงานการจัดการความรู้" in start.text
    assert "นำเข้า SOP" not in start.text
    draft = office.press(SECRETARY, start.labels[0], start).post
    office.press(SECRETARY, "ยืนยัน", draft)


def test_an_administrator_brings_it_and_makes_the_plan(office: Office) -> None:
    planned(office)
    sop = office.plan().sop
    assert (sop.id, sop.length) == ("km-1", 3)


def test_before_that_setting_up_a_plan_says_how_one_is_brought(office: Office) -> None:
    assert "นำเข้า SOP" in office.say(SECRETARY, "จัดทำแผน", PRIVATE).text


def test_who_administers_no_group_is_told_what_to_do_first(office: Office) -> None:
    assert "โปรดเพิ่มระบบนี้เข้ากลุ่ม" in office.say(MEMBER, "นำเข้า SOP", PRIVATE).text


def test_a_typed_answer_needs_no_word_of_the_platform(office: Office) -> None:
    card = office.press(SECRETARY, "แก้ไขขั้นตอน", reviewed(office)).post
    step = office.press(SECRETARY, card.labels[0], card).post
    office.press(SECRETARY, "ระยะเวลา", step)
    assert "แก้ไขใน SOP ที่กำลังตรวจทานแล้ว" in office.say(SECRETARY, "5 วัน", PRIVATE).text


def test_brought_again_the_running_plan_keeps_its_version_and_may_take_the_next(
    office: Office,
) -> None:
    planned(office)
    bring(office)
    again = read(office, SOURCE.replace("duration: 20", "duration: 25"))
    told = office.press(SECRETARY, "ใช้ตามที่เสนอทั้งหมด", again).post
    assert "แผนที่ดำเนินอยู่ยังใช้ฉบับเดิม" in told.text
    assert office.plan().sop.step(2).duration == 20
    plan = office.plan().id
    with office.store.reading() as work:
        newest = work.sops.used(office.team().group)[0]
    assert newest.at == office.now.astimezone(UTC)
    assert f"revise p{plan} v{newest.id}" in [b.action for b in told.buttons]
