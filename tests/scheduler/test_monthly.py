"""What the calendar asks on the first working day of a month: once, in private."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.plan import PlanStatus
from tests.cast import (
    ACADEMIC,
    BOARD_MEMBER,
    CHAIR,
    MEMBER,
    SECRETARY,
    Office,
    Post,
    local,
    make_plan,
    office_with_plan,
)
from tests.planning import plan_due
from tests.stores import fresh_store

LAST_DAY = local("2027-09-30 16:00")


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    """Steps 1 to 4 are closed, and nothing is attached."""
    store = fresh_store(tmp_path)
    made = office_with_plan(store)
    at(made, "2026-10-30 16:00")
    yield made
    store.close()


def at(office: Office, moment: str) -> list[Post]:
    """What the planner brings at this moment."""
    office.now = local(moment)
    plan_due(office.store, office.now)
    return office.outbox()


def asked(posts: list[Post], head: str = "หลักฐานที่ยังขาดของขั้นตอนที่ปิดแล้ว") -> dict[str, Post]:
    """By whom it was asked."""
    return {p.chat.address: p for p in posts if head in p.text.split("\n")[0]}


def test_missing_evidence_is_told_to_secretary_and_responsible_each_by_one_message(
    office: Office,
) -> None:
    assert asked(at(office, "2026-11-02 08:29")) == {}
    told = asked(at(office, "2026-11-02 08:30"))
    assert set(told) == {who.account for who in (SECRETARY, MEMBER, BOARD_MEMBER)}
    said = told[SECRETARY.account].text
    assert said.startswith(
        "หลักฐานที่ยังขาดของขั้นตอนที่ปิดแล้ว\nตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\n\nขั้นตอนที่ 1\n• "
    )
    assert [n for n in range(1, 13) if f"ขั้นตอนที่ {n}\n" in said] == [1, 3, 4]
    assert said.endswith("โปรดติดตามหลักฐานจากผู้รับผิดชอบ")
    assert told[MEMBER.account].labels[0] == "แนบหลักฐานขั้นตอนที่ 1"


def test_steps_beyond_the_buttons_are_answered_by_typing(office: Office) -> None:
    for step in range(5, 11):
        office.close(step)
    told = asked(at(office, "2026-11-02 08:30"))[SECRETARY.account]
    assert "ขั้นตอนที่ 10\n• " in told.text
    assert "แนบหลักฐานขั้นตอนที่ 10" not in told.labels
    assert told.text.endswith("\n\nขั้นตอนอื่น โปรดพิมพ์ “แนบ” ตามด้วยหมายเลขขั้นตอน")


def test_it_is_told_once_a_month_also_after_a_restart(office: Office) -> None:
    assert asked(at(office, "2026-11-02 08:30"))
    assert asked(at(office, "2026-11-02 08:31")) == {}
    assert asked(at(office, "2026-11-30 16:00")) == {}
    assert asked(at(office, "2026-12-01 08:30"))


def test_a_clock_set_back_asks_nothing_twice(office: Office) -> None:
    at(office, "2026-11-02 08:30")
    with office.store.work() as work:
        work.plans.rewind(local("2026-11-01 08:00"))
        work.commit()
    assert asked(at(office, "2026-11-02 08:30")) == {}


def test_nothing_is_told_when_nothing_is_missing(office: Office) -> None:
    for step, document in ((1, "appointment-order"), (3, "needs-summary")):
        office.keep_file(step, f"{document}.pdf", document)
    office.keep_file(3, "m.pdf", "measures-and-topics")
    for document in ("action-plan", "works-plan"):
        office.keep_file(4, f"{document}.pdf", document)
    assert asked(at(office, "2026-11-02 08:30")) == {}


def test_what_closes_after_the_day_is_told_the_month_after(office: Office) -> None:
    at(office, "2026-11-30 09:00")
    for step, document in ((1, "appointment-order"), (3, "needs-summary")):
        office.keep_file(step, f"{document}.pdf", document)
    office.keep_file(3, "m.pdf", "measures-and-topics")
    for document in ("action-plan", "works-plan"):
        office.keep_file(4, f"{document}.pdf", document)
    at(office, "2026-12-02 10:00")
    office.close(8)
    assert asked(at(office, "2026-12-02 10:01")) == {}
    assert "ขั้นตอนที่ 8\n• " in asked(at(office, "2027-01-04 08:30"))[SECRETARY.account].text


def test_missed_by_night_it_waits_for_office_hours(office: Office) -> None:
    assert asked(at(office, "2026-11-02 22:00")) == {}
    assert asked(at(office, "2026-11-03 08:30"))


def test_of_a_plan_that_is_over_nothing_is_asked(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(work.plans.by_id(office.plan().id), PlanStatus.ENDED)
        work.commit()
    assert at(office, "2026-11-02 08:30") == []


def closed_by_september(office: Office) -> None:
    office.now = LAST_DAY
    for step in range(5, 13):
        office.close(step, date(2027, 8, 16))


def test_in_october_the_secretary_is_asked_to_close_the_plan(office: Office) -> None:
    closed_by_september(office)
    year_over = "สิ้นปีงบประมาณ พ.ศ. 2570 แล้ว"
    assert asked(at(office, "2027-09-30 16:01"), year_over) == {}
    told = asked(at(office, "2027-10-01 08:30"), year_over)
    assert set(told) == {SECRETARY.account}
    assert "ปิดครบทุกขั้นตอนแล้ว (12 ขั้นตอน)" in told[SECRETARY.account].text
    assert told[SECRETARY.account].labels == ["ปิดแผน", "จัดทำแผนปีงบประมาณ พ.ศ. 2571"]
    assert asked(at(office, "2027-11-01 08:30"), year_over) == {}


def test_a_year_that_ended_while_nothing_ran_is_asked_about_in_november(office: Office) -> None:
    closed_by_september(office)
    at(office, "2027-09-30 16:01")
    told = asked(at(office, "2027-11-02 09:00"), "สิ้นปีงบประมาณ พ.ศ. 2570 แล้ว")
    assert set(told) == {SECRETARY.account}


def test_the_button_of_october_makes_the_next_years_plan(office: Office) -> None:
    closed_by_september(office)
    told = asked(at(office, "2027-10-01 08:30"), "สิ้นปีงบประมาณ")[SECRETARY.account]
    question = office.press(SECRETARY, "จัดทำแผนปีงบประมาณ พ.ศ. 2571", told).post
    assert question.text.startswith("จัดทำแผนปีงบประมาณ พ.ศ. 2571\nตัวชี้วัดที่ 2.4")


def test_whoever_has_the_next_years_plan_is_asked_only_to_close_this(office: Office) -> None:
    closed_by_september(office)
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    told = asked(at(office, "2027-10-01 08:30"), "สิ้นปีงบประมาณ")
    assert told[SECRETARY.account].labels == ["ปิดแผน"]


def test_the_chair_and_others_are_not_asked(office: Office) -> None:
    told = asked(at(office, "2026-11-02 08:30"))
    assert CHAIR.account not in told
    assert ACADEMIC.account not in told
