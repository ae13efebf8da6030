"""The menu's picture, judged by what can be seen in it."""

from __future__ import annotations

import pytest

from bot.render.colours import ACCENT, GROUND, ON_TINT, TINT
from bot.render.pictures.menu import HEIGHT, WIDTH, columns, menu_drawing
from bot.render.pictures.png import png
from tests.render.pictures.contrast import contrast
from tests.render.pictures.pixels import ink_in, part_of, rows_of, size_of

CELLS = [
    ("status", "สถานะ"),
    ("my", "งานของฉัน"),
    ("files", "เอกสาร"),
    ("plan", "แผน"),
    ("help", "ช่วยเหลือ"),
]
PLACES = list(zip(CELLS, columns(5), strict=True))
WORDS_FROM, WORDS_TO = 530, 760
ICONS_FROM, ICONS_TO = 200, 450


def ink(place: tuple[int, int], top: int, bottom: int, colour: str) -> list[int]:
    left, width = place
    return ink_in(
        rows_of(png(part_of(menu_drawing(CELLS), left, top, width, bottom - top))), colour
    )


def test_it_is_of_the_size_that_line_asks_for() -> None:
    picture = png(menu_drawing(CELLS))
    assert size_of(picture) == (WIDTH, HEIGHT) == (2500, 843)
    assert len(picture) <= 1024 * 1024


@pytest.mark.parametrize(("cell", "place"), PLACES)
def test_every_word_stands_whole_in_its_cell(cell: tuple[str, str], place: tuple[int, int]) -> None:
    found = ink(place, WORDS_FROM, WORDS_TO, ON_TINT)
    assert sum(found) > 30 * len(cell[1])
    assert sum(found[:3] + found[-3:]) == 0


@pytest.mark.parametrize(("cell", "place"), PLACES)
def test_every_word_has_its_icon(cell: tuple[str, str], place: tuple[int, int]) -> None:
    assert sum(ink(place, ICONS_FROM, ICONS_TO, ACCENT)) > 100


def test_no_two_icons_are_alike() -> None:
    found = [tuple(ink(place, ICONS_FROM, ICONS_TO, ACCENT)) for _, place in PLACES]
    assert len(set(found)) == len(CELLS)


def test_a_word_is_only_a_word() -> None:
    assert png(menu_drawing([("help", "<ก & ข>")]))


def test_the_cells_leave_nothing_out() -> None:
    found = columns(3)
    assert [left for left, _ in found] == [0, 833, 1666]
    assert sum(width for _, width in found) == WIDTH


@pytest.mark.parametrize(("letters", "ground"), [(ON_TINT, GROUND), (ACCENT, TINT)])
def test_it_can_be_read_by_weak_eyes(letters: str, ground: str) -> None:
    assert contrast(letters, ground) >= 4.5
