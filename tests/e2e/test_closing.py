"""Closing a step the ways people do it, and what the group then reads."""

from __future__ import annotations

import pytest

from tests.e2e.committee import Committee, offering
from tests.e2e.program import Program, texts


@pytest.fixture
async def overdue(running: Program, committee: Committee) -> Program:
    """Step 1 was due on 2 October; the group has just read that it is overdue."""
    for day in ("2026-10-02", "2026-10-05"):
        await running.at(f"{day} 08:30")
    return running


@pytest.mark.parametrize(
    "words", ["/done 1 ! 2 ต.ค. 69 ส่งแล้ว", "/done@sop_test_bot ๑ 2/10/2569 !", "/done ๑ ๒ ต.ค. !"]
)
async def test_a_true_date_counts_instead_of_today(
    overdue: Program, committee: Committee, words: str
) -> None:
    committee.member.says(committee.group, words)
    assert "แล้วเสร็จ 2 ต.ค. 69 (ตามกำหนด)" in texts(await overdue.hears(committee.group))


@pytest.mark.parametrize("words", ["เสร็จ1 ค่ะ", "ปิดขั้นตอนที่ ๑ ครับ", "เสร็จแล้วข้อ 1", "เสร็จ 1 แล้วค่ะ"])
async def test_thai_words_without_a_slash_are_understood(
    overdue: Program, committee: Committee, words: str
) -> None:
    committee.member.says(committee.group, words)
    assert offering(committee.group, "ยืนยันปิดขั้นตอน") is None
    await overdue.settle()
    assert offering(committee.group, "ยืนยันปิดขั้นตอน") is not None


async def test_an_open_predecessor_is_asked_about(overdue: Program, committee: Committee) -> None:
    committee.member.says(committee.group, "/done 2")
    assert "ขั้นตอนที่ 1 ยังไม่ปิด" in texts(await overdue.hears(committee.group))


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("/done 15", "ไม่พบขั้นตอนที่ 15 ในแผนนี้ (มีขั้นตอนที่ 1–12)"),
        ("/done 1 1/12/2569", "วันที่ 1 ธันวาคม 2569 ยังมาไม่ถึง"),
        ("/done 1 31/2/2569", "ไม่มีวันที่ดังกล่าวในปฏิทิน"),
        ("/done 1 1/9/2569", "อยู่ก่อนวันเริ่มต้นแผน"),
    ],
)
async def test_what_cannot_be_says_what_to_do_next(
    overdue: Program, committee: Committee, words: str, answer: str
) -> None:
    committee.member.says(committee.group, words)
    assert answer in texts(await overdue.hears(committee.group))
