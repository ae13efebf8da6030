"""A pack in parts: nothing twice, nothing lost, whatever is taken out in between."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.files import File
from bot.domain.pack import layout
from bot.domain.pack_parts import FRAME_BYTES, part_of, parts, weight
from tests.domain.packs import CLOSED, MB, WORDS, file, kept, packed, standing


@settings(max_examples=40)
@given(kept(), st.sampled_from([1, MB, 8 * MB, 45 * MB]), st.sampled_from([None, 1, 2]))
def test_every_file_is_in_exactly_one_part(files: list[File], most: int, round: int | None) -> None:
    found = packed(files, CLOSED, round=round)
    asked = parts(found, most + FRAME_BYTES, round=round)
    shares = [[i for i in found if part_of(str(part)).holds(i)] for part in asked]
    assert [i for share in shares for i in share] == list(found)
    assert [(p.number, p.of) for p in asked] == [(n, len(asked)) for n in range(1, len(asked) + 1)]
    for share in shares:
        assert sum(map(weight, share)) <= most or sum(i.file is not None for i in share) == 1
    told = {i.file.id for i in found if i.file}
    assert round or told == {f.id for f in files}


@settings(max_examples=40)
@given(kept(), st.data())
def test_what_is_taken_out_before_a_part_is_made_moves_nothing(
    files: list[File], data: st.DataObject
) -> None:
    asked = parts(packed(files, CLOSED), MB + FRAME_BYTES)
    left = [f for f in files if data.draw(st.booleans())]
    made = layout(standing(CLOSED), left, WORDS)
    shares = [[i.key for i in made if part.holds(i)] for part in asked]
    assert [k for share in shares for k in share] == [i.key for i in made]


def test_a_step_is_not_divided_if_it_fits_a_part() -> None:
    files = [file(n, step=1 + n // 3, size=MB) for n in range(1, 6)]
    found = packed(files, CLOSED)
    asked = parts(found, 4 * MB)
    assert [{i.step.number for i in found if p.holds(i)} for p in asked] == [{1}, {2}]


def test_what_is_not_there_opens_no_part() -> None:
    only = file(1, size=4 * MB)
    asked = parts(packed([only], CLOSED), weight(packed([only], CLOSED)[0]) + FRAME_BYTES)
    assert len(asked) == 1


def test_what_came_after_it_was_asked_for_is_in_no_part() -> None:
    asked = parts(packed([file(1), file(2)], CLOSED), 1)
    assert [[f.id for f in p.known([file(2), file(3)])] for p in asked] == [[2]] * len(asked)


def test_a_pack_of_nothing_is_one_part() -> None:
    assert [str(part) for part in parts((), MB)] == ["0.0.1.1.0/0.0.0.0/"]


@pytest.mark.parametrize("round", [None, 2])
def test_a_part_is_read_as_it_was_written(round: int | None) -> None:
    for part in parts(packed([file(1), file(2)], CLOSED), 1, round=round, latin=True):
        assert part_of(str(part)) == part
