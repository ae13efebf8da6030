"""What an SOP does again and again, in the keys of a step of the file. Pure."""

from __future__ import annotations

import re

from bot.sop_import.amounts import AMOUNT, Keys, Said, amount_of

_EVERY: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "half-year",
        6,
        re.compile(r"(?:ทุก|ราย|รอบ) ?(?:6|หก) ?เดือน|ปีละ ?(?:2|สอง) ?(?:ครั้ง|หน)|half-?year"),
    ),
    ("quarter", 3, re.compile(r"(?:ทุก|ราย|ทุกๆ) ?(?:ไตรมาส|3 ?เดือน)|ไตรมาสละ|quarterly")),
    ("month", 1, re.compile(r"(?:ทุก|ราย|ประจำ)(?:ๆ|สิ้น)? ?เดือน|เดือนละ|monthly|every month")),
)
_MONTHLY_DAY = re.compile(r"(?:วันที่|ภายใน|ไม่เกิน|ทุก) ?(?P<day>\d{1,2}) ?ของ(?:ทุก|แต่ละ)? ?เดือน")
_NEXT_MONTH = re.compile(r"เดือน(?:ถัดไป|ต่อไป|ถัดมา)")


def recurring(text: str) -> Said | None:
    """ทุกเดือน, ไตรมาสละครั้ง, ทุกวันที่ 5 ของเดือน: a proposal, since the table says no more."""
    day = _MONTHLY_DAY.search(text)
    found = next((e for e in _EVERY if e[2].search(text)), None)
    if found is None and day is None:
        return None
    every, months = (found[0], found[1]) if found else ("month", 1)
    starts: Keys = {"starts": "after"} if _NEXT_MONTH.search(text) else {}
    length = _once_in(text, months)
    if day is not None and 1 <= int(day["day"]) <= 31:
        length = {"by": int(day["day"]) if int(day["day"]) <= 28 else "end"}
    once: Keys = length if "duration" in length else {"duration": 1, "unit": "month"}
    return Said(
        {"every": every, **starts, **length},
        code="recurring",
        option=f"every-{every}",
        others=(("once", once),),
    )


def _once_in(text: str, months: int) -> Keys:
    """How long one time takes, if that is said beside it; else until its period ends."""
    for _, _, pattern in _EVERY:
        text = pattern.sub(" ", text)
    found = AMOUNT.search(text)
    if found and (amount := amount_of(found)) and amount.code == "":
        return amount.keys
    return {"duration": months, "unit": "month"}
