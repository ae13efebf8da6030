"""What stands before and behind the table of steps: title, headings 1 to 4, legend. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.sop_import.cells import DASHES, GAP
from bot.sop_import.furniture import is_furniture, revised
from bot.sop_import.paper import Line, Table
from bot.sop_import.years import without_year

_NUMBERED = r"(?:(?:ข้อ|บทที่|ส่วนที่)? ?\d{1,2}(?:\.\d)?[.)]? ?)"
_REST = r" ?(?:ของ[^ ()]{0,40}|การปฏิบัติงาน)? ?(?:\([^)]{0,60}\) ?)*"
_HEADINGS: tuple[tuple[str, str], ...] = (
    ("objectives", "วัตถุประสงค์|จุดประสงค์|objectives?"),
    ("scope", "ขอบเขต(?:ของงาน|งาน)?|scope"),
    ("definitions", "คำจำกัดความ|คำนิยาม(?:ศัพท์)?|นิยาม(?:ศัพท์)?|definitions?"),
    ("direct", "ผู้รับผิดชอบ(?:โดยตรง|หลัก)|direct(?:ly)? responsible"),
    ("involved", "ผู้(?:ที่)?(?:มีส่วน|ที่)?เกี่ยวข้อง|ผู้ร่วมรับผิดชอบ|involved"),
    ("responsibilities", "(?:หน้าที่)?(?:และ)?ความรับผิดชอบ|ผู้รับผิดชอบ|responsibilit(?:y|ies)"),
    ("procedure", "(?:แผนผัง)?ขั้นตอน(?:การ|และวิธี)?(?:ปฏิบัติ|ดำเนิน|ทำ)?(?:งาน|การ)?|procedures?"),
    ("legend", "(?:คำอธิบาย)?สัญลักษณ์(?:ที่ใช้)?|legend|symbols"),
)
_HEADING = tuple(
    (
        name,
        re.compile(rf"{_NUMBERED}?(?:{words}){_REST}(?P<colon>:?) ?(?P<more>.*)$", re.IGNORECASE),
    )
    for name, words in _HEADINGS
)
_CHAPTERS = {
    "objectives": "1",
    "scope": "2",
    "definitions": "3",
    "responsibilities": "4",
    "procedure": "5",
}
"""The numbers that the template gives them."""
_ITEM = re.compile(
    rf"^(?:\d{{1,2}}(?:\.\d{{1,2}})+\.?|\d{{1,2}}[.)]|\(\d{{1,2}}\)|[{re.escape(DASHES)}]+) *(?=\S)"
)
_MEANS = re.compile(r" ?(?:หมายถึง|หมายความว่า|(?<= )คือ(?= )| means ) ?:? ?")
_LABELS = re.compile(r"\t|\s+(?=ชื่อตัวชี้วัด|ชื่อหน่วยงาน|คู่มือการปฏิบัติ|ชื่อกระบวนการ|ชื่อคู่มือ)")
_UNIT = re.compile(
    r"(?:(?:ชื่อ)?(?:หน่วยงาน|ส่วนราชการ)(?:ที่รับผิดชอบ|เจ้าของ\S*)?|name of the office) ?:? ?(.*)$",
    re.IGNORECASE,
)
_INDICATOR = re.compile(
    r"(?:(?:ชื่อ|รหัส)?ตัวชี้วัด(?!ที่)|name of the indicator) ?:? ?(.*)$|((?:ตัวชี้วัดที่|KPI).*)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:ชื่อ ?(?:กระบวนการ|งาน|เรื่อง|คู่มือ\S*|กระบวนงาน|SOP)|เรื่อง|กระบวนการ) ?:? ?(.*)$|(คู่มือ.*)$"
)
_OFFICE = re.compile(r"(?:กอง|สำนัก|ศูนย์|สถาบัน|โรงพยาบาล|สนง\.?|กลุ่ม|ฝ่าย)(?!ทุน)[ก-๙]")
"""How a line begins that is the office's name, where nothing says so."""
_YEAR = re.compile(r"(?:ประจำ)?ปี(?:งบประมาณ)? ?(?:พ\.? ?ศ\.? ?)?\d{4}")
_FORM = re.compile(r"แบบฟอร์ม|มาตรฐานการปฏิบัติงาน|standard operating", re.IGNORECASE)
_NUMBER = re.compile(r"(?:ตัวชี้วัด(?:ที่)?|KPI) ?(\d+(?:\.\d+)*)", re.IGNORECASE)
_NUMBER_ALONE = re.compile(
    r"(?:ตัวชี้วัด(?:ที่)?|KPI|indicator(?: no\.)?) +:? ?(\S{1,32})", re.IGNORECASE
)
_CASE = re.compile(r"ดำเนินการเป็นรายเรื่อง|carried out for each case", re.IGNORECASE)
_INDICATOR_LAST = re.compile("ตัวชี้วัด(?:ที่)?$")
_TELLS_NOTHING = re.compile(
    r"(?:SOP|(?:คู่มือ|มาตรฐาน|ขั้นตอน|แนวทาง)(?:การ)?ปฏิบัติงาน)(?: ?\(SOP\))?", re.IGNORECASE
)
"""A title that many SOPs have."""
LEAST_TITLE = 8
"""Letters of a line that can be the title, where none is called so."""


