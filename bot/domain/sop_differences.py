"""What two versions of an SOP have different, step by step. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from bot.domain.sop import Sop, Step
from bot.domain.written import as_written


class Aspect(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    TITLE = "title"
    DURATION = "duration"
    AFTER = "after"
    PARTIES = "parties"
    DOCUMENTS = "documents"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Difference:
    """`before` is None of what was added, `after` of what was taken out."""

    aspect: Aspect
    number: int
    before: Step | None = None
    after: Step | None = None


def differences(before: Sop, after: Sop) -> list[Difference]:
    """In the order of the steps, each known by its number; all else that differs in one is one."""
    old, new = before.once(as_written).by_number, after.once(as_written).by_number
    return [d for n in sorted({*old, *new}) for d in _of_step(n, old.get(n), new.get(n))]


def _of_step(number: int, old: Step | None, new: Step | None) -> Iterator[Difference]:
    if old is None or new is None:
        aspect = Aspect.ADDED if old is None else Aspect.REMOVED
        yield Difference(aspect, number, old, new)
        return
    for aspect, told in _TOLD.items():
        if told(old) != told(new):
            yield Difference(aspect, number, old, new)


_TOLD: Mapping[Aspect, Callable[[Step], object]] = {
    Aspect.TITLE: lambda s: s.title,
    Aspect.DURATION: lambda s: (s.duration, s.least, s.unit, s.by, s.due, s.starts_on),
    Aspect.AFTER: lambda s: (s.after, s.parallel, s.when),
    Aspect.PARTIES: lambda s: s.parties,
    Aspect.DOCUMENTS: lambda s: s.documents,
    Aspect.OTHER: lambda s: (
        *(s.detail, s.lead, s.not_before, s.not_after, s.symbol, s.meeting, s.review),
        *(s.quorum, s.next_round, s.ways),
    ),
}
