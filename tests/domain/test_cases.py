"""Which case is told, and in which order several are looked at."""

from __future__ import annotations

import pytest

from bot.domain.cases import CaseNumber, take_case


@pytest.mark.parametrize(
    ("typed", "number", "rest"),
    [
        ("3 เรื่องที่ 12", CaseNumber(12), "3"),
        ("3เรื่องที่๑๒", CaseNumber(12), "3"),
        ("3 เรื่องที่ 12/2570 ส่งแล้ว", CaseNumber(12, 2027), "3 ส่งแล้ว"),
        ("case 4", CaseNumber(4), ""),
        ("12/2570", CaseNumber(12, 2027), ""),
        ("ประชุม 12/2570", None, "ประชุม 12/2570"),
        ("เรื่องที่ 12.3", None, "เรื่องที่ 12.3"),
        ("หลายเรื่อง 2", None, "หลายเรื่อง 2"),
    ],
)
def test_a_case_is_told_by_its_number(typed: str, number: CaseNumber | None, rest: str) -> None:
    assert take_case(typed) == (number, rest)
