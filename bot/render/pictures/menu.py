"""The picture of a menu to press: cells side by side, each an icon over its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from bot.render.colours import ACCENT, GROUND, ON_TINT, TINT
from bot.render.pictures.letters import BOLD, Face, letters

WIDTH, HEIGHT = 2500, 843
"""Pixels; a phone shows them at about a seventh."""
WORD = Face(100, ON_TINT, BOLD)
"""Fifteen pixels on a phone; the longest of the words then leaves a margin in a fifth."""
DISC, DISC_AT, WORD_AT = 170, 325, 670
ICON = 208
RULE = 8
"""Between the menu and the talk above it."""
GRID = 24
"""Units of the square in which an icon is drawn."""

ICONS: Mapping[str, str] = {
    "status": '<path d="M3 13.5h3.2v7H3zM10.4 8.5h3.2v12h-3.2zM17.8 3.5H21v17h-3.2z"/>',
    "my": '<circle cx="10" cy="7.5" r="4"/>'
    '<path d="M2.5 20.5c0-4 3.2-6.5 7.5-6.5 1.2 0 2.3.2 3.3.6M15 18.5l2.3 2.3 4.2-4.6"/>',
    "files": '<path d="M13.5 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8.5z'
    'M13.5 3v5.5H19M8.5 13h7M8.5 17h4.5"/>',
    "plan": '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/>'
    '<path d="M3.5 10h17M8 2.8V7M16 2.8V7M8 14.7l2.7 2.5 5-4.5"/>',
    "help": '<circle cx="12" cy="12" r="9"/>'
    '<path d="M9.3 9.6a2.7 2.7 0 1 1 4.1 2.3c-.9.6-1.4 1.1-1.4 2.1M12 17h.01"/>',
}
"""By the command that a cell stands for."""


def menu_drawing(cells: Sequence[tuple[str, str]]) -> str:
    """`cells`: (command, word), five at most, from left to right.

    Raises KeyError for a command that has no icon.
    """
    parts: list[str] = []
    for (command, word), (left, width) in zip(cells, columns(len(cells)), strict=True):
        parts += _cell(ICONS[command], word, left + width / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{GROUND}"/>'
        f'<rect width="{WIDTH}" height="{RULE}" fill="{TINT}"/>{"".join(parts)}</svg>'
    )


def columns(count: int) -> list[tuple[int, int]]:
    """Left edge and width of each of so many cells; together they leave nothing out."""
    edges = [WIDTH * place // count for place in range(count + 1)]
    return [(left, right - left) for left, right in pairwise(edges)]


def _cell(icon: str, word: str, middle: float) -> Iterator[str]:
    scale = ICON / GRID
    corner = f"{middle - ICON / 2} {DISC_AT - ICON / 2}"
    yield f'<circle cx="{middle}" cy="{DISC_AT}" r="{DISC}" fill="{TINT}"/>'
    yield (
        f'<g transform="translate({corner}) scale({scale})" fill="none" stroke="{ACCENT}"'
        f' stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round">{icon}</g>'
    )
    yield letters(word, middle, WORD_AT, WORD, "middle")
