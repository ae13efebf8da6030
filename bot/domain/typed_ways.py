"""The way that a decision takes, as people type it: by the name that the procedure gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.sop import Way
from bot.domain.spelling import LETTER, ORNAMENT, PARTICLE, arabic, take_marked, tidy

_LEADING = re.compile(r"ผล(?:การพิจารณา)?(?:คือ|เป็น|ว่า)?[ :]*")
_ENDS = rf"(?=(?:เรียบร้อย)?(?:แล้ว)?(?:นะ)?(?:{PARTICLE}|(?!{LETTER}|\w)))"
"""A name is whole: ถูกต้อง of ถูกต้องบางส่วน is none; politeness may follow."""
_BETWEEN = re.compile(ORNAMENT)


def take_way(text: str, ways: Sequence[Way]) -> tuple[Way | None, str]:
    """The way named at the beginning, perhaps as “ผล …” and in quotation marks, and the rest."""
    text = tidy(text)
    said = _LEADING.sub("", text, count=1) if _LEADING.match(text) else text
    marked, behind = take_marked(said)
    for way in sorted(ways, key=lambda w: -len(w.name)):
        for name in (way.name, way.id):
            if marked and _written(name).fullmatch(marked):
                return way, _rest(behind)
            if found := _written(name, _ENDS).match(arabic(said)):
                return way, _rest(said[found.end() :])
    return None, text


def _written(name: str, end: str = "") -> re.Pattern[str]:
    """With or without its spaces, in either kind of figures."""
    words = " ?".join(re.escape(arabic(part)) for part in tidy(name).split())
    return re.compile(words + end, re.IGNORECASE)


def _rest(text: str) -> str:
    return text[_between(text) :].strip()


def _between(text: str) -> int:
    found = _BETWEEN.match(text)
    return found.end() if found else 0
