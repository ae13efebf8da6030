"""Places in a file that wait for a decision; they are told in comments."""

from __future__ import annotations

MARK = "# decide:"
"""How such a comment begins, on a line of its own."""


def is_mark(line: str) -> bool:
    return line.lstrip(" ").startswith(MARK)


def undecided(source: str) -> list[int]:
    """Their lines, from 1."""
    return [n for n, line in enumerate(source.splitlines(), 1) if is_mark(line)]
