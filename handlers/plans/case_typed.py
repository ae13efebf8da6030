"""What is typed to open a case: its name, and the day on which it began."""

from __future__ import annotations

import re
from datetime import date

from bot.domain.cases import NAME_LENGTH
from bot.domain.errors import Refusal
from bot.domain.spelling import visible
from bot.domain.typed import Lean, take_date

MOST_WORDS = 4
"""วันที่ 5 ธันวาคม 2569."""
_OF_A_LETTER = re.compile(r"(?:ลงวันที่|ลว\.?)\Z")
_BEGAN = re.compile(r"\s*(?:(?:เริ่ม|รับ)(?:เรื่อง)?(?:เมื่อ)?วันที่|วันที่รับ(?:เรื่อง)?)\Z")
"""What leads to the day on which it began, and belongs to no name."""
_ANY_DAY, _OTHER_DAY = date(2000, 1, 1), date(2020, 1, 1)


def told_day(text: str) -> tuple[date | None, str]:
    """A day with its year, before the name or behind it, and the name.

    Without its year it is part of the name: a house may be number 31/2. So is the date of a
    letter.
    """
    words = text.split()
    for count in range(min(MOST_WORDS, len(words)), 0, -1):
        for day, name in ((words[-count:], words[:-count]), (words[:count], words[count:])):
            told = " ".join(name)
            if _OF_A_LETTER.search(told) and day == words[-count:]:
                continue
            if (found := _whole_day(" ".join(day))) is not None:
                return found, _BEGAN.sub("", told)
    return None, text


def checked_name(typed: str) -> str:
    """One line that can be seen, and is not too long."""
    name = visible(typed)
    if not name:
        raise Refusal("case-name-missing")
    if len(name) > NAME_LENGTH:
        raise Refusal("case-name-long", length=len(name), most=NAME_LENGTH)
    return name


def _whole_day(text: str) -> date | None:
    """Whatever today is, the same day."""
    try:
        told = [take_date(text, day, Lean.NEAR) for day in (_ANY_DAY, _OTHER_DAY)]
    except Refusal:
        return None
    days = {day for day, _ in told}
    return days.pop() if len(days) == 1 and not any(rest for _, rest in told) else None
