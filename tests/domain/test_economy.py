"""What the group is told at a slot is not told to the responsible in private as well."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.calendar import Calendar
from bot.domain.economy import told_once
from bot.domain.notices import Notice, notices
from bot.domain.plan import Plan
from bot.domain.rules import Audience, Kind
from tests.domain import strategies
from tests.domain.plans import day, local, plan_of
from tests.domain.sops import NO_DAYS_OFF, chain

YEAR = timedelta(days=400)
DUE = Notice(1, 4, Kind.DUE, 0, day("2026-10-16"), Audience.GROUP, local("2026-10-16 08:30"))
IN_PRIVATE = replace(DUE, audience=Audience.RESPONSIBLE)


@st.composite
def lives(draw: st.DrawFn) -> tuple[Plan, Calendar]:
    calendar = draw(strategies.calendars())
    return draw(strategies.plans(calendar)), calendar


paused = st.frozensets(st.integers(1, 6))


def said(plan: Plan, calendar: Calendar) -> list[Notice]:
    return notices(plan, calendar, plan.confirmed_at, plan.confirmed_at + YEAR)


def test_what_the_group_is_told_is_not_told_in_private() -> None:
    assert told_once([IN_PRIVATE, DUE]) == [DUE]


def test_of_a_step_that_the_group_has_paused_everybody_is_told() -> None:
    assert told_once([DUE, IN_PRIVATE], unheard={4}) == [DUE, IN_PRIVATE]


def test_what_the_group_is_told_at_another_slot_is_not_the_same() -> None:
    moved = replace(IN_PRIVATE, at=local("2026-10-19 08:30"))
    assert told_once([DUE, moved]) == [DUE, moved]


def test_of_another_due_date_it_is_not_the_same() -> None:
    other = replace(IN_PRIVATE, due=day("2026-10-17"))
    assert told_once([DUE, other]) == [DUE, other]


def test_of_a_late_step_the_escalations_and_all_but_the_first_day_are_told_in_private() -> None:
    plan = plan_of(chain(1))
    until = plan.confirmed_at + timedelta(days=6)
    late = [n for n in notices(plan, NO_DAYS_OFF, plan.confirmed_at, until) if n.step]
    assert {f"{n.kind}{n.k or ''} {n.audience}" for n in told_once(late)} == {
        "due group",
        "overdue1 group",
        "overdue1 secretary",
        "overdue3 responsible",
        "overdue3 secretary",
    }


@given(lives(), paused)
@settings(max_examples=60, deadline=None)
def test_nothing_new_appears_and_the_order_stays(
    life: tuple[Plan, Calendar], unheard: frozenset[int]
) -> None:
    found = said(*life)
    kept = told_once(found, unheard)
    assert kept == [n for n in found if n in kept]


@given(lives(), paused)
@settings(max_examples=60, deadline=None)
def test_nobody_who_should_hear_hears_nothing(
    life: tuple[Plan, Calendar], unheard: frozenset[int]
) -> None:
    found = said(*life)
    kept = told_once(found, unheard)
    for gone in set(found) - set(kept):
        assert gone.audience is Audience.RESPONSIBLE
        assert gone.step not in unheard
        assert replace(gone, audience=Audience.GROUP) in kept


@given(lives(), paused)
@settings(max_examples=60, deadline=None)
def test_nothing_is_told_to_the_group_and_in_private(
    life: tuple[Plan, Calendar], unheard: frozenset[int]
) -> None:
    kept = told_once(said(*life), unheard)
    heard = {replace(n, audience=Audience.RESPONSIBLE) for n in kept if n.audience == "group"}
    assert {n for n in heard.intersection(kept) if n.step not in unheard} == set()


@given(lives(), paused, st.lists(st.integers(0, 400 * 24 * 4), max_size=12))
@settings(max_examples=60, deadline=None)
def test_however_time_is_cut_the_union_is_the_same(
    life: tuple[Plan, Calendar], unheard: frozenset[int], quarters: list[int]
) -> None:
    plan, calendar = life
    inside = (plan.confirmed_at + timedelta(minutes=15 * q) for q in quarters)
    moments = [plan.confirmed_at, *sorted(inside), plan.confirmed_at + YEAR]
    pieces = [told_once(notices(plan, calendar, *p), unheard) for p in pairwise(moments)]
    assert [n for piece in pieces for n in piece] == told_once(said(plan, calendar), unheard)
