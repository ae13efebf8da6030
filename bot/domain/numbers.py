"""Numbers of steps: as the procedure numbers them, or `6.2`, the second occurrence of a step that
is carried out several times.

Everywhere a step's number is an int, in the database too: a step that is carried out once has the
procedure's own, an occurrence number × 10,000 + its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

T = TypeVar("T")

OCCURRENCES = 10_000
MOST_OCCURRENCES = 12
"""A year has so many months; more could be taken for the minutes of an hour (9.15)."""


class StepNumber(int):
    """One occurrence of a step that is carried out several times: reads `6.2`, stands before 7."""

    @classmethod
    def of(cls, number: int, occurrence: int) -> StepNumber:
        return cls(number * OCCURRENCES + occurrence)

    def __str__(self) -> str:
        return f"{self // OCCURRENCES}.{self % OCCURRENCES}"

    __repr__ = __str__

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def __lt__(self, other: int) -> bool:
        return _place(self) < _place(other)

    def __le__(self, other: int) -> bool:
        return _place(self) <= _place(other)

    def __gt__(self, other: int) -> bool:
        return _place(self) > _place(other)

    def __ge__(self, other: int) -> bool:
        return _place(self) >= _place(other)


def numbered(number: int) -> int:
    """The number as people read it; to be asked of every one that comes as a plain int."""
    return StepNumber(number) if int(number) >= OCCURRENCES else number


def read(text: str) -> int:
    """6, or 6.2, as `str` writes it. Raises ValueError."""
    of, dot, occurrence = text.partition(".")
    return StepNumber.of(int(of), int(occurrence)) if dot else int(of)


def by_plain_number(found: Mapping[int, T]) -> dict[int, T]:
    """By numbers as they are kept, for what writes keys as texts."""
    return {int(number): value for number, value in found.items()}


def base(number: int) -> int:
    """The procedure's number of the step."""
    return _place(number)[0]


def occurrence_of(number: int) -> int:
    """Which occurrence of its step it is; 0: it has no other."""
    return _place(number)[1]


def _place(number: int) -> tuple[int, int]:
    of, occurrence = divmod(int(number), OCCURRENCES)
    return (of, occurrence) if of else (occurrence, 0)
