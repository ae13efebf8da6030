"""What a typed answer to what is to be decided of an SOP changes."""

from __future__ import annotations

from bot.domain.sop_import import Remark
from bot.sop_import.changing import changed
from bot.sop_import.reading import imported
from bot.sops.loader import parse
from handlers.plans import sop_corrections
from tests.word_files import Row, sop_document

STEPS = (
    Row(("ตรวจนับพัสดุ",), "5 วันทำการ", ("กลุ่มพัสดุ",), ("แบบตรวจนับ",)),
    Row(("จัดทำรายงาน",), "ภายใน 15 มี.ค. 2569", ("กลุ่มพัสดุ",), ("รายงาน",)),
)


def _asked() -> tuple[str, Remark]:
    made = imported(sop_document(STEPS), "SOP.docx")
    return made.source, next(r for r in made.remarks if r.code == "duration-unclear")


def test_a_typed_duration_takes_the_place_of_the_days_that_were_proposed() -> None:
    source, asked = _asked()
    sop = parse(source.encode(), "SOP")
    assert sop.step(2).not_before is not None
    changes = sop_corrections.typed(sop, asked, "10 วันทำการ")
    step = parse(changed(source, changes).encode(), "SOP").step(2)
    assert (step.duration, step.not_before, step.not_after) == (10, None, None)
