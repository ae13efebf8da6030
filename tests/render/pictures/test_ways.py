"""The arrows of a flow chart: which steps follow which."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.sop import Sop
from bot.render.pictures.ways import END, START, Way, ways
from tests.domain.sops import chain
from tests.render.slots import SOP

ALL = [step.number for step in SOP.steps]


def following(*after: tuple[int, ...]) -> Sop:
    """Steps 1, 2, …, each after these."""
    sop = chain(*[5] * len(after))
    steps = (replace(step, after=told) for step, told in zip(sop.steps, after, strict=True))
    return replace(sop, steps=tuple(steps))


def test_neighbours_are_joined_straight_from_the_start_to_the_end() -> None:
    found = ways(chain(5, 5), [1, 2])
    assert {*found.straight} == {(START, 1), (1, 2), (2, END)}
    assert (found.beside, found.ending, found.lanes) == ([], [], 0)


def test_what_follows_another_step_than_the_one_above_has_a_line_beside() -> None:
    found = ways(SOP, ALL)
    assert found.beside == [Way(4, (7, 8), 0), Way(6, (9,), 1)]
    assert found.apart == {7, 8, 9}
    assert (6, 7) not in found.straight


def test_what_nothing_waits_for_leads_to_the_end() -> None:
    assert ways(SOP, ALL).ending == [7, 8]
    assert (12, END) in ways(SOP, ALL).straight


def test_steps_that_wait_for_none_come_from_the_start() -> None:
    found = ways(following((), (), ()), [1, 2, 3])
    assert found.beside == [Way(START, (2, 3), 0)]
    assert found.apart == set()


def test_a_line_is_used_again_where_another_has_ended() -> None:
    found = ways(following((), (1,), (1,), (3,), (3,)), [1, 2, 3, 4, 5])
    assert [(way.source, way.lane) for way in found.beside] == [(1, 0), (3, 1)]
    later = ways(following((), (1,), (1,), (3,), (4,), (4,)), [1, 2, 3, 4, 5, 6])
    assert [(way.source, way.lane) for way in later.beside] == [(1, 0), (4, 0)]


def test_of_steps_that_are_not_shown_there_are_no_arrows() -> None:
    found = ways(chain(5, 5, 5), [1, 3])
    assert {*found.straight} == {(START, 1), (3, END)}
    assert found.beside == []