@dataclass(frozen=True, slots=True)
class Said:
    """Lines of what one item says, parted by line ends."""

    text: str
    line: Line


@dataclass(slots=True)
class Chapters:
    form: str = ""
    form_revised: str = ""
    unit: str = ""
    title: str = ""
    indicator: str = ""
    number: str = ""
    """Of the indicator, where it stands on a line of its own below its name."""
    case: bool = False
    others: list[str] = field(default_factory=list)
    """Lines of the title block that nothing says the meaning of."""
    under: dict[str, list[Said]] = field(default_factory=dict)
    passed: list[Said] = field(default_factory=list)
    """Of the chapter of steps, outside their table."""

    @property
    def indicator_number(self) -> str:
        found = _NUMBER.search(self.indicator) or _NUMBER.search(self.title)
        return self.number or (found[1] if found else "")

    @property
    def whole_title(self) -> str:
        """With the indicator where it tells nothing alone, or the number is in the next cell."""
        number = self.indicator_number
        if number and _INDICATOR_LAST.search(self.title):
            return f"{self.title.removesuffix('ที่')}ที่ {number}"
        if _TELLS_NOTHING.fullmatch(self.title) and self.indicator:
            return f"{self.title} {without_year(self.indicator) or self.indicator}"
        return self.title or next((one for one in self._unsaid if len(one) >= LEAST_TITLE), "")

    @property
    def office(self) -> str:
        """Of an unnamed line that begins as an office's name."""
        return self.unit or next((one for one in self.others if _OFFICE.match(one)), "")

    @property
    def _unsaid(self) -> list[str]:
        return [o for o in self.others if o != self.office and not _YEAR.fullmatch(o)]

    def definitions(self) -> list[tuple[str, str]]:
        """Each with its term; what has none goes on with the one above."""
        found: list[tuple[str, str]] = []
        for said in self.under.get("definitions", ()):
            term, *meaning = _MEANS.split(said.text, maxsplit=1)
            if meaning and term.strip() and meaning[0].strip():
                found.append((term.strip(" :-"), meaning[0].strip()))
            elif found:
                above, told = found[-1]
                found[-1] = (above, f"{told} {said.text}")
        return found


def chapters(blocks: Sequence[Line | Table]) -> Chapters:
    """`blocks`: all but the tables of steps."""
    made = Chapters()
    under = ""
    waiting = ""
    for line in _lines(blocks):
        text = line.text.strip()
        if day := revised(text):
            made.form_revised = made.form_revised or day
        if is_furniture(text):
            continue
        name, more = _heading(line)
        if name:
            under = name
            made.under.setdefault(name, [])
            if more:
                made.under[name].append(Said(more, line))
        elif not under:
            waiting = _front(made, text, waiting)
        elif under != "procedure":
            _add(made.under[under], line)
        elif _CASE.match(text):
            made.case = True
        else:
            made.passed.append(Said(" ".join(text.split()), line))
    return made


def _lines(blocks: Iterable[Line | Table]) -> Iterable[Line]:
    """A row is a line whose cells are parted by tabs."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
            continue
        for row in block.rows:
            cells = [" ".join(line.text for line in cell.lines).strip() for cell in row.cells]
            if any(cells):
                yield Line("\t".join(one for one in cells if one), spot=row.spot)


def _heading(line: Line) -> tuple[str, str]:
    """Its name, and what stands behind it in the same line. A heading stands alone, or has a colon,
    or the template's number and a space.
    """
    text = line.text.strip()
    for name, words in _HEADING:
        found = words.match(text)
        if found is None:
            continue
        more = found["more"].strip()
        is_apart = text[found.start("more") - 1] == " " and text[0] == _CHAPTERS.get(name)
        if not more or found["colon"] or is_apart:
            return name, more
    return "", ""


def _add(said: list[Said], line: Line) -> None:
    text = line.text.replace("\t", " ").strip()
    item = _ITEM.match(text)
    if said and line.broken and not item and not line.mark:
        said[-1] = Said(f"{said[-1].text}{GAP}{text}", said[-1].line)
    else:
        said.append(Said(text[item.end() :] if item else text, line))


def _front(made: Chapters, text: str, waiting: str) -> str:
    """The title block. Returns whose label stood alone: its words come next."""
    for piece in (one.strip() for one in _LABELS.split(text)):
        if is_furniture(piece):
            continue
        if made.indicator and (alone := _NUMBER_ALONE.fullmatch(piece)):
            made.number = made.number or alone[1]
            continue
        name, value = _labelled(piece)
        if not name and waiting:
            name, value = waiting, piece
        elif not name:
            made.others.append(piece)
        waiting = name if name and not value else ""
        if name and value and not getattr(made, name):
            setattr(made, name, value)
    return waiting


def _labelled(piece: str) -> tuple[str, str]:
    for name, words in (("unit", _UNIT), ("indicator", _INDICATOR), ("title", _TITLE)):
        if found := words.match(piece):
            return name, next((one for one in found.groups() if one), "").strip()
    return ("form", piece) if _FORM.search(piece) else ("", "")
