"""The picture of a flow chart: the SOP's symbols and order, and where each step stands."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from bot.domain.plan import Plan, PlanStatus
from bot.domain.sop import Sop, Symbol
from bot.render.colours import ACCENT, GOING, GROUND, LATE, MUTED, TINT
from bot.render.pictures.png import png
from bot.render.pictures.sheet import MOST_ROWS, WIDTH
from tests.domain.sops import NO_DAYS_OFF, chain
from tests.render.pictures.contrast import contrast
from tests.render.pictures.flows import Flow, flow, half
from tests.render.pictures.pixels import part_of
from tests.render.pictures.published import PROPOSAL, REPORTS, RETURNED, WITHDRAWN
from tests.render.pictures.timelines import HALF, run, titled
from tests.render.slots import plan_of

LONG = "ผู้ที่เกี่ยวข้องทุกฝ่ายร่วมกันปรับปรุงแก้ไขคู่มือให้เป็นปัจจุบันอยู่เสมอ " * 3


def shaped(*symbols: Symbol) -> Sop:
    sop = titled(*["ตรวจสอบร่างคำสั่งแต่งตั้งคณะดำเนินงาน"] * len(symbols))
    steps = zip(sop.steps, symbols, strict=True)
    return replace(sop, steps=tuple(replace(step, symbol=symbol) for step, symbol in steps))


# ------------------------------------------------------- words and order


def test_it_says_which_plan_and_of_which_day() -> None:
    assert half().texts[:2] == [
        "ตัวชี้วัดที่ 2.4 · ปีงบประมาณ พ.ศ. 2570",
        "ข้อมูล ณ วันที่ 18 มีนาคม 2570",
    ]


def test_steps_stand_between_start_and_end_in_the_order_of_the_sop() -> None:
    tops = {line.text: line.top for line in half().lines}
    placed = [tops["เริ่มต้น"], *(tops[str(n)] for n in range(1, 13)), tops["สิ้นสุด"]]
    assert placed == sorted(placed)


@pytest.mark.parametrize(
    ("step", "words"),
    [
        (4, "แล้วเสร็จ 16 ต.ค. 69"),
        (5, "17 ต.ค. 69 – 28 ก.พ. 70 · เกินกำหนด 17 วัน"),
        (6, "19–22 มี.ค. 70 · ยังไม่เริ่ม · คณะดำเนินงาน"),
        (9, "ประชุม 1 เม.ย. 70 · ยังไม่เริ่ม · คณะดำเนินงาน"),
        (12, "ไม่ดำเนินการ"),
    ],
)
def test_each_tells_its_days_its_state_and_who_is_responsible(step: int, words: str) -> None:
    texts = half().texts
    assert texts[texts.index(str(step)) + 2] == words


def test_steps_in_parallel_stand_in_a_frame_that_says_so() -> None:
    texts, framed = half().texts, half().drawing.split(f'fill="{TINT}"')
    assert texts.count("ดำเนินการคู่ขนาน") == 1
    assert len(framed) == 2
    assert texts.count("นักวิชาการ · ต่อจากขั้นตอนที่ 4") == 2
    assert "ดำเนินการคู่ขนาน" not in flow(run(chain(5, 5)), "2026-10-01").texts


def test_symbols_are_explained_in_the_words_of_the_sop() -> None:
    texts = half().texts
    assert texts[texts.index("สัญลักษณ์ที่ใช้") + 1 :] == [*HALF.sop.legend]
    assert len(HALF.sop.legend) == 5


def test_where_the_sop_has_none_in_those_of_the_central_template() -> None:
    assert flow(run(chain(5)), "2026-10-01", "en").texts[-5:] == [
        "Start and end of the process",
        "Activity or work",
        "Decision, as a check or an approval",
        "Direction or movement of the work",
        "Connection between steps",
    ]


# ----------------------------------------------------- states and symbols


@pytest.mark.parametrize(
    ("step", "colour", "signed"),
    [(4, ACCENT, True), (5, LATE, True), (7, GOING, False), (11, MUTED, False)],
)
def test_a_state_has_its_colour_and_perhaps_a_sign(step: int, colour: str, signed: bool) -> None:
    above, drawn = half().drawing.split(f">{step}</text>")[:2]
    assert f'stroke="{colour}"' in above.rpartition("<rect")[2]
    assert (f'<circle r="18" fill="{colour}"' in drawn.partition("<rect")[0]) == signed


def test_a_step_that_is_not_carried_out_is_dashed() -> None:
    assert "dasharray" in half().drawing.split(">12</text>")[0].rpartition("<rect")[2]
    assert "dasharray" not in half().drawing.split(">11</text>")[0].rpartition("<rect")[2]


def test_states_are_counted_in_the_key() -> None:
    assert {"แล้วเสร็จ 4", "เกินกำหนด 1", "ยังไม่เริ่ม 4", "ไม่ดำเนินการ 1"} <= {*half().texts}


def test_in_the_sop_itself_it_has_no_states_and_names_no_lateness() -> None:
    found = half(with_states=False)
    assert not re.search("เกินกำหนด|ยังไม่เริ่ม|แล้วเสร็จ", " ".join(found.texts))
    assert LATE not in found.drawing
    assert {"เริ่มต้น", "สิ้นสุด", "คณะดำเนินงาน"} <= set(found.texts)


def test_a_decision_and_a_connection_have_symbols_of_their_own() -> None:
    plain = flow(run(shaped(Symbol.PROCESS)), "2026-10-01").drawing
    for symbol, shape in (
        (Symbol.DECISION, 'stroke-linejoin="round"/>'),
        (Symbol.CONNECTOR, "<circle"),
    ):
        drawn = flow(run(shaped(symbol)), "2026-10-01").drawing
        assert drawn.count(shape) == plain.count(shape) + 1


def test_of_a_plan_that_is_over_nothing_is_overdue() -> None:
    over = flow(replace(HALF, status=PlanStatus.ENDED), "2028-01-31")
    assert "ยังไม่แล้วเสร็จ" in " ".join(over.texts)
    assert LATE not in over.drawing


def test_running_differs_from_closed_without_colour_and_its_number_can_be_read() -> None:
    assert contrast(GOING, ACCENT) >= 1.5
    assert contrast(GOING, GROUND) >= 3  # large letters
    assert contrast(ACCENT, TINT) >= 4.5


# ------------------------------------------------------- read on a phone


def many(plan: Plan, day: str = "2026-12-01") -> Flow:
    return flow(plan, day, calendar=NO_DAYS_OFF)


FLOWS = [
    half(),
    half("en"),
    flow(plan_of(), "2026-10-01"),
    many(run(titled(*[LONG] * 3))),
    many(run(shaped(*[Symbol.DECISION, Symbol.CONNECTOR, Symbol.TERMINAL] * 2)), "2027-09-05"),
    many(run(titled(*[LONG] * 20))),
    *(flow(plan, "2026-11-10", "en") for plan in (REPORTS, RETURNED, WITHDRAWN, PROPOSAL)),
]


@pytest.mark.parametrize("drawn", FLOWS)
def test_all_letters_can_be_read_and_stand_within_the_picture(drawn: Flow) -> None:
    assert min(line.size for line in drawn.lines) >= 30
    assert min(line.left for line in drawn.lines) >= 0
    assert max(line.right for line in drawn.lines) <= WIDTH
    assert max(line.top for line in drawn.lines) < drawn.height


def test_a_long_title_goes_on_on_three_lines_at_most() -> None:
    texts = many(run(titled(LONG))).texts
    first, second, third = texts[texts.index("1") + 1 : texts.index("1") + 4]
    assert (first[-1], second[-1], third[-1]) != ("…", "…", "…")
    assert third.endswith("…")


def test_what_people_typed_is_only_words() -> None:
    texts = many(run(titled('<ก> & "ข"', "ค\x07\ufffe"))).texts
    assert {'<ก> & "ข"', "ค"} <= {*texts}


def test_forty_steps_are_shown_and_more_are_told_in_words() -> None:
    drawn = many(run(chain(*[5] * 43)))
    numbers = [text for text in drawn.texts if re.fullmatch(r"\d+", text)]
    assert len(numbers) == MOST_ROWS
    assert "และขั้นตอนที่ 41–43" in drawn.texts


def test_the_largest_is_not_too_heavy_to_be_shown_on_line() -> None:
    sop = titled(*[LONG] * MOST_ROWS)
    steps = (replace(step, after=(), parallel=True) for step in sop.steps)
    drawn = many(run(replace(sop, steps=tuple(steps))), "2027-09-05")
    assert drawn.height < 7_000
    tenth = part_of(drawn.drawing, 0, 2_000, WIDTH, 700, shrunk=1)
    assert len(png(tenth)) < 100_000
