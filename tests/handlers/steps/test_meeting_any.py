"""Whatever becomes of a meeting, in whatever order: its plan can be shown, closed, undone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.cast import ACADEMIC, GROUP, MEMBER, PRIVATE, SECRETARY
from tests.office import Office
from tests.security import words
from tests.security.door import NOW, open_door
from tests.security.effort import examples
from tests.security.test_any_words import Deed

LINES = (
    "date p1 9 3/3/2570 13.30 ห้อง 3 https://meet.example.go.th/a",
    "date p1 9 4/3/2570",
    "agenda p1 9 add ทบทวนแผน",
    "agenda p1 9 pick d0",
    "agenda p1 9 up i2",
    "agenda p1 9 drop i1",
    "attend p1 9 comes d25700303",
    "attend p1 9 absent",
    "attend p1 9 delegates นายก",
    "minutes p1 9 resolve วาระ 1 เห็นชอบ",
    "minutes p1 9 assign ภายใน 31/3/2570 ก",
    "minutes p1 9 owner u3",
    "minutes p1 9 done w1",
    "minutes p1 9 drop w1",
    "done p1 9 3/3/2570 !",
    "reopen p1 9 ผิด",
    "extend p1 9 30/3/2570 ! รอ",
    "undo p1",
)
SHOWN = ("status 9", "plan", "agenda 9", "minutes 9", "my", "history", "weekly")
OF_MEETINGS = st.sampled_from(["agenda p1 9", "attend p1 9", "minutes p1 9"])
deeds = st.builds(
    Deed,
    st.sampled_from([SECRETARY, MEMBER, ACADEMIC]),
    st.sampled_from([GROUP, PRIVATE]),
    st.just(True),
    st.sampled_from(LINES) | st.tuples(OF_MEETINGS, words.arguments).map(" ".join),
)


@examples(4)
@given(st.lists(deeds, max_size=8))
def test_it_is_shown_and_closed_and_taken_back(done: list[Deed]) -> None:
    with open_door() as door:
        office = Office(door.store, NOW)
        for deed in done:
            deed.done_in(office)
        for line in SHOWN:
            assert office.say(SECRETARY, f"/{line}", PRIVATE).text
        office.press(SECRETARY, "done p1 9 !")
        assert office.plan().states[9].is_closed
        office.press(SECRETARY, "reopen p1 9 ผิด")
        assert not office.plan().states[9].is_closed
