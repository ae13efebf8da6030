"""The way that a decision takes, as people type it: by the name that the procedure gives it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.domain.sop import Way
from bot.domain.spelling import LETTER, ORNAMENT, PARTICLE, arabic, polite_first, take_marked, tidy

_LEADING = re.compile(r"ผล(?:การพิจารณา)?(?:คือ|เป็น|ว่า)?[ :]*")
_MARKS = "[\u0e47-\u0e4e]"
_ENDS = rf"(?=(?:เรียบร้อย)?(?:แล้ว)?(?:นะ)?(?:{PARTICLE}|(?!{LETTER}|\w)))"
"""A name is whole: ถูกต้อง of ถูกต้องบางส่วน is none; politeness may follow."""
_OR = re.compile(r"(?:หรือ|or\b) ?", re.IGNORECASE)
_BETWEEN = re.compile(ORNAMENT)


def take_way(text: str, ways: Sequence[Way]) -> tuple[Way | None, str]:
    """The way named at the beginning, perhaps as “ผล …” and in quotation marks, and the rest; none
    where another is named behind it (ผ่าน/ไม่ผ่าน).

    Tone marks may be wrong, if no name has them so.
    """
    text = tidy(text)
    found, rest = _first(text, ways)
    another, _ = _first(_OR.sub("", rest, count=1), ways) if found else (None, "")
    return (found, rest) if another in (None, found) else (None, text)


def _first(text: str, ways: Sequence[Way]) -> tuple[Way | None, str]:
    said = _LEADING.sub("", text, count=1)
    marked, behind = take_marked(said)
    longest_first = sorted(ways, key=lambda w: -len(w.name))
    names = [(way, name) for way in longest_first for name in (way.name, way.id)]
    for marks in ("", f"{_MARKS}*"):
        for way, name in names:
            written = _written(name, marks)
            if marked and re.fullmatch(written, arabic(marked), re.IGNORECASE):
                return way, behind
            if found := re.match(written + _ENDS, arabic(said), re.IGNORECASE):
                return way, _rest(said[found.end() :])
    return None, text


def _written(name: str, marks: str) -> str:
    """With spaces or without, in either kind of figures; `marks`: what may stand anywhere."""
    plain = arabic(tidy(name)).replace(" ", "")
    letters = re.sub(_MARKS, "", plain) if marks else plain
    return " ?".join(re.escape(c) + marks for c in letters)


def _rest(text: str) -> str:
    after = polite_first(text)
    found = _BETWEEN.match(after)
    return after[found.end() if found else 0 :].strip()
