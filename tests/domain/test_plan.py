"""What a plan keeps of itself is what would be worked out anew."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import plan as plans_module
from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event, Progressed, Undone
from bot.domain.plan import Plan, fold
from tests.domain.plans import closed, local, plan_of
from tests.domain.sops import LO_2_4
from tests.domain.strategies import calendars, plans


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


def test_another_sop_is_folded_anew() -> None:
    plan = plan_of(LO_2_4, closed(1, "2026-10-02"))
    assert plan.states[1].step.unit == "working"
    changed = replace(plan, sop=LO_2_4.in_calendar_days())
    assert changed.states == fold(changed.sop, changed.events)
