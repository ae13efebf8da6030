"""The file that is written says what was read, and what is to be decided."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.sop_import import AT_THE_END, Change, Option, Remark, Spot, Value
from bot.render.language import speaker
from bot.sop_import.remark_lines import decide_line
from bot.sop_import.writing import written
from bot.sops.loader import parse
from bot.sops.marks import undecided
from tests.sop_import.trees import read_back, same, texts, trees, values

STEP: dict[str, Value] = {
    "number": 1,
    "title": "จัดทำคำสั่ง: ฉบับที่ 1",
    "detail": ["จัดทำคำสั่ง", "- เสนอลงนาม"],
    "duration": 2,
    "unit": "working",
    "after": [],
    "parties": ["committee"],
    "documents": [{"id": "order", "title": "คำสั่ง", "kind": "evidence"}],
}
TREE: dict[str, Value] = {
    "id": "own",
    "title": "คู่มือ",
    "indicator_number": "2.4",
    "language": "th",
    "steps": [STEP, {**STEP, "number": 2, "after": [1], "parties": ["committee", "no"]}],
}
UNIT = Remark(
    "unit",
    step=2,
    spot=Spot(2, 3),
    path=("steps", 1, "unit"),
    told={"written": "2"},
    options=(
        Option("working"),
        Option("calendar", (Change(("steps", 1, "unit"), "calendar"),)),
    ),
)
JOINED = Remark(
    "joined-words", 1, Spot(1, 1), ("steps", 0, "detail", 0), before="คำ สั่ง", after="คำสั่ง"
)


@settings(deadline=None)
@given(trees)
def test_what_is_written_is_read_back(tree: dict[str, Value]) -> None:
    assert same(read_back(written(tree, [], "a.docx")), tree)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=9), st.text(max_size=9))
@example("a\u202eb\x07", "x\ny\u2028z\ue000")
def test_what_nobody_sees_gets_neither_into_texts_nor_into_comments(name: str, text: str) -> None:
    remark = Remark("joined-words", path=("title",), before=text, after=name)
    read_back(written({"title": text, "steps": []}, [remark], name))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["after", "steps", 0, 1, 2, "parties", "on", "x"]),
        max_size=4,
    )
)
def test_a_remark_of_any_place_finds_a_line(path: list[str | int]) -> None:
    remark = Remark("unit", path=tuple(path), options=UNIT.options)
    source = written(TREE, [remark], "a.docx")
    assert len(undecided(source)) == 1
    assert same(read_back(source), TREE)


def test_a_step_tells_from_where_it_is() -> None:
    lines = written(TREE, [], "a.docx", {1: Spot(1, 1), 2: Spot(2, 3)}).splitlines()
    assert lines[lines.index("  - number: 2") - 1] == "  # จากหน้า 2 แถว 3"


def test_a_step_without_places_tells_that_of_its_remarks() -> None:
    lines = written(TREE, [UNIT], "a.docx").splitlines()
    assert lines[lines.index("  - number: 2") - 1] == "  # จากหน้า 2 แถว 3"


def test_what_is_to_be_decided_stands_right_above_its_line_with_its_options() -> None:
    source = written(TREE, [JOINED, UNIT], "a.docx")
    (number,) = undecided(source)
    mark, line = source.splitlines()[number - 1 : number + 1]
    assert line == "    unit: working"
    assert mark.startswith("    # decide: ")
    assert "วันทำการ" in mark
    assert "unit: calendar" in mark


def test_what_comes_to_the_end_of_a_list_is_told_without_a_place_in_it() -> None:
    party: dict[str, Value] = {"id": "sub", "name": "งานสารบัญ"}
    new = Option("new", (Change(("parties", AT_THE_END), party),))
    remark = Remark("party-unclear", 1, path=("steps", 0, "parties"), options=(Option("x"), new))
    assert "เพิ่มใน parties: {id: sub" in decide_line(speaker("th"), remark)


def test_what_was_repaired_stands_right_above_its_line() -> None:
    lines = written(TREE, [JOINED], "a.docx").splitlines()
    above = lines[lines.index("      - จัดทำคำสั่ง") - 1]
    assert '"คำ สั่ง"' in above
    assert not above.strip().startswith("# decide:")


def test_a_key_that_is_left_out_is_decided_above_the_one_that_would_follow_it() -> None:
    remark = Remark("parallel", 2, path=("steps", 1, "parallel"), options=UNIT.options)
    source = written(TREE, [remark], "a.docx")
    (number,) = undecided(source)
    assert source.splitlines()[number] == '    parties: [committee, "no"]'


def test_it_looks_like_the_built_in_sop() -> None:
    own = files("bot.sops").joinpath("lo-2.4.yaml").read_text("utf-8")
    tree: Any = read_back(own)
    lines, new = (
        [line for line in text.splitlines() if not line.lstrip().startswith("#")]
        for text in (own, written(tree, [], "lo-2.4.txt"))
    )
    assert [line for line in new if line not in lines and '"' not in line] == []
    assert parse("\n".join(new).encode(), "new") == parse(own.encode(), "own")


@settings(deadline=None)
@given(texts, values)
def test_an_english_file_has_english_comments(title: str, value: Value) -> None:
    source = written({"language": "en", "title": title, "steps": value}, [], "a.docx")
    assert source.startswith("# Made of a.docx.\n")
