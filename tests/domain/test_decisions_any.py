"""What holds for every SOP with a decision, whichever way it takes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.events import Closed, Event, Undone
from bot.domain.notices import Notice, notices
from bot.domain.plan import Plan
from bot.domain.simulate import closings
from bot.domain.sop import Sop
from bot.domain.timeline import timeline
from tests.domain.deciding import deciding
from tests.domain.plans import local
from tests.domain.strategies import calendars, starts

YEAR = timedelta(days=400)
ways = st.fixed_dictionaries({3: st.sampled_from(["yes", "no"])})
slips = st.dictionaries(st.integers(1, 4), st.integers(-5, 20), max_size=2)
Life = tuple[Plan, Calendar]


@st.composite
def lives(draw: st.DrawFn) -> Life:
    """A plan with the closing of every step that is carried out."""
    calendar, made, start = draw(calendars()), draw(deciding()), draw(starts)
    closed = closings(made, start, calendar, draw(slips), ways=draw(ways))
    events = tuple(replace(e, id=n) for n, e in enumerate(closed, 1))
    return Plan(1, 1, made, start, local(f"{start}"), events=events), calendar


def told(plan: Plan, calendar: Calendar) -> list[Notice]:
    return notices(plan, calendar, plan.confirmed_at, plan.confirmed_at + YEAR)


def at(plan: Plan, *events: Event) -> Plan:
    return replace(plan, events=events)


@given(lives())
@settings(max_examples=30, deadline=None)
def test_a_decision_taken_back_leaves_all_as_if_it_had_not_been(life: Life) -> None:
    plan, calendar = life
    decided = next(e for e in plan.events if isinstance(e, Closed) and e.step == 3)
    before = [e for e in plan.events if e.id < decided.id]
    never, now = at(plan, *before), decided.at + timedelta(minutes=5)
    back = at(plan, *before, decided, Undone(id=99, at=now, event=decided.id))
    assert back.states == never.states
    dates = [timeline(p.sop, p.start, calendar, p.events) for p in (back, never)]
    assert dates[0] == dates[1]
    rest = [notices(p, calendar, now, now + YEAR) for p in (back, never)]
    assert rest[0] == rest[1]


@given(lives(), st.lists(st.integers(0, 400 * 24), max_size=8))
@settings(max_examples=30, deadline=None)
def test_nothing_is_told_twice_nor_of_a_step_that_is_left_out(life: Life, hours: list[int]) -> None:
    plan, calendar = life
    inside = (plan.confirmed_at + timedelta(hours=h) for h in hours)
    moments = [plan.confirmed_at, *sorted(inside), plan.confirmed_at + YEAR]
    found = [n for piece in pairwise(moments) for n in notices(plan, calendar, *piece)]
    assert found == told(plan, calendar)
    assert len({n.key for n in found}) == len(found)
    for notice in found:
        if notice.step is not None:
            state = plan.as_of(notice.at).states[notice.step]
            assert state.left_out_by is None
            assert not state.is_closed


@given(deciding(), calendars(), starts, ways)
@settings(max_examples=30, deadline=None)
def test_no_step_starts_before_one_ends_that_leads_to_it(
    made: Sop, calendar: Calendar, start: date, taken: dict[int, str]
) -> None:
    closed = closings(made, start, calendar, {}, ways=taken)
    ends = {c.step: c.on for c in closed}
    found = timeline(made, start, calendar, closed)
    for number in ends:
        before = [ends[n] for n in made.step(number).after if n in ends]
        assert all(found[number].start > end for end in before)
