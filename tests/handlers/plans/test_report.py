"""/report: what the office hands in after a round, for who signs it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain.events import Exported
from bot.domain.incoming import Place
from bot.domain.message import Made, ToMake
from bot.domain.plan import PlanStatus
from tests.cast import GROUP, MEMBER, PRIVATE, SECRETARY, Office

CHOICES = ["รอบ 5 เดือนแรก", "รอบ 5 เดือนหลัง", "ทั้งปีงบประมาณ"]


@pytest.fixture(autouse=True)
def _in_private(office: Office) -> None:
    office.say(SECRETARY, "/start", PRIVATE)


def exported(office: Office) -> list[tuple[str, int | None]]:
    return [(e.what, e.round) for e in office.plan().events if isinstance(e, Exported)]


def test_without_a_round_it_asks_for_one(office: Office) -> None:
    post = office.say(SECRETARY, "จัดทำรายงาน", PRIVATE).post
    assert post.text == "โปรดเลือกรอบของรายงาน\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570"
    assert post.labels == CHOICES
    assert exported(office) == []


def test_the_report_of_a_round_comes_as_word_and_excel(office: Office) -> None:
    office.now = office.now.replace(year=2027, month=3, day=5)
    post = office.say(SECRETARY, "จัดทำรายงาน รอบ 1", PRIVATE).post
    plan = office.plan().id
    name = "2.4 ปีงบประมาณ พ.ศ. 2570 รอบ 1"
    assert post.message.documents == (
        ToMake(Made.REPORT, plan, f"รายงาน {name}.docx", "th", "1"),
        ToMake(Made.TABLE, plan, f"ตารางขั้นตอน {name}.xlsx", "th", "1"),
    )
    assert post.text == (
        "รายงานผลการดำเนินงานตัวชี้วัดที่ 2.4 รอบ 5 เดือนแรก ปีงบประมาณ พ.ศ. 2570\n"
        "ข้อมูล ณ วันที่ 5 มีนาคม 2570\n"
        "แล้วเสร็จ 4 · อยู่ระหว่างดำเนินการ 0 · เกินกำหนด 2 · ยังไม่เริ่ม 0 (ทั้งหมด 6 ขั้นตอน)\n"
        "ยังขาดหลักฐาน 7 รายการ\n"
        "โปรดตรวจสอบ เติมเลขที่หนังสือและผู้รับ แล้วลงนาม"
    )


def test_the_other_rounds_are_buttons_under_it(office: Office) -> None:
    post = office.say(SECRETARY, "/report 1", PRIVATE).post
    assert post.labels == CHOICES[1:]
    year = office.press(SECRETARY, "ทั้งปีงบประมาณ", post).post
    assert [one.of for one in year.message.documents] == ["", ""]
    assert exported(office) == [("report", 1), ("report", None)]


def test_pressed_again_and_again_it_is_noted_once(office: Office) -> None:
    for _ in range(3):
        assert office.say(SECRETARY, "/report 1", PRIVATE).post.message.documents
    assert exported(office) == [("report", 1)]
    office.now += timedelta(minutes=10)
    office.say(SECRETARY, "/report 1", PRIVATE)
    assert exported(office) == [("report", 1)] * 2


def test_asked_for_in_the_group_it_goes_to_who_asked(office: Office) -> None:
    said = office.press(SECRETARY, "รอบ 5 เดือนแรก", office.say(SECRETARY, "จัดทำรายงาน").post)
    assert said.post.text == "ส่งรายงาน (Word และ Excel) ทางแชตส่วนตัวของท่านแล้ว"
    (private,) = said.elsewhere
    assert len(private.message.documents) == 2


def test_of_a_plan_that_has_ended_it_can_be_had_too(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    post = office.say(SECRETARY, "จัดทำรายงาน ทั้งปี 2570", PRIVATE).post
    assert "แล้วเสร็จ 4 · ไม่ดำเนินการ 0 · ยังไม่แล้วเสร็จ 8 (ทั้งหมด 12 ขั้นตอน)" in post.text


@pytest.mark.parametrize("asked", ["จัดทำรายงาน ทั้งปี 2570", "ชุดหลักฐาน ทั้งปี 2570"])
def test_of_a_cancelled_plan_it_is_said_to_be_so(office: Office, asked: str) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.CANCELLED)
        work.commit()
    assert "\nแผนนี้ยกเลิกแล้ว\n" in office.say(SECRETARY, asked, PRIVATE).text


@pytest.mark.parametrize("place", [GROUP, PRIVATE])
def test_it_is_for_the_secretary_and_the_chair(office: Office, place: Place) -> None:
    said = office.say(MEMBER, "จัดทำรายงาน 1", place)
    assert not said.post.message.documents
    assert "เลขานุการ" in said.text
    assert exported(office) == []


def test_in_ones_own_language_it_is_asked_for_and_named_in_english(office: Office) -> None:
    who = office.person(SECRETARY).id
    with office.store.work() as work:
        work.people.set_language(who, "en")
        work.commit()
    post = office.say(SECRETARY, "/report all", PRIVATE).post
    assert post.text.startswith("Report on indicator 2.4, fiscal year 2570 BE (2026/27)\n")
    assert {one.language for one in post.message.documents} == {"en"}
    assert replace(post.message.documents[1], plan=1, name="") == ToMake(Made.TABLE, 1, "", "en")
