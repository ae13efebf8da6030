"""Who left was assigned work by a meeting, or was the main responsible: handed over, too."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.domain.events import AssignmentDone
from bot.domain.incoming import Happened
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    Post,
    local,
    office_with_plan,
)
from tests.handlers.people.erasing import forgets
from tests.planning import plan_due
from tests.stores import fresh_store

TO_ACADEMIC, TO_BOARD_MEMBER = "มอบให้ ดร.อารีย์ ตัวอย่าง", "มอบให้ นายวิชัย ตัวอย่าง"
LISTED = "• งานที่มอบหมาย: จัดทำร่างแผน (ครบกำหนด 31 มี.ค. 70 · ขั้นตอนที่ 9)"
LED = "• ผู้รับผิดชอบหลักของขั้นตอนที่ 5"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """MEMBER, of the committee with BOARD_MEMBER, has both."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store)
    office.now = local("2027-03-03 15:00")
    line = "รายงานการประชุม 9 มอบหมาย @malee ภายใน 31 มี.ค. 70 จัดทำร่างแผน"
    office.say(SECRETARY, line, PRIVATE, mentions=[MEMBER])
    office.say(SECRETARY, "ผู้รับผิดชอบหลัก 5 มาลี")
    yield office
    store.close()


def leaves(office: Office) -> Post:
    posts = office.press(MEMBER, "quit t1 !", chat=PRIVATE).elsewhere
    return next(p for p in posts if p.chat.address == SECRETARY.account)


def held(office: Office) -> tuple[int | None, int | None]:
    """By whom: the assigned work, the lead."""
    states = office.plan().states
    return states[9].met.assigned[0].owner, states[5].lead


@pytest.mark.parametrize("how", ["quit", "removed", "forgotten"])
def test_the_secretary_sees_both_whichever_way_somebody_goes(office: Office, how: str) -> None:
    if how == "quit":
        told = leaves(office)
    else:
        gone = forgets(office, MEMBER).elsewhere if how == "forgotten" else removed(office)
        told = next(p for p in gone if p.chat.address == SECRETARY.account)
    assert f"{LISTED}\n{LED}\n" in told.text


def test_one_press_gives_both_and_who_takes_over_hears_it(office: Office) -> None:
    answer = office.press(SECRETARY, TO_BOARD_MEMBER, leaves(office))
    heir = office.person(BOARD_MEMBER).id
    assert held(office) == (heir, heir)
    (heard,) = [p for p in answer.elsewhere if p.chat.address == BOARD_MEMBER.account]
    for told in (answer.text, heard.text):
        assert f"{LISTED}\n{LED}" in told


def test_it_is_taken_back_as_a_whole(office: Office) -> None:
    office.press(SECRETARY, TO_BOARD_MEMBER, leaves(office))
    office.say(SECRETARY, "เลิกทำ", PRIVATE)
    was = office.person(MEMBER).id
    assert held(office) == (was, was)


def test_not_once_the_work_is_carried_out(office: Office) -> None:
    given = office.press(SECRETARY, TO_BOARD_MEMBER, leaves(office))
    heir = office.person(BOARD_MEMBER).id
    office.record(AssignmentDone(at=office.now, by=heir, step=9, outcome=1))
    office.press(SECRETARY, "เลิกทำ", given.post)
    assert held(office) == (heir, heir)


def test_who_does_not_answer_for_a_step_is_not_mainly_responsible_for_it(office: Office) -> None:
    answer = office.press(SECRETARY, TO_ACADEMIC, leaves(office))
    assert held(office) == (office.person(ACADEMIC).id, office.person(MEMBER).id)
    assert LED not in answer.text
    assert "โปรดกำหนดผู้รับผิดชอบหลัก โดยพิมพ์ “ผู้รับผิดชอบหลัก 5”" in answer.text


def test_where_only_that_is_left_it_says_what_to_do(office: Office) -> None:
    office.say(MEMBER, "รายงานการประชุม 9 ดำเนินการแล้ว 1", PRIVATE)
    said = office.press(SECRETARY, TO_ACADEMIC, leaves(office))
    assert said.popup.startswith("บุคคลนี้ไม่อยู่ในคณะหรือกลุ่มที่รับผิดชอบขั้นตอนที่ 5")


def test_until_then_the_secretary_is_told_from_its_day_on(office: Office) -> None:
    leaves(office)
    plan_due(office.store, office.now)
    office.outbox()
    office.now = local("2027-03-31 08:30")
    plan_due(office.store, office.now)
    told = [p for p in office.outbox() if "จัดทำร่างแผน" in p.text]
    assert [p.chat.address for p in told] == [SECRETARY.account]


def removed(office: Office) -> tuple[Post, ...]:
    return office.happens(Happened.LEFT, SECRETARY, subject=MEMBER).elsewhere
