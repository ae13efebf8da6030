"""How long a step takes, as people type it: 5 วัน, 3-5 วันทำการ, 2 สัปดาห์, เปิด. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.domain.sop import Unit
from bot.domain.spelling import arabic, impolite, tidy

SHORT = 5
"""So many days or fewer are working days, where nothing says which they are."""
OPEN = "open"
_MONTHS_OF_YEAR = 12
_AMOUNT = re.compile(
    r"(?:(?P<least>[0-9]{1,3}) ?(?:-|–|—|~|ถึง|to) ?)?(?P<most>[0-9]{1,3}) ?(?P<unit>[^0-9]*)",
    re.IGNORECASE,
)
_LEADS_IN = re.compile(r"(?:ระยะเวลา|ใช้เวลา|ภายใน|ไม่เกิน|ประมาณ|within|about)\s*", re.IGNORECASE)
_OPEN = re.compile(r"เปิด|ไม่กำหนด.*|ไม่มีกำหนด.*|ไม่ระบุ.*|ตามจริง|open", re.IGNORECASE)
_WITHIN_A_DAY = re.compile(r"(?:ครึ่ง|1/2|½) ?วัน(?: ?ทำการ)?|ทันที|half a day|at once", re.IGNORECASE)
"""One working day, as an SOP that is brought is read, too."""
_UNITS = {
    Unit.WORKING: re.compile(r"วัน ?ทำ(?:การ|งาน)|working days?", re.IGNORECASE),
    Unit.CALENDAR: re.compile(r"วัน ?(?:ตาม)?ปฏิทิน|calendar days?", re.IGNORECASE),
    Unit.WEEK: re.compile(r"สัปดาห์|อาทิตย์|weeks?", re.IGNORECASE),
    Unit.MONTH: re.compile(r"เดือน|ด\.?|months?", re.IGNORECASE),
}
_DAYS = re.compile(r"วัน|days?|", re.IGNORECASE)
_YEARS = re.compile(r"ปี|years?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Duration:
    """`most` 0: open until it is closed; `least` 0: it is no range. `unit` None: as before."""

    most: int
    least: int = 0
    unit: Unit | None = None

    @property
    def written(self) -> int | str:
        """As an SOP's file has it."""
        if not self.most:
            return OPEN
        return f"{self.least}-{self.most}" if self.least else self.most


def duration_told(text: str, unit: Unit) -> Duration | None:
    """None if it is none. `unit`: in which it was counted before; days that nothing else is said
    of stay what they were, or are working days if they are few.
    """
    said = _LEADS_IN.sub("", impolite(tidy(arabic(text))), count=1)
    if _OPEN.fullmatch(said):
        return Duration(0)
    if _WITHIN_A_DAY.fullmatch(said):
        return Duration(1, unit=Unit.WORKING)
    found = _AMOUNT.fullmatch(said)
    if found is None:
        return None
    least, most, word = int(found["least"] or 0), int(found["most"]), found["unit"].strip()
    if not most or (found["least"] and not 1 <= least < most):
        return None
    if _YEARS.fullmatch(word):
        return Duration(most * _MONTHS_OF_YEAR, least * _MONTHS_OF_YEAR, Unit.MONTH)
    if _DAYS.fullmatch(word):
        return Duration(most, least, _days(unit, most))
    told = next((one for one, words in _UNITS.items() if words.fullmatch(word)), None)
    return Duration(most, least, told) if told is not None else None


def _days(unit: Unit, most: int) -> Unit:
    if unit in (Unit.WORKING, Unit.CALENDAR):
        return unit
    return Unit.WORKING if most <= SHORT else Unit.CALENDAR
