"""A flow chart of steps that are carried out several times, and of decisions."""

from __future__ import annotations

import re

from bot.render.colours import PLANNED
from tests.render.pictures.flows import Flow, flow
from tests.render.pictures.published import (
    COMPLAINT,
    PROPOSAL,
    PROPOSAL_ON,
    REPORTS,
    REPORTS_ON,
    RETURNED,
    WITHDRAWN,
    published,
)


def tops(drawn: Flow) -> dict[str, float]:
    return {line.text: line.top for line in drawn.lines}


def test_a_step_that_recurs_stands_once_with_how_often_it_is_done() -> None:
    texts = flow(REPORTS, REPORTS_ON).texts
    assert texts.count("รายงานผลใน DOC") == 1
    assert "ทุกเดือน (แล้วเสร็จ 1 จาก 12 รอบ)" in texts
    assert any(text.startswith("พ.ย. 2569: 1–8 ธ.ค. 69 · ยังไม่เริ่ม") for text in texts)
    assert "อยู่ระหว่างดำเนินการ 1" in texts


def test_a_diamond_has_room_for_how_often_it_is_done() -> None:
    texts = flow(published("hospital-data", "2026-10-01"), "2026-11-10").texts
    assert {"ทุกเดือน", "แล้วเสร็จ 0 จาก 12 รอบ"} <= {*texts}


def test_in_the_sop_itself_it_says_how_often_alone() -> None:
    texts = " ".join(flow(REPORTS, REPORTS_ON, with_states=False).texts)
    assert "ทุกเดือน (12 รอบ)" in texts
    assert "แล้วเสร็จ" not in texts


def test_a_decision_is_a_diamond_with_the_names_of_its_ways() -> None:
    drawn = flow(COMPLAINT, "2026-11-02")
    found = tops(drawn)
    assert len(re.findall('stroke-linejoin="round"/>', drawn.drawing)) == 3
    assert found["2. ตรวจแบบคำร้อง"] < found["ถูกต้อง"] < found["ศึกษาข้อเท็จจริง"]
    assert found["4. ไกล่เกลี่ย"] < found["ถอนเรื่อง"] < found["ไม่ยุติ"]


def test_the_steps_of_a_loop_stand_once_beside_the_way_back() -> None:
    drawn = flow(RETURNED, "2026-11-04")
    found = tops(drawn)
    assert found["รับเรื่องและมอบหมาย"] < found["ไม่ถูกต้อง"] < found["ไม่เกิน 3 ครั้ง"]
    assert drawn.texts.count("รับเรื่องและมอบหมาย") == 1
    assert any(text.startswith("ครั้งที่ 2: ") for text in drawn.texts)
    assert PLANNED not in drawn.drawing


def test_what_a_decision_has_left_out_is_faint() -> None:
    drawn = flow(WITHDRAWN, "2026-11-17")
    assert {"แล้วเสร็จ 4", "ไม่ดำเนินการ 2"} <= {*drawn.texts}
    for step, faint in ((3, False), (5, True), (6, True)):
        above = drawn.drawing.split(f">{step}</text>")[0].rpartition("<rect")[2]
        assert (f'stroke="{PLANNED}"' in above) == faint


def test_what_only_another_way_leads_to_stands_further_in_and_has_no_days() -> None:
    drawn = flow(PROPOSAL, PROPOSAL_ON)
    lefts = {line.text: line.left for line in drawn.lines}
    assert lefts["แจ้งผลให้แก้ไข"] > lefts["ออกหนังสือรับรอง"]
    texts = drawn.texts
    assert texts[texts.index("แจ้งผลให้แก้ไข") + 1] == "คณะกรรมการ"
    assert "เฉพาะบางกรณี 3" in texts
