"""What an office's own SOP is called where it has no number, and what a version of it changes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from bot.domain.calendar import Calendar
from bot.domain.sop import Document, DocumentKind, FixedDay, Unit
from bot.domain.sop_differences import differences
from bot.domain.timeline import timeline
from bot.render.documents.procedure import procedure_of
from bot.render.language import speaker
from bot.render.text import names, plan_draft, sop_steps
from bot.sops.loader import load

SOP = load("lo-2.4")
TH = speaker("th")


@pytest.mark.parametrize(
    ("title", "joined"), [("SOP งานสารบรรณ", " SOP งานสารบรรณ"), ("งานสารบรรณ", "งานสารบรรณ")]
)
def test_a_title_that_begins_in_latin_is_set_apart_from_the_thai_before_it(
    title: str, joined: str
) -> None:
    assert names.joined(TH, replace(SOP, indicator_number="", title=title)) == joined


def test_that_a_version_has_more_or_fewer_documents_is_told_by_their_names() -> None:
    first = SOP.step(1)
    letter = Document("letter", "หนังสือส่งสรุป", DocumentKind.EVIDENCE)
    after = replace(SOP, steps=(replace(first, documents=(letter,)), *SOP.steps[1:]))
    told = sop_steps.changes(TH, SOP, after, differences(SOP, after)).plain
    assert "ขั้นตอนที่ 1: เพิ่มเอกสาร หนังสือส่งสรุป" in told
    assert f"ตัดเอกสาร {first.documents[0].title}" in told


def test_the_days_that_a_step_keeps_are_on_the_card_where_it_is_corrected() -> None:
    step = replace(SOP.step(1), not_before=FixedDay(9, 1), not_after=FixedDay(9, None))
    told = [line.plain for line in sop_steps.fixed_days(TH, step)]
    assert told == ["เริ่มตั้งแต่วันที่ 1 กันยายน", "แล้วเสร็จภายในวันที่ 30 กันยายน"]


def test_without_a_number_the_word_copy_has_no_line_for_one() -> None:
    sop = replace(SOP, indicator_number="", indicator="SOP งานสารบรรณ", title="SOP งานสารบรรณ")
    with zipfile.ZipFile(io.BytesIO(procedure_of(TH, sop, date(2026, 10, 1)))) as parts:
        assert "ตัวชี้วัดที่" not in parts.read("word/document.xml").decode().split("วัตถุประสงค์")[0]


@pytest.mark.parametrize(("days", "told"), [(100, "กรณีปกติ"), (160, "เริ่มได้ก่อนที่ขั้นตอนก่อนหน้า")])
def test_of_a_step_that_is_made_much_shorter_its_order_is_to_be_checked(
    days: int, told: str
) -> None:
    first, second = SOP.steps[0], SOP.steps[1]
    long = replace(first, duration=days - 91, unit=Unit.CALENDAR)
    until = replace(second, duration=92, unit=Unit.CALENDAR, not_after=FixedDay(12, None))
    sop = replace(SOP, steps=(long, until), cutoffs=())
    assert told in plan_draft.note(TH, timeline(sop, date(2026, 10, 1), Calendar())).plain
