"""An SOP as it is read, made by hand, and what the bot says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from bot.domain.errors import Refusal
from bot.domain.incoming import IncomingFile
from bot.domain.sop_import import Change, Imported, Option, Remark, SopFile, Spot, Tally
from bot.ports import UnitOfWork
from handlers.plans import sop_import
from tests.cast import PRIVATE, SECRETARY, Answer, Office, Post, Somebody

SOURCE = """\
id: km-1
title: คู่มือการปฏิบัติงานการจัดการความรู้
indicator: ตัวชี้วัดที่ 3.1 ระดับความสำเร็จของการจัดการความรู้
indicator_number: "3.1"
unit: สำนักส่งเสริมสุขภาพ
committee: คณะทำงานจัดการความรู้
language: th
objectives:
  - เพื่อใช้เป็นแนวทาง
scope:
  - ทุกกลุ่มงาน
direct:
  - คณะทำงานจัดการความรู้
parties:
  - id: team
    name: คณะทำงานจัดการความรู้
    short: คณะทำงาน
  - id: lead
    name: หัวหน้ากลุ่มงาน
    short: หัวหน้ากลุ่มงาน
steps:
  # หน้า 1 แถว 1
  - number: 1
    title: แต่งตั้งคณะทำงาน
    detail:
      - จัดทำคำสั่งแต่งตั้งคณะทำงาน
    duration: 3
    # decide: unit
    unit: working
    after: []
    parties: [team]
    documents:
      - id: order
        title: คำสั่งแต่งตั้งคณะทำงาน
        # decide: kind
        kind: evidence
  - number: 2
    title: จัดทำแผน
    detail:
      - จัดทำแผนการจัดการความรู้
    duration: 20
    unit: calendar
    after: [1]
    parties: [team]
  - number: 3
    title: ดำเนินการตามแผน
    detail:
      - ดำเนินการตามแผน
    duration: 90
    unit: calendar
    after: [2]
    # decide: party-unclear
    parties: [team, lead]
    documents:
      - id: plan
        title: แผนการจัดการความรู้
        kind: reference
      - id: report
        title: รายงานผล
        kind: evidence
"""

FIXES = (
    Remark("joined-words", 1, Spot(1, 1), before="แต่ง ตั้ง", after="แต่งตั้ง"),
    Remark("years", 2, Spot(1, 2), before="2570", after="{fiscal_year}"),
)
UNIT = Remark(
    "unit",
    1,
    Spot(1, 1),
    ("steps", 0, "unit"),
    options=(
        Option("working", (Change(("steps", 0, "unit"), "working"),)),
        Option("calendar", (Change(("steps", 0, "unit"), "calendar"),)),
    ),
)
KIND = Remark(
    "kind",
    1,
    Spot(1, 1),
    ("steps", 0, "documents", 0, "kind"),
    told={"written": "คำสั่งแต่งตั้งคณะทำงาน"},
    options=(
        Option("evidence"),
        Option("reference", (Change(("steps", 0, "documents", 0, "kind"), "reference"),)),
        Option("suggested", (Change(("steps", 0, "documents", 0, "kind"), "suggested"),)),
    ),
)
PARTY = Remark(
    "party-unclear",
    3,
    Spot(2, 1),
    ("steps", 2, "parties"),
    told={"written": "ผู้เกี่ยวข้อง"},
    options=(
        Option("party-1", told={"name": "ทั้งสองคณะ"}),
        Option(
            "party-2",
            (Change(("steps", 2, "parties"), ["lead"]),),
            told={"name": "หัวหน้ากลุ่มงาน"},
        ),
    ),
)
REMARKS = (*FIXES, UNIT, KIND, PARTY)


def word(name: str = "SOP 3.1.docx", size: int = 40_000) -> IncomingFile:
    return IncomingFile(f"source of {name}", name, "", size)


def read(office: Office, source: str = SOURCE, remarks: tuple[Remark, ...] = REMARKS) -> Post:
    """What the bot says once the file that was sent is read."""
    told = Imported(source, remarks, Tally(2, 1, 3, 2, 3))
    return _settled(office, lambda work, file, now: sop_import.sop_read(work, file, told, now))


def refused(office: Office, why: str) -> Post:
    refusal = Refusal(why)
    return _settled(
        office, lambda work, file, now: sop_import.sop_refused(work, file, refusal, now)
    )


def _settled(office: Office, tell: Callable[[UnitOfWork, SopFile, datetime], None]) -> Post:
    now = office.now.astimezone(UTC)
    with office.store.work() as work:
        file = work.sop_files.claim(now, now + timedelta(minutes=1))
        assert file is not None
        work.sop_files.settle(file.id)
        tell(work, file, now)
        work.commit()
    (post,) = office.outbox()
    return post


def bring(office: Office, who: Somebody = SECRETARY, name: str = "SOP 3.1.docx") -> Answer:
    return office.say(who, "นำเข้า SOP", PRIVATE, files=[word(name)])


def reviewed(office: Office, who: Somebody = SECRETARY) -> Post:
    """The review of the SOP that this person has brought."""
    assert bring(office, who).posts == ()
    return read(office)
