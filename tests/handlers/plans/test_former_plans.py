"""The plans of earlier years, and one that was cancelled, can be reached when a new one is made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.plan import PlanStatus
from tests.cast import (
    ACADEMIC,
    MEMBER,
    OTHER_GROUP,
    PRIVATE,
    SECRETARY,
    STRANGER,
    Office,
    found_team,
    local,
    make_plan,
    office_with_plan,
)
from tests.stores import fresh_store

COMMANDS = ("สถานะ", "แผน", "เอกสาร", "ประวัติ")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Last year's plan, with a file, is closed; this year's runs."""
    store = fresh_store(tmp_path)
    office = office_with_plan(store, date(2025, 10, 1), {1: date(2025, 10, 2)})
    office.now = local("2026-09-30 09:00")
    office.keep_file(1, "คำสั่งแต่งตั้ง.pdf", "appointment-order")
    becomes(office, PlanStatus.ENDED)
    with store.work() as work:
        make_plan(work, office.team(), date(2026, 10, 1), {})
        work.commit()
    office.now = local("2026-11-22 09:00")
    yield office
    store.close()


def becomes(office: Office, status: PlanStatus) -> None:
    with office.store.work() as work:
        work.plans.set_status(work.plans.by_id(office.plan().id), status)
        work.commit()


@pytest.mark.parametrize("typed", COMMANDS)
def test_a_button_leads_to_the_same_of_last_years_plan(office: Office, typed: str) -> None:
    shown = office.say(MEMBER, typed).post
    assert "2570" in shown.text
    last = office.press(MEMBER, "แผนปีก่อน", shown).post
    assert "ปีงบประมาณ พ.ศ. 2569" in last.text
    assert last.edits == ""
    assert "แผนปีก่อน" not in last.labels


def test_last_years_file_is_got_back(office: Office) -> None:
    last = office.press(MEMBER, "แผนปีก่อน", office.say(MEMBER, "เอกสาร").post).post
    got = office.press(MEMBER, "1-01 คำสั่งแต่งตั้ง.pdf", last).post
    assert [a.name for a in got.message.attachments] == ["คำสั่งแต่งตั้ง.pdf"]


def test_of_a_step_it_leads_to_the_same_step(office: Office) -> None:
    last = office.press(MEMBER, "แผนปีก่อน", office.say(MEMBER, "เอกสาร 1").post)
    assert "ขั้นตอนที่ 1" in last.text
    assert "คำสั่งแต่งตั้ง.pdf" in last.text


@pytest.mark.parametrize(
    "year",
    [
        "2569",
        "๒๕๖๙",
        "พ.ศ. 2569",
        "พศ 2569",
        "ปีงบประมาณ 2569",
        "ปีงบประมาณ พ.ศ. ๒๕๖๙",
        "ปี 2569",
        "2026",
    ],
)
def test_a_fiscal_year_names_the_plan(office: Office, year: str) -> None:
    for command in ("/files", "/status", "/plan", "/history", "เอกสาร", "สถานะ", "ประวัติ"):
        assert "ปีงบประมาณ พ.ศ. 2569" in office.say(MEMBER, f"{command} {year}").text


@pytest.mark.parametrize("typed", ["เอกสาร 1 ปี 2569", "/files 2569 1", "/files 1 2569"])
def test_a_year_and_a_step(office: Office, typed: str) -> None:
    assert office.say(MEMBER, typed).text.startswith("เอกสารแนบ\nขั้นตอนที่ 1")
    assert "คำสั่งแต่งตั้ง.pdf" in office.say(MEMBER, typed).text


def test_a_year_without_a_plan_is_answered_with_the_years_there_are(office: Office) -> None:
    said = office.say(MEMBER, "/files 2568").text
    assert said == (
        "ไม่มีแผนของปีงบประมาณ พ.ศ. 2568\nแผนที่มี: ปีงบประมาณ พ.ศ. 2569 และปีงบประมาณ พ.ศ. 2570"
    )


def test_the_years_of_others_are_nobodys(office: Office) -> None:
    with office.store.work() as work:
        other = found_team(work, OTHER_GROUP, (ACADEMIC,), (), office.now)
        make_plan(work, other, date(2024, 10, 1), {})
        work.commit()
    assert "ไม่มีแผนของปีงบประมาณ พ.ศ. 2568" in office.say(MEMBER, "/files 2568", PRIVATE).text
    assert "ปีงบประมาณ" not in office.say(STRANGER, "/files 2569", PRIVATE).text


def test_the_button_in_private_shows_the_persons_own_plan(office: Office) -> None:
    shown = office.say(MEMBER, "สถานะ", PRIVATE).post
    assert "พ.ศ. 2569" in office.press(MEMBER, "แผนปีก่อน", shown, PRIVATE).text


def test_a_cancelled_plan_is_reached_from_the_one_made_after_it(office: Office) -> None:
    becomes(office, PlanStatus.CANCELLED)
    cancelled = office.plan().id
    with office.store.work() as work:
        make_plan(work, office.team(), date(2026, 10, 1), {})
        work.commit()
    for typed in ("สถานะ", "/status 2570"):
        shown = office.say(SECRETARY, typed).post
        assert shown.labels[-2:] == ["แผนปีก่อน", "แผนเดิมที่ยกเลิก"]
        assert shown.action("แผนเดิมที่ยกเลิก") == f"status p{cancelled}"
        assert "แผนนี้ยกเลิกแล้ว" in office.press(MEMBER, "แผนเดิมที่ยกเลิก", shown).text


def test_a_year_whose_only_plan_was_cancelled_shows_that(office: Office) -> None:
    becomes(office, PlanStatus.CANCELLED)
    assert "แผนนี้ยกเลิกแล้ว" in office.say(MEMBER, "/status 2570").text


def test_the_files_of_one_step_say_whose_plan_they_are(office: Office) -> None:
    said = office.say(MEMBER, "เอกสาร 1 2569").text
    assert said.splitlines()[2] == "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2569"
