"""How late something may be, as people type it."""

from __future__ import annotations

import pytest

from bot.domain.typed_lateness import after_late, days_told


@pytest.mark.parametrize(
    ("text", "days"),
    [("10", 10), ("๑๐", 10), ("10 วัน", 10), ("2 สัปดาห์", 14), ("สามวัน", 3), ("10 days", 10)],
)
def test_days_and_weeks_alone_are_read(text: str, days: int) -> None:
    assert days_told(text) == days


@pytest.mark.parametrize("text", ["", "10 คน", "10 วันทำการ", "ราว 10 วัน", "1000", "10 มี.ค. 70"])
def test_of_anything_else_no_days_are_told(text: str) -> None:
    assert days_told(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("ช้า 10 วัน", "10 วัน"),
        ("จะล่าช้ากว่ากำหนด 10 วัน", "10 วัน"),
        ("เสร็จช้าไป 10 วันจะเป็นอย่างไร?", "10 วัน"),
        ("เลื่อนไปเป็นวันที่ 10 มี.ค. 70 ครับ", "วันที่ 10 มี.ค. 70"),
        ("แล้วเสร็จวันที่ 10 มี.ค. 70", "วันที่ 10 มี.ค. 70"),
        ("late by 10 days", "10 days"),
    ],
)
def test_what_leads_in_and_what_asks_is_left_off(text: str, rest: str) -> None:
    assert after_late(text) == (rest, True)


@pytest.mark.parametrize("text", ["10 วัน", "เสร็จแล้ว", "สวยดี", ""])
def test_what_says_nothing_of_lateness_does_not_lead_in(text: str) -> None:
    assert after_late(text) == (text, False)
