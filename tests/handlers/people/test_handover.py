"""Who left has left something open: the secretary hands it over by one press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.domain.events import Progressed, WorkNamed
from bot.domain.incoming import Happened
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    PRIVATE,
    SECRETARY,
    Office,
    Post,
    office_with_plan,
)
from tests.handlers.people.erasing import forgets
from tests.stores import fresh_store

HEAD = "เรื่องที่ต้องดำเนินการต่อ"
GIVE = "มอบให้ นางมาลี ตัวอย่าง"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """ACADEMIC, the only one of the academics, owns a work of step 7."""
    store = fresh_store(tmp_path)
    made = office_with_plan(store)
    by = made.person(ACADEMIC).id
    made.record(WorkNamed(at=made.now, by=by, step=7, work=1, title="ชุดความรู้", owner=by))
    yield made
    store.close()


def to_secretary(posts: tuple[Post, ...]) -> Post:
    return next(p for p in posts if p.chat.address == SECRETARY.account)


def leaves(office: Office) -> Post:
    return to_secretary(office.press(ACADEMIC, "quit t1 !", chat=PRIVATE).elsewhere)


def owner(office: Office) -> int | None:
    return office.plan().states[7].works[0].owner


def academics(office: Office) -> list[str]:
    return [m.person.name for m in office.team().responsible("lo-2.4", ("academics",))]


def test_the_secretary_sees_in_one_list_what_is_left_open(office: Office) -> None:
    office.say(ACADEMIC, "รักษาการ @malee วันนี้ ถึง 5/12/69", mentions=[MEMBER])
    told = leaves(office)
    assert told.text.split("\n\n")[1] == (
        f"{HEAD}\n• ผลงาน “ชุดความรู้” (ขั้นตอนที่ 7)\n"
        "• นักวิชาการ ไม่มีผู้รับผิดชอบในระบบแล้ว: ขั้นตอนที่ 7 และ 8\n"
        "• นางมาลี ตัวอย่าง รักษาการแทน ดร.อารีย์ ตัวอย่าง (สิ้นสุดแล้ว)\n"
        "โปรดกดปุ่มเพื่อมอบงานและความรับผิดชอบข้างต้นทั้งหมดในคราวเดียว"
    )
    assert GIVE in told.labels


@pytest.mark.parametrize("how", ["left", "removed", "forgotten"])
def test_it_is_so_whichever_way_somebody_goes(office: Office, how: str) -> None:
    if how == "forgotten":
        posts = forgets(office, ACADEMIC).elsewhere
    else:
        by = ACADEMIC if how == "left" else CHAIR
        posts = office.happens(Happened.LEFT, by, subject=ACADEMIC).elsewhere
    told = to_secretary(posts)
    assert HEAD in told.text
    assert ("ดร.อารีย์" in told.text) is (how != "forgotten")
    office.press(SECRETARY, GIVE, told)
    assert owner(office) == office.person(MEMBER).id


def test_one_press_gives_works_and_parties_and_who_takes_over_hears_it(office: Office) -> None:
    answer = office.press(SECRETARY, GIVE, leaves(office))
    assert answer.text.startswith("มอบงานให้ นางมาลี ตัวอย่าง แล้ว\n• ผลงาน “ชุดความรู้”")
    assert owner(office) == office.person(MEMBER).id
    assert academics(office) == ["มาลี"]
    (heard,) = [p for p in answer.elsewhere if p.chat.address == MEMBER.account]
    assert "ร่วมรับผิดชอบในนามนักวิชาการ" in heard.text


def test_it_is_taken_back_as_a_whole(office: Office) -> None:
    office.press(SECRETARY, GIVE, leaves(office))
    office.say(SECRETARY, "เลิกทำ", PRIVATE)
    assert owner(office) == office.person(ACADEMIC).id
    assert academics(office) == []


def test_not_once_something_was_reported_of_it_nor_after_ten_minutes(office: Office) -> None:
    given = office.press(SECRETARY, GIVE, leaves(office))
    by = office.person(MEMBER).id
    office.record(Progressed(at=office.now, by=by, step=7, percent=10, work=1))
    office.press(SECRETARY, "เลิกทำ", given.post)
    assert owner(office) == by
    office.now += timedelta(minutes=11)
    office.press(SECRETARY, "เลิกทำ", given.post)
    assert academics(office) == ["มาลี"]


def test_what_has_found_its_owner_meanwhile_is_not_given_again(office: Office) -> None:
    told = leaves(office)
    office.press(BOARD_MEMBER, "party p1 academics", chat=PRIVATE)
    office.press(BOARD_MEMBER, "works p1 7 mine w1", chat=PRIVATE)
    assert "มีผู้รับงานต่อแล้ว" in office.press(SECRETARY, GIVE, told).popup
    assert academics(office) == ["วิชัย"]


def test_nobody_else_hands_it_over_nor_who_leads_no_more(office: Office) -> None:
    told = leaves(office)
    office.press(MEMBER, told.action(GIVE), chat=PRIVATE)
    office.press(SECRETARY, "appoint t1 u2 secretary")
    office.press(SECRETARY, "appoint t1 u1 hand-over")
    office.press(SECRETARY, GIVE, told)
    assert academics(office) == []


def test_an_office_that_nobody_holds_now_is_named(office: Office) -> None:
    told = to_secretary(office.press(CHAIR, "quit t1 !", chat=PRIVATE).elsewhere)
    assert told.text.endswith(f"{HEAD}\n• ยังไม่มีประธานในระบบ")
    assert told.labels == []


def test_where_nothing_is_open_nothing_is_said_of_it(office: Office) -> None:
    told = to_secretary(office.press(MEMBER, "quit t1 !", chat=PRIVATE).elsewhere)
    assert HEAD not in told.text
    assert told.labels == []
