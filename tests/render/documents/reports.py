"""A plan in its second round, on which a report is written."""

from __future__ import annotations

from datetime import date
from functools import cache

from bot.domain.events import (
    CheckedIn,
    Closed,
    Event,
    Extended,
    Judged,
    LessonTold,
    Numbered,
    Progressed,
    Situation,
    Skipped,
    Waived,
)
from bot.domain.files import File, FileState
from bot.domain.standing import Standing
from bot.render.documents.report import report_document
from bot.render.language import speaker
from tests.domain.sops import OFF_2570
from tests.render.slots import SOP, TEAM, closed_until, local, plan_of

AT = local("2026-12-01 09:00")
ON = date(2027, 3, 18)
HOSTILE = '=HYPERLINK("http://x.example";"กด")\x00\x1b\ufffe</w:t>{{ตาราง}}\n+1'
"""What somebody may have typed anywhere."""
SEEN = '=HYPERLINK("http://x.example";"กด")</w:t>{{ตาราง}}\n+1'
"""The same as people see it in a document."""


def document(step: int, place: int) -> str:
    return SOP.step(step).documents[place - 1].id


def file(id: int, step: int, number: int, document: str, name: str) -> File:
    return File(id, 1, step, name, FileState.KEPT, 3, AT, number=number, document=document)


EVENTS: tuple[Event, ...] = (
    CheckedIn(id=21, at=AT, by=3, step=5, situation=Situation.OBSTACLE, note="งบประมาณยังไม่จัดสรร"),
    *closed_until(5),
    CheckedIn(id=22, at=AT, by=4, step=7, situation=Situation.OBSTACLE, note=HOSTILE),
    Closed(id=6, at=local("2027-03-12 10:00"), step=6, on=date(2027, 3, 12)),
    Skipped(
        id=9, at=local("2027-03-15 10:00"), step=9, on=date(2027, 3, 15), reason="รวมกับขั้นตอนที่ 10"
    ),
    Extended(id=23, at=AT, step=8, to=date(2027, 3, 26), reason="รอผลการพิจารณา"),
    LessonTold(id=24, at=AT, step=4, text=HOSTILE),
    Progressed(id=25, at=AT, step=7, percent=42),
    Numbered(id=26, at=AT, step=1, document=document(1, 1), number="สธ 1/23", on=date(2026, 10, 2)),
    Waived(id=27, at=AT, step=8, document=document(8, 2), reason=HOSTILE),
    Judged(
        id=28,
        at=AT,
        step=4,
        document=document(4, 1),
        file=2,
        label="4-01",
        accepted=False,
        reason="ยังไม่ลงนาม",
    ),
)
KEPT = (
    file(1, 1, 1, document(1, 1), "คำสั่ง.pdf"),
    file(2, 4, 1, document(4, 1), "แผน.pdf"),
    file(3, 4, 2, "-", "กิจกรรม" + HOSTILE),
)


def standing() -> Standing:
    return Standing(plan_of(*EVENTS), OFF_2570, ON, TEAM)


@cache
def made(round: int | None, language: str = "th") -> bytes:
    return report_document(speaker(language), standing(), KEPT, round, None)
