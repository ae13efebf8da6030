"""Steps in their own words, of the rows that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.sop_import import Path, Remark
from bot.sop_import import cells
from bot.sop_import.cells import GAP, Items
from bot.sop_import.column_runs import without_run
from bot.sop_import.columns import Column
from bot.sop_import.furniture import is_furniture, without_flow
from bot.sop_import.mending import Mending
from bot.sop_import.paper import Drawn, Shape
from bot.sop_import.raw import RawStep
from bot.sop_import.rows import Group
from bot.sop_import.wraps import Wraps, is_narrow

_LISTED = (Column.DETAIL, Column.PARTIES, Column.DOCUMENTS)
_BEGINS = {
    Column.DETAIL: re.compile(
        "(?:จัดทำ|จัดประชุม|จัด|ประชุม|รายงาน|เสนอ|สรุป|วิเคราะห์|ทบทวน|กำหนด|ติดตาม|ตรวจสอบ|ดำเนินการ|ประเมิน"
        "|ส่ง|แจ้ง|รวบรวม|บันทึก|รับ|พิจารณา|แต่งตั้ง|เผยแพร่|ประสาน)"
    ),
    Column.PARTIES: re.compile(
        "(?:คณะ|กลุ่ม|ฝ่าย|สำนัก|กอง|ศูนย์|ผู้|นัก|เจ้าหน้าที่|หัวหน้า|เลขา|ประธาน|รอง|หน่วย|ทีม|บุคลากร|อธิบดี|พยาบาล|แพทย์)"
    ),
    Column.DOCUMENTS: re.compile(
        "(?:คำสั่ง|รายงาน|แผน|คู่มือ|แบบ|บันทึก|หนังสือ|สรุป|ระเบียบ|ประกาศ|ใบ|ทะเบียน|รายชื่อ|โครงการ|มาตรการ|ภาพ|เกณฑ์|แนวทาง)"
    ),
}
"""Words with which a line begins that is an item of its own, where a line end stands before it."""
_NONE = re.compile(r"[-–—. ]*|ไม่มี")


@dataclass(frozen=True, slots=True)
class _Listed:
    group: Group
    number: int
    of: dict[Column, Items]


class RawSteps:
    """`known`: the parties that chapter 4 names."""

    def __init__(
        self,
        groups: Sequence[Group],
        wraps: Wraps,
        mending: Mending,
        known: Sequence[str],
        *,
        plain: bool,
    ) -> None:
        self._wraps, self._mending, self._known, self._plain = wraps, mending, known, plain
        self._listed = [
            _Listed(group, n, {kind: self._items(group, kind) for kind in _LISTED})
            for n, group in enumerate(groups, 1)
        ]
        self._narrow = self._narrow_columns()

    def steps(self) -> tuple[RawStep, ...]:
        return tuple(self._step(one) for one in self._listed)

    def _items(self, group: Group, kind: Column) -> Items:
        begins = _BEGINS[kind]

        def goes_on(above: str, below: str, broken: bool) -> bool:
            return self._wraps.goes_on(above, below) or (broken and not begins.match(below))

        found = cells.items(group.lines.get(kind, ()), goes_on, plain=self._plain)
        if kind is Column.DETAIL:
            return found
        texts = (found.lead, *found.items) if found.lead else found.items
        return Items("", tuple(one for one in texts if not _NONE.fullmatch(one)), found.parted)

    def _narrow_columns(self) -> set[tuple[int, Column]]:
        """Only where all that is left of a column's lines is spaces."""
        if not self._plain:
            return set()
        texts: dict[tuple[int, Column], list[str]] = {}
        for one in self._listed:
            for kind, items in one.of.items():
                texts.setdefault((one.group.table, kind), []).extend((items.lead, *items.items))
        return {key for key, said in texts.items() if is_narrow(said)}

    def _step(self, one: _Listed) -> RawStep:
        group, place = one.group, one.number - 1
        path: Path = ("steps", place)
        self._tell(one, path)
        detail, documents = one.of[Column.DETAIL], one.of[Column.DOCUMENTS]
        papers = self._texts(one, Column.DOCUMENTS, documents.items, path)
        chart = self._chart(group, one.number, path)
        lead = self._mended(one, Column.DETAIL, detail.lead, (*path, "lead"))
        return RawStep(
            one.number,
            chart,
            _shape(group.drawn),
            lead,
            self._texts(one, Column.DETAIL, detail.items, path),
            " ".join(group.text(Column.DURATION).split()),
            self._parties(one, papers, path),
            papers,
            group.spot,
        )

    def _tell(self, one: _Listed, path: Path) -> None:
        """What was joined, or parted, before any word of it is mended."""
        for spot, words in one.group.went_on:
            self._mending.remarks.append(Remark("joined-rows", one.number, spot, path, words))
        for kind, items in one.of.items():
            for text in items.parted:
                found = Remark(
                    "bullet-split", one.number, one.group.spot, (*path, _KEYS[kind]), text
                )
                self._mending.remarks.append(found)

    def _texts(
        self, one: _Listed, kind: Column, texts: Sequence[str], path: Path
    ) -> tuple[str, ...]:
        made = []
        for n, text in enumerate(texts):
            last = ("title",) if kind is Column.DOCUMENTS else ()
            made.append(self._mended(one, kind, text, (*path, _KEYS[kind], n, *last)))
        return tuple(made)

    def _mended(self, one: _Listed, kind: Column, text: str, path: Path) -> str:
        narrow = (one.group.table, kind) in self._narrow
        spot = one.group.spot
        dated = kind is not Column.PARTIES
        return self._mending.of_cell(text, path, one.number, spot, narrow=narrow, dated=dated)

    def _parties(self, one: _Listed, papers: Sequence[str], path: Path) -> tuple[str, ...]:
        path = (*path, "parties")
        written = one.of[Column.PARTIES].items
        documents = one.of[Column.DOCUMENTS].items
        alone = without_run(written, documents, self._known)
        if alone != list(written):
            before, after = (" ".join(texts).replace(GAP, " ") for texts in (written, alone))
            self._mending.told("column-run", path, one.number, one.group.spot, before, after)
        return tuple(self._mended(one, Column.PARTIES, text, path) for text in alone)

    def _chart(self, group: Group, number: int, path: Path) -> tuple[str, ...]:
        """Each text of its own; the lines that were typed into the cell are one."""
        typed = GAP.join(line.text for line in group.lines.get(Column.CHART, ()))
        drawn = [GAP.join(one.words) for one in group.drawn if one.words]
        return tuple(
            self._mending.of_cell(words, (*path, "title"), number, group.spot, narrow=self._plain)
            for one in (typed, *drawn)
            if (words := _without_flow(one)) and not is_furniture(words)
        )


def unread(groups: Sequence[Group]) -> list[Remark]:
    """That something was drawn that nobody but people can read, and at which steps."""
    found = [n for n, g in enumerate(groups, 1) if any(d.shape is Shape.UNREAD for d in g.drawn)]
    if not found:
        return []
    told = {"written": ", ".join(map(str, found))}
    spot = groups[found[0] - 1].spot
    return [Remark("drawing-unread", spot=spot, path=("steps", found[0] - 1), told=told)]


_KEYS = {Column.DETAIL: "detail", Column.PARTIES: "parties", Column.DOCUMENTS: "documents"}


def _without_flow(text: str) -> str:
    return GAP.join(line for one in text.split(GAP) if (line := without_flow(one)))


def _shape(drawn: Sequence[Drawn]) -> Shape | None:
    """The one that says most of the step: what is no arrow, a decision before all."""
    shapes = [one.shape for one in drawn if one.shape not in (Shape.ARROW, Shape.UNREAD)]
    if Shape.DECISION in shapes:
        return Shape.DECISION
    worded = [one.shape for one in drawn if one.words and one.shape in shapes]
    return next(iter((*worded, *shapes)), None)
