"""Days as people write them, in Thai and in English, read into dates.

What tells a day but not which is never taken for another: it is refused with the likely ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from bot.domain.calendar import ONE_DAY
from bot.domain.day_words import NAMES, WORDS, Lean, Shape, Unclear, month_end, unclear
from bot.domain.errors import Refusal
from bot.domain.spelling import COUNTED, LETTER, SURE, arabic, impolite, polite_first, tidy

BUDDHIST_ERA, CHRISTIAN_FROM, BUDDHIST_FROM = 543, 1900, 2400
OTHER_MONTH = timedelta(days=14)
"""Within these a day told without its month may lie in another month than this."""
LONGEST_MONTH = 31
MOST_LISTED = timedelta(days=7)
"""Days of a span that are offered one by one; of a longer one its ends are."""


_MONTHS = (
    ("มกรา", "คม", "ม.ค", "jan(?:uary)?"),
    ("กุม[ภพ]า", "พันธ์?", "ก.พ", "feb(?:ruary)?"),
    ("มีนา", "คม", "มี.ค", "mar(?:ch)?"),
    ("เมษา", "ยน", "เม.ย", "apr(?:il)?"),
    ("พฤ[ษศ]ภา", "คม", "พ.ค", "may"),
    ("มิถุนา", "ยน", "มิ.ย", "june?"),
    ("กรก[ฎฏ]า", "คม", "ก.ค", "july?"),
    ("สิงหา", "คม", "ส.ค", "aug(?:ust)?"),
    ("กันยา", "ยน", "ก.ย", "sep(?:t(?:ember)?)?"),
    ("ตุลา", "คม", "ต.ค", "oct(?:ober)?"),
    ("พฤ[ศษ]จิกา", "ยน", "พ.ย", "nov(?:ember)?"),
    ("ธันวา", "คม", "ธ.ค", "dec(?:ember)?"),
)


def _month(stem: str, ending: str, short: str, english: str) -> str:
    """ตุลาคม, ตุลา, ต.ค., ตค, Oct; not ตุลาการ, not ก.พ.ร."""
    initials = r"(?:\. ?)?".join(short.split("."))
    return (
        rf"{stem}(?:{ending}|\.|(?!{LETTER}))"
        rf"|{initials}(?:\.(?!(?![พค]\. ?ศ)[ก-ฮ]\.)|(?!{LETTER}|\.))"
        rf"|{english}(?:\.|(?![a-z]))"
    )


_MONTH_PATTERNS = [re.compile(_month(*names), re.IGNORECASE) for names in _MONTHS]
MONTH_NAME = "|".join(pattern.pattern for pattern in _MONTH_PATTERNS)
_WEEKDAY = (
    r"(?:วัน)?(?:อาทิตย์|จันทร์|อังคาร|พุธ|พฤหัส(?:บดี)?|ศุกร์|เสาร์)ฯ?|(?:อา|จ|อ|พฤ|พ|ศ|ส)\."
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?|วัน"
)
_BEFORE = rf"(?:(?:เมื่อ|ณ) ?)?(?:{_WEEKDAY})? ?(?:ที่)? ?"
_DAY = rf"{_BEFORE}(?P<day>[0-9]{{1,2}})"
_ERA = r"(?:(?P<era>[พค]\.? ?ศ|[BC]\.?E|A\.?D)\.? ?)?"
_YEAR = rf"[ .,/-]{{0,2}}{_ERA}(?P<year>[0-9]{{4}}|[0-9]{{2}})(?![0-9]|[.:/][0-9]|{COUNTED})"
_ANOTHER = r"[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2,4}"
_END = rf"(?![0-9]|[./][0-9]|-(?!{_ANOTHER})[0-9])"
MONTH_AND_YEAR = rf"(?P<name>{MONTH_NAME})(?:{_YEAR})?"
_NAMED = rf"{_DAY}(?:st|nd|rd|th)?[ ./-]{{0,2}}(?:เดือน ?)?{MONTH_AND_YEAR}"
_DMY = (
    rf"{_DAY} ?(?P<mark>[-/.]) ?(?P<month>[0-9]{{1,2}}) ?(?P=mark) ?"
    rf"{_ERA}(?P<year>[0-9]{{2,4}}){_END}"
)
_YMD = (
    rf"{_BEFORE}(?P<year>[0-9]{{4}})(?P<mark>[-/.])(?P<month>[0-9]{{1,2}})(?P=mark)"
    rf"(?P<day>[0-9]{{1,2}}){_END}"
)
_POSSIBLE = r"(?P<day>0?[1-9]|[12][0-9]|3[01])"
_PLAIN = rf"(?P<month>0?[1-9]|1[0-2]){_END}(?!{COUNTED})"
# only where both can be: 45/50 is a share, 1/2570 the number of a meeting
_DM = rf"{_BEFORE}{_POSSIBLE}/{_PLAIN}"
_TOLD_AS_DAY = r"(?:เมื่อ ?(?:วัน)?(?:ที่)?|(?:ณ ?)?วันที่) ?"
_TOLD_DM = rf"{_TOLD_AS_DAY}{_POSSIBLE}[./-]{_PLAIN}"
_FIGURES = rf"{_POSSIBLE}[.-]{_PLAIN}(?! ?น(?!{LETTER}))"
_ONLY_DAY = (
    rf"(?:(?:(?:เมื่อ|ณ) ?)?วัน(?P<weekday>{'|'.join(NAMES)})?(?:บดี)?+ฯ? ?ที่ ?"
    r"|เมื่อ ?(?:ที่ ?)?(?=[0-9]{1,2}\s*(?:[,)\]]|$)))(?P<day>[0-9]{1,2})"
    rf"(?![0-9]|[,.:/-][0-9]|{COUNTED}| ?(?:วัน|สัปดาห์|อาทิตย์|ปี|ชั่วโมง|ชม|นาที))"
    r"(?: ?(?:ของ)?เดือน ?(?P<of>ที่แล้ว|ก่อน|ที่ผ่านมา|นี้|หน้า))?"
)
_DASH, _UNTIL = r" ?[-–—~] ?(?:วันที่ ?)?", r" ?(?:จน)?ถึง ?(?:วันที่ ?)?"


def _spans(to: str) -> tuple[str, str]:
    both = rf"{_BEFORE}(?P<first>[0-9]{{1,2}}){to}(?P<day>[0-9]{{1,2}}) ?"
    plain = rf"{both}/(?P<month>0?[1-9]|1[0-2])(?:/(?P<year>[0-9]{{2,4}}))?{_END}"
    return rf"{both}(?:เดือน ?)?{MONTH_AND_YEAR}", plain


_PART_OF_MONTH = rf"(?:ต้น|กลาง|ปลาย) ?(?:เดือน ?)?{MONTH_AND_YEAR}"
_END_OF_MONTH = rf"สิ้น ?(?:เดือน ?)?{MONTH_AND_YEAR}"
_MONTH_ALONE = rf"(?:(?:เมื่อ|ใน|ช่วง) ?(?:เดือน ?)?|เดือน ?){MONTH_AND_YEAR}"


def _shape(
    pattern: str,
    read: Callable[[re.Match[str], date, Lean], date],
    *,
    amid: bool = True,
    alone: bool = False,
    counts: bool = False,
) -> Shape:
    return Shape(re.compile(pattern, re.IGNORECASE), read, amid, alone, counts)


class _NoSuchDay(ValueError):
    """It stands in no calendar; these are its neighbours."""

    def __init__(self, neighbours: tuple[date, ...]) -> None:
        self.neighbours = neighbours
        super().__init__()


def _written(found: re.Match[str], today: date, lean: Lean) -> date:
    parts = found.groupdict()
    day, month = int(parts["day"]), _month_number(parts)
    return _day_of(_year_of(parts, day, month, today, lean), month, day)


def _only_day(found: re.Match[str], today: date, lean: Lean) -> date:
    """Of this month, or of another if that is near; its weekday, if told, must be right."""
    number = int(found["day"])
    if not 0 < number <= LONGEST_MONTH:
        raise ValueError(number)
    this = today.replace(day=1)
    before, after = (this - ONE_DAY).replace(day=1), month_end(this.year, this.month) + ONE_DAY
    if found["of"]:
        month = {"นี้": this, "หน้า": after}.get(found["of"], before)
        return _day_of(month.year, month.month, number)
    months = {Lean.PAST: (this, before), Lean.FUTURE: (this, after)}.get(lean, (this,))
    days = [m.replace(day=number) for m in months if number <= month_end(m.year, m.month).day]
    fit = [d for d in days if lean is Lean.NEAR or d == today or (d < today) is (lean is Lean.PAST)]
    if not fit:
        raise Unclear
    day, weekday = fit[0], found["weekday"]
    other_month = day.month != today.month and abs(day - today) > OTHER_MONTH
    if other_month or (weekday and day.weekday() != NAMES.index(weekday)):
        raise Unclear((day,))
    return day


def _span(found: re.Match[str], today: date, lean: Lean) -> date:
    last = _written(found, today, lean)
    first = int(found["first"])
    raise Unclear(_listed(last.replace(day=first), last) if 0 < first < last.day else (last,))


def _named_month_end(found: re.Match[str], today: date, lean: Lean) -> date:
    parts = found.groupdict()
    month = _month_number(parts)
    return month_end(_year_of(parts, LONGEST_MONTH, month, today, lean), month)


_WRITTEN = (
    _shape(_NAMED, _written),
    _shape(_DMY, _written),
    _shape(_YMD, _written),
)
"""Days with the name of their month, or with their year."""
_SHAPES = (
    *_WRITTEN,
    _shape(_DM, _written, amid=False),
    _shape(_TOLD_DM, _written),
    _shape(_FIGURES, _written, amid=False, alone=True),
    _shape(_ONLY_DAY, _only_day),
    *(_shape(span, _span) for span in _spans(_DASH)),
    *(_shape(span, _span, counts=True) for span in _spans(_UNTIL)),
    _shape(_END_OF_MONTH, _named_month_end),
    _shape(_PART_OF_MONTH, unclear),
    _shape(_MONTH_ALONE, unclear, amid=False),
    *WORDS,
)
_SURE = tuple(shape for shape in _SHAPES if not shape.alone and not shape.counts)
_NO_DAY = re.compile(r"[0-9]++ ?(?:[0-9]|\Z)")
"""Figures that nothing makes a day: no name of a month, no mark, no unit of time."""
_LEADS_ON = re.compile(rf"(?:{_DASH}|{_UNTIL})(?=[0-9])")
_OPEN, _CLOSE = "([", ")]"


@dataclass(frozen=True, slots=True)
class Told:
    """What a text tells of a day. `problem`: the code of a refusal, if it is not one day."""

    begin: int
    end: int
    days: tuple[date, ...]
    problem: str = ""


def read_date(text: str, today: date, lean: Lean) -> date:
    """The date that the whole text is."""
    day, rest = take_date(text, today, lean)
    if day is None or rest:
        raise Refusal("date-unreadable", text=tidy(text))
    return day


def take_date(text: str, today: date, lean: Lean) -> tuple[date | None, str]:
    """The day may stand in brackets: (2/10/2569) เรียบร้อย.

    What does not tell one day is refused: `text` tells it, `days` are likely, `rest` follows.
    """
    text = tidy(text)
    inner = text[1:].lstrip() if text[:1] in _OPEN else text
    found = _longest(inner, _SHAPES)
    if not found:
        return None, text
    told = _told(inner, *found, today, lean)
    rest = _trimmed(inner[told.end :].lstrip(SURE))
    if inner != text and rest[:1] in _CLOSE:
        rest = _trimmed(rest[1:])
    problem = told.problem or ("date-unclear" if found[0].alone and rest else "")
    if problem:
        raise Refusal(problem, text=inner[: told.end], days=told.days, rest=rest)
    return told.days[0], rest


def told_in(text: str, today: date, lean: Lean) -> list[Told]:
    """Everything in the text that tells a day and can be nothing else."""
    text, end, told = tidy(text), 0, list[Told]()
    for shape, found in _amid(text):
        if found.start() >= end:
            told.append(_told(text, shape, found, today, lean))
            end = told[-1].end
    return [t for t in told if t.days or t.problem == "date-unclear"]


def find_date(text: str) -> bool:
    """Whether it begins with a day, and nothing but one."""
    text = arabic(text)
    return not _NO_DAY.match(text) and any(shape.pattern.match(text) for shape in _SURE)


def has_written_date(text: str) -> bool:
    """Whether it begins with a day that names its month or its year."""
    return _longest(text, _WRITTEN) is not None


def _longest(text: str, shapes: Sequence[Shape]) -> tuple[Shape, re.Match[str]] | None:
    text = arabic(text)
    found = ((s, match) for s in shapes if (match := s.pattern.match(text)))
    return max(found, key=lambda pair: pair[1].end(), default=None)


def _amid(text: str) -> list[tuple[Shape, re.Match[str]]]:
    """Where a day may begin; of those that begin together the longest comes first."""
    text = arabic(text)
    found = [(s, m) for s in _SHAPES if s.amid for m in s.pattern.finditer(text)]
    apart = [pair for pair in found if not _in_figures(text, pair[1].start())]
    return sorted(apart, key=lambda pair: (pair[1].start(), -pair[1].end()))


def _in_figures(text: str, at: int) -> bool:
    return text[at].isdigit() and at > 0 and (text[at - 1].isdigit() or text[at - 1] in "./-")


def _told(text: str, shape: Shape, found: re.Match[str], today: date, lean: Lean) -> Told:
    begin, end = found.span()
    try:
        day = shape.read(found, today, lean)
    except Unclear as several:
        return Told(begin, end, several.days, "date-unclear")
    except (ValueError, OverflowError) as error:
        neighbours = error.neighbours if isinstance(error, _NoSuchDay) else ()
        return Told(begin, end, neighbours, "date-impossible")
    last = _last_of_span(text, end, today, lean)
    if last is None:
        return Told(begin, end, (day,))
    if last.problem:
        return replace(last, begin=begin)
    return Told(begin, last.end, _listed(day, last.days[0]), "date-unclear")


def _last_of_span(text: str, end: int, today: date, lean: Lean) -> Told | None:
    """1/10/69-3/10/69 is no one day."""
    leads = _LEADS_ON.match(arabic(text), end)
    found = leads and _longest(text[leads.end() :], _WRITTEN)
    if not leads or not found:
        return None
    last = _told(text[leads.end() :], *found, today, lean)
    return replace(last, end=leads.end() + last.end)


def _listed(first: date, last: date) -> tuple[date, ...]:
    if first <= last < first + MOST_LISTED:
        return tuple(first + n * ONE_DAY for n in range((last - first).days + 1))
    return first, last


def rest_after(text: str, found: re.Match[str]) -> str:
    return _trimmed(text[found.end() :].lstrip(SURE))


def _trimmed(rest: str) -> str:
    return impolite(polite_first(rest.lstrip(" \n,;:.")))


def _month_number(parts: dict[str, str]) -> int:
    if "month" in parts:
        return int(parts["month"])
    return month_number(parts["name"])


def month_number(name: str) -> int:
    """From 1, of one that `MONTH_NAME` matches."""
    return 1 + next(i for i, pattern in enumerate(_MONTH_PATTERNS) if pattern.fullmatch(name))


def christian_year(written: str, era: str | None) -> int:
    """The CE year of a year as written; two digits are Buddhist unless it says otherwise."""
    year, said_christian = int(written), era is not None and era[0] in "คCcAa"
    if len(written) == 2:
        return year + (2000 if said_christian else 2500 - BUDDHIST_ERA)
    buddhist = year >= BUDDHIST_FROM
    if year < CHRISTIAN_FROM or (era and said_christian == buddhist):
        raise ValueError(written)
    return year - BUDDHIST_ERA if buddhist else year


def _year_of(parts: dict[str, str], day: int, month: int, today: date, lean: Lean) -> int:
    """The year told, else that in which the day fits the lean: the month's end if it has none."""
    if parts.get("year"):
        return christian_year(parts["year"], parts.get("era"))
    years = range(max(MINYEAR, today.year - 1), min(MAXYEAR, today.year + 1) + 1)
    days = [date(y, month, min(day, month_end(y, month).day)) for y in years]
    if lean is Lean.PAST:
        return max(d for d in days if d <= today).year
    if lean is Lean.FUTURE:
        return min(d for d in days if d >= today).year
    return min(days, key=lambda d: abs(d - today)).year


def _day_of(year: int, month: int, day: int) -> date:
    last = month_end(year, month)
    if last.day < day <= LONGEST_MONTH:
        raise _NoSuchDay((last, last + ONE_DAY))
    return date(year, month, day)
