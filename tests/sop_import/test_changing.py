"""Changes in a file: what they say is read back, and all else stays, to the byte."""

from __future__ import annotations

import copy
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from bot.domain.sop_import import Change, Path, Value
from bot.sop_import.changing import changed
from bot.sop_import.writing import written
from bot.sops.marks import undecided
from tests.security.effort import examples
from tests.sop_import.test_writing import TREE, UNIT
from tests.sop_import.trees import KEYS, read_back, same, scalars, trees, values

OWN = files("bot.sops").joinpath("lo-2.4.yaml").read_text("utf-8")
SAMPLES = [OWN, OWN.replace("\n", "\r\n"), OWN.rstrip("\n")]
BY_HAND = """\
# head
id: a   # its id
steps:
- number: 1 # first
  after: [ ] # none
  detail:
  # why
  - one

  - "two" # more
  when: {step: 1,  way: yes}
  lead: >-
    long
    text

- # empty
  number: 2
  on:
    - 1
"""


def paths_of(value: Any, path: Path = ()) -> list[Path]:
    if isinstance(value, dict):
        below = [p for key, one in value.items() for p in paths_of(one, (*path, key))]
    elif isinstance(value, list):
        below = [p for i, one in enumerate(value) for p in paths_of(one, (*path, i))]
    else:
        below = []
    return [path, *below] if path else below


def held(tree: Any, path: Path) -> Any:
    """What stands at the path; None: nothing."""
    for name in path:
        there = isinstance(tree, dict) and name in tree
        there = there or (isinstance(tree, list) and isinstance(name, int) and name < len(tree))
        tree = tree[name] if there else None
    return tree


def with_change(tree: Any, change: Change) -> Any:
    """The same, in a plain tree."""
    tree = copy.deepcopy(tree)
    holder = tree
    for name in change.path[:-1]:
        holder = holder[name]
    name = change.path[-1]
    if change.value is None:
        del holder[name]
    elif isinstance(holder, list) and name == len(holder):
        holder.append(change.value)
    else:
        holder[name] = change.value
    return tree


@st.composite
def sources_and_changes(draw: st.DrawFn, sources: st.SearchStrategy[str]) -> tuple[str, Change]:
    """A change at a place that is there, or in a key or an item that comes newly."""
    source = draw(sources)
    tree: Any = read_back(source)
    path = draw(st.sampled_from(paths_of(tree)))
    there = held(tree, path)
    if isinstance(there, dict) and draw(st.booleans()):
        path = (*path, draw(st.sampled_from(KEYS)))
        return source, Change(path, draw(values))
    if isinstance(there, list) and draw(st.booleans()):
        return source, Change((*path, len(there)), draw(values))
    return source, Change(path, draw(values | st.none()))


made = trees.map(lambda tree: written(tree, [], "a.docx"))
SHORT = OWN[: OWN.index("  - number: 3\n")].rstrip("\n")
by_hand = st.sampled_from([BY_HAND, SHORT[SHORT.index("id: ") :], BY_HAND.replace("\n", "\r\n")])


@examples(40)
@given(made | by_hand, st.data())
def test_what_it_says_already_changes_nothing(source: str, data: st.DataObject) -> None:
    tree: Any = read_back(source)
    path = data.draw(st.sampled_from(paths_of(tree)))
    assert changed(source, []) == source
    assert changed(source, [Change(path, held(tree, path))]) == source


@examples(40)
@given(sources_and_changes(made | by_hand))
def test_a_change_is_read_back_and_nothing_else_is_another(given_: tuple[str, Change]) -> None:
    source, change = given_
    expected = with_change(read_back(source), change)
    assume(expected)
    assert same(read_back(changed(source, [change])), expected)


@examples(40)
@given(sources_and_changes(by_hand))
def test_what_is_changed_back_is_as_it_was(given_: tuple[str, Change]) -> None:
    source, change = given_
    tree: Any = read_back(source)
    last = change.path[-1]
    assume(change.value is not None or not isinstance(last, int))
    back = changed(changed(source, [change]), [Change(change.path, held(tree, change.path))])
    assert same(read_back(back), tree)


@pytest.mark.parametrize("source", SAMPLES)
def test_a_value_changes_alone(source: str) -> None:
    new = changed(source, [Change(("steps", 6, "duration"), 200)])
    assert new == source.replace("duration: 300", "duration: 200")


