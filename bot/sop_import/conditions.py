"""What the lines of a step say besides its work: after which steps, beside which, in which case,
which ways a decision takes, who confirms. Pure.

A line counts if all of it says such a thing; it is taken out of the work.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from bot.domain.spelling import tidy
from bot.sop_import.raw import RawStep

_LIST = (
    r"(?P<list>\d{1,3}(?:(?:, ?| ?(?:และ|and) ?(?:ขั้นตอน(?:ที่)? ?)?| ?[-–] ?| ?ถึง ?)\d{1,3}){0,40})"
)
_STEPS = rf"(?:ขั้นตอน(?:ที่)?|steps?) ?{_LIST}"
_AFTER = re.compile(
    rf"(?:(?:ให้)?(?:เริ่ม)?(?:ดำเนินการ)? ?(?:ต่อจาก|(?:ภาย)?หลัง(?:จาก)?)|after) ?{_STEPS}"
    r" ?(?:แล้วเสร็จ|เสร็จสิ้น)?",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"(?:เริ่ม(?:ดำเนินการ)?|ดำเนินการ)(?:ได้)?(?:ทันที)? ?โดยไม่(?:ต้อง)?รอขั้นตอน(?:อื่น|ใด)"
    r"|waits for no other step",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"\(?(?:(?:ให้)?(?:ดำเนินการ|ทำ)? ?(?:คู่ขนาน|ควบคู่|พร้อม(?:กัน)?)(?:กัน)?(?:ไป)?(?: ?กับ)?"
    r" ?(?:ขั้นตอน(?:อื่น ?ๆ?|(?:ที่)? ?(?P<th>\d{1,3})))?|beside (?:other steps|step (?P<en>\d{1,3})))"
    rf"(?P<rest>,? ?(?:โดย)? ?(?:(?:ต่อจาก|หลัง(?:จาก)?|after) ?{_STEPS}"
    r"|(?P<free>ไม่รอขั้นตอน(?:ใด|อื่น)|and waits for none)))?\)?",
    re.IGNORECASE,
)
_NAMED = re.compile(r"คู่ขนาน|ควบคู่|ขั้นตอน|beside", re.IGNORECASE)
"""Without such a word พร้อม says nothing of steps."""
_ONLY = re.compile(
    r"(?:(?:ให้)?(?:ดำเนินการ)? ?เฉพาะ(?:ใน)?กรณี(?:ที่)? ?[“\"]?(?P<th>.{1,90}?)[”\"]?"
    r" ?(?:ตาม|จาก)ผล(?:ของ)? ?ขั้นตอน(?:ที่)? ?"
    r"|only if (?P<en>.{1,90}?),? by the outcome of step )(?P<step>\d{1,3})",
    re.IGNORECASE,
)
_WAY = re.compile(
    r"(?:(?:ใน)?กรณี(?:ที่)? ?[“\"]?(?P<th>.{1,90}?)[”\"]? ?,?(?:ให้ ?)?|if (?P<en>.{1,90}?): )"
    r"(?:(?:(?:(?:ย้อน|ส่ง|วน)?กลับ(?:ไป)?(?:ยัง|ที่|แก้ไขที่|แก้ไขใน|ดำเนินการ)? ?ขั้นตอน(?:ที่)? ?"
    r"|back to step )(?P<back>\d{1,3})"
    r"(?P<most>(?:,? ?\(?(?:รวม)?(?:ทั้งสิ้น)?(?:ได้)?ไม่เกิน ?|, )(?P<count>\d{1,2})"
    r" ?(?:ครั้ง|รอบ|times in all at most)\)?)?"
    r"(?P<then>,? ?(?:หากเกิน\S* ?(?:ให้)?(?:สิ้นสุด|ยุติ)\S*|then it ends))?)"
    r"|(?P<on>(?:ดำเนินการ|ทำ|ไป|เข้าสู่|on to )(?:ต่อ)?(?:ใน|ที่|ตาม|ยัง|สู่)?"
    r" ?(?:(?P<next>ขั้นตอนถัดไป|ขั้นตอนต่อไป|the next step)|"
    rf"{_STEPS}))"
    r"|(?P<ends>(?:สิ้นสุด|จบ|ยุติ)(?:กระบวนการ|การดำเนินการ|การดำเนินงาน|ขั้นตอน|เรื่อง|งาน)?|it ends))",
    re.IGNORECASE,
)
_NEXT_WAY = re.compile(r"(?: ?[/;] ?| +)(?=(?:ใน)?กรณี)")
_MEETING = re.compile(
    r"กำหนดวัน(?:และเวลา)?ประชุม(?:ใน)?ภายหลัง|the day of the meeting is fixed later", re.IGNORECASE
)
_REVIEW = re.compile(
    r"(?:ให้)?เลขานุการหรือประธาน(?:เป็นผู้)?ตรวจ(?:สอบและ)?รับรอง|verified by the secretary or the chair",
    re.IGNORECASE,
)
_QUORUM: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"ผู้รับผิดชอบทุกคนยืนยัน|confirmed by all who are responsible", re.I), "all"),
    (re.compile(r"ผู้แทนผู้รับผิดชอบทุกฝ่ายยืนยัน|confirmed by one of each party", re.I), "parties"),
    (re.compile(r"ผู้รับผิดชอบคนใดคนหนึ่งยืนยัน|confirmed by any one who is responsible", re.I), "any"),
    (
        re.compile(
            r"ผู้รับผิดชอบยืนยันอย่างน้อย (?P<th>\d{1,3}) คน|confirmed by (?P<en>\d{1,3}) people at least",
            re.I,
        ),
        "",
    ),
)
_CUTOFF = re.compile(
    r"(?P<title>.{1,300}?) ?\((?:ประกาศเป็นรายปี|made known each year)\)", re.IGNORECASE
)
LONGEST = 400
"""Characters of a line that can say such a thing."""


@dataclass(frozen=True, slots=True)
class WayTold:
    """`back`: to which step, `most` times in all, 0 if that is not said; `to`: on to these."""

    name: str
    back: int = 0
    most: int = 0
    ends: bool = False
    to: tuple[int, ...] = ()


@dataclass(slots=True)
class Told:
    """`after`: None: it is not said. `beside`: a step; 0: none is named. `when`: a step, and the
    name of its way.
    """

    after: tuple[int, ...] | None = None
    beside: int = 0
    parallel: bool = False
    when: list[tuple[int, str]] = field(default_factory=list)
    ways: list[WayTold] = field(default_factory=list)
    meeting: bool = False
    review: bool = False
    quorum: str = ""
    cutoffs: list[str] = field(default_factory=list)

    @property
    def orders(self) -> bool:
        """Whether it says anything of when the step comes."""
        return self.after is not None or self.parallel or bool(self.when)


def taken(step: RawStep) -> tuple[RawStep, Told]:
    """The step without the lines that say such a thing. One way alone makes no decision: its line
    stays.
    """
    told = Told()
    kept = [line for line in step.detail if not _said(line, told)]
    if len(told.ways) == 1:
        told.ways.clear()
        kept = [line for line in step.detail if line in kept or _WAY.fullmatch(_bare(line))]
    chart = tuple(one for one in (_beside_in(one, told) for one in step.chart) if one)
    return replace(step, detail=tuple(kept), chart=chart), told


def _beside_in(words: str, told: Told) -> str:
    """Of a title its last words in brackets: (ดำเนินการคู่ขนาน)."""
    head, bracket, last = words.rpartition("(")
    if bracket and _BESIDE.fullmatch(_bare(f"({last}")):
        told.parallel = True
        return head.strip()
    return words


def _bare(line: str) -> str:
    return tidy(line).strip(" .;")


def _said(line: str, told: Told) -> bool:
    text = _bare(line)
    return len(text) <= LONGEST and (
        _ways(text, told) or any(read(text, told) for read in _READERS)
    )


def _ways(text: str, told: Told) -> bool:
    """All that stand in one line, or none."""
    found = [_WAY.fullmatch(one) for one in _NEXT_WAY.split(text)]
    told.ways += [_way(one) for one in found if one] if all(found) else []
    return all(found)


def _way(found: re.Match[str]) -> WayTold:
    name = (found["th"] or found["en"]).strip()
    if found["back"]:
        return WayTold(name, int(found["back"]), int(found["count"] or 0), bool(found["then"]))
    if found["ends"]:
        return WayTold(name, ends=True)
    return WayTold(name, to=numbers(found["list"]) if found["list"] else ())


def _after(text: str, told: Told) -> bool:
    if found := _AFTER.fullmatch(text):
        told.after = numbers(found["list"])
    return found is not None


def _free(text: str, told: Told) -> bool:
    if found := _FREE.fullmatch(text):
        told.after = ()
    return found is not None


def _beside(text: str, told: Told) -> bool:
    found = _BESIDE.fullmatch(text)
    if found is None or not _NAMED.search(text):
        return False
    told.parallel = True
    told.beside = int(found["th"] or found["en"] or 0)
    if found["rest"]:
        told.after = numbers(found["list"]) if found["list"] else ()
    return True


def _only(text: str, told: Told) -> bool:
    if found := _ONLY.fullmatch(text):
        told.when.append((int(found["step"]), (found["th"] or found["en"]).strip()))
    return found is not None


def _meeting(text: str, told: Told) -> bool:
    told.meeting = told.meeting or _MEETING.fullmatch(text) is not None
    return _MEETING.fullmatch(text) is not None


def _confirmed(text: str, told: Told) -> bool:
    if _REVIEW.fullmatch(text):
        told.review = True
        return True
    for words, rule in _QUORUM:
        if found := words.fullmatch(text):
            told.quorum = rule or found["th"] or found["en"]
            return True
    return False


def _cutoff(text: str, told: Told) -> bool:
    if found := _CUTOFF.fullmatch(text):
        told.cutoffs.append(found["title"])
    return found is not None


_READERS: Sequence[Callable[[str, Told], bool]] = (
    _only,
    _after,
    _free,
    _beside,
    _meeting,
    _confirmed,
    _cutoff,
)


def numbers(text: str) -> tuple[int, ...]:
    """3, 4 และ 6–8."""
    found: list[int] = []
    for part in re.split(r", ?|และ|and", re.sub(r"ขั้นตอน(?:ที่)?", "", text)):
        ends = [int(n) for n in re.findall(r"\d{1,3}", part)]
        found += range(ends[0], ends[-1] + 1) if ends else ()
    return tuple(dict.fromkeys(found))
