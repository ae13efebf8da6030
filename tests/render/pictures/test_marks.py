"""Steps that are carried out several times, perhaps, or without a due date, on a timeline."""

from __future__ import annotations

import re
from dataclasses import replace

from bot.domain.plan import Plan
from bot.render.colours import ACCENT, GOING, INK, MUTED, PLANNED
from tests.domain.sops import NO_DAYS_OFF, chain
from tests.render.pictures.published import (
    PROPOSAL,
    PROPOSAL_ON,
    REPORTS,
    REPORTS_ON,
    RETURNED,
    WITHDRAWN,
    closed,
)
from tests.render.pictures.timelines import half, picture, run

YEAR_END = f'stroke="{INK}" stroke-width="4" stroke-dasharray'


def marks(row: str) -> list[float]:
    """How large, in their order."""
    return [
        float(radius) for radius in re.findall(r'<circle (?:cx="[^"]*" cy="[^"]*" )?r="(\d+)', row)
    ]


def test_a_step_that_recurs_has_one_row_with_a_mark_for_each_time() -> None:
    drawn = picture(REPORTS, REPORTS_ON)
    row = drawn.row(1)
    done, coming, *later = marks(row)
    assert (done, len(later)) == (18, 10)
    assert coming > max(later)
    assert f'r="18" fill="{ACCENT}"' in row
    assert "ทุกเดือน (แล้วเสร็จ 1 จาก 12 รอบ) · ครบกำหนด 8 ธ.ค. 69" in "".join(words(row))
    assert [text[:2] for text in drawn.texts if re.match(r"\d\. ", text)] == ["1.", "2.", "3."]


def words(row: str) -> list[str]:
    return re.findall(r">([^<>]+)</t", row)


def test_an_overdue_time_says_by_how_much() -> None:
    row = picture(replace(REPORTS, events=()), REPORTS_ON).row(1)
    assert "เกินกำหนด 4 วัน" in "".join(words(row))


def test_the_end_of_the_fiscal_year_is_a_line_where_steps_go_beyond_it() -> None:
    drawn = picture(REPORTS, REPORTS_ON)
    assert YEAR_END in drawn.drawing
    assert drawn.texts[-1] == "สิ้นปีงบประมาณ"
    assert YEAR_END not in half().drawing


def test_the_rounds_of_a_loop_stand_on_the_row_of_their_step() -> None:
    drawn = picture(RETURNED, "2026-11-04")
    bars = re.findall(r'height="32" rx="[\d.]+" fill="([^"]+)"', drawn.row(1))
    assert bars == [ACCENT, GOING]
    assert drawn.label(1) == "ครั้งที่ 2: 4 พ.ย."
    assert "ยังไม่เริ่ม 5" in drawn.texts


def test_what_is_left_out_is_a_line_of_words() -> None:
    drawn = picture(WITHDRAWN, "2026-11-17")
    assert "ไม่ดำเนินการ: ขั้นตอนที่ 5 และ 6" in drawn.texts
    assert [text for text in drawn.texts if re.search(r" \d$", text)][-1] == "แล้วเสร็จ 4"
    assert not any(text.startswith("5. ") for text in drawn.texts)


def test_what_only_another_way_leads_to_is_not_shown_as_if_it_were_planned() -> None:
    drawn = picture(PROPOSAL, PROPOSAL_ON)
    assert "เฉพาะบางกรณี: ขั้นตอนที่ 4–6" in drawn.texts
    assert not any(text.startswith("4. ") for text in drawn.texts)


def test_a_round_missed_is_followed_by_the_next() -> None:
    drawn = picture(PROPOSAL, PROPOSAL_ON)
    assert len(marks(drawn.row(1))) == 4
    assert drawn.label(1) == "รอบถัดไป 21 พ.ย."
    assert "วันครบกำหนดของแต่ละรอบ" in drawn.texts


def open_ended() -> Plan:
    first, second = chain(5, 5).steps
    return run(replace(chain(5, 5), steps=(replace(first, duration=0), second)))


def test_what_has_no_due_date_fades_and_names_no_day() -> None:
    drawn = picture(open_ended(), "2026-10-20", calendar=NO_DAYS_OFF)
    assert drawn.label(1) == "ไม่กำหนดวันแล้วเสร็จ"
    assert len(re.findall("opacity", drawn.row(1))) == 3
    assert PLANNED not in drawn.row(1)
    over = open_ended().with_event(closed(1, "2026-10-19"))
    assert picture(over, "2026-10-20", calendar=NO_DAYS_OFF).label(1) == "19 ต.ค."
    assert MUTED in drawn.row(2)
