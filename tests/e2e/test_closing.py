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


async def test_done_in_reply_to_a_notice_closes_that_step(
    overdue: Program, committee: Committee
) -> None:
    notice = (await overdue.hears(committee.group))[-1]
    committee.member.says(committee.group, "/done", reply_to=notice)
    asked = await overdue.hears(committee.group)
    assert "ยังไม่มีเอกสารแนบ" in texts(asked)
    committee.member.presses(asked[-1], "ยืนยันปิดขั้นตอน")
    said = texts(await overdue.hears(committee.group))
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in said
    assert "แล้วเสร็จ 5 ต.ค. 69\nผู้บันทึก" in said
    assert "ขั้นตอนที่ 2 ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา\n6 ต.ค. 69 · ผู้รับผิดชอบ คณะดำเนินงาน" in said


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


async def test_the_button_under_the_notice_does_the_same(
    overdue: Program, committee: Committee
) -> None:
    notice = (await overdue.hears(committee.member))[-1]
    committee.member.presses(notice, "ปิดขั้นตอน")
    asked = await overdue.hears(committee.member)
    committee.member.presses(asked[-1], "ยืนยันปิดขั้นตอน")
    assert "ปิดขั้นตอนที่ 1 เรียบร้อยแล้ว" in texts(await overdue.hears(committee.group))


@pytest.mark.databases
async def test_a_closing_can_be_taken_back_for_ten_minutes(
    overdue: Program, committee: Committee
) -> None:
    committee.member.says(committee.group, "/done 1 !")
    said = (await overdue.hears(committee.group))[-1]
    await overdue.at("2026-10-05 08:39")
    committee.member.presses(said, "เลิกทำ")
    assert "รายการ: ปิดขั้นตอนที่ 1" in texts(await overdue.hears(committee.group))
    committee.member.says(committee.group, "/done 1 !")
    said = (await overdue.hears(committee.group))[-1]
    await overdue.at("2026-10-05 08:50")
    press = committee.member.presses(said, "เลิกทำ")
    await overdue.settle()
    assert "ภายใน 10 นาที" in press.answer


async def test_typed_undo_takes_back_the_newest_thing_whatever_it_was(
    overdue: Program, committee: Committee
) -> None:
    committee.secretary.says(committee.group, "ไม่ดำเนินการ 8 ปีนี้ไม่มีงบประมาณ")
    committee.secretary.says(committee.group, "วันหยุด เพิ่ม 8/10/2569 วันหยุดพิเศษ")
    assert "8 ตุลาคม 2569 วันหยุดพิเศษ" in texts(await overdue.hears(committee.group))
    committee.secretary.says(committee.group, "เลิกทำ")
    assert "ลบวันหยุดแล้ว" in texts(await overdue.hears(committee.group))
    committee.secretary.says(committee.group, "วันหยุด")
    committee.secretary.says(committee.group, "สถานะ 8")
    said = texts(await overdue.hears(committee.group))
    assert "8 ตุลาคม 2569" not in said
    assert "ไม่มีงบประมาณ" in said


async def test_who_is_not_responsible_is_told_who_may(
    overdue: Program, committee: Committee
) -> None:
    committee.academic.says(committee.group, "/done 1 !")
    said = texts(await overdue.hears(committee.group))
    assert "ขั้นตอนที่ 1 ปิดได้โดย คณะดำเนินงาน เลขานุการ หรือประธาน" in said


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
