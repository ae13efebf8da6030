"""Due dates that are counted from another step, or from a meeting. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain.sop_import import Value
from bot.domain.spelling import tidy
from bot.sop_import import amounts
from bot.sop_import.amounts import Said

_UNIT = amounts.units("working", "calendar", "day", "week", "month")
_COUNT = rf"(?P<count>\d{{1,3}}) ?(?P<unit>{_UNIT})"
_AFTER = r"(?:ภายหลัง|หลัง(?:จาก)?|นับ(?:แต่|จาก|ถัดจาก))"
_STEP = r"ขั้นตอน(?:ที่)? ?(?P<step>\d{1,3})"
_POINT = r"(?:วัน|การ)*(?P<point>เริ่ม(?:ต้น)?|สิ้นสุด|แล้วเสร็จ|เสร็จสิ้น|ประชุม)(?:ใน|ของ)?" rf" ?{_STEP}"
_EN_POINT = r"(?P<of>the meeting of )?step (?P<step>\d{1,3})(?: (?P<point>begins|ends))?"
_DUE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("after", re.compile(rf"(?:ภายใน)? ?{_COUNT} ?{_AFTER} ?{_POINT}")),
    ("after", re.compile(rf"(?:ภายใน)? ?{_COUNT} ?{_AFTER}(?P<point>[^\d]{{0,30}}){_STEP}")),
    ("after", re.compile(rf"within {_COUNT} after {_EN_POINT}", re.IGNORECASE)),
    ("before", re.compile(rf"ก่อน{_POINT} ?(?:ไม่น้อยกว่า|อย่างน้อย)? ?{_COUNT}")),
    ("before", re.compile(rf"(?:ไม่น้อยกว่า|อย่างน้อย)? ?{_COUNT} ?ก่อน{_POINT}")),
    ("before", re.compile(rf"(?:at least )?{_COUNT} before {_EN_POINT}", re.IGNORECASE)),
)
_MEETING: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("before", re.compile(rf"ก่อน(?:วัน|การ)?ประชุม.*?{_COUNT}")),
    ("before", re.compile(rf"{_COUNT} ?ก่อน(?:วัน|การ)*ประชุม")),
    ("after", re.compile(rf"{_COUNT} ?{_AFTER}(?:วัน|การ)*ประชุม")),
)
_POINTS: Mapping[str, str] = {"เริ่ม": "start", "begins": "start", "ประชุม": "meeting"}
"""By a word in what it is called; all others are the end."""
_UNTIL_FIXED = re.compile(
    r"(?:หาก|ถ้า|กรณี|ตราบใดที่)?ยังไม่(?:ได้)?กำหนดวัน(?:ประชุม|ดังกล่าว)? ?:? ?"
    r"|as long as that day is not fixed:? ?",
    re.IGNORECASE,
)


def due(text: str) -> tuple[Value, str] | None:
    """As a file has it, and what else the text says: how long it takes until that day is fixed."""
    for side, words in _DUE:
        found = words.search(text)
        if found and (count := _count(found)):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            counted: dict[str, Value] = {side: int(found["step"]), "of": _point(found)}
            return {**counted, **count}, tidy(_UNTIL_FIXED.sub(" ", rest))
    return None


def of_meeting(text: str) -> Said | None:
    """Of a meeting that is still to be found among the steps."""
    for side, words in _MEETING:
        found = words.search(text)
        if found and (count := _count(found)):
            counted: Value = {side: 0, "of": "meeting", **count}
            length = {"duration": count["count"], "unit": count["unit"]}
            return Said({**length, "due": counted}, meeting=True)
    return None


def _count(found: re.Match[str]) -> dict[str, Value] | None:
    """None: no file has so many."""
    unit, count = amounts.unit_named(found["unit"]), int(found["count"])
    if not 1 <= count <= amounts.most_of(unit):
        return None
    return {"count": count, "unit": "calendar" if unit == "day" else unit}


def _point(found: re.Match[str]) -> str:
    if found.groupdict().get("of"):
        return "meeting"
    called = (found["point"] or "").lower()
    return next((point for word, point in _POINTS.items() if word in called), "end")
