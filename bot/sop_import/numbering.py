"""The steps' numbers: in a file they count from 1 without a gap. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.sop_import import Option, Remark
from bot.sop_import.row_parts import mains
from bot.sop_import.rows import Group


def numbering(groups: Sequence[Group]) -> list[Remark]:
    """What is to be told of the numbers that stood there, where they are others."""
    written = [", ".join(group.numbers) for group in groups]
    if not any(written):
        return []
    remarks = [
        Remark("renumbered", n, group.spot, ("steps", n - 1, "number"), before, str(n))
        for n, (group, before) in enumerate(zip(groups, written, strict=True), 1)
        if before != str(n)
    ]
    remarks += [r for n, group in enumerate(groups, 1) for r in _several(n, group)]
    counted = [number for group in groups for number in group.numbers]
    if any(one.isdigit() for one in counted) and counted != _expected(counted):
        told = {"written": " ".join(one or "–" for one in written)}
        option = Option("as-read", told={"name": f"1–{len(groups)}"})
        remarks.append(Remark("number-gap", path=("steps",), told=told, options=(option,)))
    return remarks


def _several(n: int, group: Group) -> Iterator[Remark]:
    """Of a row with more numbers than one."""
    if group.of:
        before = ", ".join(group.of)
        yield Remark("row-parted", n, group.spot, ("steps", n - 1), before, group.numbers[0])
    elif len(mains(group.numbers)) > 1:
        told = {"written": ", ".join(group.numbers)}
        path = ("steps", n - 1, "number")
        yield Remark("two-numbers", n, group.spot, path, told=told, options=(Option("one-step"),))


def _expected(counted: Sequence[str]) -> list[str]:
    return [str(n) for n in range(1, len(counted) + 1)]
