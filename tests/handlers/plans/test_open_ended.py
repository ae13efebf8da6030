"""A step that nothing says the due date of, running for months: what people are told of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.domain.month_days import MonthDays
from bot.domain.sop import FixedDay, Sop
from bot.sops.loader import load
from tests import cast, office
from tests.cast import ACADEMIC, CHAIR, GROUP, MEMBER, PRIVATE, SECRETARY, Office, local
from tests.stores import fresh_store

ASKED = (
    *(
        "/status",
        "/status 5",
        "/status 6",
        "/plan",
        "/my",
        "/weekly",
        "/sop 5",
        "/timeline",
        "/flow",
    ),
    *("/whatif 5 10", "/progress 5 40 กำลังดำเนินการ", "/snooze 5 3", "/lead 5 มาลี", "/calendar"),
    *(
        "/done 5",
        "/extend 5 20/3/2570 รอผล",
        "/date 5 20/3/2570",
        "/history",
        "/files 5",
        "/report",
    ),
    *("/settings", "/obstacle 5 รอผล", "/holiday 24/2/2570 วันหยุดพิเศษ", "/undo"),
)
SAID_AS_THE_START = (
    "ตั้งแต่ 17 ต.ค. 69 (ไม่กำหนดวันแล้วเสร็จ)",
    "อยู่ระหว่างดำเนินการตั้งแต่วันที่ 17 ตุลาคม 2569 (ไม่กำหนดวันแล้วเสร็จ",
)
START = re.compile("17 ต.ค.|17 ตุลาคม|17/10/")


def made(id: str) -> Sop:
    """Step 5 is open ended, what follows it has no fixed dates; step 8 has rounds."""
    changes: dict[int, dict[str, Any]] = {
        5: {"duration": 0, "not_after": None},
        6: {"not_before": None},
        7: {"not_before": FixedDay(11, 1)},
        8: {"duration": 0, "by": MonthDays((7, 21)), "next_round": True, "not_after": None},
    }
    found = load(id)
    return replace(found, steps=tuple(replace(s, **changes.get(s.number, {})) for s in found.steps))


@pytest.fixture
def running(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    for where in (cast, office):
        monkeypatch.setattr(where, "load", made)
    store = fresh_store(tmp_path)
    yield replace(cast.office_with_plan(store), now=local("2027-02-17 09:00"))
    store.close()


def test_its_first_day_is_told_as_a_due_date_by_no_command(running: Office) -> None:
    told = []
    for asked in ASKED:
        for who, chat in ((SECRETARY, GROUP), (MEMBER, PRIVATE), (CHAIR, PRIVATE)):
            answer = running.say(who, asked, chat)
            told += [post.text for post in (*answer.posts, *answer.elsewhere)]
    text = "\n".join(told)
    assert SAID_AS_THE_START[0] in text
    for said in SAID_AS_THE_START:
        text = text.replace(said, "")
    assert [line for line in text.splitlines() if START.search(line)] == []
    assert [line for line in text.splitlines() if "ขั้นตอนที่ 5" in line and "เกินกำหนด" in line] == []


def test_the_card_says_since_when_and_of_what_follows_that_it_waits(running: Office) -> None:
    assert (
        "\nกำหนดการ ตั้งแต่ 17 ต.ค. 69 (ไม่กำหนดวันแล้วเสร็จ)\n" in running.say(MEMBER, "/status 5").text
    )
    assert "(ประมาณการ) หลังขั้นตอนก่อนหน้าแล้วเสร็จ" in running.say(MEMBER, "/status 6").text
    assert "\nไม่กำหนดระยะเวลา\n" in running.say(MEMBER, "/sop 5").text


def test_an_extension_gives_it_a_due_date_until_that_is_taken_back(running: Office) -> None:
    preview = running.say(SECRETARY, "/extend 5 20/2/2570 รอผล")
    assert "วันครบกำหนดเดิม: ไม่กำหนด" in preview.text
    assert "ขั้นตอนที่ 6: ครบกำหนด ไม่กำหนด → 23 ก.พ. 70" in preview.text
    running.press(SECRETARY, "ยืนยันขยายเวลา", preview.post)
    assert "ครบกำหนด 20 ก.พ. 70 (เหลือ 3 วัน)" in running.say(MEMBER, "/status").text
    assert "ขั้นตอนที่ 5 ไม่กำหนดวันแล้วเสร็จ" in running.say(SECRETARY, "/undo").text


def test_a_closing_is_neither_early_nor_late(running: Office) -> None:
    answer = running.say(SECRETARY, "/done 5 16/2/2570")
    assert "แล้วเสร็จ 16 ก.พ. 70\nผู้บันทึก" in answer.text
    assert "ดำเนินการจริง 17 ต.ค. 69 – 16 ก.พ. 70\n" in running.say(MEMBER, "/status 5").text


def test_who_missed_a_round_is_told_the_next_one(running: Office) -> None:
    text = running.say(ACADEMIC, "/status 8").text
    assert "พ้นรอบวันที่ 7 กุมภาพันธ์ 2570 แล้ว รอบถัดไปวันที่ 21 กุมภาพันธ์ 2570" in text
    assert "ภายในวันที่ 7 หรือ 21 ของเดือน\nพ้นกำหนดแล้วเข้ารอบถัดไป" in text
    listed = "ครบกำหนด 21 ก.พ. 70 (เหลือ 4 วัน) · พ้นรอบวันที่ 7 ก.พ. 70 แล้ว"
    assert listed in running.say(ACADEMIC, "/status").text
