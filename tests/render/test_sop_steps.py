"""Steps of an SOP of the group's own, a line each."""

from __future__ import annotations

from bot.render.language import speaker
from bot.render.text import sop_steps
from bot.sops.loader import load


def test_a_line_tells_the_days_of_the_year_that_are_set() -> None:
    sop = load("lo-2.4")
    lines = [sop_steps.line(speaker("th"), sop, one).plain for one in sop_steps.written(sop)]
    assert "150 วันปฏิทิน แล้วเสร็จภายในวันสิ้นเดือนกุมภาพันธ์" in lines[4]
    told = [n for n, line in enumerate(lines, 1) if "แล้วเสร็จ" in line or "เริ่มตั้งแต่" in line]
    assert told == [5, 6, 7, 8, 11, 12]
