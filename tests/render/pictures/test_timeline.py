"""The picture of a timeline: all that is in it can be read on a phone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.domain.events import Closed, Named
from bot.domain.plan import Plan, PlanStatus
from bot.render.colours import ACCENT, GOING, GROUND, INK, LATE, MUTED, ON_ACCENT
from bot.render.pictures.letters import width
from bot.render.pictures.png import png
from bot.render.pictures.sheet import MOST_ROWS, WIDTH
from tests.domain.sops import NO_DAYS_OFF, chain
from tests.render.pictures.contrast import contrast
from tests.render.pictures.pixels import size_of
from tests.render.pictures.published import PROPOSAL, REPORTS, RETURNED, WITHDRAWN
from tests.render.pictures.timelines import (
    AT,
    FIRST,
    HALF,
    HALF_ON,
    Picture,
    half,
    picture,
    run,
    titled,
)
from tests.render.slots import closed_until, plan_of

# --------------------------------------------------------- head and axis


def test_it_says_which_plan_and_of_which_day_and_when_it_ends() -> None:
    assert half().texts[:3] == [
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570",
        "ข้อมูล ณ วันที่ 18 มีนาคม 2570",
        "เริ่ม 1 ต.ค. 69 สิ้นสุด 31 ก.ค. 70 (กำหนดเดิม 14 ส.ค. 70)",
    ]


def test_a_plan_with_a_name_of_its_own_says_it_whole() -> None:
    plan = plan_of(Named(id=1, at=AT, name="โครงการพัฒนาคุณภาพงานวิชาการ รอบที่สอง"))
    assert "โครงการพัฒนาคุณภาพงานวิชาการ รอบที่สอง" in picture(plan, "2026-10-01").texts


def test_months_stand_on_top_with_their_years() -> None:
    texts = picture(plan_of(), "2026-10-01").texts
    assert [t for t in texts if t in ("ต.ค.", "พ.ย.", "ก.พ.", "ส.ค.")] == [
        "ต.ค.",
        "พ.ย.",
        "ก.พ.",
        "ส.ค.",
    ]
    assert {"2569", "2570"} <= {*texts}


def test_where_months_are_narrow_not_all_are_named() -> None:
    texts = picture(run(chain(900)), "2026-10-01", calendar=NO_DAYS_OFF).texts
    assert 4 < sum(text.endswith("ค.") or text.endswith("ย.") for text in texts) < 20
    assert {"2570", "2571", "2572"} <= {*texts}


def test_of_very_many_years_as_many_are_named_as_there_is_room_for() -> None:
    words = picture(run(chain(*[366] * 14)), "2026-10-01", calendar=NO_DAYS_OFF).words
    years = sorted((word for word in words if word.text.isdecimal()), key=lambda word: word.left)
    assert len(years) > 6
    for year, after in pairwise(years):
        assert year.left + width(year.text, year.size) <= after.left


def test_today_has_a_line_with_its_word() -> None:
    assert "วันนี้" in half().texts
    assert "Today" in half("en").texts


@pytest.mark.parametrize(("day", "shown"), [("2026-09-15", True), ("2026-03-15", False)])
def test_before_the_start_today_is_shown_if_it_is_near(day: str, shown: bool) -> None:
    assert ("วันนี้" in picture(plan_of(), day).texts) == shown


# -------------------------------------------------------- plans that end


@pytest.mark.parametrize(
    ("status", "words"),
    [(PlanStatus.ENDED, "แผนนี้ปิดแล้ว"), (PlanStatus.CANCELLED, "แผนนี้ยกเลิกแล้ว")],
)
def test_of_a_plan_that_is_over_nothing_is_forecast(status: PlanStatus, words: str) -> None:
    over = picture(replace(HALF, status=status), "2028-01-31")
    assert over.texts[2] == words
    assert over.label(5) == "ยังไม่แล้วเสร็จ"
    assert "วันนี้" not in over.texts
    assert "2571" not in over.texts
    assert LATE not in over.drawing


# ------------------------------------------------------------------- key


def test_the_key_has_the_states_that_occur_with_their_counts() -> None:
    fresh = picture(plan_of(), "2026-10-01").texts
    assert fresh[-4:-1] == ["อยู่ระหว่างดำเนินการ 1", "ยังไม่เริ่ม 11", "กำหนดเดิม"]


def test_the_key_has_a_diamond_where_a_day_is_fixed() -> None:
    assert half().texts[-2] == "กำหนดประชุม"
    assert half("en").texts[-8:] == [
        "Closed 4",
        "In progress 2",
        "Overdue 1",
        "Not started 4",
        "Not carried out 1",
        "First planned",
        "Meeting",
        "Fixed first and last days",
    ]


# ------------------------------------------------------- read on a phone


def long_ones(count: int) -> Plan:
    return run(titled(*["ผู้ที่เกี่ยวข้องทุกฝ่ายร่วมกันปรับปรุงแก้ไขคู่มือให้เป็นปัจจุบันอยู่เสมอ " * 3] * count))


PICTURES = [
    half(),
    half("en"),
    picture(replace(HALF, status=PlanStatus.CANCELLED), HALF_ON, "en"),
    picture(plan_of(), "2026-10-01"),
    picture(plan_of(*closed_until(4)), "2027-09-29", "en"),
    picture(long_ones(3), "2026-12-01", calendar=NO_DAYS_OFF),
    picture(run(chain(31)), "2026-10-05", calendar=NO_DAYS_OFF),
    *(picture(plan, "2026-11-10", "en") for plan in (REPORTS, RETURNED, WITHDRAWN, PROPOSAL)),
]


@pytest.mark.parametrize("drawn", PICTURES)
def test_all_letters_can_be_read_and_stand_within_the_picture(drawn: Picture) -> None:
    assert min(word.size for word in drawn.words) >= 30
    assert min(word.left for word in drawn.words) >= 0
    assert max(word.left + width(word.text, word.size) for word in drawn.words) <= WIDTH


def test_a_title_too_long_is_cut() -> None:
    titles = [t for t in picture(long_ones(2), "2026-10-05").texts if t[:3] in ("1. ", "2. ")]
    assert [t[-1] for t in titles] == ["…", "…"]


def test_what_people_typed_is_only_words() -> None:
    plan = run(titled('<ก> & "ข"', "ค\x07\ufffe"))
    assert {'1. <ก> & "ข"', "2. ค"} <= {*picture(plan, "2026-10-05").texts}


@pytest.mark.parametrize(
    ("letters", "ground"), [(INK, GROUND), (MUTED, GROUND), (LATE, GROUND), (ON_ACCENT, ACCENT)]
)
def test_it_can_be_read_by_weak_eyes(letters: str, ground: str) -> None:
    assert contrast(letters, ground) >= 4.5


@pytest.mark.parametrize("shape", [ACCENT, GOING, LATE, MUTED])
def test_bars_can_be_seen_by_weak_eyes(shape: str) -> None:
    assert contrast(shape, GROUND) >= 3


def test_running_and_closed_differ_without_colour() -> None:
    assert contrast(GOING, ACCENT) >= 1.5


# ------------------------------------------------------------- its size


def test_every_step_has_a_row_to_itself() -> None:
    heights = []
    for steps in (1, 2, 3):
        drawn = picture(run(chain(*[9] * steps)), "2026-09-30", calendar=NO_DAYS_OFF)
        wide, high = size_of(png(drawn.drawing))
        heights.append(high)
        assert wide == WIDTH
    assert heights[2] - heights[1] == heights[1] - heights[0] >= 84


def test_forty_steps_are_all_there_with_the_months_below_again() -> None:
    texts = picture(run(chain(*[9] * 40)), "2026-10-05", calendar=NO_DAYS_OFF).texts
    assert sum(re.match(r"\d+\. ", text) is not None for text in texts) == 40
    assert texts.count("พ.ย.") == 2


def test_more_steps_than_platforms_take_are_told_in_words_the_closed_ones_first() -> None:
    closed = [Closed(id=n, at=AT, step=n, on=FIRST + timedelta(days=n)) for n in range(1, 11)]
    many = picture(run(chain(*[5] * 75), *closed), "2026-10-15", calendar=NO_DAYS_OFF)
    high = int(re.findall(r'height="(\d+)"', many.drawing)[0])
    assert high < 5_500
    assert "และขั้นตอนที่ 1–10 และ 51–75" in many.texts
    assert {"แล้วเสร็จ 10", "อยู่ระหว่างดำเนินการ 1", "ยังไม่เริ่ม 64"} <= {*many.texts}
    assert _numbers(many.texts) == list(range(11, 11 + MOST_ROWS))


def test_of_very_many_steps_those_that_are_overdue_or_go_on_are_shown_wherever_they_stand() -> None:
    sop = chain(*[5] * 75)
    *others, last, late = sop.steps
    apart = replace(last, after=(), duration=300), replace(late, after=())
    many = picture(run(replace(sop, steps=(*others, *apart))), "2026-10-15", calendar=NO_DAYS_OFF)
    assert _numbers(many.texts) == [*range(1, MOST_ROWS - 1), 74, 75]


def test_the_largest_is_not_too_heavy_to_be_shown_on_line() -> None:
    sop = long_ones(MOST_ROWS + 1).sop
    all_late = run(replace(sop, steps=tuple(replace(step, after=()) for step in sop.steps)))
    drawn = picture(all_late, "2027-09-05", calendar=NO_DAYS_OFF)
    assert len(png(drawn.drawing)) < 1_000_000


def _numbers(texts: Sequence[str]) -> list[int]:
    found = (re.match(r"(\d+)\. ", text) for text in texts)
    return [int(match[1]) for match in found if match]
