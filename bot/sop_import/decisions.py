"""Decisions in the chart of an SOP: that there is one, and the ways it may take. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.sop_import.paper import Shape
from bot.sop_import.raw import RawStep

_PAIRS: tuple[tuple[str, str], ...] = (
    ("อนุมัติ", "ไม่อนุมัติ"),
    ("เห็นชอบ", "ไม่เห็นชอบ"),
    ("เห็นด้วย", "ไม่เห็นด้วย"),
    ("ผ่าน", "ไม่ผ่าน"),
    ("ครบถ้วน", "ไม่ครบถ้วน"),
    ("ถูกต้อง", "ไม่ถูกต้อง"),
    ("ใช่", "ไม่ใช่"),
    ("yes", "no"),
)
AGAIN = 3
"""How often at most the way back is gone, where nothing is written."""


def ways(step: RawStep) -> tuple[str, str] | None:
    """The way expected, and the other; None: it is no decision. The words at its arrows tell, or
    the shape alone.
    """
    words = " ".join(step.chart).lower()
    for yes, no in _PAIRS:
        if re.search(rf"(?<![ก-๙a-z]){no}(?![a-z])", words):
            return yes, no
    if step.shape is not Shape.DECISION:
        return None
    told = words + " ".join(step.detail)
    return next(((yes, no) for yes, no in _PAIRS if yes in told), _PAIRS[-2])


def leads(step: RawStep) -> tuple[int, str] | None:
    """To which step its chart says that it goes, and the words: กลับไปขั้นตอนที่ 2, ไปข้อ 7. None: to
    none, or to several.
    """
    found = list(_LEADS.finditer(" ".join(step.chart)))
    return (int(found[0][1]), found[0][0]) if len(found) == 1 else None


_LEADS = re.compile(
    r"(?:กลับ|ย้อน|ข้าม|ไป|ต่อ|go|back)(?: |กลับ|ไป|ยัง|ที่|to)*"
    r"(?:ข้อ|ขั้นตอน|ลำดับ|ขั้น|step)(?:ที่)? ?(\d{1,3})(?!\d)",
    re.IGNORECASE,
)


def is_asked_for(texts: Iterable[str]) -> bool:
    """Whether a procedure begins because somebody asks: it is of cases, not of a year."""
    return any(_ASKED.search(text) for text in texts)


_ASKED = re.compile(
    r"(?:^|เมื่อ(?:ได้)?|ลง)(?:ได้)?รับ ?(?:เรื่อง|คำขอ|คำร้อง|ข้อร้องเรียน|หนังสือ|แจ้ง)|ยื่นคำ(?:ขอ|ร้อง)"
)
