"""The picture of what is only supposed: the case against the plan as it stands."""

from __future__ import annotations

from datetime import date

from bot.domain.standing import Standing
from bot.domain.supposing import Case
from bot.render.language import speaker
from bot.render.pictures.timeline import Supposed, timeline_drawing
from tests.domain.sops import OFF_2570
from tests.render.pictures.timelines import AT, HALF, HALF_ON, Picture
from tests.render.slots import TEAM


def supposed(case: Case, language: str = "th") -> Picture:
    stands = Standing(HALF, OFF_2570, date.fromisoformat(HALF_ON), TEAM)
    after = case.supposed(stands, AT)
    return Picture(timeline_drawing(speaker(language), after, Supposed(case, stands)))


LATE = Case(5, date(2027, 3, 28))


def test_it_says_at_its_head_what_is_supposed() -> None:
    assert supposed(LATE).texts[2] == "กรณีขั้นตอนที่ 5 แล้วเสร็จ 28 มี.ค. 70"
    assert supposed(LATE, "en").texts[2] == "If step 5 is completed on 28 Mar 2027"


def test_what_would_be_later_says_by_how_many_days() -> None:
    drawn = supposed(LATE)
    assert drawn.label(5) == "28 มี.ค. (+28 วัน)"
    assert drawn.label(6) == "30 มี.ค. (+8 วัน)"
    assert drawn.label(7) == "31 ก.ค."
    assert drawn.label(4) == "16 ต.ค."


def test_the_thin_line_is_the_plan_as_it_stands() -> None:
    texts = supposed(LATE).texts
    assert "กำหนดปัจจุบัน" in texts
    assert "กำหนดเดิม" not in texts


def test_a_case_reads_back_what_it_is_written_as() -> None:
    assert Case.read(str(LATE)) == LATE
