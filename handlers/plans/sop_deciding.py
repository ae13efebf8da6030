"""What is to be decided of an SOP under review: which option stands, and how another comes there.

What was decided stays among the remarks until the SOP is used, so that one can go back to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.sop_import import Change, Option, Remark, SopVersion
from bot.sop_import.changing import changed
from bot.sop_import.standing import restored, undone

CHOSEN = "chosen"
TYPED = ""
"""The code of the option that was typed: it is offered to nobody."""


def asked(version: SopVersion) -> list[Remark]:
    return [r for r in version.remarks if r.options]


def repaired(version: SopVersion) -> list[Remark]:
    return [r for r in version.remarks if not r.options]


def chosen(remark: Remark) -> str | None:
    """None: it is not decided yet."""
    return remark.told.get(CHOSEN)


def left(version: SopVersion) -> list[Remark]:
    return [r for r in asked(version) if chosen(r) is None]


def settled(version: SopVersion) -> list[Remark]:
    """The remarks that stay once the SOP is used."""
    return [r for r in version.remarks if chosen(r) is None]


def next_open(version: SopVersion, behind: int = 0) -> int | None:
    """The number, from 1, of the next that is not decided, the first ones after the last."""
    numbers = [n for n, r in enumerate(asked(version), 1) if chosen(r) is None]
    return next((n for n in numbers if n > behind), numbers[0] if numbers else None)


def choose(version: SopVersion, remark: Remark, option: Option) -> tuple[str, list[Remark]]:
    """The text with this option, and the remarks. Raises ValueError where it has no place left."""
    whole = remark if chosen(remark) is not None else restored(version.source, remark)
    option = next(o for o in whole.options if o.code == option.code)
    source = changed(proposed(version, remark), option.changes, [remark])
    return source, _with(version, remark, whole, option.code)


def type_in(
    version: SopVersion, remark: Remark, changes: Sequence[Change]
) -> tuple[str, list[Remark]]:
    """The same with an answer that is none of the options."""
    typed = replace(remark, options=(*offered(remark), Option(TYPED, tuple(changes))))
    whole = restored(proposed(version, remark), typed)
    source = changed(proposed(version, remark), changes, [remark])
    return source, _with(version, remark, whole, TYPED)


def proposed(version: SopVersion, remark: Remark) -> str:
    """The text with the proposal in the place of what was chosen."""
    if not _differs(remark):
        return version.source
    of = next(o for o in remark.options if o.code == chosen(remark))
    return changed(version.source, undone(version.source, of.changes, remark.options[0]))


def _differs(remark: Remark) -> bool:
    """Whether another than the proposal may stand there."""
    return chosen(remark) not in (None, remark.options[0].code)


def offered(remark: Remark) -> list[Option]:
    return [o for o in remark.options if o.code != TYPED]


def _with(version: SopVersion, old: Remark, new: Remark, code: str) -> list[Remark]:
    marked = replace(new, told={**new.told, CHOSEN: code})
    return [marked if r is old else r for r in version.remarks]
