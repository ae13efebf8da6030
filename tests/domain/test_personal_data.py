from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot.domain.events import Confirmed, Event, RoleGiven
from bot.domain.people import Member, Person, Team
from bot.domain.personal_data import highest_role

AT = datetime(2026, 10, 1, 1, 30, tzinfo=UTC)
WHO, OTHER = 1, 2


def team(*, chair: bool = False, secretary: bool = False) -> Team:
    """With this person, and somebody else who holds both offices."""
    members = (
        Member(Person(WHO, "มาลี"), 1, chair=chair, secretary=secretary),
        Member(Person(OTHER, "สมคิด"), 1, chair=True, secretary=True),
    )
    return Team(1, "คณะดำเนินงาน", 10, members=members)


def given(role: str, person: int = WHO, *, holds: bool = True) -> RoleGiven:
    return RoleGiven(at=AT, person=person, role=role, holds=holds)


def test_of_what_is_held_now_the_higher_counts() -> None:
    assert highest_role(WHO, [team(chair=True, secretary=True)], []) == "chair"
    assert highest_role(WHO, [team(), team(secretary=True)], []) == "secretary"
    assert highest_role(WHO, [team()], []) == "member"
    assert highest_role(WHO, [], []) == "member"


@pytest.mark.parametrize(
    ("event", "role"),
    [
        (given("chair"), "chair"),
        (given("secretary", holds=False), "secretary"),
        (given("academics"), "member"),
        (given("chair", OTHER), "member"),
        (Confirmed(at=AT, by=WHO), "secretary"),
        (Confirmed(at=AT, by=OTHER), "member"),
    ],
)
def test_what_was_held_before_counts_too(event: Event, role: str) -> None:
    assert highest_role(WHO, [team()], [event]) == role
