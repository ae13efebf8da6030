"""Whatever somebody from outside types or presses: the committee's own is not changed, not told."""

from __future__ import annotations

from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from bot.ports import Store
from tests.cast import ACADEMIC, CHAIR, MEMBERS, OTHER_GROUP, PRIVATE, SECRETARY
from tests.office import Office
from tests.security import words
from tests.security.door import ATTACKER, FILE, NOBODY, NOTE, NOW, open_door
from tests.security.effort import examples
from tests.security.test_any_words import Deed

KNOWN = [m for m in MEMBERS if m is not ACADEMIC]
"""Whose names stand nowhere else; hers is the example of one in a question to everybody."""
SECRETS = (NOTE, FILE, *(m.official_name for m in KNOWN), *(m.name for m in KNOWN))
OURS = st.sampled_from(
    ["p1", "t1", "f1", "p1 5", "p1 5 !", "p1 4", "p1 9", "t1 u2", "t1 u1 v2", "p1 e1", "f1 !", "d1"]
)

aimed = st.tuples(words.command, OURS, words.arguments).map(" ".join)
pressed = st.builds(
    Deed,
    st.sampled_from([NOBODY, ATTACKER]),
    st.sampled_from([PRIVATE, OTHER_GROUP]),
    st.just(True),
    st.one_of(aimed, words.pressed),
)
typed = st.builds(
    Deed,
    st.sampled_from([NOBODY, ATTACKER]),
    st.sampled_from([PRIVATE, OTHER_GROUP]),
    st.just(False),
    st.one_of(aimed.map("/{}".format), words.typed),
)
deeds = st.lists(st.one_of(pressed, typed), min_size=1, max_size=6)


def own(store: Store) -> tuple[Any, ...]:
    """All that is the committee's."""
    with store.reading() as work:
        team, plan = work.teams.by_id(1), work.plans.by_id(1)
        files = work.files.of_plan(plan.id), work.files.by_id(1)
        return team, plan, files, work.plans.snoozes(plan.id), work.teams.days_off(team.id)


@examples(40)
@given(deeds)
@example([Deed(ATTACKER, OTHER_GROUP, True, "getfile f1")])
@example([Deed(NOBODY, PRIVATE, False, "/history p1")])
def test_an_outsider_changes_nothing_and_hears_nothing(done: list[Deed]) -> None:
    with open_door() as door:
        office, before = Office(door.store, NOW), own(door.store)
        answers = [deed.done_in(office) for deed in done]
        assert own(door.store) == before
        told = [p.text + str(p.labels) for a in answers for p in (*a.posts, *a.elsewhere)]
        said = "\n".join([*told, *(a.popup for a in answers)])
        assert [secret for secret in SECRETS if secret in said] == []


def test_who_belongs_does_change_it_and_does_hear_it() -> None:
    """Else the test above would see nothing."""
    with open_door() as door:
        office, before = Office(door.store, NOW), own(door.store)
        assert NOTE in office.say(CHAIR, "/history", PRIVATE).text
        office.press(SECRETARY, "skip p1 5 ไม่มีงบประมาณ")
        assert own(door.store) != before
