"""/plan: all steps with their dates and state."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from bot.domain.events import Skipped
from bot.domain.plan import PlanStatus
from tests.cast import MEMBER, PRIVATE, STRANGER, Office, local, make_plan, office_with_plan
from tests.domain.sops import OFF_2570
from tests.stores import fresh_store


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    store = fresh_store(tmp_path, dict.fromkeys(OFF_2570.days_off, "วันหยุด"))
    yield office_with_plan(store)
    store.close()


def test_every_step_has_a_mark_its_dates_and_its_state_in_words(office: Office) -> None:
    text = office.say(MEMBER, "แผน").text
    assert "✓ 4. จัดทำแผนปฏิบัติการและแผนพัฒนาผลงาน\nแล้วเสร็จ 16 ต.ค. 69\n" in text
    assert "▶ 5. ดำเนินการตามแผน (5 เดือนแรก)\n17 ต.ค. 69 – 28 ก.พ. 70 · อยู่ระหว่างดำเนินการ\n" in text
    assert text.endswith("○ 12. ประเมินผล สรุปบทเรียน และรายงานผล\n1–14 ส.ค. 70 · ยังไม่เริ่ม")


def test_twelve_steps_fit_one_message(office: Office) -> None:
    post = office.say(MEMBER, "/plan").post
    assert len(post.text.splitlines()) <= 28
    assert post.labels == ["สถานะ", "ภาพไทม์ไลน์", "ผังกระบวนการ"]


def test_the_head_tells_when_it_all_ends(office: Office) -> None:
    text = office.say(MEMBER, "/plan").text
    assert text.startswith("ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570\nเริ่ม 1 ต.ค. 69 สิ้นสุด 14 ส.ค. 70\n")


def test_what_moved_keeps_the_first_plan_beside_it(office: Office) -> None:
    office.now = local("2027-03-10 09:00")
    text = office.say(MEMBER, "/plan").text
    assert "11–12 มี.ค. 70 · ยังไม่เริ่ม (กำหนดเดิม 2 มี.ค. 70)" in text


def test_overdue_and_skipped_steps_are_marked(office: Office) -> None:
    office.record(Skipped(at=office.now, step=8, on=date(2026, 11, 20), reason="ไม่มี"))
    office.now = local("2027-03-05 09:00")
    text = office.say(MEMBER, "/plan").text
    assert "– 8. ส่งผลงานเข้ารับการประเมินรางวัล\nไม่ดำเนินการ\n" in text
    assert "! 5. ดำเนินการตามแผน (5 เดือนแรก)\n17 ต.ค. 69 – 28 ก.พ. 70 · เกินกำหนด 4 วัน" in text


def test_on_the_working_day_after_a_day_off_a_step_is_due_today(office: Office) -> None:
    office.now = local("2027-03-01 09:00")
    today = "ครบกำหนดวันนี้ เนื่องจากวันที่ 28 ก.พ. 70 เป็นวันหยุด"
    assert f"17 ต.ค. 69 – 28 ก.พ. 70 · {today}" in office.say(MEMBER, "/plan").text
    assert f"({today})" in office.say(MEMBER, "สถานะ 5").text


def test_from_the_status_it_takes_the_place_of_the_status(office: Office) -> None:
    status = office.say(MEMBER, "สถานะ").post
    plan = office.press(MEMBER, "ดูทุกขั้นตอน", status).post
    assert plan.edits == status.id
    assert office.press(MEMBER, "สถานะ", plan).post.text == status.text


def test_with_two_plans_it_asks_which(office: Office) -> None:
    with office.store.work() as work:
        make_plan(work, office.team(), date(2027, 10, 1), {})
        work.commit()
    question = office.say(MEMBER, "แผน").post
    answer = office.press(MEMBER, "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2571", question)
    assert "เริ่ม 1 ต.ค. 70" in answer.text


def test_a_plan_that_is_over_shows_what_was_reached(office: Office) -> None:
    with office.store.work() as work:
        work.plans.set_status(office.plan(), PlanStatus.ENDED)
        work.commit()
    text = office.press(MEMBER, f"plan p{office.plan().id}").text
    assert "✓ 4. จัดทำแผนปฏิบัติการและแผนพัฒนาผลงาน\nแล้วเสร็จ 16 ต.ค. 69" in text
    assert "5. ดำเนินการตามแผน (5 เดือนแรก)\nยังไม่แล้วเสร็จ" in text


def test_a_stranger_sees_no_plan(office: Office) -> None:
    assert "ขั้นตอน" not in office.say(STRANGER, "/plan", PRIVATE).text
