"""An option that was passed over can be brought back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.sop_import import Change, Option, Path, Remark, Value
from bot.sop_import.changing import changed
from bot.sop_import.standing import restored, undone
from tests.security.effort import examples

SOURCE = """\
parties:
  - id: a
    name: คณะ
steps:
  - number: 1
    title: ประชุม
    duration: 3
    unit: working
    after: []
    parties: [a, b]
    meeting: true
    documents:
      - id: one
        title: รายงาน
        kind: evidence
      - id: two
        title: แผน
        kind: reference
"""
STEP = ("steps", 0)
CHANGES: tuple[tuple[Path, Value | None], ...] = (
    ((*STEP, "duration"), "open"),
    ((*STEP, "duration"), 9),
    ((*STEP, "unit"), "calendar"),
    ((*STEP, "meeting"), None),
    ((*STEP, "parallel"), True),
    ((*STEP, "parties"), ["b"]),
    ((*STEP, "parties", 1), None),
    ((*STEP, "parties", 2), "c"),
    ((*STEP, "documents", 0), None),
    ((*STEP, "documents", 1, "kind"), "suggested"),
    (("parties", 1), {"id": "b", "name": "กลุ่ม"}),
    (("indicator",), "ตัวชี้วัด"),
)
options = st.sets(st.sampled_from(range(len(CHANGES))), min_size=1, max_size=4).map(
    lambda places: {CHANGES[n][0]: Change(*CHANGES[n]) for n in places}
)


def remark(*others: dict[Path, Change]) -> Remark:
    made = [Option(f"other-{n}", tuple(one.values())) for n, one in enumerate(others)]
    return Remark("kind", options=(Option("first"), *made))


@examples(50)
@given(options)
def test_one_change_or_several_are_taken_back(other: dict[Path, Change]) -> None:
    whole = restored(SOURCE, remark(other))
    try:
        there = changed(SOURCE, whole.options[1].changes)
    except ValueError:  # two of them need the same place
        return
    assert there != SOURCE
    assert changed(there, undone(there, whole.options[1].changes, whole.options[0])) == SOURCE


@examples(50)
@given(options, options)
def test_whichever_of_several_stands(one: dict[Path, Change], other: dict[Path, Change]) -> None:
    whole = restored(SOURCE, remark(one, other))
    try:
        there = changed(SOURCE, whole.options[2].changes)
    except ValueError:
        return
    assert changed(there, undone(there, whole.options[2].changes, whole.options[0])) == SOURCE


def test_what_two_of_them_add_goes_one_by_one() -> None:
    one = Change(("parties", 1), {"id": "x", "name": "หนึ่ง"})
    other = Change(("parties", 2), {"id": "y", "name": "สอง"})
    whole = restored(SOURCE, remark({one.path: one}))
    both = changed(SOURCE, [one, other])
    left = changed(both, undone(both, [one], whole.options[0]))
    assert "id: x" not in left
    assert left == changed(SOURCE, [Change(("parties", 1), other.value)])


def test_the_words_of_the_proposal_stay() -> None:
    first = Option("days-3", told={"days": "3"})
    other = Option("open", (Change((*STEP, "duration"), "open"),))
    whole = restored(SOURCE, Remark("duration-missing", options=(first, other)))
    assert (whole.options[0].code, whole.options[0].told) == ("days-3", {"days": "3"})
