"""What people type, read into values. Each `take_` reads at the beginning and returns the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.day_words import Lean, take_length
from bot.domain.numbers import StepNumber
from bot.domain.spelling import (
    COUNTED,
    ENDING,
    ORNAMENT,
    PARTICLE,
    SURE,
    arabic,
    impolite,
    one_line,
    says_nothing,
    take_marked,
    tidy,
    unquoted,
)
from bot.domain.typed_days import (
    BUDDHIST_ERA,
    BUDDHIST_FROM,
    MONTH_AND_YEAR,
    christian_year,
    find_date,
    has_written_date,
    month_number,
    read_date,
    rest_after,
    take_date,
    told_in,
)
from bot.domain.typed_hours import cut_time, take_time, tells_hour

__all__ = (
    "COUNTED",
    "ENDING",
    "ORNAMENT",
    "PARTICLE",
    "SURE",
    "WHOLE_YEAR",
    "Lean",
    "StepOfMonth",
    "arabic",
    "cut_time",
    "find_date",
    "has_written_date",
    "impolite",
    "names_several",
    "one_line",
    "read_date",
    "says_nothing",
    "take_date",
    "take_label",
    "take_length",
    "take_marked",
    "take_month_of_step",
    "take_number",
    "take_percent",
    "take_plain_number",
    "take_round",
    "take_several",
    "take_time",
    "take_year",
    "tells_hour",
    "tidy",
    "told_in",
    "unquoted",
)

_STEP_WORD = r"(?:(?:(?:ขั้นตอน|ขั้น|ข้อ|ลำดับ|หมายเลข)? ?(?:ที่)?|step|no\.?) ?#? ?)?"
_OCCURRENCE = (
    r"(?:(?:\.(?=(?:[1-9]|1[0-2])(?![0-9]))| ?(?:รอบ|ครั้ง)(?:ที่)? ?)(?P<occurrence>[1-9][0-9]?)"
    r"(?![0-9]))?"
)
"""Which time of a step that is carried out several times: behind a dot at most `MOST_OCCURRENCES`,
in words one that there cannot be, too.
"""
_NUMBER = re.compile(
    rf"{_STEP_WORD}(?P<number>0+(?![0-9.])|0*[1-9][0-9]{{0,4}}){_OCCURRENCE}"
    r"(?![0-9]|[,.:/-][0-9]| ?(?:%|เปอร์เซ็น|percent))",
    re.IGNORECASE,
)
_PLAIN_NUMBER = re.compile(rf"{_STEP_WORD}(?P<number>[1-9][0-9]{{0,2}})(?=[^0-9.])", re.IGNORECASE)
_SEVERAL_TIMES = re.compile(
    rf"{_STEP_WORD}(?P<of>[1-9][0-9]{{0,2}})\.(?P<first>[1-9]|1[0-2]) ?(?:[-–]|ถึง) ?"
    r"(?:(?P=of)\.)?(?P<last>1[0-2]|[1-9])(?![0-9]|[-/.][0-9])",
    re.IGNORECASE,
)
_ONE_STEP = rf"{_STEP_WORD}0*[1-9][0-9]{{0,2}}(?![0-9]|[.:/][0-9]|{COUNTED})"
_AND_ANOTHER_TIME = re.compile(
    rf"{_STEP_WORD}(?P<of>[1-9][0-9]{{0,2}})\.[0-9]{{1,2}} ?(?:[,&+]|กับ|และ)? ?"
    r"(?P=of)\.[0-9]{1,2}"
)
_OF_MONTH = re.compile(
    rf"(?P<step>{_STEP_WORD})(?P<number>[1-9][0-9]{{0,2}}) ?"
    rf"(?P<of>ของ|ประจำ|รอบ|งวด)?(?:เดือน)? ?{MONTH_AND_YEAR}"
    r"(?!-[0-9])(?![ .,/-]*(?:[พค]\.? ?ศ|(?:[0-9]{4}|[0-9]{2})(?![0-9/.-])))",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    rf"(?P<first>{_ONE_STEP}) ?(?:[,&+–-]|กับ|และ|ถึง)? ?(?P<more>{_ONE_STEP})(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_PERCENT = re.compile(
    r"(?:ร้อยละ ?)?(?P<number>100|[0-9]{1,2})(?![0-9]|[,.:/-][0-9])"
    r"(?: ?(?:%|เปอร์เซ็น(?:ต์?)?|(?i:percent)))?"
)
_LABEL = re.compile(
    rf"(?:เลขที่หลักฐาน ?)?(?P<step>[0-9]{{1,3}}){_OCCURRENCE} ?[-–] ?(?P<number>[0-9]{{1,4}})"
    rf"(?![0-9]|[-/.][0-9]|{COUNTED})"
)
_YEAR = re.compile(
    r"(?<!\S)(?:(?:ปีงบประมาณ|ปีงบ|ปี)ฯ? ?)?(?:พ\.? ?ศ\.? ?|ค\.? ?ศ\.? ?)?"
    r"(?P<year>2[4-6][0-9]{2}|(?:19|20|21)[0-9]{2})(?!\S)"
)

_ROUND = re.compile(
    r"(?<!\S)(?:(?:รอบ(?:ที่)?|round) ?)?(?:(?P<number>[12])|5 ?เดือน(?P<half>แรก|หลัง))(?!\S)"
    r"|(?<!\S)รอบ(?P<which>แรก|หลัง|สอง)(?!\S)|(?<!\S)(?:ทั้งปี|ตลอดปี|all)(?!\S)",
    re.IGNORECASE,
)
WHOLE_YEAR = 0
"""In place of a round."""


def take_round(text: str) -> tuple[int | None, str]:
    """The round of the fiscal year that is named, wherever it stands, or WHOLE_YEAR, and what is
    around it: 1, รอบที่ ๒, รอบแรก, รอบ 5 เดือนแรก, ทั้งปี.
    """
    text = tidy(text)
    found = _ROUND.search(arabic(text))
    if not found:
        return None, text
    rest = one_line(f"{text[: found.start()]} {text[found.end() :]}")
    if half := found["half"] or found["which"]:
        return (1 if half == "แรก" else 2), rest
    return int(found["number"] or WHOLE_YEAR), rest


def take_year(text: str) -> tuple[int | None, str]:
    """The CE year in which the fiscal year named ends, wherever it stands, and what is around it:
    2569, พ.ศ. ๒๕๖๙, 4 ปีงบประมาณ พ.ศ. 2569. A year of a date is none.
    """
    text = tidy(text)
    found = _YEAR.search(arabic(text))
    if not found or find_date(text):
        return None, text
    year = int(found["year"])
    rest = f"{text[: found.start()]} {text[found.end() :]}"
    return year - BUDDHIST_ERA if year >= BUDDHIST_FROM else year, one_line(rest)


def take_number(text: str) -> tuple[int | None, str]:
    """The step meant (6, 6.2, ๖ รอบ ๒), 0 too: that there is none is to be said. A date's first
    number is none.
    """
    text = tidy(text)
    found = _NUMBER.match(arabic(text))
    if not found or find_date(text):
        return None, text
    return _step(found, "number"), rest_after(text, found)


def take_plain_number(text: str) -> tuple[int | None, str]:
    """The step alone where what looks like one of its times is a note: 3 | รอบ 2 ส่งแล้ว."""
    text = tidy(text)
    if not (found := _PLAIN_NUMBER.match(arabic(text))):
        return None, text
    return int(found["number"]), rest_after(text, found)


def _step(found: re.Match[str], group: str) -> int:
    number = int(found[group])
    return StepNumber.of(number, int(found["occurrence"])) if found["occurrence"] else number


def take_several(text: str) -> tuple[Sequence[int], str]:
    """Occurrences of one step that follow one another: 6.1-6.3, 6.1 ถึง 3."""
    text = tidy(text)
    if not (found := _SEVERAL_TIMES.match(arabic(text))):
        return (), text
    of, first, last = (int(found[name]) for name in ("of", "first", "last"))
    return [StepNumber.of(of, n) for n in range(first, last + 1)], rest_after(text, found)


@dataclass(frozen=True, slots=True)
class StepOfMonth:
    """Of a step that is carried out every month one time. `year`: CE, if it is told; `may_be_day`:
    a day of that month reads the same.
    """

    number: int
    month: int
    year: int | None = None
    may_be_day: bool = False


def take_month_of_step(text: str) -> tuple[StepOfMonth | None, str]:
    """A step and a month: 6 ต.ค., ขั้นตอนที่ 6 ต.ค. 69, 6 ประจำเดือนตุลาคม 2569."""
    text = tidy(text)
    if not (found := _OF_MONTH.match(arabic(text))):
        return None, text
    try:
        year = christian_year(found["year"], found["era"]) if found["year"] else None
    except ValueError:
        return None, text
    plain = found["step"].strip(" #") in ("", "ที่") and not found["of"]
    told = StepOfMonth(
        int(found["number"]), month_number(found["name"]), year, plain and year is not None
    )
    return told, rest_after(text, found)


def take_label(text: str) -> tuple[tuple[int, int] | None, str]:
    """The step and the number in it by which a kept file is known (4-02, ๔-๒), and the rest."""
    text = tidy(text)
    found = _LABEL.match(arabic(text))
    if not found or find_date(text):
        return None, text
    return (_step(found, "step"), int(found["number"])), rest_after(text, found)


def names_several(text: str) -> bool:
    """Whether it begins with several steps: 2,3 or 2-4 or 2 กับ 3 or 6.1-6.3; not 2, 3 ต.ค. 69."""
    text = tidy(text)
    if take_several(text)[0] or _AND_ANOTHER_TIME.match(arabic(text)):
        return True
    found = _SEVERAL.match(arabic(text))
    if not found or find_date(text) or find_date(text[found.start("more") :]):
        return False
    told = text[found.end("first") : found.start("more")].strip()
    return bool(told) or says_nothing(impolite(text[found.start("rest") :]).strip())


def take_percent(text: str) -> tuple[int | None, str]:
    text = tidy(text)
    if found := _PERCENT.match(arabic(text)):
        return int(found["number"]), rest_after(text, found)
    return None, text
