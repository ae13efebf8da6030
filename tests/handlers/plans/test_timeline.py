"""/timeline: the steps of a plan as a picture, and in short as words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.domain.message import Made, ToMake
from bot.domain.plan import PlanStatus
from tests.cast import MEMBER, PRIVATE, STRANGER, Office, make_plan, office_with_plan
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    yield office_with_plan(store)
    store.close()


@pytest.mark.parametrize("said", ["ไทม์ไลน์", "แผนภูมิ", "/timeline"])
def test_the_picture_comes_with_what_it_shows_in_short(office: Office, said: str) -> None:
    post = office.say(MEMBER, said).post
    name = "ไทม์ไลน์ 2.4 ปีงบประมาณ พ.ศ. 2570.png"
    assert post.message.pictures == (ToMake(Made.TIMELINE, office.plan().id, name, "th"),)
    assert post.text == (
        "ไทม์ไลน์ตัวชี้วัดที่ 2.4\n"
        "ปีงบประมาณ พ.ศ. 2570 · ข้อมูล ณ วันที่ 22 พ.ย. 69\n"
        "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 2 · เกินกำหนด 0 · ยังไม่เริ่ม 6 (ทั้งหมด 12 ขั้นตอน)\n"
        "เริ่ม 1 ต.ค. 69 สิ้นสุด 14 ส.ค. 70"
    )


def test_it_is_a_button_under_the_plan(office: Office) -> None:
    plan = office.say(MEMBER, "แผน").post
    assert office.press(MEMBER, "ภาพไทม์ไลน์", plan).post.message.pictures


def test_in_private_it_comes_too_and_in_ones_own_language(office: Office) -> None:
    office.say(MEMBER, "/start", PRIVATE)
    who = office.person(MEMBER).id
    with office.store.work() as work:
        work.people.set_language(who, "en")
        work.commit()
    post = office.say(MEMBER, "/timeline", PRIVATE).post
    (picture,) = post.message.pictures
    assert (picture.language, picture.name) == (
        "en",
        "timeline 2.4 fiscal year 2570 BE (2026_27).png",
    )
    assert post.text.startswith("Timeline of indicator 2.4\n")


def test_of_a_plan_that_is_over_it_tells_how_it_ended(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    post = office.press(MEMBER, f"timeline p{office.plan().id}").post
    assert post.text.endswith("แล้วเสร็จ 4 จากทั้งหมด 12 ขั้นตอน")


def test_of_two_plans_it_asks_which(office: Office) -> None:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    asked = office.say(MEMBER, "ไทม์ไลน์").post
    assert not asked.message.pictures
    assert len(asked.labels) == 2


@pytest.mark.parametrize("said", ["ไทม์ไลน์ 2571", "/timeline 2571"])
def test_of_two_plans_the_year_tells_which(office: Office, said: str) -> None:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    assert "ปีงบประมาณ พ.ศ. 2571" in office.say(MEMBER, said).text


def test_a_stranger_gets_none(office: Office) -> None:
    assert not office.say(STRANGER, "ไทม์ไลน์", PRIVATE).post.message.pictures


def test_where_no_picture_can_be_shown_it_is_the_plan_and_no_button(office: Office) -> None:
    office.channel.can = replace(office.channel.can, pictures=False)
    plan = office.say(MEMBER, "แผน").post
    assert "ภาพไทม์ไลน์" not in plan.labels
    assert office.say(MEMBER, "ไทม์ไลน์").text == plan.text
