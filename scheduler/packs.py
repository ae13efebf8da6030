"""That the evidence has been handed over is noted in its plan: only then may files be deleted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.domain.events import Exported
from bot.domain.keeping import is_noted
from bot.domain.message import Made, ToMake
from bot.domain.pack_parts import Part, part_of
from bot.domain.plan import Plan
from bot.ports import UnitOfWork


def note(work: UnitOfWork, handed: Iterable[ToMake], person: int | None, now: datetime) -> None:
    """Once its last part has reached that person, unless a file came that is in none."""
    for one in handed:
        part = part_of(one.of) if one.what is Made.PACK else None
        if part is not None and part.number == part.of:
            _note(work, work.plans.by_id(one.plan), part, person, now)


def _note(work: UnitOfWork, plan: Plan, part: Part, person: int | None, now: datetime) -> None:
    event = Exported(at=now, by=person, what=Made.PACK, round=part.round)
    kept = work.files.of_plan(plan.id)
    if len(part.known(kept)) == len(kept) and not is_noted(plan, event):
        work.plans.append(plan, event)
