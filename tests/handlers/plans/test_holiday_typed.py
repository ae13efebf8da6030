"""/holiday: names stand whole, examples can be copied, and a date alone is offered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.render.text import holiday
from bot.system.days_off import official_days_off
from handlers.plans import holiday_days
from tests.cast import MEMBER, PRIVATE, SECRETARY, Office, local, office_with_plan
from tests.stores import fresh_store

DAYS_OFF = official_days_off(2026, 2027)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path, DAYS_OFF)
    yield office_with_plan(store)
    store.close()


def days_off(office: Office) -> dict[date, str]:
    with office.store.reading() as work:
        return dict(work.teams.days_off(office.team().id))


def added(office: Office) -> dict[date, str]:
    return {d: n for d, n in days_off(office).items() if d not in DAYS_OFF}


def test_an_official_name_is_never_cut() -> None:
    longest = max(len(name) for name in official_days_off(2024, 2040).values())
    assert longest <= min(holiday.NAME_LENGTH, holiday_days.MAX_NAME)


def test_royal_names_stand_whole_in_the_list(office: Office) -> None:
    first = office.say(SECRETARY, "วันหยุด").post
    said = first.text + office.press(SECRETARY, "ถัดไป", first).text
    assert "วันพระบาทสมเด็จพระพุทธยอดฟ้าจุฬาโลกมหาราช และวันที่ระลึกมหาจักรีบรมราชวงศ์" in said
    assert "…" not in said


def test_the_example_of_adding_works_when_it_is_copied(office: Office) -> None:
    listed = office.say(SECRETARY, "วันหยุด", PRIVATE).text
    example = listed.splitlines()[-1].partition("เช่น ")[2]
    assert example == "“วันหยุด เพิ่ม 30/11/2569 วันหยุดพิเศษ”"
    assert office.say(SECRETARY, example, PRIVATE).text.startswith("เพิ่มวันหยุดแล้ว")


@pytest.mark.parametrize("now", ["2026-11-22 09:00", "2026-12-23 09:00", "2027-04-05 09:00"])
def test_the_examples_of_the_questions_work_when_they_are_copied(office: Office, now: str) -> None:
    office.now = local(now)
    for verb, done in (("เพิ่ม", "เพิ่มวันหยุดแล้ว"), ("ลบ", "ลบวันหยุดแล้ว")):
        asked = office.say(SECRETARY, f"วันหยุด {verb}", PRIVATE).text
        answer = office.say(SECRETARY, "\n".join(asked.splitlines()[1:-1]), PRIVATE).text
        assert answer.startswith(done)
        assert "อยู่แล้ว" not in answer


@pytest.mark.parametrize(
    "typed", ["/holiday 30/12/2569 พิเศษ", "วันหยุด 30/12/2569 พิเศษ", "วันหยุด 30 ธ.ค. 69 พิเศษ"]
)
def test_a_date_alone_is_offered_to_be_added(office: Office, typed: str) -> None:
    offered = office.say(SECRETARY, typed)
    assert "• วันพุธที่ 30 ธันวาคม 2569 พิเศษ" in offered.text
    assert offered.labels == ["เพิ่มวันหยุด 30 ธ.ค. 69", "ยกเลิก"]
    assert added(office) == {}
    office.press(SECRETARY, "เพิ่มวันหยุด 30 ธ.ค. 69", offered.post)
    assert added(office) == {date(2026, 12, 30): "พิเศษ"}


def test_of_a_date_that_is_off_already_it_says_so(office: Office) -> None:
    said = office.say(SECRETARY, "วันหยุด 31/12/2569").text
    assert said == "วันพฤหัสบดีที่ 31 ธันวาคม 2569 เป็นวันหยุดอยู่แล้ว (วันสิ้นปี)"


def test_a_member_is_offered_no_days_to_add(office: Office) -> None:
    refused = office.say(MEMBER, "วันหยุด 30/12/2569 พิเศษ").text
    assert refused.startswith("รายการนี้ดำเนินการได้โดยเลขานุการหรือประธาน")


@pytest.mark.parametrize("talk", ["วันหยุด 5 ธ.ค. ไปเที่ยวกัน", "วันหยุด 30/12/2569 ไปไหนกัน"])
def test_talk_of_a_holiday_is_not_answered(office: Office, talk: str) -> None:
    assert office.say(SECRETARY, talk).posts == ()


def test_the_longest_official_name_comes_back_when_its_removal_is_taken_back(
    office: Office,
) -> None:
    post = office.say(SECRETARY, "วันหยุด ลบ 7/12/2569").post
    office.press(SECRETARY, "เลิกทำ", post)
    assert days_off(office) == DAYS_OFF
