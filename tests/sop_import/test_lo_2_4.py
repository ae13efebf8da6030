"""The plain text of indicator 2.4, damage and all, gives the built-in SOP.

Every difference to it is listed here, with its reason; nothing else differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from bot.domain.sop_import import Imported, Value
from bot.sop_import.reading import imported
from bot.sops.loader import source_of

Place = tuple[str | int, ...]
DIFFERENCES: Mapping[str, Mapping[Place, tuple[object, object]]] = {
    "an id of its own: the built-in one is taken": {
        ("id",): ("kpi-2.4", "lo-2.4"),
    },
    "ids are made by rule": {
        ("parties", 1, "id"): ("board", "academic-board"),
        ("steps", 0, "documents", 0, "id"): ("order", "appointment-order"),
        ("steps", 1, "documents", 0, "id"): ("manual", "reporting-manual"),
        ("steps", 1, "documents", 1, "id"): ("report", "previous-report"),
        ("steps", 1, "documents", 2, "id"): ("minutes", "planning-minutes"),
        ("steps", 1, "documents", 3, "id"): ("attendance", "planning-attendance"),
        ("steps", 2, "parties", 1): ("board", "academic-board"),
        ("steps", 2, "documents", 0, "id"): ("summary", "needs-summary"),
        ("steps", 2, "documents", 1, "id"): ("measures", "measures-and-topics"),
        ("steps", 3, "parties", 1): ("board", "academic-board"),
        ("steps", 3, "documents", 0, "id"): ("plan", "action-plan"),
        ("steps", 3, "documents", 1, "id"): ("plan-2", "works-plan"),
        ("steps", 4, "parties", 1): ("board", "academic-board"),
        ("steps", 5, "documents", 0, "id"): ("report-2", "progress-report"),
        ("steps", 5, "documents", 1, "id"): ("manual-2", "reporting-manual"),
        ("steps", 7, "documents", 0, "id"): ("works", "submitted-works"),
        ("steps", 7, "documents", 1, "id"): ("form", "award-form"),
        ("steps", 8, "documents", 0, "id"): ("report-3", "first-round-report"),
        ("steps", 8, "documents", 1, "id"): ("minutes-2", "review-minutes"),
        ("steps", 9, "documents", 0, "id"): ("summary-2", "drive-summary"),
        ("steps", 9, "documents", 1, "id"): ("summary-3", "works-summary"),
        ("steps", 9, "documents", 2, "id"): ("measures-2", "pirab-measures"),
        ("steps", 9, "documents", 3, "id"): ("summary-4", "topics-summary"),
        ("steps", 9, "documents", 4, "id"): ("plan-3", "pirab-plan"),
        ("steps", 10, "parties", 1): ("board", "academic-board"),
        ("steps", 11, "parties", 1): ("board", "academic-board"),
        ("steps", 11, "documents", 0, "id"): ("report-4", "final-report"),
    },
    "short titles are ours, where the chart has lost its words": {
        ("steps", 1, "title"): (
            "ประชุมคณะดำเนินงาน เพื่อวางแผนการขับเคลื่อนงาน…",
            "ประชุมวางแผนและวิเคราะห์ผลที่ผ่านมา",
        ),
        ("steps", 2, "title"): (
            "วิเคราะห์ GAP การขับเคลื่อน LO ของหน่วยงาน",
            "วิเคราะห์ GAP และกำหนดประเด็นความรู้",
        ),
        ("steps", 3, "title"): (
            "จัดทำแผนปฏิบัติการขับเคลื่อนการดำเนินงานวิชาการ",
            "จัดทำแผนปฏิบัติการและแผนพัฒนาผลงาน",
        ),
        ("steps", 8, "title"): (
            "ประชุมคณะดำเนินงาน เพื่อทบทวนวิเคราะห์…",
            "ประชุมทบทวนผลการขับเคลื่อนงานวิชาการ",
        ),
        ("steps", 9, "title"): ("ทบทวนและวิเคราะห์ข้อมูล", "ทบทวนผล มาตรการ และแผนตามกลยุทธ์ PIRAB"),
        ("steps", 10, "title"): (
            "ดำเนินการขับเคลื่อนงานตามแผนที่กำหนดไว้ 5 เดือนหลัง",
            "ดำเนินการตามแผน (5 เดือนหลัง)",
        ),
        ("steps", 11, "title"): ("ประเมินผลการดำเนินงานตามแผน", "ประเมินผล สรุปบทเรียน และรายงานผล"),
    },
    "steps 5 and 11 are told apart by their rounds, which the chart does not say": {
        ("steps", 4, "title"): ("ดำเนินการตามแผน", "ดำเนินการตามแผน (5 เดือนแรก)"),
    },
    "notes are ours": {
        ("steps", 2, "documents", 0, "note"): (
            None,
            'คำว่า "ตรวจสอบ" เป็นไปตามต้นฉบับ อาจคลาดเคลื่อนจากคำว่า "สำรวจ"',
        ),
        ("steps", 7, "documents", 1, "note"): (
            None,
            "แบบฟอร์มที่กรอกแล้วของ TPSA หรือ TEPGA อย่างใดอย่างหนึ่ง",
        ),
        ("steps", 8, "documents", 0, "note"): (None, "เป็นผลผลิตของขั้นตอนที่ 6"),
    },
    "fixed days that no word of the paper tells: when awards take entries, when works are done": {
        ("steps", 4, "documents"): (
            None,
            [{"id": "first-activities", "title": "ภาพ/สรุปกิจกรรม", "kind": "suggested"}],
        ),
        ("steps", 6, "added", 2): (None, "not_after"),
        ("steps", 6, "not_after"): (None, "07-end"),
        ("steps", 6, "documents"): (
            None,
            [{"id": "works", "title": "ผลงานวิจัย/ผลงานวิชาการ/นวัตกรรมที่พัฒนา", "kind": "suggested"}],
        ),
        ("steps", 7, "added", 2): (None, "not_before"),
        ("steps", 7, "added", 3): (None, "not_after"),
        ("steps", 7, "not_before"): (None, "12-15"),
        ("steps", 7, "not_after"): (None, "02-end"),
        ("steps", 10, "documents"): (
            None,
            [{"id": "second-activities", "title": "ภาพ/สรุปกิจกรรม", "kind": "suggested"}],
        ),
    },
    "the paper leaves out ฯ": {
        ("steps", 5, "documents", 1, "title"): (
            "คู่มือการรายงานตามคำรับรองการปฏิบัติราชการ ประจำปีงบประมาณ พ.ศ. {fiscal_year}",
            "คู่มือการรายงานตามคำรับรองการปฏิบัติราชการฯ ประจำปีงบประมาณ พ.ศ. {fiscal_year}",
        ),
    },
    "documents that are suggested are ours": {
        ("steps", 5, "documents", 2): (
            None,
            {"id": "first-doc-4.0-screen", "title": "ภาพหน้าจอ DOC 4.0", "kind": "suggested"},
        ),
        ("steps", 7, "documents", 2): (
            None,
            {"id": "cover-letter", "title": "หนังสือนำส่ง", "kind": "suggested"},
        ),
        ("steps", 11, "documents", 1): (
            None,
            {"id": "second-doc-4.0-screen", "title": "ภาพหน้าจอ DOC 4.0", "kind": "suggested"},
        ),
    },
    "of every meeting both are suggested": {
        ("steps", 8, "documents", 2): (
            {"id": "attendance-2", "title": "ใบลงชื่อผู้เข้าร่วมประชุม", "kind": "suggested"},
            None,
        ),
    },
    "closing days of an outside system, which the paper does not name": {
        ("cutoffs",): (
            None,
            [
                {"id": "doc-4.0-first", "title": "วันปิดระบบ DOC 4.0 รอบ 5 เดือนแรก", "step": 6},
                {"id": "doc-4.0-second", "title": "วันปิดระบบ DOC 4.0 รอบ 5 เดือนหลัง", "step": 12},
            ],
        ),
    },
}
"""By the reason: what is read, and what the built-in SOP has."""


@pytest.fixture(scope="module")
def read() -> Imported:
    return imported((Path(__file__).parent / "lo-2.4.txt").read_bytes(), "lo-2.4.txt")


def _differences(
    read: Value | None, ours: Value | None, place: Place = ()
) -> Iterator[tuple[Place, tuple[object, object]]]:
    if isinstance(read, dict) and isinstance(ours, dict):
        for key in dict.fromkeys((*read, *ours)):
            yield from _differences(read.get(key), ours.get(key), (*place, key))
    elif isinstance(read, list) and isinstance(ours, list):
        for n in range(max(len(read), len(ours))):
            yield from _differences(_item(read, n), _item(ours, n), (*place, n))
    elif read != ours:
        yield place, (read, ours)


def _item(items: list[Value], n: int) -> Value | None:
    return items[n] if n < len(items) else None


def test_nothing_differs_but_what_is_explained(read: Imported) -> None:
    yaml = YAML(typ="safe")
    found = dict(_differences(yaml.load(read.source), yaml.load(source_of("lo-2.4"))))
    explained = {place: both for one in DIFFERENCES.values() for place, both in one.items()}
    assert found == explained


def test_every_damage_is_told(read: Imported) -> None:
    """Words that ran into another column, a doubled word, a bullet without its space, an office
    misread, broken words, and years."""
    codes = Counter(one.code for one in read.remarks)
    once = ("column-run", "doubled-word", "bullet-split", "party-unified")
    assert [codes[code] for code in once] == [1, 1, 1, 1]
    assert codes["joined-words"] > 40
    assert codes["years"] == 6


def test_the_tally_is_that_of_the_paper(read: Imported) -> None:
    tally = read.tally
    assert (tally.pages, tally.tables, tally.steps, tally.parties) == (3, 3, 12, 3)
