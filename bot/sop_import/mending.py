"""Texts of an SOP as they are to be in its file; of every repair a remark."""

from __future__ import annotations

import re

from bot.domain.sop_import import NOWHERE, Change, Option, Path, Remark, Spot
from bot.domain.spelling import one_line
from bot.sop_import.wraps import Wraps
from bot.sop_import.years import FISCAL, Years

_TWICE = re.compile(
    r"(?P<before>(?:^|[\s(/]|ใน|ของ|เพื่อ|โดย|และ|หรือ|จาก|ต่อ|ตาม|ให้|แนวทาง|ขั้นตอน|กระบวนการ(?=การการ)))(?P<word>การ)\s?(?:การ)(?=[ก-ฮเแโใไ])"
    r"|(?P<other>และ|หรือ|เพื่อ|โดย|จาก|ความ|ซึ่ง)\s?(?P=other)"
)


class Mending:
    """`remarks`: of what was repaired so far."""

    def __init__(self, wraps: Wraps, years: Years) -> None:
        self.remarks: list[Remark] = []
        self._wraps = wraps
        self._years = years

    def of_cell(
        self, text: str, path: Path, step: int, spot: Spot, *, narrow: bool, dated: bool = True
    ) -> str:
        joined = self._wraps.mended(text, narrow=narrow)
        return self._repaired(text, joined, path, step, spot, dated=dated)

    def of_chapter(self, text: str, path: Path, spot: Spot = NOWHERE, *, dated: bool) -> str:
        return self._repaired(text, self._wraps.lines(text), path, 0, spot, dated=dated)

    def told(self, code: str, path: Path, step: int, spot: Spot, before: str, after: str) -> None:
        if before != after:
            self.remarks.append(Remark(code, step, spot, path, before, after))

    def _repaired(
        self, text: str, joined: str, path: Path, step: int, spot: Spot, *, dated: bool
    ) -> str:
        self.told("joined-words", path, step, spot, one_line(text), joined)
        once = without_doubles(joined)
        self.told("doubled-word", path, step, spot, joined, once)
        if not dated:
            return once
        made = self._years.templated(once)
        self.told("years", path, step, spot, once, made)
        for year in dict.fromkeys(self._years.unclear):
            options = (
                Option("as-read", told={"name": year}),
                Option(
                    "fiscal-year",
                    (Change(path, made.replace(year, FISCAL)),),
                    {"name": FISCAL},
                ),
            )
            said = {"written": once}
            self.remarks.append(
                Remark("year-unclear", step, spot, path, told=said, options=options)
            )
        return made


def without_doubles(text: str) -> str:
    """วิชาการการ… is no slip: การ is doubled where it cannot end the word before."""

    def once(found: re.Match[str]) -> str:
        return found["other"] or f"{found['before']}{found['word']}"

    return _TWICE.sub(once, text)
