"""What people write for a duration that is wanted in days, and what to write instead."""

from __future__ import annotations

import re

from bot.render.language import N_
from bot.sops.phrases import Phrase

_AMOUNT = re.compile(
    r"(?:(?:ภายใน|ไม่เกิน|ประมาณ|within|about|up to|at most|max\.?) ?)?"
    r"(?:(?P<least>\d{1,4}) ?(?:-|–|—|~|ถึง|to) ?)?(?P<number>\d{1,4}) ?(?P<unit>[^\d\s].*)?",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?:ทุก|ราย|ประจำ|แต่ละ|every|each|per)[ ]?|.*(?:ly|ละครั้ง|ละหน)$|annual|biannual", re.IGNORECASE
)
_NONE = re.compile(
    r"(?:ตามความ|ตามแต่|ตามที่|ตามกรณี|ไม่|แล้วแต่|จนกว่า|ต่อเนื่อง|ตลอด|เปิด).*"
    r"|as .*|until .*|none|-|–|not .*|open.*|unlimited|ongoing",
    re.IGNORECASE,
)
_DAYS_OF = {
    "day": re.compile(r"(?:working |calendar )?days?|วัน(?:ทำการ|ทำงาน)?", re.IGNORECASE),
    "week": re.compile(r"weeks?|wks?|สัปดาห์|อาทิตย์", re.IGNORECASE),
    "month": re.compile(r"months?|เดือน", re.IGNORECASE),
    "year": re.compile(r"years?|ปี", re.IGNORECASE),
    "shorter": re.compile(r"hours?|hrs?|minutes?|mins?|ชั่วโมง|ชม\.?|นาที", re.IGNORECASE),
}
_YEAR = 12
_MOST = {"week": 52, "month": 12, "year": 1, "shorter": 9999}
"""Of each in a year."""


def mended(written: str, most: int) -> Phrase | None:
    """How to write what was meant; None if that cannot be told. `most`: of any unit."""
    if _AGAIN.match(written):
        return Phrase(
            N_(
                'how often is written "every: month" (or quarter, half-year), and the day '
                '"by: 15"; the duration says how long one time takes'
            )
        )
    found = _AMOUNT.fullmatch(written)
    if not found and _NONE.fullmatch(written):
        return Phrase(
            N_('write "open": it is open until it is closed, and asked about every month')
        )
    if not found:
        return None
    number, unit = int(found["number"]), _unit(found["unit"] or "")
    if not unit and found["unit"]:
        return None
    if number > (most if unit in ("", "day") else _MOST[unit]):
        return None
    amount = f"{found['least']}-{number}" if found["least"] else str(number)
    return _in_unit(unit, amount, number)


def _unit(written: str) -> str:
    name = written.strip()
    return next((unit for unit, words in _DAYS_OF.items() if words.fullmatch(name)), "")


def _in_unit(unit: str, amount: str, number: int) -> Phrase:
    if unit == "week":
        return Phrase(N_('write {amount} with "unit: week"')).of(amount=amount)
    if unit == "month":
        return Phrase(N_('write {amount} with "unit: month"')).of(amount=amount)
    if unit == "year":
        return Phrase(N_('write {amount} with "unit: month"')).of(amount=number * _YEAR)
    if unit == "shorter":
        return Phrase(N_("write days: {days}, the shortest there is")).of(days=1)
    if unit == "day":
        return Phrase(N_('write {days}; "unit" says which days')).of(days=amount)
    return Phrase(N_("write {number}, in Arabic digits")).of(number=amount)