def test_a_key_comes_where_the_built_in_sop_has_it() -> None:
    new = changed(OWN, [Change(("steps", 0, "parallel"), True), Change(("steps", 0, "lead"), "ก")])
    assert "    after: []\n    parallel: true\n    added: [title]\n" in new
    assert "    title: จัดทำคำสั่งแต่งตั้งคณะดำเนินงาน\n    lead: ก\n    detail:\n" in new
    assert len(new.splitlines()) == len(OWN.splitlines()) + 2


def test_a_key_goes_with_its_line_and_no_comment() -> None:
    new = changed(OWN, [Change(("steps", 4, "not_after"), None)])
    assert new == OWN.replace("    not_after: 02-end\n    added: [after", "    added: [after", 1)


def test_a_document_comes_behind_the_others() -> None:
    one: Value = {"id": "memo", "title": "บันทึกข้อความ: ด่วน", "kind": "evidence"}
    new = changed(OWN, [Change(("steps", 4, "documents", 1), one)])
    added = '      - id: memo\n        title: "บันทึกข้อความ: ด่วน"\n        kind: evidence\n'
    assert new == OWN.replace("\n  - number: 6\n", f"{added}\n  - number: 6\n")


def test_a_step_comes_behind_the_others_with_an_empty_line_between() -> None:
    step: Value = {"number": 13, "title": "ก", "after": [12]}
    new = changed(OWN, [Change(("steps", 12), step)])
    assert new == OWN + "\n  - number: 13\n    title: ก\n    after: [12]\n"


def test_the_last_item_leaves_brackets_and_the_first_one_fills_them() -> None:
    without = changed(OWN, [Change(("steps", 4, "documents", 0), None)])
    assert "    documents: []\n\n  - number: 6\n" in without
    one: Value = {"id": "first-activities", "title": "ภาพ/สรุปกิจกรรม", "kind": "suggested"}
    assert changed(without, [Change(("steps", 4, "documents", 0), one)]) == OWN


def test_a_list_of_numbers_stays_in_brackets() -> None:
    new = changed(OWN, [Change(("steps", 5, "after"), [4, 5])])
    assert new == OWN.replace("    after: [5]\n    not_before", "    after: [4, 5]\n    not_before")


def test_comments_within_a_list_stay_when_it_is_written_anew() -> None:
    detail: Value = ["ประเมินผล", "สรุปบทเรียนการเป็นองค์กรแห่งการเรียนรู้"]
    new = changed(OWN, [Change(("steps", 11, "detail"), detail)])
    assert "      # A bullet of its own" in new
    assert read_back(new)["steps"][11]["detail"] == detail  # type: ignore[index, call-overload]


def test_what_is_decided_is_no_longer_marked() -> None:
    source = written(TREE, [UNIT], "a.docx")
    new = changed(source, UNIT.options[1].changes, [UNIT.path])
    assert undecided(new) == []
    lines = [line for line in source.splitlines() if "# decide:" not in line[:20]]
    assert new.splitlines() == [
        line.replace("unit: working", "unit: calendar")
        if i == lines.index("  - number: 2") + 6
        else line
        for i, line in enumerate(lines)
    ]


def test_of_several_marks_in_one_place_that_of_the_remark_goes() -> None:
    other = replace(UNIT, code="duration-unclear")
    source = written(TREE, [other, UNIT], "a.docx")
    new = changed(source, [], [UNIT])
    assert new == written(TREE, [other], "a.docx")
    assert changed(new, [], [UNIT]) == new
    assert changed(source, [], [UNIT.path]) == written(TREE, [UNIT], "a.docx")


def test_a_path_that_leads_nowhere_is_refused() -> None:
    for path in (("steps", 40, "unit"), ("steps", "x"), ("title", 3), ("title", 0)):
        with pytest.raises(ValueError, match="nothing in the file"):
            changed(OWN, [Change(path, "a")])


@examples(20)
@given(by_hand, st.data())
def test_several_changes_are_the_same_one_after_the_other(source: str, data: st.DataObject) -> None:
    """However many are made at once."""
    tree: Any = read_back(source)
    places = [p for p in paths_of(tree) if not isinstance(p[-1], int)]
    chosen = data.draw(st.lists(st.sampled_from(places), min_size=2, max_size=5))
    changes = [Change(path, data.draw(scalars | st.none())) for path in chosen]
    changes = [c for i, c in enumerate(changes) if not any(_within(c, o) for o in changes[:i])]
    one_by_one = source
    for change in changes:
        one_by_one = changed(one_by_one, [change])
    assert changed(source, changes) == one_by_one


def _within(change: Change, other: Change) -> bool:
    """Whether the other one leaves nothing at its place."""
    return change.path[: len(other.path)] == other.path
