"""Every occurrence of a step is a step of its own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.numbers import StepNumber, base, occurrence_of
from bot.domain.recurrence import Loop, Period, Recurring, expanded
from bot.domain.sop import Condition, Document, DocumentKind, FixedDay, Step, Way
from bot.domain.timeline import timeline
from bot.sops import periods
from tests.domain.sops import NO_DAYS_OFF, sop, step

SERIES = periods.builtin("th")
YES, NO = Way("yes", "ผ่าน"), Way("no", "ไม่ผ่าน", back=2)


def again(time: int) -> str:
    return f"ครั้งที่ {time}"


@st.composite
def templates(draw: st.DrawFn) -> tuple[list[Step], dict[int, Recurring]]:
    """Two to five steps, each after some of those before it; some of them recur."""
    count = draw(st.integers(2, 5))
    made, recurring = [], {}
    for n in range(1, count + 1):
        after = draw(st.lists(st.integers(1, n - 1), unique=True, max_size=2)) if n > 1 else []
        made.append(step(n, draw(st.integers(1, 5)), after=tuple(sorted(after))))
        every = draw(st.sampled_from(["", *SERIES]))
        if every:
            recurring[n] = Recurring(every, SERIES[every], draw(st.booleans()))
    return made, recurring


@given(templates())
@settings(max_examples=80, deadline=None)
def test_each_is_there_once_and_comes_after_those_of_its_own_period(
    template: tuple[list[Step], dict[int, Recurring]],
) -> None:
    made, recurring = template
    found = expanded(made, recurring, {})
    numbers = [s.number for s in found]
    assert numbers == sorted(set(numbers))
    for one in made:
        mine = [s for s in found if base(s.number) == one.number]
        assert len(mine) == (len(recurring[one.number].periods) if one.number in recurring else 1)
        for occurrence in mine:
            assert {*occurrence.after} <= {*numbers}
            assert {base(n) for n in occurrence.after} <= {*one.after}


@given(templates())
@settings(max_examples=60, deadline=None)
def test_no_occurrence_starts_before_its_predecessors_end_nor_before_its_period(
    template: tuple[list[Step], dict[int, Recurring]],
) -> None:
    made = sop(expanded(*template, {}))
    found = timeline(made, date(2026, 10, 1), NO_DAYS_OFF)
    for one in made.steps:
        dates = found[one.number]
        assert all(dates.start > found[n].due for n in one.after)
        if one.not_before is not None:
            assert dates.start >= one.not_before.in_fiscal_year(2027)


def test_a_quarter_comes_after_its_months() -> None:
    made = [step(1, 1), step(2, 1, after=(1,))]
    recurring = {n: Recurring(every, SERIES[every]) for n, every in ((1, "month"), (2, "quarter"))}
    second = next(s for s in expanded(made, recurring, {}) if s.number == StepNumber.of(2, 2))
    assert [f"{n}" for n in second.after] == ["1.4", "1.5", "1.6"]


def test_a_report_follows_its_period_into_the_next_fiscal_year() -> None:
    year = [Period("ทั้งปี", FixedDay(10, 1), FixedDay(9, None))]
    (report,) = expanded([step(1, 5)], {1: Recurring("year", year, follows=True)}, {})
    assert report.not_before == FixedDay(10, 1, years=1)


def test_what_is_attached_is_attached_each_time_a_reference_is_the_same() -> None:
    documents = (
        Document("report", "รายงาน {round}", DocumentKind.EVIDENCE),
        Document("manual", "คู่มือ", DocumentKind.REFERENCE),
    )
    made = [replace(step(1, 5), documents=documents)]
    _, second = expanded(made, {1: Recurring("half-year", SERIES["half-year"])}, {})
    assert [d.id for d in second.documents] == ["report.2", "manual"]
    assert second.documents[0].title == "รายงาน ครึ่งปีหลัง"


def looped(most: int, no: Way = NO) -> tuple[Step, ...]:
    """1, then 2 and 3, which leads back to 2, then 4."""
    made = [step(n, 1, after=(n - 1,) if n > 1 else ()) for n in range(1, 5)]
    made[2] = replace(made[2], ways=(YES, no))
    return expanded(made, {}, {3: Loop(2, "no", most, again)})


def test_a_loop_keeps_its_numbers_the_first_time() -> None:
    found = {f"{s.number}": s for s in looped(3)}
    assert list(found) == ["1", "2", "2.2", "2.3", "3", "3.2", "3.3", "4"]
    assert found["2.2"].title == "ขั้นตอนที่ 2 (ครั้งที่ 2)"
    assert found["2.2"].when == (Condition(3, "no"),)
    assert [f"{n}" for n in found["4"].after] == ["3", "3.2", "3.3"]


def test_in_its_last_round_a_loop_leads_on_only() -> None:
    ways = {f"{s.number}": [w.id for w in s.ways] for s in looped(2) if s.ways}
    assert ways == {"3": ["yes", "no"], "3.2": ["yes"]}


def test_a_way_back_may_end_the_plan_at_its_limit() -> None:
    ways = {f"{s.number}": s.ways for s in looped(2, replace(NO, ends=True)) if s.ways}
    assert ways == {"3": (YES, NO), "3.2": (YES, Way("no", "ไม่ผ่าน", ends=True))}


def test_a_step_led_back_to_is_no_occurrence_of_a_period() -> None:
    rounds = [s for s in looped(3) if occurrence_of(s.number)]
    assert all(s.occurrence and not s.occurrence.every for s in rounds)
