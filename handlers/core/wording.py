"""What may follow a bare Thai word, so that it is a command and not talk."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.domain.cases import take_case
from bot.domain.errors import Refusal
from bot.domain.typed import (
    COUNTED,
    ENDING,
    ORNAMENT,
    PARTICLE,
    SURE,
    Lean,
    arabic,
    has_written_date,
    impolite,
    names_several,
    take_date,
    take_label,
    take_length,
    take_month_of_step,
    take_number,
    take_percent,
    take_round,
    take_year,
)
from bot.domain.typed_lateness import after_late, days_told


class Tail(StrEnum):
    """What may follow a command's Thai word, besides nothing."""

    NONE = "none"
    NUMBER = "number"
    """A step, and nothing more: สถานะ 3."""
    YEAR = "year"
    """A step, a fiscal year, or both: เอกสาร 3, เอกสาร 2569."""
    ROUND = "round"
    """A round, a fiscal year, one of the wording's `choices`, or some: จัดทำรายงาน รอบ 1 2569."""
    DAYS = "days"
    """A number of days, perhaps after a step: พักแจ้งเตือน 3 วัน."""
    NOTE = "note"
    """A step and then anything, or a whole date or percentage: เสร็จ 3 ส่งแล้ว."""
    PAPER = "paper"
    """The same, or the address of a page; as the caption of files also what they are: แนบ
    รายงานการประชุม."""
    LABEL = "label"
    """The number of a kept file and then anything: ส่งกลับเอกสาร 4-02 ยังไม่ลงนาม."""
    CHOICE = "choice"
    """One of the wording's `choices` and then anything, or a step: วันหยุด เพิ่ม 31/12/2569."""
    VERB = "verb"
    """A step, alone, with a fiscal year, or with one of the wording's `choices` behind it and then
    anything: ระเบียบวาระ 9 2569, ระเบียบวาระ 9 เพิ่ม …"""
    CASE = "case"
    """A step and how late it may be, never nothing: ถ้าขั้นตอนที่ 4 ช้า 10 วัน."""
    REGISTER = "register"
    """The number of a case, and nothing more: เรื่องที่ 12/2570. เรื่อง 2 may be talk."""
    NAME = "name"
    """After a space anything; what sounds like talk is asked about: เปิดเรื่อง ใครเก็บขยะ."""
    TEXT = "text"
    """After a space one line that does not sound like talk: ลงชื่อ สมหญิง ใจดี."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The Thai words of a command and what may follow them."""

    words: tuple[str, ...] = ()
    tail: Tail = Tail.NONE
    choices: tuple[str, ...] = ()
    dated: bool = False
    """A date with its year and then a few words will do too: วันหยุด 30/12/2569 พิเศษ."""
    after_step: tuple[str, ...] = ()
    """What says the same behind a step, as the whole message: ขั้นตอนที่ 2 เสร็จแล้ว."""


MAX_TEXT_TAIL = 80
"""A name with title and position fits; a sentence of talk often does not."""
MAX_STEP = 999
"""2570 after a word is a year."""
_POLITE = rf"(?:นะ)?(?:{PARTICLE}|{ENDING})?{ORNAMENT}"
_QUESTION = re.compile(rf"(?:ไหม|ไม๊|มั้ย|มั๊ย|ยัง|เปล่า|ป่าว|เหรอ|หรอ|หรือ|[?？]){_POLITE}\Z")
_TALK = re.compile(
    "ไหน|ใคร|อะไร|ยังไง|อย่างไร|เมื่อไ|เท่าไ|ทำไม|กันเถอะ|กันนะ|นะคะ|นะครับ|นะค่ะ"
    rf"|(?:ด้วย|หน่อย|เลย|แล้ว){_POLITE}\Z"
)
BETWEEN = " \n,:-–"
CASE = "เรื่อง"
SHOWING = (Tail.NONE, Tail.NUMBER, Tail.YEAR, Tail.ROUND, Tail.VERB)
"""Behind these words a case may stand alone: สถานะ เรื่องที่ 12."""
_ANY_DAY, _OTHER_DAY = date(2000, 1, 1), date(2020, 1, 1)


def fits(tail: str, wording: Wording, *, over_files: bool = False) -> bool:
    """Whether what follows a bare Thai word can only be its arguments."""
    if wording.tail is Tail.CASE:
        return _is_case(_without_case(tail))
    if wording.tail is Tail.NAME and tail:
        return _is_apart(tail)
    if _QUESTION.search(tail):
        return False
    arguments = impolite(tail.lstrip(SURE + BETWEEN))
    if wording.tail is not Tail.REGISTER and (rest := _without_case(arguments)) != arguments:
        return (not rest and wording.tail in SHOWING) or (
            bool(rest) and _may_follow(rest, rest, wording)
        )
    if wording.dated and _is_dated(arguments):
        return True
    if wording.tail is Tail.PAPER and over_files and tail and _is_text(tail):
        return True
    return not arguments or _may_follow(arguments, tail, wording)


