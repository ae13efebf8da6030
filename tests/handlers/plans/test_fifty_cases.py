"""Fifty open cases beside the plan of the year: what people read stays short."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cases import open_cases, with_cases
from tests.cast import MEMBER, PRIVATE, SECRETARY, Office, local, office_with_plan
from tests.planning import plan_due
from tests.stores import fresh_store

PHONE = 1000
"""Characters: some three screens."""
MOST_BUTTONS = 10


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path)
    office = with_cases(office_with_plan(store))
    office.now = local("2026-11-23 12:00")
    open_cases(office, [f"ร้องเรียนถนนในหมู่บ้าน {n}" for n in range(1, 31)], date(2026, 11, 23))
    open_cases(office, [f"ไฟฟ้าดับ หมู่ {n}" for n in range(1, 21)], date(2026, 11, 12), closed=(1,))
    office.now = local("2026-11-23 13:00")
    yield office
    store.close()


@pytest.mark.parametrize(
    "typed", ["/status", "/weekly", "/my", "/case", "/done 1", "/plan", "/end"]
)
def test_no_answer_is_longer_than_a_phone_bears(office: Office, typed: str) -> None:
    for where in (PRIVATE, None):
        answer = office.say(SECRETARY, typed, where) if where else office.say(MEMBER, typed)
        assert all(len(p.text) <= PHONE for p in answer.posts)
        assert all(len(p.buttons) <= MOST_BUTTONS for p in answer.posts)


def test_status_counts_and_names_a_few_of_those_overdue(office: Office) -> None:
    text = office.say(MEMBER, "/status").text
    assert "เปิดอยู่ 50 เรื่อง · เกินกำหนด 20 · ครบกำหนดวันนี้ 30" in text
    assert text.count("\n•") == 5
    assert text.endswith("และอีก 15 เรื่อง")


def test_the_list_is_turned_by_buttons(office: Office) -> None:
    first = office.say(MEMBER, "/case").post
    second = office.press(MEMBER, "ถัดไป ›", first).post
    assert (second.edits, second.text.splitlines()[-1]) == (first.id, "แสดงลำดับที่ 10–18")


def test_which_case_is_asked_page_by_page_or_told_by_its_name(office: Office) -> None:
    asked = office.say(MEMBER, "/done 1").post
    assert asked.text.startswith("หมายถึงแผนหรือเรื่องใด\n")
    assert asked.labels[0] == "1/2570 ร้องเรียนถนนในหมู่บ้าน 1"
    assert len(asked.labels) == 9
    second = office.press(MEMBER, "ถัดไป ›", asked).post
    assert second.labels[0] == "9/2570 ร้องเรียนถนนในหมู่บ้าน 9"
    assert "เรื่องที่ 9/2570" in office.press(MEMBER, second.labels[0], second).text
    assert "เรื่องที่ 48/2570" in office.say(MEMBER, "/done 2 ไฟฟ้าดับ หมู่ 18").text


def test_a_slot_brings_each_chat_one_short_message(office: Office) -> None:
    office.now = local("2026-11-30 08:30")
    plan_due(office.store, office.now)
    posts = [p for p in office.outbox() if "การจัดการข้อร้องเรียน" in p.text]
    assert len({p.chat.id for p in posts}) == len(posts)
    assert all(len(p.text) <= 2 * PHONE for p in posts)
    assert all("เรื่องที่เปิดอยู่" in p.labels for p in posts)
    (group,) = (p for p in posts if p.chat.person is None)
    assert group.text.count("\n•") == 10
