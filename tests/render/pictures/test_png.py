"""Drawings as pictures, with the letters that the program brings along."""

from __future__ import annotations

import pytest

from bot.render.pictures.png import FAMILY, IN_CHAT, png
from tests.render.pictures.pixels import ink_in, rows_of, size_of

BLACK = "#000000"


def columns(text: str, family: str = FAMILY, weight: int = 400) -> list[int]:
    """Black pixels of a word, from left to right."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="120" height="60">'
        '<rect width="120" height="60" fill="#FFFFFF"/>'
        f'<text x="10" y="40" font-family="{family}" font-weight="{weight}" font-size="30">'
        f"{text}</text></svg>"
    )
    return ink_in(rows_of(png(drawing)), BLACK)


def written(text: str, family: str = FAMILY, weight: int = 400) -> int:
    return sum(columns(text, family, weight))


def test_a_picture_is_as_large_as_its_drawing() -> None:
    assert size_of(png('<svg xmlns="http://www.w3.org/2000/svg" width="30" height="7"/>')) == (
        30,
        7,
    )


def test_in_a_chat_it_is_smaller_and_on_paper_whole() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="12"/>'
    assert (size_of(png(drawing)), size_of(png(drawing, IN_CHAT))) == ((60, 12), (50, 10))


def test_letters_are_drawn_in_every_weight() -> None:
    assert 0 < written("แผน") < written("แผน", weight=700)


def test_no_other_letters_are_known() -> None:
    assert written("แผน", family="Tahoma") == 0


def test_marks_stand_above_and_below_their_letter_and_take_no_room() -> None:
    """Where Thai is set wrongly they follow it."""
    bare, marked = columns("ท"), columns("ทู่")
    assert sum(marked) > sum(bare)
    assert sum(marked[40:]) == sum(bare[40:]) == 0


def test_the_same_drawing_asked_for_again_costs_nothing() -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="31" height="7"/>'
    assert png(drawing) is png(drawing)


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - its words are the library's
        png("not a drawing")
