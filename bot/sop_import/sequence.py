"""In which order the steps of an SOP are carried out, where it only numbers them. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

YEAR = 365
"""Calendar days that the steps may take one after the other."""
LONG = 30
"""Calendar days from which on a step may be thought to run beside others."""
_WORKING = 7 / 5


@dataclass(frozen=True, slots=True)
class Length:
    """About how long a step takes, in calendar days; `apart`: it recurs, and nothing waits for all
    of its year.
    """

    days: float
    parties: Collection[int] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Order:
    """By places, from 0: what comes before each step, and which run beside their neighbours.

    `days`: what those that follow each other take together.
    """

    after: Sequence[Sequence[int]]
    beside: frozenset[int]
    days: float
    fits: bool = True


def calendar_days(duration: object, unit: object) -> float:
    """Of a range the longer end; of what has no duration none."""
    text = str(duration).rpartition("-")[2]
    if not text.isdecimal():
        return 0.0
    return int(text) * _DAYS.get(str(unit), 1.0)


_DAYS: Mapping[str, float] = {"working": _WORKING, "week": 7, "month": 30.4}


def ordered(lengths: Sequence[Length], *, beside: bool = True) -> Order:
    """As numbered, one after the other. What then takes longer than the year, and is in other hands
    than the step before it, runs beside the others, the longest first, until the rest fits.

    `beside`: False where nothing is to be proposed.
    """
    apart = {n for n, one in enumerate(lengths) if one.apart}
    if beside:
        for place in _longest_in_other_hands(lengths, apart):
            if _together(lengths, apart) <= YEAR:
                break
            apart.add(place)
    days = _together(lengths, apart)
    after = [_before(lengths, apart, n) for n in range(len(lengths))]
    return Order(after, frozenset(apart), days, days <= YEAR)


def _together(lengths: Sequence[Length], apart: Collection[int]) -> float:
    return sum(one.days for n, one in enumerate(lengths) if n not in apart)


def _longest_in_other_hands(lengths: Sequence[Length], apart: Collection[int]) -> list[int]:
    main = [n for n in range(len(lengths)) if n not in apart]
    found = [
        n for before, n in pairwise(main) if lengths[n].days >= LONG and _others(lengths, before, n)
    ]
    return sorted(found, key=lambda n: (-lengths[n].days, n))


def _others(lengths: Sequence[Length], before: int, place: int) -> bool:
    """Whether nobody of the nearest earlier step in other hands is in it: two neighbours of one
    party may both run beside what came before them.
    """
    mine = set(lengths[place].parties)
    while before >= 0 and set(lengths[before].parties) == mine:
        before -= 1
    return before >= 0 and mine.isdisjoint(lengths[before].parties)


def _before(lengths: Sequence[Length], apart: Collection[int], place: int) -> list[int]:
    """What runs beside the others starts with the first of them that is long."""
    main = [n for n in range(place) if n not in apart]
    if not main:
        return []
    if place in apart:
        long = next((n for n in main if lengths[n].days >= LONG), None)
        if long is not None:
            return [n for n in main if n < long][-1:]
    return main[-1:]
