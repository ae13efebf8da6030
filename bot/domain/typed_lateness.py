"""How late something may be, as people type it: ช้า 10 วัน, ล่าช้า 2 สัปดาห์, เลื่อนไปวันที่ 20 ต.ค. 69."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from bot.domain.calendar import ONE_DAY, Calendar
from bot.domain.spelling import SURE, arabic, impolite, tidy
from bot.domain.typed import take_length

_LEADS_IN = re.compile(
    r"(?:จะ)?(?:แล้วเสร็จ|เสร็จ)? ?(?:ล่าช้า|ช้า|เลื่อน|ขยายเวลา)(?: ?(?:กว่ากำหนด|ออกไป|ไป|ลง|อีก))*"
    r"(?: ?(?:เป็น|จนถึง|ถึง))? ?"
    r"|(?:จะ)?(?:แล้วเสร็จ|เสร็จ) ?(?=วันที่)"
    r"|(?:is )?(?:late )?(?:by|until|to) ",
    re.IGNORECASE,
)
_THEN = re.compile(
    r" ?(?:แล้ว)?จะ ?(?:เป็น|กระทบ|ส่งผล|มีผล|เกิด)?(?:อย่างไร|ยังไง|อะไร)(?:ขึ้น)?(?:บ้าง)?\Z"
)
"""How the question may end."""
_BARE = re.compile(r"[0-9]{1,3}\Z")
_WORKING = re.compile(r"วัน ?ทำ(?:การ|งาน)\Z|working days?\Z", re.IGNORECASE)
_MONTHS = re.compile(r" ?(?:เดือน|months?)\Z", re.IGNORECASE)
DAYS_OF_MONTH = 30
"""As an SOP counts them: 150 days are five months."""


@dataclass(frozen=True, slots=True)
class Days:
    """`working`: days off are not counted."""

    count: int
    working: bool = False

    def after(self, day: date, calendar: Calendar) -> date:
        """So many days later."""
        if not (self.working and self.count):
            return day + timedelta(days=self.count)
        return calendar.nth_working(day + ONE_DAY, self.count)


def after_late(text: str) -> tuple[str, bool]:
    """What follows words that say that something is late, and whether there were any."""
    said = impolite(tidy(text).rstrip(SURE + "?？ "))
    said = _THEN.sub("", said)
    found = _LEADS_IN.match(said)
    return (said[found.end() :], True) if found else (said, False)


def days_told(text: str) -> Days | None:
    """The days, if a number of days, weeks or months is told and nothing else."""
    days, working = _WORKING.subn("วัน", text)
    days, months = _MONTHS.subn(" วัน", days)
    lasting, before = take_length(days)
    if lasting is not None:
        each = DAYS_OF_MONTH if months else 1
        return None if before else Days(each * lasting, bool(working))
    found = _BARE.match(arabic(text))
    return Days(int(found[0])) if found else None
