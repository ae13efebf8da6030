"""Years of an SOP, as templates that follow the plan's fiscal year. Pure.

Years within the names of laws, and those of the form's revision, are what they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

FISCAL, PREVIOUS = "{fiscal_year}", "{previous_fiscal_year}"
_FISCAL = re.compile(
    r"(?:ปี ?งบประมาณ|งปม\.|fiscal year|FY) ?(?:พ\.? ?ศ\.? ?)?(25\d\d|(?<!\d)[67]\d(?!\d))", re.I
)
_ANY = re.compile(r"(?:ประจำปี|ปี|พ\.? ?ศ\.?) ?(?:พ\.? ?ศ\.? ?)?(25[5-9]\d)(?!\d)")
_YEAR = re.compile(
    r"(?<![\d.,/])(25[4-9]\d)(?![\d,]|\.\d)|(?:(?<=ปี )|(?<=ปี)|(?<=ประมาณ ))([67]\d)(?![\d.])"
)
_LAW = re.compile(
    r"(?:พ\. ?ร\. ?[บก]|พระราช|ระเบียบ|กฎ|ข้อบังคับ|ประกาศ|รัฐธรรมนูญ|ฉบับที่|มติ)"
    r"[^;\n]{0,160}?(?<!ประจำปี )(?<!ประจำปี)พ\.? ?ศ\.? ?$"
)
_SPAN = re.compile(r"\(? ?(?:พ\.? ?ศ\.? ?)?25\d\d ?[-–—] ?(?:พ\.? ?ศ\.? ?)?(?:25)?\d\d")
_AMOUNT = re.compile(r" ?(?:คน|บาท|ราย|วัน|แห่ง|ครั้ง|ชุด|เล่ม|หน่วย|รายการ)")
_NEXT_TO_LAW = 200
"""Letters in which a year is sought behind the name of a law."""


@dataclass(slots=True)
class Years:
    """`fiscal`: the SOP's own, พ.ศ.; 0: it names none, and nothing is changed."""

    fiscal: int
    unclear: list[str] = field(default_factory=list)
    """Years of the last text that are neither this one nor the one before."""

    def templated(self, text: str) -> str:
        self.unclear = []
        spans = (m.span() for m in _SPAN.finditer(text) if not self._is_this(m[0]))
        within = {n for start, end in spans for n in range(start, end)}

        def put(found: re.Match[str]) -> str:
            written = next(group for group in found.groups() if group)
            year = full(written)
            if _AMOUNT.match(text, found.end()) or _is_of_law(text, found.start()):
                return written
            if found.start() in within:
                return written
            if year == self.fiscal:
                return FISCAL
            if year == self.fiscal - 1:
                return PREVIOUS
            self.unclear.append(written)
            return written

        return _YEAR.sub(put, text) if self.fiscal else text

    def _is_this(self, span: str) -> bool:
        """2564-2565 are the two years that follow the plan's; a plan of several years does not."""
        first, last = re.findall(r"\d{2,4}", span)[:2]
        return full(first) == self.fiscal - 1 and full(last) == self.fiscal


def without_year(name: str) -> str:
    """Of what is measured: in which year it is, its plan says."""
    found = _OF_NAME.search(name)
    return (name[: found.start()] + name[found.end() :]).strip() if found else name


_OF_NAME = re.compile(
    r"[ \t]*\(? ?(?:ประจำ|ใน|ของ)*(?:ปี ?งบประมาณ|ปี) ?(?:พ\. ?ศ\.|พศ\.?)? ?25\d\d"
    r"(?!\d| ?[-–—/]| ?ถึง)(?: ?\))?"
)


def full(written: str) -> int:
    """65 is 2565."""
    year = int(written)
    return year + 2500 if year < 100 else year


def fiscal_year(texts: Iterable[str]) -> int:
    """The latest that is called so; if none is, the latest year that no law has; else 0."""
    called: list[int] = []
    others: list[int] = []
    for text in texts:
        called += [full(found) for found in _FISCAL.findall(text)]
        named = (m for m in _ANY.finditer(text) if not _SPAN.match(text, m.start(1)))
        others += [full(m[1]) for m in named if not _is_of_law(text, m.start(1))]
    return max(called or others, default=0)


def _is_of_law(text: str, at: int) -> bool:
    return _LAW.search(text[max(0, at - _NEXT_TO_LAW) : at]) is not None
