"""What belongs to secretary and chair, and to the responsible, nobody else does by any words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import ACADEMIC, GROUP, MEMBER, PRIVATE, SECRETARY
from tests.office import Office
from tests.security import words
from tests.security.door import NOW, open_door
from tests.security.effort import examples
from tests.security.test_any_words import Deed
from tests.security.test_outsiders import own

STEERERS = (
    "appoint",
    "assign",
    "chair",
    "cutoff",
    "date",
    "end",
    "expel",
    "extend",
    "form",
    "grant",
    "holiday",
    "reopen",
    "secretary",
    "settings",
    "setup",
    "skip",
    "testnotice",
)
RESPONSIBLE = ("attach", "attachto", "checkin", "document", "done", "progress", "works")
LINES = (
    "appoint t1 u3 chair",
    "date 6 5/3/2570 09.00",
    "end p1 close !",
    "expel t1 u2",
    "holiday add 31/12/2569 วันหยุดพิเศษ",
    "reopen 4 ผิด",
    "settings language en",
    "skip 8 ไม่มีงบประมาณ",
)
"""What changes something at once, if it may."""


def changes(*deeds: Deed) -> bool:
    with open_door() as door:
        office, before = Office(door.store, NOW), own(door.store)
        for deed in deeds:
            deed.done_in(office)
        return own(door.store) != before


def line(names: tuple[str, ...], head: str) -> st.SearchStrategy[str]:
    return st.tuples(st.sampled_from(names), st.just(head), words.arguments).map(" ".join)


def of(who: st.SearchStrategy[str]) -> st.SearchStrategy[Deed]:
    where = st.sampled_from([GROUP, PRIVATE])
    typed = st.builds(Deed, st.just(ACADEMIC), where, st.just(False), who.map("/{}".format))
    return st.one_of(typed, st.builds(Deed, st.just(ACADEMIC), where, st.just(True), who))


@examples(15)
@given(st.lists(of(st.one_of(line(STEERERS, "p1"), line(STEERERS, "t1"))), min_size=1, max_size=5))
def test_a_member_steers_nothing_by_any_words(deeds: list[Deed]) -> None:
    assert not changes(*deeds)


@examples(15)
@given(st.lists(of(line(RESPONSIBLE, "p1 5")), min_size=1, max_size=5))
def test_who_is_not_responsible_changes_nothing_of_a_step(deeds: list[Deed]) -> None:
    assert not changes(*deeds)


@pytest.mark.parametrize("text", LINES)
def test_a_member_is_told_who_may(text: str) -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        assert "ดำเนินการได้โดยเลขานุการหรือประธาน" in office.press(MEMBER, text).popup


@pytest.mark.parametrize("text", LINES)
def test_the_secretary_may(text: str) -> None:
    """Else the tests above would see nothing."""
    assert changes(Deed(SECRETARY, GROUP, True, text))
