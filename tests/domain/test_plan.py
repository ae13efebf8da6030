"""What a plan keeps of itself is what would be worked out anew."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from graphlib import CycleError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import plan as plans_module
from bot.domain.answers import MOST_ANSWERS
from bot.domain.calendar import Calendar, calendar_of
from bot.domain.events import Closed, Event, Extended, FileKept, Progressed, Undone
from bot.domain.folding import Folded
from bot.domain.notices import notices
from bot.domain.plan import Plan, StepState, fold
from bot.domain.sop import Unit
from bot.domain.step_dates import topological
from bot.domain.timeline import forecast
from tests.domain.plans import closed, day, local, plan_of
from tests.domain.sops import LO_2_4, NO_DAYS_OFF, OFF_2570, sop, step
from tests.domain.strategies import calendars, plans

TODAY = day("2026-10-20")


@st.composite
def any_events(draw: st.DrawFn) -> list[Event]:
    """In any order, with ids that come twice, and taken back before or after they come."""
    ids, steps = st.integers(0, 4), st.integers(1, 12)
    at = local("2026-10-05")
    closings = st.builds(Closed, id=ids, at=st.just(at), step=steps, on=st.just(at.date()))
    reports = st.builds(Progressed, id=ids, at=st.just(at), step=steps, percent=st.integers(0, 100))
    undone = st.builds(Undone, id=ids, at=st.just(at), event=ids)
    return draw(st.lists(closings | reports | undone, max_size=8))


@given(any_events())
def test_event_by_event_it_is_folded_to_the_same(events: list[Event]) -> None:
    plan = plan_of(LO_2_4)
    for event in events:
        plan = plan.with_event(event)
        assert plan.states == fold(plan.sop, plan.events)


@given(st.data(), calendars())
@settings(deadline=None, max_examples=50)
def test_as_of_any_moment_it_is_folded_to_the_same(data: st.DataObject, calendar: Calendar) -> None:
    plan: Plan = data.draw(plans(calendar))
    for event in data.draw(st.permutations(plan.events)):
        then = plan.as_of(event.at)
        assert then.states == fold(then.sop, then.events)
        assert plan.states == fold(plan.sop, plan.events)


def test_one_event_more_is_folded_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(LO_2_4, closed(1, "2026-10-02"))
    assert plan.states[1].is_closed
    monkeypatch.setattr(plans_module, "fold", None)
    raised = replace(plan, version=2).with_event(closed(2, "2026-10-05"))
    assert [n for n, state in raised.states.items() if state.is_closed] == [1, 2]
    assert not plan.states[2].is_closed


def test_an_event_leaves_alone_what_it_does_not_tell() -> None:
    at, on = local("2026-10-05"), day("2026-11-02")
    told = (
        Progressed(at=at, step=5, percent=40, note="ก"),
        Extended(at=at, step=5, to=on, reason="ข"),
        FileKept(at=at, step=5, label="ค", name="ง"),
        closed(5, "2026-10-30", id=9),
    )
    state = plan_of(LO_2_4, *told).states[5]
    assert state == StepState(
        LO_2_4.step(5),
        closed_on=day("2026-10-30"),
        closed_at=told[3].at,
        closing=9,
        extended_to=on,
        decided=told[1],
        percent=40,
        progress_note="ก",
        files=1,
    )


def test_plans_of_one_sop_do_not_share_what_happened() -> None:
    first, other = plan_of(LO_2_4, closed(1, "2026-10-02")), plan_of(LO_2_4)
    assert first.states[1].is_closed
    assert not other.states[1].is_closed


def test_an_sop_with_a_circle_is_refused_each_time() -> None:
    circle = sop((step(1, 2, after=(2,)), step(2, 2, after=(1,))))
    for _ in range(2):
        with pytest.raises(CycleError):
            topological(circle)


def test_the_successors_of_a_changed_sop_are_its_own() -> None:
    assert [s.number for s in LO_2_4.successors(4)] == [5, 7, 8]
    assert LO_2_4.successors(12) == ()
    changed = LO_2_4.in_calendar_days().successors(1)
    assert [(s.number, s.unit) for s in changed] == [(2, Unit.CALENDAR)]


def test_another_sop_is_folded_anew() -> None:
    plan = plan_of(LO_2_4, closed(1, "2026-10-02"))
    assert plan.states[1].step.unit == "working"
    changed = replace(plan, first_sop=LO_2_4.in_calendar_days())
    assert changed.states == fold(changed.sop, changed.events)


def test_a_forecast_is_of_its_day_its_calendar_and_its_events() -> None:
    plan = plan_of(LO_2_4, closed(1, "2026-10-02"))
    first = forecast(plan, NO_DAYS_OFF, TODAY)
    assert forecast(plan, NO_DAYS_OFF, TODAY + timedelta(days=1)) != first
    assert forecast(plan, OFF_2570, TODAY) != first
    assert forecast(plan.with_event(closed(2, "2026-10-30")), NO_DAYS_OFF, TODAY) != first
    assert forecast(replace(plan, start=day("2026-11-02")), NO_DAYS_OFF, TODAY) != first
    assert forecast(plan, Calendar(), TODAY) is first


def test_of_many_days_a_plan_keeps_some() -> None:
    plan = plan_of(LO_2_4)
    asked = [TODAY + timedelta(days=n) for n in range(3 * MOST_ANSWERS)]
    found = [forecast(plan, NO_DAYS_OFF, on) for on in asked]
    assert [forecast(replace(plan), NO_DAYS_OFF, on) for on in asked] == found
    newest = range(len(asked) - 1, 0, -1)
    kept = sum(forecast(plan, NO_DAYS_OFF, asked[n]) is found[n] for n in newest)
    assert 0 < kept <= MOST_ANSWERS


def test_the_same_days_off_are_one_calendar() -> None:
    days = sorted(OFF_2570.days_off)
    assert calendar_of(days) is calendar_of(dict.fromkeys(reversed(days), ""))
    assert calendar_of(days[1:]) == Calendar(frozenset(days[1:])) != OFF_2570


@given(st.data(), calendars(), calendars())
@settings(deadline=None, max_examples=50)
def test_notices_are_those_of_a_plan_never_asked_before(
    data: st.DataObject, first: Calendar, other: Calendar
) -> None:
    """Whatever was asked of it: for other days, by another calendar, before an event more."""
    plan: Plan = data.draw(plans(first))
    moments = [plan.confirmed_at, *(event.at for event in plan.events), local("2027-06-01")]
    for at in data.draw(st.permutations(moments)):
        for calendar in (first, other):
            known = [plan, plan.as_of(at)]
            anew = [replace(one, folded=Folded()) for one in known]
            until = at + timedelta(days=40)
            found = [notices(one, calendar, at, until) for one in known]
            assert found == [notices(one, calendar, at, until) for one in anew]
