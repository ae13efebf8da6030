"""Agenda, attendance and minutes of a plan that is over: read still, and changed no more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.plan import PlanStatus
from tests.cast import (
    BOARD_MEMBER,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    local,
    make_plan,
    office_with_plan,
)
from tests.stores import fresh_store

READ = {
    "รายงานการประชุม 9": "มติที่ประชุม: เห็นชอบแผน",
    "ระเบียบวาระ 9": "เรื่องเพื่อพิจารณา",
    "เข้าประชุม 9": "มา 1 · ไม่มา 1",
    "เข้าประชุม 9 รายชื่อ": "ผู้แจ้งว่ามาประชุม 1 คน\n• นางมาลี ตัวอย่าง",
}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """The plan of 2570 is closed; its meeting was held."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.say(SECRETARY, "กำหนดวัน 9 3/3/2570 13.30")
    office.say(SECRETARY, "วาระ 9 เพิ่ม เรื่องเพื่อพิจารณา")
    office.say(MEMBER, "เข้าประชุม 9 มา")
    office.say(BOARD_MEMBER, "เข้าประชุม 9 ไม่มา")
    office.say(SECRETARY, "รายงานการประชุม 9 มติ เห็นชอบแผน")
    office.now = local("2027-09-30 09:00")
    with store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    yield office
    store.close()


@pytest.fixture
def next_year(office: Office) -> Office:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    office.now = local("2027-10-04 09:00")
    return office


@pytest.mark.parametrize(("typed", "told"), READ.items())
def test_while_none_runs_the_newest_is_offered(office: Office, typed: str, told: str) -> None:
    offered = office.say(SECRETARY, typed, PRIVATE).post
    shown = office.press(SECRETARY, "ดูแผนล่าสุด", offered, PRIVATE)
    assert told in shown.text
    assert shown.labels == []


@pytest.mark.parametrize("year", ["2570", "ปี 2570", "ปีงบประมาณ พ.ศ. ๒๕๗๐"])
@pytest.mark.parametrize(("typed", "told"), READ.items())
def test_a_year_names_the_plan(next_year: Office, typed: str, told: str, year: str) -> None:
    shown = next_year.say(SECRETARY, f"{typed} {year}", PRIVATE)
    assert told in shown.text
    assert shown.labels == []


@pytest.mark.parametrize("typed", ["รายงานการประชุม 9", "ระเบียบวาระ 9"])
def test_a_button_leads_to_that_of_the_year_before(next_year: Office, typed: str) -> None:
    shown = next_year.say(SECRETARY, typed).post
    last = next_year.press(SECRETARY, "แผนปีก่อน", shown)
    assert READ[typed] in last.text
    assert last.labels == []


@pytest.mark.parametrize("told", ["p1 9", "2570 9"])
@pytest.mark.parametrize("change", ["minutes {} มติ ก", "agenda {} เพิ่ม ก", "attend {} มา"])
def test_nothing_of_it_is_changed(next_year: Office, change: str, told: str) -> None:
    assert "ปิดแล้ว" in next_year.say(SECRETARY, f"/{change.format(told)}", PRIVATE).text
    assert "ปิดแล้ว" in next_year.press(SECRETARY, "agenda p1 9 i1", chat=PRIVATE).popup
    with next_year.store.reading() as work:
        met = work.plans.by_id(1).states[9].met
    assert (len(met.agenda), len(met.answers), len(met.outcomes)) == (1, 2, 1)


def test_a_year_in_what_is_recorded_names_no_plan(next_year: Office) -> None:
    said = next_year.say(SECRETARY, "รายงานการประชุม 9 มติ รับรองรายงาน ปี 2570")
    assert "มติที่ประชุม: รับรองรายงาน ปี 2570" in said.text


def test_of_who_left_since_the_answer_stands_and_who_came_since_owes_none(office: Office) -> None:
    office.press(SECRETARY, f"expel t1 u{office.person(MEMBER).id}", chat=PRIVATE)
    with office.store.work() as work:
        newcomer = work.people.seen("fake", "777", "นายใหม่ ตัวอย่าง", "", "th")
        work.teams.add_member(office.team().id, newcomer.id, office.now)
        work.teams.join_party(office.team().id, newcomer.id, "lo-2.4", "academic")
        work.commit()
    shown = office.say(SECRETARY, "/minutes p1 9", PRIVATE).text
    assert "ผู้แจ้งว่ามาประชุม 1 คน\n• นางมาลี ตัวอย่าง" in shown
    assert "นายใหม่" not in shown
