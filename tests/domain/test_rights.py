"""An office that somebody took where nobody could give it: objections, and its slow beginning."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest

from bot.domain.events import Event, Ground, RoleGiven
from bot.domain.rights import held_through, is_barred, last_taken, open_to_objection, slow_until

AT = datetime(2026, 10, 1, 2, 0, tzinfo=UTC)
FOUNDER, FRIEND, OTHER = 1, 2, 3
GIVEN, TAKEN, OBJECTED = Ground.GIVEN, Ground.TAKEN, Ground.OBJECTED
Told = tuple[int, int, str, Ground]
"""By whom, to whom, which role, and how."""
SET_UP: Told = (FOUNDER, FOUNDER, "secretary", TAKEN)


def events(*told: Told, ended: tuple[Told, ...] = ()) -> list[Event]:
    """One a minute; then the `ended` ones, which nobody holds any more."""
    ids = count(1)

    def event(one: Told, *, holds: bool) -> Event:
        (by, person, role, ground), id = one, next(ids)
        at = AT + timedelta(minutes=id - 1)
        return RoleGiven(at=at, by=by, person=person, role=role, holds=holds, ground=ground, id=id)

    return [event(t, holds=True) for t in told] + [event(t, holds=False) for t in ended]


def held(told: list[Event]) -> set[tuple[int, str]]:
    taken = last_taken(told)
    assert taken is not None
    return set(held_through(told, taken))


@pytest.mark.parametrize(
    ("after", "is_open"), [("0:00", True), ("23:59", True), ("24:00", False), ("48:00", False)]
)
def test_it_is_open_to_objection_for_a_day(after: str, is_open: bool) -> None:
    hours, minutes = map(int, after.split(":"))
    now = AT + timedelta(hours=hours, minutes=minutes)
    assert (open_to_objection(events(SET_UP), now) is not None) == is_open


def test_an_office_that_was_given_is_not() -> None:
    assert open_to_objection(events((OTHER, FOUNDER, "secretary", GIVEN)), AT) is None


def test_one_objection_is_all() -> None:
    objection: Told = (OTHER, FOUNDER, "secretary", OBJECTED)
    assert open_to_objection(events(SET_UP, ended=(objection,)), AT) is None


def test_who_takes_over_after_an_objection_can_be_objected_to() -> None:
    first = events(SET_UP, ended=((OTHER, FOUNDER, "secretary", OBJECTED),))
    again = RoleGiven(at=AT, by=OTHER, person=OTHER, role="secretary", ground=TAKEN, id=9)
    assert open_to_objection([*first, again], AT) == again


def test_what_was_given_by_it_is_held_through_it() -> None:
    told = events(SET_UP, (FOUNDER, FRIEND, "secretary", GIVEN), (FRIEND, OTHER, "chair", GIVEN))
    assert held(told) == {(FOUNDER, "secretary"), (FRIEND, "secretary"), (OTHER, "chair")}


def test_what_somebody_else_gave_or_a_party_is_not() -> None:
    told = events((OTHER, OTHER, "chair", GIVEN), SET_UP, (OTHER, FRIEND, "secretary", GIVEN))
    party = events(SET_UP, (FOUNDER, FRIEND, "committee", GIVEN))
    assert held(told) == held(party) == {(FOUNDER, "secretary")}


def test_what_was_given_before_is_not() -> None:
    assert held(events((FOUNDER, FRIEND, "chair", GIVEN), SET_UP)) == {(FOUNDER, "secretary")}


@pytest.mark.parametrize("by", [FOUNDER, OTHER])
def test_what_has_ended_since_is_not(by: int) -> None:
    told = events(SET_UP, (FOUNDER, FRIEND, "chair", GIVEN), ended=((by, FRIEND, "chair", GIVEN),))
    assert held(told) == {(FOUNDER, "secretary")}


def test_who_handed_it_over_has_had_it_all_the_same() -> None:
    told = events(
        SET_UP,
        (FOUNDER, FRIEND, "secretary", GIVEN),
        ended=((FOUNDER, FOUNDER, "secretary", GIVEN),),
    )
    assert held(told) == {(FOUNDER, "secretary"), (FRIEND, "secretary")}


@pytest.mark.parametrize(
    ("person", "minutes", "slow"),
    [(FOUNDER, 0, True), (FRIEND, 9, True), (FOUNDER, 10, False), (OTHER, 0, False)],
)
def test_whoever_leads_by_it_waits_for_ten_minutes(person: int, minutes: int, slow: bool) -> None:
    told = events(SET_UP, (FOUNDER, FRIEND, "chair", GIVEN))
    until = slow_until(told, person, AT + timedelta(minutes=minutes))
    assert until == (AT + timedelta(minutes=10) if slow else None)


def test_the_time_told_is_a_whole_minute_and_none_too_early() -> None:
    taken = RoleGiven(
        at=AT.replace(second=1), by=FOUNDER, person=FOUNDER, role="secretary", ground=TAKEN, id=1
    )
    assert slow_until([taken], FOUNDER, AT) == AT + timedelta(minutes=11)


def test_who_was_objected_to_is_barred_until_another_gives_an_office() -> None:
    ended = events(SET_UP, ended=((OTHER, FOUNDER, "secretary", OBJECTED),))
    again = RoleGiven(at=AT, by=OTHER, person=FOUNDER, role="secretary", id=9)
    assert is_barred(ended, FOUNDER)
    assert not is_barred(ended, OTHER)
    assert not is_barred([*ended, again], FOUNDER)
