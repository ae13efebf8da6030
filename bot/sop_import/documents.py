"""What a document is to a step: the rules by which evidence, references and suggestions are told
apart. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from bot.sop_import.parties import key_of

EVIDENCE, REFERENCE, SUGGESTED = "evidence", "reference", "suggested"
MINUTES, ATTENDANCE = "รายงานการประชุม", "ใบลงชื่อผู้เข้าร่วมประชุม"
"""What is suggested of a meeting that names neither."""
_REFERENCES = re.compile(
    r"(?:คู่มือ|แนวทาง|ระเบียบ|หลักเกณฑ์|เกณฑ์|กฎหมาย|กฎ(?!บัตร)|พ\.?ร\.?บ|พระราช|ประกาศ(?!ผล|แต่งตั้ง|รายชื่อ)"
    r"|มาตรฐาน|ยุทธศาสตร์|นโยบาย|หนังสือเวียน|ข้อบังคับ|template|manual|guideline|regulation)",
    re.IGNORECASE,
)
_FORMS = re.compile(r"แบบฟอร์ม|แบบ(?=[รส]ายงาน|คำขอ|สอบถาม)|form\b|แบบ\b", re.IGNORECASE)
_HANDED_IN = re.compile(r"ส่ง|ยื่น|เสนอ|กรอก|submit", re.IGNORECASE)
_IF_ANY = re.compile(r"\(? ?ถ้ามี ?\)?| ?\(ระบบแนะนำ\)|\(? ?if any ?\)?", re.IGNORECASE)
_MARKS = re.compile(
    r"(?P<title>.+?) ?\( ?(?:(?P<evidence>(?:เอกสาร)?หลักฐาน|evidence)"
    r"|(?P<reference>(?:เอกสาร)?อ้างอิง|reference)"
    r"|(?P<suggested>ถ้ามี|if any)|(?P<numbered>ระบุเลขที่และวันที่|with number and date)"
    r"|(?:หมายเหตุ|note) ?: ?(?P<note>.+)) ?\)",
    re.IGNORECASE,
)
_MOST_MARKS = 4
_YEAR_BEFORE = "{previous_fiscal_year}"
_NUMBERED = re.compile(r"คำสั่ง|หนังสือ(?!คู่มือ)|บันทึกข้อความ|ประกาศ")
_MEETING = re.compile(r"(?:จัด|ร่วม)?ประชุม(?!เชิงปฏิบัติการ)|meeting", re.IGNORECASE)
_IDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("minutes", re.compile(r"รายงานการประชุม|บันทึกการประชุม|minutes", re.IGNORECASE)),
    ("attendance", re.compile(r"ใบลงชื่อ|ใบลงทะเบียน|ใบเซ็นชื่อ")),
    ("order", re.compile(r"คำสั่ง|order", re.IGNORECASE)),
    ("letter", re.compile(r"หนังสือ|บันทึกข้อความ|letter", re.IGNORECASE)),
    ("manual", re.compile(r"คู่มือ|แนวทาง|manual|guideline", re.IGNORECASE)),
    ("rules", re.compile(r"ระเบียบ|หลักเกณฑ์|เกณฑ์|ประกาศ|พระราช|พ\.?ร\.?บ|rule", re.IGNORECASE)),
    ("form", re.compile(r"แบบ|form", re.IGNORECASE)),
    ("summary", re.compile(r"สรุป|summary", re.IGNORECASE)),
    ("report", re.compile(r"รายงาน|report", re.IGNORECASE)),
    ("plan", re.compile(r"แผน|โครงการ|plan", re.IGNORECASE)),
    ("measures", re.compile(r"มาตรการ")),
    ("works", re.compile(r"ผลงาน|งานวิจัย")),
    ("pictures", re.compile(r"ภาพ|รูป|photo|picture", re.IGNORECASE)),
    ("list", re.compile(r"รายชื่อ|ทะเบียน|บัญชี|list", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class Judged:
    """`why`: the code of the rule; `sure`: nobody needs to be asked."""

    kind: str
    why: str
    sure: bool = True


def judged(title: str, step_words: str, produced: Collection[str]) -> Judged:
    """`produced`: the keys of what earlier steps bring forth."""
    if _IF_ANY.search(title):
        return Judged(SUGGESTED, "if-any")
    if _REFERENCES.match(title):
        return Judged(REFERENCE, "rule-book")
    if _YEAR_BEFORE in title:
        return Judged(REFERENCE, "year-before")
    if product_of(title, produced):
        return Judged(REFERENCE, "product")
    if _FORMS.match(title):
        handed = _HANDED_IN.search(step_words) is not None
        return Judged(EVIDENCE if handed else REFERENCE, "form", sure=False)
    return Judged(EVIDENCE, "else")


@dataclass(frozen=True, slots=True)
class Marked:
    """A title without what stands in brackets behind it. `kind`: empty: none is told."""

    title: str
    kind: str = ""
    numbered: bool = False
    note: str = ""


def marked(title: str) -> Marked:
    """คำสั่งแต่งตั้ง (ระบุเลขที่และวันที่) (หลักฐาน)"""
    made = Marked(title.strip())
    for _ in range(_MOST_MARKS):
        found = _MARKS.fullmatch(made.title)
        if found is None:
            break
        kind = next((k for k in (EVIDENCE, REFERENCE, SUGGESTED) if found[k]), "")
        made = Marked(
            found["title"],
            made.kind or kind,
            made.numbered or found["numbered"] is not None,
            made.note or found["note"] or "",
        )
    return made


def product_of(title: str, produced: Collection[str]) -> bool:
    """Of an earlier step; what stands in brackets says only which."""
    key = key_of(re.sub(r"\([^()]*\)", "", title))
    return key in produced or key_of(title) in produced


def is_numbered(title: str) -> bool:
    """Bears a number and a date of its own."""
    return _NUMBERED.match(title) is not None


def is_meeting(words: str) -> bool:
    """The work of the step begins with the meeting."""
    return _MEETING.match(words) is not None


def without_if_any(title: str) -> str:
    return _IF_ANY.sub("", title).strip() or title


def id_of(title: str, taken: Collection[str]) -> str:
    """Latin, and no other's."""
    base = next((name for name, words in _IDS if words.match(title)), "document")
    number = 1
    while (name := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return name
