"""Number and date that a caption tells of the document above it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from bot.domain.documents import is_numbered
from bot.domain.events import Numbered
from bot.domain.files import File
from bot.domain.letters import found_in
from bot.domain.plan import Plan
from bot.ports import UnitOfWork


def read(
    work: UnitOfWork, plan: Plan, files: Sequence[File], known: Collection[int], now: datetime
) -> tuple[Plan, list[File]]:
    """Of files that have just come, kept with each; not of those `known`, that were there."""
    found = [f if f.id in known else _with_letter(work, plan, f) for f in files]
    for file in found:
        if file.id not in known:
            plan = number(work, plan, file, file.sent_by, now, came=True)
    return plan, found


def number(
    work: UnitOfWork, plan: Plan, file: File, by: int, now: datetime, *, came: bool = False
) -> Plan:
    """Of a document that the SOP has numbered they are its own. `came`: with the file, so that
    both are taken back together.
    """
    step = plan.sop.step(file.step)
    if not (is_numbered(step, file) and file.letter and file.dated):
        return plan
    told = plan.states[file.step].number_of(file.document)
    if told is not None and (told.number, told.on) == (file.letter, file.dated):
        return plan
    event = Numbered(
        at=now,
        by=by,
        step=file.step,
        document=file.document,
        number=file.letter,
        on=file.dated,
        file=file.id if came else 0,
    )
    return work.plans.append(plan, event)


def _with_letter(work: UnitOfWork, plan: Plan, file: File) -> File:
    letter = found_in(file.description, plan.rules.local_day(file.sent_at))
    if not letter or file.letter or file.dated:
        return file
    work.files.set_letter(file.id, letter.number, letter.dated)
    return replace(file, letter=letter.number, dated=letter.dated)
