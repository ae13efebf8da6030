"""Who acts for whom on a day: rights are added, notices move, nothing else changes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.errors import Refusal
from bot.domain.people import Deputy, Member, Person, Team, acted_for, acting, coming
from bot.domain.rights import may_close, may_steer
from bot.domain.rules import Audience
from bot.domain.typed_spans import find_span
from tests.domain.test_recipients import CHAIR, MEMBER, OTHER, PLAN, SECRETARY, TEAM, chats

FIRST, LAST = date(2027, 3, 1), date(2027, 3, 31)
DAY = timedelta(days=1)
IDS = st.sampled_from([m.person.id for m in TEAM.members] + [99])
DEPUTIES = st.lists(
    st.builds(
        lambda person, deputy, start, length: Deputy(
            1, person, deputy, FIRST + start * DAY, FIRST + (start + length) * DAY
        ),
        IDS,
        IDS,
        st.integers(-5, 5),
        st.integers(0, 8),
    ),
    max_size=6,
).map(tuple)


def with_deputy(whose: Person, deputy: Person, since: date = FIRST, until: date = LAST) -> Team:
    given = Deputy(1, whose.id, deputy.id, since, until)
    return replace(TEAM, deputies=(*TEAM.deputies, given))


@pytest.mark.parametrize(
    ("day", "to"), [(FIRST - DAY, 101), (FIRST, 105), (LAST, 105), (LAST + DAY, 101)]
)
def test_letters_to_the_chair_go_to_the_deputy_on_both_days_and_those_between(
    day: date, to: int
) -> None:
    assert chats(Audience.CHAIR, acting(with_deputy(CHAIR, OTHER), day)) == (to,)


def test_so_do_those_to_a_secretary_and_only_to_that_one() -> None:
    assert chats(Audience.SECRETARY, acting(with_deputy(SECRETARY, OTHER), FIRST)) == (103, 105)


def test_in_place_of_a_member_the_deputy_gets_the_notices_and_may_close() -> None:
    team = acting(with_deputy(MEMBER, OTHER), FIRST)
    assert chats(Audience.RESPONSIBLE, team) == (105,)
    step = PLAN.sop.step(6)
    assert all(may_close(team, PLAN.sop, step, who.id) for who in (MEMBER, OTHER))


def test_a_deputys_deputy_acts_for_nobody_else() -> None:
    given = (
        Deputy(1, CHAIR.id, OTHER.id, FIRST, LAST),
        Deputy(2, OTHER.id, MEMBER.id, FIRST, FIRST),
    )
    team = replace(TEAM, deputies=given)
    assert chats(Audience.CHAIR, acting(team, FIRST)) == (101,)
    assert not may_steer(acting(team, FIRST), MEMBER.id)
    assert chats(Audience.CHAIR, acting(team, FIRST + DAY)) == (105,)


def test_who_loses_the_office_has_no_deputy_in_it() -> None:
    team = with_deputy(SECRETARY, OTHER)
    others = (replace(m, secretary=False) if m.person == SECRETARY else m for m in team.members)
    assert not may_steer(acting(replace(team, members=tuple(others)), FIRST), OTHER.id)


def test_what_was_said_for_the_chair_is_known_by_its_day() -> None:
    team = with_deputy(CHAIR, OTHER)
    assert acted_for(team, OTHER.id, LAST) == {CHAIR.id}
    assert acted_for(team, OTHER.id, LAST + DAY) == frozenset()
    assert acted_for(team, MEMBER.id, LAST) == frozenset()


def test_what_is_over_is_not_listed() -> None:
    team = with_deputy(CHAIR, OTHER)
    assert coming(team, LAST) == list(team.deputies)
    assert coming(team, LAST + DAY) == []


@given(DEPUTIES, st.integers(-8, 20).map(lambda n: FIRST + n * DAY))
def test_whoever_is_named_nobody_gains_but_by_whom_that_day_and_nothing_is_lost(
    deputies: tuple[Deputy, ...], day: date
) -> None:
    real = replace(TEAM, deputies=deputies)
    team = acting(real, day)
    assert [_own(m) for m in team.members] == [_own(m) for m in real.members]
    for audience in Audience:
        assert bool(chats(audience, team)) == bool(chats(audience, real))
    for m in real.members:
        standing = [d for d in deputies if d.deputy == m.person.id and d.meets(day, day)]
        named = any(may_steer(real, d.person) for d in standing)
        assert may_steer(real, m.person.id) <= may_steer(team, m.person.id)
        assert may_steer(team, m.person.id) <= (may_steer(real, m.person.id) or named)


def _own(member: Member) -> Member:
    return replace(member, acts_for=(), away=False)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("@malee 1 มี.ค. 70 ถึง 31 มี.ค. 70", "@malee"),
        ("@malee 1/3/70 - 31/3/70", "@malee"),
        ("@malee1 1-31 มี.ค. 70", "@malee1"),
        ("มาลี แทน สมคิด ตั้งแต่วันที่ ๑ มีนาคม ๒๕๗๐ ถึงวันที่ ๓๑ มีนาคม ๒๕๗๐", "มาลี แทน สมคิด"),
        ("2027-03-01 2027-03-31", ""),
    ],
)
def test_the_days_are_read_as_people_write_them(text: str, words: str) -> None:
    assert find_span(text, date(2026, 11, 22)) == ((FIRST, LAST), words)


def test_one_day_is_first_and_last() -> None:
    assert find_span("มาลี 1/3/70", date(2026, 11, 22)) == ((FIRST, FIRST), "มาลี")
    assert find_span("มาลี", date(2026, 11, 22)) == (None, "มาลี")


@pytest.mark.parametrize("text", ["31/2/70", "1/3/70 ถึง 31/2/70", "ปลายเดือนมีนาคม"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(Refusal):
        find_span(text, date(2026, 11, 22))
