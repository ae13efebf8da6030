"""How each document of a step stands, told by the step's events and the kept files. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from operator import attrgetter

from bot.domain.calendar import fiscal_year, round_of
from bot.domain.events import Judged
from bot.domain.files import File
from bot.domain.letters import Letter
from bot.domain.plan import Plan, StepState
from bot.domain.sop import Document, DocumentKind, Step
from bot.domain.step_dates import next_years


class Stand(StrEnum):
    MISSING = "missing"
    RECEIVED = "received"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"
    """Not needed this year; until a file comes all the same."""


class DateDoubt(StrEnum):
    ROUND = "round"
    """Not known, and the step was completed in another round than the file was sent in."""
    YEAR = "year"
    """Outside the plan's fiscal year, or another to which the SOP has fixed the step."""


LACKING = (Stand.MISSING, Stand.RETURNED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A document of a step as it stands. `place`: in the step's list, from 1."""

    document: Document
    place: int
    stand: Stand
    reason: str = ""
    """Why it was returned, or is not needed."""
    file: File | None = None
    """The newest that is it, whatever the reason."""


def papers(state: StepState, kept: Iterable[File]) -> list[Paper]:
    """Of all that can be attached to the step, in its order. `kept`: files, of any steps."""
    mine = sorted((f for f in kept if f.step == state.step.number), key=attrgetter("id"))
    newest = {f.document: f for f in mine}
    return [
        _paper(state, place, document, newest.get(document.id))
        for place, document in enumerate(state.step.documents, 1)
        if document.kind is not DocumentKind.REFERENCE
    ]


def for_group(found: Iterable[Paper]) -> list[Paper]:
    """Why one was returned is for who sent it, and read in private only."""
    return [replace(p, reason="") if p.stand is Stand.RETURNED else p for p in found]


def is_missing_evidence(paper: Paper) -> bool:
    return paper.stand is Stand.MISSING and paper.document.kind is DocumentKind.EVIDENCE


def missing_evidence(state: StepState, kept: Iterable[File]) -> list[Document]:
    """The evidence of the step that is not there, or was returned."""
    if not state.step.evidence:
        return []
    lacking = (p.document for p in papers(state, kept) if p.stand in LACKING)
    return [d for d in lacking if d.kind is DocumentKind.EVIDENCE]


def letter_of(state: StepState, file: File) -> Letter:
    """Number and date that a kept file bears: of a document that the SOP has numbered, its own."""
    told = state.number_of(file.document)
    return Letter(file.letter, file.dated) if told is None else Letter(told.number, told.on)


def date_doubt(plan: Plan, file: File) -> DateDoubt | None:
    """Why its own date is to be asked for, or asked about, when a file has come.

    One that the SOP has numbered is asked for its number and date anyway.
    """
    state = plan.states[file.step]
    dated, completed = letter_of(state, file).dated, state.completed_on
    if dated is not None:
        return None if fiscal_year(dated) in _years(plan, state.step) else DateDoubt.YEAR
    if completed is None or state.skipped or is_numbered(state.step, file):
        return None
    sent = plan.rules.local_day(file.sent_at)
    alike = round_of(completed, plan.fiscal_year) == round_of(sent, plan.fiscal_year)
    return None if alike else DateDoubt.ROUND


def _years(plan: Plan, step: Step) -> Iterator[int]:
    """Of which the documents of a step may be; a case ends whenever it does."""
    year = plan.fiscal_year
    yield year
    if plan.sop.case or step.number in plan.sop.once(next_years):
        yield year + 1
    if step.not_before is not None and step.not_before.years < 0:
        yield year - 1


def is_numbered(step: Step, file: File) -> bool:
    """Whether it is a document that bears a number and a date by the SOP."""
    return any(d.numbered for d in step.documents if d.id == file.document)


def _paper(state: StepState, place: int, document: Document, file: File | None) -> Paper:
    waived = next((w for w in state.waived if w.document == document.id), None)
    if waived is not None and (file is None or file.sent_at <= waived.at):
        return Paper(document, place, Stand.WAIVED, waived.reason, file)
    if file is None:
        return Paper(document, place, Stand.MISSING)
    verdict = _verdict(state, file)
    if verdict is None:
        stand = Stand.ACCEPTED if _was_verified(state, file) else Stand.RECEIVED
        return Paper(document, place, stand, file=file)
    stand = Stand.ACCEPTED if verdict.accepted else Stand.RETURNED
    return Paper(document, place, stand, verdict.reason, file)


def _verdict(state: StepState, file: File) -> Judged | None:
    """On this very file as this document."""
    return next((j for j in state.judged if (j.document, j.file) == (file.document, file.id)), None)


def _was_verified(state: StepState, file: File) -> bool:
    """Who verifies a step has looked at what was there."""
    at = state.closed_at if state.was_verified else None
    return at is not None and file.sent_at <= at
