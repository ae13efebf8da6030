"""ระยะเวลา that names days, rounds and other steps, in an office's own words."""

from __future__ import annotations

from itertools import product

import pytest

from bot.sop_import.amounts import days
from bot.sop_import.filing import filed
from bot.sop_import.timing import said
from bot.sop_import.writing import written as written_file
from bot.sops.loader import parse
from tests.sop_import.raws import sop, step

_MONTHLY = {"every": "month", "starts": "after", "by": 5}
_ROUNDS = [
    {"name": "รอบที่ 1", "first": "10-01", "last": "03-end"},
    {"name": "รอบที่ 2", "first": "04-01", "last": "09-end"},
]


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("5 วันทำการ", {"duration": 5, "unit": "working"}),
        (
            "๕ วันทำการ ไม่เกินวันที่ ๓๑ มี.ค.",
            {"duration": 5, "unit": "working", "not_after": "03-end"},
        ),
        (
            "30 วันปฏิทิน ตั้งแต่วันที่ 1 ต.ค. ของปีงบประมาณถัดไป เป็นต้นไป",
            {"duration": 30, "unit": "calendar", "not_before": {"day": "10-01", "year": "next"}},
        ),
        (
            "2 สัปดาห์ ให้แล้วเสร็จภายในวันสิ้นเดือนกุมภาพันธ์",
            {"duration": 2, "unit": "week", "not_after": "02-end"},
        ),
        ("ทุกเดือน ภายในวันที่ 5 ของเดือนถัดไป", _MONTHLY),
        (
            "ทุกเดือน ภายในวันที่ 5 ของเดือนถัดไป หากตรงกับวันหยุดให้เลื่อนเป็นวันทำการก่อนหน้า",
            {**_MONTHLY, "holiday": "before"},
        ),
        ("ภายในวันที่ 7 หรือวันที่ 21 ของเดือน", {"by": [7, 21]}),
        ("ภายในวันสิ้นเดือน หากไม่ทันให้เข้ารอบถัดไป", {"by": "end", "missed": "next"}),
        ("ภายในวันที่ 15 ของเดือน ครั้งเดียว", {"by": 15}),
        ("1 วัน เริ่มวันที่ 8 ของเดือน", {"duration": 1, "unit": "working", "on": 8}),
        (
            "7 วันทำการ ก่อนวันเริ่มขั้นตอนที่ 6",
            {"due": {"before": 6, "of": "start", "count": 7, "unit": "working"}},
        ),
        (
            "ภายใน 15 วัน หลังจากการประชุมในขั้นตอนที่ 2",
            {
                "due": {"after": 2, "of": "meeting", "count": 15, "unit": "calendar"},
                "duration": 15,
                "unit": "calendar",
            },
        ),
        (
            "3 วัน หลังจากวันที่เริ่มขั้นตอนที่ 2",
            {"due": {"after": 2, "of": "start", "count": 3, "unit": "calendar"}},
        ),
        ("ไม่กำหนดระยะเวลา", {"duration": "open"}),
        (
            "1 เดือน รอบที่ 1 (1 ต.ค. – 31 มี.ค.) รอบที่ 2 (1 เม.ย. – 30 ก.ย.)",
            {"duration": 1, "unit": "month", "every": _ROUNDS},
        ),
    ],
)
def test_what_is_said_beside_a_duration_is_understood(
    written: str, keys: dict[str, object]
) -> None:
    assert said(written).keys == keys


@pytest.mark.parametrize("written", ["1 ต.ค. – 31 มี.ค.", "ตั้งแต่วันที่ 1 ตุลาคม ถึงวันที่ 31 มีนาคม"])
def test_two_days_alone_are_a_span_that_is_asked_about(written: str) -> None:
    found = said(written)
    assert (found.keys["not_before"], found.keys["not_after"]) == ("10-01", "03-end")
    assert found.code == "duration-unclear"


def test_once_in_place_of_every_month_keeps_the_day() -> None:
    found = said("every month, by day 15 of the month")
    assert found.code == "recurring"
    assert found.others == (("once", {"by": 15}),)


@pytest.mark.parametrize(
    "written",
    [
        "ภายในวันสิ้นเดือน 5 วันทำการ",
        "7 วันทำการ ก่อนวันเริ่มขั้นตอนที่ 6 ตามความเหมาะสม",
        "5 วัน หากไม่ทันให้เข้ารอบถัดไป",
        "5 วัน หากตรงกับวันหยุดให้เลื่อนเป็นวันทำการถัดไป",
        "ภายในวันที่ 7, 8 หรือ 40 ของเดือน",
        "ทุกเดือน ตั้งแต่วันที่ 1 มี.ค.",
        "รอบ ก (1 ต.ค. – 31 มี.ค.) รอบ ข (1 ม.ค. – 30 ก.ย.)",
    ],
)
def test_what_does_not_go_together_is_asked(written: str) -> None:
    assert said(written).code in ("duration-unclear", "recurring")


def test_a_length_beside_rounds_or_a_meeting_is_chosen_without_losing_them() -> None:
    rounds = "รอบที่ 2 (1 เม.ย. – 30 ก.ย.) รอบที่ 1 (1 ต.ค. – 31 มี.ค.)"
    found = said(rounds)
    assert (found.code, found.keys["every"]) == ("duration-missing", _ROUNDS)
    assert all(keys["every"] == _ROUNDS for _, keys in found.others)


def test_a_first_day_alone_is_no_span() -> None:
    found = said("ตั้งแต่วันที่ 1 ต.ค. ของปีงบประมาณถัดไป")
    assert found.keys == {**days(5), "not_before": {"day": "10-01", "year": "next"}}
    assert found.code == "duration-missing"


_PHRASES = (
    *("5 วันทำการ", "ปีละ 2 ครั้ง", "ภายในวันสิ้นเดือน", "เริ่มวันที่ 8 ของเดือน", "ตามแผน", "ต.ค. - ก.พ."),
    *("หากไม่ทันให้เข้ารอบถัดไป", "หากตรงกับวันหยุดให้เลื่อนเป็นวันทำการก่อนหน้า", "เริ่มหลังสิ้นรอบ"),
    *("ตั้งแต่วันที่ 1 มี.ค.", "รอบ ก (1 ต.ค. – 31 มี.ค.) รอบ ข (1 เม.ย. – 30 ก.ย.)", "7 วัน หลังขั้นตอนที่ 1"),
    *("15 วัน หลังจากการประชุมในขั้นตอนที่ 1", "ไม่กำหนดระยะเวลา"),
)


def test_whatever_two_are_said_of_a_step_a_file_can_have_them() -> None:
    """Each of a step that waits for no other, all in one file: to read one takes long."""
    free = ("ดำเนินงาน", "ดำเนินการโดยไม่รอขั้นตอนอื่น")
    pairs = (f"{one} {other}" for one, other in product(_PHRASES, repeat=2))
    steps = [step(n, duration=one, detail=free) for n, one in enumerate(pairs, 2)]
    tree, remarks = filed(sop([step(1), *steps]))
    parse(written_file(tree, remarks, "sop.docx").encode(), "sop.yaml")
