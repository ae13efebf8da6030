"""/flow: the SOP's flow chart as a picture, and in short as words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.domain.message import Made, ToMake
from bot.domain.plan import PlanStatus
from tests.cast import MEMBER, PRIVATE, STRANGER, Office, local, office_with_plan
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.mark.parametrize("said", ["ผังกระบวนการ", "ผังงานค่ะ", "/flow 2570"])
def test_the_picture_comes_with_what_it_shows_in_short(office: Office, said: str) -> None:
    post = office.say(MEMBER, said).post
    name = "ผังกระบวนการ 2.4 ปีงบประมาณ พ.ศ. 2570.png"
    assert post.message.pictures == (ToMake(Made.FLOW, office.plan().id, name, "th"),)
    assert post.text == (
        "ผังกระบวนการตัวชี้วัดที่ 2.4\n"
        "ปีงบประมาณ พ.ศ. 2570 · ข้อมูล ณ วันที่ 22 พ.ย. 69\n"
        "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0 · ยังไม่เริ่ม 6 (ทั้งหมด 12 ขั้นตอน)\n"
        "อยู่ระหว่างดำเนินการ: ขั้นตอนที่ 5 และ 7\n"
        "ดำเนินการคู่ขนาน: ขั้นตอนที่ 7 และ 8"
    )


def test_what_is_overdue_is_told_in_words_too(office: Office) -> None:
    office.now = local("2027-03-09 09:00")
    assert "\nเกินกำหนด: ขั้นตอนที่ 5 และ 8\n" in office.say(MEMBER, "ผังกระบวนการ").text


def test_it_is_a_button_under_the_plan(office: Office) -> None:
    plan = office.say(MEMBER, "แผน").post
    (picture,) = office.press(MEMBER, "ผังกระบวนการ", plan).post.message.pictures
    assert picture.what is Made.FLOW


def test_of_a_plan_that_is_over_no_step_goes_on(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    text = office.press(MEMBER, f"flow p{office.plan().id}").post.text
    assert "อยู่ระหว่างดำเนินการ" not in text


def test_talk_of_a_chart_is_left_alone(office: Office) -> None:
    assert office.say(MEMBER, "ผังกระบวนการทำงานอยู่ที่ใครคะ").posts == ()


def test_a_stranger_gets_none(office: Office) -> None:
    assert not office.say(STRANGER, "ผังกระบวนการ", PRIVATE).post.message.pictures


def test_where_no_picture_can_be_shown_it_is_the_plan_and_no_button(office: Office) -> None:
    office.channel.can = replace(office.channel.can, pictures=False)
    plan = office.say(MEMBER, "แผน").post
    assert "ผังกระบวนการ" not in plan.labels
    assert office.say(MEMBER, "ผังกระบวนการ").text == plan.text
