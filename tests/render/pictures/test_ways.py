"""The arrows of a flow chart: which steps follow which."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.sop import Condition, Sop
from bot.domain.sop import Way as Choice
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


def deciding(*ways: Choice) -> Sop:
    """A decision (1), steps on its first way (2) and on its second (3), and one behind both (4)."""
    sop = following((), (1,), (1,), (2, 3))
    first, second = (Condition(1, way.id) for way in ways[:2])
    one, two, three, four = sop.steps
    steps = replace(one, ways=ways), replace(two, when=(first,)), replace(three, when=(second,))
    return replace(sop, steps=(*steps, four))


YES, NO = Choice("yes", "ใช่"), Choice("no", "ไม่ใช่")


def test_each_way_of_a_decision_has_a_line_of_its_own() -> None:
    found = ways(deciding(YES, NO), [1, 2, 3, 4])
    assert found.by(1, 2) == ("yes",)
    assert found.beside == [Way(1, (3,), 0, ("no",)), Way(2, (4,), 1)]


def test_a_way_that_ends_leads_to_the_end_and_one_back_to_a_step_above() -> None:
    ends, back = Choice("ends", "ยุติ", ends=True), Choice("back", "ใหม่", back=1)
    sop = chain(5, 5, 5)
    one, two, three = sop.steps
    found = ways(replace(sop, steps=(one, replace(two, ways=(YES, ends, back)), three)), [1, 2, 3])
    assert found.by(2, 3) == ("yes",)
    assert (found.ending, found.by(2, END)) == ([2], ("ends",))
    assert found.beside == [Way(2, (1,), 0, ("back",), back=True)]
    assert found.apart == set()


def test_a_way_back_to_the_decision_itself_puts_it_behind_no_other_step() -> None:
    sop = chain(5)
    again = replace(sop.step(1), ways=(YES, Choice("back", "ใหม่", back=1)))
    found = ways(replace(sop, steps=(again,)), [1])
    assert found.beside == [Way(1, (1,), 0, ("back",), back=True)]
    assert found.apart == set()


def test_what_comes_behind_a_way_of_its_own_has_no_line_for_it() -> None:
    sop = following((), (1,), (1, 2))
    one, two, three = sop.steps
    amended = replace(two, when=(Condition(1, "no"),))
    found = ways(replace(sop, steps=(replace(one, ways=(YES, NO)), amended, three)), [1, 2, 3])
    assert found.by(1, 2) == ("no",)
    assert found.beside == [Way(1, (3,), 0, ("yes",))]


def test_what_leads_to_the_same_step_shares_a_line() -> None:
    found = ways(following((), (1,), (1,), (1,), (2, 3, 4)), [1, 2, 3, 4, 5])
    assert [(way.source, way.lane) for way in found.beside] == [(1, 0), (2, 1), (3, 1)]
