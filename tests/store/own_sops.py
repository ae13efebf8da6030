"""SOPs of a group's own, as small as they may be."""

from __future__ import annotations

from bot.domain.sop_import import Change, Imported, Option, Remark, Spot, Tally

SOURCE = """\
id: {id}
title: คู่มือการปฏิบัติงาน
indicator: ตัวชี้วัดที่ 3.1 งานสารบรรณ
indicator_number: "3.1"
unit: กองคลัง
committee: คณะทำงานสารบรรณ
objectives: [เพื่อใช้เป็นแนวทาง]
scope: [ทั้งกอง]
direct: [คณะทำงานสารบรรณ]
parties:
  - id: committee
    name: คณะทำงานสารบรรณ
    short: คณะทำงาน
steps:
  - number: 1
    title: ประชุมคณะทำงาน
    detail: [ประชุมคณะทำงาน]
    # decide: 3 วัน นับเป็นวันทำการ
    duration: {days}
    unit: working
    after: []
    parties: [committee]
"""


def source(days: int = 3, id: str = "kpi-3.1") -> str:
    return SOURCE.format(days=days, id=id)


UNIT = Remark(
    "unit",
    step=1,
    spot=Spot(2, 1),
    path=("steps", 0, "unit"),
    told={"days": "3"},
    options=(
        Option("working"),
        Option("calendar", (Change(("steps", 0, "unit"), "calendar"),), {"days": "3"}),
        Option("taken-out", (Change(("steps", 0, "meeting"), None), Change(("case",), True))),
    ),
)
JOINED = Remark("joined-words", 1, Spot(2, 1), ("steps", 0, "title"), "ประชุม คณะ", "ประชุมคณะ")


def read(days: int = 3, id: str = "kpi-3.1") -> Imported:
    return Imported(source(days, id), (UNIT, JOINED), Tally(2, 1, 1, 1, 0))