def _may_follow(arguments: str, tail: str, wording: Wording) -> bool:
    match wording.tail:
        case Tail.NONE | Tail.CASE | Tail.NAME:
            return False
        case Tail.NUMBER:
            return _is_step(arguments)
        case Tail.YEAR:
            return _is_step(arguments) or _is_year(arguments)
        case Tail.ROUND:
            return _is_round(arguments, wording)
        case Tail.DAYS:
            return _is_days(arguments)
        case Tail.NOTE:
            return _is_note(arguments)
        case Tail.PAPER:
            return _is_note(arguments) or _is_address(arguments)
        case Tail.LABEL:
            return take_label(arguments)[0] is not None
        case Tail.CHOICE:
            return _is_choice(arguments, wording)
        case Tail.VERB:
            return _is_verb(arguments, wording)
        case Tail.REGISTER:
            told, rest = take_case(f"{CASE}{arguments}")
            return arguments.startswith("ที่") and told is not None and not rest
        case Tail.TEXT:
            return _is_text(tail)


def _without_case(arguments: str) -> str:
    """Without the case that is named beside the rest: 3 เรื่องที่ 12."""
    return take_case(arguments)[1] if CASE in arguments else arguments


def _is_step(arguments: str) -> bool:
    month, behind = take_month_of_step(arguments)
    if month is not None and not behind:
        return True
    number, rest = take_number(arguments)
    return number is not None and number <= MAX_STEP and not rest


def _is_year(arguments: str) -> bool:
    year, rest = take_year(arguments)
    return year is not None and (not rest or _is_step(rest))


def _is_round(arguments: str, wording: Wording) -> bool:
    _, rest = take_year(arguments)
    _, rest = take_round(rest)
    return not rest or rest in wording.choices


def _is_days(arguments: str) -> bool:
    lasting, before = take_length(arguments)
    if lasting is not None:
        return not before or _is_step(before)
    number, rest = take_number(arguments)
    fits = number is None or number <= MAX_STEP
    if rest.startswith(("ถึง", "จนถึง")):
        return fits and _is_day(rest.removeprefix("จน").removeprefix("ถึง").strip())
    days, unit = take_number(rest)  # พักแจ้งเตือน 5 3: the step, then the days
    told = not rest or has_written_date(rest) or (days is not None and not unit)
    return number is not None and fits and told


def _is_note(arguments: str) -> bool:
    month, behind = take_month_of_step(arguments)
    if month is not None and (not behind or has_written_date(behind)):
        return True
    number, rest = take_number(arguments)
    if number is None:
        several = names_several(arguments)
        return several or _is_percent(arguments) or is_whole_date(arguments)
    an_amount = arabic(arguments)[0].isdigit() and re.match(COUNTED, rest)
    return number <= MAX_STEP and not an_amount


def _is_address(arguments: str) -> bool:
    return arguments[:8].lower().startswith(("http://", "https://"))


def _is_percent(arguments: str) -> bool:
    number, rest = take_percent(arguments)
    return number is not None and not rest


def is_whole_date(arguments: str) -> bool:
    """Not a day in words (เสร็จพรุ่งนี้ is talk), nor 3/12, which may be a share."""
    if not has_written_date(arguments):
        return False
    try:
        day, rest = take_date(arguments, _ANY_DAY, Lean.NEAR)
    except Refusal as refusal:
        return refusal.code == "date-impossible"  # to be refused aloud
    return day is not None and not rest


def _is_day(arguments: str) -> bool:
    """A day, also in words, and nothing more; one that cannot be is refused aloud."""
    try:
        day, rest = take_date(arguments, _ANY_DAY, Lean.FUTURE)
    except Refusal:
        return True
    return day is not None and not rest


def _is_dated(arguments: str) -> bool:
    """Whatever today is, the same day: so the year is there."""
    if len(arguments) > MAX_TEXT_TAIL or "\n" in arguments or _TALK.search(arguments):
        return False
    try:
        days = {take_date(arguments, day, Lean.NEAR)[0] for day in (_ANY_DAY, _OTHER_DAY)}
    except Refusal as refusal:
        return bool(refusal.code == "date-impossible" and refusal.values["days"])
    return len(days) == 1 and None not in days


def _is_choice(arguments: str, wording: Wording) -> bool:
    chosen = any(
        arguments.startswith(choice) and not continues(arguments[len(choice) :])
        for choice in wording.choices
    )
    return chosen or _is_step(arguments)


def _is_verb(arguments: str, wording: Wording) -> bool:
    number, rest = take_number(arguments)
    if number is None or number > MAX_STEP:
        return False
    year, behind = take_year(rest)
    return not rest or rest.split()[0] in wording.choices or (year is not None and not behind)


def _is_case(tail: str) -> bool:
    """It may well be put as a question."""
    number, rest = take_number(tail)
    told, is_led_in = after_late(rest)
    is_told = days_told(told) is not None or is_whole_date(told)
    return number is not None and number <= MAX_STEP and is_led_in and is_told


def sounds_like_talk(text: str) -> bool:
    """Whether what is to be a name may be a sentence that somebody said."""
    return bool(_QUESTION.search(text)) or not _is_text(f" {text}")


def _is_apart(tail: str) -> bool:
    return tail[0] in " :\n"


def _is_text(tail: str) -> bool:
    apart = tail[0] in " :"
    return apart and "\n" not in tail and len(tail) <= MAX_TEXT_TAIL and not _TALK.search(tail)


def continues(tail: str) -> bool:
    """Whether the word before goes on, as in แผน + งานปีหน้า."""
    return bool(re.match("[\u0e01-\u0e4e]", impolite(tail)))
