"""Days on which a step begins or is due, and its rounds, taken out of ระยะเวลา. Pure.

Only what is certain: `bot.sop_import.durations` reads the rest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from bot.domain.sop import FixedDay
from bot.domain.sop_import import Value
from bot.domain.spelling import tidy
from bot.sop_import import counted_days
from bot.sop_import.months import DAY_OF_MONTH, day_read
from bot.sop_import.year_days import file_day

_DAY = re.sub(r"\?P<\w+>", "?:", DAY_OF_MONTH.pattern)
_YEAR = (
    r"(?: ?(?:ของ|of the ))? ?(?:ปี(?:งบประมาณ)?(?:ถัดไป|หน้า|ก่อน(?:หน้า)?|ที่แล้ว)"
    r"|next fiscal year|fiscal year before)"
)
_OF_ONE_YEAR = r"(?![. ]{0,2}(?:พ\.? ?ศ\.? ?)?(?:25\d\d|[67]\d)(?!\d))"
"""Days of one year alone are read as such elsewhere."""
_ON_DAY = rf"(?:วัน(?:ที่)?)? ?(?P<day>{_DAY}(?:{_YEAR})?){_OF_ONE_YEAR}"
_NOT_BEFORE = re.compile(
    rf"(?:(?:เริ่ม)?(?:ดำเนินการ)?(?:ได้)? ?(?:ตั้งแต่|ไม่ก่อน)|not before) ?{_ON_DAY}"
    r"(?: ?เป็นต้นไป)?(?! ?(?:ถึง|[-–]|to ))",
    re.IGNORECASE,
)
_NOT_AFTER = re.compile(
    rf"(?:(?:ให้)?(?:แล้ว)?(?:เสร็จ)?(?:สิ้น)? ?(?:ภายใน|ไม่เกิน)|not after) ?{_ON_DAY}", re.IGNORECASE
)
_LATER = re.compile(r"ถัดไป|หน้า$|next")
_EARLIER = re.compile(r"ก่อน|ที่แล้ว|before")
_ROUND = re.compile(
    rf"(?P<name>[^()]{{1,80}}?) ?\( ?(?:ตั้งแต่|from)? ?(?:วัน(?:ที่)?)? ?(?P<first>{_DAY}(?:{_YEAR})?)"
    rf" ?(?:ถึง|to|[-–]) ?(?:วัน(?:ที่)?)? ?(?P<last>{_DAY}(?:{_YEAR})?) ?\)",
    re.IGNORECASE,
)
_ROUNDS_HEAD = re.compile(
    r"(?:(?:ดำเนินการ|ปฏิบัติ)?(?:ตาม|เป็น)รอบ(?: ?ดังนี้)?|carried out in rounds) ?:? ?", re.IGNORECASE
)
_ROUND_NAME = re.compile(r"(?:รอบ|งวด|ครั้ง|ช่วง|ระยะ|ภาค)(?=[^ก-๙]|ที่|แรก|หลัง)")
_BETWEEN = re.compile(r"^(?: |,|และ|and )+")
MOST_PERIODS = 12
_DAYS = r"(?P<days>\d{1,2}(?:(?:, ?| ?(?:หรือ|และ|or|and) ?(?:วันที่ ?)?)\d{1,2})+)"
_OF_MONTH = r"(?: ?(?:ของ|of)(?:ทุก|แต่ละ| the| each| every)? ?(?:เดือน|month))"
_BY = re.compile(
    rf"(?:(?:ภายใน|ไม่เกิน)(?:วันที่)?|by(?: day)?) ?{_DAYS}{_OF_MONTH}"
    rf"|(?:ภายใน|ไม่เกิน)(?:วันที่)? ?(?P<once>\d{{1,2}}){_OF_MONTH} ?\(?ครั้งเดียว\)?"
    rf"|by day (?P<one>\d{{1,2}}){_OF_MONTH}(?: \(once\))?"
    r"|(?P<end>ภายในวันสิ้นเดือน(?![\u0e01-\u0e5b])(?: ?\(?ครั้งเดียว\)?)?"
    r"|by the end of the month(?: \(once\))?)",
    re.IGNORECASE,
)
_ON = re.compile(
    r"(?:เริ่ม(?:ดำเนินการ)?(?:ใน)?วันที่|begins? on day) ?"
    rf"(?:{_DAYS}|(?P<one>\d{{1,2}})){_OF_MONTH}"
    r"|(?P<end>เริ่ม(?:ดำเนินการ)?(?:ใน)?วันสิ้นเดือน(?![\u0e01-\u0e5b])|begins? at the end of the month)",
    re.IGNORECASE,
)
_HOLIDAY = re.compile(
    r"\(? ?(?:(?:หาก|ถ้า|กรณี)?ตรง(?:กับ)?วันหยุด(?:ราชการ)? ?(?:ให้)?เลื่อน(?:เป็น|ไป|มา)+(?:เป็น)? ?วันทำการ"
    r"(?P<side>ถัดไป|ก่อนหน้า|ก่อน)"
    r"|on a day off: the (?P<en>next working day|working day before)) ?\)?",
    re.IGNORECASE,
)
_MISSED = re.compile(
    r"(?:(?:หาก|ถ้า)?(?:ส่ง)?(?:ไม่ทัน|พ้นกำหนด|เกินกำหนด) ?(?:แล้ว)?(?:ให้)?เข้ารอบ(?:ถัดไป|ต่อไป|หน้า)"
    r"|who misses it is in time for the next round\.?)",
    re.IGNORECASE,
)
_AFTER_PERIOD = re.compile(
    r"(?:เริ่ม(?:ดำเนินการ)? ?(?:ภาย)?หลัง(?:จาก)?สิ้น(?:สุด)?(?:เดือน|ไตรมาส|ครึ่งปี|รอบ|งวด)"
    r"|begins after the end of the (?:month|quarter|half year|round))",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Reading:
    """`text`: what is left; `keys`: what was taken out of it."""

    text: str
    keys: dict[str, Value] = field(default_factory=dict)

    def take(self, words: re.Pattern[str]) -> re.Match[str] | None:
        found = words.search(self.text)
        if found is not None:
            self.text = tidy(f"{self.text[: found.start()]} {self.text[found.end() :]}")
        return found


def told(text: str) -> tuple[dict[str, Value], str]:
    """In the keys of a step of the file, and what is left of the text."""
    reading = _Reading(text)
    for read in _READERS:
        read(reading)
    return reading.keys, reading.text


def _fixed(reading: _Reading) -> None:
    """Not where the first day comes after the last one of the fiscal year."""
    found = {
        key: _day(one["day"], last=last)
        for key, words, last in _FIXED
        if (one := words.search(reading.text))
    }
    days = {key: day for key, day in found.items() if day is not None}
    if not _follow([*days.values()]):
        return
    for key, words, _ in _FIXED:
        if key in days:
            reading.take(words)
            reading.keys[key] = file_day(days[key])


_FIXED = (("not_before", _NOT_BEFORE, False), ("not_after", _NOT_AFTER, True))


def _follow(days: Sequence[FixedDay]) -> bool:
    return all(one.in_any_year() <= other.in_any_year() for one, other in pairwise(days))


def _day(text: str, *, last: bool) -> FixedDay | None:
    """None: there is no such day."""
    found = DAY_OF_MONTH.search(text)
    day = day_read(found, last=last) if found else None
    if found is None or day is None:
        return None
    year = text[found.end() :]
    years = 1 if _LATER.search(year) else -1 if _EARLIER.search(year) else 0
    return replace(day, years=years)


def _rounds(reading: _Reading) -> None:
    """Periods of their own, each with its first and its last day, one after the other."""
    found = list(_ROUND.finditer(reading.text))
    periods: dict[str, tuple[FixedDay, FixedDay]] = {}
    rest = ""
    for one in found:
        before, name = _named(one["name"])
        first, last = _day(one["first"], last=False), _day(one["last"], last=True)
        if name and first is not None and last is not None:
            periods[name] = first, last
            rest += before
    order = sorted(periods, key=lambda name: periods[name][0].in_any_year())
    if not 2 <= len(found) == len(periods) <= MOST_PERIODS:
        return
    if _follow([day for name in order for day in periods[name]]):
        reading.text = tidy(f"{rest} {reading.text[found[-1].end() :]}")
        reading.keys["every"] = [_period(name, *periods[name]) for name in order]


def _period(name: str, first: FixedDay, last: FixedDay) -> Value:
    return {"name": name, "first": file_day(first), "last": file_day(last)}


def _named(text: str) -> tuple[str, str]:
    """What stands before the name of a period, and the name."""
    if head := _ROUNDS_HEAD.search(text):
        return text[: head.start()], text[head.end() :].strip()
    bare = _BETWEEN.sub("", text).strip()
    begins = _ROUND_NAME.search(bare)
    return (bare[: begins.start()], bare[begins.start() :]) if begins else ("", bare)


def _by(reading: _Reading) -> None:
    _take_days(reading, "by", _BY)


def _on(reading: _Reading) -> None:
    _take_days(reading, "on", _ON)


def _take_days(reading: _Reading, key: str, words: re.Pattern[str]) -> None:
    """Of a month; not where one of them is none."""
    found = words.search(reading.text)
    days = [] if found is None else [int(n) for n in re.findall(r"\d{1,2}", _listed(found))]
    if found is not None and all(1 <= day <= 31 for day in days):
        reading.take(words)
        reading.keys[key] = [*days] if len(days) > 1 else days[0] if days else "end"


def _listed(found: re.Match[str]) -> str:
    return next((text for name, text in found.groupdict("").items() if name != "end" and text), "")


def _holiday(reading: _Reading) -> None:
    if found := reading.take(_HOLIDAY):
        later = "ถัด" in (found["side"] or "") or "next" in (found["en"] or "").lower()
        reading.keys["holiday"] = "after" if later else "before"


def _missed(reading: _Reading) -> None:
    if reading.take(_MISSED):
        reading.keys["missed"] = "next"


def _after_period(reading: _Reading) -> None:
    if reading.take(_AFTER_PERIOD):
        reading.keys["starts"] = "after"


def _due(reading: _Reading) -> None:
    """Counted from a step that is named by its number."""
    if found := counted_days.due(reading.text):
        reading.keys["due"], reading.text = found


_READERS: tuple[Callable[[_Reading], None], ...] = (
    _rounds,
    _holiday,
    _missed,
    _after_period,
    _due,
    _on,
    _by,
    _fixed,
)
"""In this order: what one takes the next does not see."""
