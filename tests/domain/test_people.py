"""Who of a team hears of trouble."""

from __future__ import annotations

import pytest

from bot.domain.people import Member, Person, Team


def member(name: str, *, chat: int | None, chair: bool = False, secretary: bool = False) -> Member:
    return Member(Person(len(name), name, private_chat=chat), 1, chair=chair, secretary=secretary)


def team(secretary: int | None, chair: int | None) -> Team:
    members = (
        member("secretary", chat=secretary, secretary=True),
        member("chair", chat=chair, chair=True),
        member("else", chat=9),
    )
    return Team(1, "team", 100, members=members)


@pytest.mark.parametrize(
    ("secretary", "chair", "but", "told"),
    [
        (2, 3, None, ["secretary"]),
        (2, None, None, ["secretary"]),
        (None, 3, None, ["chair"]),
        (2, 3, 2, ["chair"]),
        (2, 3, 3, ["secretary"]),
        (None, 3, 3, []),
        (None, None, None, []),
    ],
)
def test_the_secretary_hears_of_trouble_or_else_the_chair(
    secretary: int | None, chair: int | None, but: int | None, told: list[str]
) -> None:
    leaders = team(secretary, chair).leaders(but)
    assert [m.person.name for m in leaders] == told
