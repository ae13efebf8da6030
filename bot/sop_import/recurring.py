"""What an SOP does again and again, in the keys of a step of the file. Pure."""

from __future__ import annotations

import re

from bot.domain.sop_import import Value
from bot.sop_import.amounts import AMOUNT, USUAL, Keys, Said, amount_of, days

_AGAIN = r"(?:ทุก ?(?:ๆ)?|ราย|รอบ(?:ละ)?) ?"
_NO_HALF = r"(?! ?(?:แรก|หลัง))"
_SERIES: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    (
        "half-year",
        6,
        re.compile(
            rf"{_AGAIN}(?:6|หก) ?เดือน{_NO_HALF}|ปีละ ?(?:2|สอง) ?(?:ครั้ง|หน)|half-?year"
            r"|(?:6|หก) ?เดือน ?แรก.*(?:6|หก) ?เดือน ?หลัง"
        ),
    ),
    (
        "five-months",
        5,
        re.compile(rf"{_AGAIN}(?:5|ห้า) ?เดือน{_NO_HALF}|(?:5|ห้า) ?เดือน ?แรก.*(?:5|ห้า) ?เดือน ?หลัง"),
    ),
    ("four-months", 4, re.compile(rf"{_AGAIN}(?:4|สี่) ?เดือน|ปีละ ?(?:3|สาม) ?(?:ครั้ง|หน)")),
    ("two-months", 2, re.compile(rf"{_AGAIN}(?:2|สอง) ?เดือน|ปีละ ?(?:6|หก) ?(?:ครั้ง|หน)")),
    (
        "quarter",
        3,
        re.compile(
            r"(?:ทุก ?(?:ๆ)?|ราย) ?(?:สิ้น)?(?:ไตรมาส|3 ?เดือน)|ไตรมาสละ|quarterly"
            r"|ปีละ ?(?:4|สี่) ?(?:ครั้ง|หน)"
        ),
    ),
    (
        "month",
        1,
        re.compile(
            r"(?:ทุก|ราย|ประจำ) ?(?:ๆ|สิ้น)? ?เดือน|เดือนละ|monthly|every month|ปีละ ?12 ?(?:ครั้ง|หน)"
        ),
    ),
)
_DAY = re.compile(
    r"(?:วันที่|ภายใน|ไม่เกิน|ทุก) ?(?P<day>\d{1,2}) ?ของ(?:ทุก|แต่ละ)? ?เดือน"
    r"|ทุก ?วันที่ ?(?P<each>\d{1,2})(?!\d)"
)
_BESIDE = re.compile(r"วันที่ ?(\d{1,2})(?!\d)|(สิ้นเดือน)")
"""The day of a month, where it is said elsewhere that it is every month."""
_NEXT_MONTH = re.compile(r"เดือน(?:ถัดไป|ต่อไป|ถัดมา)")
_AFTER_END = re.compile(
    r"(?:หลัง|นับ|ถัด)(?:จาก|แต่|ถัดจาก)?(?:วัน)?(?:ที่)? ?สิ้น(?:สุด)? ?(?:ของ)?(?:แต่ละ|ทุก|ราย)? ?"
    r"(?:เดือน(?! ?[ก-ฮ]{1,3}\.| ?[ก-๙]+[คยพ][มนั])|(?P<quarter>ไตรมาส)(?! ?(?:ที่)? ?[1-4]))"
)
"""Of no month or quarter in particular."""
ONCE = "once"


def recurring(text: str) -> Said | None:
    """ทุกเดือน, ไตรมาสละครั้ง, ทุกวันที่ 5 ของเดือน, 15 วันหลังสิ้นไตรมาส: a proposal, since the table says
    no more.
    """
    day, ended = _DAY.search(text), _AFTER_END.search(text)
    found = next((e for e in _SERIES if e[2].search(text)), None)
    if found is None and day is None and ended is None:
        return None
    every, months = (found[0], found[1]) if found else ("month", 1)
    if found is None and ended and ended["quarter"]:
        every, months = "quarter", 3
    by = _by(text) if ended is None and (every == "month" or day) else None
    if by is not None:
        return _due_by(every, by, is_after=bool(_NEXT_MONTH.search(text)))
    once, unit_told = _once_in(text, months if ended is None else 0)
    starts: Keys = {"starts": "after"} if ended or _NEXT_MONTH.search(text) else {}
    keys: Keys = {"every": every, **starts, **once}
    return Said(
        keys,
        unit_told,
        "recurring",
        ((ONCE, once),),
        code_of(keys),
        {key: str(once[key]) for key in ("duration", "unit")} if ended else {},
    )


def code_of(keys: Keys) -> str:
    """Of the option with these keys."""
    return f"every-{keys['every']}{'-after' if 'starts' in keys else ''}"


def _by(text: str) -> Value | None:
    """The day of the month; None: none that all months have is told."""
    found = _DAY.search(text)
    written = (found["day"] or found["each"]) if found else ""
    if not written and (beside := _BESIDE.search(text)):
        written = beside[1] or "31"
    if not written or not 1 <= int(written) <= 31:
        return None
    return int(written) if int(written) < 31 else "end"


def _due_by(every: str, day: Value, *, is_after: bool) -> Said:
    """In the period itself, or in the next one: that is asked."""
    keys: list[Keys] = [
        {"every": every, "by": day},
        {"every": every, "starts": "after", "by": day},
    ]
    first, other = reversed(keys) if is_after else keys
    others = ((code_of(other), other), (ONCE, {"by": day}))
    return Said(first, True, "recurring", others, code_of(first), {"by": str(day)})


def _once_in(text: str, months: int) -> tuple[Keys, bool]:
    """How long one time takes, if that is said beside it; else until its period ends, or so long as
    is proposed where nothing is written. And whether its unit is told.
    """
    for _, _, pattern in _SERIES:
        text = pattern.sub(" ", text)
    found = AMOUNT.search(text)
    if found and (amount := amount_of(found)) and amount.code == "":
        return amount.keys, amount.unit_told
    return (({"duration": months, "unit": "month"}) if months else days(USUAL)), True
