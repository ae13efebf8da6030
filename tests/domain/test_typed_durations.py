"""How long a step takes, as people type it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sop import Unit
from bot.domain.typed_durations import Duration, duration_told

WORKING, CALENDAR, WEEK, MONTH = Unit.WORKING, Unit.CALENDAR, Unit.WEEK, Unit.MONTH


@pytest.mark.parametrize(
    ("said", "before", "told"),
    [
        ("10 วัน", WORKING, Duration(10, unit=WORKING)),
        ("10 วัน", CALENDAR, Duration(10, unit=CALENDAR)),
        ("10 วัน", WEEK, Duration(10, unit=CALENDAR)),
        ("๕ วัน ครับ", MONTH, Duration(5, unit=WORKING)),
        ("7", CALENDAR, Duration(7, unit=CALENDAR)),
        ("5 วันทำการ", CALENDAR, Duration(5, unit=WORKING)),
        ("30 วันตามปฏิทิน", WORKING, Duration(30, unit=CALENDAR)),
        ("3-5 วันทำการ", WORKING, Duration(5, 3, WORKING)),
        ("3 ถึง 5 วัน", WORKING, Duration(5, 3, WORKING)),
        ("ครึ่งวัน", CALENDAR, Duration(1, unit=WORKING)),
        ("ทันที", CALENDAR, Duration(1, unit=WORKING)),
        ("1 ด.", WORKING, Duration(1, unit=MONTH)),
        ("2 สัปดาห์", WORKING, Duration(2, unit=WEEK)),
        ("ไม่เกิน 3 เดือน", WORKING, Duration(3, unit=MONTH)),
        ("1 ปี", WORKING, Duration(12, unit=MONTH)),
        ("เปิด", WORKING, Duration(0)),
        ("ไม่กำหนดวัน", WORKING, Duration(0)),
        ("10 working days", CALENDAR, Duration(10, unit=WORKING)),
    ],
)
def test_a_duration_is_read_with_its_unit(said: str, before: Unit, told: Duration) -> None:
    assert duration_told(said, before) == told


@pytest.mark.parametrize("said", ["", "0 วัน", "5-3 วัน", "เร็ว ๆ นี้", "5 ชั่วโมง", "วันที่ 5 ต.ค.", "5 5"])
def test_what_is_none_is_not_guessed(said: str) -> None:
    assert duration_told(said, WORKING) is None


@given(st.integers(1, 366), st.sampled_from(Unit))
def test_days_alone_are_never_weeks_or_months(count: int, before: Unit) -> None:
    told = duration_told(f"{count} วัน", before)
    assert told is not None
    assert told.unit in (WORKING, CALENDAR)
    assert told.written == count
