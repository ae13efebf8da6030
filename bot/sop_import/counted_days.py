"""Due dates that are counted from another step, which is named by its number. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.domain.sop_import import Value
from bot.domain.spelling import tidy

_UNIT = r"วัน ?ทำการ|วัน(?: ?ปฏิทิน)?|สัปดาห์|เดือน|working days?|(?:calendar )?days?|weeks?|months?"
_COUNT = rf"(?P<count>\d{{1,3}}) ?(?P<unit>{_UNIT})"
_POINT = (
    r"(?:วัน|การ)*(?P<point>เริ่ม(?:ต้น)?|สิ้นสุด|แล้วเสร็จ|เสร็จสิ้น|ประชุม)(?:ใน|ของ)?"
    r" ?ขั้นตอน(?:ที่)? ?(?P<step>\d{1,3})"
)
_EN_POINT = r"(?P<of>the meeting of )?step (?P<step>\d{1,3})(?: (?P<point>begins|ends))?"
_DUE: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "after",
        re.compile(rf"(?:ภายใน)? ?{_COUNT} ?(?:ภายหลัง|หลัง(?:จาก)?|นับ(?:แต่|จาก|ถัดจาก)) ?{_POINT}"),
    ),
    ("after", re.compile(rf"within {_COUNT} after {_EN_POINT}", re.IGNORECASE)),
    ("before", re.compile(rf"ก่อน{_POINT} ?(?:ไม่น้อยกว่า|อย่างน้อย)? ?{_COUNT}")),
    ("before", re.compile(rf"(?:ไม่น้อยกว่า|อย่างน้อย)? ?{_COUNT} ?ก่อน{_POINT}")),
    ("before", re.compile(rf"(?:at least )?{_COUNT} before {_EN_POINT}", re.IGNORECASE)),
)
_POINTS: Mapping[str, str] = {
    **dict.fromkeys(("เริ่ม", "เริ่มต้น", "begins"), "start"),
    "ประชุม": "meeting",
}
"""By the words for it; all others are the end."""
_UNTIL_FIXED = re.compile(
    r"(?:หาก|ถ้า|กรณี|ตราบใดที่)?ยังไม่(?:ได้)?กำหนดวัน(?:ประชุม|ดังกล่าว)? ?:? ?"
    r"|as long as that day is not fixed:? ?",
    re.IGNORECASE,
)


def due(text: str) -> tuple[Value, str] | None:
    """As a file has it, and what else the text says: how long it takes until that day is fixed."""
    for side, words in _DUE:
        if found := words.search(text):
            rest = f"{text[: found.start()]} {text[found.end() :]}"
            return _counted(side, found), tidy(_UNTIL_FIXED.sub(" ", rest))
    return None


def _counted(side: str, found: re.Match[str]) -> Value:
    point = (found["point"] or "").lower()
    of = "meeting" if found.groupdict().get("of") else _POINTS.get(point, "end")
    counted: dict[str, Value] = {side: int(found["step"]), "of": of}
    return {**counted, "count": int(found["count"]), "unit": _unit(found["unit"].lower())}


def _unit(written: str) -> str:
    return next((name for word, name in _UNITS if word in written), "calendar")


_UNITS = (
    *(("ทำการ", "working"), ("working", "working"), ("สัปดาห์", "week"), ("week", "week")),
    *(("เดือน", "month"), ("month", "month")),
)
"""By a word in them; all others are calendar days."""
