"""Which way of a decision people mean."""

from __future__ import annotations

import pytest

from bot.domain.sop import Way
from bot.domain.typed_ways import take_way

WAYS = (Way("yes", "ถูกต้อง"), Way("no", "ไม่ถูกต้อง"), Way("part", "ถูกต้อง บางส่วน (รอบ 2)"))


@pytest.mark.parametrize(
    ("typed", "way", "rest"),
    [
        ("ถูกต้อง", "yes", ""),
        ("ถูกต้องครับ ครบ", "yes", "ครบ"),
        ("ไม่ถูกต้อง ขาดเอกสาร", "no", "ขาดเอกสาร"),
        ("ไม่ถูกต้อง: ขาดเอกสาร", "no", "ขาดเอกสาร"),
        ("ผลการพิจารณา: ไม่ถูกตอง", "no", ""),
        ("“ถูกต้อง” แล้ว", "yes", "แล้ว"),
        ("ถูกต้องบางส่วน (รอบ ๒) รอ", "part", "รอ"),
        ("ถูกต้อง  บาง ส่วน (รอบ 2)", "part", ""),
        ("ไม่ ถูกต้อง", "no", ""),
        ("NO", "no", ""),
        ("ถูกต้อง/ไม่ถูกต้อง", "", "ถูกต้อง/ไม่ถูกต้อง"),
        ("ถูกต้อง หรือ ไม่ถูกต้อง", "", "ถูกต้อง หรือ ไม่ถูกต้อง"),
        ("ถูกต้องเกือบหมด", "", "ถูกต้องเกือบหมด"),
        ("notice", "", "notice"),
        ("ผลงานครบ", "", "ผลงานครบ"),
        ("", "", ""),
    ],
)
def test_by_its_name_however_it_is_written(typed: str, way: str, rest: str) -> None:
    found, left = take_way(typed, WAYS)
    assert (found.id if found else "", left) == (way, rest)
