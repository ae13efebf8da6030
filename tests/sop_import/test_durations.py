"""ระยะเวลา as offices write it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.sop_import.amounts import days
from bot.sop_import.months import DAY_OF_MONTH, MONTH, day_read, month_of
from bot.sop_import.rounds import named, other_than_usual
from bot.sop_import.timing import said
from tests.security.effort import examples


@pytest.mark.parametrize(
    ("written", "duration", "unit", "unit_told"),
    [
        ("5 วัน", 5, "working", False),
        ("6 วัน", 6, "calendar", False),
        ("๑๕ วัน", 15, "calendar", False),
        ("10 วันทำการ", 10, "working", True),
        ("ภายใน 7 วัน ทำการ", 7, "working", True),
        ("3 - 5 วันทำการ", "3-5", "working", True),
        ("30 วันปฏิทิน", 30, "calendar", True),
        ("2 สัปดาห์", 2, "week", True),
        ("1-2 เดือน", "1-2", "month", True),
        ("1 ปี", 12, "month", True),
        ("30 นาที", 1, "working", True),
        ("ครึ่งวัน", 1, "working", True),
        ("15 (สิบห้า) วันทำการ", 15, "working", True),
    ],
)
def test_what_is_plain_is_asked_of_nobody(
    written: str, duration: object, unit: str, unit_told: bool
) -> None:
    found = said(written)
    assert found.keys == {"duration": duration, "unit": unit}
    assert (found.code, found.unit_told) == ("", unit_told)


@pytest.mark.parametrize("written", ["", "-", "–", "...", "ไม่ระบุ", "N/A"])
def test_where_nothing_is_written_five_days_are_proposed(written: str) -> None:
    found = said(written)
    assert (found.code, found.option, found.keys) == ("duration-missing", "days-5", days(5))
    assert [code for code, _ in found.others] == ["days-15", "days-30", "open"]


@pytest.mark.parametrize(
    "written",
    [
        "0 วัน",
        "999 วัน",
        "53 สัปดาห์",
        "13 เดือน",
        "2 ปี",
        "5-3 วัน",
        "1,200 วัน",
        "เร็ว ๆ นี้",
        "31 เม.ย.",
        "ก่อนประชุม 0 วัน",
        "ก่อนประชุม 999 วัน",
    ],
)
def test_what_no_step_can_take_is_to_be_decided(written: str) -> None:
    found = said(written)
    assert (found.code, found.keys) == ("duration-unclear", days(5))


def test_what_stands_beside_a_number_is_not_passed_over() -> None:
    found = said("15 วัน หากเอกสารครบ")
    assert (found.keys["duration"], found.code) == (15, "duration-unclear")
    assert found.told == {"name": "15 วัน"}


@pytest.mark.parametrize(
    ("written", "every", "more"),
    [
        ("ทุกเดือน", "month", {"duration": 1, "unit": "month"}),
        ("ทุกวันที่ 5 ของเดือน", "month", {"by": 5}),
        ("วันที่ 31 ของทุกเดือน", "month", {"by": "end"}),
        ("ภายในวันที่ 10 ของเดือนถัดไป ทุกเดือน", "month", {"starts": "after"}),
        ("รายไตรมาส", "quarter", {"duration": 3, "unit": "month"}),
        ("ทุกไตรมาส ครั้งละ 10 วันทำการ", "quarter", {"duration": 10, "unit": "working"}),
        ("ปีละ 2 ครั้ง", "half-year", {"duration": 6, "unit": "month"}),
        ("ปีละ 4 ครั้ง", "quarter", {"duration": 3, "unit": "month"}),
        ("ทุก 4 เดือน", "four-months", {"duration": 4, "unit": "month"}),
        ("รอบ 5 เดือนแรก และรอบ 5 เดือนหลัง", "five-months", {"duration": 5}),
        ("ทุกเดือน ภายในวันที่ 5", "month", {"by": 5}),
        ("ทุกวันที่ 5", "month", {"by": 5}),
        ("หลังสิ้นไตรมาส", "quarter", {"starts": "after", "duration": 5, "unit": "working"}),
        ("ภายใน 15 วันหลังสิ้นไตรมาส", "quarter", {"starts": "after", "duration": 15}),
        ("ภายใน 5 วันทำการ นับจากสิ้นเดือน", "month", {"starts": "after", "duration": 5}),
    ],
)
def test_what_recurs_is_proposed(written: str, every: str, more: dict[str, object]) -> None:
    found = said(written)
    assert (found.code, found.keys["every"]) == ("recurring", every)
    assert more.items() <= found.keys.items()
    assert [code for code, _ in found.others][-1] == "once"


def test_by_a_day_of_which_month_is_asked() -> None:
    found = said("ทุกเดือน ภายในวันที่ 5")
    assert (found.option, [code for code, _ in found.others]) == (
        "every-month",
        ["every-month-after", "once"],
    )


@pytest.mark.parametrize(
    ("written", "keys", "option"),
    [
        ("ทันที", {"duration": 1, "unit": "working"}, "lasting"),
        ("ภายในวันเดียวกัน", {"duration": 1, "unit": "working"}, "lasting"),
        ("20 ชั่วโมง", {"duration": 3, "unit": "working"}, "lasting"),
        ("1.5 วัน", {"duration": 2, "unit": "working"}, "lasting"),
        ("2.5 เดือน", {"duration": 3, "unit": "month"}, "lasting"),
        ("1 เดือน 15 วัน", {"duration": 46, "unit": "calendar"}, "lasting"),
        ("1 วันทำการ 4 ชั่วโมง", {"duration": 2, "unit": "working"}, "lasting"),
        ("3 วัน/5 วัน", {"duration": 3, "unit": "working"}, "as-read"),
        ("ภายในวันที่ 15", {"by": 15}, "by"),
        ("ภายในสิ้นเดือน", {"by": "end"}, "by"),
        ("ตามแผน", {"duration": "open"}, "open"),
        ("ตามที่กรมกำหนด", {"duration": "open"}, "open"),
        ("ทุกสัปดาห์", {"duration": 365, "unit": "calendar", "not_after": "09-end"}, "whole-year"),
        ("ปี 68", {"duration": 365, "unit": "calendar", "not_after": "09-end"}, "whole-year"),
        (
            "ภายใน 15 วัน หลังสิ้นไตรมาสที่ 2",
            {"duration": 15, "unit": "calendar", "not_before": "04-01"},
            "after-day",
        ),
        (
            "30 วัน หลังสิ้นปีงบประมาณ",
            {"duration": 30, "unit": "calendar", "not_before": {"day": "10-01", "year": "next"}},
            "after-year",
        ),
    ],
)
def test_what_leaves_something_open_is_asked_with_a_proposal(
    written: str, keys: dict[str, object], option: str
) -> None:
    found = said(written)
    assert (found.keys, found.code, found.option) == (keys, "duration-unclear", option)


@pytest.mark.parametrize("written", ["2 ชั่วโมง", "15 นาที", "ครึ่งวัน"])
def test_less_than_a_day_is_told(written: str) -> None:
    assert said(written).rounded
    assert not said("1 วัน").rounded


@pytest.mark.parametrize(
    ("written", "first", "last", "duration"),
    [
        ("ต.ค. – ก.พ.", "10-01", "02-end", 151),
        ("ต.ค. 2565 - มี.ค. 2566", "10-01", "03-end", 182),
        ("ภายใน 15 มีนาคม", "03-01", "03-15", 15),
        ("ธันวาคม", "12-01", "12-end", 31),
        ("ก.ย. - ต.ค.", "09-01", {"day": "10-end", "year": "next"}, 61),
        ("15/3/2569", "03-01", "03-15", 15),
        ("ไตรมาส 1", "10-01", "12-end", 92),
        ("ไตรมาสที่ 2 ถึงไตรมาสที่ 3", "01-01", "06-end", 181),
        ("รอบ 5 เดือนแรก", "10-01", "02-end", 151),
        ("รอบ 1 (ต.ค.-มี.ค.)", "10-01", "03-end", 182),
    ],
)
def test_months_are_days_of_every_year(
    written: str, first: str, last: object, duration: int
) -> None:
    keys = said(written).keys
    assert (keys["not_before"], keys["not_after"], keys["duration"]) == (first, last, duration)


@pytest.mark.parametrize(
    ("written", "last", "told"),
    [
        ("ภายในเดือนมีนาคม 2569", "03-end", "1 มี.ค. {fiscal_year} – 31 มี.ค. {fiscal_year}"),
        (
            "1 ต.ค. 68 - 30 ก.ย. 69",
            "09-end",
            "1 ต.ค. {previous_fiscal_year} – 30 ก.ย. {fiscal_year}",
        ),
        (
            "30 ก.ย. 68",
            {"day": "09-end", "year": "previous"},
            "1 ก.ย. {previous_fiscal_year} – 30 ก.ย. {previous_fiscal_year}",
        ),
        (
            "ธ.ค. 2569",
            {"day": "12-end", "year": "next"},
            "1 ธ.ค. {fiscal_year} – 31 ธ.ค. {fiscal_year}",
        ),
        ("มี.ค. 2575", "03-end", "1 มี.ค. {fiscal_year} – 31 มี.ค. {fiscal_year}"),
    ],
)
def test_a_year_beside_days_is_that_of_the_sop(written: str, last: object, told: str) -> None:
    found = said(written, 2569)
    assert (found.keys["not_after"], found.dated) == (last, told)


def test_a_day_until_which_it_is_done_may_have_no_first_day() -> None:
    others = dict(said("ภายใน 15 มี.ค. 2569", 2569).others)
    assert others["until-day"] == {"duration": "open", "not_after": "03-15"}


def test_days_are_counted_from_a_meeting_or_the_end_of_a_step() -> None:
    before = said("ก่อนประชุม 7 วัน")
    assert before.meeting
    assert before.keys["due"] == {"before": 0, "of": "meeting", "count": 7, "unit": "calendar"}
    after = said("3 วันทำการ หลังขั้นตอนที่ 2")
    assert after.keys == {"due": {"after": 2, "of": "end", "count": 3, "unit": "working"}}


def test_what_has_no_end_is_open() -> None:
    assert said("อย่างต่อเนื่อง").keys == {"duration": "open"}
    assert said("ตลอดปีงบประมาณ").keys["not_after"] == "09-end"


@examples(60)
@given(st.text("0123456789๕ -–.()วันเดือนปีก่อนหลังประชุมทุกที่ของ", max_size=40))
def test_whatever_is_written_something_is_proposed(written: str) -> None:
    found = said(written)
    assert found.keys
    assert bool(found.option) == bool(found.code)


@pytest.mark.parametrize(
    ("written", "month"), [("ม.ค.", 1), ("มี.ค.", 3), ("มิ.ย.", 6), ("กค.", 7), ("กันยายน", 9)]
)
def test_a_month_is_known_by_its_short_name(written: str, month: int) -> None:
    found = MONTH.search(f"เดือน {written}")
    assert found is not None
    assert month_of(found["month"]) == month


@pytest.mark.parametrize(("written", "exists"), [("28 ก.พ.", True), ("30 ก.พ.", False)])
def test_a_day_that_a_month_has_not_is_none(written: str, exists: bool) -> None:
    found = DAY_OF_MONTH.search(written)
    assert found is not None
    assert (day_read(found, last=True) is not None) == exists


@pytest.mark.parametrize(
    ("text", "last", "following"),
    [
        ("รายงานผลรอบ 5 เดือนแรก", "02-end", "03-01"),
        ("รอบ 5 เดือนหลัง", "07-end", "08-01"),
        ("ครึ่งปีแรก", "03-end", "04-01"),
        ("ไตรมาสที่ 3", "06-end", "07-01"),
        ("ไตรมาสสุดท้าย", "09-end", ""),
        ("ไตรมาสที่ 1 และ 2", "03-end", "04-01"),
        ("รายงานผลรอบที่ 1 (ต.ค. – มี.ค.)", "03-end", "04-01"),
        ("รอบ 2 (เม.ย.-ก.ย.)", "09-end", ""),
    ],
)
def test_a_part_of_the_year_ends_and_the_next_begins(text: str, last: str, following: str) -> None:
    part = named(text)
    assert part is not None
    assert (part.last, part.next) == (last, following)


def test_of_two_parts_of_the_year_neither_bounds_a_step() -> None:
    assert named("รอบ 5 เดือนแรก และรอบ 5 เดือนหลัง") is None
    assert named("จัดทำแผน") is None
    assert named("ไตรมาสที่ 1 และ 3") is None
    assert named("ไตรมาส 1,3") is None


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("รายงานรอบ 5 เดือนแรก และไตรมาส 4", None),
        ("รายงานรอบ 6 เดือน", "รอบ 6 เดือน"),
        ("รายงานผลไตรมาสที่ 2", "ไตรมาส"),
        ("จัดทำแผน ภายใน 3 เดือน", ""),
    ],
)
def test_by_which_rounds_an_sop_goes(text: str, other: str | None) -> None:
    assert other_than_usual([text]) == other
