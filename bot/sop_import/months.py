"""Days and months of a fiscal year, as they stand in the words of an SOP. Pure."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

from bot.domain.sop import FixedDay

_SPELLED = (
    ("มกรา(?:คม)?", r"ม\.? ?ค\.?", "jan(?:uary)?"),
    ("กุมภา(?:พันธ์)?", r"ก\.? ?พ\.?", "feb(?:ruary)?"),
    ("มีนา(?:คม)?", r"มี\.? ?ค\.?", "mar(?:ch)?"),
    ("เมษา(?:ยน)?", r"เม\.? ?ย\.?", "apr(?:il)?"),
    ("พฤษภา(?:คม)?", r"พ\.? ?ค\.?", "may"),
    ("มิถุนา(?:ยน)?", r"มิ\.? ?ย\.?", "june?"),
    ("กรกฎา(?:คม)?", r"ก\.? ?ค\.?", "july?"),
    ("สิงหา(?:คม)?", r"ส\.? ?ค\.?", "aug(?:ust)?"),
    ("กันยา(?:ยน)?", r"ก\.? ?ย\.?", "sep(?:tember)?"),
    ("ตุลา(?:คม)?", r"ต\.? ?ค\.?", "oct(?:ober)?"),
    ("พฤศจิกา(?:ยน)?", r"พ\.? ?ย\.?", "nov(?:ember)?"),
    ("ธันวา(?:คม)?", r"ธ\.? ?ค\.?", "dec(?:ember)?"),
)
NAME = "|".join(f"(?:{'|'.join(names)})" for names in _SPELLED)
_ALONE = r"(?<![\u0e01-\u0e5ba-zA-Z.])"
"""No month begins within a word."""
_ENDS = r"(?![\u0e01-\u0e5ba-zA-Z])"
MONTH = re.compile(rf"(?:เดือน ?|{_ALONE})(?P<month>{NAME}){_ENDS}", re.IGNORECASE)
DAY_OF_MONTH = re.compile(
    rf"(?P<day>(?:วัน)?สิ้น(?:เดือน)?|(?:the )?last day of|\d{{1,2}}) ?(?P<month>{NAME}){_ENDS}",
    re.IGNORECASE,
)
_MONTHS: Mapping[int, re.Pattern[str]] = {
    number: re.compile("|".join(names), re.IGNORECASE) for number, names in enumerate(_SPELLED, 1)
}


def month_of(name: str) -> int:
    return next(number for number, names in _MONTHS.items() if names.fullmatch(name))


def day_read(found: re.Match[str], *, last: bool) -> FixedDay | None:
    """Of a month alone its first day, or its `last`; None: it has no such day."""
    month = month_of(found["month"])
    if "day" not in found.re.groupindex:
        return FixedDay(month, None) if last else FixedDay(month, 1)
    if not found["day"].isdecimal():
        return FixedDay(month, None)
    day = int(found["day"])
    longest = calendar.monthrange(2027, month)[1]
    if not 1 <= day <= longest:
        return None
    return FixedDay(month, None) if day == longest else FixedDay(month, day)
