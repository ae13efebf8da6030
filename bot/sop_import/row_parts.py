"""A row of the table with several numbers, parted into the steps that it has. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.sop_import.columns import Column
from bot.sop_import.paper import Line
from bot.sop_import.rows import Group

_SHARED = frozenset({Column.PARTIES, Column.DOCUMENTS})
"""Columns whose words go for all of the row, if there are not as many as numbers."""


def parted(groups: Sequence[Group]) -> list[Group]:
    """Where each number has its work, in a line of its own."""
    return [part for group in groups for part in _parts(group)]


def mains(numbers: Sequence[str]) -> list[str]:
    """The steps that are meant: 3 and 3.1 are one."""
    return list(dict.fromkeys(one.split(".")[0] for one in numbers))


def _parts(group: Group) -> Iterator[Group]:
    numbers, work = mains(group.numbers), group.lines.get(Column.DETAIL, [])
    if len(numbers) < 2 or len(work) != len(numbers) or not _counts_on(numbers):
        yield group
        return
    for n, number in enumerate(numbers):
        lines = {kind: _of(kind, said, n, len(numbers)) for kind, said in group.lines.items()}
        drawn = group.drawn if n == 0 else []
        went_on = group.went_on if n == len(numbers) - 1 else []
        yield replace(
            group, numbers=(number,), lines=lines, drawn=drawn, went_on=went_on, of=group.numbers
        )


def _counts_on(numbers: Sequence[str]) -> bool:
    return all(int(number) == int(numbers[0]) + n for n, number in enumerate(numbers))


def _of(kind: Column, lines: list[Line], place: int, count: int) -> list[Line]:
    """A single duration is that of the first: how the others share it nobody wrote."""
    if len(lines) == count:
        return [replace(lines[place], broken=False)]
    return [*lines] if place == 0 or kind in _SHARED else []
