"""Parts of the fiscal year that the words of a step name, and the days they set to it. Pure.

The rounds of five months are those in which the Department of Health's indicators are handed in:
October to February, March to July, then the assessment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Part:
    """`last`: the step is not to go on after it, and what reports on it not to begin before `next`;
    as a file writes days.
    """

    last: str
    next: str
    words: str


_PARTS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"(?:รอบ ?)?(?:5|ห้า) ?เดือน ?แรก"), "02-end", "03-01"),
    (re.compile(r"(?:รอบ ?)?(?:5|ห้า) ?เดือน ?หลัง"), "07-end", "08-01"),
    (re.compile(r"(?:รอบ ?)?(?:6|หก) ?เดือน ?แรก|ครึ่งปีแรก"), "03-end", "04-01"),
    (re.compile(r"(?:รอบ ?)?(?:6|หก) ?เดือน ?หลัง|ครึ่งปีหลัง"), "09-end", ""),
    (re.compile(r"ไตรมาส(?:ที่)? ?1|ไตรมาสแรก"), "12-end", "01-01"),
    (re.compile(r"ไตรมาส(?:ที่)? ?2"), "03-end", "04-01"),
    (re.compile(r"ไตรมาส(?:ที่)? ?3"), "06-end", "07-01"),
    (re.compile(r"ไตรมาส(?:ที่)? ?4|ไตรมาสสุดท้าย"), "09-end", ""),
)


def named(text: str) -> Part | None:
    """The only one that is named."""
    found = [(p.search(text), last, then) for p, last, then in _PARTS]
    told = [(f[0], last, then) for f, last, then in found if f]
    return Part(told[0][1], told[0][2], told[0][0]) if len(told) == 1 else None
